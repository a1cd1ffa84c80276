//! Item analysis (试题分析) after an exam, by the formulas of Moodle's quiz
//! statistics report, so that an office can compare and check them.

mod item;
mod moments;
mod options;
#[cfg(test)]
mod tests;
mod whole;

use std::collections::BTreeMap;

pub use item::{ItemFigures, LEAST_DISCRIMINATION, Suspicion};
pub use options::{Attraction, Chosen};
pub use whole::Whole;

use super::real::hundredths;
use crate::domain::{answer::Answer, points::Points, question::Body};
use moments::covariance;

/// Under so many sittings, figures are shown as 样本不足: a rule of thumb, not
/// Moodle's.
pub const ENOUGH: usize = 20;

/// An item: a question as the exam asks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item<'a, I> {
    /// Which; the id of the question, or whatever tells items apart.
    pub id: I,
    /// Its options and the key it was marked by.
    pub body: &'a Body,
    /// Its full mark on the paper.
    pub full: Points,
    /// Whether it comes from a row of the blueprint that draws for each
    /// person, so that not everyone has it.
    pub drawn: bool,
}

/// What one person did with one item of their paper. An item left open is a
/// response too.
#[derive(Debug, Clone, PartialEq)]
pub struct Response<I> {
    /// The place in the blueprint (not the place at which it was shown): the
    /// same for all papers, whatever item was drawn for it.
    pub slot: usize,
    /// Which item.
    pub item: I,
    /// The mark.
    pub mark: Points,
    /// The answer, in terms of the question as it was written; `None` if it
    /// was left open.
    pub answer: Option<Answer>,
}

/// How much one slot of the paper counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlotWeight {
    /// Which.
    pub slot: usize,
    /// The effective weight in percent, 100·√cov(x, T) / Σ √cov(x, T) over the
    /// slots: how much of the spread of the totals it brings. `None` where the
    /// covariance is negative or unknown, or nobody's total differs.
    pub weight: Option<f64>,
    /// Whether the covariance is negative: the slot works against the rest.
    pub negative: bool,
}

/// The analysis of an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis<I> {
    /// Each item, in the order given.
    pub items: Vec<ItemFigures<I>>,
    /// Each slot, in order.
    pub slots: Vec<SlotWeight>,
    /// The exam as a whole.
    pub whole: Whole,
}

/// Analyses the sittings of one paper or of papers drawn by one blueprint;
/// each sitting is its responses. Items that nobody met have no figures;
/// responses to items that are not listed count in the totals alone.
///
/// **With papers drawn for each person** an item is what Moodle calls a random
/// sub-question: it is met by some. Its figures are over those who met it, and
/// its discrimination index and efficiency compare it with the whole total
/// (o = T) as Moodle does, so that they can be checked against Moodle's. That
/// index flatters the item, because its own mark is part of T (about 100/√n
/// for one of n equal items that tells nobody apart). Suspicion therefore goes
/// by the index with o = T − x for every item.
/// Weights and α belong to the slots of the paper, whichever item fills them.
pub fn analyse<I: Copy + Ord>(items: &[Item<I>], sittings: &[Vec<Response<I>>]) -> Analysis<I> {
    let slots = weights(sittings);
    let by_slot = slots.iter().map(|slot| (slot.slot, slot.weight)).collect();
    let met = item::met(sittings);
    let figures =
        |item: &Item<I>| item::figures(item, met.get(&item.id).map_or(&[], Vec::as_slice), &by_slot);
    Analysis { items: items.iter().map(figures).collect(), slots, whole: whole::whole(sittings) }
}

/// T: the sum of a sitting's marks.
fn total<I>(sitting: &[Response<I>]) -> Points {
    sitting.iter().map(|response| response.mark).sum()
}

fn weights<I>(sittings: &[Vec<Response<I>>]) -> Vec<SlotWeight> {
    let mut slots: BTreeMap<usize, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for sitting in sittings {
        let total = hundredths(total(sitting));
        for response in sitting {
            let (marks, totals) = slots.entry(response.slot).or_default();
            marks.push(hundredths(response.mark));
            totals.push(total);
        }
    }
    let shared: Vec<_> =
        slots.iter().map(|(slot, (marks, totals))| (*slot, covariance(marks, totals))).collect();
    let root = |shared: Option<f64>| shared.filter(|covariance| *covariance >= 0.0).map(f64::sqrt);
    let all: f64 = shared.iter().filter_map(|(_, shared)| root(*shared)).sum();
    let weight = |shared| root(shared).filter(|_| all > 0.0).map(|root| 100.0 * root / all);
    shared
        .into_iter()
        .map(|(slot, shared)| SlotWeight {
            slot,
            weight: weight(shared),
            negative: shared.is_some_and(|shared| shared < 0.0),
        })
        .collect()
}
