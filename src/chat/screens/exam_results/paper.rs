//! A question of one's own paper, looked at again after the exam.

use super::super::{blanks, kind};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        choices::letter,
        ids::{ExamId, SittingId},
        points::Points,
        question::Kind,
    },
    words,
};

/// A question of a paper, looked at again.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Of which exam.
    pub exam: ExamId,
    /// Of which sitting.
    pub sitting: SittingId,
    /// Its place, from 1.
    pub place: usize,
    /// How many there are.
    pub of: usize,
    /// Its kind.
    pub kind: Kind,
    /// What it was worth.
    pub marks: Points,
    /// What it asked.
    pub stem: String,
    /// The options as they were shown, each with whether it was chosen.
    pub options: Vec<(String, bool)>,
    /// What was answered; none if it was left open.
    pub given: Option<Written>,
    /// What is right, if that is shown.
    pub key: Option<Key>,
}

/// An answer or a key.
#[derive(Debug, Clone)]
pub enum Written {
    /// Options, by their positions as shown.
    Options(Vec<usize>),
    /// True or false.
    Judged(bool),
    /// Words, blank by blank, each with its accepted forms.
    Words(Vec<Vec<String>>),
}

/// What is right, and what came of it.
#[derive(Debug, Clone)]
pub struct Key {
    /// What.
    pub right: Written,
    /// Why.
    pub explanation: Option<String>,
    /// By which law and article.
    pub source: Option<String>,
    /// The mark.
    pub earned: Points,
    /// What was decided of it after the exam.
    pub ruled: Option<Ruled>,
}

/// What was decided of a question after the exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruled {
    /// Everybody gets its full mark.
    Everybody,
    /// It does not count.
    LeftOut,
    /// Its key was corrected.
    Key,
}

impl Paper {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let kind = kind(self.kind, words);
        let mut parts = vec![words!(
            words,
            "paper-heading",
            place = self.place,
            of = self.of,
            kind = kind,
            marks = self.marks
        )];
        parts.extend(self.key.as_ref().map(|key| key.verdict(words)));
        parts.push(format!("\n{}", escape(&self.stem)));
        parts.extend(self.options.iter().enumerate().map(|(at, option)| self.option(at, option)));
        let given = match &self.given {
            Some(given) => given.text(words),
            None => words!(words, "review-open"),
        };
        parts.push(format!("\n{}", words!(words, "verdict-given", given = given)));
        parts.extend(self.key.as_ref().map(|key| key.text(words)));
        Page::new(parts.join("\n"), self.buttons(words)).protect()
    }

    fn option(&self, position: usize, (text, chosen): &(String, bool)) -> String {
        let right = self.key.as_ref().map(|key| key.right.holds(position));
        let sign = match (right, chosen) {
            (Some(true), _) => "✅ ",
            (Some(false), true) => "❌ ",
            (None, true) => "☑ ",
            (_, false) => "",
        };
        format!("{sign}{}. {}", letter(position), escape(text))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let go = |key, place| {
            button(words!(words, key), &Press::Exam(OfExam::Review { sitting: self.sitting, place }))
        };
        let earlier = (self.place > 1).then(|| go("button-earlier", self.place - 2));
        let later = (self.place < self.of).then(|| go("button-later", self.place));
        let mut rows = vec![earlier.into_iter().chain(later).collect::<Vec<_>>()];
        rows.push(vec![button(words!(words, "button-my-result"), &Press::Exam(OfExam::Result(self.exam)))]);
        rows.retain(|row| !row.is_empty());
        rows
    }
}

impl Key {
    fn verdict(&self, words: Words<'_>) -> String {
        let key = match self.ruled {
            Some(Ruled::LeftOut) => return words!(words, "review-left-out"),
            Some(Ruled::Everybody) => "review-everybody",
            Some(Ruled::Key) => "review-key-corrected",
            None => "review-earned",
        };
        words!(words, key, earned = self.earned)
    }

    fn text(&self, words: Words<'_>) -> String {
        let key = words!(words, "verdict-key", key = self.right.text(words));
        let mut lines = vec![format!("<b>{key}</b>")];
        for (key, text) in [("verdict-explanation", &self.explanation), ("verdict-source", &self.source)] {
            lines.extend(text.as_ref().map(|text| words!(words, key, text = text)));
        }
        lines.join("\n")
    }
}

impl Written {
    fn text(&self, words: Words<'_>) -> String {
        match self {
            Self::Options(positions) => positions.iter().map(|position| letter(*position)).collect(),
            Self::Judged(true) => words!(words, "judged-true"),
            Self::Judged(false) => words!(words, "judged-false"),
            Self::Words(written) => blanks(written, words),
        }
    }

    fn holds(&self, position: usize) -> bool {
        matches!(self, Self::Options(positions) if positions.contains(&position))
    }
}
