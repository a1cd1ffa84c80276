//! The rules of the game that an office may set.

use serde::{Deserialize, Serialize};

use super::{
    points::Points,
    topic::{Topic, standing},
};

/// How a multiple-choice answer is marked that lacks right options. One wrong
/// option scores nothing under each of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MultipleRule {
    /// In proportion, rounded down to half a point.
    #[default]
    Proportional,
    /// Nothing.
    Strict,
    /// Half the mark.
    Half,
}

impl MultipleRule {
    /// Every rule, the default first.
    pub const ALL: [Self; 3] = [Self::Proportional, Self::Strict, Self::Half];

    /// The word in the settings and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Strict => "strict",
            Self::Half => "half",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}

/// What the office has set; [`Default`] is what holds where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The most points a person earns a day: 0 to 10,000 whole points.
    pub daily_cap: Points,
    /// How incomplete multiple-choice answers are marked.
    pub multiple: MultipleRule,
    /// The lengths of a round that are offered: 1 to 4 different ones, each 1
    /// to 100 questions.
    pub round_lengths: Vec<usize>,
    /// After so many right answers in a row, on different days, a question
    /// leaves the wrong-question book.
    pub wrong_leaves_after: u8,
    /// For so many days an invitation is good.
    pub invitation_days: u32,
    /// So often an hour an account may try to bind itself.
    pub bind_tries_per_hour: u32,
    /// So many places everyone sees at the top of a ranking.
    pub top_size: usize,
    /// So many places one sees on each side of one's own.
    pub neighbours: usize,
    /// The standing topics, then those that the office added.
    pub topics: Vec<Topic>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            daily_cap: Points::whole(50),
            multiple: MultipleRule::default(),
            round_lengths: vec![5, 10, 20],
            wrong_leaves_after: 2,
            invitation_days: 14,
            bind_tries_per_hour: 5,
            top_size: 10,
            neighbours: 2,
            topics: standing(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_rules_are_read_back() {
        for rule in MultipleRule::ALL {
            assert_eq!(MultipleRule::from_word(rule.word()), Some(rule));
        }
        assert_eq!(MultipleRule::from_word("Half"), None);
    }
}
