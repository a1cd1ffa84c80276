//! baiti as its users meet it, one module a feature.

mod bank;
mod command_line;
mod database;
mod fake_telegram;
mod house_rules;
mod kill;
mod roster;
mod settings;
mod store;
mod telegram;
mod terminal;
mod test_clock;
mod texts;
