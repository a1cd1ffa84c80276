//! baiti as its users meet it, one module a feature.

mod bank;
mod database;
mod roster;
mod store;
mod telegram;
