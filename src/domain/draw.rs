//! Which questions a round asks.

use super::{ids::QuestionId, shuffle::Dice};

/// A question that could be asked, and what the person did with it so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub question: QuestionId,
    /// How often the person answered it.
    pub seen: i64,
    /// Whether it stands in the person's wrong-question book.
    pub wrong: bool,
    /// Whether the person answered it today.
    pub today: bool,
}

/// Draws `length` questions, or all if there are fewer.
///
/// A fifth of the round is kept for wrong questions that were not answered
/// today, so that they come back; the rest is unseen ones first, then the
/// least seen. Equals are drawn by lot, and the round is shuffled.
pub fn draw(mut candidates: Vec<Candidate>, length: usize, dice: &mut Dice) -> Vec<QuestionId> {
    dice.shuffle(&mut candidates);
    let (due, mut rest): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|c| c.wrong && !c.today);
    let kept = due.len().min(length / 5);
    rest.extend_from_slice(&due[kept..]);
    rest.sort_by_key(|candidate| candidate.seen);
    let mut drawn: Vec<QuestionId> =
        due[..kept].iter().chain(&rest).take(length).map(|candidate| candidate.question).collect();
    dice.shuffle(&mut drawn);
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shuffle::{DRAW, Seed};

    fn candidate(question: i64, seen: i64) -> Candidate {
        Candidate { question: QuestionId(question), seen, wrong: false, today: false }
    }

    fn drawn(candidates: &[Candidate], length: usize, seed: i64) -> Vec<i64> {
        let mut ids: Vec<i64> =
            draw(candidates.to_vec(), length, &mut Seed(seed).stream(DRAW)).iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn unseen_come_first_then_the_least_seen() {
        let candidates = [candidate(1, 3), candidate(2, 0), candidate(3, 1), candidate(4, 0)];
        for seed in 0..50 {
            assert_eq!(drawn(&candidates, 2, seed), [2, 4]);
            assert_eq!(drawn(&candidates, 3, seed), [2, 3, 4]);
        }
    }

    #[test]
    fn wrong_ones_come_back_on_another_day() {
        let mut candidates: Vec<Candidate> = (1..=10).map(|id| candidate(id, 0)).collect();
        candidates.push(Candidate { wrong: true, ..candidate(11, 4) });
        candidates.push(Candidate { wrong: true, today: true, ..candidate(12, 4) });
        for seed in 0..50 {
            let ids = drawn(&candidates, 5, seed);
            assert!(ids.contains(&11), "{ids:?}");
            assert!(!ids.contains(&12), "{ids:?}");
        }
    }

    #[test]
    fn a_small_bank_gives_all_it_has_and_none_twice() {
        let candidates = [candidate(1, 0), candidate(2, 5)];
        assert_eq!(drawn(&candidates, 20, 1), [1, 2]);
        assert!(drawn(&[], 5, 1).is_empty());
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let candidates: Vec<Candidate> = (0..100).map(|id| candidate(id, id % 2)).collect();
        assert_eq!(drawn(&candidates, 10, 9), drawn(&candidates, 10, 9));
        assert_ne!(drawn(&candidates, 10, 9), drawn(&candidates, 10, 10));
    }
}
