//! What has to be known to reach the Bot API.

use std::fmt;

use reqwest::Url;
use thiserror::Error;

use super::sender::Rates;

/// Where Telegram's own server is.
pub const OFFICIAL_SERVER: &str = "https://api.telegram.org";
/// Its name.
pub(super) const OFFICIAL_HOST: Option<&str> = Some("api.telegram.org");

/// How a server's address may begin.
pub const SERVER_SCHEMES: [&str; 2] = ["https", "http"];
/// How a proxy's address may begin.
pub const PROXY_SCHEMES: [&str; 4] = ["http", "https", "socks5", "socks5h"];

/// How to reach the Bot API, and how fast to talk to it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The bot's token.
    pub token: Token,
    /// The server: Telegram's own, or a self-hosted one.
    pub api_url: Url,
    /// The proxy to go through, see [`PROXY_SCHEMES`]. None means a direct
    /// connection: the proxies of the environment are not looked at, so that
    /// one setting decides.
    pub proxy: Option<Url>,
    /// How fast to send.
    pub rates: Rates,
}

impl Settings {
    /// Checks what was written in the settings. An address that is not given
    /// is [`OFFICIAL_SERVER`].
    pub fn parse(token: &str, api_url: Option<&str>, proxy: Option<&str>) -> Result<Self, SettingsError> {
        Ok(Self {
            token: Token::parse(token)?,
            api_url: address("TELOXIDE_API_URL", api_url.unwrap_or(OFFICIAL_SERVER), &SERVER_SCHEMES)?,
            proxy: proxy.map(|proxy| address("TELOXIDE_PROXY", proxy, &PROXY_SCHEMES)).transpose()?,
            rates: Rates::default(),
        })
    }
}

fn address(setting: &'static str, text: &str, schemes: &[&str]) -> Result<Url, SettingsError> {
    Url::parse(text.trim())
        .ok()
        .filter(|url| schemes.contains(&url.scheme()) && url.has_host())
        .ok_or_else(|| SettingsError::Address { setting, allowed: schemes.join("、") })
}

/// A bot's token, which is its password: never shown, not even by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Checks the shape `digits:letters`. A token for Telegram's test servers
    /// ends in `/test`, which puts the word where the address wants it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let text = text.trim();
        let token = text.strip_suffix("/test").unwrap_or(text);
        let (bot, secret) = token.split_once(':').ok_or(SettingsError::Token)?;
        let digits = !bot.is_empty() && bot.bytes().all(|byte| byte.is_ascii_digit());
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        let right = digits && !secret.is_empty() && secret.bytes().all(word);
        right.then(|| Self(text.to_owned())).ok_or(SettingsError::Token)
    }

    /// The token itself, for the address of a call and nothing else.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

/// A setting that can't be used. The token and the proxy (which may carry a
/// password) are not repeated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// Not the shape of a token.
    #[error(
        "TELOXIDE_TOKEN 的格式不对：应为“数字:字母数字”，例如 123456789:AAF…。请从 Telegram 的 @BotFather 处重新复制。"
    )]
    Token,
    /// Not an address of an allowed kind.
    #[error("{setting} 不是可用的地址：应以 {allowed} 之一开头，例如 http://127.0.0.1:8081")]
    Address {
        /// The setting's name.
        setting: &'static str,
        /// The schemes it may have.
        allowed: String,
    },
    /// The HTTP client could not be made.
    #[error("无法建立 HTTP 客户端：{0}")]
    Client(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_number_and_a_word() {
        for right in ["1:a", " 123456789:AAF-x_9 \n", "123:abc/test"] {
            assert!(Token::parse(right).is_ok(), "{right:?}");
        }
        for wrong in ["", "123", ":abc", "123:", "12a:abc", "123:a/b", "1:a/tests", "123:a b", "123:你好"] {
            assert_eq!(Token::parse(wrong), Err(SettingsError::Token), "{wrong:?}");
        }
    }

    #[test]
    fn a_token_never_shows() {
        let settings = Settings::parse("42:SECRET", None, None).unwrap();
        assert!(!format!("{settings:?}").contains("SECRET"));
        let error = Token::parse("42/SECRET").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("SECRET"));
    }

    #[test]
    fn addresses_are_checked_by_name() {
        let parse = |url, proxy| Settings::parse("42:A", url, proxy).map(drop);
        assert!(parse(Some("http://127.0.0.1:8081"), Some("socks5://10.0.0.1:1080")).is_ok());
        let wrong = parse(Some("ftp://example.org"), None).unwrap_err().to_string();
        assert!(wrong.contains("TELOXIDE_API_URL") && wrong.contains("https"), "{wrong}");
        let wrong = parse(None, Some("10.0.0.1:1080")).unwrap_err().to_string();
        assert!(wrong.contains("TELOXIDE_PROXY") && wrong.contains("socks5"), "{wrong}");
    }

    #[test]
    fn telegram_itself_is_the_default() {
        let settings = Settings::parse("42:A", None, None).unwrap();
        assert_eq!(settings.api_url.as_str(), "https://api.telegram.org/");
    }
}
