//! The Telegram room against a fake Bot API server.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod calls;
mod delivering;
mod documents;
mod fake;
mod fetching;
mod list_door;
mod polling;
mod webhook;

use std::time::Duration;

use baiti::telegram::{Api, Settings, connect};
use tokio::sync::watch;

use crate::fake_telegram::{FakeTelegram, TOKEN};

/// A test that hangs is told so.
const PATIENCE: Duration = Duration::from_secs(20);

fn api(fake: &FakeTelegram) -> Api {
    connect(&Settings::parse(TOKEN, Some(&fake.url()), None).unwrap()).unwrap()
}

/// The giver of the signal to stop, and the signal.
fn stop() -> (watch::Sender<bool>, watch::Receiver<bool>) {
    watch::channel(false)
}
