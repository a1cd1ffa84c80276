//! Item analysis of an exam: from its papers to the figures of each question.

use std::collections::{BTreeMap, HashMap};

use super::mark;
use crate::{
    domain::{
        exam::{
            Draw,
            paper::Item as OnPaper,
            pool::Pools,
            ruling::{Ruling, Scheme},
            statistics::{self, Analysis, Item, Response},
        },
        ids::{QuestionId, VersionId},
        question::Question,
    },
    store::{
        Result, StoreError, Tx,
        exam::ExamRow,
        ruling,
        sitting::{self, EndedBy, Sitting},
    },
};

/// A question of an exam with its figures.
#[derive(Debug)]
pub struct Analysed {
    /// The questions by the keys they were marked by, in the order of the
    /// figures.
    pub questions: Vec<Question>,
    /// What was decided of questions.
    pub rulings: HashMap<QuestionId, Ruling>,
    /// The figures.
    pub analysis: Analysis<QuestionId>,
}

/// Analyses an exam that is marked. A question that was left out or given to
/// everybody is analysed by its key: that shows why.
pub async fn of_exam(tx: &mut Tx, row: &ExamRow) -> Result<Analysed> {
    let sittings = sitting::of_exam(tx, row.id).await?;
    let counted: Vec<&Sitting> = sittings
        .iter()
        .filter(|one| one.ended.as_ref().is_some_and(|ended| ended.by != EndedBy::Void))
        .collect();
    let items: Vec<OnPaper> = counted.iter().flat_map(|one| one.paper.items()).copied().collect();
    let keys = mark::fixed(tx, &row.keys.clone().unwrap_or_default(), &items).await?;
    let rulings = ruling::of_exam(tx, row.id).await?;
    let rekeyed = rulings.iter().filter(|(_, ruling)| matches!(ruling, Ruling::Key(_)));
    let rekeyed: HashMap<QuestionId, Ruling> = rekeyed.map(|(id, ruling)| (*id, ruling.clone())).collect();
    let scheme = Scheme { keys: &keys, rulings: &rekeyed, multiple: row.exam.multiple };
    let slots = Slots::of(row);
    let responses: Vec<_> = counted.iter().map(|one| slots.responses(one, &scheme)).collect::<Result<_>>()?;
    let asked = asked(&items, &keys, &rekeyed);
    let listed: Vec<Item<'_, QuestionId>> = asked
        .iter()
        .map(|(id, (item, question))| Item {
            id: *id,
            body: &question.body,
            full: item.marks,
            drawn: slots.drawn(*id),
        })
        .collect();
    let analysis = statistics::analyse(&listed, &responses);
    let questions = asked.values().map(|(_, question)| question.clone()).collect();
    Ok(Analysed { questions, rulings, analysis })
}

/// Each question that was asked, with its key.
fn asked(
    items: &[OnPaper],
    keys: &HashMap<VersionId, Question>,
    rekeyed: &HashMap<QuestionId, Ruling>,
) -> BTreeMap<QuestionId, (OnPaper, Question)> {
    let mut asked = BTreeMap::new();
    for item in items {
        let Some(key) = keys.get(&item.version) else { continue };
        asked.entry(item.question).or_insert_with(|| {
            let mut question = key.clone();
            if let Some(Ruling::Key(body)) = rekeyed.get(&item.question) {
                question.body = body.clone();
            }
            (*item, question)
        });
    }
    asked
}

/// Where the questions of papers stand in the blueprint: the same for all
/// papers, whatever was drawn.
struct Slots<'a> {
    pools: &'a Pools,
    rows: Vec<usize>,
    draw: Draw,
}

impl<'a> Slots<'a> {
    fn of(row: &'a ExamRow) -> Self {
        static NONE: Pools = Pools(Vec::new());
        let rows = row.exam.blueprint.iter().map(|row| row.number).collect();
        Self { pools: row.pools.as_ref().unwrap_or(&NONE), rows, draw: row.exam.draw }
    }

    /// The row of the blueprint and the place in its pool.
    fn place(&self, question: QuestionId) -> Option<(usize, usize)> {
        self.pools
            .0
            .iter()
            .enumerate()
            .find_map(|(row, pool)| Some((row, pool.iter().position(|slot| slot.question == question)?)))
    }

    fn drawn(&self, question: QuestionId) -> bool {
        let Some((row, _)) = self.place(question) else { return false };
        self.draw == Draw::Each && self.rows.get(row).is_some_and(|number| self.pools.0[row].len() > *number)
    }

    /// What somebody did, each with its slot.
    fn responses(&self, sitting: &Sitting, scheme: &Scheme<'_>) -> Result<Vec<Response<QuestionId>>> {
        let items = sitting.paper.items();
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_key(|at| self.place(items[*at].question));
        let response = |(slot, at): (usize, usize)| {
            let (item, entry) = (items[at], &sitting.work.entries()[at]);
            let scored = scheme.score(item, entry.answer.as_ref());
            let scored = scored.ok_or_else(|| StoreError::broken("sitting", "paper", sitting.id))?;
            Ok(Response { slot, item: item.question, mark: scored.earned, answer: entry.answer.clone() })
        };
        order.into_iter().enumerate().map(response).collect()
    }
}
