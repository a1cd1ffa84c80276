//! One-time invitations. Only a hash of the token is kept.

use super::{Result, Tx};
use crate::domain::ids::StaffId;

/// An invitation that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    /// For whom.
    pub staff: StaffId,
    /// Until when.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

/// Makes an invitation; earlier unused ones of the person no longer hold.
pub async fn add(tx: &mut Tx, staff: StaffId, token_hash: &str, now: i64, expires_at: i64) -> Result<()> {
    withdraw(tx, staff).await?;
    execute!(tx, sql!("invitation_add"), token_hash, staff.0, now, expires_at);
    Ok(())
}

/// Takes a person's unused invitations back.
pub async fn withdraw(tx: &mut Tx, staff: StaffId) -> Result<()> {
    execute!(tx, sql!("invitation_withdraw"), staff.0);
    Ok(())
}

/// Who has an invitation that can still be used.
pub async fn waiting(tx: &mut Tx, now: i64) -> Result<Vec<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("invitation_waiting"), now);
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}

/// The invitation with this token.
pub async fn find(tx: &mut Tx, token_hash: &str) -> Result<Option<Invitation>> {
    let row: Option<(i64, i64, Option<i64>)> = fetch_optional!(tx, sql!("invitation_find"), token_hash);
    Ok(row.map(|(staff, expires_at, used_at)| Invitation { staff: StaffId(staff), expires_at, used_at }))
}

/// Uses an invitation up; says whether it was still unused.
pub async fn consume(tx: &mut Tx, token_hash: &str, now: i64) -> Result<bool> {
    Ok(execute!(tx, sql!("invitation_use"), token_hash, now) == 1)
}
