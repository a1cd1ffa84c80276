//! What is to be delivered: the only way out.

use super::{Result, Tx};

/// A row that waits for delivery.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OutboxRow {
    /// Its number; within a chat, lower goes first.
    pub id: i64,
    /// The word of the channel.
    pub channel: String,
    /// Which chat.
    pub chat_id: i64,
    /// Whether it is a notice rather than a reply.
    pub notice: bool,
    /// What to do, as JSON.
    pub payload: String,
}

/// Adds a row and gives its number.
pub async fn add(
    tx: &mut Tx,
    channel: &str,
    chat: i64,
    notice: bool,
    payload: &str,
    now: i64,
) -> Result<i64> {
    let (id,): (i64,) = fetch_one!(tx, sql!("outbox_add"), channel, chat, notice, payload, now);
    Ok(id)
}

/// The open rows of a chat after this number.
pub async fn open_of_chat(tx: &mut Tx, channel: &str, chat: i64, after: i64) -> Result<Vec<OutboxRow>> {
    Ok(fetch_all!(tx, sql!("outbox_open_of_chat"), channel, chat, after))
}

/// The chats of a channel with open rows that were written until then.
pub async fn open_chats(tx: &mut Tx, channel: &str, until: i64) -> Result<Vec<i64>> {
    let rows: Vec<(String, i64)> = fetch_all!(tx, sql!("outbox_open_chats"), channel, until);
    Ok(rows.into_iter().map(|(_, chat)| chat).collect())
}

/// Notes how a row ended, if it was open.
pub async fn end(tx: &mut Tx, id: i64, outcome: &str, now: i64) -> Result<()> {
    execute!(tx, sql!("outbox_end"), id, now, outcome);
    Ok(())
}

/// Notes that rows took effect.
pub async fn end_sent(tx: &mut Tx, ids: &[i64], now: i64) -> Result<u64> {
    let ids = serde_json::to_string(ids).expect("numbers");
    Ok(execute!(tx, twin!(tx, "outbox_end_sent"), now, ids))
}

/// Gives up what was written for a channel before then and never went out.
pub async fn give_up(tx: &mut Tx, channel: &str, before: i64, now: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("outbox_give_up"), channel, before, now))
}

/// Deletes what ended before then.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("outbox_purge"), before))
}

/// How many rows wait.
pub async fn count_open(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("outbox_count_open"));
    Ok(count)
}

/// Claims the sending to a chat for a copy of the program; says whether it has
/// it now.
pub async fn claim(tx: &mut Tx, channel: &str, chat: i64, copy: &str, until: i64, now: i64) -> Result<bool> {
    let row: Option<(String,)> = fetch_optional!(tx, sql!("sending_claim"), channel, chat, copy, until, now);
    Ok(row.is_some())
}

/// Gives the sending to a chat up, unless something waits there; says whether
/// it is given up.
pub async fn release(tx: &mut Tx, channel: &str, chat: i64, copy: &str) -> Result<bool> {
    // The lock first and the look after it: a turn of this copy may just be writing there.
    let locked: Option<(String,)> = fetch_optional!(tx, twin!(tx, "sending_lock"), channel, chat, copy);
    Ok(locked.is_some() && execute!(tx, sql!("sending_release"), channel, chat, copy) == 1)
}

/// Holds on to all that a copy sends to.
pub async fn renew(tx: &mut Tx, copy: &str, until: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("sending_renew"), copy, until))
}

/// Gives up all that a copy sends to.
pub async fn drop_all(tx: &mut Tx, copy: &str) -> Result<u64> {
    Ok(execute!(tx, sql!("sending_drop"), copy))
}
