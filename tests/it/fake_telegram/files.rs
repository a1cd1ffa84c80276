//! Files: those that people send, and those that the bot uploads.

use serde_json::{Map, Value, json};

use super::{
    methods::{Answer, bad},
    state::State,
};

/// The most bytes that a bot can fetch, and send.
const LARGEST_IN: usize = 20 << 20;
const LARGEST_OUT: usize = 50 << 20;

/// A file on Telegram's servers.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Where it can be fetched.
    pub path: String,
    pub content: Vec<u8>,
    /// The size that is told, if it is; Telegram may be mistaken.
    pub told: Option<u64>,
}

/// A file with its name.
pub type Named = (String, Vec<u8>);

impl State {
    /// Keeps a file that a person sends; gives it as messages show it.
    pub fn keep_file(&mut self, name: &str, content: &[u8]) -> Value {
        let number = self.files.len();
        let id = format!("BQACAgUAAxk-{number}");
        let told = u64::try_from(content.len()).unwrap();
        let path = format!("documents/file_{number}.bin");
        self.files.insert(id.clone(), Stored { path, content: content.to_vec(), told: Some(told) });
        json!({ "file_id": id, "file_unique_id": format!("u{number}"), "file_name": name, "file_size": told })
    }
}

pub fn get_file(state: &State, params: &Value) -> Answer {
    let id = params["file_id"].as_str().unwrap_or_default();
    let file = state.files.get(id);
    let file = file.ok_or_else(|| bad("wrong file_id or the file is temporarily unavailable"))?;
    if file.told.is_some() && file.content.len() > LARGEST_IN {
        return Err(bad("file is too big"));
    }
    let mut told = json!({ "file_id": id, "file_unique_id": "u", "file_path": file.path });
    if let Some(size) = file.told {
        told["file_size"] = json!(size);
    }
    Ok(told)
}

/// The file at a path below the bot's own.
pub fn download(state: &State, path: &str) -> Option<Vec<u8>> {
    state.files.values().find(|file| file.path == path).map(|file| file.content.clone())
}

/// The file that a form brought, which stands in its parameters by its place.
pub fn uploaded(state: &State, params: &Value) -> Result<Named, (u16, String)> {
    let place = params["document"].as_u64().ok_or_else(|| bad("there is no document in the request"))?;
    let (name, content) = state.uploads[usize::try_from(place).unwrap()].clone();
    if content.is_empty() {
        return Err(bad("file must be non-empty"));
    }
    if content.len() > LARGEST_OUT {
        return Err((413, "Request Entity Too Large".to_owned()));
    }
    Ok((name, content))
}

/// The fields of a form. Telegram reads a file's name as it stands in
/// `filename="…"`, and nothing else.
pub fn form(content_type: &str, body: &[u8], uploads: &mut Vec<Named>) -> Option<Value> {
    let boundary = format!("--{}", content_type.strip_prefix("multipart/form-data; boundary=")?);
    let mut fields = Map::new();
    let mut rest = &body[find(body, boundary.as_bytes())? + boundary.len()..];
    while let Some(end) = find(rest, boundary.as_bytes()) {
        let part = rest[..end].strip_prefix(b"\r\n")?.strip_suffix(b"\r\n")?;
        let head_end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8(part[..head_end].to_vec()).ok()?;
        let content = &part[head_end + 4..];
        let name = quoted(&head, "; name=\"")?;
        let value = match quoted(&head, "; filename=\"") {
            Some(file) => {
                uploads.push((file, content.to_vec()));
                json!(uploads.len() - 1)
            }
            None => plain(&name, std::str::from_utf8(content).ok()?),
        };
        fields.insert(name, value);
        rest = &rest[end + boundary.len()..];
    }
    Some(Value::Object(fields))
}

/// A field's value as it would stand in JSON.
fn plain(name: &str, text: &str) -> Value {
    match name {
        "chat_id" | "reply_markup" => serde_json::from_str(text).unwrap(),
        _ => json!(text),
    }
}

fn quoted(head: &str, before: &str) -> Option<String> {
    let (_, rest) = head.split_once(before)?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
