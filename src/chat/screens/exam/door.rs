//! Before an exam: what it asks, and who can't begin and why.

use chrono::NaiveDateTime;

use super::super::{Way, moment, ways};
use crate::{
    chat::{
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::Words,
    },
    domain::{exam::track::Book, ids::ExamId, points::Points},
    words,
};

/// What an exam asks of whoever sits it.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// The name of the person's track.
    pub track: String,
    /// Whether one may look things up.
    pub book: Book,
    /// How many questions there are.
    pub questions: usize,
    /// The full mark, and the one that passes.
    pub marks: (Points, Points),
    /// For how many minutes one sits.
    pub minutes: u32,
    /// When it closes.
    pub closes: NaiveDateTime,
    /// Which attempt of how many.
    pub attempt: (usize, usize),
    /// Whether a code is asked for.
    pub code: bool,
}

/// Somebody can't begin.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The title of the exam.
    pub title: String,
    /// Why.
    pub why: Why,
}

/// Why somebody can't begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They are not on the list.
    NotExpected,
    /// They are excused.
    Excused,
    /// It opens then.
    NotYet(NaiveDateTime),
    /// It is over since then.
    Over(NaiveDateTime),
    /// One could begin until then.
    TooLate(NaiveDateTime),
    /// They have handed in, and there is no other attempt.
    HandedIn,
    /// It was called off or taken back.
    Withdrawn,
}

impl Entrance {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let (full, pass) = self.marks;
        let book = match self.book {
            Book::Closed => words!(words, "entrance-closed-book"),
            Book::Open => words!(words, "entrance-open-book"),
        };
        let mut lines = vec![words!(words, "entrance-title", title = &self.title, track = &self.track)];
        let minutes = usize::try_from(self.minutes).unwrap_or(usize::MAX);
        lines.push(words!(
            words,
            "entrance-paper",
            questions = self.questions,
            full = full,
            pass = pass,
            minutes = minutes,
            closes = moment(self.closes, words),
        ));
        if self.attempt.1 > 1 {
            lines.push(words!(words, "entrance-attempt", nth = self.attempt.0, of = self.attempt.1));
        }
        lines.push(book);
        if self.code {
            lines.push(words!(words, "entrance-code"));
        }
        lines.push(words!(words, "entrance-rules"));
        let rows = vec![
            vec![button(words!(words, "button-begin-exam"), &Press::Exam(OfExam::Begin(self.exam)))],
            vec![button(words!(words, "button-not-now"), &Press::Exam(OfExam::List))],
        ];
        Page::new(lines.join("\n"), rows)
    }
}

impl Refused {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let title = &self.title;
        let at = |at: NaiveDateTime| moment(at, words);
        let text = match self.why {
            Why::NotExpected => words!(words, "refused-not-expected", title = title),
            Why::Excused => words!(words, "refused-excused", title = title),
            Why::NotYet(opens) => words!(words, "refused-not-yet", title = title, at = at(opens)),
            Why::Over(closed) => words!(words, "refused-over", title = title, at = at(closed)),
            Why::TooLate(until) => words!(words, "refused-too-late", title = title, at = at(until)),
            Why::HandedIn => words!(words, "refused-handed-in", title = title),
            Why::Withdrawn => words!(words, "refused-withdrawn", title = title),
        };
        Page::new(text, vec![ways(&[Way::Exams, Way::Quiz, Way::Help], words)])
    }
}
