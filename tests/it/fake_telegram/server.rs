//! The HTTP side: tokens, planned troubles, long polls.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, DefaultBodyLimit, Path, State},
    http::{HeaderMap, Response, StatusCode, header},
    routing::{any, get},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    Shared, TOKEN,
    faults::Fault,
    files,
    methods::{self, Answer},
    wire::{Door, Scissors},
};

pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let router = Router::new()
        .route("/{bot}/{method}", any(call))
        .route("/file/{bot}/{*path}", get(download))
        .layer(DefaultBodyLimit::disable())
        .with_state(shared)
        .into_make_service_with_connect_info::<Scissors>();
    axum::serve(Door(listener), router).await.unwrap();
}

async fn call(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path((bot, method)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    if bot.strip_prefix("bot") != Some(TOKEN) {
        return refusal(401, "Unauthorized", &json!({}));
    }
    let method = method.to_lowercase();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let form = shared.with(|state| files::form(kind, &body, &mut state.uploads));
    let params = form.or_else(|| serde_json::from_slice(&body).ok()).unwrap_or(json!({}));
    let chat = params["chat_id"].as_i64().or_else(|| params["scope"]["chat_id"].as_i64());
    let chat = chat
        .or_else(|| shared.with(|state| Some(state.taps.get(params["callback_query_id"].as_str()?)?.chat)));
    shared.with(|state| state.calls.push((method.clone(), params.clone())));
    shared.wait(|state| (!state.is_held(&method, chat)).then_some(())).await;
    be_far(shared.with(|state| state.latency)).await;
    match shared.with(|state| state.trouble(&method, chat)) {
        None => answer(perform(&shared, &method, &params).await),
        Some(fault) => {
            befall(fault, &scissors, async { answer(perform(&shared, &method, &params).await) }).await
        }
    }
}

/// The address where a file is fetched. Troubles are planned for the method
/// `download`.
async fn download(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path((bot, path)): Path<(String, String)>,
) -> Response<Body> {
    if bot.strip_prefix("bot") != Some(TOKEN) {
        return refusal(401, "Unauthorized", &json!({}));
    }
    shared.with(|state| state.calls.push(("download".to_owned(), json!({ "path": path }))));
    let found = async {
        match shared.with(|state| files::download(state, &path)) {
            Some(content) => Response::new(Body::from(content)),
            None => refusal(404, "Not Found", &json!({})),
        }
    };
    match shared.with(|state| state.trouble("download", None)) {
        None => found.await,
        Some(fault) => befall(fault, &scissors, found).await,
    }
}

/// Real time, for benchmarks only.
#[expect(clippy::disallowed_methods, reason = "a far server takes real time")]
async fn be_far(latency: Duration) {
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
}

async fn perform(shared: &Shared, method: &str, params: &Value) -> Answer {
    if method == "getupdates" {
        get_updates(shared, params).await
    } else {
        shared.with(|state| {
            let answer = methods::perform(state, method, params);
            if let Err((_, words)) = &answer {
                state.refusals.push((method.to_owned(), words.clone(), params.clone()));
            }
            answer
        })
    }
}

async fn befall(
    fault: Fault,
    scissors: &Scissors,
    act: impl Future<Output = Response<Body>>,
) -> Response<Body> {
    match fault {
        Fault::Flood(seconds) => {
            let words = format!("Too Many Requests: retry after {seconds}");
            refusal(429, &words, &json!({ "retry_after": seconds }))
        }
        Fault::Server(status) => refusal(status, "Internal Server Error", &json!({})),
        Fault::Unauthorized => refusal(401, "Unauthorized", &json!({})),
        Fault::Blocked => refusal(403, "Forbidden: bot was blocked by the user", &json!({})),
        Fault::ChatGone => refusal(400, "Bad Request: chat not found", &json!({})),
        Fault::Says(status, words) => refusal(status, words, &json!({})),
        Fault::Page(status) => page(status, "<html>Please log in</html>".to_owned()),
        Fault::CutBefore => {
            scissors.cut();
            page(200, String::new())
        }
        Fault::CutAfter => {
            let answered = act.await;
            scissors.cut();
            answered
        }
        Fault::StrangeResult => {
            let answered = act.await;
            if answered.status().is_success() { answer(Ok(json!({ "brand": ["new"] }))) } else { answered }
        }
    }
}

/// A long poll. A second one takes the line over, and the first is told so.
async fn get_updates(shared: &Shared, params: &Value) -> Answer {
    let offset = params["offset"].as_i64().unwrap_or_default();
    let mine = shared.with(|state| {
        if state.webhook.is_none() {
            // Here, so that whoever waits for it is told.
            state.confirm(offset);
        }
        state.poll += 1;
        state.poll
    });
    let limit = usize::try_from(params["limit"].as_u64().unwrap_or(100).clamp(1, 100)).unwrap();
    let wait = Duration::from_secs(params["timeout"].as_u64().unwrap_or_default());
    let found = shared.wait(|state| {
        if state.webhook.is_some() {
            return Some(Err("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"));
        }
        if state.poll != mine {
            return Some(Err("terminated by other getUpdates request; make sure that only one bot instance is running"));
        }
        state.confirm(offset);
        let batch: Vec<Value> = state.updates.iter().take(limit).map(|update| update.json.clone()).collect();
        let over = wait.is_zero() || (batch.is_empty() && state.polls_to_end > 0);
        if over && !wait.is_zero() {
            state.polls_to_end -= 1;
        }
        (over || !batch.is_empty()).then_some(Ok(batch))
    });
    match tokio::time::timeout(wait.max(Duration::from_secs(1)), found).await {
        Ok(Ok(batch)) => Ok(json!(batch)),
        Ok(Err(words)) => Err((409, format!("Conflict: {words}"))),
        Err(_) => Ok(json!([])),
    }
}

fn answer(answer: Answer) -> Response<Body> {
    match answer {
        Ok(result) => page(200, json!({ "ok": true, "result": result }).to_string()),
        Err((status, words)) => refusal(status, &words, &json!({})),
    }
}

fn refusal(status: u16, words: &str, parameters: &Value) -> Response<Body> {
    let body = json!({ "ok": false, "error_code": status, "description": words, "parameters": parameters });
    page(status, body.to_string())
}

fn page(status: u16, body: String) -> Response<Body> {
    let mut page = Response::new(Body::from(body));
    *page.status_mut() = StatusCode::from_u16(status).unwrap();
    page
}
