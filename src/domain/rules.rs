//! The rules of the game (each a setting).

use super::{
    points::Points,
    topic::{self, Topic},
};

/// How a multiple choice is marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MultipleRule {
    /// All right scores full; a subset without a wrong one in proportion,
    /// rounded down to half a point; one wrong choice scores 0.
    #[default]
    Proportional,
    /// All right or nothing.
    Strict,
    /// A subset without a wrong one scores half.
    Half,
}

/// The rules of the game.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// The most points a person can earn in a day.
    pub daily_cap: Points,
    /// How a multiple choice is marked.
    pub multiple: MultipleRule,
    /// The lengths a round can have.
    pub round_lengths: Vec<usize>,
    /// After how many right answers in a row, on different days, a question
    /// leaves the wrong-question book.
    pub wrong_leaves_after: u8,
    /// How many days an invitation holds.
    pub invitation_days: u32,
    /// How often an account may try to be bound within an hour.
    pub bind_tries_per_hour: u32,
    /// How many people the top of a ranking shows.
    pub top_size: usize,
    /// How many neighbours on each side of oneself a ranking shows.
    pub neighbours: usize,
    /// All topics.
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
            topics: topic::standing(),
        }
    }
}
