//! Requests of strangers to be bound to a staff member.

use super::{Result, Tx};
use crate::domain::ids::{BindRequestId, StaffId};

/// A request.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct BindRequest {
    /// Its number.
    pub id: i64,
    /// The word of the channel.
    pub channel: String,
    /// The account that asks.
    pub account_id: i64,
    /// Whom it says to be.
    pub staff_id: i64,
    /// The name the account shows.
    pub shown_name: String,
    /// The account's language.
    pub lang: String,
    /// When.
    pub created_at: i64,
    /// How it was decided, if it was: `approved` or `refused`.
    pub decision: Option<String>,
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// The unit.
    pub path: String,
}

/// Opens a request, or turns the account's open one to this person.
pub async fn open(
    tx: &mut Tx,
    channel: &str,
    account: i64,
    staff: StaffId,
    shown_name: &str,
    lang: &str,
    now: i64,
) -> Result<BindRequestId> {
    let (id,): (i64,) =
        fetch_one!(tx, sql!("bind_request_open"), channel, account, staff.0, shown_name, lang, now);
    Ok(BindRequestId(id))
}

/// A request, decided or not.
pub async fn get(tx: &mut Tx, id: BindRequestId) -> Result<Option<BindRequest>> {
    Ok(fetch_optional!(tx, sql!("bind_request_get"), id.0))
}

/// The first fifty open requests.
pub async fn list(tx: &mut Tx) -> Result<Vec<BindRequest>> {
    Ok(fetch_all!(tx, sql!("bind_request_list")))
}

/// Decides a request; says whether it was still open.
pub async fn decide(tx: &mut Tx, id: BindRequestId, decision: &str, by: StaffId, now: i64) -> Result<bool> {
    Ok(execute!(tx, sql!("bind_request_decide"), id.0, now, decision, by.0) == 1)
}
