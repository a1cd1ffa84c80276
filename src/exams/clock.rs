//! The clock of exams: what has to be done by itself when its time has come. It
//! decides and writes, and knows no words.
//!
//! Timers are rows: `exam.alarm_at` and `sitting.alarm_at`. Each step is one
//! transaction with a condition on what stood there, so that of several copies
//! of the program one takes it, and a copy that dies on the way leaves it to be
//! taken again.

use std::time::Duration;

use super::{
    mark::{self, Marker},
    publish, sit,
    tell::Tell,
};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            phase::{Phase, Step},
            timing::{self, GRACE, Standing},
        },
        ids::{ExamId, SittingId, StaffId},
    },
    store::{
        Result, Tx, audit,
        exam::{self, ExamRow},
        sitting::{self, EndedBy, Sitting},
    },
};

/// How often is looked whether the last of an exam are in.
const LOOK: Duration = Duration::from_secs(2);
/// For so long a copy has a closed exam for itself to mark it; if it dies,
/// another takes it up then.
const MARKING: Duration = Duration::from_mins(2);

/// What a step in an exam has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stepped {
    /// All is done for now, by this copy or another.
    Done,
    /// It is this copy's to mark, see [`finish`].
    ToMark,
}

/// Does what is due in an exam whose alarm was set to `at`.
pub async fn step(tx: &mut Tx, id: ExamId, at: Timestamp, now: Timestamp) -> Result<Stepped> {
    let Some(row) = exam::get(tx, id).await?.filter(|row| row.alarm_at == Some(at)) else {
        return Ok(Stepped::Done);
    };
    match row.phase {
        Phase::Published if now >= row.exam.window.opens => open(tx, &row, now).await?,
        Phase::Published => remind(tx, &row, at, now).await?,
        Phase::Open => close(tx, &row, at, now).await?,
        Phase::Closed => {
            let is_ours = exam::set_alarm(tx, id, at, Some(now.plus(MARKING))).await?;
            return Ok(if is_ours { Stepped::ToMark } else { Stepped::Done });
        }
        _ => drop(exam::set_alarm(tx, id, at, None).await?),
    }
    Ok(Stepped::Done)
}

async fn remind(tx: &mut Tx, row: &ExamRow, at: Timestamp, now: Timestamp) -> Result<()> {
    let next = timing::next_step(row.exam.window, now);
    let is_ours = exam::set_alarm(tx, row.id, at, Some(next)).await?;
    if is_ours && timing::reminder(row.exam.window.opens, now).is_some() {
        Tell::Reminder { exam: row.id, at, after: StaffId(0) }.put(tx, now).await?;
    }
    Ok(())
}

async fn open(tx: &mut Tx, row: &ExamRow, now: Timestamp) -> Result<()> {
    let closes = row.exam.window.closes;
    let is_ours = moved(tx, row, Step::Open, Some(closes.plus(GRACE)), "open", now).await?;
    if is_ours && now < closes {
        Tell::Opened { exam: row.id, after: StaffId(0) }.put(tx, now).await?;
    }
    Ok(())
}

/// The time of the last counts and not the window: somebody may have been given
/// more.
async fn close(tx: &mut Tx, row: &ExamRow, at: Timestamp, now: Timestamp) -> Result<()> {
    let over = row.exam.window.closes.plus(GRACE);
    if now < over {
        exam::set_alarm(tx, row.id, at, Some(over)).await?;
    } else if sitting::count_open(tx, row.id).await? > 0 {
        exam::set_alarm(tx, row.id, at, Some(now.plus(LOOK))).await?;
    } else {
        moved(tx, row, Step::Close, Some(now), "close", now).await?;
    }
    Ok(())
}

/// Marks an exam that is closed and has those in charge told.
pub async fn finish(tx: &mut Tx, id: ExamId, now: Timestamp) -> Result<()> {
    let Some(row) = exam::get(tx, id).await?.filter(|row| row.phase == Phase::Closed) else {
        return Ok(());
    };
    if moved(tx, &row, Step::Mark, None, "mark", now).await? {
        mark::exam(tx, &row).await?;
        Tell::Marked { exam: id }.put(tx, now).await?;
    }
    Ok(())
}

/// Moves an exam on, unless another copy has.
async fn moved(
    tx: &mut Tx,
    row: &ExamRow,
    step: Step,
    alarm: Option<Timestamp>,
    word: &str,
    now: Timestamp,
) -> Result<bool> {
    let Ok(to) = row.phase.after(step) else { return Ok(false) };
    let is_ours = exam::set_phase(tx, row.id, row.phase, to, alarm, now.0).await?;
    if is_ours {
        audit::append(tx, now.0, None, word, &publish::subject(row), "").await?;
    }
    Ok(is_ours)
}

/// What has happened to a sitting by itself.
#[derive(Debug)]
pub enum Rung {
    /// So much is left.
    Warned(Sitting, Duration),
    /// Its time is over and the paper taken in.
    TimeOver(Sitting),
}

/// Looks after an open sitting that is due; `None` if nobody needs to be told.
pub async fn ring(tx: &mut Tx, marker: &mut Marker, id: SittingId, now: Timestamp) -> Result<Option<Rung>> {
    let due = sitting::get(tx, id).await?.filter(|one| one.ended.is_none() && one.alarm_at <= now);
    let Some(mut due) = due else { return Ok(None) };
    if timing::standing(due.deadline, now) == Standing::Over {
        let is_ours = sit::end_by(tx, marker, &mut due, EndedBy::Time, None, now).await?;
        return Ok(is_ours.then_some(Rung::TimeOver(due)));
    }
    sitting::set_times(tx, id, due.deadline, timing::next_alarm(due.deadline, now)).await?;
    Ok(timing::warning(due.deadline, now).map(|left| Rung::Warned(due, left)))
}
