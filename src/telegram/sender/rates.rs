//! How fast Telegram may be talked to.

use std::{num::NonZeroU32, time::Duration};

use governor::{
    Quota, RateLimiter,
    middleware::NoOpMiddleware,
    state::{InMemoryState, NotKeyed, keyed::HashMapStateStore},
};

use super::steady::Steady;
use crate::{chat::incoming::ChatKey, clock::Timestamp};

/// A rate: so many at once, then one in each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many may go at once after a silence.
    pub burst: NonZeroU32,
    /// The time in which one more is allowed.
    pub every: Duration,
}

impl Rate {
    /// So many at once (at least one), then one in each period.
    pub const fn new(burst: u32, every: Duration) -> Self {
        let burst = match NonZeroU32::new(burst) {
            Some(burst) => burst,
            None => NonZeroU32::MIN,
        };
        Self { burst, every }
    }

    fn quota(self) -> Option<Quota> {
        Some(Quota::with_period(self.every)?.allow_burst(self.burst))
    }
}

/// All the rates, and how many calls may be under way at once. Taps are
/// confirmed at once and don't count: a confirmation is no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// For each private chat.
    pub private: Option<Rate>,
    /// For each group.
    pub group: Option<Rate>,
    /// For all chats together.
    pub overall: Option<Rate>,
    /// The most calls under way at once, which bounds the connections.
    pub at_once: usize,
}

impl Default for Rates {
    /// Telegram's published limits: about one message a second in a chat,
    /// twenty a minute in a group, thirty a second in all. The bursts are
    /// part of them: five and one every four seconds is at most twenty in any
    /// minute, and five and one every 40 ms at most thirty in any second.
    fn default() -> Self {
        Self {
            private: Some(Rate::new(5, Duration::from_secs(1))),
            group: Some(Rate::new(5, Duration::from_secs(4))),
            overall: Some(Rate::new(5, Duration::from_millis(40))),
            at_once: 512,
        }
    }
}

impl Rates {
    /// No rates at all: for self-hosted servers and for benchmarks.
    pub const fn unlimited() -> Self {
        Self { private: None, group: None, overall: None, at_once: 512 }
    }
}

type Each = RateLimiter<i64, HashMapStateStore<i64>, Steady, NoOpMiddleware<Duration>>;
type All = RateLimiter<NotKeyed, InMemoryState, Steady, NoOpMiddleware<Duration>>;

/// The rates at work.
pub(super) struct Limits {
    private: Option<Each>,
    group: Option<Each>,
    overall: Option<All>,
}

impl Limits {
    pub fn new(rates: Rates, steady: &Steady) -> Self {
        let each = |rate: Option<Rate>| Some(RateLimiter::hashmap_with_clock(rate?.quota()?, steady.clone()));
        let overall = rates.overall.and_then(Rate::quota);
        Self {
            private: each(rates.private),
            group: each(rates.group),
            overall: overall.map(|quota| RateLimiter::direct_with_clock(quota, steady.clone())),
        }
    }

    /// Takes a permit for a message in this chat, or says when to ask again.
    pub fn chat(&self, chat: ChatKey) -> Result<(), Timestamp> {
        // Telegram's groups have negative numbers.
        let each = if chat.id < 0 { &self.group } else { &self.private };
        let Some(each) = each else { return Ok(()) };
        each.check_key(&chat.id).map_err(|no| Steady::at(no.earliest_possible()))
    }

    /// Takes a permit for a message anywhere, or says when to ask again.
    pub fn overall(&self) -> Result<(), Timestamp> {
        let Some(all) = &self.overall else { return Ok(()) };
        all.check().map_err(|no| Steady::at(no.earliest_possible()))
    }

    /// Forgets the chats that have been silent long enough to start afresh.
    pub fn forget_idle(&self) {
        for each in [&self.private, &self.group].into_iter().flatten() {
            each.retain_recent();
            each.shrink_to_fit();
        }
    }

    /// How many chats are remembered.
    #[cfg(test)]
    pub fn remembered(&self) -> usize {
        [&self.private, &self.group].into_iter().flatten().map(RateLimiter::len).sum()
    }
}
