//! Exams below the chat: their files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod diagnostics;
mod laws;

use baiti::{
    bank::Source,
    domain::topic::standing,
    exams::file::{self, Ground, Reading},
};

fn ground() -> Ground {
    Ground { topics: standing(), zone: chrono_tz::Asia::Shanghai }
}

fn read(text: impl Into<Vec<u8>>) -> Reading {
    file::read(&Source::new("考试.toml", text), &ground())
}

/// All that is told of a file.
fn told(text: &str) -> String {
    let told: Vec<String> = read(text).diagnostics.iter().map(ToString::to_string).collect();
    told.join("\n")
}
