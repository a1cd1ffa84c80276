//! Making results known: the list is frozen with its number and its check code,
//! and what was made known is only corrected openly, by another list.

pub mod list;

pub use list::{List, On, Row, Why};

use super::{publish, results, tell::Tell};
use crate::{
    clock::Timestamp,
    domain::{
        exam::phase::{Phase, Step},
        ids::{ExamId, StaffId},
    },
    store::{
        Result, StoreError, Tx, audit,
        exam::{self, ExamRow},
        release::{self, NewRelease, Release},
    },
};

/// The most characters of a note.
pub const MAX_NOTE: usize = 200;

/// What making results known has come to.
#[derive(Debug)]
pub enum Released {
    /// They are known.
    Done(Release),
    /// The exam is not marked yet, or it is put away.
    NotMarked,
    /// They are known already, and a correction has to say what it corrects.
    NeedsNote,
    /// Nothing differs from what is known.
    Same,
    /// Somebody else made another list known meanwhile.
    Changed,
}

/// The list as it would be made known now.
pub async fn draft(tx: &mut Tx, row: &ExamRow, now: Timestamp) -> Result<List> {
    let entries = results::entries(tx, row).await?;
    let number = newest_number(tx, row.id).await? + 1;
    Ok(List::new(&row.code, &row.exam, &entries, number, now))
}

/// The number of the newest list; 0 without any.
pub async fn newest_number(tx: &mut Tx, exam: ExamId) -> Result<i64> {
    Ok(release::list(tx, exam).await?.first().map_or(0, |newest| newest.number))
}

/// The newest list that was made known.
pub async fn newest(tx: &mut Tx, exam: ExamId) -> Result<Option<(Release, List)>> {
    let number = newest_number(tx, exam).await?;
    get(tx, exam, number).await
}

/// A list that was made known, by its number.
pub async fn get(tx: &mut Tx, exam: ExamId, number: i64) -> Result<Option<(Release, List)>> {
    let Some((release, json)) = release::get(tx, exam, number).await? else { return Ok(None) };
    let broken = |_| StoreError::broken("exam_release", "list", exam);
    let list = serde_json::from_str(&json).map_err(broken)?;
    Ok(Some((release, list)))
}

/// What is known under a check code: the list, and whether a later one has
/// corrected it.
pub async fn checked(tx: &mut Tx, code: &str) -> Result<Option<(List, bool)>> {
    let Some((exam, number)) = release::by_code(tx, code).await?.first().copied() else { return Ok(None) };
    let corrected = newest_number(tx, exam).await? > number;
    Ok(get(tx, exam, number).await?.map(|(_, list)| (list, corrected)))
}

/// Makes the results of an exam known as the list of this number, and has
/// everybody told whom it concerns.
pub async fn release(
    tx: &mut Tx,
    row: &ExamRow,
    number: i64,
    note: &str,
    by: Option<StaffId>,
    now: Timestamp,
) -> Result<Released> {
    let Ok(to) = row.phase.after(Step::Release) else { return Ok(Released::NotMarked) };
    let list = draft(tx, row, now).await?;
    if list.number != number {
        return Ok(Released::Changed);
    }
    if number > 1 {
        if note.is_empty() {
            return Ok(Released::NeedsNote);
        }
        if is_same(tx, row.id, &list).await? {
            return Ok(Released::Same);
        }
    }
    if !exam::set_phase(tx, row.id, row.phase, to, None, now.0).await? {
        return Ok(Released::Changed);
    }
    let json = list.json();
    let check_code = list::check_code(&json);
    let new = NewRelease { exam: row.id, number, list: &json, check_code: &check_code, note, by };
    release::add(tx, &new, now.0).await?;
    let detail = format!("list {number}, check code {check_code}, {} marks; {note}", list.rows.len());
    audit::append(tx, now.0, by, "release", &publish::subject(row), &detail).await?;
    Tell::Released { exam: row.id, number, after: StaffId(0) }.put(tx, now).await?;
    Tell::ReleasedToLeaders { exam: row.id, number }.put(tx, now).await?;
    Ok(Released::Done(Release { number, check_code, note: note.to_owned(), at: now }))
}

async fn is_same(tx: &mut Tx, exam: ExamId, list: &List) -> Result<bool> {
    let newest = newest(tx, exam).await?;
    Ok(newest.is_some_and(|(_, known)| known.rows == list.rows && known.others == list.others))
}

/// Whether results of an exam are known.
pub fn is_known(phase: Phase) -> bool {
    matches!(phase, Phase::Released | Phase::Archived)
}
