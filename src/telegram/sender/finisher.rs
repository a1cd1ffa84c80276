//! Telling the house how deliveries ended: whatever ended while the last call
//! was running goes together, and nothing is told twice or not at all.

use std::{sync::Arc, time::Duration};

use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    chat::{outgoing::Outcome, outlet::Door},
    clock::{SharedClock, Sleep},
};

/// What has ended, from the sender.
pub(super) type Ended = UnboundedReceiver<(i64, Outcome)>;

/// The most that goes in one call.
const BATCH: usize = 1024;
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// While the program ends: short pauses, few tries.
const LAST_PAUSE: Duration = Duration::from_millis(300);
const LAST_TRIES: u32 = 3;

/// Works until the sender is gone and everything is told.
pub(super) async fn run(mut ended: Ended, door: Arc<dyn Door>, clock: SharedClock) {
    let mut batch = Vec::new();
    let (mut failures, mut last_tries) = (0_u32, None);
    while !batch.is_empty() || ended.recv_many(&mut batch, BATCH).await > 0 {
        let Err(unstored) = door.finish(batch.clone()).await else {
            batch.clear();
            failures = 0;
            continue;
        };
        failures = failures.saturating_add(1);
        if failures == 1 {
            tracing::error!(error = %unstored, "发送结果存不下，稍后重试 (outbox not updated)");
        }
        match last_tries {
            Some(0) => {
                let rows = batch.len();
                tracing::error!(rows, "发送结果未能存下，重启后这些消息会再发一次 (outbox not updated)");
                return;
            }
            Some(left) => {
                last_tries = Some(left - 1);
                clock.sleep(LAST_PAUSE).await;
            }
            None if gather(&mut ended, &mut batch, clock.sleep(pause(failures))).await => {
                last_tries = Some(LAST_TRIES);
            }
            None => {}
        }
    }
}

/// Waits, and meanwhile adds to the batch what ends; says whether the sender
/// is gone, which cuts the waiting short.
async fn gather(ended: &mut Ended, batch: &mut Vec<(i64, Outcome)>, mut pause: Sleep) -> bool {
    loop {
        tokio::select! {
            () = &mut pause => return false,
            taken = ended.recv_many(batch, BATCH) => if taken == 0 { return true },
        }
    }
}

/// 1, 2, 4, … seconds, at most [`LONGEST_PAUSE`].
fn pause(failures: u32) -> Duration {
    Duration::from_secs(1 << failures.saturating_sub(1).min(5)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_half_a_minute() {
        let pauses: Vec<u64> = (1..8).map(|failures| pause(failures).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30]);
    }
}
