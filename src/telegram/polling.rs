//! Fetching updates by long polling. The offset, by which Telegram forgets
//! what it has given, moves only after the house has taken what came: a kill
//! at any moment loses nothing, and what comes twice has the same number.

use std::{sync::Arc, time::Duration};

use serde_json::value::RawValue;
use thiserror::Error;

use super::{
    api::Api,
    arrival::arrival,
    stop::{Stop, stopped},
    trouble::Trouble,
};
use crate::{
    chat::{
        incoming::Arrival,
        outlet::{Door, Unstored},
    },
    clock::SharedClock,
};

/// How long Telegram may hold a poll that has nothing to give.
const WAIT: Duration = Duration::from_secs(50);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// The pause when someone else polls: long enough to let the other have its say.
const CONFLICT_PAUSE: Duration = Duration::from_secs(5);

/// Why polling ended before it was told to.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PollingError {
    /// The token is wrong or was revoked.
    #[error("{}", Trouble::Unauthorized)]
    Unauthorized,
}

/// Polls until told to stop. A webhook that is set is taken away first.
pub async fn run(
    api: Api,
    door: Arc<dyn Door>,
    clock: SharedClock,
    mut stop: Stop,
) -> Result<(), PollingError> {
    let mut poller = Poller { api, door, clock, offset: None, pauses: 0 };
    tokio::select! {
        // What is cut off here was not confirmed, so that it comes again.
        biased;
        () = stopped(&mut stop) => Ok(()),
        error = poller.forever() => Err(error),
    }
}

struct Poller {
    api: Api,
    door: Arc<dyn Door>,
    clock: SharedClock,
    offset: Option<i64>,
    /// How many pauses there were since something last went well.
    pauses: u32,
}

impl Poller {
    async fn forever(&mut self) -> PollingError {
        loop {
            match self.api.delete_webhook().await {
                Ok(()) => break,
                Err(trouble) if trouble.is_final_for_the_bot() => return PollingError::Unauthorized,
                Err(trouble) => self.recover(&trouble).await,
            }
        }
        loop {
            match self.api.get_updates(self.offset, WAIT).await {
                Ok(updates) => self.take(&updates).await,
                Err(trouble) if trouble.is_final_for_the_bot() => return PollingError::Unauthorized,
                Err(trouble) => self.recover(&trouble).await,
            }
        }
    }

    /// Hands a batch over until the house has it, and only then moves on.
    async fn take(&mut self, updates: &[Box<RawValue>]) {
        let batch = Batch::read(updates);
        while let Err(unstored) = self.hand_over(batch.arrivals.clone()).await {
            let pause = self.longer_pause();
            if self.pauses == 1 {
                tracing::error!(error = %unstored, "收到的消息存不下，暂停接收，稍后重试 (inbox not stored)");
            }
            self.clock.sleep(pause).await;
        }
        if self.pauses > 0 {
            tracing::info!("接收已恢复 (polling goes on)");
        }
        self.pauses = 0;
        if batch.arrivals.is_empty() && !updates.is_empty() {
            // They can't be confirmed and come again at once.
            self.clock.sleep(LONGEST_PAUSE).await;
        }
        // An empty answer means that all below the offset is forgotten. Asking without one from then on
        // finds what comes next even if Telegram numbers anew from below, as it does after a quiet week.
        self.offset = batch.last.map(|last| last.saturating_add(1));
    }

    async fn hand_over(&self, arrivals: Vec<Arrival>) -> Result<(), Unstored> {
        if arrivals.is_empty() { Ok(()) } else { self.door.accept(arrivals).await }
    }

    async fn recover(&mut self, trouble: &Trouble) {
        let pause = match trouble {
            Trouble::RetryAfter(wait) => *wait,
            Trouble::OtherPoller | Trouble::WebhookSet => {
                self.pauses = self.pauses.saturating_add(1);
                CONFLICT_PAUSE
            }
            _ => self.longer_pause(),
        };
        if self.pauses <= 1 {
            tracing::warn!(error = %trouble, "接收消息受阻，将不断重试 (getUpdates failed)");
        }
        self.clock.sleep(pause).await;
    }

    /// 1, 2, 4, … seconds, at most [`LONGEST_PAUSE`].
    fn longer_pause(&mut self) -> Duration {
        let pause = FIRST_PAUSE.saturating_mul(1 << self.pauses.min(5)).min(LONGEST_PAUSE);
        self.pauses = self.pauses.saturating_add(1);
        pause
    }
}

/// What one poll gave.
struct Batch {
    arrivals: Vec<Arrival>,
    /// The number of the last update, by which all of them are confirmed.
    last: Option<i64>,
}

impl Batch {
    fn read(updates: &[Box<RawValue>]) -> Self {
        let arrivals: Vec<Arrival> = updates.iter().filter_map(|update| arrival(update.get())).collect();
        let strange = updates.len() - arrivals.len();
        if strange > 0 {
            tracing::warn!(strange, "收到没有编号的更新，已跳过 (updates without a number)");
        }
        // The order of the list, not the highest number: Telegram may begin anew at a lower one.
        let last = arrivals.last().map(|arrival| arrival.update_id);
        Self { arrivals, last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_skips_what_has_no_number_and_ends_with_the_last() {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).unwrap();
        let batch = Batch::read(&[raw("{\"update_id\":9}"), raw("5"), raw("{\"update_id\":3}"), raw("{}")]);
        let ids: Vec<i64> = batch.arrivals.iter().map(|arrival| arrival.update_id).collect();
        assert_eq!((ids, batch.last), (vec![9, 3], Some(3)));
        assert_eq!(Batch::read(&[]).last, None);
    }
}
