//! What buttons of exams carry. Places count from 0.

use super::{flag, number};
use crate::domain::ids::{ExamId, SittingId};

/// A tap on a button of an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfExam {
    /// Show one's exams.
    List,
    /// Show what an exam asks of whoever sits it, and let them begin.
    Entrance(ExamId),
    /// Begin.
    Begin(ExamId),
    /// Go on where one was.
    Show(SittingId),
    /// Tap an option.
    Tap {
        /// In which sitting.
        sitting: SittingId,
        /// Of which question.
        place: usize,
        /// At which position.
        shown: usize,
    },
    /// Judge a statement.
    Judge {
        /// In which sitting.
        sitting: SittingId,
        /// Which question.
        place: usize,
        /// True or false.
        verdict: bool,
    },
    /// Show a question.
    Go {
        /// In which sitting.
        sitting: SittingId,
        /// Which question.
        place: usize,
    },
    /// Mark a question to look at it again, or take the mark off.
    Flag {
        /// In which sitting.
        sitting: SittingId,
        /// Which question.
        place: usize,
    },
    /// Show a page of the answer card.
    Card {
        /// Of which sitting.
        sitting: SittingId,
        /// Which page.
        page: usize,
    },
    /// Ask whether to hand in.
    HandIn(SittingId),
    /// Hand in.
    HandInNow(SittingId),
}

impl OfExam {
    pub(super) fn encode(self) -> String {
        let act = match self {
            Self::List => "l".to_owned(),
            Self::Entrance(exam) => format!("e.{exam}"),
            Self::Begin(exam) => format!("b.{exam}"),
            Self::Show(sitting) => format!("s.{sitting}"),
            Self::Tap { sitting, place, shown } => format!("t.{sitting}.{place}.{shown}"),
            Self::Judge { sitting, place, verdict } => format!("j.{sitting}.{place}.{}", u8::from(verdict)),
            Self::Go { sitting, place } => format!("g.{sitting}.{place}"),
            Self::Flag { sitting, place } => format!("f.{sitting}.{place}"),
            Self::Card { sitting, page } => format!("c.{sitting}.{page}"),
            Self::HandIn(sitting) => format!("h.{sitting}"),
            Self::HandInNow(sitting) => format!("n.{sitting}"),
        };
        format!("e.{act}")
    }

    pub(super) fn decode(act: &[&str]) -> Option<Self> {
        let sitting = |text| Some(SittingId(number(text)?));
        Some(match act {
            ["l"] => Self::List,
            ["e", exam] => Self::Entrance(ExamId(number(exam)?)),
            ["b", exam] => Self::Begin(ExamId(number(exam)?)),
            ["s", of] => Self::Show(sitting(of)?),
            ["t", of, place, shown] => {
                Self::Tap { sitting: sitting(of)?, place: number(place)?, shown: number(shown)? }
            }
            ["j", of, place, verdict] => {
                Self::Judge { sitting: sitting(of)?, place: number(place)?, verdict: flag(verdict)? }
            }
            ["g", of, place] => Self::Go { sitting: sitting(of)?, place: number(place)? },
            ["f", of, place] => Self::Flag { sitting: sitting(of)?, place: number(place)? },
            ["c", of, page] => Self::Card { sitting: sitting(of)?, page: number(page)? },
            ["h", of] => Self::HandIn(sitting(of)?),
            ["n", of] => Self::HandInNow(sitting(of)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::press::{MAX_BYTES, Press};

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let (exam, sitting) = (ExamId(3), SittingId(17));
        for (of, payload) in [
            (OfExam::List, "1e.l"),
            (OfExam::Entrance(exam), "1e.e.3"),
            (OfExam::Begin(exam), "1e.b.3"),
            (OfExam::Show(sitting), "1e.s.17"),
            (OfExam::Tap { sitting, place: 4, shown: 1 }, "1e.t.17.4.1"),
            (OfExam::Judge { sitting, place: 0, verdict: true }, "1e.j.17.0.1"),
            (OfExam::Go { sitting, place: 49 }, "1e.g.17.49"),
            (OfExam::Flag { sitting, place: 2 }, "1e.f.17.2"),
            (OfExam::Card { sitting, page: 1 }, "1e.c.17.1"),
            (OfExam::HandIn(sitting), "1e.h.17"),
            (OfExam::HandInNow(sitting), "1e.n.17"),
        ] {
            assert_eq!(Press::Exam(of).encode(), payload);
            assert_eq!(Press::decode(payload), Some(Press::Exam(of)), "{payload}");
        }
    }

    #[test]
    fn the_longest_payload_fits() {
        let tap = OfExam::Tap { sitting: SittingId(i64::MAX), place: 499, shown: 25 };
        assert!(Press::Exam(tap).encode().len() <= MAX_BYTES);
    }
}
