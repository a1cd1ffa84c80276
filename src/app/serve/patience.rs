//! Patience with Telegram and the network at the start.

use std::time::Duration;

use tokio::sync::watch;

use crate::{clock::SharedClock, telegram::Trouble};

/// The pause before Telegram is asked again.
const PAUSE: Duration = Duration::from_secs(3);

/// Asks Telegram until it answers; whatever may pass is waited for. `None` if
/// told to stop meanwhile.
pub async fn until_answered<T, F>(
    clock: &SharedClock,
    stop: &watch::Receiver<bool>,
    ask: impl Fn() -> F,
) -> Option<Result<T, Trouble>>
where
    F: Future<Output = Result<T, Trouble>>,
{
    let mut told = false;
    loop {
        let asked = tokio::select! {
            biased;
            () = until_stopped(stop.clone()) => return None,
            asked = ask() => asked,
        };
        let pause = match &asked {
            Err(Trouble::RetryAfter(pause)) => *pause,
            Err(Trouble::Server(_) | Trouble::Network { .. } | Trouble::Unreadable(_)) => PAUSE,
            Ok(_) | Err(_) => return Some(asked),
        };
        if let (Err(trouble), false) = (&asked, std::mem::replace(&mut told, true)) {
            tracing::warn!(%trouble, "Telegram can't be reached; trying again");
        }
        tokio::select! {
            biased;
            () = until_stopped(stop.clone()) => return None,
            () = clock.sleep(pause) => {}
        }
    }
}

/// Ends when the program is told to stop.
pub async fn until_stopped(mut stop: watch::Receiver<bool>) {
    // Whoever could tell it being gone says the same.
    let _ = stop.wait_for(|stop| *stop).await;
}
