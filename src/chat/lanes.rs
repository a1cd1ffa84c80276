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
    /// Whether more has arrived while the lane was at work.
    busy: Mutex<HashMap<ChatKey, bool>>,
    idle: Notify,
}

impl Lanes {
    fn busy(&self) -> MutexGuard<'_, HashMap<ChatKey, bool>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that something has arrived; says whether the lane has to be
    /// started.
    pub(super) fn wake(&self, chat: ChatKey) -> bool {
        match self.busy().entry(chat) {
            Entry::Occupied(mut lane) => {
                lane.insert(true);
                false
            }
            Entry::Vacant(lane) => {
                lane.insert(false);
                true
            }
        }
    }

    /// Notes that a lane has found nothing more to do; says whether it may
    /// stop.
    pub(super) fn rest(&self, chat: ChatKey) -> bool {
        let mut busy = self.busy();
        if busy.get(&chat).copied().unwrap_or(false) {
            busy.insert(chat, false);
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

    #[test]
    fn what_arrives_while_a_lane_works_is_not_missed() {
        let lanes = Lanes::default();
        let chat = ChatKey { channel: Channel::Terminal, id: 1 };
        assert!(lanes.wake(chat));
        assert!(!lanes.wake(chat));
        assert!(!lanes.rest(chat), "something arrived in the meantime");
        assert!(lanes.rest(chat));
        assert!(lanes.wake(chat));
    }
}
