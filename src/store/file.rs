//! Files on their way to a chat, and those that somebody has sent to be loaded.
//! The former are kept for a few days, so that a delivery can be tried again; the
//! latter until that is decided, a staff list for a day at most. Backups hold
//! those that are there just then.

use super::{Result, Tx};
use crate::domain::ids::FileId;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct File {
    /// Its name, as people see it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Keeps a file.
pub async fn add(tx: &mut Tx, name: &str, content: &[u8], now: i64) -> Result<FileId> {
    let (id,): (i64,) = fetch_one!(tx, sql!("file_add"), name, content, now);
    Ok(FileId(id))
}

/// A file, unless it was forgotten.
pub async fn get(tx: &mut Tx, id: FileId) -> Result<Option<File>> {
    Ok(fetch_optional!(tx, sql!("file_get"), id.0))
}

/// Forgets a file, if it is there.
pub async fn remove(tx: &mut Tx, id: FileId) -> Result<()> {
    execute!(tx, sql!("file_remove"), id.0);
    Ok(())
}

/// Forgets the files that were kept before then.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("file_purge"), before))
}
