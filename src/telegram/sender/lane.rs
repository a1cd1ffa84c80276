//! One lane of the board: the parcels of a chat, or of one tap.

use std::collections::VecDeque;

use super::{judge::Parcel, rates::Limits};
use crate::{
    chat::{
        incoming::ChatKey,
        outgoing::{Class, Outgoing},
    },
    clock::Timestamp,
};

/// What must go one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum LaneKey {
    Chat(ChatKey),
    /// A tap, by the row of its confirmation.
    Tap(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// May go as soon as the overall rate allows it.
    Ready(Class),
    /// May not go before this moment.
    Waiting(Timestamp),
    /// Its first parcel is under way.
    UnderWay,
}

/// Parcels that go one after the other.
pub(super) struct Lane {
    pub parcels: VecDeque<Parcel>,
    pub stage: Stage,
    /// Telegram asked to leave this chat alone until then.
    pub held_until: Timestamp,
    /// The chat's rate allows one message, which was not sent yet.
    pub permit: bool,
}

impl Lane {
    pub fn new(parcel: Parcel, now: Timestamp) -> Self {
        let parcels = VecDeque::from([parcel]);
        Self { parcels, stage: Stage::Waiting(now), held_until: now, permit: false }
    }

    /// The most urgent that waits, since what stands before it must go first.
    pub fn class(&self) -> Option<Class> {
        self.parcels.front()?;
        let urgent = self.parcels.iter().any(|parcel| parcel.class == Class::Reply);
        Some(if urgent { Class::Reply } else { Class::Notice })
    }

    /// Takes out an edit that a later one makes needless, if it is not under way.
    pub fn overtake(&mut self, later: &Parcel) -> Option<Parcel> {
        let first = usize::from(self.stage == Stage::UnderWay);
        let at = self.parcels.iter().skip(first).position(|parcel| parcel.is_edit_of(later))? + first;
        self.parcels.remove(at)
    }

    pub fn needs_permit(&self) -> bool {
        let is_message = |outgoing: &Outgoing| match outgoing {
            Outgoing::Send { .. } | Outgoing::Edit { .. } | Outgoing::Document { .. } => true,
            Outgoing::Confirm { .. } | Outgoing::Menu { .. } => false,
        };
        self.parcels.front().is_some_and(|parcel| is_message(&parcel.outgoing))
    }

    /// Whether the lane may go now, or when to look again.
    pub fn earliest(&mut self, key: LaneKey, now: Timestamp, limits: &Limits) -> Result<(), Timestamp> {
        if self.held_until > now {
            return Err(self.held_until);
        }
        if let LaneKey::Chat(chat) = key
            && self.needs_permit()
            && !self.permit
        {
            limits.chat(chat)?;
            self.permit = true;
        }
        Ok(())
    }
}
