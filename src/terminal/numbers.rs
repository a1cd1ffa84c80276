//! The numbers that the terminal gives to its updates and messages.

use crate::clock::SharedClock;

/// Numbers that no earlier session gave: milliseconds, or the next one if
/// there are several in one.
#[derive(Debug)]
pub struct Numbers {
    clock: SharedClock,
    last: i64,
}

impl Numbers {
    /// Numbers from now on.
    pub fn new(clock: SharedClock) -> Self {
        Self { clock, last: 0 }
    }

    /// The next one.
    pub fn next(&mut self) -> i64 {
        self.last = self.clock.now().0.max(self.last + 1);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };

    use super::*;
    use crate::clock::{Clock, Sleep, Timestamp};

    #[derive(Debug, Default)]
    struct Hand(AtomicI64);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::SeqCst))
        }

        fn running(&self) -> std::time::Duration {
            std::time::Duration::ZERO
        }

        fn sleep(&self, _: std::time::Duration) -> Sleep {
            Box::pin(std::future::pending())
        }
    }

    #[test]
    fn numbers_follow_the_clock_and_never_repeat() {
        let hand = Arc::new(Hand::default());
        let mut numbers = Numbers::new(hand.clone());
        let mut at = |now| {
            hand.0.store(now, Ordering::SeqCst);
            numbers.next()
        };
        assert_eq!(
            [at(1_000), at(1_000), at(1_001), at(5_000), at(900)],
            [1_000, 1_001, 1_002, 5_000, 5_001]
        );
    }
}
