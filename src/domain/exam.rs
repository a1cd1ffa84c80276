//! An exam (考试): who sits it and when, on which papers, by which rules.

pub mod advance;
pub mod blueprint;
pub mod code;
pub mod hints;
pub mod outage;
pub mod paper;
pub mod phase;
pub mod pool;
mod real;
pub mod results;
pub mod ruling;
pub mod sitting;
pub mod statistics;
pub mod timing;
pub mod track;
pub mod when;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::{blueprint::Row, timing::Window, track::Track};
use super::{points::Points, rules::MultipleRule};

/// An exam as it was made. Its JSON form is what the database keeps: add
/// fields with defaults, never rename.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exam {
    /// Its title, as people see it.
    pub title: String,
    /// When it can be sat.
    pub window: Window,
    /// Who sits it.
    #[serde(default)]
    pub who: Who,
    /// The blueprint (组卷规则): what each paper is drawn from, row by row.
    pub blueprint: Vec<Row>,
    /// Whether each person gets a paper of their own.
    #[serde(default)]
    pub draw: Draw,
    /// In which order a paper asks.
    #[serde(default)]
    pub order: Order,
    /// How incomplete multiple-choice answers are marked.
    #[serde(default)]
    pub multiple: MultipleRule,
    /// The tracks; the first that a person fits is theirs.
    pub tracks: Vec<Track>,
    /// The day on which ages count; that of the opening without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages_on: Option<NaiveDate>,
    /// What people see of their results, and when.
    #[serde(default)]
    pub review: Review,
    /// What decides between places on the results list.
    #[serde(default)]
    pub places: results::Order,
    /// Who goes on to a further exam; nobody without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<advance::Rule>,
    /// The code that is told in the room.
    #[serde(default)]
    pub code: RoomCode,
    /// The staff numbers of those who watch over it, beside the proctors and
    /// administrators of the office.
    #[serde(default)]
    pub proctors: Vec<String>,
}

/// Who sits an exam. Nobody is named twice: whoever is excepted doesn't sit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Who {
    /// The paths of units, with all below them. With no units and no people
    /// the whole office sits.
    pub units: Vec<String>,
    /// The staff numbers of single people.
    pub people: Vec<String>,
    /// The staff numbers of those who don't sit.
    pub except: Vec<String>,
    /// The tracks of single people that were set by hand, by staff number.
    pub tracks: BTreeMap<String, String>,
}

/// Whether papers differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draw {
    /// Each sitting has a paper of its own.
    #[default]
    Each,
    /// All papers have the same questions.
    Same,
}

/// In which order a paper asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The rows of the blueprint one after another, each shuffled.
    #[default]
    Rows,
    /// As the blueprint and the banks have them.
    Written,
    /// All mixed.
    Mixed,
}

/// When something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// As soon as one has handed in.
    HandedIn,
    /// Once the exam is closed.
    Closed,
    /// Once the results are released.
    Released,
    /// Not at all.
    Never,
}

/// What people see of their own results, and when (Moodle's review options,
/// cut down to what offices ask for).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// The mark and whether it passes.
    pub mark: Moment,
    /// The paper with one's own answers.
    pub answers: Moment,
    /// The key and the explanation.
    pub key: Moment,
    /// The place on the results list.
    pub place: Moment,
}

impl Moment {
    /// Whether it has come for somebody who has handed in, in an exam that
    /// stands so.
    pub fn has_come(self, phase: phase::Phase) -> bool {
        use phase::Phase;
        match self {
            Self::HandedIn => true,
            Self::Closed => {
                matches!(phase, Phase::Closed | Phase::Marked | Phase::Released | Phase::Archived)
            }
            Self::Released => matches!(phase, Phase::Released | Phase::Archived),
            Self::Never => false,
        }
    }
}

impl Default for Review {
    fn default() -> Self {
        Self {
            mark: Moment::Released,
            answers: Moment::Released,
            key: Moment::Released,
            place: Moment::Released,
        }
    }
}

/// The code that proves that one sits in the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomCode {
    /// None is asked for.
    #[default]
    None,
    /// The same all the time.
    Fixed(String),
    /// Another one every few minutes, shown to proctors.
    Changing,
}

impl Exam {
    /// What a whole paper is worth.
    pub fn full_mark(&self) -> Points {
        self.blueprint.iter().map(Row::full_mark).sum()
    }

    /// How many questions a paper has.
    pub fn questions(&self) -> usize {
        self.blueprint.iter().map(|row| row.number).sum()
    }

    /// A track by its word.
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == id)
    }
}
