//! What Telegram knows.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    fmt::Write,
    time::Duration,
};

use serde_json::{Value, json};

use super::{
    faults::{Fault, Rule},
    files::{Named, Stored},
};

/// Everything.
#[derive(Default)]
pub struct State {
    /// Updates that are not confirmed.
    pub updates: VecDeque<Update>,
    last_update: i64,
    /// The number of the poll that holds the line.
    pub poll: u64,
    /// So many polls end without updates, as if their time were up.
    pub polls_to_end: usize,
    pub webhook: Option<Webhook>,
    pub spread: Vec<String>,
    /// How many updates were delivered by webhook, tries included.
    pub pushes: usize,
    pub chats: BTreeMap<i64, Chat>,
    pub taps: HashMap<String, Tap>,
    /// The default menus, by language.
    pub menus: BTreeMap<String, Value>,
    /// Every call, by its method in small letters, with its parameters.
    pub calls: Vec<(String, Value)>,
    /// What was refused with Telegram's own words, planned troubles apart.
    pub refusals: Vec<(String, String, Value)>,
    pub rules: Vec<Rule>,
    pub held: Vec<(String, Option<i64>)>,
    pub latency: Duration,
    /// The files that people sent, by their number.
    pub files: BTreeMap<String, Stored>,
    /// The files that the bot sent, refused ones too.
    pub uploads: Vec<Named>,
}

pub struct Update {
    pub id: i64,
    pub chat: i64,
    pub json: Value,
    /// On its way by webhook.
    pub under_way: bool,
}

#[derive(Debug, Clone)]
pub struct Webhook {
    pub url: String,
    pub secret: String,
    pub max_connections: usize,
}

/// A chat as its person sees it.
#[derive(Debug, Clone, Default)]
pub struct Chat {
    pub name: String,
    pub language: String,
    pub messages: Vec<Message>,
    /// The key in place of the letters, if there is one.
    pub key: Option<String>,
    /// The commands that the chat offers of its own.
    pub menu: Option<Value>,
    pub blocked: bool,
}

/// A message as it is shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: i64,
    pub from_bot: bool,
    /// As people read it.
    pub text: String,
    pub buttons: Vec<Vec<(String, Target)>>,
    pub edits: u32,
    pub deleted: bool,
    /// The file that it carries.
    pub document: Option<Named>,
}

/// What is behind a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Press(String),
    Url(String),
}

/// A tap and how the bot confirmed it.
#[derive(Debug, Clone)]
pub struct Tap {
    pub chat: i64,
    pub expired: bool,
    /// The texts of the confirmations, in order.
    pub answers: Vec<String>,
}

impl State {
    /// Opens a private chat.
    pub fn open(&mut self, id: i64, name: &str) {
        let chat = self.chats.entry(id).or_default();
        name.clone_into(&mut chat.name);
        "zh-hans".clone_into(&mut chat.language);
    }

    /// Queues an update of this kind.
    pub fn push(&mut self, chat: i64, kind: &str, body: &Value) -> i64 {
        self.last_update += 1;
        let id = self.last_update;
        let json = json!({ "update_id": id, kind: body });
        self.updates.push_back(Update { id, chat, json, under_way: false });
        id
    }

    /// Numbers the next update anew, as Telegram does after a quiet week.
    pub fn number_from(&mut self, next: i64) {
        self.last_update = next - 1;
    }

    /// Forgets what a poll confirms by its offset.
    pub fn confirm(&mut self, offset: i64) {
        if offset > 0 {
            self.updates.retain(|update| update.id >= offset);
        }
    }

    /// The person's account as updates show it.
    pub fn account(&self, id: i64) -> Value {
        let chat = &self.chats[&id];
        json!({ "id": id, "is_bot": false, "first_name": chat.name, "language_code": chat.language })
    }

    /// The trouble planned for a call, if any.
    pub fn trouble(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        self.rules.iter_mut().find_map(|rule| rule.strike(method, chat))
    }

    pub fn is_held(&self, method: &str, chat: Option<i64>) -> bool {
        self.held.iter().any(|(held, only)| held == method && (only.is_none() || *only == chat))
    }

    /// The parameters of all calls of a method.
    pub fn calls_of(&self, method: &str) -> impl Iterator<Item = &Value> {
        let method = method.to_lowercase();
        self.calls.iter().filter(move |(called, _)| *called == method).map(|(_, params)| params)
    }

    /// All in short, for a test that waited in vain.
    pub fn summary(&self) -> String {
        let mut text = format!("{} updates unconfirmed, {} calls\n", self.updates.len(), self.calls.len());
        for (method, params) in self.calls.iter().rev().take(10) {
            let _ = writeln!(text, "  {method} {params}");
        }
        for (id, chat) in self.chats.iter().take(5) {
            let _ = writeln!(text, "chat {id}: {}", chat.screen());
        }
        text
    }
}

impl Chat {
    /// Adds a message and gives its number.
    pub fn add(&mut self, from_bot: bool, text: String, buttons: Vec<Vec<(String, Target)>>) -> i64 {
        let id = i64::try_from(self.messages.len()).unwrap() + 1;
        self.messages.push(Message { id, from_bot, text, buttons, edits: 0, deleted: false, document: None });
        id
    }

    /// A message that is still there.
    pub fn message(&mut self, id: i64) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == id && !message.deleted)
    }

    /// What the bot shows, newest first.
    pub fn shown(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().rev().filter(|message| message.from_bot && !message.deleted)
    }

    /// The bot's newest message with its buttons.
    pub fn screen(&self) -> String {
        self.shown().next().map(Message::screen).unwrap_or_default()
    }
}

impl Message {
    /// The text, and the buttons below it row by row.
    pub fn screen(&self) -> String {
        let mut screen = self.text.clone();
        for row in &self.buttons {
            let labels: Vec<String> = row.iter().map(|(label, _)| format!("[{label}]")).collect();
            let _ = write!(screen, "\n{}", labels.join(" "));
        }
        screen
    }

    /// The payload of the button with this label.
    pub fn button(&self, label: &str) -> Option<&str> {
        self.buttons.iter().flatten().find_map(|(shown, target)| match target {
            Target::Press(data) if shown.contains(label) => Some(data.as_str()),
            _ => None,
        })
    }
}
