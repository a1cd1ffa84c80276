//! The running copies of the program and their heartbeats.

use super::{Result, Tx};

/// A copy.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CopyRow {
    /// Its name.
    pub id: String,
    /// Since when.
    pub started_at: i64,
    /// When it was last seen alive.
    pub beat_at: i64,
}

/// Notes that a copy is alive.
pub async fn beat(tx: &mut Tx, id: &str, now: i64) -> Result<()> {
    execute!(tx, sql!("copy_beat"), id, now);
    Ok(())
}

/// All copies that were heard of.
pub async fn list(tx: &mut Tx) -> Result<Vec<CopyRow>> {
    Ok(fetch_all!(tx, sql!("copy_list")))
}

/// Forgets a copy, and those not heard of since then.
pub async fn forget(tx: &mut Tx, id: &str, before: i64) -> Result<()> {
    execute!(tx, sql!("copy_gone"), id, before);
    Ok(())
}
