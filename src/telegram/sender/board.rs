//! What waits, what is under way and what goes next. A plain machine: time is
//! told to it, and calls are made by others.
//!
//! Each chat is a lane with one call under way at most, which keeps its order.
//! A tap's confirmation is a lane of its own: it overtakes everything and
//! needs no permit. A lane is in exactly one [`Stage`]; the lists of lanes may
//! hold entries of stages that have passed, which are skipped.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, VecDeque},
    sync::Arc,
};

use super::{
    judge::{Parcel, Verdict},
    lane::{Lane, LaneKey, Stage},
    rates::{Limits, Rates},
    render::Departures,
    steady::Steady,
};
use crate::{
    chat::{
        incoming::ChatKey,
        outgoing::{Class, Delivery, Outcome, Outgoing},
    },
    clock::Timestamp,
    telegram::trouble::Trouble,
};

/// How many messages may pass between two times of forgetting idle chats.
const FORGET_EACH: u32 = 4096;

/// A call to be made.
pub(super) struct Job {
    pub lane: LaneKey,
    pub chat: ChatKey,
    pub outgoing: Arc<Outgoing>,
    pub departures: Departures,
}

/// All lanes.
pub(super) struct Board {
    lanes: HashMap<LaneKey, Lane>,
    taps: VecDeque<LaneKey>,
    replies: VecDeque<LaneKey>,
    notices: VecDeque<LaneKey>,
    timers: BinaryHeap<Reverse<(Timestamp, LaneKey)>>,
    limits: Limits,
    /// The overall rate allows nothing before this moment.
    blocked_until: Option<Timestamp>,
    under_way: usize,
    at_once: usize,
    until_forgetting: u32,
    ended: Vec<(i64, Outcome)>,
}

impl Board {
    pub fn new(rates: Rates, steady: &Steady) -> Self {
        Self {
            lanes: HashMap::new(),
            taps: VecDeque::new(),
            replies: VecDeque::new(),
            notices: VecDeque::new(),
            timers: BinaryHeap::new(),
            limits: Limits::new(rates, steady),
            blocked_until: None,
            under_way: 0,
            at_once: rates.at_once.max(1),
            until_forgetting: FORGET_EACH,
            ended: Vec::new(),
        }
    }

    /// Takes a delivery in.
    pub fn add(&mut self, delivery: Delivery, now: Timestamp) {
        let parcel = Parcel::new(delivery, now);
        let key = if parcel.is_tap() { LaneKey::Tap(parcel.id) } else { LaneKey::Chat(parcel.chat) };
        let Some(lane) = self.lanes.get_mut(&key) else {
            self.lanes.insert(key, Lane::new(parcel, now));
            return self.settle(key, now);
        };
        if let Some(overtaken) = lane.overtake(&parcel) {
            self.ended.push((overtaken.id, Outcome::Overtaken));
        }
        let urgent = parcel.class == Class::Reply && lane.stage == Stage::Ready(Class::Notice);
        lane.parcels.push_back(parcel);
        if urgent {
            // What stands before a reply has to go for the reply's sake.
            lane.stage = Stage::Ready(Class::Reply);
            self.replies.push_back(key);
        }
    }

    /// The next call that may be made now. It counts as under way until
    /// [`Board::done`].
    pub fn next(&mut self, now: Timestamp) -> Option<Job> {
        self.wake(now);
        if self.under_way >= self.at_once {
            return None;
        }
        let key = self.next_lane()?;
        let lane = self.lanes.get_mut(&key)?;
        let parcel = lane.parcels.front()?;
        let outgoing = Arc::clone(&parcel.outgoing);
        let job = Job { lane: key, chat: parcel.chat, outgoing, departures: parcel.departures };
        if lane.needs_permit() {
            lane.permit = false;
        }
        lane.stage = Stage::UnderWay;
        self.under_way += 1;
        Some(job)
    }

    /// Notes how a call went.
    pub fn done(&mut self, key: LaneKey, result: Result<(), Trouble>, now: Timestamp) {
        self.under_way = self.under_way.saturating_sub(1);
        let Some(lane) = self.lanes.get_mut(&key) else { return };
        if let Some(parcel) = lane.parcels.front_mut() {
            match parcel.judge(result, now) {
                Verdict::Again(at) => lane.held_until = at,
                Verdict::Ended(outcome) => {
                    self.ended.push((parcel.id, outcome));
                    lane.parcels.pop_front();
                }
            }
        }
        self.settle(key, now);
        self.forget_now_and_then();
    }

    /// When to ask for the next call again, if nothing else happens before.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let timer = self.timers.peek().map(|Reverse((at, _))| *at);
        timer.into_iter().chain(self.blocked_until).min()
    }

    /// What has ended since the last time.
    pub fn take_ended(&mut self) -> Vec<(i64, Outcome)> {
        std::mem::take(&mut self.ended)
    }

    /// How many deliveries are waiting or under way.
    pub fn waiting(&self) -> usize {
        self.lanes.values().map(|lane| lane.parcels.len()).sum()
    }

    /// Gives a lane that is not under way its stage, or lets it go.
    fn settle(&mut self, key: LaneKey, now: Timestamp) {
        let Some(lane) = self.lanes.get_mut(&key) else { return };
        let Some(class) = lane.class() else {
            self.lanes.remove(&key);
            return;
        };
        if let Err(at) = lane.earliest(key, now, &self.limits) {
            lane.stage = Stage::Waiting(at);
            self.timers.push(Reverse((at, key)));
        } else {
            lane.stage = Stage::Ready(class);
            self.line(key, class).push_back(key);
        }
    }

    fn line(&mut self, key: LaneKey, class: Class) -> &mut VecDeque<LaneKey> {
        match (key, class) {
            (LaneKey::Tap(_), _) => &mut self.taps,
            (LaneKey::Chat(_), Class::Reply) => &mut self.replies,
            (LaneKey::Chat(_), Class::Notice) => &mut self.notices,
        }
    }

    /// Settles the lanes whose time has come.
    fn wake(&mut self, now: Timestamp) {
        // A time that has passed must not be given as one to wake at.
        self.blocked_until = self.blocked_until.filter(|until| *until > now);
        while let Some(Reverse((at, key))) = self.timers.peek().copied().filter(|Reverse((at, _))| *at <= now)
        {
            self.timers.pop();
            if self.lanes.get(&key).is_some_and(|lane| lane.stage == Stage::Waiting(at)) {
                self.settle(key, now);
            }
        }
    }

    /// Taps first, then replies, then notices; messages as the overall rate allows.
    fn next_lane(&mut self) -> Option<LaneKey> {
        if let Some(tap) = self.taps.pop_front() {
            return Some(tap);
        }
        self.drop_passed();
        if self.blocked_until.is_some() || (self.replies.is_empty() && self.notices.is_empty()) {
            return None;
        }
        if let Err(at) = self.limits.overall() {
            self.blocked_until = Some(at);
            return None;
        }
        self.replies.pop_front().or_else(|| self.notices.pop_front())
    }

    /// Takes entries off the lists' heads whose lanes have moved on.
    fn drop_passed(&mut self) {
        let lanes = &self.lanes;
        for (line, class) in [(&mut self.replies, Class::Reply), (&mut self.notices, Class::Notice)] {
            while let Some(key) = line.front() {
                if lanes.get(key).is_some_and(|lane| lane.stage == Stage::Ready(class)) {
                    break;
                }
                line.pop_front();
            }
        }
    }

    fn forget_now_and_then(&mut self) {
        self.until_forgetting -= 1;
        if self.until_forgetting == 0 {
            self.until_forgetting = FORGET_EACH;
            self.limits.forget_idle();
            self.lanes.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests;
