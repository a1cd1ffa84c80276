//! baiti as its users meet it, one module a feature.

mod bank;
mod fake_telegram;
mod roster;
mod telegram;
mod test_clock;
