//! baiti as its users meet it, one module a feature.

mod bank;
mod roster;
mod settings;
mod telegram;
mod terminal;
