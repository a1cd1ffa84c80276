//! A person in front of their phone.

use serde_json::{Value, json};

use super::Office;
use crate::fake_telegram::Person;

/// A person with an account.
#[derive(Clone)]
pub struct Someone<'o> {
    pub office: &'o Office,
    /// What they do without waiting for an answer.
    pub phone: Person,
}

impl Someone<'_> {
    /// The number of the account.
    pub fn id(&self) -> i64 {
        self.phone.id()
    }

    async fn answered(&self) -> &Self {
        self.office.rests().await;
        self
    }

    /// Types a text.
    pub async fn says(&self, text: &str) -> &Self {
        self.phone.says(text);
        self.answered().await
    }

    /// Sends a message with these fields.
    pub async fn sends(&self, fields: &Value) -> &Self {
        self.phone.sends(fields);
        self.answered().await
    }

    /// Taps the newest button with this label.
    pub async fn presses(&self, label: &str) -> &Self {
        let (message, data) = self.button(label).unwrap_or_else(|| panic!("no {label} in {}", self.shows()));
        self.taps(message, &data).await
    }

    /// Taps a button that may be long gone.
    pub async fn taps(&self, message: i64, data: &str) -> &Self {
        self.phone.taps(message, data);
        self.answered().await
    }

    /// Taps a button with this payload on the newest message.
    pub async fn taps_data(&self, data: &str) -> &Self {
        let message = self.phone.shown().last().map_or(1, |message| message.id);
        self.taps(message, data).await
    }

    /// The newest button with this label: its message and payload.
    pub fn button(&self, label: &str) -> Option<(i64, String)> {
        let shown = self.phone.shown();
        shown.iter().rev().find_map(|message| Some((message.id, message.button(label)?.to_owned())))
    }

    /// Chooses the option with this text; the options are in a random order.
    pub async fn picks(&self, option: &str) -> &Self {
        let letter = self.letter_of(option);
        self.presses(&letter).await
    }

    /// The letter before an option, where it stands lowest.
    pub fn letter_of(&self, option: &str) -> String {
        let shown = self.phone.shown();
        let mut lines = shown.iter().rev().flat_map(|message| message.text.lines());
        let line = lines.find(|line| line.contains(". ") && line.contains(option));
        let line = line.unwrap_or_else(|| panic!("no option {option} in {}", self.shows()));
        let (before, _) = line.split_once(". ").unwrap();
        before.chars().last().unwrap().to_string()
    }

    /// The newest message contains this.
    #[track_caller]
    pub fn sees(&self, text: &str) -> &Self {
        let screen = self.shows();
        assert!(screen.contains(text), "expected {text:?} in\n{screen}\n---\n{}", self.transcript());
        self
    }

    /// The newest message does not contain this.
    #[track_caller]
    pub fn sees_no(&self, text: &str) -> &Self {
        let screen = self.shows();
        assert!(!screen.contains(text), "did not expect {text:?} in\n{screen}");
        self
    }

    /// The newest tap was confirmed with this.
    #[track_caller]
    pub fn is_told(&self, text: &str) -> &Self {
        let told = self.toasts().pop().unwrap_or_default();
        let fits = if text.is_empty() { told.is_empty() } else { told.contains(text) };
        assert!(fits, "expected {text:?}, was told {told:?}");
        self
    }

    /// What the taps were confirmed with, in their order.
    pub fn toasts(&self) -> Vec<String> {
        self.office.telegram.state(|state| {
            let number = |id: &str| id.trim_start_matches("tap").parse::<u32>().unwrap();
            let mine = state.taps.iter().filter(|(_, tap)| tap.chat == self.id());
            let mut mine: Vec<_> = mine.map(|(id, tap)| (number(id), tap.answers.join("|"))).collect();
            mine.sort();
            mine.into_iter().map(|(_, told)| told).collect()
        })
    }

    /// The newest message with its buttons.
    pub fn shows(&self) -> String {
        self.phone.screen()
    }

    /// How many messages of the bot there are.
    pub fn messages(&self) -> usize {
        self.phone.shown().len()
    }

    /// All messages of the bot, oldest first.
    pub fn transcript(&self) -> String {
        let shown = self.phone.shown();
        let screens: Vec<String> =
            shown.iter().map(|message| format!("#{} {}", message.id, message.screen())).collect();
        screens.join("\n")
    }

    /// Whether any message of the bot contains this.
    pub fn was_shown(&self, text: &str) -> bool {
        self.phone.shown().iter().any(|message| message.text.contains(text))
    }

    /// The names of the commands in the chat's own menu.
    pub fn menu(&self) -> Vec<String> {
        let menu = self.phone.chat(|chat| chat.menu.clone()).unwrap_or(json!([]));
        let commands = menu.as_array().cloned().unwrap_or_default();
        commands.iter().map(|command| command["command"].as_str().unwrap().to_owned()).collect()
    }

    /// Begins a round of so many questions, from a chat at rest.
    pub async fn begins(&self, choice: &str, length: usize) -> &Self {
        self.says("答题").await.presses(choice).await.presses(&format!("{length} 题")).await;
        self.sees("第 1/")
    }

    /// Answers all that is left of a round over banks of [`super::simple_bank`],
    /// each by this option, and sees the result.
    pub async fn answers_all(&self, option: &str) -> &Self {
        while !self.shows().contains("这一轮答完了") {
            self.picks(option).await;
            let next = if self.button_here("看成绩") { "看成绩" } else { "下一题" };
            self.presses(next).await;
        }
        self
    }

    /// Whether the newest message has this button.
    pub fn button_here(&self, label: &str) -> bool {
        self.phone.shown().last().is_some_and(|message| message.button(label).is_some())
    }
}
