//! One's own result.

use chrono::NaiveDateTime;

use super::super::{Way, cut, exam_notice::moment, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::Words,
    },
    domain::{
        ids::{ExamId, SittingId},
        points::Points,
    },
    words,
};

/// The most columns of a note.
const NOTE: usize = 400;

/// One's own result.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Why it is shown.
    pub why: Why,
    /// What came of it.
    pub outcome: Outcome,
    /// The place on the list, if it is shown.
    pub place: Option<Place>,
    /// The list on which it stands.
    pub list: Option<OfList>,
    /// The papers that may be looked at, in the order of the attempts.
    pub papers: Papers,
}

/// Why a result is shown.
#[derive(Debug, Clone)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// It is known now.
    Known,
    /// It was corrected.
    Corrected {
        /// What was corrected.
        note: String,
        /// What it was before, in marks; none if there was no mark, or marks
        /// aren't shown.
        before: Option<Points>,
    },
}

/// What came of an exam for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A mark of a full mark, and whether it passes.
    Mark(Points, Points, Option<bool>),
    /// A mark that isn't shown.
    Hidden,
    /// The sitting was declared void.
    Void,
    /// They did not come.
    Absent,
    /// They needn't come.
    Excused,
    /// It is not known yet.
    NotYet,
}

/// A place on a list.
#[derive(Debug, Clone)]
pub struct Place {
    /// The place, and of how many.
    pub overall: (usize, usize),
    /// The name of the track, the place in it, and of how many; where there are
    /// several tracks.
    pub track: Option<(String, usize, usize)>,
}

/// The list on which a result stands.
#[derive(Debug, Clone)]
pub struct OfList {
    /// When it was made known.
    pub at: NaiveDateTime,
    /// Its check code.
    pub code: String,
}

/// The papers that may be looked at.
#[derive(Debug, Clone)]
pub enum Papers {
    /// These.
    These(Vec<SittingId>),
    /// They can be reached from the result.
    ByResult,
    /// None.
    None,
}

impl Mine {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = self.heading(words);
        lines.push(self.outcome.text(words));
        if let Some(place) = &self.place {
            lines.push(place.text(words));
        }
        if matches!(self.papers, Papers::ByResult) {
            lines.push(words!(words, "result-paper"));
        }
        if let Some(list) = &self.list {
            lines.push(words!(words, "result-list", at = moment(list.at, words), code = &list.code));
        }
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn heading(&self, words: Words<'_>) -> Vec<String> {
        let title = &self.title;
        match &self.why {
            Why::Asked => vec![words!(words, "result-asked", title = title)],
            Why::Known => vec![words!(words, "result-known", title = title)],
            Why::Corrected { note, before } => {
                let mut lines = vec![words!(words, "result-corrected", title = title)];
                lines.push(words!(words, "result-note", note = cut(note, NOTE)));
                lines.extend(before.map(|before| words!(words, "result-before", mark = before)));
                lines
            }
        }
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let mut rows = Vec::new();
        if let Papers::These(papers) = &self.papers {
            for (nth, sitting) in papers.iter().enumerate() {
                let label = match papers.len() {
                    1 => words!(words, "button-my-paper"),
                    _ => words!(words, "button-my-nth-paper", nth = nth + 1),
                };
                rows.push(vec![button(label, &Press::Exam(OfExam::Review { sitting: *sitting, place: 0 }))]);
            }
            rows.push(ways(&[Way::Exams, Way::Quiz], words));
        } else if matches!(self.why, Why::Asked) {
            rows.push(ways(&[Way::Exams, Way::Quiz], words));
        } else {
            rows.push(vec![button(
                words!(words, "button-my-result"),
                &Press::Exam(OfExam::Result(self.exam)),
            )]);
        }
        rows
    }
}

impl Outcome {
    fn text(self, words: Words<'_>) -> String {
        match self {
            Self::Mark(mark, full, passed) => {
                let key = match passed {
                    Some(true) => "result-passed",
                    Some(false) => "result-failed",
                    None => "result-mark",
                };
                words!(words, key, mark = mark, full = full)
            }
            Self::Hidden => words!(words, "result-hidden"),
            Self::Void => words!(words, "result-void"),
            Self::Absent => words!(words, "result-absent"),
            Self::Excused => words!(words, "result-excused"),
            Self::NotYet => words!(words, "result-not-yet"),
        }
    }
}

impl Place {
    fn text(&self, words: Words<'_>) -> String {
        let (place, of) = self.overall;
        let mut lines = vec![words!(words, "result-place", place = place, of = of)];
        if let Some((track, place, of)) = &self.track {
            lines.push(words!(words, "result-track-place", track = track, place = *place, of = *of));
        }
        lines.join("\n")
    }
}
