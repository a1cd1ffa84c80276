//! A person's book of wrong questions, and their streak.

use super::{Result, Tx};
use crate::domain::{ids::StaffId, streak::Streak};

/// How many questions stand in the book, and how many have left it.
pub async fn book(tx: &mut Tx, staff: StaffId) -> Result<(i64, i64)> {
    Ok(fetch_one!(tx, sql!("progress_book"), staff.0))
}

/// Right answers in a row.
pub async fn streak(tx: &mut Tx, staff: StaffId) -> Result<Streak> {
    let row: Option<(i64, i64)> = fetch_optional!(tx, sql!("streak_get"), staff.0);
    Ok(row.map_or_else(Streak::default, |(current, best)| Streak { current, best }))
}
