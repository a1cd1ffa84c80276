//! What buttons of exams carry. Places count from 0.

use super::{flag, number, ruling::How};
use crate::domain::ids::{ExamId, QuestionId, SittingId};

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
    /// Show one's own result.
    Result(ExamId),
    /// Show a question of one's own paper after the exam.
    Review {
        /// Of which sitting.
        sitting: SittingId,
        /// Which question.
        place: usize,
    },
    /// For those who lead: show the exams that have results.
    AllResults,
    /// For those who lead: show a page of the results list.
    Results {
        /// Of which exam.
        exam: ExamId,
        /// Which of its tracks, from 1; 0 for all.
        track: usize,
        /// Which page.
        page: usize,
    },
    /// For those who lead: show bands and units.
    Figures {
        /// Of which exam.
        exam: ExamId,
        /// Which page.
        page: usize,
    },
    /// For administrators: ask whether to make the results known.
    Release(ExamId),
    /// For administrators: make the results known.
    ReleaseNow {
        /// Of which exam.
        exam: ExamId,
        /// As the list of this number.
        number: i64,
    },
    /// For administrators: show a page of the analysis of questions.
    Items {
        /// Of which exam.
        exam: ExamId,
        /// Which page.
        page: usize,
    },
    /// For administrators: show a question with its figures.
    Item {
        /// Of which exam.
        exam: ExamId,
        /// Which question.
        question: QuestionId,
    },
    /// For administrators: show what deciding so of a question would change.
    Rule {
        /// In which exam.
        exam: ExamId,
        /// Of which question.
        question: QuestionId,
        /// What.
        how: How,
    },
    /// For administrators: decide so.
    RuleNow {
        /// In which exam.
        exam: ExamId,
        /// Of which question.
        question: QuestionId,
        /// What.
        how: How,
    },
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
            Self::Result(exam) => format!("r.{exam}"),
            Self::Review { sitting, place } => format!("v.{sitting}.{place}"),
            Self::AllResults => "ra".to_owned(),
            Self::Results { exam, track, page } => format!("rl.{exam}.{track}.{page}"),
            Self::Figures { exam, page } => format!("rf.{exam}.{page}"),
            Self::Release(exam) => format!("rr.{exam}"),
            Self::ReleaseNow { exam, number } => format!("rn.{exam}.{number}"),
            Self::Items { exam, page } => format!("ia.{exam}.{page}"),
            Self::Item { exam, question } => format!("iq.{exam}.{question}"),
            Self::Rule { exam, question, how } => format!("ir.{exam}.{question}.{}", how.encode()),
            Self::RuleNow { exam, question, how } => format!("in.{exam}.{question}.{}", how.encode()),
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
            _ => return Self::decode_results(act),
        })
    }

    fn decode_results(act: &[&str]) -> Option<Self> {
        let exam = |text| Some(ExamId(number(text)?));
        Some(match act {
            ["r", of] => Self::Result(exam(of)?),
            ["v", of, place] => Self::Review { sitting: SittingId(number(of)?), place: number(place)? },
            ["ra"] => Self::AllResults,
            ["rl", of, track, page] => {
                Self::Results { exam: exam(of)?, track: number(track)?, page: number(page)? }
            }
            ["rf", of, page] => Self::Figures { exam: exam(of)?, page: number(page)? },
            ["rr", of] => Self::Release(exam(of)?),
            ["rn", of, nth] => Self::ReleaseNow { exam: exam(of)?, number: number(nth)? },
            ["ia", of, page] => Self::Items { exam: exam(of)?, page: number(page)? },
            ["iq", of, nth] => Self::Item { exam: exam(of)?, question: QuestionId(number(nth)?) },
            ["ir", of, nth, how] => {
                Self::Rule { exam: exam(of)?, question: QuestionId(number(nth)?), how: How::decode(how)? }
            }
            ["in", of, nth, how] => {
                Self::RuleNow { exam: exam(of)?, question: QuestionId(number(nth)?), how: How::decode(how)? }
            }
            _ => return None,
        })
    }

    /// Whether it is of use to somebody in the middle of an exam: whatever shows
    /// papers and keys of another one is not.
    pub fn is_for_sitting(self) -> bool {
        !matches!(
            self,
            Self::Result(_)
                | Self::Review { .. }
                | Self::AllResults
                | Self::Results { .. }
                | Self::Figures { .. }
                | Self::Release(_)
                | Self::ReleaseNow { .. }
                | Self::Items { .. }
                | Self::Item { .. }
                | Self::Rule { .. }
                | Self::RuleNow { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chat::press::{MAX_BYTES, Press},
        domain::choices::Choices,
    };

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let (exam, sitting, question) = (ExamId(3), SittingId(17), QuestionId(8));
        let key = Choices::from_letters("AC").unwrap();
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
            (OfExam::Result(exam), "1e.r.3"),
            (OfExam::Review { sitting, place: 4 }, "1e.v.17.4"),
            (OfExam::AllResults, "1e.ra"),
            (OfExam::Results { exam, track: 1, page: 2 }, "1e.rl.3.1.2"),
            (OfExam::Figures { exam, page: 1 }, "1e.rf.3.1"),
            (OfExam::Release(exam), "1e.rr.3"),
            (OfExam::ReleaseNow { exam, number: 2 }, "1e.rn.3.2"),
            (OfExam::Items { exam, page: 1 }, "1e.ia.3.1"),
            (OfExam::Item { exam, question }, "1e.iq.3.8"),
            (OfExam::Rule { exam, question, how: How::Everybody }, "1e.ir.3.8.e"),
            (OfExam::Rule { exam, question, how: How::LeftOut }, "1e.ir.3.8.l"),
            (OfExam::Rule { exam, question, how: How::Judged(false) }, "1e.ir.3.8.f"),
            (OfExam::RuleNow { exam, question, how: How::Options(key) }, "1e.in.3.8.oAC"),
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
