//! Rounds of practice.

use super::{Result, StoreError, Tx};
use crate::{
    clock::Timestamp,
    domain::{
        ids::{RoundId, StaffId},
        round::Round,
    },
};

/// A round with what belongs to it.
#[derive(Debug, Clone)]
pub struct RoundRow {
    /// Its number.
    pub id: RoundId,
    /// What was chosen: a topic's word, `mixed` or `wrong`.
    pub choice: String,
    /// Where it is.
    pub round: Round,
    /// The person's place of the week when it began.
    pub place: Option<i64>,
    /// When it began.
    pub started_at: Timestamp,
}

pub(super) type Row = (i64, String, String, Option<i64>, i64);

pub(super) fn row((id, choice, state, place, started_at): Row) -> Result<RoundRow> {
    let round = serde_json::from_str(&state).map_err(|_| StoreError::broken("round", "state", id))?;
    Ok(RoundRow { id: RoundId(id), choice, round, place, started_at: Timestamp(started_at) })
}

fn json(round: &Round) -> String {
    serde_json::to_string(round).expect("a round is plain data")
}

/// The person's open round.
pub async fn open(tx: &mut Tx, staff: StaffId) -> Result<Option<RoundRow>> {
    open_row(tx, staff).await?.map(row).transpose()
}

/// The person's open round, readable or not.
pub(super) async fn open_row(tx: &mut Tx, staff: StaffId) -> Result<Option<Row>> {
    Ok(fetch_optional!(tx, sql!("round_open"), staff.0))
}

/// A round of the person, ended or not; `None` too for one that had to be put
/// aside.
pub async fn get(tx: &mut Tx, id: RoundId, staff: StaffId) -> Result<Option<RoundRow>> {
    let found: Option<Row> = fetch_optional!(tx, sql!("round_get"), id.0, staff.0);
    Ok(found.and_then(|found| row(found).ok()))
}

/// Begins a round.
pub async fn add(
    tx: &mut Tx,
    staff: StaffId,
    choice: &str,
    round: &Round,
    place: Option<i64>,
    now: i64,
) -> Result<RoundId> {
    let (id,): (i64,) = fetch_one!(tx, sql!("round_add"), staff.0, choice, json(round), place, now);
    Ok(RoundId(id))
}

/// Keeps where an open round is. An error if it has ended: at once or, on
/// SQLite, when the turn's work is written.
pub async fn save(tx: &mut Tx, id: RoundId, round: &Round) -> Result<()> {
    if let Some(work) = tx.work() {
        work.round(id.0, json(round));
        return Ok(());
    }
    one(execute!(tx, sql!("round_save"), id.0, json(round)), id)
}

/// Ends an open round.
pub async fn end(tx: &mut Tx, id: RoundId, round: &Round, now: i64) -> Result<()> {
    one(execute!(tx, sql!("round_end"), id.0, json(round), now), id)
}

/// Ends an open round whose state can't be read, and leaves the state as it is
/// for whoever looks into it. `false` if it has ended already.
pub async fn put_aside(tx: &mut Tx, id: RoundId, now: i64) -> Result<bool> {
    Ok(execute!(tx, sql!("round_put_aside"), id.0, now) == 1)
}

fn one(touched: u64, id: RoundId) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("round", "ended_at", id)) }
}
