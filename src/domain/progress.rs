//! What a person did with one question so far, and the wrong-question book
//! (错题本).

use chrono::NaiveDate;

use super::points::Points;

/// A person's history with a question: a fold over the answers to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How often it was answered.
    pub seen: i64,
    /// How often wrongly.
    pub wrong: i64,
    /// Whether it stands in the wrong-question book.
    pub in_book: bool,
    /// While in the book: on how many different days in a row it was answered
    /// rightly since.
    pub right_days: i64,
    /// The day of the last answer.
    pub last_day: Option<NaiveDate>,
    /// The last day it earned points.
    pub earned_day: Option<NaiveDate>,
}

impl Progress {
    /// After one more answer. A wrong one puts the question into the book;
    /// right ones on `leaves_after` different days in a row take it out.
    #[must_use]
    pub fn after(self, right: bool, day: NaiveDate, leaves_after: u8) -> Self {
        let seen = Self { seen: self.seen + 1, last_day: Some(day), ..self };
        if !right {
            return Self { wrong: self.wrong + 1, in_book: true, right_days: 0, ..seen };
        }
        if !self.in_book {
            return seen;
        }
        let counted_today = self.right_days > 0 && self.last_day == Some(day);
        let right_days = if counted_today { self.right_days } else { self.right_days + 1 };
        let leaves = right_days >= i64::from(leaves_after);
        Self { in_book: !leaves, right_days: if leaves { 0 } else { right_days }, ..seen }
    }

    /// With the day noted if the answer earned points.
    #[must_use]
    pub fn earning(self, points: Points, day: NaiveDate) -> Self {
        if points > Points::ZERO { Self { earned_day: Some(day), ..self } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn story(answers: &[(bool, u32)]) -> Progress {
        answers.iter().fold(Progress::default(), |p, &(right, on)| p.after(right, day(on), 2))
    }

    #[test]
    fn a_wrong_answer_puts_it_into_the_book() {
        assert!(!story(&[(true, 1)]).in_book);
        assert!(story(&[(true, 1), (false, 1)]).in_book);
    }

    #[test]
    fn two_right_days_in_a_row_take_it_out() {
        assert!(story(&[(false, 1), (true, 1)]).in_book);
        assert!(!story(&[(false, 1), (true, 1), (true, 2)]).in_book);
        assert!(!story(&[(false, 1), (true, 2), (true, 9)]).in_book);
    }

    #[test]
    fn twice_on_one_day_counts_once() {
        assert!(story(&[(false, 1), (true, 2), (true, 2), (true, 2)]).in_book);
    }

    #[test]
    fn a_mistake_in_between_starts_anew() {
        let back = story(&[(false, 1), (true, 2), (false, 3), (true, 4)]);
        assert!(back.in_book);
        assert_eq!((back.seen, back.wrong, back.right_days), (4, 2, 1));
    }
}
