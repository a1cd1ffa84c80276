//! Answers faster than reading allows, and long silences.

use std::{collections::BTreeSet, time::Duration};

use super::{Given, Limits, Outage, Trace};
use crate::{clock::Timestamp, domain::exam::real::millis};

/// A sitting with answers that came faster than their questions can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fast<S, I> {
    /// Which.
    pub sitting: S,
    /// How many items were answered.
    pub answered: usize,
    /// How many of them too fast.
    pub fast: usize,
    /// How many of those rightly: blind taps are mostly wrong.
    pub right: usize,
    /// The item of the fastest answer, in characters a second.
    pub fastest: I,
    /// Its characters.
    pub characters: usize,
    /// The time from its being shown to the answer.
    pub took: Duration,
}

/// The sittings with at least [`Limits::least_fast`] answers that came faster
/// than their questions can be read. Only the first answer to an item counts:
/// who comes back to it has read it.
pub fn fast<S: Copy, I: Copy + Ord>(traces: &[Trace<S, I>], limits: &Limits) -> Vec<Fast<S, I>> {
    traces.iter().filter_map(|trace| of_sitting(trace, limits)).collect()
}

fn of_sitting<S: Copy, I: Copy + Ord>(trace: &Trace<S, I>, limits: &Limits) -> Option<Fast<S, I>> {
    let mut seen = BTreeSet::new();
    let first: Vec<_> = trace.given.iter().filter(|given| seen.insert(given.item)).collect();
    let too_fast = |given: &&&Given<I>| given.is_faster_than(limits.characters_per_second);
    let fast: Vec<_> = first.iter().filter(too_fast).copied().collect();
    let fastest = fast.iter().copied().reduce(faster)?;
    (fast.len() >= limits.least_fast).then(|| Fast {
        sitting: trace.sitting,
        answered: first.len(),
        fast: fast.len(),
        right: fast.iter().filter(|given| given.right).count(),
        fastest: fastest.item,
        characters: fastest.characters,
        took: fastest.took(),
    })
}

/// The one with more characters a second; the first of equals.
fn faster<'a, I>(one: &'a Given<I>, other: &'a Given<I>) -> &'a Given<I> {
    let weight = |given: &Given<I>, against: &Given<I>| given.letters() * u128::from(millis(against.took()));
    if weight(other, one) > weight(one, other) { other } else { one }
}

impl<I> Given<I> {
    fn took(&self) -> Duration {
        self.at.since(self.shown)
    }

    fn letters(&self) -> u128 {
        u128::try_from(self.characters).unwrap_or(u128::MAX >> 64)
    }

    /// characters / seconds > speed, without dividing.
    fn is_faster_than(&self, characters_per_second: u32) -> bool {
        self.letters() * 1000 > u128::from(millis(self.took())) * u128::from(characters_per_second)
    }
}

/// A long time in which somebody gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence<S> {
    /// Which sitting.
    pub sitting: S,
    /// The answer before it.
    pub from: Timestamp,
    /// The answer after it.
    pub to: Timestamp,
    /// How long it was, without outages.
    pub length: Duration,
}

/// The gaps between two answers that are longer than [`Limits::silence`], less
/// the outages (which don't overlap each other).
pub fn silences<S: Copy, I>(traces: &[Trace<S, I>], outages: &[Outage], limits: &Limits) -> Vec<Silence<S>> {
    let gaps = traces.iter().flat_map(|trace| trace.given.windows(2).map(|pair| (trace.sitting, pair)));
    gaps.filter_map(|(sitting, pair)| {
        let [before, after] = pair else { return None };
        let (from, to) = (before.at, after.at);
        let down: Duration = outages.iter().map(|outage| outage.within(from, to)).sum();
        let length = to.since(from).saturating_sub(down);
        (length > limits.silence).then_some(Silence { sitting, from, to, length })
    })
    .collect()
}

impl Outage {
    /// How much of it lies between two moments.
    fn within(self, from: Timestamp, to: Timestamp) -> Duration {
        self.to.min(to).since(self.from.max(from))
    }
}
