//! The figures of one item.

use std::collections::BTreeMap;

use super::{
    ENOUGH, Item, Response,
    moments::{discrimination, efficiency, mean, median, variance},
    options::{Attraction, Chosen, attractions, guess},
    total,
};
use crate::domain::{answer::Answer, exam::real::hundredths};

/// An index of discrimination under this is suspicious: at best the item
/// tells nobody apart, at worst it is keyed wrong (the usual reading of the
/// index: 50 very good, 30 adequate, 20 weak, 5 very weak).
pub const LEAST_DISCRIMINATION: f64 = 5.0;

/// The figures of one item over those who had it on their paper, by the
/// formulas of Moodle's question statistics
/// (`question/classes/statistics/questions/calculator.php`). x is the mark on
/// the item, T the total mark, o what x is compared with. A figure that needs
/// more attempts, or marks that differ, is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemFigures<I> {
    /// Which.
    pub item: I,
    /// How many had it on their paper.
    pub attempts: usize,
    /// Whether these are under [`ENOUGH`] (样本不足): read nothing into the rest.
    pub too_few: bool,
    /// Mean of x by the full mark, 0 to 1: how easy it is.
    pub facility: Option<f64>,
    /// √(Σ(x − x̄)²/(S − 1)), in marks.
    pub sd: Option<f64>,
    /// 100 · the correlation of x and o, −100 to 100: whether those who are
    /// good at the rest are good at this. o is T − x; for an item that is
    /// drawn, T (see [`super::analyse`]).
    pub discrimination: Option<f64>,
    /// The same with o = T − x for every item: what suspicion goes by.
    pub rest_discrimination: Option<f64>,
    /// 100 · cov(x, o) by the greatest covariance these marks could have, with
    /// the o of `discrimination`.
    pub efficiency: Option<f64>,
    /// The effective weight of the item's slot, in percent; `None` for an item
    /// that is drawn, because weight belongs to the place in the paper.
    pub weight: Option<f64>,
    /// The facility that blind guessing would give, where it is known.
    pub guess: Option<f64>,
    /// What was chosen.
    pub chosen: Chosen,
    /// What is odd: for an administrator to look at, nothing is done by itself.
    pub suspicions: Vec<Suspicion>,
}

/// Why an item should be looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Suspicion {
    /// The index with o = T − x is negative or under
    /// [`LEAST_DISCRIMINATION`]: probably keyed wrong.
    Discrimination(f64),
    /// Fewer are right than by blind guessing.
    BelowGuess {
        /// The facility, 0 to 1.
        facility: f64,
        /// The random guess score, 0 to 1.
        guess: f64,
    },
    /// The better half prefers a wrong option to the key.
    Distractor(Attraction),
}

/// One person's meeting with the item.
pub(super) struct Met<'a> {
    pub slot: usize,
    pub mark: f64,
    pub total: f64,
    pub answer: Option<&'a Answer>,
}

/// Who met each item, in the order of the sittings.
pub(super) fn met<I: Copy + Ord>(sittings: &[Vec<Response<I>>]) -> BTreeMap<I, Vec<Met<'_>>> {
    let mut met: BTreeMap<I, Vec<Met>> = BTreeMap::new();
    for sitting in sittings {
        let total = hundredths(total(sitting));
        for response in sitting {
            let (slot, mark, answer) = (response.slot, hundredths(response.mark), response.answer.as_ref());
            met.entry(response.item).or_default().push(Met { slot, mark, total, answer });
        }
    }
    met
}

/// The figures of an item; `weights` are those of the slots.
pub(super) fn figures<I: Copy>(
    item: &Item<I>,
    met: &[Met],
    weights: &BTreeMap<usize, Option<f64>>,
) -> ItemFigures<I> {
    let marks: Vec<f64> = met.iter().map(|one| one.mark).collect();
    let rest: Vec<f64> = met.iter().map(|one| one.total - one.mark).collect();
    let others = if item.drawn { met.iter().map(|one| one.total).collect() } else { rest.clone() };
    let full = hundredths(item.full);
    let slot = met.first().filter(|_| !item.drawn).map(|one| one.slot);
    let mut figures = ItemFigures {
        item: item.id,
        attempts: met.len(),
        too_few: met.len() < ENOUGH,
        facility: mean(&marks).filter(|_| full > 0.0).map(|mean| mean / full),
        sd: variance(&marks).map(|variance| variance.sqrt() / 100.0),
        discrimination: discrimination(&marks, &others),
        rest_discrimination: discrimination(&marks, &rest),
        efficiency: efficiency(&marks, &others),
        weight: slot.and_then(|slot| weights.get(&slot).copied().flatten()),
        guess: guess(item.body),
        chosen: Chosen::of(item.body, met.iter().map(|one| one.answer)),
        suspicions: Vec::new(),
    };
    figures.suspicions = suspicions(item, &figures, met, &rest);
    figures
}

fn suspicions<I>(item: &Item<I>, figures: &ItemFigures<I>, met: &[Met], rest: &[f64]) -> Vec<Suspicion> {
    let weak = figures.rest_discrimination.filter(|index| *index < LEAST_DISCRIMINATION);
    let below = figures.facility.zip(figures.guess).filter(|(facility, guess)| facility < guess);
    let better = Chosen::of(item.body, better_half(met, rest));
    let attracted = attractions(item.body, &better).into_iter().map(Suspicion::Distractor);
    weak.map(Suspicion::Discrimination)
        .into_iter()
        .chain(below.map(|(facility, guess)| Suspicion::BelowGuess { facility, guess }))
        .chain(attracted)
        .collect()
}

/// The answers of those whose rest of the paper is at or above the median of
/// all who met the item. The item's own mark is left out, since it would put
/// those who chose the key into the better half.
fn better_half<'a>(met: &'a [Met], rest: &[f64]) -> impl Iterator<Item = Option<&'a Answer>> {
    let middle = median(rest).unwrap_or(0.0);
    met.iter().filter(move |one| one.total - one.mark >= middle).map(|one| one.answer)
}
