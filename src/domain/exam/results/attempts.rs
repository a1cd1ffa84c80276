//! Which of several attempts counts.

use std::{cmp::Reverse, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{clock::Timestamp, domain::points::Points};

/// A sitting that was marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sat {
    /// The mark.
    pub mark: Points,
    /// The full mark.
    pub full: Points,
    /// The time used, without outages.
    pub used: Duration,
    /// When it was handed in.
    pub handed_in: Timestamp,
}

/// Which attempt counts, where there may be several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The one with the highest mark; of equals the one that took less time,
    /// then the earlier.
    #[default]
    Best,
    /// The one handed in last.
    Last,
    /// The one handed in first.
    First,
    /// The mean of all, of marks, full marks and times; handed in with the
    /// last.
    Mean,
}

impl Counting {
    /// What counts of a person's attempts; `None` without any. A mean is
    /// rounded down to a hundredth of a mark, so that nobody passes by
    /// rounding.
    pub fn of(self, attempts: &[Sat]) -> Option<Sat> {
        let best = |sat: &&Sat| (Reverse(sat.mark), sat.used, sat.handed_in);
        match self {
            Self::Best => attempts.iter().min_by_key(best).copied(),
            Self::Last => attempts.iter().max_by_key(|sat| sat.handed_in).copied(),
            Self::First => attempts.iter().min_by_key(|sat| sat.handed_in).copied(),
            Self::Mean => mean(attempts),
        }
    }
}

fn mean(attempts: &[Sat]) -> Option<Sat> {
    let handed_in = attempts.iter().map(|sat| sat.handed_in).max()?;
    let times = u32::try_from(attempts.len()).ok()?;
    let part = |marks: Points| Points::from_hundredths(marks.hundredths().div_euclid(i64::from(times)));
    Some(Sat {
        mark: part(attempts.iter().map(|sat| sat.mark).sum()),
        full: part(attempts.iter().map(|sat| sat.full).sum()),
        used: attempts.iter().map(|sat| sat.used).sum::<Duration>() / times,
        handed_in,
    })
}
