//! Question-bank formats in and out, and their diagnostics.
//!
//! [`read`] takes the bytes of bank files and gives the banks that are sound
//! and everything that is wrong or doubtful in all of them. It is pure: files
//! are gathered by [`files::open`] or come with the program ([`embedded`]).
//! [`change`] compares a bank with what stands in the database, [`mod@write`]
//! writes one out.

pub mod change;
pub(crate) mod check;
pub mod diagnostic;
pub mod embedded;
pub(crate) mod fields;
pub mod files;
pub mod format;
pub(crate) mod heavy;
pub mod normalise;
pub(crate) mod page;
pub mod schema;
pub(crate) mod section;
pub(crate) mod spelling;
pub(crate) mod syntax;
pub mod write;

use chrono::NaiveDate;

use crate::domain::{
    question::Question,
    topic::{Topic, TopicId},
};

pub use diagnostic::{Diagnostic, Severity};

/// A file as it was found: its name for diagnostics, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path, as people know it.
    pub name: String,
    /// What is in it, whatever that is.
    pub bytes: Vec<u8>,
}

impl Source {
    /// A file of this name with these bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// What a bank is checked against.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The topics there are: the standing ones and those of the settings.
    pub topics: Vec<Topic>,
    /// The day, in the office's time zone.
    pub today: NaiveDate,
}

/// A sound bank file.
#[derive(Debug, Clone, PartialEq)]
pub struct BankFile {
    /// The file it came from; empty if from none.
    pub file: String,
    /// The id of the bank, stable for ever.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub topic: TopicId,
    /// Its questions, in the order of the file.
    pub questions: Vec<Placed>,
    /// Its withdrawn questions.
    pub retired: Vec<Retired>,
}

/// A question and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The line of its `[[question]]`, from 1; 0 if it came from no file.
    pub line: usize,
    /// The question.
    pub question: Question,
}

/// The tombstone of a question that is asked no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The id it had.
    pub id: String,
    /// Why it was withdrawn.
    pub reason: Option<String>,
}

/// What [`read`] found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// The banks of the files without an error, in the order of the files.
    pub banks: Vec<BankFile>,
    /// Everything wrong or doubtful, by file and line.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// How many errors there are. A load must be refused unless it is 0.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }
}

/// Reads bank files and checks them, each for itself and all against each
/// other. Never panics, whatever the bytes.
///
/// Takes up to about a second and 300 MB for a file of the largest allowed
/// size, so an async caller runs it on a blocking thread.
pub fn read(sources: &[Source], rules: &Rules) -> Reading {
    let drafts = sources.iter().map(|source| heavy::on_a_deep_stack(source, rules)).collect();
    check::across(drafts)
}
