//! A paper (试卷): the questions that one sitting asks, drawn from the pools by
//! a seed. The same pools and seeds give the same paper for ever, so that it can
//! be drawn again when somebody doubts it.

use serde::{Deserialize, Serialize};

use super::{Draw, Exam, Order, pool::Pools};
use crate::domain::{
    ids::{QuestionId, VersionId},
    points::Points,
    question::Question,
    round::Slot,
    shuffle::{Seed, option_order},
};

/// The stream that orders the questions of a paper. The option orders use 1,
/// 2, 3, …; the rows of the blueprint draw from those below this one.
const ORDER: u64 = u64::MAX;

/// A question of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which question.
    #[serde(rename = "q")]
    pub question: QuestionId,
    /// In which wording.
    #[serde(rename = "v")]
    pub version: VersionId,
    /// What it is worth in this exam.
    #[serde(rename = "m")]
    pub marks: Points,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    seed: Seed,
    items: Vec<Item>,
}

impl Paper {
    /// Draws the paper of a sitting. `common` is the exam's seed, from which
    /// the questions come if all papers have the same; `own` is the sitting's,
    /// by which questions and options are put in order.
    pub fn draw(exam: &Exam, pools: &Pools, common: Seed, own: Seed) -> Self {
        let draws = if exam.draw == Draw::Each { own } else { common };
        let mut parts: Vec<Vec<Item>> = Vec::with_capacity(exam.blueprint.len());
        for (at, (row, pool)) in exam.blueprint.iter().zip(&pools.0).enumerate() {
            let purpose = ORDER - 1 - u64::try_from(at).unwrap_or(0);
            let slots = drawn(pool, row.number, draws, purpose);
            let item = |slot: Slot| Item { question: slot.question, version: slot.version, marks: row.marks };
            parts.push(slots.into_iter().map(item).collect());
        }
        let mut dice = own.stream(ORDER);
        match exam.order {
            Order::Written => {}
            Order::Rows => parts.iter_mut().for_each(|row| dice.shuffle(row)),
            Order::Mixed => {
                let mut all = parts.concat();
                dice.shuffle(&mut all);
                parts = vec![all];
            }
        }
        Self { seed: own, items: parts.concat() }
    }

    /// The seed of its orders.
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// Its questions, in the order in which it asks them.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The order in which the options of the question at this place are shown.
    pub fn option_order(&self, place: usize, question: &Question) -> Vec<usize> {
        option_order(self.seed, place, question.options().len(), question.shuffle)
    }

    /// What it is worth.
    pub fn full_mark(&self) -> Points {
        self.items.iter().map(|item| item.marks).sum()
    }
}

/// So many of a pool, in the pool's order.
fn drawn(pool: &[Slot], number: usize, seed: Seed, purpose: u64) -> Vec<Slot> {
    let mut places: Vec<usize> = (0..pool.len()).collect();
    seed.stream(purpose).shuffle(&mut places);
    places.truncate(number);
    places.sort_unstable();
    places.into_iter().map(|place| pool[place]).collect()
}
