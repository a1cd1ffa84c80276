//! Questions from the files of others: read, compared, shown, and loaded as
//! they were shown. They are added to a bank; nothing is withdrawn because a
//! file doesn't have it.

use std::sync::Arc;

use super::{Target, Wish, banks};
use crate::{
    bank::{BankFile, Placed},
    clock::Timestamp,
    domain::{ids::StaffId, question::Question, topic::Topic},
    exchange::{
        annotate,
        file::{self, File, FileError, Kind},
        preview::{Counts, Preview},
        problem::Problem,
        settle::{self, Taken},
        sheet::{self, Certainty, Mapping, SheetMapping},
        union::{self, Standing, Union},
    },
    store::{Result, Store, StoreError, Tx, bank, mapping as remembered},
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
    /// The file taken apart, for giving it back with notes.
    pub file: Arc<File>,
    /// Whether somebody said how its tables are to be read.
    said: bool,
    /// The sound questions.
    taken: Vec<Taken>,
    counts: Counts,
    /// Whether somebody should say from where its numbered keys count.
    pub uncounted: bool,
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

/// Reads a file; its tables as somebody said (`said`), else as is remembered
/// for their headers, else by a guess. What a sheet isn't told of is guessed.
pub async fn read(
    store: &Store,
    bytes: Vec<u8>,
    said: Option<Mapping>,
    how: settle::Options,
) -> std::result::Result<Reading, ReadError> {
    let file = apart(move || file::open(&bytes)).await??;
    let known = match &said {
        Some(_) => Vec::new(),
        None => remembered_for(&mut store.read().await?, &file.book).await?,
    };
    apart(move || reading(file, said, &known, how)).await
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

fn reading(file: File, said: Option<Mapping>, known: &[SheetMapping], how: settle::Options) -> Reading {
    let is_said = said.is_some();
    let said = said.map(|mut mapping| {
        mapping.find_headers(&file.book);
        mapping
    });
    let mapping = said.unwrap_or_else(|| file.mapping(known));
    let found = file.read(&mapping);
    let mut problems = found.problems;
    let settled = settle::settle_with(found.drafts, how);
    problems.extend(settled.problems);
    Reading {
        kind: file.kind,
        mapping,
        title: found.title,
        file: Arc::new(file),
        said: is_said,
        taken: settled.taken,
        uncounted: settled.uncounted,
        counts: Counts { refused: settled.refused, repeated: settled.repeated },
        problems,
    }
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
        let standing = standing(tx).await?;
        Ok(self.compared(target, &standing).0)
    }

    fn compared(&self, target: &Target, standing: &[Standing]) -> (Compared, Union) {
        let mut union = union::union(&target.id, standing, self.taken.clone());
        let mut problems = self.problems.clone();
        problems.append(&mut union.problems);
        let problems = union::sorted(problems);
        let preview = Preview::of(&self.taken, &union, self.counts, &problems);
        (Compared { preview, problems }, union)
    }
}

async fn standing(tx: &mut Tx) -> Result<Vec<Standing>> {
    let mut all = Vec::new();
    for row in bank::list(tx).await? {
        let questions = bank::questions(tx, &row.id).await?.into_iter();
        all.extend(questions.map(|one| Standing {
            bank: row.id.clone(),
            question: one.content,
            live: one.live,
        }));
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
    let standing = standing(&mut tx).await?;
    let (compared, union) = reading.compared(target, &standing);
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
    let file = whole(target, standing, union);
    banks::load_one(&mut tx, &file, by, now).await?;
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

/// The whole bank as it will stand.
fn whole(target: &Target, standing: Vec<Standing>, union: Union) -> BankFile {
    let mut changed: std::collections::HashMap<String, Question> =
        union.changed.into_iter().map(|question| (question.code.clone(), question)).collect();
    let own = standing.into_iter().filter(|one| one.live && one.bank == target.id);
    let kept = own.map(|one| changed.remove(&one.question.code).unwrap_or(one.question));
    let placed = |question| Placed { line: 0, question };
    BankFile {
        file: String::new(),
        id: target.id.clone(),
        title: target.title.clone(),
        topic: target.topic.clone(),
        questions: kept.chain(union.added).map(placed).collect(),
        retired: Vec::new(),
    }
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
pub fn annotated(reading: &Reading, compared: &Compared) -> std::result::Result<Annotated, ReadError> {
    let (book, lines) = (&reading.file.book, &reading.file.lines);
    if book.sheets.is_empty() || !lines.is_empty() {
        let form = annotate::Form::of(reading.file.kind, lines);
        let text = annotate::text(form, lines, &compared.problems);
        let bytes = format!("\u{feff}{text}").into_bytes();
        return Ok(Annotated { suffix: "txt", bytes, is_loadable: form.is_loadable() });
    }
    let bytes = annotate::workbook(book, &compared.problems).map_err(|_| ReadError::Fault)?;
    Ok(Annotated { suffix: "xlsx", bytes, is_loadable: true })
}
