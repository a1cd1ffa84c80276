//! A sample of an exam file, with comments.

use chrono::{Days, NaiveDate};

/// The sample; the exam takes place two weeks after `today`.
pub fn text(today: NaiveDate) -> String {
    let day = today.checked_add_days(Days::new(14)).unwrap_or(today);
    include_str!("sample.toml").replace("2026-12-20", &day.to_string())
}
