//! Pairs of sittings with improbably many equal wrong answers.
//!
//! **The model.** Let q₁, q₂, … be the shares of the different wrong answers
//! among all wrong answers to an item in this exam. Two people who both have
//! it wrong, and work by themselves, gave the same wrong answer with the
//! probability p = Σ q². Over the items that both have wrong, the number of
//! equal answers is a sum of independent events with those p: its mean is Σ p,
//! its variance Σ p(1 − p), and its tail is the Poisson binomial one, which is
//! computed exactly. It is multiplied by the number of all pairs (Bonferroni),
//! since with 5,000 people somebody is always the most alike of 12 million
//! pairs. Equal right answers say nothing and don't count; nor do items left
//! open. A question keyed wrong has one popular "wrong" answer, so that p is
//! near 1 and it says nothing either.
//!
//! What the model doesn't know: people who learnt the same mistake in the same
//! course are not independent. That is one reason why this is only a hint.
//!
//! **Fast.** That all the equal answers of a pair come together has itself the
//! probability Π p over them, so that the tail is never smaller. With the
//! weight −ln p, a pair whose weights of equal answers don't reach
//! −ln(chance / pairs) can't be told, and neither can anybody whose wrong
//! answers don't reach it altogether. So those with few wrong answers are
//! dropped first; the rest meet only within the buckets of people with the same
//! wrong answer to the same item, where the weights are added up; and only
//! pairs that reach the bound have their tail computed.

use std::collections::BTreeMap;

use super::{Limits, Trace, tail::at_least};
use crate::domain::{answer::Answer, blank::comparable, exam::real::count};

/// Two sittings that are improbably alike in what they have wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike<S> {
    /// The one that comes first in the list.
    pub one: S,
    /// The other.
    pub other: S,
    /// How many items both have wrong.
    pub shared: usize,
    /// To how many of them they gave the same wrong answer.
    pub equal: usize,
    /// How many chance would bring, on average.
    pub expected: f64,
    /// The variance of that number.
    pub variance: f64,
    /// The probability that chance brings this pair so many or more.
    pub probability: f64,
    /// The same, times the number of pairs, at most 1: how often an exam of
    /// this size has such a pair by chance.
    pub corrected: f64,
}

/// The pairs whose equal wrong answers chance would hardly bring, the least
/// probable first. The last answer to an item counts. Each person is to be in
/// the list once: somebody's second attempt resembles their first.
pub fn alike<S: Copy, I: Copy + Ord>(traces: &[Trace<S, I>], limits: &Limits) -> Vec<Alike<S>> {
    let people = count(traces.len());
    let pairs = (people * (people - 1.0) / 2.0).max(1.0);
    let crowd = Crowd::of(traces);
    let needed = (pairs / limits.chance).ln();
    let mut told: Vec<_> = crowd
        .candidates(needed)
        .into_iter()
        .filter_map(|pair| crowd.compare(pair, pairs))
        .filter(|pair| pair.shared >= limits.least_shared && pair.corrected <= limits.chance)
        .collect();
    told.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let name = |pair: &Alike<usize>| Some((traces.get(pair.one)?.sitting, traces.get(pair.other)?.sitting));
    told.iter().filter_map(|pair| name(pair).map(|(one, other)| pair.named(one, other))).collect()
}

/// The wrong answers of everyone, with items and answers as numbers.
struct Crowd {
    /// Each person's wrong answers by item: (item, answer), in order of items.
    wrong: Vec<Vec<(usize, usize)>>,
    /// p of each item.
    same: Vec<f64>,
    /// Who gave each wrong answer, in order; answers are numbered over all
    /// items.
    buckets: Vec<Vec<usize>>,
}

impl Crowd {
    fn of<S, I: Copy + Ord>(traces: &[Trace<S, I>]) -> Self {
        let lasts: Vec<_> = traces.iter().map(last_wrong).collect();
        let mut items: BTreeMap<I, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
        let mut buckets: Vec<Vec<usize>> = Vec::new();
        let mut wrong = vec![Vec::new(); traces.len()];
        for (person, last) in lasts.iter().enumerate() {
            for (item, answer) in last {
                let number = items.len();
                let (item, answers) = items.entry(*item).or_insert_with(|| (number, BTreeMap::new()));
                let answer = *answers.entry(answer).or_insert_with(|| {
                    buckets.push(Vec::new());
                    buckets.len() - 1
                });
                buckets[answer].push(person);
                wrong[person].push((*item, answer));
            }
        }
        for answers in &mut wrong {
            answers.sort_unstable();
        }
        let mut same = vec![1.0; items.len()];
        for (item, answers) in items.values() {
            same[*item] = probability_of_same(answers.values().map(|answer| buckets[*answer].len()));
        }
        Self { wrong, same, buckets }
    }

    fn weight(&self, item: usize) -> f64 {
        -self.same[item].ln()
    }

    /// The pairs whose equal answers reach the weight that is needed. A grain
    /// of tolerance makes up for rounding; the tail decides in the end.
    fn candidates(&self, needed: f64) -> Vec<(usize, usize)> {
        let needed = needed - 1e-6;
        let reach =
            |answers: &Vec<(usize, usize)>| answers.iter().map(|(item, _)| self.weight(*item)).sum::<f64>();
        let able: Vec<bool> = self.wrong.iter().map(|answers| reach(answers) >= needed).collect();
        let buckets: Vec<Vec<usize>> = self
            .buckets
            .iter()
            .map(|people| people.iter().copied().filter(|one| able[*one]).collect())
            .collect();
        let mut found = Vec::new();
        let mut weights = vec![0.0; able.len()];
        for one in (0..able.len()).filter(|one| able[*one]) {
            for (item, answer) in &self.wrong[one] {
                let weight = self.weight(*item);
                for other in later(&buckets[*answer], one) {
                    weights[*other] += weight;
                }
            }
            let reached = (one + 1..able.len()).filter(|other| weights[*other] >= needed);
            found.extend(reached.map(|other| (one, other)));
            weights.fill(0.0);
        }
        found
    }

    /// `None` if they share no wrong item.
    fn compare(&self, (one, other): (usize, usize), pairs: f64) -> Option<Alike<usize>> {
        let (mine, theirs) = (&self.wrong[one], &self.wrong[other]);
        let find = |item: usize| theirs.binary_search_by_key(&item, |(item, _)| *item).ok();
        let shared: Vec<_> = mine
            .iter()
            .filter_map(|(item, answer)| find(*item).map(|at| (*item, theirs[at].1 == *answer)))
            .collect();
        let chances: Vec<f64> = shared.iter().map(|(item, _)| self.same[*item]).collect();
        let equal = shared.iter().filter(|(_, equal)| *equal).count();
        let probability = at_least(&chances, equal);
        (!shared.is_empty()).then(|| Alike {
            one,
            other,
            shared: shared.len(),
            equal,
            expected: chances.iter().sum(),
            variance: chances.iter().map(|chance| chance * (1.0 - chance)).sum(),
            probability,
            corrected: (probability * pairs).min(1.0),
        })
    }
}

impl Alike<usize> {
    fn named<S>(&self, one: S, other: S) -> Alike<S> {
        let Self { shared, equal, expected, variance, probability, corrected, .. } = *self;
        Alike { one, other, shared, equal, expected, variance, probability, corrected }
    }
}

/// Those of a bucket who come after somebody.
fn later(bucket: &[usize], one: usize) -> &[usize] {
    &bucket[bucket.partition_point(|other| *other <= one)..]
}

/// Σ q² over the wrong answers to an item.
fn probability_of_same(times: impl Iterator<Item = usize> + Clone) -> f64 {
    let all: f64 = times.clone().map(count).sum();
    times.map(|times| (count(times) / all).powi(2)).sum::<f64>().min(1.0)
}

/// The last answers that are wrong, as texts to compare.
fn last_wrong<S, I: Copy + Ord>(trace: &Trace<S, I>) -> BTreeMap<I, String> {
    let last: BTreeMap<I, _> = trace.given.iter().map(|given| (given.item, given)).collect();
    let wrong = last.into_iter().filter(|(_, given)| !given.right && !is_open(&given.answer));
    wrong.map(|(item, given)| (item, written(&given.answer))).collect()
}

fn is_open(answer: &Answer) -> bool {
    match answer {
        Answer::Options(chosen) => chosen.is_empty(),
        Answer::Judged(_) => false,
        Answer::Words(words) => words.iter().all(|word| word.trim().is_empty()),
    }
}

/// Two answers are the same if this is.
fn written(answer: &Answer) -> String {
    match answer {
        Answer::Options(chosen) => chosen.letters(),
        Answer::Judged(judged) => judged.to_string(),
        Answer::Words(words) => words.iter().map(|word| comparable(word)).collect::<Vec<_>>().join("\n"),
    }
}
