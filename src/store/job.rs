//! Durable jobs: rows, claimed under a lease.

use super::{Result, Tx};

/// A job that is being done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What to do.
    pub kind: String,
    /// To what.
    pub subject: String,
    /// How often it was begun.
    pub attempts: i64,
}

/// Adds a job, unless the same stands open.
pub async fn add(tx: &mut Tx, kind: &str, subject: &str, due_at: i64) -> Result<()> {
    execute!(tx, sql!("job_add"), kind, subject, due_at);
    Ok(())
}

/// Claims a due job of this kind until then.
pub async fn claim(tx: &mut Tx, kind: &str, now: i64, until: i64) -> Result<Option<Job>> {
    Ok(fetch_optional!(tx, twin!(tx, "job_claim"), kind, now, until))
}

/// Holds on to a job until then.
pub async fn renew(tx: &mut Tx, id: i64, until: i64) -> Result<()> {
    execute!(tx, sql!("job_renew"), id, until);
    Ok(())
}

/// How many jobs failed and will be tried again, and how many were given up.
pub async fn troubled(tx: &mut Tx) -> Result<(i64, i64)> {
    Ok(fetch_one!(tx, sql!("job_troubled")))
}

/// Notes that a job is done, or given up for this reason; whether it was open.
pub async fn done(tx: &mut Tx, id: i64, now: i64, trouble: Option<&str>) -> Result<bool> {
    Ok(execute!(tx, sql!("job_done"), id, now, trouble) == 1)
}

/// Puts a job off.
pub async fn postpone(tx: &mut Tx, id: i64, due_at: i64, trouble: &str) -> Result<()> {
    execute!(tx, sql!("job_postpone"), id, due_at, trouble);
    Ok(())
}

/// Deletes what was done before then.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("job_purge"), before))
}
