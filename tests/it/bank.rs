//! Bank files: what is found sound, what is told of the rest.

#![expect(clippy::unwrap_used, reason = "a test may fall over what it has itself made wrong")]

mod across;
mod change;
mod checks;
mod files;
mod fixtures;
mod kept;
mod keys;
mod laws;
mod syntax;
mod write;

use baiti::{
    bank::{BankFile, Reading, Rules, Source, read},
    domain::topic,
};
use chrono::NaiveDate;

/// The standing topics on a day in November 2026.
fn rules() -> Rules {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Rules { topics: topic::standing(), today }
}

/// Reads one file called `a.toml`.
fn read_one(text: impl Into<Vec<u8>>) -> Reading {
    read(&[Source::new("a.toml", text)], &rules())
}

/// A bank on ethics with these questions.
fn bank_of(questions: &str) -> String {
    format!("format = 1\nid = \"a\"\ntitle = \"题库\"\ntopic = \"ethics\"\n{questions}")
}

/// A judge question that is sound.
fn statement(id: &str, stem: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nkind = \"judge\"\nstem = \"{stem}\"\nkey = true\nexplanation = \"略。\"\n"
    )
}

/// The one bank of a text that is sound without a warning.
fn sound(text: &str) -> BankFile {
    let reading = read_one(text);
    assert_eq!(told(&reading), "");
    reading.banks.into_iter().next().unwrap()
}

/// All diagnostics, as they are shown.
fn told(reading: &Reading) -> String {
    let lines: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
