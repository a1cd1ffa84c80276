//! A channel as a desk serves it, without a sender.

use std::sync::Arc;

use baiti::{
    chat::{
        desk::{Decoder, Served},
        incoming::Channel,
    },
    terminal::Files,
};

/// Telegram, read like this; its files lie on this machine.
pub fn served(decoder: Decoder) -> Vec<Served> {
    vec![Served { channel: Channel::Telegram, decoder, fetcher: Arc::new(Files) }]
}
