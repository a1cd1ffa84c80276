//! What a conversation waits for, apart from an open round.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{ExamId, FlagId};

/// What the next typed message means. Its JSON form is what the database
/// keeps; what can't be read any more counts as [`State::Idle`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing in particular.
    #[default]
    Idle,
    /// Why a question is wrong.
    FlagReason(FlagId),
    /// What to look for in the question banks.
    BankSearch,
    /// Questions to be loaded.
    BankPaste,
    /// The code that is told in the room of an exam.
    ExamCode(ExamId),
    /// Nothing in particular, but what was said about a wrong question stands
    /// below the verdict.
    FlagNoted,
}

impl State {
    /// Whether a text for the question banks was asked for.
    pub fn is_of_banks(self) -> bool {
        matches!(self, Self::BankSearch | Self::BankPaste)
    }

    /// Reads what the database keeps.
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// What the database keeps.
    pub fn write(self) -> String {
        serde_json::to_string(&self).expect("plain data")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_stays_readable() {
        assert_eq!(State::Idle.write(), r#""idle""#);
        assert_eq!(State::read(r#"{"flag_reason":3}"#), State::FlagReason(FlagId(3)));
        assert_eq!(State::read(r#""flag_noted""#), State::FlagNoted);
        assert_eq!(State::read(r#""bank_search""#), State::BankSearch);
        assert_eq!(State::read(r#""bank_paste""#), State::BankPaste);
        assert_eq!(State::read(r#"{"exam_code":3}"#), State::ExamCode(ExamId(3)));
        assert_eq!(State::read("what later versions wrote"), State::Idle);
    }
}
