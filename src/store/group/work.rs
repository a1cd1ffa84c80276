//! What turns have decided, as data, so that it can be written for many of
//! them at once.

use futures::TryStreamExt as _;
use serde::Serialize;
use sqlx::{Executor as _, SqliteConnection, sqlite::SqliteQueryResult};

use crate::store::{Result, StoreError, turn::OutRow};

/// What a turn leaves to be written at its end.
#[derive(Debug, Default)]
pub(in crate::store) struct Work {
    answers: Vec<Answer>,
    rounds: Vec<(i64, String)>,
    handled: Vec<Handled>,
    out: Vec<Out>,
}

/// An answer with what follows from it, as `turns_write.sql` reads it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::store) struct Answer {
    pub(in crate::store) staff: i64,
    pub(in crate::store) unit: i64,
    pub(in crate::store) round: i64,
    pub(in crate::store) place: i64,
    pub(in crate::store) question: i64,
    pub(in crate::store) version: i64,
    pub(in crate::store) topic: String,
    pub(in crate::store) order: String,
    pub(in crate::store) given: String,
    pub(in crate::store) earned: i64,
    pub(in crate::store) full: i64,
    pub(in crate::store) points: i64,
    pub(in crate::store) elapsed: i64,
    pub(in crate::store) day: i64,
    pub(in crate::store) week: i64,
    pub(in crate::store) month: i64,
    pub(in crate::store) at: i64,
    pub(in crate::store) right: i64,
    pub(in crate::store) seen: i64,
    pub(in crate::store) wrong: i64,
    pub(in crate::store) in_book: bool,
    pub(in crate::store) right_days: i64,
    pub(in crate::store) earned_day: i64,
    pub(in crate::store) current: i64,
    pub(in crate::store) best: i64,
}

/// A row of the outbox: [`OutRow`] and the moment.
type Out = (&'static str, i64, bool, String, i64);

/// An update that was handled.
#[derive(Debug, Clone, Copy, Serialize)]
struct Handled {
    id: i64,
    at: i64,
    forget: bool,
}

impl Work {
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.rounds.is_empty() && self.handled.is_empty() && self.out.is_empty()
    }

    /// An answer.
    pub(in crate::store) fn answer(&mut self, answer: Answer) {
        self.answers.push(answer);
    }

    /// Where an open round is now, as JSON.
    pub(in crate::store) fn round(&mut self, id: i64, state: String) {
        self.rounds.push((id, state));
    }

    /// An update was handled, and this goes out.
    pub(in crate::store) fn handled(&mut self, id: i64, forget: bool, at: i64, out: Vec<OutRow>) {
        self.handled.push(Handled { id, at, forget });
        self.out.extend(
            out.into_iter().map(|(channel, chat, notice, payload)| (channel, chat, notice, payload, at)),
        );
    }
}

/// The place of the statements among the results of `turns_write.sql`.
const ROUNDS: usize = 5;
const HANDLED: usize = 6;
const OUT: usize = 7;

/// Writes what turns have left, after a savepoint `work`, so that it can be
/// taken back; gives the numbers of the outbox rows of each.
pub(super) async fn write(connection: &mut SqliteConnection, works: &[&Work]) -> Result<Vec<Vec<i64>>> {
    let query = sqlx::query(sql!("sqlite/", "turns_write"))
        .bind(json(works.iter().flat_map(|work| &work.answers)))
        .bind(json(works.iter().flat_map(|work| &work.rounds)))
        .bind(json(works.iter().flat_map(|work| &work.handled)))
        .bind(json(works.iter().flat_map(|work| &work.out)));
    let done: Vec<SqliteQueryResult> = connection.execute_many(query).try_collect().await?;
    check(&done, ROUNDS, works.iter().flat_map(|work| &work.rounds).map(|(id, _)| *id), "round")?;
    check(&done, HANDLED, works.iter().flat_map(|work| &work.handled).map(|row| row.id), "inbox")?;
    let out = works.iter().map(|work| count(work.out.len())).sum::<i64>();
    let last = done.get(OUT).map_or(0, SqliteQueryResult::last_insert_rowid);
    // One statement numbers its rows one after another.
    let mut next = last - out + 1;
    let numbers = works.iter().map(|work| {
        let first = next;
        next += count(work.out.len());
        (first..next).collect()
    });
    Ok(numbers.collect())
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).expect("fits in memory")
}

fn json<'w, T: Serialize + 'w>(rows: impl Iterator<Item = &'w T>) -> String {
    let rows: Vec<&T> = rows.collect();
    serde_json::to_string(&rows).expect("plain data")
}

/// Each of these rows must have been there and open.
fn check(
    done: &[SqliteQueryResult],
    statement: usize,
    rows: impl Iterator<Item = i64>,
    table: &'static str,
) -> Result<()> {
    let rows: Vec<i64> = rows.collect();
    match done.get(statement).map(SqliteQueryResult::rows_affected).map(usize::try_from) {
        Some(Ok(touched)) if touched == rows.len() => Ok(()),
        _ => Err(StoreError::broken(table, "ended_at", format!("{rows:?}"))),
    }
}
