//! baiti as its users meet it, one module a feature.

mod bank;
mod command_line;
mod database;
mod exams;
mod exchange;
mod fake_telegram;
mod house_rules;
mod intake;
mod kill;
mod office;
mod reference;
mod roster;
mod settings;
mod small_disk;
mod store;
mod stories;
mod telegram;
mod terminal;
mod test_clock;
mod texts;
mod workbook;
