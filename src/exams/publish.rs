//! Publishing an exam, taking it back, and calling it off.

use chrono_tz::Tz;

use super::{
    plan::{self, Plan},
    sit,
};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            phase::{Phase, Step},
            pool::Pools,
            timing,
        },
        ids::StaffId,
    },
    store::{
        Result, Tx, audit, candidate,
        exam::{self, ExamRow},
        sitting::{self, EndedBy},
    },
};

/// What publishing has come to.
#[derive(Debug)]
pub enum Published {
    /// It is published.
    Done(Plan),
    /// This is in the way.
    InTheWay(Plan),
    /// Its time is over before it begins.
    Past,
    /// It is no draft, or somebody changed it meanwhile.
    NoDraft,
}

/// Publishes a draft: fixes who sits it and what the papers are drawn from.
pub async fn publish(
    tx: &mut Tx,
    row: &ExamRow,
    by: Option<StaffId>,
    zone: Tz,
    now: Timestamp,
) -> Result<Published> {
    if row.phase.after(Step::Publish).is_err() {
        return Ok(Published::NoDraft);
    }
    if row.exam.window.closes <= now {
        return Ok(Published::Past);
    }
    let plan = plan::plan(tx, &row.exam, zone).await?;
    let sound = plan.is_sound() && row.exam.questions() > 0;
    let (true, Ok(pools)) = (sound, &plan.pools) else { return Ok(Published::InTheWay(plan)) };
    if !fix(tx, row, &plan, pools, now).await? {
        return Ok(Published::NoDraft);
    }
    let detail = format!("{} people", plan.people.len());
    audit::append(tx, now.0, by, "publish", &subject(row), &detail).await?;
    Ok(Published::Done(plan))
}

/// Fixes who sits a draft and what its papers are drawn from; whether it still
/// was one.
pub(super) async fn fix(
    tx: &mut Tx,
    row: &ExamRow,
    plan: &Plan,
    pools: &Pools,
    now: Timestamp,
) -> Result<bool> {
    // Whoever publishes in the middle of the window opens it.
    let opens_now = row.exam.window.opens <= now;
    let alarm = if opens_now { now } else { timing::next_step(row.exam.window, now) };
    if !exam::set_phase(tx, row.id, Phase::Draft, Phase::Published, Some(alarm), now.0).await? {
        return Ok(false);
    }
    exam::set_pools(tx, row.id, Some(pools)).await?;
    for (person, track) in &plan.people {
        candidate::put(tx, row.id, person.id, person.unit, track, "").await?;
    }
    Ok(true)
}

/// Calls an exam off; whether it could be. Papers that are being sat are taken
/// in and don't count.
pub async fn cancel(
    tx: &mut Tx,
    row: &ExamRow,
    by: Option<StaffId>,
    reason: &str,
    now: Timestamp,
) -> Result<bool> {
    let Ok(to) = row.phase.after(Step::Cancel) else { return Ok(false) };
    if !exam::set_phase(tx, row.id, row.phase, to, None, now.0).await? {
        return Ok(false);
    }
    for mut sitting in sitting::of_exam(tx, row.id).await? {
        if sitting.ended.is_none() {
            sit::end(tx, &mut sitting, EndedBy::Void, Some(reason.to_owned()), now).await?;
        }
    }
    audit::append(tx, now.0, by, "cancel", &subject(row), reason).await?;
    Ok(true)
}

/// Takes a published exam back, so that it can be changed; whether it could.
pub async fn take_back(tx: &mut Tx, row: &ExamRow, by: Option<StaffId>, now: Timestamp) -> Result<bool> {
    let Ok(to) = row.phase.after(Step::TakeBack) else { return Ok(false) };
    if !exam::set_phase(tx, row.id, row.phase, to, None, now.0).await? {
        return Ok(false);
    }
    exam::set_pools(tx, row.id, None).await?;
    candidate::clear(tx, row.id).await?;
    audit::append(tx, now.0, by, "take back", &subject(row), "").await?;
    Ok(true)
}

/// How the audit log names an exam.
pub fn subject(row: &ExamRow) -> String {
    subject_of(&row.code)
}

/// The same by its word.
pub fn subject_of(code: &str) -> String {
    format!("exam {code}")
}
