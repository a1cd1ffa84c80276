//! Hints (提示) after the close, for the proctor only: a hint is a number to
//! look into and never a judgement. Nothing here changes a mark.

mod alike;
mod pace;
mod tail;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use alike::{Alike, alike};
pub use pace::{Fast, Silence, fast, silences};

use crate::{clock::Timestamp, domain::answer::Answer};

/// What is hinted at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Reading faster than this is implausible, in characters of stem and
    /// options a second. The default of 15 is our own assumption, about twice
    /// what a practised reader of Chinese manages silently: an option that is
    /// recognised need not be read to the end.
    pub characters_per_second: u32,
    /// So many answers faster than that make a hint; one may be a lucky guess.
    pub least_fast: usize,
    /// A gap longer than this is a silence.
    pub silence: Duration,
    /// Pairs with fewer items that both have wrong are not looked at.
    pub least_shared: usize,
    /// A pair is told if chance would bring such a pair at most so often in an
    /// exam of this size (after Bonferroni).
    pub chance: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            characters_per_second: 15,
            least_fast: 3,
            silence: Duration::from_mins(10),
            least_shared: 5,
            chance: 1e-6,
        }
    }
}

/// One answer as it came: a tap on an option, a text that was sent. An item
/// that is answered again has several.
#[derive(Debug, Clone, PartialEq)]
pub struct Given<I> {
    /// Which item.
    pub item: I,
    /// The characters of its stem and options together.
    pub characters: usize,
    /// When it was put on the screen.
    pub shown: Timestamp,
    /// When the answer came.
    pub at: Timestamp,
    /// The answer, in terms of the question as it was written.
    pub answer: Answer,
    /// Whether it is wholly right.
    pub right: bool,
}

/// What somebody did in a sitting, in the order in which it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace<S, I> {
    /// Which sitting.
    pub sitting: S,
    /// The answers.
    pub given: Vec<Given<I>>,
}

/// A time in which the program was down: nobody could answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub to: Timestamp,
}
