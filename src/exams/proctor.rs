//! Watching over an exam that is sat: who is where, and what a proctor decides.
//! Whatever they do is noted with the exam and in the audit log.

use std::{collections::HashMap, time::Duration};

use serde::{Deserialize, Serialize};

use super::{publish::subject, sit};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{phase::Phase, timing},
        ids::{SittingId, StaffId},
    },
    store::{
        Result, Tx, audit,
        candidate::{self, Expected, Standing},
        exam::ExamRow,
        incident::{self, NewIncident},
        sitting::{self, EndedBy, Seated},
    },
};

/// Somebody who is expected at an exam, and where they are.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Who.
    pub expected: Expected,
    /// Where they are.
    pub at: Whereabouts,
    /// Their newest sitting.
    pub sitting: Option<SittingId>,
}

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// They have not begun.
    Missing,
    /// They sit.
    Sits {
        /// At which question, from 1.
        place: usize,
        /// How many they have answered.
        answered: usize,
        /// Of how many.
        of: usize,
        /// When their time is over.
        deadline: Timestamp,
    },
    /// They have handed in, or the paper was taken in.
    HandedIn(EndedBy, Timestamp),
    /// Their sitting was declared void.
    Voided,
    /// They are excused, or have declined.
    Excused,
}

/// What a proctor does about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Lets them begin after the late entry.
    Admit,
    /// Gives them so many minutes more.
    Time(u32),
    /// Excuses them.
    Excuse,
    /// Expects them again.
    Expect,
    /// Takes the paper in as it is.
    TakeIn,
    /// Declares their sitting void.
    Void,
    /// Notes what has happened.
    Note,
}

/// Who does something about whom, and why.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// In which exam.
    pub row: &'a ExamRow,
    /// About whom.
    pub staff: StaffId,
    /// Who does it.
    pub by: StaffId,
    /// Why, in words; empty where none are asked for.
    pub reason: &'a str,
    /// When.
    pub now: Timestamp,
}

/// All who are expected at an exam, unit by unit.
pub async fn room(tx: &mut Tx, row: &ExamRow) -> Result<Vec<Seat>> {
    // Later attempts stand further behind and count.
    let seated: HashMap<StaffId, Seated> =
        sitting::seated(tx, row.id).await?.into_iter().map(|seated| (seated.staff, seated)).collect();
    let at = |expected: Expected| {
        let sat = seated.get(&expected.candidate.staff);
        Seat { at: whereabouts(&expected, sat), sitting: sat.map(|sat| sat.id), expected }
    };
    Ok(candidate::list(tx, row.id).await?.into_iter().map(at).collect())
}

/// One of them.
pub async fn seat(tx: &mut Tx, row: &ExamRow, staff: StaffId) -> Result<Option<Seat>> {
    Ok(room(tx, row).await?.into_iter().find(|seat| seat.expected.candidate.staff == staff))
}

fn whereabouts(expected: &Expected, sat: Option<&Seated>) -> Whereabouts {
    match sat {
        None if expected.candidate.standing == Standing::Expected => Whereabouts::Missing,
        None => Whereabouts::Excused,
        Some(Seated { ended: Some((_, EndedBy::Void)), .. }) => Whereabouts::Voided,
        Some(Seated { ended: Some((at, by)), .. }) => Whereabouts::HandedIn(*by, *at),
        Some(sat) => {
            let (place, answered, of) = sat.work.as_ref().map_or((0, 0, 0), |work| {
                let of = work.entries().len();
                (work.place() + 1, of - work.open().count(), of)
            });
            Whereabouts::Sits { place, answered, of, deadline: sat.deadline }
        }
    }
}

/// Whether there is, or was, a room to watch over.
pub fn has_room(row: &ExamRow) -> bool {
    row.phase != Phase::Draft
}

/// Whether something can be done about somebody.
pub fn can(row: &ExamRow, seat: &Seat, act: Act) -> bool {
    let at = seat.at;
    let runs = matches!(row.phase, Phase::Published | Phase::Open);
    let sits = matches!(at, Whereabouts::Sits { .. });
    match act {
        Act::Admit => runs && !seat.expected.candidate.late && out(at),
        Act::Excuse => runs && at == Whereabouts::Missing,
        Act::Expect => runs && at == Whereabouts::Excused,
        Act::Time(_) => runs && (sits || out(at)),
        Act::TakeIn => sits,
        // What was released can only be corrected openly.
        Act::Void => (sits || matches!(at, Whereabouts::HandedIn(..))) && row.phase < Phase::Released,
        Act::Note => has_room(row),
    }
}

/// Whether somebody may still begin.
fn out(at: Whereabouts) -> bool {
    matches!(at, Whereabouts::Missing | Whereabouts::Voided)
}

/// Does it; whether it could be done. What is seen is looked at again: a button
/// may be old.
pub async fn act(tx: &mut Tx, order: Order<'_>, act: Act) -> Result<bool> {
    let Some(seat) = seat(tx, order.row, order.staff).await? else { return Ok(false) };
    if !can(order.row, &seat, act) || !done(tx, order, act, &seat).await? {
        return Ok(false);
    }
    let noted = NewIncident {
        exam: order.row.id,
        staff: Some(order.staff),
        by: Some(order.by),
        kind: kind(act),
        note: &note(act, order.reason),
    };
    incident::add(tx, &noted, order.now.0).await?;
    audit(tx, order, act).await?;
    Ok(true)
}

async fn done(tx: &mut Tx, order: Order<'_>, act: Act, seat: &Seat) -> Result<bool> {
    let (exam, staff) = (order.row.id, order.staff);
    match act {
        Act::Admit => candidate::set_late(tx, exam, staff, true).await,
        Act::Time(minutes) => add_time(tx, order, Duration::from_secs(u64::from(minutes) * 60)).await,
        Act::Excuse => candidate::set_standing(tx, exam, staff, Standing::Excused, order.reason).await,
        Act::Expect => candidate::set_standing(tx, exam, staff, Standing::Expected, "").await,
        Act::TakeIn => end(tx, order, EndedBy::Proctor).await,
        Act::Void if matches!(seat.at, Whereabouts::Sits { .. }) => end(tx, order, EndedBy::Void).await,
        Act::Void => match seat.sitting {
            Some(sitting) => sitting::void(tx, sitting, order.reason).await,
            None => Ok(false),
        },
        Act::Note => Ok(true),
    }
}

/// Adds time to what they sit now, and to whatever they sit later.
async fn add_time(tx: &mut Tx, order: Order<'_>, more: Duration) -> Result<bool> {
    if !candidate::add_time(tx, order.row.id, order.staff, more).await? {
        return Ok(false);
    }
    if let Some(open) = sitting::open(tx, order.staff).await?.filter(|open| open.exam == order.row.id) {
        let deadline = open.deadline.plus(more);
        sitting::set_times(tx, open.id, deadline, timing::next_alarm(deadline, order.now)).await?;
    }
    Ok(true)
}

async fn end(tx: &mut Tx, order: Order<'_>, by: EndedBy) -> Result<bool> {
    let open = sitting::open(tx, order.staff).await?.filter(|open| open.exam == order.row.id);
    let Some(mut open) = open else { return Ok(false) };
    sit::end(tx, &mut open, by, Some(order.reason.to_owned()), order.now).await
}

/// Notes what has happened in the room, about nobody in particular.
pub async fn note_of_room(tx: &mut Tx, row: &ExamRow, by: StaffId, note: &str, now: Timestamp) -> Result<()> {
    let noted = NewIncident { exam: row.id, staff: None, by: Some(by), kind: "note", note };
    incident::add(tx, &noted, now.0).await?;
    audit::append(tx, now.0, Some(by), "note", &subject(row), note).await
}

async fn audit(tx: &mut Tx, order: Order<'_>, act: Act) -> Result<()> {
    // Details about a person stand under their name, so that they go with them.
    let detail = format!("{}: {}", subject(order.row), note(act, order.reason));
    let of = audit::of_staff(order.staff);
    audit::append(tx, order.now.0, Some(order.by), &format!("exam {}", kind(act)), &of, &detail).await
}

/// The word for what was done, as the database has it.
const fn kind(act: Act) -> &'static str {
    match act {
        Act::Admit => "late",
        Act::Time(_) => "time",
        Act::Excuse => "excuse",
        Act::Expect => "expect",
        Act::TakeIn => "take in",
        Act::Void => "void",
        Act::Note => "note",
    }
}

/// What is noted. Minutes stand before the reason.
fn note(act: Act, reason: &str) -> String {
    match act {
        Act::Time(minutes) => format!("+{minutes} {reason}"),
        _ => reason.to_owned(),
    }
}
