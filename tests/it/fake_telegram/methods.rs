//! The methods, with Telegram's checks and Telegram's words.

use serde_json::{Value, json};

use super::{
    BOT_NAME, files, markup,
    state::{Chat, State, Target, Webhook},
};

/// A status and a description.
pub type Refusal = (u16, String);
pub type Answer = Result<Value, Refusal>;

pub fn bad(words: &str) -> Refusal {
    (400, format!("Bad Request: {words}"))
}

/// Makes a call take effect. `getUpdates` is not among these: it waits.
pub fn perform(state: &mut State, method: &str, params: &Value) -> Answer {
    match method {
        "getme" => Ok(json!({ "id": 42, "is_bot": true, "first_name": "百题", "username": BOT_NAME })),
        "sendmessage" => send_message(state, params),
        "senddocument" => send_document(state, params),
        "getfile" => files::get_file(state, params),
        "editmessagetext" => edit_message_text(state, params),
        "answercallbackquery" => answer_callback_query(state, params),
        "setmycommands" => set_my_commands(state, params),
        "setwebhook" => set_webhook(state, params),
        "deletewebhook" => {
            state.webhook = None;
            Ok(json!(true))
        }
        "getwebhookinfo" => Ok(webhook_info(state)),
        _ => Err((404, "Not Found: method not found".to_owned())),
    }
}

fn chat<'a>(state: &'a mut State, params: &Value) -> Result<(i64, &'a mut Chat), Refusal> {
    let id = params["chat_id"].as_i64().ok_or_else(|| bad("chat_id is empty"))?;
    let chat = state.chats.get_mut(&id).ok_or_else(|| bad("chat not found"))?;
    if chat.blocked {
        return Err((403, "Forbidden: bot was blocked by the user".to_owned()));
    }
    Ok((id, chat))
}

fn shown(params: &Value, field: &str) -> Result<String, Refusal> {
    let text = params[field].as_str().unwrap_or_default();
    match params["parse_mode"].as_str() {
        None => Ok(text.to_owned()),
        Some(_) => markup::shown(text).map_err(|words| bad(&format!("can't parse entities: {words}"))),
    }
}

fn text(params: &Value) -> Result<String, Refusal> {
    let shown = shown(params, "text")?;
    if shown.trim().is_empty() {
        return Err(bad("message text is empty"));
    }
    if shown.chars().count() > 4096 {
        return Err(bad("message is too long"));
    }
    Ok(shown)
}

fn buttons(params: &Value) -> Result<Vec<Vec<(String, Target)>>, Refusal> {
    let rows = params["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| row.as_array().into_iter().flatten().map(button).collect()).collect()
}

fn button(button: &Value) -> Result<(String, Target), Refusal> {
    let label = button["text"].as_str().filter(|label| !label.is_empty());
    let label = label.ok_or_else(|| bad("inline keyboard button text is empty"))?.to_owned();
    match (button["callback_data"].as_str(), button["url"].as_str()) {
        (Some(data), None) if (1..=64).contains(&data.len()) => Ok((label, Target::Press(data.to_owned()))),
        (None, Some(url)) => Ok((label, Target::Url(url.to_owned()))),
        _ => Err(bad("BUTTON_DATA_INVALID")),
    }
}

fn send_message(state: &mut State, params: &Value) -> Answer {
    let (id, chat) = chat(state, params)?;
    let (text, buttons) = (text(params)?, buttons(params)?);
    let keyboard = &params["reply_markup"];
    if let Some(key) = keyboard["keyboard"][0][0]["text"].as_str() {
        chat.key = Some(key.to_owned());
    } else if keyboard["remove_keyboard"] == true {
        chat.key = None;
    }
    let message = chat.add(true, text, buttons);
    Ok(message_json(id, message))
}

fn send_document(state: &mut State, params: &Value) -> Answer {
    let document = files::uploaded(state, params)?;
    let (id, chat) = chat(state, params)?;
    let (caption, buttons) = (shown(params, "caption")?, buttons(params)?);
    if caption.chars().count() > 1024 {
        return Err(bad("message caption is too long"));
    }
    let message = chat.add(true, caption, buttons);
    chat.message(message).unwrap().document = Some(document);
    Ok(message_json(id, message))
}

fn edit_message_text(state: &mut State, params: &Value) -> Answer {
    let (id, chat) = chat(state, params)?;
    let number = params["message_id"].as_i64().unwrap_or_default();
    let message = chat.message(number).ok_or_else(|| bad("message to edit not found"))?;
    if !message.from_bot {
        return Err(bad("message can't be edited"));
    }
    let (text, buttons) = (text(params)?, buttons(params)?);
    if message.text == text && message.buttons == buttons {
        return Err(bad(
            "message is not modified: specified new message content and reply markup are exactly the same as \
             a current content and reply markup of the message",
        ));
    }
    (message.text, message.buttons) = (text, buttons);
    message.edits += 1;
    Ok(message_json(id, number))
}

fn message_json(chat: i64, message: i64) -> Value {
    json!({
        "message_id": message, "date": 1, "text": "…",
        "chat": { "id": chat, "type": "private", "first_name": "…" },
        "from": { "id": 42, "is_bot": true, "first_name": "百题" },
    })
}

fn answer_callback_query(state: &mut State, params: &Value) -> Answer {
    let text = params["text"].as_str().unwrap_or_default();
    if text.chars().count() > 200 {
        return Err(bad("MESSAGE_TOO_LONG"));
    }
    let id = params["callback_query_id"].as_str().unwrap_or_default();
    match state.taps.get_mut(id).filter(|tap| !tap.expired) {
        Some(tap) => tap.answers.push(text.to_owned()),
        None => return Err(bad("query is too old and response timeout expired or query ID is invalid")),
    }
    Ok(json!(true))
}

fn set_my_commands(state: &mut State, params: &Value) -> Answer {
    let commands = params["commands"].clone();
    let right = |command: &Value| {
        let name = command["command"].as_str().unwrap_or_default();
        let letters =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let described =
            command["description"].as_str().is_some_and(|text| (1..=256).contains(&text.chars().count()));
        letters && (1..=32).contains(&name.len()) && described
    };
    if !commands.as_array().is_some_and(|commands| commands.len() <= 100 && commands.iter().all(right)) {
        return Err(bad("BOT_COMMAND_INVALID"));
    }
    if params["scope"]["type"] == "chat" {
        let (_, chat) = chat(state, &params["scope"])?;
        chat.menu = Some(commands);
    } else {
        let language = params["language_code"].as_str().unwrap_or_default();
        state.menus.insert(language.to_owned(), commands);
    }
    Ok(json!(true))
}

fn set_webhook(state: &mut State, params: &Value) -> Answer {
    let url = params["url"].as_str().unwrap_or_default().to_owned();
    let secret = params["secret_token"].as_str().unwrap_or_default().to_owned();
    if !secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
        return Err(bad("secret token contains unallowed characters"));
    }
    let max_connections = params["max_connections"].as_u64().unwrap_or(40);
    let max_connections = usize::try_from(max_connections.clamp(1, 100)).unwrap();
    state.webhook = (!url.is_empty()).then_some(Webhook { url, secret, max_connections });
    Ok(json!(true))
}

fn webhook_info(state: &State) -> Value {
    let url = state.webhook.as_ref().map(|webhook| webhook.url.clone()).unwrap_or_default();
    json!({ "url": url, "has_custom_certificate": false, "pending_update_count": state.updates.len() })
}
