//! Limited tries and plain counters.

use super::{Result, Tx};

/// Counts one more try and gives how many there were within the window (in
/// milliseconds), which begins with the first.
pub async fn count(tx: &mut Tx, kind: &str, subject: &str, now: i64, window_ms: i64) -> Result<i64> {
    let (times,): (i64,) = fetch_one!(tx, sql!("tries_count"), kind, subject, now, now - window_ms);
    Ok(times)
}

/// Forgets tries whose window began before.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("tries_purge"), before))
}

/// Adds one to a counter's day.
pub async fn bump(tx: &mut Tx, counter: &str, day: i64) -> Result<()> {
    execute!(tx, sql!("counter_bump"), counter, day);
    Ok(())
}
