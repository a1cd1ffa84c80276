//! A round (一轮) of practice as a pure machine.
//!
//! The state says only what is valid in it, a move consumes the old state, and
//! a move that does not fit is a typed refusal.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    answer::Answer,
    choices::Choices,
    grading::{self, Mark},
    ids::{QuestionId, VersionId},
    points::Points,
    question::{Body, Question},
    rules::Rules,
    shuffle::{Seed, option_order},
};
use crate::clock::{Timestamp, millis};

/// The longest time that counts for one answer: whoever goes to lunch in the
/// middle of a question is not ranked as slow.
pub const LONGEST_THOUGHT: Duration = Duration::from_mins(10);

/// An open round. Its JSON form is what the database keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Kept")]
pub struct Round {
    seed: Seed,
    slots: Vec<Slot>,
    marked: Vec<Marked>,
    phase: Phase,
}

/// What the database keeps, before anyone has looked whether it can be.
#[derive(Deserialize)]
struct Kept {
    seed: Seed,
    slots: Vec<Slot>,
    marked: Vec<Marked>,
    phase: Phase,
}

impl TryFrom<Kept> for Round {
    type Error = &'static str;

    fn try_from(Kept { seed, slots, marked, phase }: Kept) -> Result<Self, Self::Error> {
        let can_be = match phase {
            Phase::Asking { .. } => marked.len() < slots.len(),
            Phase::Answered => (1..=slots.len()).contains(&marked.len()),
        };
        if can_be { Ok(Self { seed, slots, marked, phase }) } else { Err("no round can be like this") }
    }
}

/// A question of the round, in the wording that was current when it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Which question.
    #[serde(rename = "q")]
    pub question: QuestionId,
    /// Which wording.
    #[serde(rename = "v")]
    pub version: VersionId,
}

/// How one answered question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The mark.
    #[serde(rename = "e")]
    pub earned: Points,
    /// The full mark.
    #[serde(rename = "f")]
    pub full: Points,
    /// The points it earned.
    #[serde(rename = "p")]
    pub points: Points,
    /// The time it took.
    #[serde(rename = "t")]
    pub elapsed_ms: i64,
}

impl Marked {
    /// Whether the answer was wholly right.
    pub fn is_right(self) -> bool {
        Mark { earned: self.earned, full: self.full }.is_right()
    }
}

/// Where the round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Phase {
    /// The next question stands open.
    Asking {
        /// The options ticked so far, of a multiple choice.
        chosen: Choices,
        /// When it was shown.
        since: Timestamp,
    },
    /// The verdict on the last answer is shown.
    Answered,
}

/// What a person does in a round. `place` is the question's place from 0, so
/// that a tap on an old message is known for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// A tap on the option shown at this position: the answer to a single
    /// choice, a tick on or off a multiple choice.
    Tap {
        /// Which question.
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
    /// The ticked options are handed in.
    Submit {
        /// Which question.
        place: usize,
    },
    /// Typed words, one a blank.
    Write(Vec<String>),
    /// On to the next question, or to the end.
    Next {
        /// The question whose verdict is shown.
        place: usize,
    },
}

/// What a move has led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// An option was ticked on or off.
    Ticked(Round),
    /// The question was answered.
    Answered(Round, Response),
    /// The next question stands open.
    Asking(Round),
    /// That was the last one.
    Finished(Round),
}

/// An answer as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The question's place in the round.
    pub place: usize,
    /// Which question, in which wording.
    pub slot: Slot,
    /// The order in which the options were shown.
    pub order: Vec<usize>,
    /// What was answered.
    pub answer: Answer,
    /// How it was marked.
    pub marked: Marked,
}

/// Why a move is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The question was answered already: a double tap, or an old button.
    #[error("answered already")]
    AlreadyAnswered,
    /// The button does not belong to what is asked now.
    #[error("not what is asked now")]
    NotAsked,
    /// Nothing is ticked.
    #[error("nothing ticked")]
    NothingTicked,
}

/// All that a move needs to know.
#[derive(Debug)]
pub struct Context<'a> {
    /// The question that is asked now, in the wording of its slot.
    pub question: &'a Question,
    /// The rules.
    pub rules: &'a Rules,
    /// The moment.
    pub now: Timestamp,
    /// Whether this question earned the person points today.
    pub earned_today: bool,
    /// The points the person has earned today.
    pub points_today: Points,
}

impl Round {
    /// A new round over these questions. `None` if there are none.
    pub fn new(seed: Seed, slots: Vec<Slot>, now: Timestamp) -> Option<Self> {
        let phase = Phase::Asking { chosen: Choices::NONE, since: now };
        (!slots.is_empty()).then_some(Self { seed, slots, marked: Vec::new(), phase })
    }

    /// How many questions it has.
    pub fn questions(&self) -> usize {
        self.slots.len()
    }

    /// The place, from 0, of the question that is asked or whose verdict is
    /// shown.
    pub fn place(&self) -> usize {
        match self.phase {
            Phase::Asking { .. } => self.marked.len().min(self.slots.len() - 1),
            Phase::Answered => self.marked.len().saturating_sub(1),
        }
    }

    /// The question at that place.
    pub fn slot(&self) -> Slot {
        self.slots[self.place()]
    }

    /// Where it is.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How the answered questions ended, in order.
    pub fn marked(&self) -> &[Marked] {
        &self.marked
    }

    /// Whether the verdict that is shown is the last.
    pub fn is_last(&self) -> bool {
        self.place() + 1 == self.slots.len()
    }

    /// The order in which the present question's options are shown.
    pub fn order(&self, question: &Question) -> Vec<usize> {
        option_order(self.seed, self.place(), question.options().len(), question.shuffle)
    }

    /// The round as it is taken up again: the time away does not count.
    #[must_use]
    pub fn resumed(self, now: Timestamp) -> Self {
        let phase = match self.phase {
            Phase::Asking { chosen, .. } => Phase::Asking { chosen, since: now },
            Phase::Answered => Phase::Answered,
        };
        Self { phase, ..self }
    }

    /// With just these options of the open question ticked, as someone types
    /// them all at once.
    #[must_use]
    pub fn with_ticks(self, chosen: Choices) -> Self {
        let phase = match self.phase {
            Phase::Asking { since, .. } => Phase::Asking { chosen, since },
            Phase::Answered => Phase::Answered,
        };
        Self { phase, ..self }
    }

    /// What a move leads to.
    pub fn handle(self, step: Move, context: &Context<'_>) -> Result<Step, Refusal> {
        match step {
            Move::Next { place } => self.next(place, context.now),
            Move::Tap { place, shown } => self.tap(place, shown, context),
            Move::Judge { place, verdict } => {
                self.asking(Some(place))?;
                match context.question.body {
                    Body::Judge { .. } => Ok(self.answered(Answer::Judged(verdict), context)),
                    _ => Err(Refusal::NotAsked),
                }
            }
            Move::Submit { place } => self.submit(place, context),
            Move::Write(words) => {
                self.asking(None)?;
                match context.question.body {
                    Body::Blank { .. } => Ok(self.answered(Answer::Words(words), context)),
                    _ => Err(Refusal::NotAsked),
                }
            }
        }
    }

    /// The ticks of the open question, if it is the one that is meant.
    fn asking(&self, place: Option<usize>) -> Result<Choices, Refusal> {
        let meant = place.unwrap_or(self.place());
        match self.phase {
            Phase::Asking { chosen, .. } if meant == self.place() => Ok(chosen),
            _ if meant < self.marked.len() => Err(Refusal::AlreadyAnswered),
            _ => Err(Refusal::NotAsked),
        }
    }

    fn tap(self, place: usize, shown: usize, context: &Context<'_>) -> Result<Step, Refusal> {
        let chosen = self.asking(Some(place))?;
        let option = *self.order(context.question).get(shown).ok_or(Refusal::NotAsked)?;
        match context.question.body {
            Body::Single { .. } => Ok(self.answered(Answer::Options(Choices::only(option)), context)),
            Body::Multiple { .. } => Ok(Step::Ticked(self.with_ticks(chosen.toggled(option)))),
            Body::Judge { .. } | Body::Blank { .. } => Err(Refusal::NotAsked),
        }
    }

    fn submit(self, place: usize, context: &Context<'_>) -> Result<Step, Refusal> {
        let chosen = self.asking(Some(place))?;
        match context.question.body {
            Body::Multiple { .. } if chosen.is_empty() => Err(Refusal::NothingTicked),
            Body::Multiple { .. } => Ok(self.answered(Answer::Options(chosen), context)),
            _ => Err(Refusal::NotAsked),
        }
    }

    fn answered(mut self, answer: Answer, context: &Context<'_>) -> Step {
        let mark = grading::grade(context.question, &answer, context.rules.multiple);
        let marked = Marked {
            earned: mark.earned,
            full: mark.full,
            points: award(mark, context),
            elapsed_ms: self.elapsed(context.now),
        };
        let (place, slot, order) = (self.place(), self.slot(), self.order(context.question));
        self.marked.push(marked);
        self.phase = Phase::Answered;
        Step::Answered(self, Response { place, slot, order, answer, marked })
    }

    fn elapsed(&self, now: Timestamp) -> i64 {
        match self.phase {
            Phase::Asking { since, .. } => millis(now.since(since).min(LONGEST_THOUGHT)),
            Phase::Answered => 0,
        }
    }

    /// From the verdict on the question at `place` on to the next question, or
    /// to the end.
    pub fn next(mut self, place: usize, now: Timestamp) -> Result<Step, Refusal> {
        match self.phase {
            Phase::Answered if place == self.place() => {}
            _ if place < self.marked.len() => return Err(Refusal::AlreadyAnswered),
            _ => return Err(Refusal::NotAsked),
        }
        if self.is_last() {
            return Ok(Step::Finished(self));
        }
        self.phase = Phase::Asking { chosen: Choices::NONE, since: now };
        Ok(Step::Asking(self))
    }
}

/// The points that a mark earns: those of the question, once for each question
/// and day, up to the day's cap, and only for a right answer.
fn award(mark: Mark, context: &Context<'_>) -> Points {
    if !mark.is_right() || context.earned_today {
        return Points::ZERO;
    }
    let room = (context.rules.daily_cap - context.points_today).at_least_zero();
    mark.full.min(room)
}

/// The figures of a round so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many questions were answered.
    pub answered: usize,
    /// How many wholly right.
    pub right: usize,
    /// The marks together.
    pub earned: Points,
    /// The full marks of the answered questions.
    pub full: Points,
    /// The points together.
    pub points: Points,
    /// The time together.
    pub elapsed: Duration,
}

impl Summary {
    /// The figures of these answers together.
    pub fn of(marked: &[Marked]) -> Self {
        let elapsed: i64 = marked.iter().map(|marked| marked.elapsed_ms).sum();
        Self {
            answered: marked.len(),
            right: marked.iter().filter(|marked| marked.is_right()).count(),
            earned: marked.iter().map(|marked| marked.earned).sum(),
            full: marked.iter().map(|marked| marked.full).sum(),
            points: marked.iter().map(|marked| marked.points).sum(),
            elapsed: Duration::from_millis(u64::try_from(elapsed).unwrap_or(0)),
        }
    }
}

#[cfg(test)]
#[path = "round_tests.rs"]
mod tests;
