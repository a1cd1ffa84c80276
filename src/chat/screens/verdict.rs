//! The verdict on an answer: at once, or looked at again.

use std::fmt::Write as _;

use super::{Heading, Way, blanks, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::Press,
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        choices::letter,
        ids::{RoundId, VersionId},
        points::Points,
    },
    words,
};

/// A question with what was answered and what is right.
#[derive(Debug, Clone)]
pub struct Solved {
    /// What stands above it.
    pub heading: Heading,
    /// Which wording.
    pub version: VersionId,
    /// What was asked.
    pub stem: String,
    /// The options as shown.
    pub options: Vec<SolvedOption>,
    /// What was answered, where it is not options.
    pub given: Given,
    /// What is right, where it is not options.
    pub key: Given,
    /// Why.
    pub explanation: Option<String>,
    /// By which law and article.
    pub source: Option<String>,
    /// The mark.
    pub earned: Points,
    /// The full mark.
    pub full: Points,
}

/// An option with what became of it.
#[derive(Debug, Clone)]
pub struct SolvedOption {
    /// Its text.
    pub text: String,
    /// Whether it belongs to the key.
    pub right: bool,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// An answer or a key, other than options.
#[derive(Debug, Clone)]
pub enum Given {
    /// The marked options say it.
    Options,
    /// True or false.
    Judged(bool),
    /// Words, blank by blank, each with its accepted forms.
    Words(Vec<Vec<String>>),
}

/// Why an answer earned the points it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointsNote {
    /// So many.
    Earned(Points),
    /// None: this question earned its points today already.
    Again,
    /// None, or not all: the day's cap, this one, is reached.
    Capped(Points),
    /// None: not wholly right.
    NotRight,
}

/// The verdict, shown at once.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// In which round.
    pub round: RoundId,
    /// The question and the answer.
    pub solved: Solved,
    /// What it earned.
    pub note: PointsNote,
    /// A milestone of right answers in a row.
    pub milestone: Option<i64>,
}

/// A wrong answer, looked at again.
#[derive(Debug, Clone)]
pub struct Review {
    /// Of which round.
    pub round: RoundId,
    /// The question and the answer.
    pub solved: Solved,
    /// Which of the wrong ones, from 0.
    pub nth: usize,
    /// How many wrong ones there are.
    pub wrong: usize,
}

impl Solved {
    fn is_right(&self) -> bool {
        self.earned == self.full
    }

    fn html(&self, words: Words<'_>, verdict: &str) -> String {
        let mut html = format!("{}\n{verdict}\n\n{}\n", self.heading.text(words), escape(&self.stem));
        for (position, option) in self.options.iter().enumerate() {
            html.push_str(&option.line(position));
        }
        if !self.options.is_empty() {
            html.push('\n');
        }
        let given = written(&self.given, self.letters(|option| option.chosen), words);
        let key = written(&self.key, self.letters(|option| option.right), words);
        if !self.is_right() {
            let _ = write!(html, "\n{}", words!(words, "verdict-given", given = given));
        }
        let _ = write!(html, "\n<b>{}</b>", words!(words, "verdict-key", key = key));
        for (key, text) in [("verdict-explanation", &self.explanation), ("verdict-source", &self.source)] {
            if let Some(text) = text {
                let _ = write!(html, "\n{}", words!(words, key, text = text));
            }
        }
        html
    }

    fn letters(&self, which: impl Fn(&SolvedOption) -> bool) -> String {
        let marked = self.options.iter().enumerate().filter(|(_, option)| which(option));
        marked.map(|(position, _)| letter(position)).collect()
    }

    fn verdict(&self, words: Words<'_>) -> String {
        if self.is_right() {
            words!(words, "verdict-right")
        } else if self.earned > Points::ZERO {
            words!(words, "verdict-partly", earned = self.earned, full = self.full)
        } else {
            words!(words, "verdict-wrong")
        }
    }
}

impl SolvedOption {
    fn line(&self, position: usize) -> String {
        let sign = match (self.right, self.chosen) {
            (true, _) => "✅ ",
            (false, true) => "❌ ",
            (false, false) => "",
        };
        format!("\n{sign}{}. {}", letter(position), escape(&self.text))
    }
}

fn written(given: &Given, letters: String, words: Words<'_>) -> String {
    match given {
        Given::Options => letters,
        Given::Judged(true) => words!(words, "judged-true"),
        Given::Judged(false) => words!(words, "judged-false"),
        Given::Words(written) => blanks(written, words),
    }
}

impl Verdict {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let note = match self.note {
            PointsNote::Earned(points) => words!(words, "points-earned", points = points),
            PointsNote::Again => words!(words, "points-again"),
            PointsNote::Capped(cap) => words!(words, "points-capped", cap = cap),
            PointsNote::NotRight => String::new(),
        };
        let mut html = self.solved.html(words, &format!("<b>{}</b>{note}", self.solved.verdict(words)));
        if let Some(milestone) = self.milestone {
            let _ = write!(html, "\n\n{}", words!(words, "milestone", right = milestone));
        }
        Page::new(html, self.buttons(words))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let heading = &self.solved.heading;
        let last = heading.place == heading.of;
        let next = if last { words!(words, "button-finish") } else { words!(words, "button-next") };
        let mut below = vec![button(words!(words, "button-flag"), &Press::Flag(self.solved.version))];
        if !last {
            below.push(button(words!(words, "button-leave"), &Press::Leave(self.round)));
        }
        vec![vec![button(next, &Press::Next { round: self.round, place: heading.place - 1 })], below]
    }
}

impl Review {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let place = words!(words, "review-place", nth = self.nth + 1, wrong = self.wrong);
        let html = self.solved.html(words, &format!("<b>{place}</b> · {}", self.solved.verdict(words)));
        Page::new(html, self.buttons(words))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let review = |nth| Press::Review { round: self.round, nth };
        let mut steps = Vec::new();
        if self.nth > 0 {
            steps.push(button(words!(words, "button-earlier"), &review(self.nth - 1)));
        }
        if self.nth + 1 < self.wrong {
            steps.push(button(words!(words, "button-later"), &review(self.nth + 1)));
        }
        let mut rows: Vec<Vec<Button>> = Some(steps).filter(|steps| !steps.is_empty()).into_iter().collect();
        rows.push(vec![
            button(words!(words, "button-redo"), &Press::Redo(self.round)),
            button(words!(words, "button-flag"), &Press::Flag(self.solved.version)),
        ]);
        let mut on = vec![button(words!(words, "button-result"), &Press::Closing(self.round))];
        on.extend(ways(&[Way::Again], words));
        rows.push(on);
        rows
    }
}
