//! Signs of life, and what outages and clocks that were set lead to; the rule
//! stands in [`crate::domain::exam::outage`].

use std::time::Duration;

use super::{publish, tell::Tell};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            outage::{self, Beat, Found, SILENCE},
            phase::Phase,
            timing::{GRACE, Window},
        },
        ids::SittingId,
    },
    store::{
        Result, Tx, audit,
        exam::{self, ExamRow},
        incident::{self, NewIncident},
        outage as rows, sitting,
    },
};

/// Gives a sign of life, and gives back what was lost since the last one. Of
/// copies that come at once only one gives back.
pub async fn beat(
    tx: &mut Tx,
    last: Option<Beat>,
    now: Timestamp,
    running: Duration,
) -> Result<(Beat, Found)> {
    let sign = rows::sign(tx, now).await?;
    let found = outage::find(sign, last, now, running);
    let mut beat = Beat { at: now, running, sign };
    if found.disagrees {
        return Ok((beat, found));
    }
    if !rows::set_sign(tx, sign, now).await? {
        beat.sign = rows::sign(tx, now).await?;
        return Ok((beat, Found { set_by: 0, outage: None, ..found }));
    }
    beat.sign = now;
    if found.set_by != 0 {
        move_with_the_clock(tx, found.set_by, now).await?;
    }
    if let Some(outage) = found.outage {
        give_back(tx, outage, now).await?;
    }
    Ok((beat, found))
}

/// Whether nobody has given a sign of life for too long: before anybody's time
/// is over, [`beat`] has to be heard.
pub async fn is_silent(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    Ok(rows::sign_seen(tx).await?.is_some_and(|sign| now.since(sign) > SILENCE))
}

/// How much of a span of time outages have taken.
pub async fn lost(tx: &mut Tx, span: Window) -> Result<Duration> {
    let outages = rows::between(tx, span).await?;
    Ok(outages.iter().map(|one| one.closes.min(span.closes).since(one.opens.max(span.opens))).sum())
}

async fn move_with_the_clock(tx: &mut Tx, by: i64, now: Timestamp) -> Result<()> {
    let note = format!("the clock was set by {by} ms");
    for row in exam::running(tx).await?.iter().filter(|row| row.phase == Phase::Open) {
        noted(tx, row, &note, now).await?;
    }
    if sitting::shift(tx, by).await? > 0 {
        Tell::ClockSet { at: now, after: SittingId(0) }.put(tx, now).await?;
    }
    Ok(())
}

async fn give_back(tx: &mut Tx, outage: Window, now: Timestamp) -> Result<()> {
    let id = rows::add(tx, outage).await?;
    if sitting::give_back(tx, outage).await? > 0 {
        Tell::GivenBack { outage: id, after: SittingId(0) }.put(tx, now).await?;
    }
    for row in exam::running(tx).await? {
        let window = outage::extended(row.exam.window, outage);
        let is_met = window != row.exam.window || sitting::count_open(tx, row.id).await? > 0;
        if is_met {
            let note = format!("{} to {}, closes at {}", outage.opens.0, outage.closes.0, window.closes.0);
            move_window(tx, &row, window, now).await?;
            noted(tx, &row, &note, now).await?;
            Tell::Interrupted { exam: row.id, outage: id }.put(tx, now).await?;
        }
    }
    Ok(())
}

async fn move_window(tx: &mut Tx, row: &ExamRow, window: Window, now: Timestamp) -> Result<()> {
    if window == row.exam.window {
        return Ok(());
    }
    // What was due before it opens is due still.
    let alarm = if row.phase == Phase::Open { Some(window.closes.plus(GRACE)) } else { row.alarm_at };
    exam::set_window(tx, row.id, window, alarm).await?;
    let detail = format!("closes {} ms later", window.closes.since(row.exam.window.closes).as_millis());
    audit::append(tx, now.0, None, "outage", &publish::subject(row), &detail).await
}

async fn noted(tx: &mut Tx, row: &ExamRow, note: &str, now: Timestamp) -> Result<()> {
    incident::add(tx, &NewIncident { exam: row.id, staff: None, by: None, kind: "outage", note }, now.0).await
}
