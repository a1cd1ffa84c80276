//! Chance that can be replayed: everything drawn derives from a stored seed.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::{Deserialize, Serialize};

/// The seed of a round or paper. The same seed gives the same draw and the
/// same order in every version of the program: `ChaCha`'s stream is fixed, and
/// the shuffle below is our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seed(pub i64);

impl Seed {
    /// The generator for one purpose. Each purpose has a stream of its own, so
    /// that the order of options does not hang on how many questions were
    /// drawn before.
    pub fn stream(self, purpose: u64) -> Dice {
        let mut rng = ChaCha8Rng::seed_from_u64(self.0.cast_unsigned());
        rng.set_stream(purpose);
        Dice(rng)
    }
}

/// The stream that draws questions; the option orders use 1, 2, 3, ….
pub const DRAW: u64 = 0;

/// A generator for one purpose.
#[derive(Debug)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// A number from 0 up to, not including, `bound`; every one is equally
    /// likely (what does not divide evenly is thrown again).
    pub fn below(&mut self, bound: u32) -> u32 {
        let fair = u32::MAX - u32::MAX % bound;
        loop {
            let roll = self.0.next_u32();
            if roll < fair {
                return roll % bound;
            }
        }
    }

    /// Puts the items into a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
            let other = usize::try_from(self.below(bound)).unwrap_or(0);
            items.swap(last, other);
        }
    }
}

/// The order in which a question's options are shown: `order[place]` is the
/// option as written.
pub fn option_order(seed: Seed, place_in_round: usize, options: usize, shuffled: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..options).collect();
    if shuffled {
        let purpose = u64::try_from(place_in_round).unwrap_or(0) + 1;
        seed.stream(purpose).shuffle(&mut order);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fixed for ever: a dispute years later must show the same order.
    #[test]
    fn the_order_of_a_seed_never_changes() {
        assert_eq!(option_order(Seed(42), 0, 6, true), [2, 3, 5, 1, 0, 4]);
        assert_eq!(option_order(Seed(-1), 7, 4, true), [1, 3, 0, 2]);
    }

    #[test]
    fn an_order_holds_every_option_once() {
        for seed in 0..200 {
            let mut order = option_order(Seed(seed), 3, 5, true);
            order.sort_unstable();
            assert_eq!(order, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn fixed_options_stay() {
        assert_eq!(option_order(Seed(42), 0, 4, false), [0, 1, 2, 3]);
    }

    #[test]
    fn every_place_is_about_equally_likely() {
        let mut first = [0_u32; 4];
        for seed in 0..4_000 {
            first[option_order(Seed(seed), 0, 4, true)[0]] += 1;
        }
        assert!(first.iter().all(|&times| (900..1_100).contains(&times)), "{first:?}");
    }
}
