//! What a message says.

use std::collections::BTreeSet;

use serde::Deserialize as _;
use serde_json::Value;

use super::{
    cut,
    wire::{Contact, Document, Message, Poll},
};
use crate::chat::incoming::{self, Event, Medium, Place};

/// The most that is taken of a text; Telegram allows 4,096 characters.
const TEXT: usize = 8_192;
/// The most that is taken of a file's name.
const FILE_NAME: usize = 255;
/// The most that is taken of a file's number and of its media type.
const FILE_ID: usize = 512;
const MIME: usize = 128;
/// The most that is taken of a part of a quiz; Telegram allows 300 characters.
const POLL_TEXT: usize = 2_048;
/// The most options that are taken of a quiz; Telegram allows 12.
const OPTIONS: usize = 64;
/// The most that is taken of a phone number.
const PHONE: usize = 32;

/// The names of fields that tell a message's kind. An animation comes with a
/// `document` besides, and a venue with a `location`.
const MEDIA: [(&str, Medium); 12] = [
    ("voice", Medium::Voice),
    ("audio", Medium::Voice),
    ("photo", Medium::Photo),
    ("video", Medium::Video),
    ("video_note", Medium::Video),
    ("animation", Medium::Video),
    ("sticker", Medium::Sticker),
    ("dice", Medium::Sticker),
    ("location", Medium::Location),
    ("venue", Medium::Location),
    ("poll", Medium::Poll),
    ("checklist", Medium::Other),
];

/// The names of fields of messages that nobody said: notes of the chat itself.
const NOTES: [&str; 24] = [
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "connected_website",
    "write_access_allowed",
    "passport_data",
    "users_shared",
    "chat_shared",
    "successful_payment",
    "refunded_payment",
    "gift",
    "unique_gift",
    "proximity_alert_triggered",
    "checklist_tasks_done",
    "checklist_tasks_added",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
    "paid_message_price_changed",
    "boost_added",
];

/// What a person's message means.
pub fn event(message: &Message, person: i64, place: Place, bot_name: &str) -> Event {
    if let Some(text) = &message.text {
        return typed(text, bot_name);
    }
    if let Some(contact) = &message.contact {
        return card(contact, person);
    }
    if let Some(poll) = message.rest.get("poll").and_then(quiz) {
        return Event::Poll(poll);
    }
    let has = |name: &str| message.rest.contains_key(name);
    if let Some((_, medium)) = MEDIA.iter().find(|(name, _)| has(name)) {
        return Event::Unreadable(*medium);
    }
    match &message.document {
        Some(document) => file(document),
        None if place == Place::Group || NOTES.iter().any(|name| has(name)) => Event::Ignored,
        // A kind of message that came after us: better a helpful line than silence.
        None => Event::Unreadable(Medium::Other),
    }
}

/// A text. In `/quiz@our_bot` the name is taken off; a command for another
/// bot is none of our business.
fn typed(text: &str, bot_name: &str) -> Event {
    let text = cut(text, TEXT);
    let Some((command, bot, rest)) = addressed(&text) else { return Event::Text(text) };
    if bot.eq_ignore_ascii_case(bot_name.trim_start_matches('@')) {
        Event::Text(format!("{command}{rest}"))
    } else {
        Event::Ignored
    }
}

/// Takes `/command@bot rest` apart.
fn addressed(text: &str) -> Option<(&str, &str, &str)> {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let head = text.split(char::is_whitespace).next()?;
    let (command, bot) = head.split_once('@')?;
    let named = command.strip_prefix('/').is_some_and(word) && word(bot);
    named.then(|| (command, bot, &text[head.len()..]))
}

fn card(contact: &Contact, person: i64) -> Event {
    Event::Contact { phone: cut(&contact.phone_number, PHONE), own: contact.user_id == Some(person) }
}

fn file(document: &Document) -> Event {
    let name = document.file_name.as_deref().map(|name| cut(name, FILE_NAME));
    let id = document.file_id.as_deref().map(|id| cut(id, FILE_ID)).unwrap_or_default();
    let mime = document.mime_type.as_deref().map(|mime| cut(mime, MIME));
    Event::File { id, name, size: document.file_size, mime }
}

/// A quiz; `None` if it is a plain poll or of another shape.
fn quiz(poll: &Value) -> Option<incoming::Poll> {
    let poll = Poll::deserialize(poll).ok().filter(|poll| poll.kind == "quiz")?;
    let options: Vec<String> =
        poll.options.iter().take(OPTIONS).map(|option| cut(&option.text, POLL_TEXT)).collect();
    let told = poll.correct_option_ids.unwrap_or_default().into_iter().chain(poll.correct_option_id);
    let right: BTreeSet<usize> = told.filter(|place| *place < options.len()).collect();
    Some(incoming::Poll {
        question: cut(&poll.question, POLL_TEXT),
        options,
        right: right.into_iter().collect(),
        explanation: poll.explanation.map(|text| cut(&text, POLL_TEXT)).filter(|text| !text.is_empty()),
        allows_several: poll.allows_multiple_answers.unwrap_or_default(),
    })
}
