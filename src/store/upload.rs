//! Files that somebody has sent to be loaded.

use super::{Result, Tx};
use crate::domain::ids::{StaffId, UploadId};

/// Such a file.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Upload {
    /// Who sent it.
    pub staff_id: i64,
    /// Where.
    pub channel: String,
    /// In which chat.
    pub chat_id: i64,
    /// What is known of it and wished for, as JSON.
    pub plan: String,
    /// Grows with each change of the plan.
    pub version: i64,
}

/// Notes a file that has come.
pub async fn add(
    tx: &mut Tx,
    staff: StaffId,
    (channel, chat): (&str, i64),
    plan: &str,
    now: i64,
) -> Result<UploadId> {
    let (id,): (i64,) = fetch_one!(tx, sql!("upload_add"), staff.0, channel, chat, plan, now);
    Ok(UploadId(id))
}

/// A file, unless it was forgotten.
pub async fn get(tx: &mut Tx, id: UploadId) -> Result<Option<Upload>> {
    Ok(fetch_optional!(tx, sql!("upload_get"), id.0))
}

/// Changes the plan, if it still has this version; whether it has. `people` says
/// whether the file holds personal data, or may hold some.
pub async fn set(tx: &mut Tx, id: UploadId, plan: &str, people: bool, version: i64) -> Result<bool> {
    Ok(execute!(tx, sql!("upload_set"), id.0, plan, people, version) == 1)
}

/// The files that came before then and hold personal data, or may hold some,
/// with their plans. A file that has just come may.
pub async fn with_people(tx: &mut Tx, before: i64) -> Result<Vec<(UploadId, String)>> {
    let rows: Vec<(i64, String)> = fetch_all!(tx, sql!("upload_with_people"), before);
    Ok(rows.into_iter().map(|(id, plan)| (UploadId(id), plan)).collect())
}

/// Forgets a file.
pub async fn remove(tx: &mut Tx, id: UploadId) -> Result<()> {
    execute!(tx, sql!("upload_remove"), id.0);
    Ok(())
}

/// Forgets the files that came before then.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("upload_purge"), before))
}
