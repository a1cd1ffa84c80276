//! What has arrived, verbatim, until it is handled.

use super::{Dialect, Result, Tx};

/// An update that is being handled in this turn.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Taken {
    /// The row.
    pub id: i64,
    /// The update, verbatim.
    pub raw: String,
}

/// An update to add: channel, its number, chat, and the update verbatim.
pub type NewRow<'a> = (&'static str, i64, i64, &'a str);

/// Adds updates; gives the chats (channel and number) of those that were new.
/// On SQLite, where only some were, it gives the others too: to look there for
/// an update does no harm, while each row that is told costs a hand-over.
pub async fn add(tx: &mut Tx, rows: &[NewRow<'_>], now: i64) -> Result<Vec<(String, i64)>> {
    let json = serde_json::to_string(rows).expect("plain data");
    if tx.dialect() == Dialect::Postgres {
        return Ok(fetch_all!(tx, sql!("postgres/", "inbox_add"), now, json));
    }
    let added = execute!(tx, sql!("sqlite/", "inbox_add"), now, json);
    let chats = rows.iter().map(|(channel, _, chat, _)| ((*channel).to_owned(), *chat));
    Ok(if added == 0 { Vec::new() } else { chats.collect() })
}

/// Takes the chat's next open update and marks it handled, for as long as this
/// turn is not given up. `None` if there is none.
pub async fn take(tx: &mut Tx, channel: &str, chat: i64, now: i64) -> Result<Option<Taken>> {
    loop {
        let taken: Option<Taken> = fetch_optional!(tx, twin!(tx, "inbox_take"), channel, chat, now);
        // PostgreSQL waits for another copy's turn and then finds its row
        // handled, without looking at the next.
        if taken.is_some() || tx.dialect() == Dialect::Sqlite || !any_open(tx, channel, chat).await? {
            return Ok(taken);
        }
    }
}

async fn any_open(tx: &mut Tx, channel: &str, chat: i64) -> Result<bool> {
    let row: Option<(i64,)> = fetch_optional!(tx, sql!("inbox_any_open"), channel, chat);
    Ok(row.is_some())
}

/// The chats with open updates that arrived until then.
pub async fn open_chats(tx: &mut Tx, until: i64) -> Result<Vec<(String, i64)>> {
    Ok(fetch_all!(tx, sql!("inbox_open_chats"), until))
}

/// How many updates wait.
pub async fn count_open(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("inbox_count_open"));
    Ok(count)
}

/// Notes why an update could not be handled as it should.
pub async fn note_trouble(tx: &mut Tx, id: i64, trouble: &str) -> Result<()> {
    execute!(tx, sql!("inbox_note_trouble"), id, trouble);
    Ok(())
}

/// Deletes what was handled before then.
pub async fn purge(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("inbox_purge"), before))
}
