//! The screens: what is said, in words. One file a screen; the words
//! themselves stand in `texts/`.

pub mod admin;
pub mod binding;
pub mod choose;
pub mod closing;
pub mod line;
pub mod question;
pub mod standing;
pub mod verdict;

#[cfg(test)]
mod samples;

use super::texts::Words;
use crate::{
    domain::{points::Points, question::Kind, topic::Topic},
    words,
};

/// What stands above a question.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its place, from 1.
    pub place: usize,
    /// How many there are.
    pub of: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its topic.
    pub topic: Topic,
    /// What it is worth.
    pub points: Points,
}

impl Heading {
    fn text(&self, words: Words<'_>) -> String {
        words!(
            words,
            "heading",
            place = self.place,
            of = self.of,
            kind = kind(self.kind, words),
            topic = self.topic.name(words.lang),
            points = self.points,
        )
    }
}

/// The name of a kind.
pub fn kind(kind: Kind, words: Words<'_>) -> String {
    match kind {
        Kind::Single => words!(words, "kind-single"),
        Kind::Multiple => words!(words, "kind-multiple"),
        Kind::Judge => words!(words, "kind-judge"),
        Kind::Blank => words!(words, "kind-blank"),
    }
}

/// A span of time for people: `3 分 20 秒`.
fn duration(elapsed: std::time::Duration, words: Words<'_>) -> String {
    let seconds = usize::try_from(elapsed.as_secs()).unwrap_or(usize::MAX);
    match seconds {
        0..60 => words!(words, "seconds", seconds = seconds),
        60..3_600 => words!(words, "minutes", minutes = seconds / 60, seconds = seconds % 60),
        _ => words!(words, "hours", hours = seconds / 3_600, minutes = seconds / 60 % 60),
    }
}

/// A share in whole per cent, rounded.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}
