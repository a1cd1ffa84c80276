//! The files that a command works on, read and checked.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::{
    app::out,
    bank::{self, Diagnostic, Reading, Rules, Severity, embedded, files},
    clock::{Clock as _, SystemClock},
    domain::calendar,
    settings::Settings,
};

/// Where banks are checked if none are named.
const FOLDER: &str = "question_banks";

/// What was read, with what could not be.
pub struct Read {
    /// The banks and what is wrong with them.
    pub reading: Reading,
    /// What is wrong with the files as files.
    pub unread: Vec<Diagnostic>,
}

impl Read {
    /// Everything that is wrong or doubtful.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.unread.iter().chain(&self.reading.diagnostics)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.diagnostics().filter(|found| found.severity == Severity::Error).count()
    }

    /// How many questions the sound banks have.
    pub fn questions(&self) -> usize {
        self.reading.banks.iter().map(|bank| bank.questions.len()).sum()
    }

    /// Prints all diagnostics.
    pub fn tell(&self) -> Result<()> {
        self.diagnostics().try_for_each(out::line)
    }
}

/// The paths themselves, or the folder of banks if it is there. Empty for the
/// banks that come with the program.
pub fn or_folder(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folder = Path::new(FOLDER);
    if paths.is_empty() && folder.is_dir() { vec![folder.to_owned()] } else { paths.to_vec() }
}

/// Reads the banks at these paths, or those that come with the program.
pub async fn read(settings: &Settings, paths: Vec<PathBuf>) -> Result<Read> {
    let today = calendar::day_of(SystemClock.now(), settings.timezone);
    let rules = Rules { topics: settings.rules.topics.clone(), today };
    let work = move || {
        let opened = if paths.is_empty() {
            files::Opened { sources: embedded::sources(), diagnostics: Vec::new() }
        } else {
            files::open(&paths)
        };
        Read { reading: bank::read(&opened.sources, &rules), unread: opened.diagnostics }
    };
    tokio::task::spawn_blocking(work).await.context("题库没有读完")
}
