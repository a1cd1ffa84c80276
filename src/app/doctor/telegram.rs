//! The token, the server, and how updates come.

use std::{io, net::TcpListener};

use chrono::{DateTime, TimeDelta};

use super::Findings;
use crate::{
    app::serve,
    clock::{Clock as _, SystemClock},
    settings::{Settings, Webhook},
    telegram::{Api, Trouble, methods::WebhookInfo},
};

/// Looks at all of it.
pub async fn look(settings: &Settings, findings: &mut Findings) {
    if settings.telegram.token.is_none() {
        let mend = "要连接 Telegram，请向 @BotFather 申请令牌，写在 TELOXIDE_TOKEN 里";
        return findings.doubtful("没有令牌，只能在终端里对话", mend);
    }
    let api = match serve::connect(settings) {
        Ok(api) => api,
        Err(error) => return findings.broken(format!("{error:#}"), ""),
    };
    if token(&api, findings).await {
        match api.get_webhook_info().await {
            Ok(info) => {
                way(settings, &info, findings);
                waiting(settings, &info, findings);
            }
            Err(trouble) => findings.broken(format!("问不到 webhook 的情况：{trouble}"), ""),
        }
    }
    if let Some(hook) = &settings.webhook {
        listening(hook, findings);
    }
}

/// Whether the token is good and the server answers.
async fn token(api: &Api, findings: &mut Findings) -> bool {
    match api.get_me().await {
        Ok(me) => {
            findings.well(format!("令牌有效，服务器有应答：@{}", me.username));
            true
        }
        Err(Trouble::Unauthorized) => {
            let mend = "请向 @BotFather 核对，重新复制完整的令牌到 TELOXIDE_TOKEN";
            findings.broken("Telegram 不认这个令牌", mend);
            false
        }
        Err(trouble) => {
            findings.broken(format!("连不上 Bot API 服务器：{trouble}"), "");
            false
        }
    }
}

/// Whether what is set with Telegram is what the settings want.
fn way(settings: &Settings, info: &WebhookInfo, findings: &mut Findings) {
    match (&settings.webhook, info.url.as_str()) {
        (None, "") => findings.well("用轮询接收消息"),
        (None, _) => {
            let mend = "baiti serve 会改为轮询；如另有程序在用它，请先停掉那个程序";
            findings.doubtful("设置是轮询，而 Telegram 那里登记着一个 webhook", mend);
        }
        (Some(hook), url) if hook.url.expose().as_str() == url => {
            findings.well(format!("webhook 已登记：{}", hook.url));
        }
        (Some(_), "") => findings.doubtful("webhook 还没有登记", "baiti serve 启动时会登记"),
        (Some(_), _) => {
            let mend = "baiti serve 启动时会改过来；如另有程序在用它，请先停掉那个程序";
            findings.doubtful("Telegram 那里登记着另一个 webhook", mend);
        }
    }
}

fn waiting(settings: &Settings, info: &WebhookInfo, findings: &mut Findings) {
    if info.pending_update_count > 0 {
        let what = format!("Telegram 那里有 {} 条消息等着收取", info.pending_update_count);
        findings.doubtful(what, "如果程序正在运行而数目不减，请看日志");
    }
    let Some(at) = info.last_error_date.and_then(|seconds| DateTime::from_timestamp(seconds, 0)) else {
        return;
    };
    let now = DateTime::from_timestamp_millis(SystemClock.now().0).unwrap_or_default();
    if now - at < TimeDelta::days(1) {
        let at = at.with_timezone(&settings.timezone).format("%m-%d %H:%M");
        let why = info.last_error_message.as_deref().unwrap_or("没有说明");
        let mend = "请检查域名、证书、反向代理和 BAITI_WEBHOOK_LISTEN";
        findings.doubtful(format!("Telegram 在 {at} 没能送达 webhook：{why}"), mend);
    }
}

/// Whether the address is free, or somebody listens there: the running bot, as
/// it should be.
fn listening(hook: &Webhook, findings: &mut Findings) {
    match TcpListener::bind(hook.listen) {
        Ok(_) => findings.well(format!("可以监听 {}", hook.listen)),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let mend = "如果不是正在运行的 baiti，请换一个 BAITI_WEBHOOK_LISTEN";
            findings.doubtful(format!("{} 已有程序在监听", hook.listen), mend);
        }
        Err(error) => {
            let mend = "请检查 BAITI_WEBHOOK_LISTEN：地址要是本机的，1024 以下的端口要有权限";
            findings.broken(format!("不能监听 {}：{error}", hook.listen), mend);
        }
    }
}
