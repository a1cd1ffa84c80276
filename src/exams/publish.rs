//! Publishing an exam, taking it back, and calling it off.

use chrono_tz::Tz;

use super::plan::{self, Plan};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            phase::{Phase, Step},
            timing,
        },
        ids::StaffId,
    },
    store::{
        Result, Tx, audit, candidate,
        exam::{self, ExamRow},
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
    let Ok(to) = row.phase.after(Step::Publish) else { return Ok(Published::NoDraft) };
    if row.exam.window.closes <= now {
        return Ok(Published::Past);
    }
    let plan = plan::plan(tx, &row.exam, zone).await?;
    let (true, Ok(pools)) = (plan.is_sound(), &plan.pools) else { return Ok(Published::InTheWay(plan)) };
    let alarm = timing::next_step(row.exam.window, now);
    if !exam::set_phase(tx, row.id, Phase::Draft, to, Some(alarm), now.0).await? {
        return Ok(Published::NoDraft);
    }
    exam::set_pools(tx, row.id, Some(pools)).await?;
    for (person, track) in &plan.people {
        candidate::put(tx, row.id, person.id, person.unit, track, "").await?;
    }
    let detail = format!("{} people", plan.people.len());
    audit::append(tx, now.0, by, "publish", &subject(row), &detail).await?;
    Ok(Published::Done(plan))
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
    format!("exam {}", row.code)
}
