//! A person with a phone. What they do reads like a transcript:
//! `zhang.says("/quiz").sees("单选").await.presses("B").await`.

use serde_json::{Value, json};

use super::{
    FakeTelegram,
    state::{Chat, Message, Tap},
};

/// A person in the private chat with the bot.
#[derive(Clone)]
pub struct Person {
    fake: FakeTelegram,
    id: i64,
}

impl Person {
    pub fn new(fake: FakeTelegram, id: i64) -> Self {
        Self { fake, id }
    }

    /// The number of the account and of its chat.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Uses a program in another language.
    pub fn speaking(self, language: &str) -> Self {
        self.chat(|chat| language.clone_into(&mut chat.language));
        self
    }

    /// Types a text.
    pub fn says(&self, text: &str) -> &Self {
        self.sends(&json!({ "text": text }))
    }

    /// Sends a message with these fields: `{"voice": {}}`, a document, ….
    pub fn sends(&self, fields: &Value) -> &Self {
        self.fake.state(|state| {
            let text = fields["text"].as_str().unwrap_or("（…）").to_owned();
            let Some(chat) = state.chats.get_mut(&self.id) else { return };
            let number = chat.add(false, text, Vec::new());
            let mut message = message(self.id, number, &state.account(self.id));
            message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            state.push(self.id, "message", &message);
        });
        self
    }

    /// Sends a file; gives its number on Telegram's servers.
    pub fn sends_file(&self, name: &str, content: &[u8]) -> String {
        let document = self.fake.state(|state| state.keep_file(name, content));
        self.sends(&json!({ "document": document }));
        document["file_id"].as_str().unwrap().to_owned()
    }

    /// Sends a quiz of Telegram's own, with the right options if Telegram tells
    /// them.
    pub fn sends_quiz(&self, question: &str, options: &[&str], right: Option<usize>) -> &Self {
        let options: Vec<Value> =
            options.iter().map(|text| json!({ "text": text, "voter_count": 0 })).collect();
        let mut poll = json!({
            "id": "5", "question": question, "options": options, "total_voter_count": 0, "is_closed": false,
            "is_anonymous": true, "type": "quiz", "allows_multiple_answers": false,
        });
        if let Some(right) = right {
            poll["correct_option_id"] = json!(right);
        }
        self.sends(&json!({ "poll": poll }))
    }

    /// The files that the bot has sent, oldest first.
    pub fn received(&self) -> Vec<(String, Vec<u8>)> {
        self.shown().into_iter().filter_map(|message| message.document).collect()
    }

    /// Shares their own contact card.
    pub fn shares_contact(&self, phone: &str) -> &Self {
        self.sends_card(phone, self.id)
    }

    /// Sends the card of another.
    pub fn sends_card(&self, phone: &str, owner: i64) -> &Self {
        self.sends(&json!({ "contact": { "phone_number": phone, "first_name": "…", "user_id": owner } }))
    }

    /// Changes their newest message.
    pub fn edits(&self, text: &str) -> &Self {
        self.fake.state(|state| {
            let mine = state.chats[&self.id].messages.iter().rev().find(|message| !message.from_bot);
            let mut message = message(self.id, mine.map_or(1, |mine| mine.id), &state.account(self.id));
            message["text"] = json!(text);
            state.push(self.id, "edited_message", &message);
        });
        self
    }

    /// Taps the newest button with this label, when it is there.
    pub async fn presses(&self, label: &str) -> &Self {
        let look = |chat: &Chat| {
            chat.shown().find_map(|message| Some((message.id, message.button(label)?.to_owned())))
        };
        let what = format!("a button {label}");
        let (message, data) = self.fake.wait_for(&what, |state| look(&state.chats[&self.id])).await;
        self.taps(message, &data);
        self
    }

    /// Taps a button that may be long gone; gives the tap's number.
    pub fn taps(&self, message: i64, data: &str) -> String {
        self.fake.state(|state| {
            let id = format!("tap{}", state.taps.len() + 1);
            state.taps.insert(id.clone(), Tap { chat: self.id, expired: false, answers: Vec::new() });
            let from = state.account(self.id);
            let message = json!({ "message_id": message, "date": 1, "chat": private(self.id) });
            let press =
                json!({ "id": id, "from": from, "message": message, "data": data, "chat_instance": "1" });
            state.push(self.id, "callback_query", &press);
            id
        })
    }

    /// Stops the bot.
    pub fn blocks(&self) -> &Self {
        self.joins_or_leaves(true, "kicked")
    }

    /// Starts it again.
    pub fn unblocks(&self) -> &Self {
        self.joins_or_leaves(false, "member")
    }

    fn joins_or_leaves(&self, blocked: bool, status: &str) -> &Self {
        self.chat(|chat| chat.blocked = blocked);
        self.fake.state(|state| {
            let member =
                json!({ "status": status, "user": { "id": 42, "is_bot": true, "first_name": "百题" } });
            let change = json!({
                "chat": private(self.id), "from": state.account(self.id), "date": 1,
                "old_chat_member": {}, "new_chat_member": member,
            });
            state.push(self.id, "my_chat_member", &change);
        });
        self
    }

    /// Deletes a message of the bot.
    pub fn deletes(&self, message: i64) -> &Self {
        self.chat(|chat| {
            if let Some(message) = chat.message(message) {
                message.deleted = true;
            }
        });
        self
    }

    /// Waits until the bot's newest message contains this.
    pub async fn sees(&self, text: &str) -> &Self {
        let what = format!("{text:?} in chat {}", self.id);
        self.fake.wait_until(&what, |state| state.chats[&self.id].screen().contains(text)).await;
        self
    }

    /// Waits until a tap is confirmed with this.
    pub async fn is_told(&self, text: &str) -> &Self {
        let told = |tap: &Tap| tap.chat == self.id && tap.answers.iter().any(|answer| answer.contains(text));
        self.fake.wait_until(&format!("a tap told {text:?}"), |state| state.taps.values().any(told)).await;
        self
    }

    /// The bot's newest message with its buttons.
    pub fn screen(&self) -> String {
        self.chat(|chat| chat.screen())
    }

    /// The bot's messages, oldest first.
    pub fn shown(&self) -> Vec<Message> {
        self.chat(|chat| {
            chat.messages.iter().filter(|message| message.from_bot && !message.deleted).cloned().collect()
        })
    }

    /// Reads or changes the chat.
    pub fn chat<T>(&self, act: impl FnOnce(&mut Chat) -> T) -> T {
        self.fake.state(|state| act(state.chats.get_mut(&self.id).expect("the person has a chat")))
    }
}

fn private(id: i64) -> Value {
    json!({ "id": id, "type": "private", "first_name": "…" })
}

fn message(chat: i64, number: i64, from: &Value) -> Value {
    json!({ "message_id": number, "date": 1, "chat": private(chat), "from": from })
}
