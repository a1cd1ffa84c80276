//! Calls to the Bot API.
//!
//! teloxide's payloads are serialised and posted by a client of our own.
//! Its own way of sending sleeps ten seconds inside the call on any 5xx, so
//! that one chat's trouble looks like everyone's, and its client gives up
//! after 17 seconds, which is shorter than a long poll. It also fails a call
//! that took effect when a new field of the result does not parse; such a
//! call must never be made again.

use std::time::Duration;

use reqwest::{Client, Proxy, RequestBuilder, Response, Url, multipart::Form, redirect::Policy};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use teloxide::requests::Payload;

use super::{
    settings::{OFFICIAL_HOST, Settings, SettingsError, Token},
    trouble::Trouble,
};
use crate::chat::files;

const CONNECT: Duration = Duration::from_secs(10);
const REQUEST: Duration = Duration::from_secs(30);
/// The bytes a second of a line that is still of use.
const SLOWEST: usize = 50_000;
/// Finds out about long polls whose other end is gone without a word.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// The Bot API of one bot. Clones share their connections.
#[derive(Debug, Clone)]
pub struct Api {
    client: Client,
    server: Url,
    token: Token,
}

/// Makes ready to call; nothing is sent yet.
pub fn connect(settings: &Settings) -> Result<Api, SettingsError> {
    let failed = |error: reqwest::Error| SettingsError::Client(error.without_url().to_string());
    let builder = Client::builder()
        .connect_timeout(CONNECT)
        .timeout(REQUEST)
        .tcp_keepalive(KEEPALIVE)
        // Telegram never redirects, and following would hand the address on as `Referer`.
        .redirect(Policy::none())
        .user_agent(concat!("baiti/", env!("CARGO_PKG_VERSION")))
        .no_proxy();
    let builder = match &settings.proxy {
        Some(proxy) => builder.proxy(Proxy::all(proxy.clone()).map_err(failed)?),
        None => builder,
    };
    let client = builder.build().map_err(failed)?;
    Ok(Api { client, server: settings.api_url.clone(), token: settings.token.clone() })
}

/// The frame of every answer.
#[derive(Deserialize)]
struct Frame<'a> {
    ok: bool,
    #[serde(borrow, default)]
    result: Option<&'a RawValue>,
}

impl Api {
    /// Makes a call whose result is of no interest: that it took effect is
    /// enough, whatever the result looks like.
    pub async fn call<P: Payload + Serialize>(&self, payload: &P) -> Result<(), Trouble> {
        self.post(payload).await.map(drop)
    }

    /// Makes a call for its result.
    pub async fn ask<P: Payload + Serialize>(&self, payload: &P) -> Result<P::Output, Trouble>
    where
        P::Output: DeserializeOwned,
    {
        let body = self.post(payload).await?;
        let unreadable = |error: serde_json::Error| Trouble::Unreadable(error.to_string());
        let frame: Frame<'_> = serde_json::from_slice(&body).map_err(unreadable)?;
        serde_json::from_str(frame.result.map_or("null", RawValue::get)).map_err(unreadable)
    }

    /// Posts a payload and gives the whole answer if it says `ok`.
    async fn post<P: Payload + Serialize>(&self, payload: &P) -> Result<Vec<u8>, Trouble> {
        let timeout = REQUEST + payload.timeout_hint().unwrap_or_default();
        self.exchange(self.client.post(self.address(P::NAME)).timeout(timeout).json(payload)).await
    }

    /// Posts a form with a file of so many bytes.
    pub(super) async fn upload(&self, method: &str, form: Form, bytes: usize) -> Result<(), Trouble> {
        let timeout = REQUEST + transfer(bytes);
        self.exchange(self.client.post(self.address(method)).timeout(timeout).multipart(form)).await.map(drop)
    }

    async fn exchange(&self, request: RequestBuilder) -> Result<Vec<u8>, Trouble> {
        let answer = request.send().await.map_err(Trouble::of_client)?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(Trouble::of_client)?;
        match serde_json::from_slice::<Frame<'_>>(&body) {
            Ok(Frame { ok: true, .. }) => Ok(body.into()),
            // A page that is not Telegram's: a network that wants a login first, a proxy that
            // forbids. A 403 of these must not be taken for that of a person who blocked the bot.
            // That a body is too large (413) may well be said by a proxy, and is final.
            Err(_) if status < 500 && !matches!(status, 413 | 429) => Err(not_telegram(status)),
            _ => Err(Trouble::of_refusal(status, &body)),
        }
    }

    /// Opens the file at a path that `getFile` gave. Its bytes are still to be
    /// read.
    pub(super) async fn download(&self, path: &str) -> Result<Response, Trouble> {
        let timeout = REQUEST + transfer(usize::try_from(files::LARGEST).unwrap_or(usize::MAX));
        let request = self.client.get(self.file_address(path)).timeout(timeout);
        let answer = request.send().await.map_err(Trouble::of_client)?;
        let status = answer.status().as_u16();
        match status {
            200 => Ok(answer),
            // Here it is the file that is not found, not the token.
            404 | 410 => Err(Trouble::BadRequest("file not found".to_owned())),
            429 | 500.. => Err(Trouble::of_refusal(status, &answer.bytes().await.unwrap_or_default())),
            _ => Err(not_telegram(status)),
        }
    }

    /// Whether the server is not Telegram's own.
    pub(super) fn is_self_hosted(&self) -> bool {
        self.server.host_str() != OFFICIAL_HOST
    }

    fn address(&self, method: &str) -> Url {
        self.below(&[], method)
    }

    fn file_address(&self, path: &str) -> Url {
        self.below(&["file"], path)
    }

    /// An address of the bot below these words.
    fn below(&self, words: &[&str], rest: &str) -> Url {
        let mut address = self.server.clone();
        if let Ok(mut path) = address.path_segments_mut() {
            // A token for the test servers has a slash within.
            let bot = format!("bot{}", self.token.reveal());
            let rest = rest.split('/').filter(|word| !word.is_empty());
            path.pop_if_empty().extend(words).extend(bot.split('/')).extend(rest);
        }
        address
    }
}

/// How long so many bytes may take over a poor line.
pub(super) fn transfer(bytes: usize) -> Duration {
    Duration::from_secs(u64::try_from(bytes / SLOWEST).unwrap_or(u64::MAX))
}

fn not_telegram(status: u16) -> Trouble {
    let what = format!("答复不是 Bot API 的格式（HTTP {status}），可能来自代理或登录页");
    Trouble::Network { maybe_took_effect: status < 300, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api(url: &str) -> Api {
        connect(&Settings::parse("42:SECRET-x_1", Some(url), None).unwrap()).unwrap()
    }

    #[test]
    fn an_address_is_server_token_method() {
        let address = |url| api(url).address("SendMessage").to_string();
        assert_eq!(
            address("https://api.telegram.org"),
            "https://api.telegram.org/bot42:SECRET-x_1/SendMessage"
        );
        assert_eq!(
            address("http://10.0.0.5:8081/tg/"),
            "http://10.0.0.5:8081/tg/bot42:SECRET-x_1/SendMessage"
        );
    }

    #[test]
    fn a_token_for_the_test_servers_puts_its_word_into_the_address() {
        let settings = Settings::parse("42:SECRET-x_1/test", None, None).unwrap();
        let address = connect(&settings).unwrap().address("GetMe").to_string();
        assert_eq!(address, "https://api.telegram.org/bot42:SECRET-x_1/test/GetMe");
    }

    #[test]
    fn a_file_has_an_address_of_its_own() {
        let address = |url, path| api(url).file_address(path).to_string();
        assert_eq!(
            address("https://api.telegram.org", "documents/file_1.xlsx"),
            "https://api.telegram.org/file/bot42:SECRET-x_1/documents/file_1.xlsx"
        );
        assert_eq!(
            address("http://10.0.0.5:8081/tg", "/../题 库?.txt"),
            "http://10.0.0.5:8081/tg/file/bot42:SECRET-x_1/%E9%A2%98%20%E5%BA%93%3F.txt"
        );
    }

    #[test]
    fn the_token_does_not_show() {
        assert!(!format!("{:?}", api("http://127.0.0.1:1")).contains("SECRET"));
    }

    #[test]
    fn proxies_of_every_allowed_kind_can_be_used() {
        for proxy in ["http://10.0.0.1:3128", "socks5://u:p@10.0.0.1:1080", "socks5h://10.0.0.1:1080"] {
            assert!(connect(&Settings::parse("42:A", None, Some(proxy)).unwrap()).is_ok(), "{proxy}");
        }
    }
}
