//! A clock whose hand is moved by a test of plain machines, which never sleep.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use crate::clock::{Clock, Sleep, Timestamp};

#[derive(Debug)]
pub(super) struct HandClock(AtomicI64);

impl HandClock {
    pub fn at(millis: i64) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(millis)))
    }

    pub fn set(&self, millis: i64) {
        self.0.store(millis, Ordering::Relaxed);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }

    fn running(&self) -> Duration {
        panic!("a plain machine does not ask for how long it runs")
    }

    fn sleep(&self, _: Duration) -> Sleep {
        panic!("a plain machine does not sleep")
    }
}
