//! A rehearsal: made-up hands sit an exam on the real path, over a copy of the
//! database, and what takes long or looks odd is told.

mod hand;
mod odd;

use std::{collections::HashMap, time::Duration};

use chrono_tz::Tz;

use super::{
    plan, publish,
    sit::{self, Moved},
    verify,
};
use crate::{
    clock::{Clock, Timestamp},
    domain::{
        exam::{paper::Paper, phase::Phase, pool::Shortage},
        ids::{QuestionId, StaffId, VersionId},
        shuffle::{Dice, Seed},
    },
    store::{
        Result, Store, StoreError,
        candidate::{self, Standing},
        exam::{self, ExamRow},
        question::{self, Versioned},
        sitting::{self, EndedBy},
    },
};

pub use odd::{Odd, Oddity};

/// How to rehearse.
pub struct How<'a> {
    /// How many people sit it at most.
    pub people: usize,
    /// Where the office is.
    pub zone: Tz,
    /// What measures the time that is taken.
    pub clock: &'a dyn Clock,
    /// Where all chance comes from.
    pub seed: Seed,
    /// Called after each sitting.
    pub step: &'a dyn Fn(),
}

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many sat it.
    pub people: usize,
    /// How many could not begin.
    pub refused: usize,
    /// Drawing the papers.
    pub drawing: Spent,
    /// Taking the answers.
    pub answering: Spent,
    /// Handing in and marking.
    pub handing_in: Spent,
    /// What looks odd.
    pub odd: Vec<Odd>,
    /// Whether all papers, answers and marks could be proved afterwards.
    pub proved: bool,
}

/// The time that something has taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// How often it was done.
    pub times: u32,
    /// All together.
    pub whole: Duration,
    /// The longest.
    pub longest: Duration,
}

impl Spent {
    fn add(&mut self, from: Timestamp, until: Timestamp) {
        let spent = until.since(from);
        self.times += 1;
        self.whole += spent;
        self.longest = self.longest.max(spent);
    }

    /// On average.
    pub fn mean(&self) -> Duration {
        self.whole.checked_div(self.times).unwrap_or_default()
    }
}

/// Why an exam can't be rehearsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// These rows of the blueprint can't be filled.
    Short(Vec<Shortage>),
    /// Nobody sits it.
    Nobody,
    /// It is past that: people have sat it, or it was called off.
    Past,
}

/// Rehearses an exam on a copy of the database, which is spoilt by it.
pub async fn rehearse(
    copy: &Store,
    row: &ExamRow,
    how: &How<'_>,
) -> Result<std::result::Result<Report, Refusal>> {
    let row = match fixed(copy, row, how.zone).await? {
        Ok(row) => row,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut tx = copy.read().await?;
    let mut people: Vec<StaffId> = candidate::list(&mut tx, row.id)
        .await?
        .into_iter()
        .filter(|expected| expected.candidate.standing == Standing::Expected)
        .map(|expected| expected.candidate.staff)
        .collect();
    let questions = questions(&mut tx, &row).await?;
    drop(tx);
    if people.is_empty() {
        return Ok(Err(Refusal::Nobody));
    }
    how.seed.stream(0).shuffle(&mut people);
    people.truncate(how.people);
    let mut stage = Stage { copy, row: &row, questions: &questions, how, report: Report::default() };
    let mut papers = Vec::new();
    for (nth, staff) in (1..).zip(people) {
        papers.extend(stage.sit(staff, how.seed.stream(nth)).await?);
        (how.step)();
    }
    stage.report.odd = odd::look(&row, &questions, &papers);
    let proof = verify::verify(&mut copy.read().await?, &row).await?;
    stage.report.proved = proof.differences.is_empty();
    Ok(Ok(stage.report))
}

/// The exam as it would be sat: a draft is published in the copy, without those
/// who are in the way.
async fn fixed(copy: &Store, row: &ExamRow, zone: Tz) -> Result<std::result::Result<ExamRow, Refusal>> {
    match row.phase {
        Phase::Published => return Ok(Ok(row.clone())),
        Phase::Draft => {}
        _ => return Ok(Err(Refusal::Past)),
    }
    let mut tx = copy.begin().await?;
    let plan = plan::plan(&mut tx, &row.exam, zone).await?;
    let pools = match &plan.pools {
        Ok(pools) => pools,
        Err(shortages) => return Ok(Err(Refusal::Short(shortages.clone()))),
    };
    publish::fix(&mut tx, row, &plan, pools, row.exam.window.opens).await?;
    let fixed = exam::get(&mut tx, row.id).await?;
    tx.commit().await?;
    Ok(fixed.ok_or(Refusal::Past))
}

type Questions = HashMap<VersionId, Versioned>;

/// Every question that may be drawn.
async fn questions(tx: &mut crate::store::Tx, row: &ExamRow) -> Result<Questions> {
    let mut questions = Questions::new();
    for slot in row.pools.iter().flat_map(|pools| pools.0.iter().flatten()) {
        questions.insert(slot.version, question::version(tx, slot.version).await?);
    }
    Ok(questions)
}

/// The rehearsal on its way.
struct Stage<'a> {
    copy: &'a Store,
    row: &'a ExamRow,
    questions: &'a Questions,
    how: &'a How<'a>,
    report: Report,
}

impl Stage<'_> {
    /// One person sits it from the entrance to the end.
    async fn sit(&mut self, staff: StaffId, mut dice: Dice) -> Result<Option<Paper>> {
        let now = self.row.exam.window.opens;
        let from = self.how.clock.now();
        let mut tx = self.copy.begin().await?;
        let Ok(ready) = sit::entrance(&mut tx, self.row, staff, now).await? else {
            self.report.refused += 1;
            return Ok(None);
        };
        let seed = hand::seed(&mut dice);
        let id = sit::begin(&mut tx, self.row, &ready, seed, now).await?;
        tx.commit().await?;
        self.report.drawing.add(from, self.how.clock.now());
        let begun = sitting::get(&mut self.copy.read().await?, id).await?;
        let paper = begun.ok_or_else(|| StoreError::broken("sitting", "id", id))?.paper;
        for (place, item) in paper.items().iter().enumerate() {
            self.answer(staff, &paper, (place, item.version), &mut dice).await?;
        }
        self.hand_in(staff).await?;
        self.report.people += 1;
        Ok(Some(paper))
    }

    /// One question is answered: each move is a turn of its own.
    async fn answer(
        &mut self,
        staff: StaffId,
        paper: &Paper,
        (place, version): (usize, VersionId),
        dice: &mut Dice,
    ) -> Result<()> {
        let Some(asked) = self.questions.get(&version) else {
            return Err(StoreError::broken("exam", "pools", version));
        };
        let now = self.row.exam.window.opens;
        for step in hand::moves(place, paper, &asked.content, dice) {
            let from = self.how.clock.now();
            let mut tx = self.copy.begin().await?;
            let Some(open) = sitting::open(&mut tx, staff).await? else { break };
            let moved = sit::make(&mut tx, open, step, &asked.content, now).await?;
            tx.commit().await?;
            self.report.answering.add(from, self.how.clock.now());
            if matches!(moved, Moved::Refused(_)) {
                break;
            }
        }
        Ok(())
    }

    async fn hand_in(&mut self, staff: StaffId) -> Result<()> {
        let now = self.row.exam.window.opens;
        let from = self.how.clock.now();
        let mut tx = self.copy.begin().await?;
        if let Some(mut open) = sitting::open(&mut tx, staff).await? {
            sit::end(&mut tx, &mut open, EndedBy::Person, None, now).await?;
        }
        tx.commit().await?;
        self.report.handing_in.add(from, self.how.clock.now());
        Ok(())
    }
}

/// How a question is named: `bank/code`.
fn name(asked: &Versioned) -> String {
    format!("{}/{}", asked.bank, asked.code)
}

/// The questions of a paper.
fn asked(paper: &Paper) -> impl Iterator<Item = QuestionId> {
    paper.items().iter().map(|item| item.question)
}
