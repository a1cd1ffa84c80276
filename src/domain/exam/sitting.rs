//! A sitting (场次) as a pure machine: one goes to and fro between the questions,
//! answers, changes one's mind, marks what is doubtful, and hands in once.

use serde::{Deserialize, Serialize};

use super::paper::Paper;
use crate::domain::{
    answer::Answer,
    choices::Choices,
    grading,
    points::Points,
    question::{Body, Question},
    rules::MultipleRule,
};

/// What a person has done on a paper so far. Its JSON form is what the database
/// keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The question that is shown, from 0.
    place: usize,
    /// What was done with each question.
    entries: Vec<Entry>,
}

/// What was done with a question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The answer as it stands; none if it is open.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Whether the person marked it to look at it again.
    #[serde(rename = "f", default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
}

/// What a person does. `place` is the question's, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// To another question.
    Go(usize),
    /// A tap on the option shown at this position.
    Tap {
        /// Of which question.
        place: usize,
        /// Which position, as shown.
        shown: usize,
    },
    /// True or false.
    Judge {
        /// Which question.
        place: usize,
        /// What.
        verdict: bool,
    },
    /// Just these options, as typed letters name them.
    Choose(Choices),
    /// Typed words, one a blank, for the question that is shown.
    Write(Vec<String>),
    /// Marks a question to look at it again, or takes the mark off.
    Flag(usize),
}

/// What a move has led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Another question is shown, or one was marked: nothing for evidence.
    Moved(Work),
    /// An answer was given, changed or taken back.
    Answered(Work, Given),
    /// Nothing has changed: the same was answered once more.
    Same(Work),
}

/// An answer as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The question's place.
    pub place: usize,
    /// The answer as it stands now; none if it was taken back.
    pub answer: Option<Answer>,
}

/// Why a move is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The button does not belong to the question that is shown.
    #[error("not what is shown")]
    NotShown,
    /// The question wants another kind of answer.
    #[error("another kind of answer")]
    OtherKind,
}

impl Work {
    /// Nothing done so far, on a paper of so many questions.
    pub fn new(questions: usize) -> Self {
        Self { place: 0, entries: vec![Entry::default(); questions] }
    }

    /// What these answers, one after another, come to on a paper of so many
    /// questions. `None` if one is given at a place that there is not.
    pub fn replay<'a>(questions: usize, given: impl IntoIterator<Item = &'a Given>) -> Option<Self> {
        let mut work = Self::new(questions);
        for given in given {
            work.entries.get_mut(given.place)?.answer.clone_from(&given.answer);
        }
        Some(work)
    }

    /// Whether it belongs to a paper of so many questions: a broken row is told.
    pub fn fits(&self, paper: &Paper) -> bool {
        self.entries.len() == paper.items().len() && self.place < self.entries.len()
    }

    /// The question that is shown, from 0.
    pub fn place(&self) -> usize {
        self.place
    }

    /// What was done with each question.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What was done with the question that is shown.
    pub fn shown(&self) -> &Entry {
        &self.entries[self.place]
    }

    /// The places of the questions that are open.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        self.places(|entry| entry.answer.is_none())
    }

    /// The places of the questions that are marked.
    pub fn flagged(&self) -> impl Iterator<Item = usize> {
        self.places(|entry| entry.flagged)
    }

    fn places(&self, is: impl Fn(&Entry) -> bool) -> impl Iterator<Item = usize> {
        self.entries.iter().enumerate().filter(move |(_, entry)| is(entry)).map(|(place, _)| place)
    }

    /// What a move leads to. `question` is the one at the move's place, or the
    /// one that is shown where the move names none.
    pub fn handle(self, step: Move, paper: &Paper, question: &Question) -> Result<Step, Refusal> {
        match step {
            Move::Go(place) => self.go(place),
            Move::Flag(place) => self.flag(place),
            Move::Tap { place, shown } => self.tap(place, shown, paper, question),
            Move::Judge { place, verdict } => match question.body {
                Body::Judge { .. } => self.answered(place, Some(Answer::Judged(verdict))),
                _ => Err(Refusal::OtherKind),
            },
            Move::Choose(chosen) => self.choose(chosen, question),
            Move::Write(words) => match question.body {
                Body::Blank { .. } => {
                    let place = self.place;
                    self.answered(place, Some(Answer::Words(words)))
                }
                _ => Err(Refusal::OtherKind),
            },
        }
    }

    fn go(mut self, place: usize) -> Result<Step, Refusal> {
        if place >= self.entries.len() {
            return Err(Refusal::NotShown);
        }
        self.place = place;
        Ok(Step::Moved(self))
    }

    fn flag(mut self, place: usize) -> Result<Step, Refusal> {
        let entry = self.entries.get_mut(place).ok_or(Refusal::NotShown)?;
        entry.flagged = !entry.flagged;
        Ok(Step::Moved(self))
    }

    fn tap(self, place: usize, shown: usize, paper: &Paper, question: &Question) -> Result<Step, Refusal> {
        let option = *paper.option_order(place, question).get(shown).ok_or(Refusal::NotShown)?;
        match question.body {
            Body::Single { .. } => self.answered(place, Some(Answer::Options(Choices::only(option)))),
            Body::Multiple { .. } => {
                let chosen = self.chosen(place).toggled(option);
                self.answered(place, (!chosen.is_empty()).then_some(Answer::Options(chosen)))
            }
            Body::Judge { .. } | Body::Blank { .. } => Err(Refusal::OtherKind),
        }
    }

    fn choose(self, chosen: Choices, question: &Question) -> Result<Step, Refusal> {
        let place = self.place;
        match question.body {
            Body::Single { .. } if chosen.len() != 1 => Err(Refusal::OtherKind),
            Body::Single { .. } | Body::Multiple { .. } if chosen.is_empty() => Err(Refusal::OtherKind),
            Body::Single { .. } | Body::Multiple { .. } => {
                self.answered(place, Some(Answer::Options(chosen)))
            }
            Body::Judge { .. } | Body::Blank { .. } => Err(Refusal::OtherKind),
        }
    }

    /// The options that are chosen at a place.
    fn chosen(&self, place: usize) -> Choices {
        match self.entries.get(place).and_then(|entry| entry.answer.as_ref()) {
            Some(Answer::Options(chosen)) => *chosen,
            _ => Choices::NONE,
        }
    }

    /// A tap on another question's button counts for that question and shows
    /// it: the message may be an old one, but what was meant is plain.
    fn answered(mut self, place: usize, answer: Option<Answer>) -> Result<Step, Refusal> {
        let entry = self.entries.get_mut(place).ok_or(Refusal::NotShown)?;
        self.place = place;
        if entry.answer == answer {
            return Ok(Step::Same(self));
        }
        entry.answer.clone_from(&answer);
        Ok(Step::Answered(self, Given { place, answer }))
    }
}

/// The mark of an answer in an exam: the question's rule with the exam's worth.
/// An open question earns nothing.
pub fn mark(question: &Question, answer: Option<&Answer>, marks: Points, multiple: MultipleRule) -> Points {
    let Some(answer) = answer else { return Points::ZERO };
    let worth = Question { points: marks, ..question.clone() };
    grading::grade(&worth, answer, multiple).earned
}

#[cfg(test)]
#[path = "sitting_tests.rs"]
mod tests;
