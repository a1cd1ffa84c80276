//! A clock that a test moves.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};

use baiti::clock::{Clock, Sleep, Timestamp};
use tokio::sync::{Notify, oneshot};

/// How long everything has to be quiet before [`TestClock::drive`] moves on.
const QUIET: Duration = Duration::from_millis(5);

/// A clock that stands still until it is moved. Sleeps end when they are due.
#[derive(Debug)]
pub struct TestClock {
    inner: Mutex<Inner>,
    slept: Notify,
}

#[derive(Debug)]
struct Inner {
    now: Timestamp,
    running: Duration,
    next: u64,
    /// By when they are due, on the clock that nobody sets.
    sleepers: BTreeMap<(Duration, u64), oneshot::Sender<()>>,
}

impl TestClock {
    /// Stands at 2026-11-02 08:00 in Shanghai, a Monday.
    pub fn new() -> Arc<Self> {
        Self::at(1_793_577_600_000)
    }

    /// Stands at this moment.
    pub fn at(millis: i64) -> Arc<Self> {
        let (now, sleepers) = (Timestamp(millis), BTreeMap::new());
        let inner = Inner { now, running: Duration::ZERO, next: 0, sleepers };
        Arc::new(Self { inner: Mutex::new(inner), slept: Notify::new() })
    }

    /// Moves on, and wakes who is due.
    pub fn advance(&self, duration: Duration) {
        let mut inner = self.inner.lock().unwrap();
        inner.now = inner.now.plus(duration);
        inner.running += duration;
        inner.wake();
    }

    /// Sets the clock, back too, as people do with walls' clocks. No time passes.
    pub fn set(&self, millis: i64) {
        self.inner.lock().unwrap().now = Timestamp(millis);
    }

    /// How many sleep and will be woken within this time.
    pub fn asleep_within(&self, duration: Duration) -> usize {
        let mut inner = self.inner.lock().unwrap();
        inner.sleepers.retain(|_, sleeper| !sleeper.is_closed());
        let until = inner.running + duration;
        inner.sleepers.keys().filter(|(due, _)| *due <= until).count()
    }

    /// When the next sleeper is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        let mut inner = self.inner.lock().unwrap();
        inner.sleepers.retain(|_, sleeper| !sleeper.is_closed());
        let (due, _) = *inner.sleepers.keys().next()?;
        Some(inner.now.plus(due.saturating_sub(inner.running)))
    }

    /// Jumps to the next sleeper's time; says how far that was.
    pub fn jump(&self) -> Option<Duration> {
        let due = self.next_due()?;
        let far = due.since(self.now());
        self.advance(far);
        Some(far)
    }

    /// Waits until somebody sleeps, and tells until when.
    pub async fn next_due_when_asleep(&self) -> Timestamp {
        loop {
            let slept = self.slept.notified();
            tokio::pin!(slept);
            slept.as_mut().enable();
            if let Some(due) = self.next_due() {
                return due;
            }
            tokio::time::timeout(Duration::from_secs(20), slept).await.expect("nobody goes to sleep");
        }
    }

    /// Waits until somebody sleeps, and jumps to that time.
    pub async fn jump_when_asleep(&self) -> Duration {
        let far = self.next_due_when_asleep().await.since(self.now());
        self.advance(far);
        far
    }

    /// Runs something to its end; whenever all is quiet, time jumps to the
    /// next sleeper.
    pub async fn drive<T>(&self, future: impl Future<Output = T>) -> T {
        tokio::pin!(future);
        let mut guard = 0;
        loop {
            if let Ok(result) = tokio::time::timeout(QUIET, &mut future).await {
                return result;
            }
            guard = if self.jump().is_some() { 0 } else { guard + 1 };
            assert!(guard < 4000, "nobody sleeps and nothing happens");
        }
    }
}

impl Inner {
    fn wake(&mut self) {
        let later = self.sleepers.split_off(&(self.running + Duration::from_millis(1), 0));
        for sleeper in std::mem::replace(&mut self.sleepers, later).into_values() {
            let _ = sleeper.send(());
        }
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.inner.lock().unwrap().now
    }

    fn running(&self) -> Duration {
        self.inner.lock().unwrap().running
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let (waker, woken) = oneshot::channel();
        let mut inner = self.inner.lock().unwrap();
        let key = (inner.running.saturating_add(duration), inner.next);
        inner.next += 1;
        inner.sleepers.insert(key, waker);
        inner.wake();
        self.slept.notify_waiters();
        Box::pin(async move {
            let _ = woken.await;
        })
    }
}

#[tokio::test]
async fn sleeps_end_in_their_order_when_time_moves() {
    let clock = TestClock::new();
    let (long, short) = (clock.sleep(Duration::from_secs(5)), clock.sleep(Duration::from_secs(2)));
    drop(clock.sleep(Duration::from_secs(1)));
    assert_eq!(clock.jump(), Some(Duration::from_secs(2)), "a sleep that was dropped is nobody's");
    short.await;
    clock.advance(Duration::from_secs(3));
    long.await;
    clock.sleep(Duration::ZERO).await;
    assert_eq!(clock.jump(), None);
}

#[tokio::test]
async fn driving_jumps_over_every_sleep() {
    let clock = TestClock::new();
    let start = clock.now();
    clock
        .drive(async {
            clock.sleep(Duration::from_hours(1)).await;
            clock.sleep(Duration::from_hours(23)).await;
        })
        .await;
    assert_eq!(clock.now().since(start), Duration::from_hours(24));
}
