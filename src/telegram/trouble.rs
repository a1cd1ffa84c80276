//! What went wrong with a call, by its meaning: Telegram tells failures apart
//! by status and by English words, which are read here and nowhere else.

use std::time::Duration;

use serde::Deserialize;
use thiserror::Error;

use crate::chat::outgoing::FILE_GONE;

/// The wait when Telegram says "too many" without saying how long.
const UNTOLD_WAIT: Duration = Duration::from_secs(5);
/// How much of Telegram's words is kept.
const WORDS: usize = 200;

/// A call that failed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Trouble {
    /// 429: nothing happened; try again after this time.
    #[error("Telegram 要求 {} 秒后再试", .0.as_secs())]
    RetryAfter(Duration),
    /// 5xx: Telegram's own trouble.
    #[error("Telegram 服务器出错（HTTP {0}）")]
    Server(u16),
    /// No answer, or half of one.
    #[error("网络故障：{what}。请检查网络、TELOXIDE_PROXY 和 TELOXIDE_API_URL")]
    Network {
        /// Whether the call may have reached Telegram all the same.
        maybe_took_effect: bool,
        /// What the HTTP client says, without the address.
        what: String,
    },
    /// The message already looks like this: as good as done.
    #[error("消息没有变化")]
    NotModified,
    /// The message to edit is not there, or too old to be edited.
    #[error("要修改的消息已不存在或不能再修改")]
    EditGone,
    /// The tap was too long ago to be confirmed.
    #[error("点按已过期")]
    TapExpired,
    /// The person stopped the bot, or threw it out of the group.
    #[error("对方已停用或屏蔽本机器人")]
    Blocked,
    /// There is no such chat, or the bot has never met it.
    #[error("找不到该聊天")]
    ChatGone,
    /// The group has become a supergroup with this number.
    #[error("该群已升级为超级群")]
    Migrated(i64),
    /// 409: another program polls with the same token.
    #[error("另有程序正用同一个令牌接收消息（409）：请只运行一份，或改用 webhook")]
    OtherPoller,
    /// 409: a webhook is set, so that polling is refused.
    #[error("该机器人设有 webhook，不能用轮询接收消息（409）")]
    WebhookSet,
    /// 401, or 404 on the token: it is wrong or was revoked.
    #[error("令牌无效或已被撤销：请在 @BotFather 处核对 TELOXIDE_TOKEN")]
    Unauthorized,
    /// More bytes than may be sent.
    #[error("文件太大，不能发送")]
    FileTooBig,
    /// The file to be sent was forgotten meanwhile.
    #[error("要发送的文件已被清理")]
    FileGone,
    /// The house's own storage failed.
    #[error("存储出了故障：{0}")]
    Storage(String),
    /// Any other refusal, in Telegram's words. Trying again is useless.
    #[error("Telegram 拒绝了请求：{0}")]
    BadRequest(String),
    /// The answer says yes, but what it carries can't be read.
    #[error("读不懂 Telegram 的答复：{0}")]
    Unreadable(String),
}

/// The body of a refusal, as far as it is there.
#[derive(Debug, Default, Deserialize)]
struct Refusal {
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Debug, Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Trouble {
    /// Reads a refusal: the status of the answer and its body, which need not
    /// be Telegram's (a proxy on the way may have written it).
    pub fn of_refusal(status: u16, body: &[u8]) -> Self {
        let refusal: Refusal = serde_json::from_slice(body).unwrap_or_default();
        let words = refusal.description.to_lowercase();
        match status {
            429 => Self::RetryAfter(wait(refusal.parameters.retry_after)),
            401 => Self::Unauthorized,
            404 if !words.contains("method") => Self::Unauthorized,
            403 => Self::Blocked,
            409 if words.contains("webhook") => Self::WebhookSet,
            409 => Self::OtherPoller,
            408 | 500.. => Self::Server(status),
            _ => Self::of_words(status, &words, &refusal),
        }
    }

    fn of_words(status: u16, words: &str, refusal: &Refusal) -> Self {
        if let Some(chat) = refusal.parameters.migrate_to_chat_id {
            return Self::Migrated(chat);
        }
        let says = |any: &[&str]| any.iter().any(|part| words.contains(part));
        if says(&["message is not modified"]) {
            Self::NotModified
        } else if says(&["message to edit not found", "message can't be edited", "message_id_invalid"]) {
            Self::EditGone
        } else if says(&["query is too old", "query id is invalid", "query_id_invalid"]) {
            Self::TapExpired
        } else if says(&["bot was blocked", "user is deactivated", "bot was kicked"]) {
            Self::Blocked
        } else if says(&["chat not found", "user not found", "peer_id_invalid", "group chat was deactivated"])
        {
            Self::ChatGone
        } else if words.is_empty() {
            Self::BadRequest(format!("HTTP {status}"))
        } else {
            Self::BadRequest(refusal.description.chars().take(WORDS).collect())
        }
    }

    /// Reads an error of the HTTP client. Its text would carry the address,
    /// and the address carries the token: it is taken off first.
    pub fn of_client(error: reqwest::Error) -> Self {
        let error = error.without_url();
        // A connection that was never made can't have carried anything.
        let maybe_took_effect = !(error.is_connect() || error.is_builder());
        Self::Network { maybe_took_effect, what: chain(&error) }
    }

    /// Whether the token is no good, so that going on is useless.
    pub const fn is_final_for_the_bot(&self) -> bool {
        matches!(self, Self::Unauthorized)
    }

    /// Whether the message's markup was refused.
    pub fn is_about_markup(&self) -> bool {
        matches!(self, Self::BadRequest(words) if words.to_lowercase().contains("can't parse entities"))
    }

    /// A short code for the record of a delivery that was given up.
    pub fn code(&self) -> String {
        match self {
            Self::RetryAfter(_) => "flood".to_owned(),
            Self::Server(status) => format!("server error {status}"),
            Self::Network { .. } => "network".to_owned(),
            Self::NotModified => "not modified".to_owned(),
            Self::EditGone => "message gone".to_owned(),
            Self::TapExpired => "tap expired".to_owned(),
            Self::Blocked => "blocked".to_owned(),
            Self::ChatGone => "chat not found".to_owned(),
            Self::Migrated(_) => "group migrated".to_owned(),
            Self::OtherPoller | Self::WebhookSet => "conflict".to_owned(),
            Self::Unauthorized => "unauthorized".to_owned(),
            Self::FileTooBig => "file too big".to_owned(),
            Self::FileGone => FILE_GONE.to_owned(),
            Self::Storage(_) => "storage".to_owned(),
            Self::BadRequest(words) | Self::Unreadable(words) => format!("refused: {words}"),
        }
    }
}

fn wait(told: Option<u64>) -> Duration {
    told.map_or(UNTOLD_WAIT, |seconds| Duration::from_secs(seconds.max(1)))
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, description: &str) -> Trouble {
        let body = serde_json::json!({ "ok": false, "error_code": status, "description": description });
        Trouble::of_refusal(status, body.to_string().as_bytes())
    }

    #[test]
    fn telegrams_own_words() {
        let not_modified = "Bad Request: message is not modified: specified new message content and reply \
                            markup are exactly the same as a current content and reply markup of the message";
        let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
        let conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
        let webhook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
                       delete the webhook first";
        for (status, words, meaning) in [
            (400, not_modified, Trouble::NotModified),
            (400, "Bad Request: message to edit not found", Trouble::EditGone),
            (400, "Bad Request: message can't be edited", Trouble::EditGone),
            (400, "Bad Request: MESSAGE_ID_INVALID", Trouble::EditGone),
            (400, too_old, Trouble::TapExpired),
            (400, "Bad Request: QUERY_ID_INVALID", Trouble::TapExpired),
            (403, "Forbidden: bot was blocked by the user", Trouble::Blocked),
            (403, "Forbidden: user is deactivated", Trouble::Blocked),
            (403, "Forbidden: bot was kicked from the supergroup chat", Trouble::Blocked),
            (403, "Forbidden: bot can't initiate conversation with a user", Trouble::Blocked),
            (400, "Bad Request: chat not found", Trouble::ChatGone),
            (400, "Bad Request: PEER_ID_INVALID", Trouble::ChatGone),
            (409, conflict, Trouble::OtherPoller),
            (409, webhook, Trouble::WebhookSet),
            (401, "Unauthorized", Trouble::Unauthorized),
            (404, "Not Found", Trouble::Unauthorized),
            (500, "Internal Server Error: restart", Trouble::Server(500)),
            (502, "Bad Gateway", Trouble::Server(502)),
        ] {
            assert_eq!(refusal(status, words), meaning, "{words}");
        }
    }

    #[test]
    fn other_refusals_keep_their_words() {
        let words = "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 5";
        assert_eq!(refusal(400, words), Trouble::BadRequest(words.to_owned()));
        assert!(refusal(400, words).is_about_markup());
        assert!(!refusal(400, "Bad Request: BUTTON_DATA_INVALID").is_about_markup());
        assert_eq!(
            refusal(404, "Not Found: method not found"),
            Trouble::BadRequest("Not Found: method not found".to_owned())
        );
        assert_eq!(refusal(413, "").code(), "refused: HTTP 413");
        let Trouble::BadRequest(words) = refusal(400, &"长".repeat(9999)) else { panic!("a refusal") };
        assert_eq!(words.chars().count(), WORDS);
    }

    #[test]
    fn a_flood_says_how_long() {
        let of = |body: &str| Trouble::of_refusal(429, body.as_bytes());
        let told = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"#;
        assert_eq!(of(told), Trouble::RetryAfter(Duration::from_secs(35)));
        assert_eq!(
            of(r#"{"ok":false,"parameters":{"retry_after":0}}"#),
            Trouble::RetryAfter(Duration::from_secs(1))
        );
        assert_eq!(of("<html>429</html>"), Trouble::RetryAfter(UNTOLD_WAIT));
    }

    #[test]
    fn a_group_may_have_moved() {
        let body = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"#;
        assert_eq!(Trouble::of_refusal(400, body.as_bytes()), Trouble::Migrated(-1_001_234_567_890));
    }

    #[test]
    fn an_answer_that_is_not_telegrams() {
        assert_eq!(Trouble::of_refusal(503, b"<html>"), Trouble::Server(503));
        assert_eq!(Trouble::of_refusal(400, b"<html>"), Trouble::BadRequest("HTTP 400".to_owned()));
        assert_eq!(Trouble::of_refusal(200, b"[]"), Trouble::BadRequest("HTTP 200".to_owned()));
    }

    #[test]
    fn an_error_of_the_client_hides_the_address() {
        let error = reqwest::Client::new().get("https://[::bad/bot42:SECRET/getMe").build().unwrap_err();
        let trouble = Trouble::of_client(error);
        assert!(matches!(trouble, Trouble::Network { maybe_took_effect: false, .. }));
        assert!(!format!("{trouble} {trouble:?}").contains("SECRET"));
    }
}
