//! baiti as its users meet it, one module a feature.

mod bank;
mod database;
mod fake_telegram;
mod office;
mod roster;
mod settings;
mod store;
mod stories;
mod telegram;
mod terminal;
mod test_clock;
