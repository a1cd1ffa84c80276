//! A bank as a file.

use std::fmt::Write as _;

use super::{
    BankFile,
    format::{Bank, Date, Key, Kind, Question, Retired, VERSION},
};
use crate::domain::{
    choices::letter,
    points::Points,
    question::{Body, Question as Content},
};

/// Up to how many characters the options stand on one line.
const ONE_LINE: usize = 80;

/// Writes a bank in the format, in the order of its fields; the same bank
/// always gives the same text, and [`super::read`] gives the bank back.
pub fn write(bank: &BankFile) -> String {
    text(&Bank::from(bank))
}

fn text(bank: &Bank) -> String {
    let mut out = String::new();
    line(&mut out, "format", &bank.format.to_string());
    line(&mut out, "id", &quoted(&bank.id));
    line(&mut out, "title", &quoted(&bank.title));
    line(&mut out, "topic", &quoted(&bank.topic));
    bank.question.iter().for_each(|each| question(&mut out, each));
    bank.retired.iter().for_each(|each| retired(&mut out, each));
    out
}

fn question(out: &mut String, question: &Question) {
    out.push_str("\n[[question]]\n");
    line(out, "id", &quoted(&question.id));
    line(out, "kind", &quoted(word(question.kind)));
    line(out, "stem", &quoted(&question.stem));
    if !question.options.is_empty() {
        line(out, "options", &options(&question.options));
    }
    line(out, "key", &key(&question.key));
    optional(out, "explanation", question.explanation.as_deref().map(quoted));
    optional(out, "source", question.source.as_deref().map(quoted));
    optional(out, "points", question.points.map(|points| points.to_string()));
    optional(out, "difficulty", question.difficulty.map(|level| level.to_string()));
    optional(out, "tags", Some(&question.tags).filter(|tags| !tags.is_empty()).map(|tags| list(tags)));
    optional(out, "valid_until", question.valid_until.map(|Date(day)| day.to_string()));
    optional(out, "shuffle", question.shuffle.map(|shuffle| shuffle.to_string()));
    optional(out, "any_order", question.any_order.map(|any| any.to_string()));
}

fn retired(out: &mut String, retired: &Retired) {
    out.push_str("\n[[retired]]\n");
    line(out, "id", &quoted(&retired.id));
    optional(out, "reason", retired.reason.as_deref().map(quoted));
}

fn line(out: &mut String, name: &str, value: &str) {
    writeln!(out, "{name} = {value}").expect("a string takes all that is written to it");
}

fn optional(out: &mut String, name: &str, value: Option<String>) {
    if let Some(value) = value {
        line(out, name, &value);
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "single",
        Kind::Multiple => "multiple",
        Kind::Judge => "judge",
        Kind::Blank => "blank",
    }
}

fn key(key: &Key) -> String {
    match key {
        Key::Truth(truth) => truth.to_string(),
        Key::Letters(letters) => quoted(letters),
        Key::Words(blanks) => {
            format!("[{}]", blanks.iter().map(|ways| list(ways)).collect::<Vec<_>>().join(", "))
        }
    }
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

fn options(texts: &[String]) -> String {
    let on_one_line = list(texts);
    if on_one_line.chars().count() <= ONE_LINE {
        return on_one_line;
    }
    let lines: Vec<String> = texts.iter().map(|text| format!("    {},", quoted(text))).collect();
    format!("[\n{}\n]", lines.join("\n"))
}

/// A text in quotation marks; with line feeds, as a text of several lines.
fn quoted(text: &str) -> String {
    let several = text.contains('\n');
    let body: String = text.chars().map(|c| escaped(c, several)).collect();
    // TOML drops the line feed that follows the opening marks.
    if several { format!("\"\"\"\n{body}\"\"\"") } else { format!("\"{body}\"") }
}

fn escaped(c: char, several: bool) -> String {
    match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' if several => c.to_string(),
        _ if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        _ => c.to_string(),
    }
}

impl From<&BankFile> for Bank {
    fn from(bank: &BankFile) -> Self {
        Self {
            format: VERSION,
            id: bank.id.clone(),
            title: bank.title.clone(),
            topic: bank.topic.as_str().to_owned(),
            question: bank.questions.iter().map(|placed| Question::from(&placed.question)).collect(),
            retired: bank.retired.iter().map(Retired::from).collect(),
        }
    }
}

impl From<&super::Retired> for Retired {
    fn from(retired: &super::Retired) -> Self {
        Self { id: retired.id.clone(), reason: retired.reason.clone() }
    }
}

impl From<&Content> for Question {
    /// What is as it would be anyway is left out.
    fn from(content: &Content) -> Self {
        Self {
            id: content.code.clone(),
            kind: content.kind().into(),
            stem: content.stem.clone(),
            options: content.options().to_vec(),
            key: Key::from(&content.body),
            explanation: content.explanation.clone(),
            source: content.source.clone(),
            points: Some(content.points).filter(|&points| points != Points::ONE).and_then(number),
            difficulty: content.difficulty,
            tags: content.tags.clone(),
            valid_until: content.valid_until.map(Date),
            shuffle: (!content.shuffle).then_some(false),
            any_order: matches!(content.body, Body::Blank { any_order: true, .. }).then_some(true),
        }
    }
}

fn number(points: Points) -> Option<f64> {
    points.to_string().parse().ok()
}

impl From<&Body> for Key {
    fn from(body: &Body) -> Self {
        match body {
            Body::Single { key, .. } => Self::Letters(letter(*key).to_string()),
            Body::Multiple { key, .. } => Self::Letters(key.letters()),
            Body::Judge { key } => Self::Truth(*key),
            Body::Blank { key, .. } => Self::Words(key.clone()),
        }
    }
}
