//! The end: SIGINT and SIGTERM.

use std::time::Duration;

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// How long a clean end may take; then the program ends all the same (what is
/// not finished is taken up at the next start).
pub const GRACE: Duration = Duration::from_secs(4);

/// Becomes true at the first SIGINT or SIGTERM.
pub fn on_signal() -> std::io::Result<watch::Receiver<bool>> {
    let (give, stop) = watch::channel(false);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        let _ = give.send(true);
        // Kept, so that nobody takes a dropped sender for another signal.
        give.closed().await;
    });
    Ok(stop)
}
