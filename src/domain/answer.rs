//! What a person answered.

use serde::{Deserialize, Serialize};

use super::choices::Choices;

/// An answer, in terms of the question as it was written (not as it was
/// shown).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// To a single or multiple choice.
    Options(Choices),
    /// To a statement.
    Judged(bool),
    /// To blanks, one text each, as typed.
    Words(Vec<String>),
}
