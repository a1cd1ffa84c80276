//! A small Bot API server on loopback, with Telegram's own semantics: what a
//! bot sees of Telegram, and what people see of the bot.
//!
//! It stands by itself, so that a benchmark can include it with `#[path]`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

#[path = "fake_telegram/faults.rs"]
mod faults;
#[path = "fake_telegram/files.rs"]
mod files;
#[path = "fake_telegram/markup.rs"]
mod markup;
#[path = "fake_telegram/methods.rs"]
mod methods;
#[path = "fake_telegram/person.rs"]
mod person;
#[path = "fake_telegram/push.rs"]
mod push;
#[path = "fake_telegram/server.rs"]
mod server;
#[path = "fake_telegram/state.rs"]
mod state;
#[path = "fake_telegram/wire.rs"]
mod wire;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::Value;
use tokio::{sync::Notify, task::JoinHandle};

pub use self::{
    faults::{Fault, Rule},
    person::Person,
    state::{State, Target},
};

/// The token of the bot.
pub const TOKEN: &str = "42:FAKE-token_for-tests";
/// The name of the bot.
pub const BOT_NAME: &str = "baiti_test_bot";

/// How long a test waits for something before it says what is missing.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server. Clones are the same server; it ends with the last of them.
#[derive(Clone)]
pub struct FakeTelegram {
    shared: Arc<Shared>,
    _running: Arc<Running>,
}

/// What the server's tasks share.
pub struct Shared {
    state: Mutex<State>,
    changed: Notify,
    address: SocketAddr,
}

struct Running(Vec<JoinHandle<()>>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

impl Shared {
    /// Reads or changes the state, and tells everyone who waits.
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let result = act(&mut self.state.lock().unwrap());
        self.changed.notify_waiters();
        result
    }

    /// Waits until the state gives something.
    async fn wait<T>(&self, mut look: impl FnMut(&mut State) -> Option<T>) -> T {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if let Some(found) = look(&mut self.state.lock().unwrap()) {
                return found;
            }
            changed.await;
        }
    }
}

impl FakeTelegram {
    /// Starts on a free port of loopback.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared =
            Arc::new(Shared { state: Mutex::new(State::default()), changed: Notify::new(), address });
        let server = tokio::spawn(server::serve(listener, shared.clone()));
        let pusher = tokio::spawn(push::run(shared.clone()));
        Self { shared, _running: Arc::new(Running(vec![server, pusher])) }
    }

    /// The address for `TELOXIDE_API_URL`.
    pub fn url(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    /// A person who has opened the bot's chat.
    pub fn person(&self, id: i64, name: &str) -> Person {
        self.state(|state| state.open(id, name));
        Person::new(self.clone(), id)
    }

    /// Reads or changes anything.
    pub fn state<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        self.shared.with(act)
    }

    /// Plans a trouble.
    pub fn plan(&self, rule: Rule) {
        self.state(|state| state.rules.push(rule));
    }

    /// Each call takes so much real time, as a far server does (for benchmarks).
    pub fn take_time(&self, latency: Duration) {
        self.state(|state| state.latency = latency);
    }

    /// Holds back calls of a method (in a chat, or anywhere) until [`FakeTelegram::release`].
    pub fn hold(&self, method: &str, chat: Option<i64>) {
        self.state(|state| state.held.push((method.to_lowercase(), chat)));
    }

    /// Lets all go on that is held.
    pub fn release(&self) {
        self.state(|state| state.held.clear());
    }

    /// Delivers by webhook to each of these in turn, whatever address is set.
    pub fn spread_over(&self, urls: &[String]) {
        self.state(|state| state.spread = urls.to_vec());
    }

    /// The parameters of all calls of a method so far, in order.
    pub fn calls(&self, method: &str) -> Vec<Value> {
        self.state(|state| state.calls_of(method).cloned().collect())
    }

    /// Waits until something is there, and gives it.
    pub async fn wait_for<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = tokio::time::timeout(PATIENCE, self.shared.wait(look)).await;
        found.unwrap_or_else(|_| panic!("waited in vain for {what}\n{}", self.state(|state| state.summary())))
    }

    /// Waits until something is so.
    pub async fn wait_until(&self, what: &str, mut look: impl FnMut(&State) -> bool) {
        self.wait_for(what, |state| look(state).then_some(())).await;
    }
}
