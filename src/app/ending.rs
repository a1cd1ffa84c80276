//! The end: Ctrl-C, SIGINT and SIGTERM.

use std::{future::Future, io, time::Duration};

use tokio::sync::watch;

use crate::store::Store;

/// How long a clean end may take; then the program ends all the same (what is
/// not finished is taken up at the next start).
pub const GRACE: Duration = Duration::from_secs(4);
/// How long it may take after that to note that this copy has ended, and again
/// to close the database.
pub const LAST_WORD: Duration = Duration::from_millis(500);

/// Closes the database, unless that takes too long: another program may hold
/// it. Nothing is lost then, only not folded together yet.
pub async fn close(store: &Store) {
    if tokio::time::timeout(LAST_WORD, store.close()).await.is_err() {
        tracing::warn!("the database is busy and was not closed in order; nothing is lost");
    }
}

/// Becomes true at the first signal.
pub fn on_signal() -> io::Result<watch::Receiver<bool>> {
    let (give, stop) = watch::channel(false);
    let signal = signal()?;
    tokio::spawn(async move {
        signal.await;
        // Nobody may be listening any more.
        let _ = give.send(true);
        // Kept, so that nobody takes a dropped sender for another signal.
        give.closed().await;
    });
    Ok(stop)
}

#[cfg(unix)]
fn signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix, where it can fail")]
fn signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without Ctrl-C the program ends by closing its window.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
