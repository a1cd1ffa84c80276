//! Having updates delivered by Telegram. An update is answered with 200 only
//! after the house has it; anything else makes Telegram deliver it again.

use std::{io, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;

use super::{
    arrival::arrival,
    stop::{Stop, stopped},
};
use crate::{chat::outlet::Door, clock::SharedClock};

/// The header in which Telegram shows the secret.
pub const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// The largest update that is taken, in bytes. Telegram's are a few thousand.
pub const LARGEST: usize = 1 << 20;

/// How long an update that is being taken may hold up the end.
const GRACE: Duration = Duration::from_secs(3);

#[derive(Clone)]
struct Inbox {
    door: Arc<dyn Door>,
    /// The secret's digest: comparing digests takes the same time for every
    /// guess, whatever its length.
    secret: [u8; 32],
}

/// Serves `POST path` for Telegram and `GET /health` for whoever watches.
/// `path` begins with a slash.
pub fn router(path: &str, secret: &str, door: Arc<dyn Door>) -> Router {
    let inbox = Inbox { door, secret: Sha256::digest(secret).into() };
    Router::new().route(path, post(receive)).route("/health", get(|| async { "ok\n" })).with_state(inbox)
}

/// Serves until told to stop; updates that are being taken then are finished.
pub async fn serve(listener: TcpListener, router: Router, clock: SharedClock, stop: Stop) -> io::Result<()> {
    let mut signal = stop.clone();
    let server =
        axum::serve(listener, router).with_graceful_shutdown(async move { stopped(&mut signal).await });
    let mut signal = stop;
    tokio::select! {
        ended = server => ended,
        () = async { stopped(&mut signal).await; clock.sleep(GRACE).await } => Ok(()),
    }
}

async fn receive(State(inbox): State<Inbox>, request: Request) -> StatusCode {
    // Before the body is read: a stranger must not cost memory.
    if !inbox.admits(request.headers()) {
        return StatusCode::UNAUTHORIZED;
    }
    match read(request.into_body()).await {
        Ok(text) => inbox.take(&text).await,
        Err(status) => status,
    }
}

/// Reads a body of bounded size; what is no text comes out empty.
async fn read(body: Body) -> Result<String, StatusCode> {
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| {
        tracing::warn!(largest = LARGEST, "webhook 收到过大的或中断的请求，已拒绝 (webhook body refused)");
        StatusCode::PAYLOAD_TOO_LARGE
    })?;
    Ok(String::from_utf8(bytes.into()).unwrap_or_default())
}

impl Inbox {
    fn admits(&self, headers: &HeaderMap) -> bool {
        let shown = headers.get(SECRET_HEADER).map_or(&[][..], |value| value.as_bytes());
        let digest: [u8; 32] = Sha256::digest(shown).into();
        digest.ct_eq(&self.secret).into()
    }

    async fn take(&self, text: &str) -> StatusCode {
        let Some(arrival) = arrival(text) else {
            // Telegram would send it again and again, and it would never get better.
            tracing::warn!(bytes = text.len(), "webhook 收到无法识别的内容，已跳过 (no update)");
            return StatusCode::OK;
        };
        match self.door.accept(vec![arrival]).await {
            Ok(()) => StatusCode::OK,
            Err(unstored) => {
                tracing::error!(error = %unstored, "收到的消息存不下，请 Telegram 稍后重发 (inbox not stored)");
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }
}
