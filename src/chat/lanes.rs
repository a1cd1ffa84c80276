//! Lanes: the turns of one chat run in order, those of different chats side by
//! side.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;

use super::incoming::ChatKey;

/// Which chats are being worked on.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    busy: Mutex<HashMap<ChatKey, Lane>>,
    idle: Notify,
}

/// A chat that is being worked on.
#[derive(Debug)]
struct Lane {
    /// How many updates are known to wait.
    due: usize,
    /// Whether there may be more than that.
    to_the_end: bool,
    /// Whether something has arrived since the lane last looked.
    fresh: bool,
}

impl Lanes {
    fn busy(&self) -> MutexGuard<'_, HashMap<ChatKey, Lane>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that an update has arrived, or with `to_the_end` that there may be
    /// any number; says whether the lane has to be started.
    pub(super) fn wake(&self, chat: ChatKey, to_the_end: bool) -> bool {
        match self.busy().entry(chat) {
            Entry::Occupied(mut lane) => {
                let lane = lane.get_mut();
                lane.due += 1;
                lane.to_the_end |= to_the_end;
                lane.fresh = true;
                false
            }
            Entry::Vacant(lane) => {
                lane.insert(Lane { due: 1, to_the_end, fresh: false });
                true
            }
        }
    }

    /// Notes that a turn has ended, and whether it found an update; says
    /// whether the lane may stop.
    pub(super) fn rest(&self, chat: ChatKey, found: bool) -> bool {
        let mut busy = self.busy();
        let Some(lane) = busy.get_mut(&chat) else { return true };
        let fresh = std::mem::take(&mut lane.fresh);
        lane.due = if found { lane.due.saturating_sub(1) } else { usize::from(fresh) };
        lane.to_the_end &= found;
        if lane.due > 0 || lane.to_the_end {
            return false;
        }
        busy.remove(&chat);
        drop(busy);
        self.idle.notify_waiters();
        true
    }

    /// Ends when the lanes that fit are at rest.
    pub(super) async fn at_rest(&self, fits: impl Fn(&ChatKey) -> bool) {
        loop {
            let news = self.idle.notified();
            if !self.busy().keys().any(&fits) {
                return;
            }
            news.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::Channel;

    const CHAT: ChatKey = ChatKey { channel: Channel::Terminal, id: 1 };

    #[test]
    fn a_lane_stops_when_all_that_arrived_is_done() {
        let lanes = Lanes::default();
        assert!(lanes.wake(CHAT, false));
        assert!(!lanes.wake(CHAT, false), "it runs already");
        assert!(!lanes.rest(CHAT, true), "one more is known");
        assert!(lanes.rest(CHAT, true));
        assert!(lanes.wake(CHAT, false));
    }

    #[test]
    fn what_arrives_while_a_lane_looks_in_vain_is_not_missed() {
        let lanes = Lanes::default();
        assert!(lanes.wake(CHAT, false));
        assert!(!lanes.wake(CHAT, false));
        assert!(!lanes.rest(CHAT, false), "something arrived in the meantime");
        assert!(lanes.rest(CHAT, false));
    }

    #[test]
    fn a_lane_that_takes_up_what_was_left_goes_to_the_end() {
        let lanes = Lanes::default();
        assert!(lanes.wake(CHAT, true));
        assert!(!lanes.rest(CHAT, true));
        assert!(!lanes.rest(CHAT, true));
        assert!(lanes.rest(CHAT, false));
    }
}
