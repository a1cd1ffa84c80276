//! A file that somebody has sent to be loaded, from its arrival to its end.
//! This is what the database keeps, as JSON: add fields with defaults.

use serde::{Deserialize, Serialize};

use super::{Target, Wish, roster::RosterPreview};
use crate::exchange::{key::Base, preview::Preview, settle, sheet::Mapping};

/// What is known of it and wished for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The file's name; empty for what was pasted.
    pub name: String,
    /// What the channel fetches it by; empty if it is here.
    #[serde(default)]
    pub fetch: String,
    /// Where it is kept once it is here.
    #[serde(default)]
    pub content: Option<i64>,
    /// Into which bank it is to go.
    #[serde(default)]
    pub wish: Wish,
    /// How its tables are to be read, as somebody said.
    #[serde(default)]
    pub mapping: Option<Mapping>,
    /// The row in which the headers of a sheet stand (from 1, 0 for nowhere), as
    /// somebody said; the columns are then guessed anew.
    #[serde(default)]
    pub header: Option<(usize, u32)>,
    /// From where its numbered keys count, as somebody said.
    #[serde(default)]
    pub base: Base,
    /// The message that shows it, once a button of it was tapped.
    #[serde(default)]
    pub message: Option<i64>,
    /// The names of the administrators who were asked about it.
    #[serde(default)]
    pub asked: Vec<String>,
    /// How far it is.
    pub stage: Stage,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is being fetched and read.
    Reading,
    /// What loading it would do is shown.
    Shown(Box<Shown>),
    /// Its corrected keys wait for another administrator.
    Asking(Box<Shown>),
    /// It is being loaded.
    Loading(Box<Shown>),
    /// It is loaded.
    Loaded(Box<Shown>),
    /// It is a staff list: what loading it would do is shown.
    People(Box<RosterPreview>),
    /// The rights that it gives wait for another administrator.
    AskingPeople(Box<RosterPreview>),
    /// The staff list is being loaded.
    LoadingPeople(Box<RosterPreview>),
    /// The staff list is loaded.
    LoadedPeople {
        /// How many people are new.
        added: usize,
        /// How many were changed.
        changed: usize,
    },
    /// Somebody has decided against it.
    Cancelled,
    /// Another administrator has decided against its corrected keys, or against
    /// the rights that it gives.
    Refused,
    /// It can't be loaded, for this reason.
    Failed(String),
}

impl Stage {
    /// Whether it can still be called off.
    pub const fn is_undecided(&self) -> bool {
        matches!(
            self,
            Self::Reading | Self::Shown(_) | Self::Asking(_) | Self::People(_) | Self::AskingPeople(_)
        )
    }

    /// Whether nothing will be done with the file any more.
    pub const fn is_over(&self) -> bool {
        matches!(
            self,
            Self::Loaded(_) | Self::LoadedPeople { .. } | Self::Cancelled | Self::Refused | Self::Failed(_)
        )
    }

    /// Whether the file is a staff list, or may be one as far as is known.
    pub const fn may_hold_people(&self) -> bool {
        matches!(self, Self::Reading | Self::People(_) | Self::AskingPeople(_) | Self::LoadingPeople(_))
    }
}

/// What loading it would do, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// What the file is.
    pub kind: String,
    /// How its tables are read.
    pub mapping: Mapping,
    /// Into which bank it goes.
    pub target: Target,
    /// What that does.
    pub preview: Preview,
    /// Whether somebody should say from where its numbered keys count.
    #[serde(default)]
    pub uncounted: bool,
}

impl Plan {
    /// A file that is to be fetched.
    pub fn fetched(name: String, fetch: String) -> Self {
        Self { fetch, ..Self::new(name) }
    }

    /// A file that is kept here.
    pub fn kept(name: String, content: i64) -> Self {
        Self { content: Some(content), ..Self::new(name) }
    }

    fn new(name: String) -> Self {
        Self {
            name,
            fetch: String::new(),
            content: None,
            wish: Wish::default(),
            mapping: None,
            header: None,
            base: Base::Unknown,
            message: None,
            asked: Vec::new(),
            stage: Stage::Reading,
        }
    }

    /// How its questions are settled: as usual, and as somebody said.
    pub fn how(&self, usual: settle::Options) -> settle::Options {
        settle::Options { base: self.base, ..usual }
    }

    /// What is shown of it, wherever it stands.
    pub fn shown(&self) -> Option<&Shown> {
        match &self.stage {
            Stage::Shown(shown) | Stage::Asking(shown) | Stage::Loading(shown) | Stage::Loaded(shown) => {
                Some(shown)
            }
            _ => None,
        }
    }

    /// What is shown of it if it is a staff list that isn't loaded yet.
    pub fn people(&self) -> Option<&RosterPreview> {
        match &self.stage {
            Stage::People(shown) | Stage::AskingPeople(shown) | Stage::LoadingPeople(shown) => Some(shown),
            _ => None,
        }
    }

    /// Drops what is of no use once nothing will be done with it; gives where its
    /// content is kept.
    pub(super) fn forget(&mut self) -> Option<i64> {
        self.fetch.clear();
        self.asked.clear();
        self.content.take()
    }

    /// Reads what the database keeps.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// What the database keeps.
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("plain data")
    }
}
