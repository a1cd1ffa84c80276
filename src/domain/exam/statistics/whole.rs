//! The figures of a whole exam.

use std::collections::BTreeMap;

use super::{
    ENOUGH, Response,
    moments::{central, mean, median, variance},
    total,
};
use crate::domain::exam::real::{count, hundredths};

/// The figures of a whole exam, by the formulas of Moodle's quiz statistics
/// (`mod/quiz/report/statistics/classes/calculator.php`). S is the number of
/// sittings, T a sitting's total mark, `m_k` the k-th central moment of T. A
/// figure that needs more sittings, or marks that differ, is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// S.
    pub sittings: usize,
    /// Whether there are under [`ENOUGH`] sittings (样本不足).
    pub too_few: bool,
    /// The mean of T, in marks.
    pub mean: Option<f64>,
    /// The median of T, in marks.
    pub median: Option<f64>,
    /// The standard deviation √k₂ in marks, k₂ = S·m₂/(S−1); from 2 sittings.
    pub sd: Option<f64>,
    /// k₃/k₂^1.5 with k₃ = S²·m₃/((S−1)(S−2)); from 3 sittings. About −1 is
    /// usual; a number.
    pub skewness: Option<f64>,
    /// k₄/k₂² with k₄ = S²·((S+1)m₄ − 3(S−1)m₂²)/((S−1)(S−2)(S−3)); from 4
    /// sittings. 0 to 1 is usual; a number.
    pub kurtosis: Option<f64>,
    /// The coefficient of internal consistency, Cronbach's α, in percent:
    /// 100·p/(p−1)·(1 − Σ var(slot)/k₂) over the p slots of the paper. Over 75
    /// is good, under 64 unsatisfactory; it may lie below 0. From 2 slots and 2
    /// sittings whose papers all have the same slots.
    pub alpha: Option<f64>,
    /// 100·√(1 − α/100) in percent: how much of the SD is chance.
    pub error_ratio: Option<f64>,
    /// The standard error of a mark, in marks: error ratio · SD / 100.
    pub standard_error: Option<f64>,
}

/// The figures of these sittings.
pub fn whole<I>(sittings: &[Vec<Response<I>>]) -> Whole {
    let totals: Vec<f64> = sittings.iter().map(|sitting| hundredths(total(sitting))).collect();
    let sd = variance(&totals).map(|k2| k2.sqrt() / 100.0);
    let alpha = alpha(sittings, &totals);
    let error_ratio = alpha.map(|alpha| 100.0 * (1.0 - alpha / 100.0).sqrt());
    Whole {
        sittings: sittings.len(),
        too_few: sittings.len() < ENOUGH,
        mean: mean(&totals).map(|mean| mean / 100.0),
        median: median(&totals).map(|median| median / 100.0),
        sd,
        skewness: skewness(&totals),
        kurtosis: kurtosis(&totals),
        alpha,
        error_ratio,
        standard_error: error_ratio.zip(sd).map(|(ratio, sd)| ratio * sd / 100.0),
    }
}

/// The variance of the totals, where they differ.
fn spread(totals: &[f64]) -> Option<f64> {
    variance(totals).filter(|k2| *k2 > 0.0)
}

fn skewness(totals: &[f64]) -> Option<f64> {
    let (s, k2) = (count(totals.len()), spread(totals)?);
    let k3 = s * s * central(totals, 3)? / ((s - 1.0) * (s - 2.0));
    (totals.len() > 2).then(|| k3 / k2.powf(1.5))
}

fn kurtosis(totals: &[f64]) -> Option<f64> {
    let (s, k2) = (count(totals.len()), spread(totals)?);
    let (m2, m4) = (central(totals, 2)?, central(totals, 4)?);
    let k4 = s * s * ((s + 1.0) * m4 - 3.0 * (s - 1.0) * m2 * m2) / ((s - 1.0) * (s - 2.0) * (s - 3.0));
    (totals.len() > 3).then(|| k4 / (k2 * k2))
}

fn alpha<I>(sittings: &[Vec<Response<I>>], totals: &[f64]) -> Option<f64> {
    let slots = by_slot(sittings)?;
    let (p, k2) = (count(slots.len()), spread(totals)?);
    let of_slots: f64 = slots.values().filter_map(|marks| variance(marks)).sum();
    (slots.len() > 1).then(|| 100.0 * p / (p - 1.0) * (1.0 - of_slots / k2))
}

/// The marks of each slot; `None` unless every paper has the same slots, each
/// once.
fn by_slot<I>(sittings: &[Vec<Response<I>>]) -> Option<BTreeMap<usize, Vec<f64>>> {
    let mut slots: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (before, sitting) in sittings.iter().enumerate() {
        for response in sitting {
            let marks = slots.entry(response.slot).or_default();
            if marks.len() != before {
                return None;
            }
            marks.push(hundredths(response.mark));
        }
    }
    slots.values().all(|marks| marks.len() == sittings.len()).then_some(slots)
}
