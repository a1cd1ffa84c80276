//! Deciding on a question after the exam: what it would change is shown before
//! it is taken; then all is marked again, and what was made known is corrected
//! openly.

use std::collections::HashMap;

use super::{
    mark, publish,
    release::{self, List, Released},
    results,
};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            paper::Item,
            phase::Phase,
            ruling::{Ruling, Scheme, Scored},
        },
        ids::{ExamId, QuestionId, SittingId, StaffId, VersionId},
        points::Points,
        question::Question,
    },
    store::{
        Result, Tx, audit,
        exam::{self, ExamRow},
        ruling::{self, NewRuling},
        sitting::{self, Sitting},
    },
};

/// What a ruling would change.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many had the question on their paper.
    pub had: usize,
    /// Who gains, with the marks before and after.
    pub gain: Vec<(StaffId, Points, Points)>,
    /// Who loses.
    pub lose: Vec<(StaffId, Points, Points)>,
    /// Who passes then and did not before.
    pub pass: Vec<StaffId>,
    /// Who does not pass then and did before.
    pub fail: Vec<StaffId>,
}

/// What an exam is marked from.
struct Ground {
    sittings: Vec<Sitting>,
    keys: HashMap<VersionId, Question>,
    rulings: HashMap<QuestionId, Ruling>,
}

impl Ground {
    async fn of(tx: &mut Tx, row: &ExamRow) -> Result<Self> {
        let sittings = sitting::of_exam(tx, row.id).await?;
        let items: Vec<Item> = sittings.iter().flat_map(|sitting| sitting.paper.items()).copied().collect();
        let keys = mark::fixed(tx, &row.keys.clone().unwrap_or_default(), &items).await?;
        Ok(Self { sittings, keys, rulings: ruling::of_exam(tx, row.id).await? })
    }

    fn scheme(&self, row: &ExamRow) -> Scheme<'_> {
        Scheme { keys: &self.keys, rulings: &self.rulings, multiple: row.exam.multiple }
    }

    fn marks(&self, row: &ExamRow) -> Result<HashMap<SittingId, Scored>> {
        let scheme = self.scheme(row);
        let marks = self.sittings.iter().map(|one| Ok((one.id, mark::scored(one, &scheme)?)));
        marks.collect()
    }
}

/// Whether questions of an exam can be decided on: it is marked, and not put
/// away.
pub fn is_open(phase: Phase) -> bool {
    matches!(phase, Phase::Marked | Phase::Released)
}

/// What a ruling would change in the marks as they are now.
pub async fn effect(tx: &mut Tx, row: &ExamRow, question: QuestionId, ruling: &Ruling) -> Result<Effect> {
    let mut ground = Ground::of(tx, row).await?;
    ground.rulings.insert(question, ruling.clone());
    let marks = ground.marks(row)?;
    let before = results::entries(tx, row).await?;
    let after = results::entries_with(tx, row, &marks).await?;
    let list = |entries: &[_]| List::new(&row.code, &row.exam, entries, 0, Timestamp(0));
    let has = |one: &&Sitting| one.paper.items().iter().any(|item| item.question == question);
    let had = ground.sittings.iter().filter(has).count();
    Ok(Effect { had, ..compare(&list(&before), &list(&after)) })
}

fn compare(before: &List, after: &List) -> Effect {
    let old: HashMap<StaffId, &release::Row> = before.rows.iter().map(|row| (row.staff, row)).collect();
    let mut effect = Effect::default();
    for new in &after.rows {
        let Some(old) = old.get(&new.staff) else { continue };
        let change = (new.staff, old.mark, new.mark);
        match new.mark.cmp(&old.mark) {
            std::cmp::Ordering::Greater => effect.gain.push(change),
            std::cmp::Ordering::Less => effect.lose.push(change),
            std::cmp::Ordering::Equal => {}
        }
        match (old.passed, new.passed) {
            (Some(false), Some(true)) => effect.pass.push(new.staff),
            (Some(true), Some(false)) => effect.fail.push(new.staff),
            _ => {}
        }
    }
    effect
}

/// What taking a ruling has come to.
#[derive(Debug)]
pub enum Taken {
    /// All is marked again.
    Marked,
    /// All is marked again, and the list that was known is corrected.
    Corrected(Released),
    /// The exam is not marked yet, or put away.
    NotOpen,
}

/// Takes a ruling: all is marked again, and what was made known is corrected with
/// the reason as its note.
pub async fn take(tx: &mut Tx, row: &ExamRow, new: &NewRuling<'_>, now: Timestamp) -> Result<Taken> {
    if !is_open(row.phase) {
        return Ok(Taken::NotOpen);
    }
    ruling::put(tx, new, now.0).await?;
    let ground = Ground::of(tx, row).await?;
    mark::mark_all(tx, &ground.sittings, &ground.scheme(row)).await?;
    let detail = format!("question {}: {}", new.question, new.reason);
    audit::append(tx, now.0, new.by, "ruling", &publish::subject(row), &detail).await?;
    if !release::is_known(row.phase) {
        return Ok(Taken::Marked);
    }
    let number = release::newest_number(tx, row.id).await? + 1;
    Ok(Taken::Corrected(release::release(tx, row, number, new.reason, new.by, now).await?))
}

/// An exam on whose questions can be decided.
pub async fn open(tx: &mut Tx, id: ExamId) -> Result<Option<ExamRow>> {
    Ok(exam::get(tx, id).await?.filter(|row| is_open(row.phase)))
}
