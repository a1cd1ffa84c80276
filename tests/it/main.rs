//! baiti as its users meet it, one module a feature.

#![expect(clippy::unwrap_used, reason = "a test that can not go on fails")]

mod bank;
mod database;
mod roster;
mod store;
mod telegram;
