//! Delivering what the house wants to say: in order within a chat, chats side
//! by side, as fast as Telegram allows and no faster.
//!
//! An edit may be made twice without harm. A new message whose answer was cut
//! off is sent again, because one that people see twice does less harm than
//! one that they never see.

mod board;
mod document;
mod finisher;
#[cfg(test)]
mod hand_clock;
mod judge;
mod lane;
mod markup;
mod rates;
mod render;
mod steady;

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use futures::{StreamExt, stream::FuturesUnordered};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

pub use self::rates::{Rate, Rates};
use self::{
    board::{Board, Job},
    lane::LaneKey,
    steady::Steady,
};
use super::{
    api::Api,
    stop::{Stop, stopped},
    trouble::Trouble,
};
use crate::{
    chat::{
        outgoing::{Delivery, Outcome},
        outlet::{Deliveries, Door},
    },
    clock::{SharedClock, Sleep, Timestamp},
};

/// How long calls that are under way may hold up the end.
const GRACE: Duration = Duration::from_secs(3);
/// How many deliveries are taken in before calls are started.
const GULP: usize = 256;

/// Delivers until told to stop or until the stream ends. What waits then stays
/// in the outbox; calls under way are let finish and the endings are told.
pub async fn run(
    api: Api,
    deliveries: Deliveries,
    door: Arc<dyn Door>,
    clock: SharedClock,
    rates: Rates,
    stop: Stop,
) {
    let (tell, ended) = unbounded_channel();
    let sender = Sender::new(api, door.clone(), clock.clone(), rates, tell);
    tokio::join!(sender.run(deliveries, stop), finisher::run(ended, door, clock));
}

type Call = Pin<Box<dyn Future<Output = (LaneKey, Result<(), Trouble>)> + Send>>;

struct Sender {
    api: Api,
    door: Arc<dyn Door>,
    clock: SharedClock,
    steady: Steady,
    board: Board,
    calls: FuturesUnordered<Call>,
    tell: UnboundedSender<(i64, Outcome)>,
    /// The next time to look, and the sleep until then.
    alarm: Option<(Timestamp, Sleep)>,
}

impl Sender {
    fn new(
        api: Api,
        door: Arc<dyn Door>,
        clock: SharedClock,
        rates: Rates,
        tell: UnboundedSender<(i64, Outcome)>,
    ) -> Self {
        let steady = Steady::new(clock.clone());
        let board = Board::new(rates, &steady);
        Self { api, door, clock, steady, board, calls: FuturesUnordered::new(), tell, alarm: None }
    }

    async fn run(mut self, mut deliveries: Deliveries, mut stop: Stop) {
        let mut gulp = Vec::with_capacity(GULP);
        loop {
            self.start_calls();
            self.set_alarm();
            tokio::select! {
                biased;
                () = stopped(&mut stop) => break,
                Some((lane, result)) = self.calls.next() => self.done(lane, result),
                taken = deliveries.recv_many(&mut gulp, GULP) => {
                    if taken == 0 {
                        break;
                    }
                    self.take(gulp.drain(..));
                }
                () = ring(&mut self.alarm) => self.alarm = None,
            }
            self.tell_ended();
        }
        self.finish_calls().await;
    }

    fn take(&mut self, deliveries: impl Iterator<Item = Delivery>) {
        let now = self.steady.now();
        deliveries.for_each(|delivery| self.board.add(delivery, now));
    }

    fn done(&mut self, lane: LaneKey, result: Result<(), Trouble>) {
        self.board.done(lane, result, self.steady.now());
    }

    fn start_calls(&mut self) {
        while let Some(job) = self.board.next(self.steady.now()) {
            self.calls.push(Box::pin(make(self.api.clone(), self.door.clone(), job)));
        }
    }

    /// Sleeps until the board's next time, and keeps a sleep that is right already.
    fn set_alarm(&mut self) {
        let wanted = self.board.wake_at();
        if self.alarm.as_ref().map(|(at, _)| *at) != wanted {
            self.alarm = wanted.map(|at| (at, self.clock.sleep(at.since(self.steady.now()))));
        }
    }

    fn tell_ended(&mut self) {
        for ended in self.board.take_ended() {
            // Only gone when all is over.
            let _ = self.tell.send(ended);
        }
    }

    /// Waits a little for the calls that are under way, and starts no others.
    async fn finish_calls(mut self) {
        let mut patience = self.clock.sleep(GRACE);
        loop {
            tokio::select! {
                biased;
                call = self.calls.next() => match call {
                    Some((lane, result)) => self.done(lane, result),
                    None => break,
                },
                () = &mut patience => break,
            }
            self.tell_ended();
        }
        tracing::info!(left = self.board.waiting(), cut_off = self.calls.len(), "the sender has stopped");
    }
}

async fn make(api: Api, door: Arc<dyn Door>, job: Job) -> (LaneKey, Result<(), Trouble>) {
    let call = render::render(job.chat, &job.outgoing, job.departures);
    (job.lane, call.make(&api, door.as_ref()).await)
}

/// Ends when the alarm does; never if there is none.
async fn ring(alarm: &mut Option<(Timestamp, Sleep)>) {
    match alarm {
        Some((_, sleep)) => sleep.await,
        None => std::future::pending().await,
    }
}
