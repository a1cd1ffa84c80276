use serde_json::{Value, json};

use super::*;
use crate::chat::incoming::{Medium, Poll};

fn update(kind: &str, body: &Value) -> Incoming {
    decode(&json!({ "update_id": 5, kind: body }).to_string(), "baiti_bot")
}

/// A private message of 张三 with these fields.
fn private(fields: &Value) -> Value {
    let mut message = json!({
        "message_id": 3, "date": 1,
        "chat": { "id": 1001, "type": "private", "first_name": "三" },
        "from": { "id": 1001, "is_bot": false, "first_name": "三", "last_name": "张", "language_code": "zh-hans" },
    });
    message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    message
}

fn event(fields: &Value) -> Event {
    update("message", &private(fields)).event
}

fn text(text: &str) -> Event {
    event(&json!({ "text": text }))
}

#[test]
fn a_typed_text_comes_with_its_sender() {
    let incoming = update("message", &private(&json!({ "text": "答题" })));
    let sender =
        Sender { account: 1001, shown_name: "三 张".to_owned(), language: Some("zh-hans".to_owned()) };
    let chat = ChatKey { channel: Channel::Telegram, id: 1001 };
    let event = Event::Text("答题".to_owned());
    assert_eq!(incoming, Incoming { chat, place: Place::Private, sender, event });
}

#[test]
fn a_new_kind_of_entity_loses_no_text() {
    let entities = json!([{ "type": "date_time", "offset": 0, "length": 2, "unix_time": "soon" }]);
    assert_eq!(event(&json!({ "text": "明天", "entities": entities })), Event::Text("明天".to_owned()));
    assert_eq!(event(&json!({ "text": "甲", "reply_to_message": 5 })), Event::Text("甲".to_owned()));
}

#[test]
fn commands_may_carry_our_name() {
    assert_eq!(text("/quiz@Baiti_Bot 10"), Event::Text("/quiz 10".to_owned()));
    assert_eq!(text("/start abc_-9"), Event::Text("/start abc_-9".to_owned()));
    assert_eq!(text("/quiz@other_bot"), Event::Ignored);
    assert_eq!(text("a@b.c"), Event::Text("a@b.c".to_owned()));
    assert_eq!(text("/路径@某处"), Event::Text("/路径@某处".to_owned()));
    assert_eq!(text("/quiz\n@other_bot"), Event::Text("/quiz\n@other_bot".to_owned()));
}

#[test]
fn astral_characters_count_one_each_and_all_stay() {
    let long = "𠮷".repeat(4096);
    assert_eq!(text(&long), Event::Text(long));
    let Event::Text(kept) = text(&"长".repeat(100_000)) else { panic!("a text") };
    assert_eq!(kept.chars().count(), 8_192);
}

#[test]
fn what_no_database_can_keep_is_left_out() {
    assert_eq!(text("甲\0乙"), Event::Text("甲乙".to_owned()));
    let mut message = private(&json!({ "text": "甲" }));
    message["from"]["first_name"] = json!("三\0");
    assert_eq!(update("message", &message).sender.shown_name, "三 张");
}

#[test]
fn a_tap_names_button_message_and_number() {
    let message = json!({ "message_id": 77, "date": 0, "chat": { "id": 1001, "type": "private" } });
    let from = json!({ "id": 1001, "first_name": "三" });
    let press =
        json!({ "id": "tap9", "from": from, "message": message, "data": "1:B", "chat_instance": "x" });
    let incoming = update("callback_query", &press);
    let (data, message, tap) = ("1:B".to_owned(), MessageId(77), "tap9".to_owned());
    assert_eq!(incoming.event, Event::Press { data, message, tap });
    assert_eq!((incoming.chat.id, incoming.place), (1001, Place::Private));
}

#[test]
fn a_tap_without_message_or_payload_is_passed_over() {
    let from = json!({ "id": 1001, "first_name": "三" });
    let inline =
        update("callback_query", &json!({ "id": "t", "from": from, "inline_message_id": "x", "data": "d" }));
    assert_eq!((inline.event, inline.chat.id), (Event::Ignored, 1001));
    let message = json!({ "message_id": 77, "chat": { "id": 1001, "type": "private" } });
    let game = json!({ "id": "t", "from": from, "message": message, "game_short_name": "g" });
    assert_eq!(update("callback_query", &game).event, Event::Ignored);
}

#[test]
fn a_contact_is_ones_own_only_by_number() {
    let card =
        |user: Value| event(&json!({ "contact": { "phone_number": "+8613800138000", "user_id": user } }));
    let contact = |own| Event::Contact { phone: "+8613800138000".to_owned(), own };
    assert_eq!(card(json!(1001)), contact(true));
    assert_eq!(card(json!(1002)), contact(false));
    assert_eq!(card(Value::Null), contact(false));
}

#[test]
fn files_and_what_can_not_be_read() {
    let document =
        json!({ "file_id": "x", "file_name": "名单.xlsx", "file_size": 52_428_800, "mime_type": "a/b" });
    let (name, mime) = (Some("名单.xlsx".to_owned()), Some("a/b".to_owned()));
    let file = Event::File { id: "x".to_owned(), name, size: Some(52_428_800), mime };
    assert_eq!(event(&json!({ "document": document })), file);
    assert_eq!(
        event(&json!({ "document": {}, "animation": {} })),
        Event::Unreadable(Medium::Video),
        "an animation comes as a document besides"
    );
    for (name, medium) in [
        ("voice", Medium::Voice),
        ("photo", Medium::Photo),
        ("sticker", Medium::Sticker),
        ("location", Medium::Location),
        ("poll", Medium::Poll),
        ("brand_new_kind", Medium::Other),
    ] {
        assert_eq!(event(&json!({ name: {} })), Event::Unreadable(medium), "{name}");
    }
    assert_eq!(event(&json!({ "pinned_message": {} })), Event::Ignored);
}

#[test]
fn a_file_may_tell_little() {
    let bare = Event::File { id: "x".to_owned(), name: None, size: None, mime: None };
    assert_eq!(event(&json!({ "document": { "file_id": "x", "file_size": "big" } })), bare);
    let none = Event::File { id: String::new(), name: None, size: None, mime: None };
    assert_eq!(event(&json!({ "document": {} })), none);
}

fn poll(fields: &Value) -> Event {
    let mut poll = json!({
        "id": "5", "question": "行政许可由谁实施？", "type": "quiz",
        "options": [{ "text": "甲", "voter_count": 0 }, { "text": "乙", "persistent_id": "2" }],
    });
    poll.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    event(&json!({ "poll": poll }))
}

fn right(fields: &Value) -> Vec<usize> {
    let Event::Poll(poll) = poll(fields) else { panic!("a quiz") };
    poll.right
}

#[test]
fn a_quiz_comes_whole() {
    let fields = json!({
        "correct_option_id": 1, "explanation": "第二十二条", "allows_multiple_answers": true, "new": {},
    });
    let expected = Poll {
        question: "行政许可由谁实施？".to_owned(),
        options: vec!["甲".to_owned(), "乙".to_owned()],
        right: vec![1],
        explanation: Some("第二十二条".to_owned()),
        allows_several: true,
    };
    assert_eq!(poll(&fields), Event::Poll(expected));
}

#[test]
fn the_right_options_of_a_quiz_are_told_in_two_ways_or_not_at_all() {
    assert_eq!(right(&json!({})), [0; 0]);
    assert_eq!(right(&json!({ "correct_option_ids": [1, 0, 1] })), [0, 1]);
    assert_eq!(right(&json!({ "correct_option_ids": [0], "correct_option_id": 0 })), [0]);
    assert_eq!(right(&json!({ "correct_option_id": 2 })), [0; 0], "beyond the options");
    assert_eq!(right(&json!({ "correct_option_id": -1, "correct_option_ids": "?" })), [0; 0]);
}

#[test]
fn a_poll_that_is_no_quiz_is_not_read() {
    let unreadable = Event::Unreadable(Medium::Poll);
    assert_eq!(poll(&json!({ "type": "regular" })), unreadable);
    assert_eq!(poll(&json!({ "type": null })), unreadable);
    assert_eq!(poll(&json!({ "options": ["甲"] })), unreadable);
    assert_eq!(poll(&json!({ "question": null })), unreadable);
}

#[test]
fn in_a_group_only_words_are_heard() {
    let group = |fields: &Value| {
        let mut message = private(fields);
        message["chat"] = json!({ "id": -100_123, "type": "supergroup" });
        update("message", &message)
    };
    let said = group(&json!({ "text": "/help" }));
    assert_eq!((said.place, said.chat.id), (Place::Group, -100_123));
    assert_eq!(said.event, Event::Text("/help".to_owned()));
    assert_eq!(group(&json!({ "new_chat_members": [] })).event, Event::Ignored);
    let anonymous = group(&json!({ "text": "/help", "sender_chat": { "id": -100_123 } }));
    assert_eq!(anonymous.event, Event::Ignored);
}

#[test]
fn bots_and_channels_are_passed_over() {
    let mut message = private(&json!({ "text": "hi" }));
    message["from"]["is_bot"] = json!(true);
    assert_eq!(update("message", &message).event, Event::Ignored);
    let post = json!({ "message_id": 1, "chat": { "id": -1, "type": "channel" }, "text": "hi" });
    assert_eq!(update("channel_post", &post).event, Event::Ignored);
    assert_eq!(update("message", &post).event, Event::Ignored);
}

#[test]
fn edits_and_farewells() {
    assert_eq!(update("edited_message", &private(&json!({ "text": "改" }))).event, Event::Edited);
    let member = |kind: &str, status: &str| {
        let chat = json!({ "id": 1001, "type": kind });
        let from = json!({ "id": 1001, "first_name": "三" });
        let new = json!({ "status": status, "user": {} });
        update("my_chat_member", &json!({ "chat": chat, "from": from, "new_chat_member": new })).event
    };
    assert_eq!(member("private", "kicked"), Event::Blocked);
    assert_eq!(member("private", "member"), Event::Ignored);
    assert_eq!(member("group", "kicked"), Event::Ignored);
}

#[test]
fn the_rest_is_ignored_with_its_chat() {
    let answer = update("poll_answer", &json!({ "poll_id": "1", "user": { "id": 7 }, "option_ids": [1] }));
    assert_eq!((answer.event, answer.chat.id), (Event::Ignored, 7));
}

#[test]
fn nothing_makes_it_panic() {
    let whole =
        json!({ "update_id": 5, "message": private(&json!({ "text": "/quiz@baiti_bot 甲" })) }).to_string();
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert_eq!(decode(&whole[..end], "baiti_bot").event, Event::Ignored);
    }
    for raw in ["", "null", "[]", "0", "{\"message\":5}", "{\"message\":{\"chat\":{}}}", "\u{0}"] {
        assert_eq!(decode(raw, "").event, Event::Ignored, "{raw}");
    }
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_comes_through_or_is_for_another(said in "\\PC{0,60}") {
            let event = text(&said);
            if !said.starts_with('/') && !said.is_empty() {
                prop_assert_eq!(event, Event::Text(said));
            }
        }

        #[test]
        fn any_rubbish_is_passed_over(raw in "[\\[\\]{}\":,a-z0-9 ]{0,80}") {
            prop_assert_eq!(decode(&raw, "b").event, Event::Ignored);
        }
    }
}
