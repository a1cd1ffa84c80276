//! A running copy of the program, in a runtime of its own so that it can be
//! killed.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
};

use baiti::{
    app::{World, serve_until},
    settings::{Address, Settings},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng as _};
use tokio::{runtime::Runtime, sync::watch, task::JoinHandle};

use crate::{fake_telegram::FakeTelegram, test_clock::TestClock};

pub struct Copy {
    runtime: Runtime,
    running: JoinHandle<anyhow::Result<()>>,
    stop: watch::Sender<bool>,
    url: Option<String>,
}

impl Copy {
    /// Starts a copy and waits until it asks for updates.
    pub async fn start(
        settings: &Settings,
        clock: Arc<TestClock>,
        telegram: &FakeTelegram,
        seed: u64,
    ) -> Self {
        let mut settings = settings.clone();
        if let Some(webhook) = &mut settings.webhook {
            webhook.listen = ([127, 0, 0, 1], free_port()).into();
            let url = format!("http://{}/hook", webhook.listen);
            webhook.url = Address::parse(&url, &["http"]).unwrap();
        }
        let url = settings.webhook.as_ref().map(|webhook| webhook.url.expose().to_string());
        let ready = if url.is_some() { "setwebhook" } else { "getupdates" };
        let before = telegram.calls(ready).len();
        let (stop, stopped) = watch::channel(false);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let world = World { clock, generator: ChaCha12Rng::seed_from_u64(seed) };
        let running = runtime.spawn(serve_until(settings, world, stopped));
        let copy = Self { runtime, running, stop, url };
        while telegram.calls(ready).len() == before && !copy.running.is_finished() {
            super::blink().await;
        }
        copy
    }

    /// Where it listens for the webhook.
    pub fn url(&self) -> Option<String> {
        self.url.clone()
    }

    pub fn still_runs(&self) {
        assert!(!self.running.is_finished(), "the program has ended of itself");
    }

    /// Ends it as a signal does.
    pub async fn ends(self) {
        self.stop.send(true).expect("it listens");
        self.ended().await.expect("ends well");
    }

    /// Waits until it has ended; gives how.
    pub async fn ended(self) -> anyhow::Result<()> {
        let ended = self.running.await.expect("does not panic");
        self.runtime.shutdown_background();
        ended
    }

    /// Kills it.
    pub fn dies(self) {
        self.runtime.shutdown_background();
    }
}

/// A port outside of those that the system gives out by itself, so that nobody
/// takes it between the look and the use.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 12_000).expect("is small");
    loop {
        let nth = NEXT.fetch_add(1, Ordering::Relaxed) % 6_000;
        let port = 14_000 + (first + nth) % 12_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
