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
    /// Another administrator has decided against its corrected keys.
    Refused,
    /// It can't be loaded, for this reason.
    Failed(String),
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

    /// Reads what the database keeps.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// What the database keeps.
    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("plain data")
    }
}
