//! baiti as its users meet it, one module a feature.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod bank;
mod fake_telegram;
mod roster;
mod settings;
mod telegram;
mod terminal;
mod test_clock;
