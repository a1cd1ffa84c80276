//! Questions from the files of others: read, compared, shown, and loaded as
//! they were shown. They are added to a bank; nothing is withdrawn because a
//! file doesn't have it.

use std::borrow::Cow;

use super::{
    Target, Wish,
    banks::{self, Bank},
};
use crate::{
    clock::Timestamp,
    domain::{ids::StaffId, topic::Topic},
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
    taken: Vec<Taken>,
    counts: Counts,
    problems: Vec<Problem>,
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
        Reading { kind, mapping, title: found.title, said, taken: settled.taken, counts, problems }
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

    /// What loading it into this bank comes to.
    pub async fn compare(&self, tx: &mut Tx, target: &Target) -> Result<Compared> {
        let banks = standing(tx).await?;
        Ok(self.compared(target, &banks).0)
    }

    fn compared(&self, target: &Target, banks: &[StandingBank]) -> (Compared, Union<'_>) {
        let standing: Vec<Standing<'_>> = banks.iter().flat_map(StandingBank::each).collect();
        let mut union = union::union(&target.id, &standing, &self.taken);
        let mut problems = self.problems.clone();
        problems.append(&mut union.problems);
        let problems = union::sorted(problems);
        let preview = Preview::of(&self.taken, &union, self.counts, &problems);
        (Compared { preview, problems }, union)
    }
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

/// Loads what was shown, if it still comes to that; says whether it did. How
/// its tables were read is remembered for files with the same headers.
pub async fn load_as_shown(
    store: &Store,
    by: Option<StaffId>,
    target: &Target,
    reading: &Reading,
    shown: &Preview,
    now: Timestamp,
) -> Result<bool> {
    let mut tx = store.begin().await?;
    let banks = standing(&mut tx).await?;
    let (compared, union) = reading.compared(target, &banks);
    if compared.preview != *shown {
        return Ok(false);
    }
    let now = now.0;
    // What headers say by themselves need not be remembered; what was guessed
    // is accepted by loading it.
    let is_news = |sheet: &&SheetMapping| reading.said || sheet.certainty == Certainty::Guessed;
    for sheet in reading.mapping.sheets.iter().filter(is_news) {
        remember(&mut tx, sheet, now).await?;
    }
    let own = banks.iter().find(|bank| bank.id == target.id);
    let own = own.map_or(&[][..], |bank| &bank.questions);
    let added = union.added.iter().map(Cow::as_ref).collect();
    let bank = Bank { id: &target.id, title: &target.title, topic: target.topic.as_str() };
    banks::join(&mut tx, bank, own, added, &union.changed, by, now).await?;
    tx.commit().await?;
    Ok(true)
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
