//! baiti 百题

pub mod app;
pub mod bank;
pub mod chat;
pub mod clock;
pub mod domain;
pub mod jobs;
pub mod report;
pub mod roster;
pub mod settings;
pub mod store;
pub mod telegram;
pub mod terminal;
