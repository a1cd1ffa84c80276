//! From an update's raw text to what it means for the conversation.
//!
//! The structs here are our own and read only what is needed. teloxide's
//! `Update` fails as a whole on a part it does not know: one new kind of
//! entity would turn a typed answer into nothing. Nothing here fails: what
//! can't be understood is [`Event::Ignored`].

mod content;
mod wire;

use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};

use self::wire::{Chat, Member, Message, Press, Update, User};
use super::arrival::NO_CHAT;
use crate::chat::incoming::{Channel, ChatKey, Event, Incoming, MessageId, Place, Sender};

/// The most that is taken of a name.
const NAME: usize = 128;
/// The most that is taken of a language code.
const LANGUAGE: usize = 16;
/// The most that is taken of a button's payload and of a tap's number; Telegram allows 64 bytes.
const PAYLOAD: usize = 256;

/// Understands an update. `bot_name` is the bot's own name, without `@`.
pub fn decode(raw: &str, bot_name: &str) -> Incoming {
    let Ok(update) = serde_json::from_str::<Update<'_>>(raw) else { return ignored(NO_CHAT, None, None) };
    if let Some(message) = read::<Message>(update.message) {
        message_said(&message, bot_name)
    } else if let Some(message) = read::<Message>(update.edited_message) {
        edited(&message)
    } else if let Some(press) = read::<Press>(update.callback_query) {
        pressed(press)
    } else if let Some(member) = read::<Member>(update.my_chat_member) {
        membership(&member)
    } else {
        let chat = super::arrival::arrival(raw).map_or(NO_CHAT, |arrival| arrival.chat);
        ignored(chat, None, None)
    }
}

/// Reads a part leniently: what is absent, or not as expected, is `None`.
fn read<T: DeserializeOwned>(part: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(part?.get()).ok()
}

fn message_said(message: &Message, bot_name: &str) -> Incoming {
    let (chat, from) = (&message.chat, message.from.as_ref());
    let Some(person) = from.filter(|user| user.is_person() && message.sender_chat.is_none()) else {
        return ignored(chat.key(), Some(chat), from);
    };
    let sender = person.sender();
    let place = chat.place();
    let event = content::event(message, person.id, place, bot_name);
    Incoming { chat: chat.key(), place, sender, event }
}

fn edited(message: &Message) -> Incoming {
    let from = message.from.as_ref().filter(|user| user.is_person());
    let nothing = ignored(message.chat.key(), Some(&message.chat), from);
    if from.is_some() { Incoming { event: Event::Edited, ..nothing } } else { nothing }
}

fn pressed(press: Press) -> Incoming {
    let Some(message) = press.message else {
        return ignored(ChatKey { channel: Channel::Telegram, id: press.from.id }, None, Some(&press.from));
    };
    let nothing = ignored(message.chat.key(), Some(&message.chat), Some(&press.from));
    match press.data {
        Some(data) if press.from.is_person() => {
            let message = MessageId(message.message_id);
            let event = Event::Press { data: cut(&data, PAYLOAD), message, tap: cut(&press.id, PAYLOAD) };
            Incoming { event, ..nothing }
        }
        _ => nothing,
    }
}

fn membership(member: &Member) -> Incoming {
    let nothing = ignored(member.chat.key(), Some(&member.chat), Some(&member.from));
    // In a group it says that the bot was thrown out, which is not a person's wish to hear no more.
    let left = matches!(member.now.status.as_str(), "kicked" | "left");
    if left && nothing.place == Place::Private {
        Incoming { event: Event::Blocked, ..nothing }
    } else {
        nothing
    }
}

fn ignored(chat: ChatKey, known: Option<&Chat>, from: Option<&User>) -> Incoming {
    let nobody = Sender { account: 0, shown_name: String::new(), language: None };
    Incoming {
        chat,
        place: known.map_or(Place::Private, Chat::place),
        sender: from.map_or(nobody, User::sender),
        event: Event::Ignored,
    }
}

impl Chat {
    const fn key(&self) -> ChatKey {
        ChatKey { channel: Channel::Telegram, id: self.id }
    }

    fn place(&self) -> Place {
        if self.kind == "private" { Place::Private } else { Place::Group }
    }
}

impl User {
    const fn is_person(&self) -> bool {
        !self.is_bot
    }

    fn sender(&self) -> Sender {
        let name = match &self.last_name {
            Some(last) => format!("{} {last}", self.first_name),
            None => self.first_name.clone(),
        };
        Sender {
            account: self.id,
            shown_name: cut(name.trim(), NAME),
            language: self.language_code.as_deref().map(|code| cut(code, LANGUAGE)),
        }
    }
}

/// The first characters of a text, at most so many. Without NUL, which
/// PostgreSQL can't keep.
fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|letter| *letter != '\0').take(most).collect()
}

/// Reads a value leniently, for `deserialize_with`.
fn lenient<'de, D, T>(input: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: DeserializeOwned,
{
    let value = <Value as serde::Deserialize>::deserialize(input)?;
    Ok(serde_json::from_value(value).ok())
}

#[cfg(test)]
mod tests;
