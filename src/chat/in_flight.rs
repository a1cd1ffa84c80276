//! The rows of the outbox that are in the senders' hands.

use std::{
    collections::{BTreeSet, HashMap, HashSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::incoming::ChatKey;

/// How many rows are remembered that have ended. Who read a row while it was
/// open hands it on some milliseconds later; it must not go out again then.
const REMEMBERED: usize = 65_536;

/// Rows that were handed on and have not ended, and those that ended lately.
#[derive(Debug, Default)]
pub(super) struct InFlight(Mutex<Rows>);

#[derive(Debug, Default)]
struct Rows {
    open: HashMap<i64, ChatKey>,
    of_chat: HashMap<ChatKey, BTreeSet<i64>>,
    ended: HashSet<i64>,
    ended_in_order: VecDeque<i64>,
}

impl Rows {
    fn close(&mut self, id: i64) {
        let Some(chat) = self.open.remove(&id) else { return };
        if let Some(ids) = self.of_chat.get_mut(&chat) {
            ids.remove(&id);
            if ids.is_empty() {
                self.of_chat.remove(&chat);
            }
        }
    }
}

impl InFlight {
    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands on, in this order, what was not handed on before.
    pub(super) fn hand_on<T>(
        &self,
        deliveries: impl IntoIterator<Item = T>,
        of: impl Fn(&T) -> (i64, ChatKey),
        mut send: impl FnMut(T),
    ) {
        let mut rows = self.rows();
        for delivery in deliveries {
            let (id, chat) = of(&delivery);
            if !rows.ended.contains(&id) && rows.open.insert(id, chat).is_none() {
                rows.of_chat.entry(chat).or_default().insert(id);
                send(delivery);
            }
        }
    }

    /// Notes that rows have ended.
    pub(super) fn end(&self, ids: impl IntoIterator<Item = i64>) {
        let mut rows = self.rows();
        for id in ids {
            rows.close(id);
            if rows.ended.insert(id) {
                rows.ended_in_order.push_back(id);
            }
        }
        while rows.ended_in_order.len() > REMEMBERED {
            if let Some(id) = rows.ended_in_order.pop_front() {
                rows.ended.remove(&id);
            }
        }
    }

    /// The chats of those rows that are in flight.
    pub(super) fn chats_of(&self, ids: impl IntoIterator<Item = i64>) -> HashMap<i64, ChatKey> {
        let rows = self.rows();
        ids.into_iter().filter_map(|id| Some((id, *rows.open.get(&id)?))).collect()
    }

    /// The newest row that is in flight in a chat; 0 if there is none.
    pub(super) fn newest(&self, chat: ChatKey) -> i64 {
        self.rows().of_chat.get(&chat).and_then(BTreeSet::last).copied().unwrap_or(0)
    }

    /// The chats where nothing is in flight once these rows have ended.
    pub(super) fn emptied(&self, ended: &HashMap<i64, ChatKey>) -> BTreeSet<ChatKey> {
        let rows = self.rows();
        let is_busy = |chat: &ChatKey| {
            rows.of_chat.get(chat).is_some_and(|ids| ids.iter().any(|id| !ended.contains_key(id)))
        };
        ended.values().filter(|chat| !is_busy(chat)).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::Channel;

    const CHAT: ChatKey = ChatKey { channel: Channel::Telegram, id: 1 };
    const OTHER: ChatKey = ChatKey { channel: Channel::Telegram, id: 2 };

    fn handed_on(flight: &InFlight, rows: &[(i64, ChatKey)]) -> Vec<i64> {
        let mut sent = Vec::new();
        flight.hand_on(rows.to_vec(), |row| *row, |(id, _)| sent.push(id));
        sent
    }

    #[test]
    fn a_row_goes_out_once_however_late_it_was_read() {
        let flight = InFlight::default();
        assert_eq!(handed_on(&flight, &[(1, CHAT), (2, CHAT)]), [1, 2]);
        assert_eq!(handed_on(&flight, &[(1, CHAT), (2, CHAT), (3, CHAT)]), [3]);
        flight.end([1, 2]);
        assert_eq!(handed_on(&flight, &[(1, CHAT), (2, CHAT), (3, CHAT), (4, CHAT)]), [4]);
    }

    #[test]
    fn a_chat_is_emptied_by_its_last_row() {
        let flight = InFlight::default();
        handed_on(&flight, &[(1, CHAT), (2, CHAT), (3, OTHER)]);
        assert_eq!((flight.newest(CHAT), flight.newest(OTHER)), (2, 3));
        assert!(flight.emptied(&flight.chats_of([1])).is_empty());
        assert_eq!(flight.emptied(&flight.chats_of([1, 2, 9])), [CHAT].into());
        assert_eq!(flight.emptied(&flight.chats_of([1, 3])), [OTHER].into());
        flight.end([1, 2]);
        assert_eq!(flight.newest(CHAT), 0);
    }

    #[test]
    fn only_the_latest_endings_are_remembered() {
        let flight = InFlight::default();
        let many = i64::try_from(REMEMBERED).unwrap() + 1;
        flight.end(0..many);
        assert_eq!(handed_on(&flight, &[(0, CHAT), (1, CHAT)]), [0]);
    }
}
