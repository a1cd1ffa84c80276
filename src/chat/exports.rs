//! Files that administrators ask for: banks in some format, the template.

use serde::{Deserialize, Serialize};

use super::incoming::ChatKey;

/// The job of writing such a file and sending it. Its subject is an
/// [`Order`].
pub const JOB: &str = "export";

/// What is to be written, and where it goes. Its JSON form is what the
/// database keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The word of the channel.
    pub channel: String,
    /// The private chat on it.
    pub chat: i64,
    /// What is to be written.
    pub what: What,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The template of a workbook.
    Template,
    /// A bank.
    Bank {
        /// Its id.
        id: String,
        /// The word of the format.
        format: String,
    },
}

impl Order {
    /// What is asked for in this chat.
    pub fn of(chat: ChatKey, what: What) -> Self {
        Self { channel: chat.channel.word().to_owned(), chat: chat.id, what }
    }

    /// Reads what the database keeps.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// What the database keeps.
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("plain data")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_stays_readable() {
        let order = |what| Order { channel: "telegram".into(), chat: 7, what };
        let bank = order(What::Bank { id: "budget".into(), format: "xlsx".into() });
        let json = r#"{"channel":"telegram","chat":7,"what":{"bank":{"id":"budget","format":"xlsx"}}}"#;
        assert_eq!((bank.write().as_str(), Order::read(json)), (json, Some(bank)));
        let template = order(What::Template);
        let json = r#"{"channel":"telegram","chat":7,"what":"template"}"#;
        assert_eq!((template.write().as_str(), Order::read(json)), (json, Some(template)));
        assert_eq!(Order::read("what later versions wrote"), None);
    }
}
