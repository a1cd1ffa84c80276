//! Marks (得分) and points (积分) as exact numbers.

use serde::{Deserialize, Serialize};

/// An amount of marks or points, kept in hundredths so that halves and means
/// are exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// What a question is worth unless it says otherwise.
    pub const ONE: Self = Self(100);
    /// The most one question may be worth.
    pub const MAX_PER_QUESTION: Self = Self(10_000);

    /// So many hundredths of a point.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// So many whole points.
    pub const fn whole(points: i64) -> Self {
        Self(points * 100)
    }

    /// The amount in hundredths, as the database keeps it.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads what a bank file says: a number above 0, at most 100, in steps of
    /// a half. `None` for anything else.
    pub fn of_question(value: f64) -> Option<Self> {
        Self::in_halves(value, Self::MAX_PER_QUESTION).filter(|points| *points > Self::ZERO)
    }

    /// Reads a number from 0 to `most` in steps of a half. `None` for anything
    /// else.
    pub fn in_halves(value: f64, most: Self) -> Option<Self> {
        let halves = value * 2.0;
        let fits = halves.fract() == 0.0 && (0.0..=1e9).contains(&halves);
        #[expect(clippy::cast_possible_truncation, reason = "a whole number up to a thousand million")]
        fits.then(|| Self(halves as i64 * 50)).filter(|points| *points <= most)
    }

    #[must_use]
    /// The share `part / whole` of this amount, rounded down to half a point.
    pub fn share(self, part: usize, whole: usize) -> Self {
        let part = i64::try_from(part).unwrap_or(i64::MAX);
        let whole = i64::try_from(whole).unwrap_or(i64::MAX).max(1);
        Self(self.0.saturating_mul(part) / whole / 50 * 50)
    }

    #[must_use]
    /// This amount, or nothing if it is below nothing.
    pub fn at_least_zero(self) -> Self {
        self.max(Self::ZERO)
    }
}

impl std::ops::Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl std::ops::Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
    }
}

impl std::fmt::Display for Points {
    /// `3`, `2.5`, `0.25`: no more digits than needed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / 100, self.0.abs() % 100);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            _ if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_down_to_half_a_point() {
        assert_eq!(Points::ONE.share(1, 3), Points::ZERO);
        assert_eq!(Points::ONE.share(2, 3), Points::from_hundredths(50));
        assert_eq!(Points::whole(2).share(2, 3), Points::ONE);
        assert_eq!(Points::whole(2).share(3, 3), Points::whole(2));
    }

    #[test]
    fn a_question_is_worth_steps_of_a_half() {
        assert_eq!(Points::of_question(2.5), Some(Points::from_hundredths(250)));
        for wrong in [0.0, -1.0, 0.3, 100.5, f64::NAN, f64::INFINITY] {
            assert_eq!(Points::of_question(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_without_needless_digits() {
        let written = |hundredths| Points::from_hundredths(hundredths).to_string();
        assert_eq!(written(300), "3");
        assert_eq!(written(250), "2.5");
        assert_eq!(written(25), "0.25");
        assert_eq!(written(-50), "-0.5");
    }
}
