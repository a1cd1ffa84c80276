//! The same conversation in a terminal.
//!
//! A line is a tap on a button or a text; a message is printed, and so is its
//! edit, because what has been printed can't be changed. Everything else is as
//! in any chat: what is typed goes through the door of the house, and what
//! comes out of the house is shown and then noted as sent.

mod board;
mod input;
mod lines;
mod numbers;
mod render;
mod saving;
mod screen;
mod sending;
mod session;
mod talk;
mod typed;

use crate::chat::incoming::Incoming;

pub use self::{
    lines::{Heard, Lines},
    render::Look,
    screen::Screen,
    sending::Files,
    session::{Ended, Me, Session},
    typed::open,
};

/// What was stored as a terminal's update isn't one.
#[derive(Debug, thiserror::Error)]
#[error("not an update of the terminal: {0}")]
pub struct Undecodable(#[from] serde_json::Error);

/// Reads a stored update: the other way round of what a [`Session`] hands in.
pub fn decode(raw: &str) -> Result<Incoming, Undecodable> {
    Ok(serde_json::from_str(raw)?)
}

fn encode(incoming: &Incoming) -> String {
    serde_json::to_string(incoming).expect("plain structs and strings can always be written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::{Channel, ChatKey, Event, MessageId, Place, Sender};

    #[test]
    fn an_update_is_stored_as_it_was_handed_in() {
        for event in [
            Event::Text("'二十日' \"\n𝕏".to_owned()),
            Event::Press { data: "1:a".to_owned(), message: MessageId(i64::MAX), tap: "7".to_owned() },
        ] {
            let incoming = Incoming {
                chat: ChatKey { channel: Channel::Terminal, id: -1 },
                place: Place::Private,
                sender: Sender { account: -1, shown_name: "王芳".to_owned(), language: None },
                event,
            };
            assert_eq!(decode(&encode(&incoming)).unwrap(), incoming);
        }
    }

    #[test]
    fn what_is_no_update_is_refused() {
        for raw in ["", "{}", "null", "{\"update_id\":1}"] {
            assert!(decode(raw).is_err(), "{raw}");
        }
    }
}
