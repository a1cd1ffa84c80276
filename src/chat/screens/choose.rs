//! Choosing what to practise.

use super::{Way, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::Press,
        say::{Page, button},
        texts::Words,
    },
    domain::{ids::RoundId, topic::Topic},
    words,
};

/// The choice of all topics together.
pub const MIXED: &str = "mixed";
/// The choice of one's own wrong questions.
pub const WRONG: &str = "wrong";

/// What to practise.
#[derive(Debug, Clone)]
pub struct Topics {
    /// Topics with how many questions each can ask; none without any.
    pub topics: Vec<(Topic, i64)>,
    /// How many stand in the person's wrong-question book.
    pub wrong: i64,
}

impl Topics {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        if self.topics.is_empty() {
            return Page::new(words!(words, "topics-none"), vec![Self::out(words)]);
        }
        let mut rows: Vec<Vec<Button>> = self
            .topics
            .iter()
            .map(|(topic, count)| {
                let label = words!(words, "topic-count", topic = topic.name(words.lang), questions = *count);
                vec![button(label, &Press::Lengths(topic.id.as_str().to_owned()))]
            })
            .collect();
        let all: i64 = self.topics.iter().map(|(_, count)| count).sum();
        let label = words!(words, "topic-count", topic = words!(words, "choice-mixed"), questions = all);
        rows.push(vec![button(label, &Press::Lengths(MIXED.to_owned()))]);
        if self.wrong > 0 {
            let label =
                words!(words, "topic-count", topic = words!(words, "choice-wrong"), questions = self.wrong);
            rows.push(vec![button(label, &Press::Lengths(WRONG.to_owned()))]);
        }
        rows.push(Self::out(words));
        Page::new(words!(words, "topics-title"), rows)
    }

    fn out(words: Words<'_>) -> Vec<Button> {
        ways(&[Way::Rank, Way::Me, Way::Help], words)
    }
}

/// How many questions.
#[derive(Debug, Clone)]
pub struct Lengths {
    /// The choice's word.
    pub choice: String,
    /// The topic, unless it is all or the wrong ones.
    pub topic: Option<Topic>,
    /// The lengths there are.
    pub lengths: Vec<usize>,
}

impl Lengths {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let name = match (&self.topic, self.choice.as_str()) {
            (Some(topic), _) => topic.name(words.lang).to_owned(),
            (None, WRONG) => words!(words, "choice-wrong"),
            (None, _) => words!(words, "choice-mixed"),
        };
        let begin = |&length| {
            let label = words!(words, "button-length", questions = length);
            button(label, &Press::Begin { choice: self.choice.clone(), length })
        };
        let rows = vec![
            self.lengths.iter().map(begin).collect(),
            vec![button(words!(words, "button-back"), &Press::Topics)],
        ];
        Page::new(words!(words, "lengths-title", topic = name), rows)
    }
}

/// A round is open: go on, or begin another.
#[derive(Debug, Clone)]
pub struct OpenRound {
    /// Which.
    pub round: RoundId,
    /// The present question, from 1.
    pub place: usize,
    /// How many there are.
    pub of: usize,
}

impl OpenRound {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let rows = vec![
            vec![button(words!(words, "button-resume"), &Press::Resume)],
            vec![button(words!(words, "button-abandon"), &Press::Abandon(self.round))],
            ways(&[Way::Rank, Way::Me, Way::Help], words),
        ];
        Page::new(words!(words, "round-open", place = self.place, of = self.of), rows)
    }
}
