//! A file of any kind we know, taken apart. What it is, is told from its bytes.

use super::{
    Found, aiken,
    document::{self, Document, DocumentError},
    gift, json, moodle, own, page,
    paper::{self, Line},
    place::Place,
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
        _ => plain(bytes, &text),
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
        let words = page::text(text);
        let paper = plain(words.as_bytes(), &words)?;
        let table = File::of_book(Kind::Table, page::tables(text));
        Ok(if table.mapping(&[]).is_nothing() || table.sound() < paper.sound() { paper } else { table })
    } else {
        Err(FileError::Other("XML 文件"))
    }
}

fn plain(bytes: &[u8], text: &str) -> Result<File, FileError> {
    let lines = paper::lines(text);
    let mut all = vec![File { lines, ..File::of_book(Kind::Paper, Workbook::default()) }];
    match table::read(bytes) {
        Ok(book) => {
            let table = File::of_book(Kind::Table, book);
            if !table.mapping(&[]).is_nothing() {
                all.push(table);
            }
        }
        Err(error @ TableError::OpenQuote(_)) if paper::is_table(&all[0].lines) => return Err(error.into()),
        Err(_) => {}
    }
    if text.contains('{') && text.contains('}') {
        all.push(File { lines: paper::lines(text), ..File::of_found(Kind::Gift, gift::read(text)) });
    }
    if is_script(text) {
        all.push(File { lines: paper::lines(text), ..File::of_found(Kind::Json, json::read(text)) });
    }
    let has_answer =
        |line: &str| line.trim_start().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("ANSWER:"));
    if text.lines().any(has_answer) {
        all.push(File { lines: paper::lines(text), ..File::of_found(Kind::Aiken, aiken::read(text)) });
    }
    // The last of those that are equally good: what is more particular.
    let best = all.iter().map(File::sound).enumerate().max_by_key(|(_, taken)| *taken);
    Ok(match best {
        Some((at, taken)) if taken > 0 => all.swap_remove(at),
        // Nothing sound in any of them: told as what it most likely is.
        _ => match all.iter().position(|file| file.kind == Kind::Table) {
            Some(at) => all.swap_remove(at),
            None => table::read(text.as_bytes())
                .ok()
                .filter(|_| paper::is_table(&all[0].lines))
                .map_or_else(|| all.swap_remove(0), |book| File::of_book(Kind::Table, book)),
        },
    })
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

    /// How many questions are sound in it, read by a guess.
    fn sound(&self) -> usize {
        settle::settle(self.read(&self.mapping(&[])).drafts).taken.len()
    }

    /// How its tables are to be read; `known` is what is remembered for their
    /// headers ([`sheet::signatures`]).
    pub fn mapping(&self, known: &[SheetMapping]) -> Mapping {
        Mapping::guess_with(&self.book, known)
    }

    /// Its questions, its tables read by this mapping.
    pub fn read(&self, mapping: &Mapping) -> Found {
        if let Some(found) = &self.found {
            return found.clone();
        }
        let mut found = if self.book.sheets.is_empty() {
            paper::read(&self.lines)
        } else {
            let mut found = sheet::read(&self.book, mapping);
            self.add_lines(mapping, &mut found);
            found
        };
        web::undress(&mut found);
        found
    }

    /// Adds what stands beside the tables, and in sheets that are papers line
    /// by line.
    fn add_lines(&self, mapping: &Mapping, found: &mut Found) {
        let is_paper = |sheet: &&SheetMapping| sheet.certainty == Certainty::Nothing(Reason::Lines);
        let papers = mapping.sheets.iter().filter(is_paper).filter_map(|mapped| {
            self.book.sheets.iter().find(|sheet| sheet.name == mapped.sheet).map(lines_of)
        });
        for lines in papers.chain((!self.lines.is_empty()).then(|| self.lines.clone())) {
            let mut more = paper::read(&lines);
            if more.drafts.is_empty() {
                continue;
            }
            let is_overtaken = |place: &Place| {
                *place == Place::File
                    || lines
                        .first()
                        .is_some_and(|line| place.row() == line.place.row() && place.row().is_some())
            };
            found.problems.retain(|problem| !is_overtaken(&problem.place));
            found.title = found.title.take().or(more.title);
            found.drafts.append(&mut more.drafts);
            found.problems.append(&mut more.problems);
        }
    }
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
