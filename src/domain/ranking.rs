//! Places: points, then accuracy, then less time; equals share a place and
//! the next place is skipped (1, 2, 2, 4).

use super::{ids::StaffId, points::Points};

/// A person's figures in a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Points.
    pub points: Points,
    /// How many answers.
    pub answered: i64,
    /// How many of them wholly right.
    pub correct: i64,
    /// The time they took together, in milliseconds.
    pub elapsed_ms: i64,
}

impl Figures {
    /// Right answers per million, rounded down; 0 without answers. What
    /// rankings are ordered by, as a whole number so that it is exact.
    pub fn accuracy_ppm(self) -> i64 {
        (self.correct * 1_000_000).checked_div(self.answered).unwrap_or(0)
    }

    /// The order of a ranking: what sorts first stands higher.
    pub fn order(self) -> impl Ord {
        (std::cmp::Reverse((self.points, self.accuracy_ppm())), self.elapsed_ms)
    }
}

/// A row of a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Their unit's name.
    pub unit: String,
    /// Their figures.
    pub figures: Figures,
    /// Their place, from 1.
    pub place: i64,
}

/// Gives places to rows that stand in order. `before` rows stand before the
/// first of them, whose place is `first_place`.
pub fn number(rows: &mut [Ranked], before: i64, first_place: i64) {
    let mut place = first_place;
    for i in 0..rows.len() {
        if i > 0 && rows[i].figures.order() != rows[i - 1].figures.order() {
            place = before + i64::try_from(i).unwrap_or(i64::MAX) + 1;
        }
        rows[i].place = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(points: i64, correct: i64, elapsed_ms: i64) -> Ranked {
        let figures = Figures { points: Points::whole(points), answered: 10, correct, elapsed_ms };
        Ranked { staff: StaffId(1), name: String::new(), unit: String::new(), figures, place: 0 }
    }

    #[test]
    fn equals_share_a_place_and_the_next_is_skipped() {
        let mut rows = [row(9, 9, 100), row(8, 8, 100), row(8, 8, 100), row(8, 8, 200)];
        number(&mut rows, 0, 1);
        assert_eq!(rows.each_ref().map(|row| row.place), [1, 2, 2, 4]);
        number(&mut rows[2..], 2, 2);
        assert_eq!(rows.map(|row| row.place), [1, 2, 2, 4], "a page from the middle has the same places");
    }

    #[test]
    fn points_come_before_accuracy_before_time() {
        let mut rows = [row(8, 8, 1), row(9, 7, 900), row(8, 9, 900), row(8, 8, 2)];
        rows.sort_by_key(|row| row.figures.order());
        let told: Vec<_> = rows
            .iter()
            .map(|r| (r.figures.points.hundredths() / 100, r.figures.correct, r.figures.elapsed_ms))
            .collect();
        assert_eq!(told, [(9, 7, 900), (8, 9, 900), (8, 8, 1), (8, 8, 2)]);
    }

    #[test]
    fn nobody_who_answered_nothing_is_accurate() {
        assert_eq!(
            Figures { points: Points::ZERO, answered: 0, correct: 0, elapsed_ms: 0 }.accuracy_ppm(),
            0
        );
    }
}
