//! A file of any kind we know, taken apart. What it is, is told from its bytes.

use super::{
    Found, aiken,
    document::{self, Document, DocumentError},
    gift, html, json, moodle, own, page,
    paper::{self, Line},
    place::Place,
    problem::Problem,
    qti, settle,
    sheet::{self, Certainty, Mapping, Reason, SheetMapping},
    web,
};
use crate::table::{self, Cell, Row, Sheet, TableError, Workbook};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A workbook.
    Workbook,
    /// A table as text: CSV or TSV.
    Table,
    /// A question paper as text.
    Paper,
    /// A Word document.
    Word,
    /// GIFT.
    Gift,
    /// Aiken.
    Aiken,
    /// Moodle XML.
    Moodle,
    /// QTI.
    Qti,
    /// JSON.
    Json,
    /// A bank in baiti's own format.
    Own,
}

impl Kind {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workbook => "Excel 表格",
            Self::Table => "文本表格",
            Self::Paper => "文本试卷",
            Self::Word => "Word 文档",
            Self::Gift => "GIFT",
            Self::Aiken => "Aiken",
            Self::Moodle => "Moodle XML",
            Self::Qti => "QTI",
            Self::Json => "JSON",
            Self::Own => "百题题库",
        }
    }
}

/// Why a file could not be read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// As a table, or as anything.
    #[error(transparent)]
    Table(TableError),
    /// As a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Something that holds no questions.
    #[error(
        "这是{0}，里面的题目读不了。可以导入 Excel（.xlsx、.xls）、.ods、CSV、Word（.docx）、纯文本、GIFT、Aiken、Moodle XML、QTI 和 JSON 文件"
    )]
    Other(&'static str),
}

impl From<TableError> for FileError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Other(what) => Self::Other(what),
            error => Self::Table(error),
        }
    }
}

/// A file taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// What it is.
    pub kind: Kind,
    /// Its tables.
    pub book: Workbook,
    /// Its lines beside them.
    pub lines: Vec<Line>,
    /// Its questions, where the format says which is which.
    found: Option<Found>,
}

impl File {
    /// Tells what was left out of it.
    fn without(mut self, left_out: &[String]) -> Self {
        let help = "需要的话，请用文字说明图中内容";
        let told = left_out.iter();
        let told = told.map(|what| Problem::warning(Place::File, format!("没有导入网页里的{what}"), help));
        if let Some(found) = &mut self.found {
            found.problems.extend(told);
        }
        self
    }
}

/// Takes a file apart.
pub fn open(bytes: &[u8]) -> Result<File, FileError> {
    if bytes.len() > table::MAX_BYTES {
        return Err(TableError::TooLarge.into());
    }
    match bytes {
        [b'P', b'K', 3 | 5 | 7, ..] => zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => match table::read(bytes) {
            Err(TableError::Other("Word 文件")) => Err(DocumentError::OldWord.into()),
            read => Ok(File::of_book(Kind::Workbook, read?)),
        },
        [b'%', b'P', b'D', b'F', ..] => Err(DocumentError::Pdf.into()),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(DocumentError::Other("RTF 文件").into()),
        _ => text(bytes),
    }
}

fn zip(bytes: &[u8]) -> Result<File, FileError> {
    match table::read(bytes) {
        Ok(book) => Ok(File::of_book(Kind::Workbook, book)),
        Err(TableError::Other("Word 文件")) => Ok(File::of_document(Kind::Word, document::read(bytes)?)),
        Err(error @ TableError::Other(_)) => {
            let found = qti::read(bytes);
            let is_package = !found.drafts.is_empty();
            if is_package { Ok(File::of_found(Kind::Qti, found)) } else { Err(error.into()) }
        }
        Err(error) => Err(error.into()),
    }
}

/// A text: what has marks of its own is known by them; between a table and a
/// paper the one in which more questions are sound decides.
fn text(bytes: &[u8]) -> Result<File, FileError> {
    let text = match table::decode(bytes) {
        // A picture or an archive may be named better than that.
        Err(TableError::Garbled) => {
            return Err(table::read(bytes).err().unwrap_or(TableError::Garbled).into());
        }
        read => read?,
    };
    let head = text.trim_start_matches('\u{feff}').trim_start();
    match head.as_bytes() {
        [] => Err(TableError::Empty.into()),
        [b'<', ..] => markup(bytes, &text, head),
        _ if own::is_bank(&text) => {
            Ok(File { lines: paper::lines(&text), ..File::of_found(Kind::Own, own::read(&text)) })
        }
        _ if is_json(head) => Ok(File::of_found(Kind::Json, json::read(&text))),
        _ => plain(bytes, &text).map(|(file, _)| file),
    }
}

fn is_json(head: &str) -> bool {
    let mut letters = head.chars();
    let first = letters.next();
    let next = letters.find(|letter| !letter.is_whitespace());
    match first {
        Some('{') => matches!(next, Some('"' | '\'' | '}')),
        Some('[') => matches!(next, Some('{' | '[' | '"' | ']')),
        _ => false,
    }
}

/// Whether a program begins here that sets something to a list or an object:
/// `const questions = [`, `export default {`, `题库 = [`.
fn is_script(text: &str) -> bool {
    let is_code = |line: &&str| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('#');
    let mut lines = text.lines().filter(is_code).take(MAX_PREAMBLE);
    let opens = lines.find_map(|line| line.split_once(['[', '{']));
    opens.is_some_and(|(before, _)| {
        before.trim_end().ends_with(['=', '(']) || before.trim_end().ends_with("default")
    })
}

/// The most lines before a program's list.
const MAX_PREAMBLE: usize = 100;

fn markup(bytes: &[u8], text: &str, head: &str) -> Result<File, FileError> {
    // By the first element's name, past declarations and comments.
    let names = head.split('<').map(|part| {
        part.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("").to_lowercase()
    });
    let root = names.filter(|name| !name.is_empty() && !name.starts_with(['?', '!'])).take(1).next();
    let root = root.as_deref().unwrap_or("");
    let local = root.rsplit(':').next().unwrap_or(root);
    if local == "quiz" {
        return Ok(File::of_found(Kind::Moodle, moodle::read(text)));
    }
    let is_qti = local.starts_with("qti-")
        || matches!(local, "assessmentitem" | "assessmenttest" | "assessmentsection" | "questestinterop");
    if is_qti {
        return Ok(File::of_found(Kind::Qti, qti::read(bytes)));
    }
    if root == "office:document" {
        return Err(FileError::Other("OpenDocument 单个 XML 文件（.fods）"));
    }
    let is_page = matches!(local, "html" | "head" | "meta" | "body" | "table" | "p" | "div");
    if is_page {
        // What is no page to be read by us is told as a document.
        document::read(bytes)?;
        of_page(text)
    } else {
        Err(FileError::Other("XML 文件"))
    }
}

/// A page: its tables, unless more is sound in its text.
fn of_page(page: &str) -> Result<File, FileError> {
    let html::Plain { text, left_out } = page::read(page);
    let (paper, sound) = plain(text.as_bytes(), &text)?;
    let paper = paper.without(&left_out);
    let table = File::of_book(Kind::Table, page::tables(page));
    let mapping = table.mapping(&[]);
    let is_table = !mapping.is_nothing() && settle::sound(&table.read(&mapping).drafts) >= sound;
    Ok(if is_table { File::of_book(Kind::Table, page::tables(page)) } else { paper })
}

/// What a text is, and how many questions are sound in it.
fn plain(bytes: &[u8], text: &str) -> Result<(File, usize), FileError> {
    let lines = paper::lines(text);
    let table = match table::read(bytes) {
        Ok(book) => Some(File::of_book(Kind::Table, book)).filter(|file| !file.mapping(&[]).is_nothing()),
        Err(error @ TableError::OpenQuote(_)) if paper::is_table(&lines) => return Err(error.into()),
        Err(_) => None,
    };
    let is_table = table.is_some();
    let mut paper = paper::read(&lines);
    web::undress(&mut paper);
    let mut best = Best::default().or(Kind::Paper, paper);
    if let Some(table) = table {
        best = best.or_table(table);
    }
    if text.contains('{') && text.contains('}') {
        best = best.or(Kind::Gift, gift::read(text));
    }
    if is_script(text) {
        best = best.or(Kind::Json, json::read(text));
    }
    let has_answer =
        |line: &str| line.trim_start().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("ANSWER:"));
    if text.lines().any(has_answer) {
        best = best.or(Kind::Aiken, aiken::read(text));
    }
    let sound = best.sound;
    let file = match best.kind {
        Some(Kind::Table) => File::of_book(Kind::Table, table::read(bytes)?),
        Some(kind) => File { lines, ..File::of_found(kind, best.found) },
        // Nothing sound in any of them: told as what it most likely is.
        None if is_table || paper::is_table(&lines) => match table::read(text.as_bytes()) {
            Ok(book) => File::of_book(Kind::Table, book),
            Err(_) => of_paper(lines),
        },
        None => of_paper(lines),
    };
    Ok((file, sound))
}

fn of_paper(lines: Vec<Line>) -> File {
    File { lines, ..File::of_book(Kind::Paper, Workbook::default()) }
}

/// What a text was best read as so far. Only that is kept: each is as large as
/// the text, and more.
#[derive(Default)]
struct Best {
    /// `None` as long as nothing sound was found.
    kind: Option<Kind>,
    sound: usize,
    /// What was found; nothing of a table, which is read again.
    found: Found,
}

impl Best {
    /// Of those that are equally good the last, which is more particular.
    fn or(self, kind: Kind, found: Found) -> Self {
        let sound = settle::sound(&found.drafts);
        if sound > 0 && sound >= self.sound { Self { kind: Some(kind), sound, found } } else { self }
    }

    /// A table is read again if it is the best: it may be said otherwise how.
    fn or_table(self, table: File) -> Self {
        let mapping = table.mapping(&[]);
        match self.or(Kind::Table, table.read(&mapping)) {
            best if best.kind == Some(Kind::Table) => Self { found: Found::default(), ..best },
            best => best,
        }
    }
}

impl File {
    fn of_book(kind: Kind, book: Workbook) -> Self {
        Self { kind, book, lines: Vec::new(), found: None }
    }

    fn of_document(kind: Kind, document: Document) -> Self {
        Self { lines: document.lines, ..Self::of_book(kind, Workbook { sheets: document.tables }) }
    }

    fn of_found(kind: Kind, found: Found) -> Self {
        Self { found: Some(found), ..Self::of_book(kind, Workbook::default()) }
    }

    /// How its tables are to be read; `known` is what is remembered for their
    /// headers ([`sheet::signatures`]).
    pub fn mapping(&self, known: &[SheetMapping]) -> Mapping {
        Mapping::guess_with(&self.book, known)
    }

    /// Its questions, its tables read by this mapping. The file goes meanwhile.
    pub fn read(self, mapping: &Mapping) -> Found {
        if let Some(found) = self.found {
            return found;
        }
        let mut found = if self.book.sheets.is_empty() {
            paper::read(&self.lines)
        } else {
            let papers = papers(&self.book, mapping);
            let mut found = sheet::read(self.book, mapping);
            for lines in papers.into_iter().chain((!self.lines.is_empty()).then_some(self.lines)) {
                add_lines(&lines, &mut found);
            }
            found
        };
        web::undress(&mut found);
        found
    }
}

/// The sheets that are papers line by line, as lines.
fn papers(book: &Workbook, mapping: &Mapping) -> Vec<Vec<Line>> {
    let is_paper = |sheet: &&SheetMapping| sheet.certainty == Certainty::Nothing(Reason::Lines);
    let papers = mapping.sheets.iter().filter(is_paper);
    papers
        .filter_map(|mapped| book.sheets.iter().find(|sheet| sheet.name == mapped.sheet).map(lines_of))
        .collect()
}

/// Adds what stands in lines beside tables, or instead of them.
fn add_lines(lines: &[Line], found: &mut Found) {
    let mut more = paper::read(lines);
    if more.drafts.is_empty() {
        return;
    }
    let is_overtaken = |place: &Place| {
        let first = lines.first().and_then(|line| line.place.row());
        *place == Place::File || (place.row().is_some() && place.row() == first)
    };
    found.problems.retain(|problem| !is_overtaken(&problem.place));
    found.title = found.title.take().or(more.title);
    found.drafts.append(&mut more.drafts);
    found.problems.append(&mut more.problems);
}

/// The rows of a sheet as lines.
fn lines_of(sheet: &Sheet) -> Vec<Line> {
    let name: std::sync::Arc<str> = sheet.name.as_str().into();
    let line = |row: &Row| {
        let column = row.cells.first().map_or(0, |(column, _)| *column);
        let text: Vec<String> = row.cells.iter().map(|(_, cell): &(u32, Cell)| cell.to_string()).collect();
        (Place::Cell { sheet: name.clone(), row: row.number, column }, text.join(" "))
    };
    let rows = sheet.rows.iter().map(line);
    rows.flat_map(|(place, text)| text.lines().map(|text| Line::new(place.clone(), text)).collect::<Vec<_>>())
        .collect()
}
