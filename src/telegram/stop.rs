//! The signal to stop, as every long-running part of the room takes it.

use tokio::sync::watch;

/// Becomes true when the program is to end. A sender that is dropped counts
/// as true.
pub type Stop = watch::Receiver<bool>;

/// Ends when the signal is given.
pub async fn stopped(stop: &mut Stop) {
    // An error means that nobody can give the signal any more: stop as well.
    let _ = stop.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_ends_by_the_signal_or_by_the_end_of_its_giver() {
        let (give, mut stop) = watch::channel(false);
        give.send(true).unwrap();
        stopped(&mut stop).await;
        let (give, mut stop) = watch::channel(false);
        drop(give);
        stopped(&mut stop).await;
    }
}
