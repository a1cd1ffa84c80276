//! The audit log: who did what to whom. Appended, never changed.

use super::{Result, Tx};
use crate::domain::ids::StaffId;

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

/// How an entry names a person.
pub fn of_staff(staff: StaffId) -> String {
    format!("staff {staff}")
}

/// Clears the details about a person who is erased.
pub async fn forget(tx: &mut Tx, staff: StaffId) -> Result<()> {
    execute!(tx, sql!("audit_forget_staff"), of_staff(staff));
    Ok(())
}
