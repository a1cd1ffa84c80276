//! Options written as a list of a programming language: JSON, or Python's.

use serde_json::Value;

use super::MAX_OPTIONS;
use crate::exchange::json::strict;

/// The texts of a list, if the cell is one: `["甲","乙"]`, `{"A":"甲"}`,
/// `[{"key":"A","text":"甲"}]`, `['甲', '乙']`.
pub(super) fn read(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if !text.starts_with(['[', '{']) || !text.ends_with([']', '}']) {
        return None;
    }
    let object = || text.starts_with('{').then(|| strict(text));
    let loose = || object().and_then(|strict| serde_json::from_str(&strict).ok()).and_then(json);
    let items = serde_json::from_str(text).ok().and_then(json).or_else(|| python(text)).or_else(loose)?;
    (items.len() > 1 && items.len() <= MAX_OPTIONS).then_some(items)
}

fn json(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => items.iter().map(item).collect(),
        Value::Object(entries) => entries.values().map(scalar).collect(),
        _ => None,
    }
}

fn item(value: &Value) -> Option<String> {
    let names =
        ["text", "content", "value", "option", "optionContent", "title", "name", "label", "选项内容", "内容"];
    match value {
        Value::Object(entries) => names.iter().find_map(|name| entries.get(*name)).and_then(scalar),
        other => scalar(other),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// `['甲', "乙"]`: quoted texts with commas between them and nothing else.
fn python(text: &str) -> Option<Vec<String>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut items = Vec::new();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (item, after) = quoted(rest.get(1..)?, quote)?;
        items.push(item.trim().to_owned());
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(items)
}

/// A text up to its closing mark, and what follows.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut item = String::new();
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => {
                item.push(if c == 'n' { '\n' } else { c });
                is_escaped = false;
            }
            '\\' => is_escaped = true,
            _ if c == quote => return Some((item, text.get(at + c.len_utf8()..)?)),
            _ => item.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_programs_are_read() {
        for (text, expected) in [
            (r#"["甲", "乙"]"#, vec!["甲", "乙"]),
            (r#"{"A": "甲", "B": 5}"#, vec!["甲", "5"]),
            (r#"[{"key":"A","text":"甲"},{"key":"B","text":"乙"}]"#, vec!["甲", "乙"]),
            (r#"{'A': '甲', 'B': "乙"}"#, vec!["甲", "乙"]),
            (r#"['甲\'s', "乙"]"#, vec!["甲's", "乙"]),
        ] {
            assert_eq!(read(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn other_brackets_are_no_lists() {
        for text in ["[甲]", "[甲] 乙 [丙]", "{", "[]", "[\"甲\"]", "['甲' '乙']", "[[1],[2]]", "['甲"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
