//! Sitting an exam: who may begin, what each tap leads to, and the end.

use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            paper::Paper,
            phase::Phase,
            sitting::{Move, Step},
            timing::{self, Standing, Window},
            track::Track,
        },
        ids::{SittingId, StaffId},
        question::Question,
        shuffle::Seed,
    },
    exams::{mark::Marker, outage},
    store::{
        Result, StoreError, Tx,
        candidate::{self, Candidate},
        exam::ExamRow,
        sitting::{self, Beginning, Ended, EndedBy, Sitting},
    },
};

/// Why somebody can't begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// They are not on the list.
    NotExpected,
    /// They are excused, or have declined.
    Excused,
    /// It opens at this moment.
    NotYet(Timestamp),
    /// It is over since this moment.
    Over(Timestamp),
    /// One could begin until this moment; a proctor may let them in.
    TooLate(Timestamp),
    /// So many attempts, and they are used up.
    NoAttemptLeft(u32),
    /// They sit another exam.
    SitsAnother(SittingId),
    /// It was called off, or taken back.
    Withdrawn,
}

/// Whoever may begin.
#[derive(Debug, Clone)]
pub struct Ready<'a> {
    /// As the exam expects them.
    pub candidate: Candidate,
    /// Their track.
    pub track: &'a Track,
    /// Which attempt it is, from 1.
    pub attempt: i64,
}

/// Whether somebody may begin now.
pub async fn entrance<'a>(
    tx: &mut Tx,
    row: &'a ExamRow,
    staff: StaffId,
    now: Timestamp,
) -> Result<std::result::Result<Ready<'a>, Refusal>> {
    let Some(candidate) = candidate::get(tx, row.id, staff).await? else {
        return Ok(Err(Refusal::NotExpected));
    };
    if candidate.standing != candidate::Standing::Expected {
        return Ok(Err(Refusal::Excused));
    }
    let track = row.exam.track(&candidate.track);
    let track = track.ok_or_else(|| StoreError::broken("candidate", "track", staff))?;
    let in_time = match in_time(row, track, &candidate, now) {
        Err(Refusal::TooLate(until)) => late_by_outage(tx, row, until, now).await?,
        in_time => in_time,
    };
    if let Err(refusal) = in_time {
        return Ok(Err(refusal));
    }
    if let Some(open) = sitting::open(tx, staff).await? {
        return Ok(Err(Refusal::SitsAnother(open.id)));
    }
    let attempts = sitting::of_candidate(tx, row.id, staff).await?;
    // What was declared void by a proctor does not use an attempt up.
    let used = attempts.iter().filter(|one| one.ended.is_none_or(|(_, by)| by != EndedBy::Void)).count();
    if used >= usize::try_from(track.attempts).unwrap_or(usize::MAX) {
        return Ok(Err(Refusal::NoAttemptLeft(track.attempts)));
    }
    let attempt = attempts.iter().map(|one| one.number).max().unwrap_or(0) + 1;
    Ok(Ok(Ready { candidate, track, attempt }))
}

fn in_time(
    row: &ExamRow,
    track: &Track,
    candidate: &Candidate,
    now: Timestamp,
) -> std::result::Result<(), Refusal> {
    let window = row.exam.window;
    match row.phase {
        Phase::Published | Phase::Open => {}
        Phase::Draft | Phase::Cancelled => return Err(Refusal::Withdrawn),
        _ => return Err(Refusal::Over(window.closes)),
    }
    if now < window.opens {
        return Err(Refusal::NotYet(window.opens));
    }
    if now >= window.closes {
        return Err(Refusal::Over(window.closes));
    }
    let late = track.late_entry().map(|late| window.opens.plus(late));
    match late {
        Some(until) if now > until && !candidate.late => Err(Refusal::TooLate(until)),
        _ => Ok(()),
    }
}

/// Nobody is too late by what outages have taken since the opening.
async fn late_by_outage(
    tx: &mut Tx,
    row: &ExamRow,
    until: Timestamp,
    now: Timestamp,
) -> Result<std::result::Result<(), Refusal>> {
    let lost = outage::lost(tx, Window { opens: row.exam.window.opens, closes: now }).await?;
    let until = until.plus(lost);
    Ok(if now <= until { Ok(()) } else { Err(Refusal::TooLate(until)) })
}

/// Begins a sitting with a paper drawn by this seed.
pub async fn begin(
    tx: &mut Tx,
    row: &ExamRow,
    ready: &Ready<'_>,
    seed: Seed,
    now: Timestamp,
) -> Result<SittingId> {
    let pools = row.pools.as_ref().ok_or_else(|| StoreError::broken("exam", "pools", row.id))?;
    let paper = Paper::draw(&row.exam, pools, row.seed, seed);
    let candidate = &ready.candidate;
    let deadline = timing::deadline(row.exam.window, ready.track.length(), candidate.extra, now);
    let beginning = Beginning {
        exam: row.id,
        staff: candidate.staff,
        unit: candidate.unit,
        attempt: ready.attempt,
        track: &ready.track.id,
        book: ready.track.book,
        paper: &paper,
        deadline,
        alarm: timing::next_alarm(deadline, now),
    };
    sitting::begin(tx, &beginning, now.0).await
}

/// What a move has come to.
#[derive(Debug)]
pub enum Moved {
    /// This is how it stands.
    To(Sitting),
    /// It does not fit.
    Refused(crate::domain::exam::sitting::Refusal),
    /// The time is over: the paper was taken in.
    TimeOver(Sitting),
}

/// Makes a move in an open sitting; `question` is the one it is about. Whatever
/// is answered is kept before anybody is told so.
pub async fn make(
    tx: &mut Tx,
    mut open: Sitting,
    step: Move,
    question: &Question,
    now: Timestamp,
) -> Result<Moved> {
    if timing::standing(open.deadline, now) == Standing::Over {
        end(tx, &mut open, EndedBy::Time, None, now).await?;
        return Ok(Moved::TimeOver(open));
    }
    let work = open.work.clone();
    match work.handle(step, &open.paper, question) {
        Ok(Step::Answered(work, given)) => {
            sitting::answer(tx, open.id, &work, &given, now.0).await?;
            open.work = work;
            Ok(Moved::To(open))
        }
        Ok(Step::Moved(work) | Step::Same(work)) => {
            if work != open.work {
                sitting::save(tx, open.id, &work).await?;
            }
            open.work = work;
            Ok(Moved::To(open))
        }
        Err(refusal) => Ok(Moved::Refused(refusal)),
    }
}

/// Ends an open sitting and marks it; whether it was open. Whoever's time is over
/// has handed in when it was, however late that is noted.
pub async fn end(
    tx: &mut Tx,
    open: &mut Sitting,
    by: EndedBy,
    reason: Option<String>,
    now: Timestamp,
) -> Result<bool> {
    end_by(tx, &mut Marker::default(), open, by, reason, now).await
}

/// The same for many, with one marker for all.
pub async fn end_by(
    tx: &mut Tx,
    marker: &mut Marker,
    open: &mut Sitting,
    by: EndedBy,
    reason: Option<String>,
    now: Timestamp,
) -> Result<bool> {
    let at = if by == EndedBy::Time { open.deadline.min(now) } else { now };
    let scored = marker.mark(tx, open).await?;
    let ended = Ended { at, by, reason, earned: scored.earned };
    let was_open = sitting::end(tx, open.id, &ended).await?;
    open.ended = Some(ended);
    Ok(was_open)
}
