//! The two ends of a turn in as few statements as can be: on SQLite each is a
//! hand-over to the connection's thread, on PostgreSQL a round trip.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    Result, Tx,
    account::{self, Person},
    inbox,
    round::{self, RoundRow},
};
use crate::domain::{calendar::day_number, ids::RoundId};

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
    /// Their open round, where its state can't be read.
    pub unreadable: Option<RoundId>,
}

/// As `turns_load.sql` gives it.
#[derive(Deserialize)]
pub(super) struct Row {
    /// The place among the chats that were asked for.
    pub(super) waits_at: usize,
    inbox_id: i64,
    raw: String,
    id: Option<i64>,
    staff_no: Option<String>,
    name: Option<String>,
    unit_id: Option<i64>,
    path: Option<String>,
    lineage: Option<String>,
    active: Option<i64>,
    lang: Option<String>,
    state: Option<String>,
    reachable: Option<i64>,
    roles: Option<String>,
    sits: Option<String>,
    round_id: Option<i64>,
    choice: Option<String>,
    round_state: Option<String>,
    place: Option<i64>,
    started_at: Option<i64>,
}

/// Takes the chat's next open update, with whoever speaks and their open
/// round. On PostgreSQL the person is locked first and everything is read
/// after, so that a copy that had to wait sees what the other wrote. On SQLite
/// it may have been looked up before, with the person's history of this `day`.
pub async fn load(
    tx: &mut Tx,
    channel: &'static str,
    chat: i64,
    day: NaiveDate,
    now: i64,
) -> Result<Option<Loaded>> {
    if let Some(ticket) = tx.ticket() {
        return ticket.load((channel, chat), day_number(day)).await;
    }
    let person = account::person(tx, channel, chat).await?;
    let Some(taken) = inbox::take(tx, channel, chat, now).await? else { return Ok(None) };
    let round = match &person {
        Some(person) => round::open_row(tx, person.staff).await?,
        None => None,
    };
    let (round, unreadable) = read(round);
    Ok(Some(Loaded { inbox_id: taken.id, raw: taken.raw, person, round, unreadable }))
}

/// A broken round must not keep the person from everything else.
fn read(row: Option<round::Row>) -> (Option<RoundRow>, Option<RoundId>) {
    let Some(row) = row else { return (None, None) };
    let id = RoundId(row.0);
    match round::row(row) {
        Ok(round) => (Some(round), None),
        Err(_) => (None, Some(id)),
    }
}

impl Row {
    pub(super) fn loaded(self) -> Loaded {
        let round =
            (|| Some((self.round_id?, self.choice?, self.round_state?, self.place, self.started_at?)))();
        let (round, unreadable) = read(round);
        let account = (|| {
            Some(account::Row {
                id: self.id?,
                staff_no: self.staff_no?,
                name: self.name?,
                unit_id: self.unit_id?,
                path: self.path?,
                lineage: self.lineage?,
                active: self.active? != 0,
                lang: self.lang?,
                state: self.state?,
                reachable: self.reachable? != 0,
                roles: self.roles,
                sits: self.sits,
            })
        })();
        let person = account.map(account::Row::person);
        Loaded { inbox_id: self.inbox_id, raw: self.raw, person, round, unreadable }
    }
}

/// A row for the outbox: channel, chat, whether it is a notice, payload.
pub type OutRow = (&'static str, i64, bool, String);

/// Marks the update handled and writes what goes out; [`Tx::commit_turn`]
/// gives the numbers of the outbox rows, in their order. A stranger's words are
/// not kept.
pub async fn end(tx: &mut Tx, inbox_id: i64, forget_words: bool, now: i64, out: Vec<OutRow>) -> Result<()> {
    if let Some(work) = tx.work() {
        work.handled(inbox_id, forget_words, now, out);
        return Ok(());
    }
    let rows = serde_json::to_string(&out).expect("plain data");
    let ids: Vec<(i64,)> = fetch_all!(tx, sql!("postgres/", "turn_end"), now, inbox_id, forget_words, rows);
    let mut ids: Vec<i64> = ids.into_iter().map(|(id,)| id).collect();
    // Numbers are given in the order of the rows, but told in any.
    ids.sort_unstable();
    tx.wrote(ids);
    Ok(())
}
