//! Counts and marks as numbers with a fraction, for statistics only.

use std::time::Duration;

use crate::domain::points::Points;

/// A count; exact up to 4,294,967,295, and that number for more.
pub(super) fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::from(u32::MAX), f64::from)
}

/// Marks in hundredths, so that sums of them are exact; amounts beyond 21
/// million marks, which no exam gives, count as that.
pub(super) fn hundredths(marks: Points) -> f64 {
    let bounded = marks.hundredths().clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    i32::try_from(bounded).map_or(0.0, f64::from)
}

/// A part of a whole; `None` of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| count(part) / count(whole))
}

/// A length of time in whole milliseconds.
pub(super) fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}
