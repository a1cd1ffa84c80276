//! What a conversation waits for, apart from an open round.

use serde::{Deserialize, Serialize};

use super::press::exam_draft::At;
use crate::{
    domain::ids::{ExamId, FlagId, StaffId},
    exams::proctor::Act,
};

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
    /// Something for the desk of exams.
    Desk(Wanted),
    /// Nothing in particular, but what was said about a wrong question stands
    /// below the verdict.
    FlagNoted,
}

/// What the desk of exams has asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Why an exam is called off.
    WhyCancel(ExamId),
    /// What has happened in the room.
    Note(ExamId),
    /// Something for a step of a draft.
    Draft(At),
    /// Why something is done about somebody, or what is noted about them.
    Why {
        /// In which exam.
        exam: ExamId,
        /// About whom.
        staff: StaffId,
        /// What.
        act: Act,
    },
}

impl State {
    /// Whether it was asked for in the message with the button that asked, in
    /// place of what stood there.
    pub fn stands_in_place(self) -> bool {
        self.is_of_banks() || matches!(self, Self::Desk(_))
    }

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
    use crate::chat::press::exam_draft::Step;

    #[test]
    fn the_stored_form_stays_readable() {
        assert_eq!(State::Idle.write(), r#""idle""#);
        assert_eq!(State::read(r#"{"flag_reason":3}"#), State::FlagReason(FlagId(3)));
        assert_eq!(State::read(r#""flag_noted""#), State::FlagNoted);
        assert_eq!(State::read(r#""bank_search""#), State::BankSearch);
        assert_eq!(State::read(r#""bank_paste""#), State::BankPaste);
        assert_eq!(State::read(r#"{"exam_code":3}"#), State::ExamCode(ExamId(3)));
        assert_eq!(State::read(r#"{"desk":{"note":3}}"#), State::Desk(Wanted::Note(ExamId(3))));
        let why = Wanted::Why { exam: ExamId(3), staff: StaffId(12), act: Act::Time(5) };
        let kept = r#"{"desk":{"why":{"exam":3,"staff":12,"act":{"time":5}}}}"#;
        assert_eq!((State::Desk(why).write().as_str(), State::read(kept)), (kept, State::Desk(why)));
        let at = At { exam: ExamId(3), step: Step::Title, guided: true };
        let kept = r#"{"desk":{"draft":{"exam":3,"step":"title","guided":true}}}"#;
        assert_eq!(State::read(kept), State::Desk(Wanted::Draft(at)));
        assert_eq!(State::read("what later versions wrote"), State::Idle);
    }
}
