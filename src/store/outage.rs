//! Outages, and the sign of life that they are measured by.

use super::{Result, StoreError, Tx, meta};
use crate::{clock::Timestamp, domain::exam::timing::Window};

/// Where the sign of life is kept.
const SIGN: &str = "alive_at";

/// When some copy of the program last gave a sign of life; at the first start
/// that is now.
pub async fn sign(tx: &mut Tx, now: Timestamp) -> Result<Timestamp> {
    let kept = match meta::get(tx, SIGN).await? {
        Some(kept) => kept,
        None => meta::keep(tx, SIGN, &now.0.to_string()).await?,
    };
    read(&kept)
}

/// The same, where nothing may be written; `None` before the first start.
pub async fn sign_seen(tx: &mut Tx) -> Result<Option<Timestamp>> {
    meta::get(tx, SIGN).await?.as_deref().map(read).transpose()
}

fn read(kept: &str) -> Result<Timestamp> {
    kept.parse().map(Timestamp).map_err(|_| StoreError::broken("meta", "value", SIGN))
}

/// Gives a sign of life in place of this one; whether it was still there.
pub async fn set_sign(tx: &mut Tx, from: Timestamp, to: Timestamp) -> Result<bool> {
    Ok(execute!(tx, sql!("heartbeat_set"), SIGN, from.0.to_string(), to.0.to_string()) == 1)
}

/// Notes an outage.
pub async fn add(tx: &mut Tx, outage: Window) -> Result<i64> {
    let (id,): (i64,) = fetch_one!(tx, sql!("outage_add"), outage.opens.0, outage.closes.0);
    Ok(id)
}

/// An outage.
pub async fn get(tx: &mut Tx, id: i64) -> Result<Option<Window>> {
    let row: Option<(i64, i64)> = fetch_optional!(tx, sql!("outage_get"), id);
    Ok(row.map(window))
}

/// The outages that took something of a span of time.
pub async fn between(tx: &mut Tx, span: Window) -> Result<Vec<Window>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, sql!("outage_between"), span.opens.0, span.closes.0);
    Ok(rows.into_iter().map(window).collect())
}

const fn window((from, until): (i64, i64)) -> Window {
    Window { opens: Timestamp(from), closes: Timestamp(until) }
}
