//! The first look at an update: just enough to keep it. Nothing that Telegram
//! sends may stop the line, so that what is not understood becomes an arrival
//! too, for the conversation to pass over.

use std::collections::BTreeMap;

use serde_json::{Value, value::RawValue};

use crate::chat::incoming::{Arrival, Channel, ChatKey};

/// The chat of what belongs to none.
pub const NO_CHAT: ChatKey = ChatKey { channel: Channel::Telegram, id: 0 };

/// Where in an update the chat is written, in the order of trust. A private
/// chat has the number of its person.
const PLACES: [&str; 5] = ["/chat/id", "/message/chat/id", "/from/id", "/user/id", "/voter_chat/id"];

/// Reads an update's number and chat. `None` if it is not an update at all.
pub fn arrival(raw: &str) -> Option<Arrival> {
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(raw).ok()?;
    let update_id = fields.get("update_id")?.get().parse().ok()?;
    let chat = fields.iter().filter(|(name, _)| *name != "update_id").find_map(|(_, field)| chat_in(field));
    Some(Arrival { update_id, chat: chat.unwrap_or(NO_CHAT), raw: raw.to_owned() })
}

fn chat_in(field: &RawValue) -> Option<ChatKey> {
    let value: Value = serde_json::from_str(field.get()).ok()?;
    let id = PLACES.iter().find_map(|place| value.pointer(place)?.as_i64())?;
    Some(ChatKey { channel: Channel::Telegram, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chat(raw: &str) -> i64 {
        arrival(raw).unwrap().chat.id
    }

    #[test]
    fn every_kind_finds_its_chat() {
        assert_eq!(chat(r#"{"update_id":1,"message":{"chat":{"id":-100},"from":{"id":7}}}"#), -100);
        assert_eq!(chat(r#"{"update_id":1,"edited_message":{"chat":{"id":7}}}"#), 7);
        assert_eq!(
            chat(r#"{"update_id":1,"callback_query":{"from":{"id":7},"message":{"chat":{"id":-5}}}}"#),
            -5
        );
        assert_eq!(chat(r#"{"update_id":1,"callback_query":{"from":{"id":7},"inline_message_id":"x"}}"#), 7);
        assert_eq!(chat(r#"{"update_id":1,"my_chat_member":{"chat":{"id":9},"from":{"id":7}}}"#), 9);
        assert_eq!(chat(r#"{"update_id":1,"poll_answer":{"poll_id":"5","user":{"id":7}}}"#), 7);
        assert_eq!(chat(r#"{"update_id":1,"inline_query":{"from":{"id":7}}}"#), 7);
    }

    #[test]
    fn what_is_new_or_odd_still_arrives() {
        assert_eq!(chat(r#"{"update_id":1,"brand_new":{"a":[1]}}"#), 0);
        assert_eq!(chat(r#"{"update_id":1}"#), 0);
        assert_eq!(chat(r#"{"update_id":1,"message":{"chat":{"id":"seven"}}}"#), 0);
        assert_eq!(chat(r#"{"update_id":1,"message":null}"#), 0);
        let deep = format!(r#"{{"update_id":1,"message":{}{}}}"#, "[".repeat(5000), "]".repeat(5000));
        assert_eq!(chat(&deep), 0);
    }

    #[test]
    fn the_text_is_kept_as_it_came() {
        let raw = "{ \"update_id\": 12,\n \"message\": {\"chat\":{\"id\":7},\"text\":\"\\u4f60\"} }";
        let arrival = arrival(raw).unwrap();
        assert_eq!((arrival.update_id, arrival.raw.as_str()), (12, raw));
    }

    #[test]
    fn what_has_no_number_is_no_update() {
        for raw in
            ["", "null", "[]", "{}", r#"{"update_id":"x"}"#, r#"{"update_id":1.5}"#, "{\"update_id\":1"]
        {
            assert!(arrival(raw).is_none(), "{raw}");
        }
    }
}
