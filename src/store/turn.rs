//! The two ends of a turn in as few statements as can be: on SQLite each is a
//! hand-over to the connection's thread, on PostgreSQL a round trip.

use super::{
    Dialect, Result, Tx,
    account::{self, Person},
    group::{Opening, Ticket},
    inbox,
    round::{self, RoundRow},
};

/// What a turn begins with.
#[derive(Debug)]
pub struct Loaded {
    /// The inbox row.
    pub inbox_id: i64,
    /// The update, verbatim.
    pub raw: String,
    /// Who is bound to the account.
    pub person: Option<Person>,
    /// Their open round.
    pub round: Option<RoundRow>,
}

#[derive(sqlx::FromRow)]
struct Row {
    inbox_id: i64,
    raw: String,
    id: Option<i64>,
    staff_no: Option<String>,
    name: Option<String>,
    unit_id: Option<i64>,
    path: Option<String>,
    lineage: Option<String>,
    active: Option<bool>,
    lang: Option<String>,
    state: Option<String>,
    reachable: Option<bool>,
    roles: Option<String>,
    round_id: Option<i64>,
    choice: Option<String>,
    round_state: Option<String>,
    place: Option<i64>,
}

/// Takes the chat's next open update, with whoever speaks and their open
/// round. On PostgreSQL the person is locked first and everything is read
/// after, so that a copy that had to wait sees what the other wrote.
pub async fn load(tx: &mut Tx, channel: &str, chat: i64, now: i64) -> Result<Option<Loaded>> {
    if tx.dialect() == Dialect::Sqlite {
        return load_at_once(tx, channel, chat).await;
    }
    let person = account::person(tx, channel, chat).await?;
    let Some(taken) = inbox::take(tx, channel, chat, now).await? else { return Ok(None) };
    let round = match &person {
        Some(person) => round::open(tx, person.staff).await?,
        None => None,
    };
    Ok(Some(Loaded { inbox_id: taken.id, raw: taken.raw, person, round }))
}

/// On SQLite the turn's first query opens its savepoint in the same breath.
async fn load_at_once(tx: &mut Tx, channel: &str, chat: i64) -> Result<Option<Loaded>> {
    let Some((opening, connection)) = tx.ticket().and_then(Ticket::unopened) else {
        let row: Option<Row> = fetch_optional!(tx, sql!("turn_load"), channel, chat);
        return row.map(Row::loaded).transpose();
    };
    let sql = match opening {
        Opening::Begin => concat!("BEGIN IMMEDIATE; SAVEPOINT turn; ", sql!("turn_load")),
        Opening::Next => concat!("RELEASE turn; SAVEPOINT turn; ", sql!("turn_load")),
        Opening::Within => concat!("SAVEPOINT turn; ", sql!("turn_load")),
    };
    let rows = sqlx::query_as(sql).bind(channel).bind(chat).fetch_all(connection).await;
    let mut rows: Vec<Row> = rows.map_err(|trouble| opening.blame(trouble.into()))?;
    if let Some(ticket) = tx.ticket() {
        ticket.is_open();
    }
    rows.pop().map(Row::loaded).transpose()
}

impl Row {
    fn loaded(self) -> Result<Loaded> {
        let round = match (self.round_id, self.choice, self.round_state) {
            (Some(id), Some(choice), Some(state)) => Some(round::row((id, choice, state, self.place, 0))?),
            _ => None,
        };
        let account = (|| {
            Some(account::Row {
                id: self.id?,
                staff_no: self.staff_no?,
                name: self.name?,
                unit_id: self.unit_id?,
                path: self.path?,
                lineage: self.lineage?,
                active: self.active?,
                lang: self.lang?,
                state: self.state?,
                reachable: self.reachable?,
                roles: self.roles,
            })
        })();
        let person = account.map(account::Row::person).transpose()?;
        Ok(Loaded { inbox_id: self.inbox_id, raw: self.raw, person, round })
    }
}

/// A row for the outbox: channel, chat, whether it is a notice, payload.
pub type OutRow = (&'static str, i64, bool, String);

/// Marks the update handled and writes what goes out; gives the numbers of the
/// outbox rows, in their order. A stranger's words are not kept.
pub async fn end(
    tx: &mut Tx,
    inbox_id: i64,
    forget_words: bool,
    now: i64,
    out: &[OutRow],
) -> Result<Vec<i64>> {
    let rows = serde_json::to_string(out).expect("plain data");
    let ids: Vec<(i64,)> = fetch_all!(tx, twin!(tx, "turn_end"), now, inbox_id, forget_words, rows);
    let mut ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
    // Numbers are given in the order of the rows, but told in any.
    ids.sort_unstable();
    Ok(ids)
}
