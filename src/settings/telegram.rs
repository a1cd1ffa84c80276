//! The settings of the Telegram room.

use std::{
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
};

use super::{
    key,
    reader::Reader,
    secret::{Address, Secret},
    wrong::Wrong,
};
use crate::telegram::{
    Token,
    settings::{PROXY_SCHEMES, SERVER_SCHEMES},
};

/// How to reach the Bot API.
#[derive(Debug, Clone, Default)]
pub struct Telegram {
    /// The bot's token; without it there is no Telegram.
    pub token: Option<Secret>,
    /// Another server than Telegram's own: self-hosted or for tests.
    pub api_url: Option<Address>,
    /// Whether the way to `api_url` is trusted, so that the token may go there
    /// unencrypted.
    pub trusted: bool,
    /// The proxy to use.
    pub proxy: Option<Address>,
    /// How fast messages may go out.
    pub rates: Rates,
}

/// How fast messages may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Messages a second in all.
    pub per_second: NonZeroU32,
    /// Messages a second to one chat.
    pub per_chat: NonZeroU32,
    /// Messages a minute to one group.
    pub per_group_minute: NonZeroU32,
}

impl Default for Rates {
    fn default() -> Self {
        let rate = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self { per_second: rate(30), per_chat: rate(1), per_group_minute: rate(20) }
    }
}

/// How updates are pushed to us; without it we poll.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The address that Telegram calls.
    pub url: Address,
    /// Where we listen, behind the address above.
    pub listen: SocketAddr,
    /// What Telegram proves itself with.
    pub secret: Secret,
}

const TOKEN_FORM: &str = " @BotFather 给的口令，形如 123456789:AAE…（数字、冒号、字母数字）";
const API_FORM: &str = " https://主机 形式的网址；http 只可用于本机，或在 [telegram] 一节写 trusted = true \
                        表示到该服务器的网络可信（口令会明文经过它）";
const PROXY_FORM: &str =
    " http://、https://、socks5:// 或 socks5h:// 开头的代理网址，如 http://用户:密码@主机:端口";
const URL_FORM: &str = " https://主机/路径 形式的网址，端口为 443、80、88 或 8443；http 只可用于本机测试";
const LISTEN_FORM: &str = " 地址:端口，如 127.0.0.1:8080 或 [::1]:8080";
const SECRET_FORM: &str = " 16 至 256 个字母、数字、下划线或连字符，可用命令 openssl rand -hex 32 生成一个";

/// Reads `[telegram]`.
pub fn telegram(reader: &mut Reader) -> Telegram {
    let token = reader.text(&key::TOKEN, TOKEN_FORM, token);
    let api_url = reader.text(&key::API_URL, API_FORM, |text| Address::parse(text, &SERVER_SCHEMES));
    let trusted = reader.flag(&key::TRUSTED);
    if api_url.as_ref().is_some_and(|url| !url.is_encrypted() && !url.is_loopback() && !trusted) {
        reader.refuse(&key::API_URL, API_FORM);
    }
    let proxy = reader.text(&key::PROXY, PROXY_FORM, |text| Address::parse(text, &PROXY_SCHEMES));
    Telegram { token, api_url, trusted, proxy, rates: rates(reader) }
}

fn rates(reader: &mut Reader) -> Rates {
    let default = Rates::default();
    Rates {
        per_second: reader.rate(&key::PER_SECOND, 1_000, default.per_second),
        per_chat: reader.rate(&key::PER_CHAT, 30, default.per_chat),
        per_group_minute: reader.rate(&key::PER_GROUP_MINUTE, 600, default.per_group_minute),
    }
}

/// What the Telegram room takes for a token.
fn token(text: &str) -> Option<Secret> {
    Token::parse(text).ok().map(|_| Secret::new(text))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// Reads `[webhook]`. Telegram's own server calls only certain ports; a server
/// of our own calls any.
pub fn webhook(reader: &mut Reader, own_server: bool) -> Option<Webhook> {
    let url = reader.text(&key::WEBHOOK_URL, URL_FORM, |text| webhook_url(text, own_server));
    let default = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
    let listen = reader.text(&key::WEBHOOK_LISTEN, LISTEN_FORM, |text| text.parse().ok());
    let set = reader.place(&key::WEBHOOK_SECRET).is_some();
    let secret = reader.text(&key::WEBHOOK_SECRET, SECRET_FORM, webhook_secret);
    let place = reader.place(&key::WEBHOOK_URL)?;
    if !set && !reader.file.is_broken() {
        let (name, allowed) = (key::WEBHOOK_SECRET.path(), SECRET_FORM.to_owned());
        reader.wrongs.push(Wrong::Missing { name, place, allowed });
    }
    Some(Webhook { url: url?, listen: listen.unwrap_or(default), secret: secret? })
}

fn webhook_url(text: &str, own_server: bool) -> Option<Address> {
    let url = Address::parse(text, &["https", "http"])?;
    let port = url.expose().port_or_known_default()?;
    let reachable = own_server || [443, 80, 88, 8443].contains(&port);
    let right = if url.is_encrypted() { reachable || url.is_loopback() } else { url.is_loopback() };
    right.then_some(url)
}

fn webhook_secret(text: &str) -> Option<Secret> {
    ((16..=256).contains(&text.len()) && is_plain(text)).then(|| Secret::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_is_called_where_telegram_can() {
        for right in ["https://bot.example.cn/hook", "https://x.cn:8443", "http://127.0.0.1:9000/h"] {
            assert!(webhook_url(right, false).is_some(), "{right}");
        }
        for wrong in
            ["http://bot.example.cn/", "https://x.cn:8080/", "ftp://x.cn", "bot.example.cn", "https://"]
        {
            assert!(webhook_url(wrong, false).is_none(), "{wrong}");
        }
        assert!(webhook_url("https://x.cn:8080/", true).is_some(), "a server of our own calls any port");
    }

    #[test]
    fn a_webhook_secret_is_long_and_plain() {
        assert!(webhook_secret("0123456789abcdef").is_some());
        for wrong in ["0123456789abcde", "0123456789abcde!", &"a".repeat(257)] {
            assert!(webhook_secret(wrong).is_none(), "{wrong}");
        }
    }
}
