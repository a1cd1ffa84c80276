//! Reports that a question is wrong (🚩).

use super::{Result, Tx};
use crate::domain::ids::{FlagId, QuestionId, StaffId, VersionId};

/// A question with open reports.
#[derive(Debug, Clone)]
pub struct Flagged {
    /// Which question.
    pub question: QuestionId,
    /// Its bank.
    pub bank: String,
    /// Its code within the bank.
    pub code: String,
    /// How many people reported it.
    pub reports: i64,
}

/// One report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its number.
    pub id: FlagId,
    /// Who reported.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Why, if they said.
    pub reason: String,
}

/// Reports a question. `None` if the person has reported it already.
pub async fn open(
    tx: &mut Tx,
    question: QuestionId,
    version: VersionId,
    staff: StaffId,
    now: i64,
) -> Result<Option<FlagId>> {
    let row: Option<(i64,)> = fetch_optional!(tx, sql!("flag_open"), question.0, version.0, staff.0, now);
    Ok(row.map(|(id,)| FlagId(id)))
}

/// Adds why.
pub async fn set_reason(tx: &mut Tx, id: FlagId, reason: &str) -> Result<()> {
    execute!(tx, sql!("flag_set_reason"), id.0, reason);
    Ok(())
}

/// The first fifty questions with open reports, the oldest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Flagged>> {
    let rows: Vec<(i64, String, String, i64, i64)> = fetch_all!(tx, sql!("flag_list"));
    let flagged =
        |(question, bank, code, reports, _)| Flagged { question: QuestionId(question), bank, code, reports };
    Ok(rows.into_iter().map(flagged).collect())
}

/// The open reports of a question.
pub async fn of_question(tx: &mut Tx, question: QuestionId) -> Result<Vec<Report>> {
    let rows: Vec<(i64, i64, String, String)> = fetch_all!(tx, sql!("flag_of_question"), question.0);
    let report = |(id, staff, name, reason)| Report { id: FlagId(id), staff: StaffId(staff), name, reason };
    Ok(rows.into_iter().map(report).collect())
}

/// Closes the open reports of a question; gives how many there were.
pub async fn resolve(
    tx: &mut Tx,
    question: QuestionId,
    resolution: &str,
    by: Option<StaffId>,
    now: i64,
) -> Result<u64> {
    Ok(execute!(tx, sql!("flag_resolve"), question.0, now, resolution, by.map(|staff| staff.0)))
}
