//! From what is to be said to the call that says it.

use reqwest::Url;
use teloxide::{
    payloads::{
        AnswerCallbackQuery, AnswerCallbackQuerySetters, EditMessageText, EditMessageTextSetters,
        SendMessage, SendMessageSetters, SetMyCommands,
    },
    types::{
        ButtonRequest, CallbackQueryId, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton,
        KeyboardMarkup, KeyboardRemove, LinkPreviewOptions, MessageId, ParseMode, ReplyMarkup,
    },
};

use super::{document::Document, markup};
use crate::{
    chat::{
        incoming::{self, ChatKey},
        outgoing::{Action, Button, Keyboard, Outgoing},
        outlet::Door,
    },
    telegram::{api::Api, methods::chat_commands, trouble::Trouble},
};

/// The most that the confirmation of a tap may say.
const CONFIRMATION: usize = 200;

/// How a message departs from what was asked, after Telegram refused that.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Departures {
    /// Sent anew in place of an edit.
    pub as_new: bool,
    /// Without markup.
    pub plain: bool,
}

/// A call ready to be made.
#[derive(Debug)]
pub(super) enum Call {
    Send(Box<SendMessage>),
    Edit(Box<EditMessageText>),
    Confirm(AnswerCallbackQuery),
    Menu(SetMyCommands),
    Document(Box<Document>),
}

impl Call {
    pub async fn make(&self, api: &Api, door: &dyn Door) -> Result<(), Trouble> {
        match self {
            Self::Send(payload) => api.call(payload.as_ref()).await,
            Self::Edit(payload) => api.call(payload.as_ref()).await,
            Self::Confirm(payload) => api.call(payload).await,
            Self::Menu(payload) => api.call(payload).await,
            Self::Document(document) => document.send(api, door).await,
        }
    }
}

/// Writes what is to be said as a call.
pub(super) fn render(chat: ChatKey, outgoing: &Outgoing, departures: Departures) -> Call {
    match outgoing {
        Outgoing::Edit { message, html, keyboard, .. } if !departures.as_new => {
            Call::Edit(Box::new(edit(chat, *message, html, keyboard, departures.plain)))
        }
        Outgoing::Send { html, keyboard, protected } | Outgoing::Edit { html, keyboard, protected, .. } => {
            let payload = send(chat, html, keyboard, departures.plain);
            Call::Send(Box::new(if *protected { payload.protect_content(true) } else { payload }))
        }
        Outgoing::Document { file, html, keyboard } => {
            let markup = reply_markup(keyboard);
            Call::Document(Box::new(Document::new(chat, *file, html, markup, departures.plain)))
        }
        Outgoing::Confirm { tap, text, alert } => Call::Confirm(confirm(tap, text, *alert)),
        Outgoing::Menu { commands } => Call::Menu(chat_commands(chat.id, commands)),
    }
}

fn send(chat: ChatKey, html: &str, keyboard: &Keyboard, plain: bool) -> SendMessage {
    let payload = SendMessage::new(ChatId(chat.id), body(html, plain)).link_preview_options(no_preview());
    let payload = if plain { payload } else { payload.parse_mode(ParseMode::Html) };
    match reply_markup(keyboard) {
        Some(markup) => payload.reply_markup(markup),
        None => payload,
    }
}

fn edit(
    chat: ChatKey,
    message: incoming::MessageId,
    html: &str,
    keyboard: &Keyboard,
    plain: bool,
) -> EditMessageText {
    // A number that Telegram can't have given: it will say that there is no such message.
    let message = MessageId(i32::try_from(message.0).unwrap_or(i32::MAX));
    let payload =
        EditMessageText::new(ChatId(chat.id), message, body(html, plain)).link_preview_options(no_preview());
    let payload = if plain { payload } else { payload.parse_mode(ParseMode::Html) };
    match keyboard {
        Keyboard::Buttons(rows) => payload.reply_markup(inline(rows)),
        // Other keyboards can't stand on a message; leaving them out takes its buttons away.
        Keyboard::None | Keyboard::ShareContact(_) | Keyboard::Remove => payload,
    }
}

fn confirm(tap: &str, text: &str, alert: bool) -> AnswerCallbackQuery {
    let payload = AnswerCallbackQuery::new(CallbackQueryId(tap.to_owned()));
    if text.is_empty() {
        return payload;
    }
    payload.text(text.chars().take(CONFIRMATION).collect::<String>()).show_alert(alert)
}

fn body(html: &str, plain: bool) -> String {
    let html = markup::fit(html, markup::MESSAGE);
    if plain { markup::plain(&html) } else { html.into_owned() }
}

fn reply_markup(keyboard: &Keyboard) -> Option<ReplyMarkup> {
    match keyboard {
        Keyboard::None => None,
        Keyboard::Buttons(rows) => Some(inline(rows).into()),
        Keyboard::ShareContact(label) => {
            let key = KeyboardButton::new(label).request(ButtonRequest::Contact);
            Some(KeyboardMarkup::new([[key]]).resize_keyboard().one_time_keyboard().into())
        }
        Keyboard::Remove => Some(KeyboardRemove::new().into()),
    }
}

fn inline(rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().filter_map(button).collect::<Vec<_>>()))
}

/// A button; one whose address is no address is left out, for it would cost
/// the whole message.
fn button(button: &Button) -> Option<InlineKeyboardButton> {
    match &button.action {
        Action::Press(data) => Some(InlineKeyboardButton::callback(&button.label, data)),
        Action::Url(url) => Some(InlineKeyboardButton::url(&button.label, Url::parse(url).ok()?)),
    }
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::chat::incoming::Channel;

    fn wire(outgoing: &Outgoing, departures: Departures) -> (&'static str, Value) {
        let chat = ChatKey { channel: Channel::Telegram, id: 1001 };
        let value = |payload: &dyn erased::Json| payload.json();
        match render(chat, outgoing, departures) {
            Call::Send(payload) => ("send", value(payload.as_ref())),
            Call::Edit(payload) => ("edit", value(payload.as_ref())),
            Call::Confirm(payload) => ("confirm", value(&payload)),
            Call::Menu(payload) => ("menu", value(&payload)),
            Call::Document(_) => panic!("a form, not JSON"),
        }
    }

    mod erased {
        pub trait Json {
            fn json(&self) -> serde_json::Value;
        }

        impl<T: serde::Serialize> Json for T {
            fn json(&self) -> serde_json::Value {
                serde_json::to_value(self).unwrap()
            }
        }
    }

    fn press(label: &str, data: &str) -> Button {
        Button { label: label.to_owned(), action: Action::Press(data.to_owned()) }
    }

    fn an_edit() -> Outgoing {
        Outgoing::Edit {
            message: incoming::MessageId(77),
            html: "<b>甲</b> &amp;".to_owned(),
            keyboard: Keyboard::Buttons(vec![vec![press("A", "1:A")]]),
            protected: false,
        }
    }

    #[test]
    fn a_paper_is_protected_even_where_its_edit_has_to_be_sent_anew() {
        let outgoing = Outgoing::Edit {
            message: incoming::MessageId(77),
            html: "题".to_owned(),
            keyboard: Keyboard::None,
            protected: true,
        };
        let chat = ChatKey { channel: Channel::Telegram, id: 1001 };
        let as_new = Departures { as_new: true, ..Departures::default() };
        let Call::Send(sent) = render(chat, &outgoing, as_new) else { panic!("not sent") };
        assert_eq!(sent.protect_content, Some(true));
        let Call::Edit(_) = render(chat, &outgoing, Departures::default()) else { panic!("not edited") };
    }

    #[test]
    fn a_message_with_buttons() {
        let address = |url: &str| Button { label: "网".to_owned(), action: Action::Url(url.to_owned()) };
        let rows = vec![vec![press("A", "1:A"), address("https://t.me/x"), address("not an address")]];
        let outgoing = Outgoing::Send {
            html: "<b>题</b>".to_owned(),
            keyboard: Keyboard::Buttons(rows),
            protected: false,
        };
        let expected = json!({
            "chat_id": 1001, "text": "<b>题</b>", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true },
            "reply_markup": { "inline_keyboard": [[
                { "text": "A", "callback_data": "1:A" },
                { "text": "网", "url": "https://t.me/x" },
            ]] },
        });
        assert_eq!(wire(&outgoing, Departures::default()), ("send", expected));
    }

    #[test]
    fn keys_in_place_of_letters() {
        let markup = |keyboard| {
            let outgoing = Outgoing::Send { html: "x".to_owned(), keyboard, protected: false };
            wire(&outgoing, Departures::default()).1["reply_markup"].clone()
        };
        assert_eq!(
            markup(Keyboard::ShareContact("发送".to_owned())),
            json!({
                "keyboard": [[{ "text": "发送", "request_contact": true }]],
                "resize_keyboard": true, "one_time_keyboard": true,
            })
        );
        assert_eq!(markup(Keyboard::Remove), json!({ "remove_keyboard": true }));
        assert_eq!(markup(Keyboard::None), Value::Null);
    }

    #[test]
    fn an_edit_and_its_departures() {
        let (method, edit) = wire(&an_edit(), Departures::default());
        assert_eq!((method, &edit["message_id"], &edit["parse_mode"]), ("edit", &json!(77), &json!("HTML")));
        assert_eq!(edit["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "1:A");
        let (method, anew) = wire(&an_edit(), Departures { as_new: true, plain: false });
        assert_eq!((method, anew.get("message_id")), ("send", None));
        let (_, plain) = wire(&an_edit(), Departures { as_new: false, plain: true });
        assert_eq!((&plain["text"], plain.get("parse_mode")), (&json!("甲 &"), None));
        assert!(!plain["reply_markup"].is_null(), "buttons stay: without them there is no going on");
    }

    #[test]
    fn an_impossible_number_of_a_message_is_left_to_telegram() {
        let message = incoming::MessageId(i64::MAX);
        let outgoing =
            Outgoing::Edit { message, html: "x".to_owned(), keyboard: Keyboard::Remove, protected: false };
        let (_, edit) = wire(&outgoing, Departures::default());
        assert_eq!((&edit["message_id"], edit.get("reply_markup")), (&json!(i32::MAX), None));
    }

    #[test]
    fn a_tap_is_confirmed_shortly() {
        let confirm = |text: String| {
            wire(&Outgoing::Confirm { tap: "t".to_owned(), text, alert: true }, Departures::default()).1
        };
        assert_eq!(confirm(String::new()), json!({ "callback_query_id": "t" }));
        let long = confirm("长".repeat(300));
        assert_eq!(long["text"].as_str().map(|text| text.chars().count()), Some(200));
        assert_eq!(long["show_alert"], true);
    }

    #[test]
    fn a_menu_is_the_chats_own() {
        let menu = Outgoing::Menu { commands: vec![("quiz".to_owned(), "答题".to_owned())] };
        let (method, wire) = wire(&menu, Departures::default());
        assert_eq!((method, &wire["scope"]["chat_id"]), ("menu", &json!(1001)));
    }
}
