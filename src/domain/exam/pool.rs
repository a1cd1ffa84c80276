//! The pools that papers are drawn from: each question goes to one row, so that
//! no paper asks it twice and no row runs short because another took what it
//! needed.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::domain::round::Slot;

/// The questions of each row of the blueprint, in its order, as they stood when
/// the exam was published. Kept with the exam, so that every paper can be drawn
/// again from its seed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pools(pub Vec<Vec<Slot>>);

/// A row that can't be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    /// Its place in the blueprint, from 0.
    pub row: usize,
    /// How many questions it wants.
    pub wanted: usize,
    /// How many it can have, with those that other rows need left to them.
    pub found: usize,
}

/// A row's need and the questions that fit it.
#[derive(Debug, Clone)]
pub struct Need {
    /// How many it wants.
    pub number: usize,
    /// What it could take.
    pub fitting: Vec<Slot>,
}

/// Parts the questions among the rows. First each row is given what it needs
/// (a bipartite matching by augmenting paths, after Kuhn), then what is left
/// goes to the row that has the least to choose from. Questions stay in their
/// order within a row.
pub fn part(needs: &[Need]) -> Result<Pools, Vec<Shortage>> {
    let mut parting = Parting::new(needs);
    let shortages: Vec<Shortage> = (0..needs.len()).filter_map(|row| parting.fill(row)).collect();
    if !shortages.is_empty() {
        return Err(shortages);
    }
    parting.share_the_rest();
    Ok(parting.pools())
}

struct Parting<'a> {
    needs: &'a [Need],
    /// The question's number, by row and place in `fitting`.
    numbers: Vec<Vec<usize>>,
    /// The rows that a question fits.
    rows: Vec<Vec<usize>>,
    /// The row that has it.
    owner: Vec<Option<usize>>,
    /// How many each row has.
    held: Vec<usize>,
}

impl<'a> Parting<'a> {
    fn new(needs: &'a [Need]) -> Self {
        let mut known = std::collections::HashMap::new();
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut numbers = Vec::new();
        for (row, need) in needs.iter().enumerate() {
            let mut own = Vec::with_capacity(need.fitting.len());
            for slot in &need.fitting {
                let number = *known.entry(slot.question).or_insert_with(|| {
                    rows.push(Vec::new());
                    rows.len() - 1
                });
                if !rows[number].contains(&row) {
                    rows[number].push(row);
                    own.push(number);
                }
            }
            numbers.push(own);
        }
        let owner = vec![None; rows.len()];
        Self { needs, numbers, rows, owner, held: vec![0; needs.len()] }
    }

    /// Gives a row what it wants; the shortage if that can't be.
    fn fill(&mut self, row: usize) -> Option<Shortage> {
        let wanted = self.needs[row].number;
        while self.held[row] < wanted {
            if !self.give(row, &mut HashSet::from([row])) {
                return Some(Shortage { row, wanted, found: self.held[row] });
            }
            self.held[row] += 1;
        }
        None
    }

    /// Finds a question for a row, taking one from another row that finds
    /// another for itself, if need be.
    fn give(&mut self, row: usize, asked: &mut HashSet<usize>) -> bool {
        if let Some(free) = self.numbers[row].iter().copied().find(|&number| self.owner[number].is_none()) {
            self.owner[free] = Some(row);
            return true;
        }
        for at in 0..self.numbers[row].len() {
            let number = self.numbers[row][at];
            let Some(other) = self.owner[number].filter(|other| *other != row) else { continue };
            if asked.insert(other) && self.give(other, asked) {
                self.owner[number] = Some(row);
                return true;
            }
        }
        false
    }

    fn share_the_rest(&mut self) {
        for number in 0..self.owner.len() {
            if self.owner[number].is_some() {
                continue;
            }
            // The fewest for each that is wanted: a comparison of fractions.
            let poorest = self.rows[number].iter().copied().min_by(|&a, &b| {
                (self.held[a] * self.needs[b].number).cmp(&(self.held[b] * self.needs[a].number))
            });
            if let Some(row) = poorest {
                self.owner[number] = Some(row);
                self.held[row] += 1;
            }
        }
    }

    fn pools(&self) -> Pools {
        let pool = |(row, need): (usize, &Need)| {
            let mut own = Vec::with_capacity(self.held[row]);
            let mut met = HashSet::new();
            for slot in need.fitting.iter().filter(|slot| met.insert(slot.question)) {
                own.push(*slot);
            }
            let mine = |(slot, number): (Slot, &usize)| (self.owner[*number] == Some(row)).then_some(slot);
            own.into_iter().zip(&self.numbers[row]).filter_map(mine).collect()
        };
        Pools(self.needs.iter().enumerate().map(pool).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{QuestionId, VersionId};
    use proptest::prelude::*;

    fn slot(number: i64) -> Slot {
        Slot { question: QuestionId(number), version: VersionId(number * 10) }
    }

    fn need(number: usize, fitting: impl IntoIterator<Item = i64>) -> Need {
        Need { number, fitting: fitting.into_iter().map(slot).collect() }
    }

    fn ids(pools: &Pools) -> Vec<Vec<i64>> {
        pools.0.iter().map(|pool| pool.iter().map(|slot| slot.question.0).collect()).collect()
    }

    #[test]
    fn a_row_leaves_to_another_what_only_that_can_use() {
        // Row 0 could take 1 and 2, row 1 only 1.
        assert_eq!(ids(&part(&[need(1, [1, 2]), need(1, [1])]).unwrap()), [vec![2], vec![1]]);
        // A chain over three rows.
        let chain = [need(1, [1, 2]), need(1, [2, 3]), need(1, [1]), need(1, [2])];
        assert_eq!(ids(&part(&chain[..3]).unwrap()), [vec![2], vec![3], vec![1]]);
        let short = part(&chain).unwrap_err();
        assert_eq!(short, [Shortage { row: 3, wanted: 1, found: 0 }]);
    }

    #[test]
    fn what_is_left_goes_where_the_choice_is_least() {
        let pools = part(&[need(1, 1..=10), need(1, 1..=10)]).unwrap();
        assert_eq!(pools.0.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
    }

    #[test]
    fn a_question_named_twice_is_one() {
        let short = part(&[need(2, [1, 1])]).unwrap_err();
        assert_eq!(short, [Shortage { row: 0, wanted: 2, found: 1 }]);
    }

    proptest! {
        #[test]
        fn each_question_goes_to_one_row_that_fits(
            rows in prop::collection::vec((1_usize..4, prop::collection::vec(0_i64..12, 0..12)), 1..5)
        ) {
            let needs: Vec<Need> = rows.into_iter().map(|(number, fitting)| need(number, fitting)).collect();
            match part(&needs) {
                Ok(pools) => {
                    let mut all: Vec<i64> = ids(&pools).concat();
                    let parted = all.len();
                    all.sort_unstable();
                    all.dedup();
                    prop_assert_eq!(all.len(), parted);
                    for (pool, need) in pools.0.iter().zip(&needs) {
                        prop_assert!(pool.len() >= need.number);
                        prop_assert!(pool.iter().all(|slot| need.fitting.contains(slot)));
                    }
                }
                Err(shortages) => {
                    // Hall: some set of rows together wants more than there is for it.
                    let wants_too_much = (1_u32..1 << needs.len()).any(|set| {
                        let chosen = needs.iter().enumerate().filter(|(row, _)| set & (1 << row) != 0);
                        let (mut wanted, mut there) = (0, HashSet::new());
                        for (_, need) in chosen {
                            wanted += need.number;
                            there.extend(need.fitting.iter().map(|slot| slot.question));
                        }
                        wanted > there.len()
                    });
                    prop_assert!(wants_too_much && !shortages.is_empty());
                }
            }
        }
    }
}
