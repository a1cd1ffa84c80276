//! What goes out to a chat. This is what the outbox keeps, so its JSON form
//! must stay readable by later versions: add fields with defaults, never
//! rename.

use serde::{Deserialize, Serialize};

use super::incoming::{ChatKey, MessageId};

/// One thing to do in a chat. Texts are in a small HTML: `<b>`, `<i>`, `<u>`,
/// `<s>`, `<code>` and `<a href>`, with `&lt; &gt; &amp; &quot;` escaped; line
/// feeds are line feeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Outgoing {
    /// A new message.
    Send {
        /// The text.
        html: String,
        /// What can be tapped.
        #[serde(default)]
        keyboard: Keyboard,
        /// Whether it can't be passed on or saved.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        protected: bool,
    },
    /// Change a message; where it can't be found any more, send a new one.
    Edit {
        /// Which.
        message: MessageId,
        /// The text.
        html: String,
        /// What can be tapped: none or buttons.
        #[serde(default)]
        keyboard: Keyboard,
        /// Whether it can't be passed on or saved, where it has to be sent anew.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        protected: bool,
    },
    /// A file as a document.
    Document {
        /// Its number in the store.
        file: i64,
        /// A text below it; may be empty.
        #[serde(default)]
        html: String,
        /// What can be tapped.
        #[serde(default)]
        keyboard: Keyboard,
    },
    /// Confirm a tap.
    Confirm {
        /// Which, see [`super::incoming::Event::Press`].
        tap: String,
        /// A line to show, without markup, at most 200 characters; may be empty.
        #[serde(default)]
        text: String,
        /// Whether it stays until closed.
        #[serde(default)]
        alert: bool,
    },
    /// Set the list of commands that this chat offers.
    Menu {
        /// Command and description, in order.
        commands: Vec<(String, String)>,
    },
}

/// What can be tapped below a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keyboard {
    /// Nothing, and whatever was there stays.
    #[default]
    None,
    /// Buttons on the message, row by row.
    Buttons(Vec<Vec<Button>>),
    /// A key in place of the letters that shares the person's own contact.
    ShareContact(String),
    /// Takes such a key away.
    Remove,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What stands on it, without markup.
    pub label: String,
    /// What tapping does.
    #[serde(flatten)]
    pub action: Action,
}

/// What tapping a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Sends this payload back, at most 64 bytes.
    Press(String),
    /// Opens an address.
    Url(String),
}

/// What is more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// An answer to what someone just did.
    Reply,
    /// A notice that someone did not ask for.
    Notice,
}

/// A row of the outbox on its way out.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The row's number; within a chat, lower goes first.
    pub id: i64,
    /// Where to.
    pub chat: ChatKey,
    /// How urgent.
    pub class: Class,
    /// What.
    pub outgoing: Outgoing,
}

/// The outcome of a document whose file was forgotten meanwhile.
pub const FILE_GONE: &str = "file gone";

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Sent,
    /// A later edit of the same message made it needless.
    Overtaken,
    /// It can't be delivered, for this reason (a short code such as
    /// `blocked`, `chat not found`).
    GivenUp(String),
}
