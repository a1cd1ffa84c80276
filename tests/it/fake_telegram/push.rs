//! Delivery to the webhook: an update is forgotten when it is answered with
//! 2xx, and delivered again otherwise. Chats go side by side, each in order.

use std::{collections::HashSet, sync::Arc, time::Duration};

use tokio::task::JoinSet;

use super::{
    Shared,
    state::{State, Webhook},
};

/// The pause before an update is delivered again.
const PAUSE: Duration = Duration::from_millis(20);

/// One try: the update's number, its text, the address and the secret.
struct Push {
    id: i64,
    body: String,
    url: String,
    secret: String,
}

pub async fn run(shared: Arc<Shared>) {
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build().unwrap();
    let mut tries = JoinSet::new();
    loop {
        tokio::select! {
            push = shared.wait(next) => {
                tries.spawn(deliver(client.clone(), push));
            }
            Some(Ok((id, taken))) = tries.join_next() => settle(&shared, id, taken).await,
        }
    }
}

/// The first update that may go now.
fn next(state: &mut State) -> Option<Push> {
    let Webhook { url, secret, max_connections } = state.webhook.clone()?;
    let under_way: HashSet<i64> =
        state.updates.iter().filter(|update| update.under_way).map(|update| update.chat).collect();
    let room = state.updates.iter().filter(|update| update.under_way).count() < max_connections;
    let update = state.updates.iter_mut().find(|update| room && !under_way.contains(&update.chat))?;
    update.under_way = true;
    let url = state.spread.get(state.pushes % state.spread.len().max(1)).cloned().unwrap_or(url);
    state.pushes += 1;
    Some(Push { id: update.id, body: update.json.to_string(), url, secret })
}

async fn deliver(client: reqwest::Client, push: Push) -> (i64, bool) {
    let request = client
        .post(&push.url)
        .header("X-Telegram-Bot-Api-Secret-Token", push.secret)
        .header("Content-Type", "application/json")
        .body(push.body);
    let taken = request.send().await.is_ok_and(|answer| answer.status().is_success());
    (push.id, taken)
}

async fn settle(shared: &Shared, id: i64, taken: bool) {
    if taken {
        return shared.with(|state| state.updates.retain(|update| update.id != id));
    }
    // Not a sleep: whatever happens ends it.
    let _ = tokio::time::timeout(PAUSE, shared.changed.notified()).await;
    shared.with(|state| {
        for update in state.updates.iter_mut().filter(|update| update.id == id) {
            update.under_way = false;
        }
    });
}
