//! The same conversation in a terminal.
//!
//! A line is a tap on a button or a text; a message is printed, and so is its
//! edit, because what has been printed can't be changed. Everything else is as
//! in any chat: what is typed goes through the door of the house, and what
//! comes out of the house is shown and then noted as sent.

mod board;
mod input;
mod lines;
mod render;
mod screen;
mod session;
mod typed;

use crate::chat::incoming::Incoming;

pub use self::{
    lines::{Heard, Lines},
    render::Look,
    screen::Screen,
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
