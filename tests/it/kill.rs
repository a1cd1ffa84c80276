//! The real program as a process of its own against a fake Telegram: killed at
//! any moment, told to end, refused. Whatever happens, each answer counts once.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod at_random;
mod class;
mod ending;
mod once;
mod program;
mod refusals;
mod traffic;

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

/// Chance that is the same in every run.
struct Chance(ChaCha12Rng);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(ChaCha12Rng::seed_from_u64(seed))
    }

    /// A number from 0, below this.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(end).unwrap()).unwrap()
    }

    /// True so many times in a hundred.
    fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }
}
