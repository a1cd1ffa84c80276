//! Questions from the files of others: read, compared, shown, and loaded as
//! they were shown. They are added to a bank; nothing is withdrawn because a
//! file doesn't have it.

mod loading;

use std::sync::Arc;

use super::{Target, Wish};
use crate::{
    domain::topic::Topic,
    exchange::{
        annotate,
        file::{self, File, FileError, Kind},
        preview::{Counts, Preview},
        problem::Problem,
        settle::{self, Taken},
        sheet::{self, Certainty, Mapping, SheetMapping},
        union::{self, Standing, Union},
    },
    store::{
        Result, Store, StoreError, Tx,
        bank::{self, StandingQuestion},
        mapping as remembered,
    },
    table::Workbook,
};

pub use loading::{load_as_shown, written};

/// What a file says.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What the file is.
    pub kind: Kind,
    /// How its tables were read.
    pub mapping: Mapping,
    /// What it calls itself.
    pub title: Option<String>,
    /// Whether somebody said how its tables are to be read.
    said: bool,
    /// The sound questions.
    taken: Arc<Vec<Taken>>,
    counts: Counts,
    /// Whether somebody should say from where its numbered keys count.
    pub uncounted: bool,
    problems: Arc<Vec<Problem>>,
}

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is at fault.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is remembered could not be looked up.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The reader gave up, by a mistake of the program.
    #[error("文件没有读完，程序出错了。请把文件交给维护人员")]
    Fault,
}

/// A file taken apart, before its questions are read.
#[derive(Debug)]
pub struct Opened {
    file: File,
    /// How its tables are to be read.
    pub mapping: Mapping,
    /// Whether somebody said so.
    said: bool,
}

/// Takes a file apart. Its tables are to be read as somebody said (`said`), else
/// as is remembered for their headers, else by a guess. What a sheet isn't told
/// of is guessed.
pub async fn open(
    store: &Store,
    bytes: Vec<u8>,
    said: Option<Mapping>,
) -> std::result::Result<Opened, ReadError> {
    let file = apart(move || file::open(&bytes)).await??;
    let known = match &said {
        Some(_) => Vec::new(),
        None => remembered_for(&mut store.read().await?, &file.book).await?,
    };
    apart(move || match said {
        Some(mut mapping) => {
            mapping.find_headers(&file.book);
            Opened { file, mapping, said: true }
        }
        None => Opened { mapping: file.mapping(&known), file, said: false },
    })
    .await
}

/// Takes a file apart whose tables are to be read just as they were when it was
/// shown. `said` tells whether somebody had said how.
pub async fn open_as_shown(
    bytes: Vec<u8>,
    mapping: Mapping,
    said: bool,
) -> std::result::Result<Opened, ReadError> {
    let file = apart(move || file::open(&bytes)).await??;
    Ok(Opened { file, mapping, said })
}

/// Reads a file, [taken apart](open) as somebody said or by itself.
pub async fn read(
    store: &Store,
    bytes: Vec<u8>,
    said: Option<Mapping>,
    how: settle::Options,
) -> std::result::Result<Reading, ReadError> {
    open(store, bytes, said).await?.read(how).await
}

impl Opened {
    /// Its tables.
    pub fn book(&self) -> &Workbook {
        &self.file.book
    }

    /// The same file, its tables to be read as somebody says.
    #[must_use]
    pub fn read_as(self, mut mapping: Mapping) -> Self {
        mapping.find_headers(&self.file.book);
        Self { mapping, said: true, ..self }
    }

    /// Reads its questions. The file goes meanwhile, row by row: with all that
    /// is made of it, it would fill the memory.
    pub async fn read(self, how: settle::Options) -> std::result::Result<Reading, ReadError> {
        apart(move || self.reading(how)).await
    }

    fn reading(self, how: settle::Options) -> Reading {
        let Self { file, mapping, said } = self;
        let kind = file.kind;
        let found = file.read(&mapping);
        let mut problems = found.problems;
        let settled = settle::settle_with(found.drafts, how);
        problems.extend(settled.problems);
        let counts = Counts { refused: settled.refused, repeated: settled.repeated };
        let (taken, problems) = (Arc::new(settled.taken), Arc::new(problems));
        let uncounted = settled.uncounted;
        Reading { kind, mapping, title: found.title, said, taken, counts, uncounted, problems }
    }
}

/// Does what takes long beside the turns.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> std::result::Result<T, ReadError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ReadError::Fault)
}

async fn remembered_for(tx: &mut Tx, book: &Workbook) -> Result<Vec<SheetMapping>> {
    let mut known = Vec::new();
    for signature in sheet::signatures(book) {
        if let Some(json) = remembered::get(tx, &signature).await? {
            // What an older program remembered otherwise is guessed anew.
            known.extend(serde_json::from_str::<SheetMapping>(&json).ok());
        }
    }
    Ok(known)
}

/// What loading a file into a bank comes to.
#[derive(Debug)]
pub struct Compared {
    /// What is shown of it.
    pub preview: Preview,
    /// Everything that is wrong, doubtful or was mended, by its place.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Whether anything in it looks like a question.
    pub fn has_questions(&self) -> bool {
        !self.taken.is_empty() || self.counts.refused > 0
    }

    /// What loading it into this bank comes to, worked out beside the turns.
    pub async fn compare(&self, tx: &mut Tx, target: &Target) -> std::result::Result<Compared, ReadError> {
        let banks = standing(tx).await?;
        let (taken, problems, counts) = (self.taken.clone(), self.problems.clone(), self.counts);
        let id = target.id.clone();
        apart(move || compared(&id, &banks, &taken, &problems, counts).0).await
    }
}

fn compared<'t>(
    bank: &str,
    banks: &[StandingBank],
    taken: &'t [Taken],
    problems: &[Problem],
    counts: Counts,
) -> (Compared, Union<'t>) {
    let standing: Vec<Standing<'_>> = banks.iter().flat_map(StandingBank::each).collect();
    let mut union = union::union(bank, &standing, taken);
    let mut problems = problems.to_vec();
    problems.append(&mut union.problems);
    let problems = union::sorted(problems);
    let preview = Preview::of(taken, &union, counts, &problems);
    (Compared { preview, problems }, union)
}

/// A bank as it stands.
struct StandingBank {
    id: String,
    questions: Vec<StandingQuestion>,
}

impl StandingBank {
    fn each(&self) -> impl Iterator<Item = Standing<'_>> {
        self.questions.iter().map(|one| Standing { bank: &self.id, question: &one.content, live: one.live })
    }
}

async fn standing(tx: &mut Tx) -> Result<Vec<StandingBank>> {
    let mut all = Vec::new();
    for row in bank::list(tx).await? {
        let questions = bank::questions(tx, &row.id).await?;
        all.push(StandingBank { id: row.id, questions });
    }
    Ok(all)
}

/// Into which bank a file goes.
pub async fn target(
    tx: &mut Tx,
    topics: &[Topic],
    wish: &Wish,
    reading: &Reading,
    name: &str,
) -> Result<Target> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let title = reading.title.as_deref().unwrap_or(stem);
    Target::find(tx, topics, wish, title).await
}

async fn remember(tx: &mut Tx, sheet: &SheetMapping, now: i64) -> Result<()> {
    if sheet.signature.is_empty() || matches!(sheet.certainty, Certainty::Nothing(_)) {
        return Ok(());
    }
    let sheet = &SheetMapping { certainty: Certainty::Sure, ..sheet.clone() };
    let json = serde_json::to_string(sheet).expect("plain data");
    remembered::put(tx, &sheet.signature, &json, now).await
}

/// A file with its problems beside what they are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// How its name ends, without the dot.
    pub suffix: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// It can be mended and loaded; else it is only a list of problems.
    pub is_loadable: bool,
}

/// The file with its problems: a table back as a workbook, the rest as a text.
/// `bytes` are what the problems were found in.
pub async fn annotated(bytes: Vec<u8>, problems: Vec<Problem>) -> std::result::Result<Annotated, ReadError> {
    apart(move || annotated_now(&bytes, &problems)).await?
}

fn annotated_now(bytes: &[u8], problems: &[Problem]) -> std::result::Result<Annotated, ReadError> {
    let File { kind, book, lines, .. } = file::open(bytes)?;
    if book.sheets.is_empty() || !lines.is_empty() {
        let form = annotate::Form::of(kind, &lines);
        let text = annotate::text(form, &lines, problems);
        let bytes = format!("\u{feff}{text}").into_bytes();
        return Ok(Annotated { suffix: "txt", bytes, is_loadable: form.is_loadable() });
    }
    let bytes = annotate::workbook(&book, problems).map_err(|_| ReadError::Fault)?;
    Ok(Annotated { suffix: "xlsx", bytes, is_loadable: true })
}
