//! The methods that are called by name. Where teloxide's types would lose
//! text or refuse an answer because of a field that they miss, the types here
//! are our own and small.

use std::time::Duration;

use reqwest::Url;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use teloxide::{
    payloads::{DeleteWebhook, SetMyCommands, SetMyCommandsSetters},
    requests::Payload,
    types::{BotCommand, BotCommandScope, ChatId, Recipient},
};

use super::{api::Api, trouble::Trouble};

/// The kinds of update that the bot wants to hear of. Telegram remembers the
/// list, so it is told with every poll and with the webhook.
pub const WANTED: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// The bot's own account.
    pub id: i64,
    /// The bot's name in addresses, without the `@`.
    #[serde(default)]
    pub username: String,
    /// The name that people see.
    #[serde(default)]
    pub first_name: String,
}

/// How updates reach the bot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct WebhookInfo {
    /// The webhook's address, empty if none is set.
    pub url: String,
    /// How many updates wait.
    pub pending_update_count: u64,
    /// When Telegram last failed to deliver, in seconds since 1970.
    pub last_error_date: Option<i64>,
    /// Why.
    pub last_error_message: Option<String>,
}

/// A webhook as it is to be set.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The public `https` address.
    pub url: Url,
    /// What Telegram has to show with every update: 1–256 of `A-Za-z0-9_-`.
    pub secret: String,
    /// How many updates Telegram may deliver side by side, 1–100.
    pub max_connections: u8,
}

macro_rules! payload {
    ($type:ty, $name:literal, $output:ty) => {
        impl Payload for $type {
            type Output = $output;
            const NAME: &'static str = $name;
        }
    };
}

#[derive(Serialize)]
struct GetMe {}
payload!(GetMe, "getMe", Me);

#[derive(Serialize)]
struct GetWebhookInfo {}
payload!(GetWebhookInfo, "getWebhookInfo", WebhookInfo);

// teloxide's own would have to be sent as a form, for the certificate's sake.
#[derive(Serialize)]
struct SetWebhook<'a> {
    url: &'a Url,
    secret_token: &'a str,
    max_connections: u8,
    allowed_updates: [&'static str; 4],
}
payload!(SetWebhook<'_>, "setWebhook", bool);

#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; 4],
}

impl Payload for GetUpdates {
    type Output = Vec<Box<RawValue>>;
    const NAME: &'static str = "getUpdates";

    fn timeout_hint(&self) -> Option<Duration> {
        Some(Duration::from_secs(self.timeout))
    }
}

impl Api {
    /// Who the bot is; the simplest proof that the token is good.
    pub async fn get_me(&self) -> Result<Me, Trouble> {
        self.ask(&GetMe {}).await
    }

    /// Gives updates from this number on, verbatim; those below it are
    /// confirmed and forgotten by Telegram. Waits up to `wait` (whole seconds)
    /// if there is none.
    pub async fn get_updates(
        &self,
        offset: Option<i64>,
        wait: Duration,
    ) -> Result<Vec<Box<RawValue>>, Trouble> {
        let timeout = wait.as_secs();
        self.ask(&GetUpdates { offset, limit: 100, timeout, allowed_updates: WANTED }).await
    }

    /// Has updates delivered to an address.
    pub async fn set_webhook(&self, webhook: &Webhook) -> Result<(), Trouble> {
        self.call(&SetWebhook {
            url: &webhook.url,
            secret_token: &webhook.secret,
            max_connections: webhook.max_connections,
            allowed_updates: WANTED,
        })
        .await
    }

    /// Has updates kept for polling. What waits is not dropped.
    pub async fn delete_webhook(&self) -> Result<(), Trouble> {
        self.call(&DeleteWebhook::new()).await
    }

    /// How updates reach the bot, and what Telegram complains of.
    pub async fn get_webhook_info(&self) -> Result<WebhookInfo, Trouble> {
        self.ask(&GetWebhookInfo {}).await
    }

    /// Sets the commands (and their descriptions) that chats offer which have
    /// none of their own, for people whose program speaks this language, or
    /// for all others.
    pub async fn set_default_commands(
        &self,
        commands: &[(String, String)],
        language: Option<&str>,
    ) -> Result<(), Trouble> {
        let payload = SetMyCommands::new(bot_commands(commands)).scope(BotCommandScope::AllPrivateChats);
        match language {
            Some(language) => self.call(&payload.language_code(language)).await,
            None => self.call(&payload).await,
        }
    }
}

/// The commands of one chat.
pub(super) fn chat_commands(chat: i64, commands: &[(String, String)]) -> SetMyCommands {
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(ChatId(chat)) };
    SetMyCommands::new(bot_commands(commands)).scope(scope)
}

fn bot_commands(commands: &[(String, String)]) -> Vec<BotCommand> {
    commands.iter().map(|(command, description)| BotCommand::new(command, description)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(payload: &impl Serialize) -> serde_json::Value {
        serde_json::to_value(payload).unwrap()
    }

    #[test]
    fn updates_are_asked_for_in_telegrams_words() {
        let ask = GetUpdates { offset: Some(7), limit: 100, timeout: 50, allowed_updates: WANTED };
        assert_eq!(
            json(&ask),
            serde_json::json!({
                "offset": 7, "limit": 100, "timeout": 50,
                "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            })
        );
        assert_eq!(ask.timeout_hint(), Some(Duration::from_secs(50)));
        let first = GetUpdates { offset: None, ..ask };
        assert!(json(&first).get("offset").is_none());
    }

    #[test]
    fn the_menu_of_a_chat() {
        let payload = chat_commands(1001, &[("quiz".to_owned(), "答题".to_owned())]);
        assert_eq!(
            json(&payload),
            serde_json::json!({
                "commands": [{ "command": "quiz", "description": "答题" }],
                "scope": { "type": "chat", "chat_id": 1001 },
            })
        );
    }

    #[test]
    fn answers_with_missing_and_new_fields_are_read() {
        let me: Me = serde_json::from_str(r#"{"id":42,"is_bot":true,"username":"b","new":1}"#).unwrap();
        assert_eq!((me.id, me.username.as_str()), (42, "b"));
        let info: WebhookInfo = serde_json::from_str(r#"{"url":"","brand_new":{}}"#).unwrap();
        assert_eq!(info, WebhookInfo::default());
    }
}
