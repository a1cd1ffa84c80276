//! What the turns that wait begin with, looked up for many of them at once.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Serialize, de::DeserializeOwned};
use sqlx::SqliteConnection;

use crate::{
    domain::{
        ids::{QuestionId, StaffId},
        round::Phase,
    },
    store::{
        Result, StoreError,
        response::{Before, BeforeKey, BeforeRow},
        turn::{Loaded, Row},
    },
};

/// A chat: the word of its channel, and its number.
pub(in crate::store) type Key = (&'static str, i64);

/// For how many turns at most it is looked ahead.
const AHEAD: usize = 64;

/// The chats whose turns wait for the connection, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting(Arc<Mutex<VecDeque<Key>>>);

/// A turn's place among those that wait.
pub(super) struct Place {
    waiting: Waiting,
    key: Key,
}

impl Waiting {
    fn keys(&self) -> MutexGuard<'_, VecDeque<Key>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn queue(&self, key: Key) -> Place {
        self.keys().push_back(key);
        Place { waiting: self.clone(), key }
    }

    /// This chat and those whose turns come next.
    pub(super) fn with(&self, key: Key) -> Vec<Key> {
        let mut keys = vec![key];
        keys.extend(self.keys().iter().filter(|next| **next != key).take(AHEAD - 1));
        keys
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut keys = self.waiting.keys();
        if let Some(at) = keys.iter().position(|key| *key == self.key) {
            keys.remove(at);
        }
    }
}

/// What was looked up and still holds.
#[derive(Debug, Default)]
pub(super) struct Foreseen(HashMap<Key, Found>);

/// What was looked up for one turn.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) loaded: Loaded,
    /// What the person has done before, with the question that is asked.
    pub(super) before: Option<(BeforeKey, Before)>,
}

impl Found {
    fn staff(&self) -> Option<StaffId> {
        Some(self.loaded.person.as_ref()?.staff)
    }

    /// The person and the question that is asked of them.
    fn asked(&self) -> Option<(StaffId, QuestionId)> {
        let round = &self.loaded.round.as_ref()?.round;
        let asked = matches!(round.phase(), Phase::Asking { .. }).then(|| round.slot().question);
        Some((self.staff()?, asked?))
    }
}

impl Foreseen {
    pub(super) fn holds(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    pub(super) fn take(&mut self, key: Key) -> Option<Found> {
        self.0.remove(&key)
    }

    /// Something may have changed for anybody.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Something has changed for this person, who may have another account.
    pub(super) fn forget(&mut self, staff: StaffId) {
        self.0.retain(|_, found| found.staff() != Some(staff));
    }
}

/// The tables whose rows are looked up ahead and may be changed by others'
/// turns. (A person's round is changed by their own turns only.)
const TABLES: [&str; 9] =
    ["account", "staff", "staff_role", "unit", "sitting", "question", "progress", "score", "streak"];

/// Whether a query may change what was looked up ahead for others.
pub(super) fn is_upset_by(sql: &str) -> bool {
    let changed = |words: &str| {
        sql.match_indices(words).any(|(at, words)| {
            let table = sql[at + words.len()..].split(|c: char| !c.is_ascii_alphabetic() && c != '_').next();
            table.is_some_and(|table| TABLES.contains(&table))
        })
    };
    ["INTO ", "UPDATE ", "DELETE FROM "].into_iter().any(changed)
}

/// Looks up what the turns of these chats begin with.
pub(super) async fn look(connection: &mut SqliteConnection, keys: &[Key], day: i64) -> Result<Foreseen> {
    let mut found = load(connection, keys).await?;
    let asked: Vec<_> = found.values().filter_map(Found::asked).collect();
    let mut befores = before(connection, &asked, day).await?;
    for found in found.values_mut() {
        found.before = found.asked().and_then(|(staff, question)| {
            let key = BeforeKey { staff, question, day };
            Some((key, befores.remove(&key)?))
        });
    }
    Ok(Foreseen(found))
}

/// What the chat's turn begins with.
pub(super) async fn load_one(connection: &mut SqliteConnection, key: Key) -> Result<Option<Loaded>> {
    Ok(load(connection, &[key]).await?.remove(&key).map(|found| found.loaded))
}

async fn load(connection: &mut SqliteConnection, keys: &[Key]) -> Result<HashMap<Key, Found>> {
    let query = sqlx::query_as(sql!("sqlite/", "turns_load")).bind(json(keys));
    let rows: Vec<Row> = gathered(query.fetch_one(connection).await?, "inbox")?;
    let found = |row: Row| Some((*keys.get(row.waits_at)?, Found { loaded: row.loaded(), before: None }));
    Ok(rows.into_iter().filter_map(found).collect())
}

async fn before(
    connection: &mut SqliteConnection,
    asked: &[(StaffId, QuestionId)],
    day: i64,
) -> Result<HashMap<BeforeKey, Before>> {
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    let query = sqlx::query_as(sql!("sqlite/", "responses_before")).bind(json(asked)).bind(day);
    let rows: Vec<BeforeRow> = gathered(query.fetch_one(connection).await?, "response")?;
    Ok(rows.into_iter().map(|row| row.keyed(day)).collect())
}

fn json<T: Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("plain data")
}

/// Reads rows that were gathered into one.
fn gathered<T: DeserializeOwned>((rows,): (String,), table: &'static str) -> Result<Vec<T>> {
    serde_json::from_str(&rows).map_err(|error| StoreError::broken(table, "", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_others_begin_with_upsets() {
        for sql in [
            "UPDATE account SET lang = $3",
            "INSERT INTO staff_role (staff_id) VALUES ($1)",
            "DELETE FROM progress WHERE staff_id = $1",
            sql!("question_set_live"),
            sql!("score_add"),
            sql!("sitting_end"),
        ] {
            assert!(is_upset_by(sql), "{sql}");
        }
        for sql in [
            "SELECT id FROM staff FOR UPDATE",
            "INSERT INTO inbox (raw) VALUES ($1)",
            "UPDATE staff_notes SET text = $1",
            sql!("round_add"),
            sql!("sitting_save"),
            sql!("sqlite/", "outbox_end_sent"),
        ] {
            assert!(!is_upset_by(sql), "{sql}");
        }
    }

    #[test]
    fn whoever_comes_next_is_looked_up_too() {
        let waiting = Waiting::default();
        let places: Vec<Place> = (0..100).map(|chat| waiting.queue(("telegram", chat))).collect();
        let keys = waiting.with(("telegram", 500));
        assert_eq!(keys.len(), AHEAD);
        assert_eq!(keys[..3], [("telegram", 500), ("telegram", 0), ("telegram", 1)]);
        drop(places);
        assert_eq!(waiting.with(("telegram", 500)), [("telegram", 500)]);
    }
}
