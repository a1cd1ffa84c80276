//! The results lists of exams as they were made known: written once, never
//! changed. A correction is another one.

use super::{Result, Tx};
use crate::{
    clock::Timestamp,
    domain::ids::{ExamId, StaffId},
};

/// A list that is made known.
#[derive(Debug)]
pub struct NewRelease<'a> {
    /// Of which exam.
    pub exam: ExamId,
    /// Its number: 1, and more for corrections.
    pub number: i64,
    /// The list, as JSON.
    pub list: &'a str,
    /// Its check code.
    pub check_code: &'a str,
    /// What was corrected; may be empty for the first.
    pub note: &'a str,
    /// Who makes it known; none for the command line.
    pub by: Option<StaffId>,
}

/// A list that was made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its number, from 1.
    pub number: i64,
    /// Its check code.
    pub check_code: String,
    /// What was corrected.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// Keeps a list. A number that is taken already is refused by the database.
pub async fn add(tx: &mut Tx, new: &NewRelease<'_>, now: i64) -> Result<()> {
    let by = new.by.map(|by| by.0);
    execute!(tx, sql!("release_add"), new.exam.0, new.number, new.list, new.check_code, new.note, by, now);
    Ok(())
}

/// A list by its number, with its JSON.
pub async fn get(tx: &mut Tx, exam: ExamId, number: i64) -> Result<Option<(Release, String)>> {
    let row: Option<(i64, String, String, String, i64)> =
        fetch_optional!(tx, sql!("release_get"), exam.0, number);
    Ok(row.map(|(number, list, check_code, note, at)| {
        (Release { number, check_code, note, at: Timestamp(at) }, list)
    }))
}

/// All that was made known of an exam, the newest first.
pub async fn list(tx: &mut Tx, exam: ExamId) -> Result<Vec<Release>> {
    let rows: Vec<(i64, String, String, i64)> = fetch_all!(tx, sql!("release_numbers"), exam.0);
    let release = |(number, check_code, note, at)| Release { number, check_code, note, at: Timestamp(at) };
    Ok(rows.into_iter().map(release).collect())
}

/// The exams and numbers of lists with this check code, the newest first.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Vec<(ExamId, i64)>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, sql!("release_by_code"), code);
    Ok(rows.into_iter().map(|(exam, number)| (ExamId(exam), number)).collect())
}
