//! The parts of Telegram's updates that are read. Every field that can be
//! done without is optional and read leniently.

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::lenient;

#[derive(Debug, Deserialize)]
pub struct Update<'a> {
    #[serde(borrow, default)]
    pub message: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub edited_message: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub callback_query: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub my_chat_member: Option<&'a RawValue>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type", default)]
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    pub is_bot: bool,
    #[serde(default)]
    pub first_name: String,
    #[serde(default, deserialize_with = "lenient")]
    pub last_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub language_code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Message {
    pub chat: Chat,
    #[serde(default, deserialize_with = "lenient")]
    pub from: Option<User>,
    /// There if a group or channel speaks in place of a person.
    #[serde(default)]
    pub sender_chat: Option<Value>,
    #[serde(default, deserialize_with = "lenient")]
    pub text: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub contact: Option<Contact>,
    #[serde(default, deserialize_with = "lenient")]
    pub document: Option<Document>,
    /// All the rest, to see by the names what kind of message it is.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub struct Contact {
    pub phone_number: String,
    #[serde(default)]
    pub user_id: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct Document {
    #[serde(default, deserialize_with = "lenient")]
    pub file_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub file_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub file_size: Option<u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub mime_type: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Poll {
    pub question: String,
    pub options: Vec<PollOption>,
    #[serde(rename = "type", default)]
    pub kind: String,
    #[serde(default, deserialize_with = "lenient")]
    pub allows_multiple_answers: Option<bool>,
    /// Until the Bot API 9.5.
    #[serde(default, deserialize_with = "lenient")]
    pub correct_option_id: Option<usize>,
    /// Since the Bot API 9.6.
    #[serde(default, deserialize_with = "lenient")]
    pub correct_option_ids: Option<Vec<usize>>,
    #[serde(default, deserialize_with = "lenient")]
    pub explanation: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct PollOption {
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Press {
    pub id: String,
    pub from: User,
    #[serde(default, deserialize_with = "lenient")]
    pub message: Option<Pressed>,
    #[serde(default, deserialize_with = "lenient")]
    pub data: Option<String>,
}

/// The message of a button. Of one that is too old only this is told.
#[derive(Debug, Deserialize)]
pub struct Pressed {
    pub message_id: i64,
    pub chat: Chat,
}

#[derive(Debug, Deserialize)]
pub struct Member {
    pub chat: Chat,
    pub from: User,
    #[serde(rename = "new_chat_member")]
    pub now: Status,
}

#[derive(Debug, Deserialize)]
pub struct Status {
    pub status: String,
}
