//! From a round and its questions to what is shown.

use crate::{
    chat::{
        house::House,
        screens::{
            Heading,
            question::Question as Asked,
            verdict::{Given, Solved, SolvedOption},
        },
        turn::TurnError,
    },
    domain::{
        answer::Answer,
        choices::Choices,
        ids::{RoundId, VersionId},
        points::Points,
        question::{Body, Question},
        round::{Phase, Round},
    },
    store::question::Versioned,
};

/// What stands above a question.
pub(super) fn heading(
    house: &House,
    versioned: &Versioned,
    place: usize,
    of: usize,
) -> Result<Heading, TurnError> {
    Ok(Heading {
        place: place + 1,
        of,
        kind: versioned.content.kind(),
        topic: house.topic(&versioned.topic).ok_or(TurnError::Bug("a topic that is no word"))?,
        points: versioned.content.points,
    })
}

/// The question that is asked now.
pub(super) fn asked(
    house: &House,
    id: RoundId,
    round: &Round,
    versioned: &Versioned,
) -> Result<Asked, TurnError> {
    let question = &versioned.content;
    let chosen = match round.phase() {
        Phase::Asking { chosen, .. } => chosen,
        Phase::Answered => Choices::NONE,
    };
    let options = question.options();
    let shown =
        round.order(question).into_iter().map(|option| (options[option].clone(), chosen.contains(option)));
    Ok(Asked {
        round: id,
        heading: heading(house, versioned, round.place(), round.questions())?,
        stem: question.stem.clone(),
        options: shown.collect(),
        blanks: blanks(question),
    })
}

/// How many blanks a question has.
pub(super) fn blanks(question: &Question) -> usize {
    match &question.body {
        Body::Blank { key, .. } => key.len(),
        _ => 0,
    }
}

/// An answer with its mark, as people see it.
pub(super) struct Solution<'a> {
    /// The wording it was given to.
    pub version: VersionId,
    /// The same, with what belongs to it.
    pub versioned: &'a Versioned,
    /// What stands above it.
    pub heading: Heading,
    /// The order in which the options were shown.
    pub order: &'a [usize],
    /// What was answered.
    pub answer: &'a Answer,
    /// The mark and the full mark.
    pub mark: (Points, Points),
}

impl Solution<'_> {
    /// As people see it.
    pub(super) fn solved(self) -> Solved {
        let question = &self.versioned.content;
        let (key, right) = key(question);
        let (given, chosen) = given(self.answer);
        let options = question.options();
        let shown = self.order.iter().filter_map(|&option| {
            let text = options.get(option)?.clone();
            Some(SolvedOption { text, right: right.contains(option), chosen: chosen.contains(option) })
        });
        Solved {
            heading: self.heading,
            version: self.version,
            stem: question.stem.clone(),
            options: shown.collect(),
            given,
            key,
            explanation: question.explanation.clone(),
            source: question.source.clone(),
            earned: self.mark.0,
            full: self.mark.1,
        }
    }
}

fn key(question: &Question) -> (Given, Choices) {
    match &question.body {
        Body::Single { key, .. } => (Given::Options, Choices::only(*key)),
        Body::Multiple { key, .. } => (Given::Options, *key),
        Body::Judge { key } => (Given::Judged(*key), Choices::NONE),
        Body::Blank { key, .. } => (Given::Words(key.clone()), Choices::NONE),
    }
}

fn given(answer: &Answer) -> (Given, Choices) {
    match answer {
        Answer::Options(chosen) => (Given::Options, *chosen),
        Answer::Judged(verdict) => (Given::Judged(*verdict), Choices::NONE),
        Answer::Words(words) => {
            (Given::Words(words.iter().map(|word| vec![word.clone()]).collect()), Choices::NONE)
        }
    }
}
