//! What was handed to the senders.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::{
    incoming::ChatKey,
    outgoing::{Delivery, Outcome},
};

/// How many ended rows are remembered: far more than end while someone who has
/// read the outbox comes to handing on what they read.
const REMEMBERED: usize = 20_000;

/// Rows that were handed on. One that has ended is not handed on again, even
/// by someone who read it while it was open.
#[derive(Debug, Default)]
pub(super) struct InFlight {
    open: HashMap<i64, ChatKey>,
    ended: HashSet<i64>,
    /// The ended rows, the first that ended first.
    in_order: VecDeque<i64>,
}

impl InFlight {
    /// Notes that a row is handed on; `false` if it was before.
    pub(super) fn takes(&mut self, delivery: &Delivery) -> bool {
        !self.ended.contains(&delivery.id) && self.open.insert(delivery.id, delivery.chat).is_none()
    }

    /// Notes that rows have ended.
    pub(super) fn end(&mut self, ended: &[(i64, Outcome)]) {
        for (id, _) in ended {
            self.open.remove(id);
            if self.ended.insert(*id) {
                self.in_order.push_back(*id);
            }
        }
        while self.in_order.len() > REMEMBERED {
            let oldest = self.in_order.pop_front();
            oldest.map(|id| self.ended.remove(&id));
        }
    }

    /// The chats of these rows.
    pub(super) fn chats_of(&self, rows: &[(i64, Outcome)]) -> HashMap<i64, ChatKey> {
        rows.iter().filter_map(|(id, _)| Some((*id, *self.open.get(id)?))).collect()
    }

    /// The chats where nothing is in hand any more when these have ended.
    pub(super) fn emptied(&self, ended: &HashMap<i64, ChatKey>) -> BTreeSet<ChatKey> {
        let busy: BTreeSet<ChatKey> =
            self.open.iter().filter(|(id, _)| !ended.contains_key(id)).map(|(_, chat)| *chat).collect();
        ended.values().filter(|chat| !busy.contains(chat)).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{
        incoming::Channel,
        outgoing::{Class, Outgoing},
    };

    const CHAT: ChatKey = ChatKey { channel: Channel::Telegram, id: 7 };

    fn delivery(id: i64) -> Delivery {
        Delivery { id, chat: CHAT, class: Class::Reply, outgoing: Outgoing::Menu { commands: vec![] } }
    }

    #[test]
    fn a_row_is_handed_on_once_even_after_its_end() {
        let mut in_flight = InFlight::default();
        assert!(in_flight.takes(&delivery(1)));
        assert!(!in_flight.takes(&delivery(1)));
        in_flight.end(&[(1, Outcome::Sent)]);
        assert!(!in_flight.takes(&delivery(1)), "someone had read it before it ended");
    }

    #[test]
    fn a_chat_is_empty_when_its_last_row_ends() {
        let mut in_flight = InFlight::default();
        assert!(in_flight.takes(&delivery(1)) && in_flight.takes(&delivery(2)));
        let first = in_flight.chats_of(&[(1, Outcome::Sent), (99, Outcome::Sent)]);
        assert_eq!(first, HashMap::from([(1, CHAT)]));
        assert!(in_flight.emptied(&first).is_empty());
        in_flight.end(&[(1, Outcome::Sent)]);
        let last = in_flight.chats_of(&[(2, Outcome::Overtaken)]);
        assert_eq!(in_flight.emptied(&last), BTreeSet::from([CHAT]));
    }

    #[test]
    fn what_ended_long_ago_is_forgotten() {
        let mut in_flight = InFlight::default();
        let many: Vec<_> =
            (0..i64::try_from(REMEMBERED).unwrap() + 5).map(|id| (id, Outcome::Sent)).collect();
        in_flight.end(&many);
        assert_eq!((in_flight.ended.len(), in_flight.in_order.len()), (REMEMBERED, REMEMBERED));
    }
}
