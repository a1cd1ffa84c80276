//! Handing on what goes out, and noting how it ended. On PostgreSQL one copy of
//! the program sends to a chat at a time.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use super::{Desk, SENDING_LEASE};
use crate::{
    chat::{
        incoming::{Channel, ChatKey},
        outgoing::{Class, Delivery, Outcome},
        outlet::Attachment,
    },
    domain::ids::FileId,
    store::{Dialect, Result, Tx, account, file, outbox},
};

/// The outcome of a delivery to someone who has blocked the bot.
const BLOCKED: &str = "blocked";
/// The outcome of a row whose contents make no sense.
const UNREADABLE: &str = "unreadable";

impl Desk {
    /// Hands on what was written for delivery at least so long ago and is in
    /// nobody's hands: after a restart, or written by another program.
    pub async fn hand_on_left_over(&self, age: Duration) -> Result<()> {
        let until = self.house.clock.now().minus(age).0;
        for &channel in self.outlets.keys() {
            let mut tx = self.house.store.read().await?;
            let chats = outbox::open_chats(&mut tx, channel.word(), until).await?;
            drop(tx);
            let chats = chats.into_iter().map(|id| ChatKey { channel, id });
            // What comes after those in flight is handed on when they end.
            let waiting = chats.filter(|chat| self.serves(*chat) && self.in_flight.newest(*chat) == 0);
            for chat in waiting {
                self.hand_on_chat(chat).await?;
            }
        }
        Ok(())
    }

    async fn hand_on_chat(&self, chat: ChatKey) -> Result<()> {
        let mut tx = self.house.store.begin().await?;
        let deliveries = if self.claim(&mut tx, chat).await? {
            let deliveries = self.open_after(&mut tx, chat, 0).await?;
            if deliveries.is_empty() {
                // What waited has just ended; another copy may be about to write here.
                outbox::release(&mut tx, chat.channel.word(), chat.id, &self.copy).await?;
            }
            deliveries
        } else {
            Vec::new()
        };
        tx.commit().await?;
        self.hand_on(deliveries);
        Ok(())
    }

    /// What is open in a chat after this row. What can't be read any more is
    /// ended, so that it doesn't stand in the way for ever.
    async fn open_after(&self, tx: &mut Tx, chat: ChatKey, after: i64) -> Result<Vec<Delivery>> {
        let mut deliveries = Vec::new();
        for row in outbox::open_of_chat(tx, chat.channel.word(), chat.id, after).await? {
            match delivery(&row) {
                Some(delivery) => deliveries.push(delivery),
                None => {
                    tracing::error!(row = row.id, "a row of the outbox can't be read and is given up");
                    outbox::end(tx, row.id, UNREADABLE, self.house.clock.now().0).await?;
                }
            }
        }
        Ok(deliveries)
    }

    /// Claims the sending to chats and gives all that is open in those it has:
    /// another copy may have written there while this one was sending, and that
    /// goes first. The chats are in order, so that copies don't lock crosswise.
    pub(super) async fn claimed(&self, tx: &mut Tx, chats: BTreeSet<ChatKey>) -> Result<Vec<Delivery>> {
        let mut deliveries = Vec::new();
        for chat in chats {
            if self.claim(tx, chat).await? {
                let after = self.in_flight.newest(chat);
                deliveries.extend(self.open_after(tx, chat, after).await?);
            }
        }
        Ok(deliveries)
    }

    /// Whether this copy may send to a chat. With one copy there is nobody to
    /// share with.
    async fn claim(&self, tx: &mut Tx, chat: ChatKey) -> Result<bool> {
        if tx.dialect() == Dialect::Sqlite {
            return Ok(true);
        }
        let now = self.house.clock.now();
        let until = now.plus(SENDING_LEASE).0;
        outbox::claim(tx, chat.channel.word(), chat.id, &self.copy, until, now.0).await
    }

    /// Hands deliveries to their senders, unless they are there already.
    pub(super) fn hand_on(&self, deliveries: Vec<Delivery>) {
        let here = deliveries.into_iter().filter(|one| self.outlets.contains_key(&one.chat.channel));
        self.in_flight.hand_on(
            here,
            |delivery| (delivery.id, delivery.chat),
            |delivery| {
                if let Some(outlet) = self.outlets.get(&delivery.chat.channel) {
                    // A sender that is gone leaves the row to the next start.
                    let _ = outlet.send(delivery);
                }
            },
        );
    }

    /// A file that is to be delivered.
    pub(super) async fn attachment(&self, id: FileId) -> Result<Option<Attachment>> {
        let mut tx = self.house.store.read().await?;
        let found = file::get(&mut tx, id).await?;
        Ok(found.map(|file| Attachment { name: file.name, content: file.content }))
    }

    /// Notes how deliveries ended.
    pub(super) async fn note_ended(&self, ended: &[(i64, Outcome)]) -> Result<()> {
        let now = self.house.clock.now().0;
        let chats = self.in_flight.chats_of(ended.iter().map(|(id, _)| *id));
        let mut tx = self.house.store.begin().await?;
        let is_sent = |(id, outcome): &(i64, Outcome)| (*outcome == Outcome::Sent).then_some(*id);
        let sent: Vec<i64> = ended.iter().filter_map(is_sent).collect();
        outbox::end_sent(&mut tx, &sent, now).await?;
        for (id, outcome) in ended {
            match outcome {
                Outcome::Sent => {}
                Outcome::Overtaken => outbox::end(&mut tx, *id, "overtaken", now).await?,
                Outcome::GivenUp(reason) => {
                    outbox::end(&mut tx, *id, reason, now).await?;
                    self.note_unreachable(&mut tx, chats.get(id), reason).await?;
                }
            }
        }
        let more = self.release(&mut tx, &chats).await?;
        tx.commit().await?;
        self.in_flight.end(ended.iter().map(|(id, _)| *id));
        self.hand_on(more);
        Ok(())
    }

    /// Whoever has blocked the bot gets no more notices until they come back.
    async fn note_unreachable(&self, tx: &mut Tx, chat: Option<&ChatKey>, reason: &str) -> Result<()> {
        match chat {
            Some(chat) if reason == BLOCKED => {
                account::set_reachable(tx, chat.channel.word(), chat.id, false).await
            }
            _ => Ok(()),
        }
    }

    /// Gives up the sending to chats where this copy has nothing more in hand.
    /// What another copy has written there in the meantime is ours to send.
    async fn release(&self, tx: &mut Tx, ended: &HashMap<i64, ChatKey>) -> Result<Vec<Delivery>> {
        if tx.dialect() == Dialect::Sqlite {
            return Ok(Vec::new());
        }
        let mut left = BTreeSet::new();
        for chat in self.in_flight.emptied(ended) {
            if !outbox::release(tx, chat.channel.word(), chat.id, &self.copy).await? {
                left.insert(chat);
            }
        }
        let mut more = Vec::new();
        for chat in left {
            if self.claim(tx, chat).await? {
                more.extend(self.open_after(tx, chat, 0).await?);
            }
        }
        Ok(more)
    }
}

fn delivery(row: &outbox::OutboxRow) -> Option<Delivery> {
    let channel = Channel::from_word(&row.channel)?;
    let outgoing = serde_json::from_str(&row.payload).ok()?;
    let class = if row.notice { Class::Notice } else { Class::Reply };
    Some(Delivery { id: row.id, chat: ChatKey { channel, id: row.chat_id }, class, outgoing })
}
