//! Right answers in a row, as in the error-free contest (百题无错).

/// The milestones that are celebrated.
pub const MILESTONES: [i64; 2] = [100, 250];

/// Right answers in a row: now, and the most ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streak {
    /// Since the last mistake.
    pub current: i64,
    /// The longest ever.
    pub best: i64,
}

impl Streak {
    /// After one more answer.
    #[must_use]
    pub fn after(self, right: bool) -> Self {
        let current = if right { self.current + 1 } else { 0 };
        Self { current, best: self.best.max(current) }
    }

    /// The milestone that the last answer reached, if it did.
    pub fn milestone(self) -> Option<i64> {
        MILESTONES.into_iter().find(|&milestone| milestone == self.current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stays() {
        let streak = [true, true, false, true].into_iter().fold(Streak::default(), Streak::after);
        assert_eq!(streak, Streak { current: 1, best: 2 });
    }

    #[test]
    fn a_milestone_is_reached_once() {
        let reached: Vec<i64> = (0..300)
            .scan(Streak::default(), |streak, _| {
                *streak = streak.after(true);
                Some(streak.milestone())
            })
            .flatten()
            .collect();
        assert_eq!(reached, MILESTONES);
    }
}
