//! Questions in the formats of others.
//!
//! Each writer takes what its format can hold; the rest is told by the code of
//! its question, never dropped in silence.

mod again;
pub mod aiken;
pub mod csv;
mod format;
pub mod gift;
mod grid;
pub mod json;
mod left_out;
pub mod moodle;
pub mod paper;
#[cfg(test)]
mod trip;
pub mod xlsx;

use crate::domain::question::{Body, Kind, Question};

pub use format::{File, Format, WriteError, write};
pub use left_out::told;

/// A file's text, and what is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// What goes into the file.
    pub text: String,
    /// What the format can't hold.
    pub left_out: Vec<LeftOut>,
}

/// What of a question is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The id of the question within its bank.
    pub code: String,
    /// Whether the whole question is left out.
    pub whole: bool,
    /// Why, or which part of it: `有几处填空`, `解析`. The same words for the
    /// same thing, so that they can be grouped.
    pub what: &'static str,
}

impl Written {
    /// A question that is not in the file, and why.
    fn leave_out(&mut self, question: &Question, why: &'static str) {
        self.left_out.push(LeftOut { code: question.code.clone(), whole: true, what: why });
    }

    /// A part of a question that is not in the file.
    fn leave_part(&mut self, question: &Question, what: &'static str) {
        self.left_out.push(LeftOut { code: question.code.clone(), whole: false, what });
    }
}

/// Why the formats of Moodle can't hold a question.
fn beyond_moodle(question: &Question) -> Option<&'static str> {
    match &question.body {
        Body::Blank { key, .. } if key.len() != 1 => Some("有几处填空，这种格式一道题只能有一处"),
        _ => None,
    }
}

/// What a statement's options are called where it has to have some.
const TRUTHS: [&str; 2] = ["正确", "错误"];

/// What people call a kind.
const fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "单选题",
        Kind::Multiple => "多选题",
        Kind::Judge => "判断题",
        Kind::Blank => "填空题",
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
