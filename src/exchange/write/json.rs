//! JSON, as [`crate::exchange::json`] reads it back.

use serde::Serialize;
use serde_json::{Value, json};

use super::Written;
use crate::domain::{
    choices::letter,
    question::{Body, Question},
};

/// A file.
#[derive(Serialize)]
struct File<'a> {
    title: &'a str,
    questions: Vec<Item<'a>>,
}

/// A question; the options go by their letters, so that the key is beyond
/// doubt.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    kind: &'static str,
    question: &'a str,
    #[serde(skip_serializing_if = "Value::is_null")]
    options: Value,
    answer: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    points: serde_json::Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    difficulty: Option<u8>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    shuffle: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    any_order: bool,
}

/// Writes everything.
pub fn write(title: &str, questions: &[Question]) -> Written {
    let file = File { title, questions: questions.iter().map(item).collect() };
    let text = serde_json::to_string_pretty(&file).expect("texts and numbers are JSON");
    Written { text: text + "\n", ..Written::default() }
}

fn item(question: &Question) -> Item<'_> {
    let (options, answer) = body(&question.body);
    Item {
        id: &question.code,
        kind: question.kind().word(),
        question: &question.stem,
        options,
        answer,
        explanation: question.explanation.as_deref(),
        source: question.source.as_deref(),
        points: number(question),
        difficulty: question.difficulty,
        tags: &question.tags,
        valid_until: question.valid_until.map(|day| day.to_string()),
        shuffle: question.shuffle,
        any_order: matches!(question.body, Body::Blank { any_order: true, .. }),
    }
}

/// `2`, `2.5`: as the points are written for people.
fn number(question: &Question) -> serde_json::Number {
    question.points.to_string().parse().unwrap_or_else(|_| 1.into())
}

fn body(body: &Body) -> (Value, Value) {
    match body {
        Body::Single { options, key } => (lettered(options), letter(*key).to_string().into()),
        Body::Multiple { options, key } => (lettered(options), key.letters().into()),
        Body::Judge { key } => (Value::Null, (*key).into()),
        Body::Blank { key, .. } => (Value::Null, json!(key)),
    }
}

fn lettered(options: &[String]) -> Value {
    options
        .iter()
        .enumerate()
        .map(|(at, option)| (letter(at).to_string(), Value::from(option.as_str())))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::trip, *};
    use crate::exchange::json;

    #[test]
    fn every_kind_is_written() {
        insta::assert_snapshot!(write("预算法", &trip::samples()).text);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(title in trip::text(), questions in trip::questions()) {
            let written = write(&title, &questions);
            let found = json::read(&written.text);
            prop_assert_eq!(&found.problems, &Vec::new());
            trip::compare(&questions, &written, &found.drafts)?;
            trip::compare_rest(&questions, &written, &found.drafts)?;
            prop_assert_eq!(found.title, Some(title));
        }
    }
}
