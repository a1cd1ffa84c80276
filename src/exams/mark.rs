//! Marking: each paper by the keys that are in force, and by what was decided
//! of its questions.

use std::collections::{HashMap, hash_map::Entry};

use crate::{
    domain::{
        exam::{
            paper::Item,
            ruling::{Ruling, Scheme, Scored, total},
        },
        ids::{ExamId, QuestionId, VersionId},
        question::Question,
    },
    store::{
        Result, StoreError, Tx,
        exam::{self, ExamRow, Keys},
        question, ruling,
        sitting::{self, Sitting},
    },
};

/// Marks sittings by the keys that are in force now, and keeps at hand what one
/// needs and the next will need too.
#[derive(Debug, Default)]
pub struct Marker {
    exams: HashMap<ExamId, Known>,
}

#[derive(Debug)]
struct Known {
    row: ExamRow,
    rulings: HashMap<QuestionId, Ruling>,
    keys: HashMap<VersionId, Question>,
}

impl Marker {
    /// The exam of a sitting.
    pub async fn exam(&mut self, tx: &mut Tx, sitting: &Sitting) -> Result<&ExamRow> {
        Ok(&self.known(tx, sitting).await?.row)
    }

    /// The mark of a sitting.
    pub async fn mark(&mut self, tx: &mut Tx, sitting: &Sitting) -> Result<Scored> {
        let known = self.known(tx, sitting).await?;
        let is_new = |item: &&Item| !known.keys.contains_key(&item.version);
        let new: Vec<Item> = sitting.paper.items().iter().filter(is_new).copied().collect();
        if !new.is_empty() {
            known.keys.extend(in_force(tx, &new).await?.1);
        }
        let multiple = known.row.exam.multiple;
        scored(sitting, &Scheme { keys: &known.keys, rulings: &known.rulings, multiple })
    }

    async fn known(&mut self, tx: &mut Tx, sitting: &Sitting) -> Result<&mut Known> {
        match self.exams.entry(sitting.exam) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let row = exam::get(tx, sitting.exam).await?;
                let row = row.ok_or_else(|| StoreError::broken("sitting", "exam_id", sitting.id))?;
                let rulings = ruling::of_exam(tx, sitting.exam).await?;
                Ok(place.insert(Known { row, rulings, keys: HashMap::new() }))
            }
        }
    }
}

/// The mark of a sitting by a scheme.
pub fn scored(sitting: &Sitting, scheme: &Scheme<'_>) -> Result<Scored> {
    let items = scheme.items(&sitting.paper, &sitting.work);
    let items = items.ok_or_else(|| StoreError::broken("sitting", "paper", sitting.id))?;
    Ok(total(&items))
}

/// Marks an exam that is closed: the keys that are in force now are fixed for it,
/// and each sitting gets its mark.
pub async fn exam(tx: &mut Tx, row: &ExamRow) -> Result<()> {
    let sittings = sitting::of_exam(tx, row.id).await?;
    let items: Vec<Item> = sittings.iter().flat_map(|sitting| sitting.paper.items()).copied().collect();
    let (fixed, keys) = in_force(tx, &items).await?;
    exam::set_keys(tx, row.id, &fixed).await?;
    let rulings = ruling::of_exam(tx, row.id).await?;
    mark_all(tx, &sittings, &Scheme { keys: &keys, rulings: &rulings, multiple: row.exam.multiple }).await
}

/// Writes the marks of these sittings where they differ.
pub async fn mark_all(tx: &mut Tx, sittings: &[Sitting], scheme: &Scheme<'_>) -> Result<()> {
    for sitting in sittings {
        let mark = scored(sitting, scheme)?;
        if sitting.ended.is_some() {
            sitting::set_mark(tx, sitting.id, mark.earned, mark.full).await?;
        }
    }
    Ok(())
}

/// The wordings that were asked, each with the key that an exam has fixed for it.
pub async fn fixed(tx: &mut Tx, keys: &Keys, items: &[Item]) -> Result<HashMap<VersionId, Question>> {
    let known = wordings(tx, items).await?;
    let mut found = HashMap::new();
    for item in items {
        let key = keys.get(&item.version).unwrap_or(&item.version);
        let question = known.get(key).ok_or_else(|| StoreError::broken("exam", "keys", key))?;
        found.insert(item.version, question.1.clone());
    }
    Ok(found)
}

/// For each wording that was asked: the wording whose key is in force for it,
/// which is the newest that asks the same, and the question by that key.
pub(super) async fn in_force(tx: &mut Tx, items: &[Item]) -> Result<(Keys, HashMap<VersionId, Question>)> {
    let known = wordings(tx, items).await?;
    let mut of_question: HashMap<QuestionId, Vec<VersionId>> = HashMap::new();
    for (version, (question, _)) in &known {
        of_question.entry(*question).or_default().push(*version);
    }
    let (mut fixed, mut keys) = (Keys::new(), HashMap::new());
    for item in items {
        if keys.contains_key(&item.version) {
            continue;
        }
        let broken = || StoreError::broken("sitting", "paper", item.version);
        let (_, asked) = known.get(&item.version).ok_or_else(broken)?;
        let same = of_question.get(&item.question).into_iter().flatten().copied().filter(|version| {
            *version >= item.version && known.get(version).is_some_and(|(_, later)| later.same_wording(asked))
        });
        let newest = same.max().unwrap_or(item.version);
        fixed.insert(item.version, newest);
        keys.insert(item.version, known[&newest].1.clone());
    }
    Ok((fixed, keys))
}

type Wordings = HashMap<VersionId, (QuestionId, Question)>;

async fn wordings(tx: &mut Tx, items: &[Item]) -> Result<Wordings> {
    let mut questions: Vec<QuestionId> = items.iter().map(|item| item.question).collect();
    questions.sort_unstable();
    questions.dedup();
    let rows = question::wordings(tx, &questions).await?;
    Ok(rows.into_iter().map(|(version, question, content)| (version, (question, content))).collect())
}
