//! What comes in from a chat, in words that any channel can say.

use serde::{Deserialize, Serialize};

/// Where a chat happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The Telegram Bot API.
    Telegram,
    /// The terminal of the machine.
    Terminal,
}

impl Channel {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Terminal => "terminal",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Telegram, Self::Terminal].into_iter().find(|channel| channel.word() == word)
    }
}

/// One chat: turns within it run in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChatKey {
    /// Which channel.
    pub channel: Channel,
    /// The channel's own number of the chat. A private chat's is that of the
    /// person's account.
    pub id: i64,
}

/// An update as it arrived, not yet understood.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The channel's number of the update; the same update has the same number.
    pub update_id: i64,
    /// The chat whose turn it is.
    pub chat: ChatKey,
    /// The update, verbatim.
    pub raw: String,
}

/// An update as the conversation understands it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The chat it was said in.
    pub chat: ChatKey,
    /// Whether others read along.
    pub place: Place,
    /// Who said it.
    pub sender: Sender,
    /// What was said or done.
    pub event: Event,
}

/// Private or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A chat of one person with the bot.
    Private,
    /// A group or channel.
    Group,
}

/// The account that speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The channel's number of the account.
    pub account: i64,
    /// The name that the account shows, for administrators who decide on a
    /// binding.
    pub shown_name: String,
    /// The language code of the person's program, if it tells.
    pub language: Option<String>,
}

/// The number of a message within its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);

/// What was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A typed text, commands included, verbatim.
    Text(String),
    /// A tap on a button.
    Press {
        /// The button's payload, see [`crate::chat::press`].
        data: String,
        /// The message that carries the button.
        message: MessageId,
        /// What the tap has to be confirmed with.
        tap: String,
    },
    /// A contact card.
    Contact {
        /// The phone number, as sent.
        phone: String,
        /// Whether it is the sender's own card.
        own: bool,
    },
    /// A file.
    File {
        /// What it is fetched by, see [`crate::chat::files`].
        id: String,
        /// Its name, if it has one.
        name: Option<String>,
        /// Its size in bytes, if it is told.
        size: Option<u64>,
        /// Its media type, if it is told.
        mime: Option<String>,
    },
    /// A quiz that was made, or forwarded, in the chat program itself.
    Poll(Poll),
    /// A message that can't be read here: a voice message, a sticker, ….
    Unreadable(Medium),
    /// An earlier message was changed.
    Edited,
    /// The person stopped or blocked the bot.
    Blocked,
    /// Something that asks for no answer.
    Ignored,
}

/// A question with options, as the chat program keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The question.
    pub question: String,
    /// The options, in order.
    pub options: Vec<String>,
    /// The places of the right options; empty if that is not told.
    pub right: Vec<usize>,
    /// What is shown after an answer.
    pub explanation: Option<String>,
    /// Whether several options may be chosen.
    pub allows_several: bool,
}

/// What kind of thing an unreadable message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// A voice message or audio.
    Voice,
    /// A photograph.
    Photo,
    /// A video or animation.
    Video,
    /// A sticker or a lone large emoji.
    Sticker,
    /// A place on the map.
    Location,
    /// A poll that is no quiz, or one that can't be read.
    Poll,
    /// Anything else.
    Other,
}
