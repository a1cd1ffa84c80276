//! A time that never goes back. The clock is the wall's, and people set walls'
//! clocks back; a chat must not stand still for an hour because of that.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::clock::{SharedClock, Timestamp};

/// Counts the forward steps of a clock. Clones share the count.
#[derive(Debug, Clone)]
pub(super) struct Steady {
    clock: SharedClock,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug)]
struct Seen {
    wall: Timestamp,
    steady: Timestamp,
}

impl Steady {
    pub fn new(clock: SharedClock) -> Self {
        let wall = clock.now();
        Self { clock, seen: Arc::new(Mutex::new(Seen { wall, steady: Timestamp(0) })) }
    }

    /// The time since the start.
    pub fn now(&self) -> Timestamp {
        let wall = self.clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.steady = seen.steady.plus(wall.since(seen.wall));
        seen.wall = wall;
        seen.steady
    }

    /// A moment of `governor`'s, rounded up so that it is not asked too early.
    pub fn at(moment: Duration) -> Timestamp {
        let whole = Duration::from_millis(1);
        Timestamp(0).plus(moment.saturating_add(whole.saturating_sub(Duration::from_nanos(1))))
    }
}

impl governor::clock::Clock for Steady {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Steady::now(self).since(Timestamp(0))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::hand_clock::HandClock, *};

    #[test]
    fn a_clock_that_is_set_back_does_not_set_it_back() {
        let hand = HandClock::at(1_000_000);
        let steady = Steady::new(hand.clone());
        for (set_to, counted) in [(1_000_500, 500), (10, 500), (20, 510), (2_000_000, 2_000_490)] {
            hand.set(set_to);
            assert_eq!(steady.now(), Timestamp(counted));
        }
    }

    #[test]
    fn moments_are_rounded_up() {
        assert_eq!(Steady::at(Duration::from_millis(40)), Timestamp(40));
        assert_eq!(Steady::at(Duration::from_nanos(40_000_001)), Timestamp(41));
    }
}
