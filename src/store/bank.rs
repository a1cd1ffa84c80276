//! Question banks as a whole.

use super::{Result, StoreError, Tx};
use crate::domain::{ids::QuestionId, question::Question};

/// A bank in numbers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BankRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its topic's word.
    pub topic: String,
    /// How many questions are asked.
    pub live: i64,
    /// How many are withdrawn.
    pub withdrawn: i64,
}

/// A question of a bank as it stands.
#[derive(Debug, Clone)]
pub struct StandingQuestion {
    /// Which.
    pub id: QuestionId,
    /// Whether it is asked.
    pub live: bool,
    /// The number of its current version.
    pub number: i64,
    /// Its current wording.
    pub content: Question,
}

/// All banks.
pub async fn list(tx: &mut Tx) -> Result<Vec<BankRow>> {
    Ok(fetch_all!(tx, sql!("bank_list")))
}

/// Title and topic of a bank.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<(String, String)>> {
    let row: Option<(String, String, String)> = fetch_optional!(tx, sql!("bank_get"), id);
    Ok(row.map(|(_, title, topic)| (title, topic)))
}

/// Adds a bank or renames it.
pub async fn put(tx: &mut Tx, id: &str, title: &str, topic: &str, now: i64) -> Result<()> {
    execute!(tx, sql!("bank_put"), id, title, topic, now);
    Ok(())
}

/// The questions of a bank, withdrawn ones included, in the order in which
/// they came.
pub async fn questions(tx: &mut Tx, bank: &str) -> Result<Vec<StandingQuestion>> {
    let rows: Vec<(i64, String, bool, i64, String)> = fetch_all!(tx, sql!("bank_questions"), bank);
    rows.into_iter()
        .map(|(id, _, live, number, content)| {
            Ok(StandingQuestion { id: QuestionId(id), live, number, content: content_of(id, &content)? })
        })
        .collect()
}

/// Reads a question's JSON.
pub(super) fn content_of(row: i64, json: &str) -> Result<Question> {
    serde_json::from_str(json).map_err(|_| StoreError::broken("question_version", "content", row))
}
