//! The audit log: who did what to whom. Appended, never changed.

use super::{Result, Tx};
use crate::domain::ids::StaffId;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// When.
    pub at: i64,
    /// Who; none for the command line.
    pub actor: Option<i64>,
    /// What, a word such as `bind`.
    pub action: String,
    /// To whom or what, such as `staff 17`.
    pub subject: String,
    /// More about it.
    pub detail: String,
}

/// Appends an entry.
pub async fn append(
    tx: &mut Tx,
    now: i64,
    actor: Option<StaffId>,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<()> {
    execute!(tx, sql!("audit_append"), now, actor.map(|staff| staff.0), action, subject, detail);
    Ok(())
}

/// All entries, the oldest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Entry>> {
    Ok(fetch_all!(tx, sql!("audit_list")))
}

/// How an entry names a person.
pub fn of_staff(staff: StaffId) -> String {
    format!("staff {staff}")
}

/// Clears the details about a person who is erased.
pub async fn forget(tx: &mut Tx, staff: StaffId) -> Result<()> {
    execute!(tx, sql!("audit_forget_staff"), of_staff(staff));
    Ok(())
}
