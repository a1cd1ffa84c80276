//! What a conversation waits for, apart from an open round.

use serde::{Deserialize, Serialize};

use crate::domain::ids::FlagId;

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
    /// Nothing in particular, but what was said about a wrong question stands
    /// below the verdict.
    FlagNoted,
}

impl State {
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
        assert_eq!(State::read("what later versions wrote"), State::Idle);
    }
}
