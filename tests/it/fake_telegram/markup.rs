//! Telegram's HTML, read as strictly as Telegram reads it.

/// The tags that are allowed.
const TAGS: [&str; 13] =
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"];

/// The text that people see, or Telegram's complaint.
pub fn shown(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            rest = entity(rest, &mut text);
        } else {
            rest = tag(rest, &mut open)?;
        }
    }
    text.push_str(rest);
    match open.last() {
        Some(tag) => Err(format!("Can't find end tag corresponding to start tag \"{tag}\"")),
        None => Ok(text),
    }
}

/// Reads an entity; an unknown one stands for itself.
fn entity<'a>(rest: &'a str, text: &mut String) -> &'a str {
    for (name, letter) in [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')] {
        if let Some(after) = rest.strip_prefix(name) {
            text.push(letter);
            return after;
        }
    }
    text.push('&');
    &rest[1..]
}

fn tag<'a>(rest: &'a str, open: &mut Vec<&'a str>) -> Result<&'a str, String> {
    let end = rest.find('>').ok_or("Unclosed start tag")?;
    let (inside, after) = (&rest[1..end], &rest[end + 1..]);
    if let Some(name) = inside.strip_prefix('/') {
        return match open.pop() {
            Some(last) if last == name => Ok(after),
            _ => Err(format!("Unmatched end tag, expected \"</{}>\", found \"</{name}>\"", "…")),
        };
    }
    let name = inside.split(' ').next().unwrap_or_default();
    if !TAGS.contains(&name) {
        return Err(format!("Unsupported start tag \"{name}\" at byte offset 0"));
    }
    open.push(name);
    Ok(after)
}
