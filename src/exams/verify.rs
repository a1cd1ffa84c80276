//! Proving an exam: every paper is drawn again from its seed, every answer sheet
//! is rebuilt from the evidence and marked again, and all that differs from what
//! is kept is told.

use std::collections::HashMap;

use super::mark;
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            paper::Paper,
            ruling::{Scheme, total},
            sitting::Work,
            timing::GRACE,
        },
        ids::{SittingId, StaffId},
        points::Points,
    },
    store::{
        Result, Tx,
        exam::ExamRow,
        ruling,
        sitting::{self, EndedBy, Kept, Sitting},
    },
};

/// What proving an exam has come to.
#[derive(Debug, Default)]
pub struct Report {
    /// How many sittings were looked at.
    pub sittings: usize,
    /// How many answers were replayed.
    pub answers: usize,
    /// Whether the exam is marked, so that marks could be proved too.
    pub marked: bool,
    /// All that differs.
    pub differences: Vec<Difference>,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In which sitting.
    pub sitting: SittingId,
    /// Whose.
    pub staff: StaffId,
    /// Which attempt, from 1.
    pub attempt: i64,
    /// What.
    pub what: What,
}

/// What differs. Places count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The paper has another question, wording or worth at this place than the
    /// one that its seed draws.
    Paper(usize),
    /// The paper has so many questions, and its seed draws so many.
    Length {
        /// As it is kept.
        kept: usize,
        /// As it is drawn.
        drawn: usize,
    },
    /// The answer at this place is not the last one of the evidence.
    Answer(usize),
    /// There is evidence of an answer at a place that the paper doesn't have.
    Beyond(usize),
    /// An answer at this place was given after the end.
    Late {
        /// Where.
        place: usize,
        /// When.
        at: Timestamp,
    },
    /// The mark.
    Mark {
        /// As it is kept.
        kept: Points,
        /// As it is rebuilt.
        rebuilt: Points,
    },
    /// The full mark.
    Full {
        /// As it is kept.
        kept: Points,
        /// As it is rebuilt.
        rebuilt: Points,
    },
}

/// Proves an exam that was published.
pub async fn verify(tx: &mut Tx, row: &ExamRow) -> Result<Report> {
    let sittings = sitting::of_exam(tx, row.id).await?;
    let mut report = Report { sittings: sittings.len(), marked: row.keys.is_some(), ..Report::default() };
    for sitting in &sittings {
        let evidence = sitting::answers(tx, sitting.id).await?;
        report.answers += evidence.len();
        let mut found = paper(row, sitting);
        found.extend(answers(sitting, &evidence));
        found.extend(marks(tx, row, sitting, &evidence).await?);
        let (id, staff, attempt) = (sitting.id, sitting.staff, sitting.attempt);
        report.differences.extend(found.into_iter().map(|what| Difference {
            sitting: id,
            staff,
            attempt,
            what,
        }));
    }
    Ok(report)
}

/// The paper as its seed draws it, against the one that is kept.
fn paper(row: &ExamRow, sitting: &Sitting) -> Vec<What> {
    let kept = sitting.paper.items();
    let pools = row.pools.clone().unwrap_or_default();
    let drawn = Paper::draw(&row.exam, &pools, row.seed, sitting.paper.seed());
    let drawn = drawn.items();
    let mut found = Vec::new();
    if kept.len() != drawn.len() {
        found.push(What::Length { kept: kept.len(), drawn: drawn.len() });
    }
    let pairs = kept.iter().zip(drawn).enumerate();
    found.extend(pairs.filter(|(_, (kept, drawn))| kept != drawn).map(|(place, _)| What::Paper(place)));
    found
}

/// The answers as they were given one after another, against those that are
/// kept.
fn answers(sitting: &Sitting, evidence: &[Kept]) -> Vec<What> {
    let places = sitting.paper.items().len();
    let end = end(sitting).plus(GRACE);
    let mut found = Vec::new();
    for kept in evidence {
        let place = kept.given.place;
        if place >= places {
            found.push(What::Beyond(place));
        } else if kept.at >= end {
            found.push(What::Late { place, at: kept.at });
        }
    }
    let rebuilt = rebuilt(sitting, evidence);
    let pairs = sitting.work.entries().iter().zip(rebuilt.entries()).enumerate();
    let differ = pairs.filter(|(_, (kept, rebuilt))| kept.answer != rebuilt.answer);
    found.extend(differ.map(|(place, _)| What::Answer(place)));
    found
}

/// Until when answers count: whoever hands in is done, whoever's time is over
/// has its end.
fn end(sitting: &Sitting) -> Timestamp {
    match &sitting.ended {
        Some(ended) if ended.by != EndedBy::Time => ended.at.min(sitting.deadline),
        _ => sitting.deadline,
    }
}

/// The answer sheet of the evidence; what has no place is told elsewhere.
fn rebuilt(sitting: &Sitting, evidence: &[Kept]) -> Work {
    let places = sitting.paper.items().len();
    let given = evidence.iter().map(|kept| &kept.given).filter(|given| given.place < places);
    Work::replay(places, given).unwrap_or_else(|| Work::new(places))
}

/// The mark of the evidence by the keys that were fixed, against the one that
/// is kept.
async fn marks(tx: &mut Tx, row: &ExamRow, sitting: &Sitting, evidence: &[Kept]) -> Result<Vec<What>> {
    let (Some(keys), Some(ended)) = (&row.keys, &sitting.ended) else { return Ok(Vec::new()) };
    let keys: HashMap<_, _> = mark::fixed(tx, keys, sitting.paper.items()).await?;
    let rulings = ruling::of_exam(tx, row.id).await?;
    let scheme = Scheme { keys: &keys, rulings: &rulings, multiple: row.exam.multiple };
    let scored = scheme.items(&sitting.paper, &rebuilt(sitting, evidence)).map(|items| total(&items));
    let scored = scored.unwrap_or_default();
    let attempts = sitting::of_candidate(tx, row.id, sitting.staff).await?;
    let full = attempts.iter().find(|attempt| attempt.sitting == sitting.id).map(|attempt| attempt.full);
    let mut found = Vec::new();
    if ended.earned != scored.earned {
        found.push(What::Mark { kept: ended.earned, rebuilt: scored.earned });
    }
    if let Some(kept) = full.filter(|full| *full != scored.full) {
        found.push(What::Full { kept, rebuilt: scored.full });
    }
    Ok(found)
}
