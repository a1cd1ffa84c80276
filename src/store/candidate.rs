//! Who is expected at an exam.

use std::time::Duration;

use super::{Result, StoreError, Tx};
use crate::{
    clock::{Timestamp, millis},
    domain::{
        exam::{phase::Phase, timing::Window},
        ids::{ExamId, StaffId, UnitId},
        person::Birth,
    },
};

/// How somebody stands to an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Expected to sit it.
    Expected,
    /// Excused: neither absent nor counted.
    Excused,
    /// Called to a further exam, and not willing.
    Declined,
}

impl Standing {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Excused => "excused",
            Self::Declined => "declined",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Expected, Self::Excused, Self::Declined].into_iter().find(|standing| standing.word() == word)
    }
}

/// Somebody at an exam, as a turn needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub staff: StaffId,
    /// The unit they sit for.
    pub unit: UnitId,
    /// The word of their track.
    pub track: String,
    /// How they stand to it.
    pub standing: Standing,
    /// Whether they may begin after the late entry.
    pub late: bool,
    /// The time that was added to theirs.
    pub extra: Duration,
    /// Why they are excused, or whatever else was noted.
    pub note: String,
}

/// The same with what lists show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// How they stand to it.
    pub candidate: Candidate,
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// The path of their unit.
    pub unit_path: String,
    /// 出生年月
    pub birth: Option<Birth>,
    /// Whether they still belong to the office.
    pub active: bool,
    /// Whether an account is bound to them.
    pub bound: bool,
}

/// An exam as one of those who sit it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it can be sat.
    pub window: Window,
    /// The word of their track.
    pub track: String,
    /// How they stand to it.
    pub standing: Standing,
}

#[derive(sqlx::FromRow)]
struct Row {
    staff_id: i64,
    unit_id: i64,
    track: String,
    standing: String,
    late: bool,
    extra_ms: i64,
    note: String,
}

impl Row {
    fn candidate(self) -> Result<Candidate> {
        Ok(Candidate {
            staff: StaffId(self.staff_id),
            unit: UnitId(self.unit_id),
            track: self.track,
            standing: standing(&self.standing, self.staff_id)?,
            late: self.late,
            extra: Duration::from_millis(u64::try_from(self.extra_ms).unwrap_or(0)),
            note: self.note,
        })
    }
}

fn standing(word: &str, row: i64) -> Result<Standing> {
    Standing::from_word(word).ok_or_else(|| StoreError::broken("candidate", "standing", row))
}

/// Expects somebody at an exam.
pub async fn put(
    tx: &mut Tx,
    exam: ExamId,
    staff: StaffId,
    unit: UnitId,
    track: &str,
    note: &str,
) -> Result<()> {
    execute!(tx, sql!("candidate_put"), exam.0, staff.0, unit.0, track, note);
    Ok(())
}

/// Expects nobody any more: the exam is a draft again.
pub async fn clear(tx: &mut Tx, exam: ExamId) -> Result<()> {
    execute!(tx, sql!("candidate_clear"), exam.0);
    Ok(())
}

/// Somebody at an exam; `None` if they are not expected.
pub async fn get(tx: &mut Tx, exam: ExamId, staff: StaffId) -> Result<Option<Candidate>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("candidate_get"), exam.0, staff.0);
    row.map(Row::candidate).transpose()
}

/// All who are expected at an exam, without names.
pub async fn all(tx: &mut Tx, exam: ExamId) -> Result<Vec<Candidate>> {
    let rows: Vec<Row> = fetch_all!(tx, sql!("candidate_all"), exam.0);
    rows.into_iter().map(Row::candidate).collect()
}

#[derive(sqlx::FromRow)]
struct ListRow {
    #[sqlx(flatten)]
    row: Row,
    staff_no: String,
    name: String,
    path: String,
    birth: Option<String>,
    active: bool,
    bound: bool,
}

/// All who are expected at an exam, unit by unit.
pub async fn list(tx: &mut Tx, exam: ExamId) -> Result<Vec<Expected>> {
    let rows: Vec<ListRow> = fetch_all!(tx, sql!("candidate_list"), exam.0);
    let expected = |list: ListRow| {
        Ok(Expected {
            candidate: list.row.candidate()?,
            staff_no: list.staff_no,
            name: list.name,
            unit_path: list.path,
            birth: list.birth.as_deref().and_then(Birth::parse),
            active: list.active,
            bound: list.bound,
        })
    };
    rows.into_iter().map(expected).collect()
}

/// So many who are expected at an exam and have not begun, each with the word of
/// their track, after this person.
pub async fn waiting(tx: &mut Tx, exam: ExamId, after: StaffId, most: i64) -> Result<Vec<(StaffId, String)>> {
    let rows: Vec<(i64, String)> = fetch_all!(tx, sql!("candidate_waiting"), exam.0, after.0, most);
    Ok(rows.into_iter().map(|(staff, track)| (StaffId(staff), track)).collect())
}

/// The exams that somebody is expected at, the newest first; drafts and those
/// that were put away left out.
pub async fn of_staff(tx: &mut Tx, staff: StaffId) -> Result<Vec<Own>> {
    type Row = (i64, String, String, i64, i64, String, String);
    let rows: Vec<Row> = fetch_all!(tx, sql!("candidate_of_staff"), staff.0);
    let own = |(id, title, phase, opens, closes, track, word): Row| {
        Ok(Own {
            exam: ExamId(id),
            title,
            phase: Phase::from_word(&phase).ok_or_else(|| StoreError::broken("exam", "phase", id))?,
            window: Window { opens: Timestamp(opens), closes: Timestamp(closes) },
            track,
            standing: standing(&word, staff.0)?,
        })
    };
    rows.into_iter().map(own).collect()
}

/// Lets somebody begin after the late entry.
pub async fn set_late(tx: &mut Tx, exam: ExamId, staff: StaffId, late: bool) -> Result<bool> {
    Ok(execute!(tx, sql!("candidate_set_late"), exam.0, staff.0, late) == 1)
}

/// Adds time to somebody's sittings.
pub async fn add_time(tx: &mut Tx, exam: ExamId, staff: StaffId, more: Duration) -> Result<bool> {
    Ok(execute!(tx, sql!("candidate_set_extra"), exam.0, staff.0, millis(more)) == 1)
}

/// Sets how somebody stands to an exam.
pub async fn set_standing(
    tx: &mut Tx,
    exam: ExamId,
    staff: StaffId,
    standing: Standing,
    note: &str,
) -> Result<bool> {
    Ok(execute!(tx, sql!("candidate_set_standing"), exam.0, staff.0, standing.word(), note) == 1)
}
