//! Options in their many forms.

use serde_json::{Map, Value};

use super::field::{lettered, plain};
use crate::exchange::sheet::options::in_order;

/// An option, and what its own object says of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Choice {
    pub(super) text: String,
    /// The letter or number that it goes by.
    pub(super) label: Option<String>,
    /// Whether it says that it is right.
    pub(super) right: Option<bool>,
}

const TEXTS: [&str; 10] =
    ["text", "content", "value", "选项内容", "内容", "选项", "option", "body", "title", "answer"];
const LABELS: [&str; 10] =
    ["label", "key", "letter", "id", "identifier", "name", "prefix", "序号", "编号", "选项号"];
const RIGHTS: [&str; 10] = [
    "iscorrect",
    "correct",
    "isright",
    "right",
    "isanswer",
    "istrue",
    "是否正确",
    "是否正确项",
    "正确",
    "isok",
];

/// Options as a list, an object of letters, or one text.
pub(super) fn read(value: &Value) -> Vec<Choice> {
    match value {
        Value::Array(items) => unlettered(items.iter().map(choice).collect()),
        Value::Object(letters) => by_letter(letters),
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ (Value::Array(_) | Value::Object(_))) => read(&inner),
            _ => unlettered(split(text)),
        },
        _ => Vec::new(),
    }
}

/// One text for all options: an option a line, or parted by marks.
fn split(text: &str) -> Vec<Choice> {
    let mark = ["\n", "$;$", "|"].into_iter().find(|mark| text.contains(mark));
    let parts = mark.map_or(vec![text], |mark| text.split(mark).collect());
    let said = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    said.map(|part| Choice { text: part.to_owned(), ..Choice::default() }).collect()
}

fn choice(value: &Value) -> Choice {
    let Value::Object(fields) = value else {
        return Choice { text: text(value).unwrap_or_default(), ..Choice::default() };
    };
    let find =
        |names: &[&str]| names.iter().find_map(|name| fields.iter().find(|(known, _)| plain(known) == *name));
    // `{"A": "甲"}`
    if let (1, Some((name, value))) = (fields.len(), fields.iter().next())
        && lettered(name).is_some()
    {
        return Choice { text: text(value).unwrap_or_default(), label: Some(name.clone()), right: None };
    }
    Choice {
        text: find(&TEXTS).and_then(|(_, value)| text(value)).unwrap_or_default(),
        label: find(&LABELS).and_then(|(_, value)| text(value)),
        right: find(&RIGHTS).and_then(|(_, value)| truth(value)),
    }
}

/// `{"A": "甲", "B": "乙"}`: by letter, a missing one left empty; other names
/// in their order.
fn by_letter(letters: &Map<String, Value>) -> Vec<Choice> {
    let labelled = |name: &str, value: &Value| Choice { label: Some(name.to_owned()), ..choice(value) };
    let places: Option<Vec<usize>> = letters.keys().map(|name| lettered(name)).collect();
    let Some(places) = places else {
        return letters.iter().map(|(name, value)| labelled(name, value)).collect();
    };
    let mut all = vec![Choice::default(); places.iter().max().map_or(0, |last| last + 1)];
    for (at, (name, value)) in places.into_iter().zip(letters) {
        all[at] = labelled(name, value);
    }
    all
}

/// Puts options that carry letters in their order, `["B. 乙", "A. 甲"]`, and
/// takes the letters off.
fn unlettered(choices: Vec<Choice>) -> Vec<Choice> {
    let are_plain = choices.iter().all(|choice| choice.label.is_none() && choice.right.is_none());
    let mut choices =
        if are_plain { in_order(&choices, |choice| &choice.text, Choice::default) } else { choices };
    let own = |(at, choice): (usize, &Choice)| {
        let text = choice.text.trim_start_matches(['(', '（']);
        let first = text.chars().next()?;
        let rest = text[first.len_utf8()..].trim_start();
        let rest = rest.strip_prefix(['.', '、', '．', ':', '：', ')', '）'])?;
        (lettered(&first.to_string()) == Some(at)).then(|| rest.trim().to_owned())
    };
    let said = choices.iter().enumerate();
    let texts =
        said.map(|(at, choice)| if choice.text.is_empty() { Some(String::new()) } else { own((at, choice)) });
    let texts: Option<Vec<String>> = texts.collect();
    for (choice, text) in choices.iter_mut().zip(texts.unwrap_or_default()) {
        choice.text = text;
    }
    choices
}

/// A right answer, marked as such, beside wrong ones.
pub(super) fn beside(right: &Value, wrong: &Value) -> Vec<Choice> {
    let marked = |value: &Value, is_right: bool| {
        let all = value.as_array().map_or(vec![value], |items| items.iter().collect());
        let texts = all.into_iter().filter_map(text).collect::<Vec<_>>();
        texts.into_iter().map(move |text| Choice { text, label: None, right: Some(is_right) })
    };
    marked(right, true).chain(marked(wrong, false)).collect()
}

/// A value as text, if it is a plain one.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Object(fields) => {
            let inner = ["text", "content", "value", "html"].iter().find_map(|name| fields.get(*name))?;
            if inner.is_object() { None } else { text(inner) }
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// Yes or no, in the words that programs use.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match text(value)?.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "是" | "对" | "正确" | "√" => Some(true),
        "false" | "0" | "no" | "n" | "否" | "错" | "错误" | "×" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(value: &Value) -> Vec<String> {
        read(value).into_iter().map(|choice| choice.text).collect()
    }

    #[test]
    fn options_are_read_in_every_form() {
        for value in [
            json!(["甲", "乙"]),
            json!(["A. 甲", "B、乙"]),
            json!(["（A）甲", "（B）乙"]),
            json!({"B": "乙", "A": "甲"}),
            json!([{"A": "甲"}, {"B": "乙"}]),
            json!([{"label": "A", "text": "甲"}, {"label": "B", "text": "乙"}]),
            json!("A．甲\nB．乙"),
            json!("甲$;$乙"),
            json!("甲|乙"),
            json!("[\"甲\", \"乙\"]"),
        ] {
            assert_eq!(texts(&value), ["甲", "乙"], "{value}");
        }
        assert_eq!(texts(&json!({"A": "甲", "C": "丙"})), ["甲", "", "丙"]);
        assert_eq!(texts(&json!([1, 2.5, true, null])), ["1", "2.5", "true", ""]);
        assert_eq!(texts(&json!(["A. 甲", "A. 乙"])), ["A. 甲", "A. 乙"]);
    }

    #[test]
    fn objects_say_whether_they_are_right() {
        let choices =
            read(&json!([{"content": "甲", "isCorrect": true}, {"选项内容": "乙", "是否正确项": 0}]));
        assert_eq!(choices[0].right, Some(true));
        assert_eq!(choices[1], Choice { text: "乙".into(), label: None, right: Some(false) });
    }
}
