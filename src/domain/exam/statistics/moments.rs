//! Means, variances and covariances of samples.
//!
//! The values are whole numbers (marks in hundredths), so that sums and the
//! mean of equal values are exact and no spread is seen where there is none.

use crate::domain::exam::real::count;

/// The mean; `None` of no values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count(values.len()))
}

/// The middle value, or the mean of the two middle ones; `None` of no values.
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let upper = sorted.get(values.len() / 2)?;
    let lower = sorted.get(values.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

/// `m_k` = Σ(v − v̄)^k / n, the k-th central moment.
pub fn central(values: &[f64], power: i32) -> Option<f64> {
    let middle = mean(values)?;
    Some(values.iter().map(|value| (value - middle).powi(power)).sum::<f64>() / count(values.len()))
}

/// Σ(x − x̄)(y − ȳ) / (n − 1); `None` under two pairs.
pub fn covariance(xs: &[f64], ys: &[f64]) -> Option<f64> {
    let (x, y) = (mean(xs)?, mean(ys)?);
    let products: f64 = xs.iter().zip(ys).map(|(one, other)| (one - x) * (other - y)).sum();
    (xs.len() > 1).then(|| products / (count(xs.len()) - 1.0))
}

/// Σ(x − x̄)² / (n − 1); `None` under two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    covariance(values, values)
}

/// The discrimination index: 100 · cov(x, o) / √(var x · var o), the
/// correlation in percent; `None` where one of them doesn't vary.
pub fn discrimination(xs: &[f64], others: &[f64]) -> Option<f64> {
    let spread = (variance(xs)? * variance(others)?).sqrt();
    (spread > 0.0).then_some(100.0 * covariance(xs, others)? / spread)
}

/// The discriminative efficiency: 100 · cov(x, o) / the greatest covariance
/// that the same marks could have, which is when both are sorted.
pub fn efficiency(xs: &[f64], others: &[f64]) -> Option<f64> {
    let greatest = covariance(&sorted(xs), &sorted(others))?;
    (greatest > 0.0).then_some(100.0 * covariance(xs, others)? / greatest)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
