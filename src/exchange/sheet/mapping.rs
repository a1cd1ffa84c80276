//! Which column of a sheet is what: guessed, corrected by a person, and known
//! again in files with the same headers.

use std::{collections::BTreeMap, fmt};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    blackboard, cells, content,
    field::Field,
    headers,
    heads::{self, HEADER_ROWS, Head},
    notes,
};
use crate::table::{Row, Sheet, Workbook};

/// The most headers that are kept for showing, and the length of each.
const MAX_SHOWN: usize = 64;
const MAX_SHOWN_TEXT: usize = 40;

/// How a workbook is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// In the order of the workbook.
    pub sheets: Vec<SheetMapping>,
}

/// How a sheet is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMapping {
    /// As on its tab.
    pub sheet: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// What a row is.
    pub layout: Layout,
    /// Where the headers stand, if there are any.
    pub header: Option<Header>,
    /// Tells headers apart: equal ones have equal signatures. Empty without headers.
    pub signature: String,
    /// The first row of data, as Excel shows it.
    pub from: u32,
    /// Column (0 is A) → what it holds.
    pub columns: BTreeMap<u32, Field>,
    /// What stands in the headers, those without a meaning too, cut short for showing.
    pub heads: Vec<(u32, String)>,
}

/// The rows of the headers, as Excel shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The first.
    pub first: u32,
    /// The last: the same, or the next.
    pub last: u32,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A question.
    #[default]
    Questions,
    /// An option of a question.
    Options,
    /// A question of Blackboard's text format, which has its own columns.
    Blackboard,
}

/// How sure a mapping is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The headers say it, or a person did.
    Sure,
    /// It looks like it; somebody should say whether it is.
    Guessed,
    /// There are no questions to be read here.
    Nothing(Reason),
}

/// Why there is nothing to be read from a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It has no rows.
    Empty,
    /// It only says how to fill in the others, or what is wrong with them.
    Notes,
    /// It has one column: a paper, line by line.
    Lines,
    /// It has columns, but none that look like stems and keys.
    NoQuestions,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "表是空的",
            Self::Notes => "这是说明，没有读",
            Self::Lines => "只有一列，像是逐行写的试卷，没有按表格读",
            Self::NoQuestions => "没有找到题干和答案，整张表没有读",
        })
    }
}

impl Mapping {
    /// Guesses how a workbook is to be read.
    pub fn guess(book: &Workbook) -> Self {
        Self::guess_with(book, &[])
    }

    /// As [`guess`](Self::guess), but sheets with headers that are known are
    /// read as was said for them.
    pub fn guess_with(book: &Workbook, known: &[SheetMapping]) -> Self {
        let of = |sheet: &Sheet| {
            let sheet = notes::without(sheet);
            SheetMapping::known(&sheet, known).unwrap_or_else(|| SheetMapping::guess(&sheet))
        };
        Self { sheets: book.sheets.iter().map(of).collect() }
    }

    /// Finds the headers of sheets whose columns somebody has named without
    /// saying where the headers stand.
    pub fn find_headers(&mut self, book: &Workbook) {
        for mapped in &mut self.sheets {
            if let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == mapped.sheet) {
                mapped.find_header(sheet);
            }
        }
    }

    /// Whether there is nothing to be read.
    pub fn is_nothing(&self) -> bool {
        self.sheets.iter().all(|sheet| matches!(sheet.certainty, Certainty::Nothing(_)))
    }

    /// Whether somebody should be asked before it is used.
    pub fn is_guessed(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.certainty == Certainty::Guessed)
    }
}

/// The signatures that headers of this workbook may have, to look up what is
/// remembered for them: of each of the first rows, alone and with the next.
pub fn signatures(book: &Workbook) -> Vec<String> {
    let mut all: Vec<String> = book
        .sheets
        .iter()
        .flat_map(|sheet| {
            candidates(&notes::without(sheet).rows).map(|(_, _, signature)| signature).collect::<Vec<_>>()
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn candidates(rows: &[Row]) -> impl Iterator<Item = (usize, usize, String)> + '_ {
    let places = (0..rows.len().min(HEADER_ROWS)).flat_map(|at| [(at, 1), (at, 2)]);
    places.filter_map(|(at, height)| Some((at, height, signature(&heads::texts(rows, at, height)?))))
}

/// The columns that have a header, each with it, in short.
pub(super) fn signature(texts: &[(u32, String)]) -> String {
    let mut digest = Sha256::new();
    for (column, text) in texts {
        digest.update(format!("{column}\u{1f}{}\u{1e}", headers::bare(text)));
    }
    let mut hex = HEXLOWER.encode(&digest.finalize());
    hex.truncate(32);
    hex
}

impl SheetMapping {
    fn nothing(sheet: &Sheet, reason: Reason) -> Self {
        let first = sheet.rows.first().and_then(|_| heads::texts(&sheet.rows, 0, 1)).unwrap_or_default();
        Self {
            sheet: sheet.name.clone(),
            certainty: Certainty::Nothing(reason),
            layout: Layout::Questions,
            header: None,
            signature: String::new(),
            from: 1,
            columns: BTreeMap::new(),
            heads: shown(&first),
        }
    }

    fn guess(sheet: &Sheet) -> Self {
        if sheet.rows.is_empty() {
            return Self::nothing(sheet, Reason::Empty);
        }
        if notes::is_sheet_of_notes(sheet) {
            return Self::nothing(sheet, Reason::Notes);
        }
        if blackboard::fits(&sheet.rows) {
            let certainty = Certainty::Sure;
            return Self { certainty, layout: Layout::Blackboard, ..Self::nothing(sheet, Reason::Empty) };
        }
        match heads::find(&sheet.rows) {
            Some(head) => Self::of_head(sheet, head),
            None => Self::of_content(sheet),
        }
    }

    fn of_head(sheet: &Sheet, mut head: Head) -> Self {
        let below = sheet.rows.get(head.at + head.height..).unwrap_or_default();
        content::spread_options(&mut head.columns, &head.texts, below);
        let is_complete = says_enough(&head.columns);
        let has_guessed = content::complete(&mut head.columns, below);
        let mut mapping = Self::nothing(sheet, Reason::NoQuestions);
        if !head.columns.values().any(|field| *field == Field::Stem) {
            return mapping;
        }
        let is_sure = is_complete && !has_guessed && !head.is_in_doubt(below);
        mapping.certainty = if is_sure { Certainty::Sure } else { Certainty::Guessed };
        mapping.set_columns(head.columns.clone());
        mapping.put_header(sheet, head.at, head.height, &head.texts);
        mapping
    }

    fn of_content(sheet: &Sheet) -> Self {
        let Some((columns, at)) = content::guess(&sheet.rows) else {
            let is_wide = sheet.rows.iter().take(content::SAMPLE).any(|row| row.cells.len() > 1);
            return Self::nothing(sheet, if is_wide { Reason::NoQuestions } else { Reason::Lines });
        };
        let mut mapping = Self::nothing(sheet, Reason::NoQuestions);
        mapping.certainty = Certainty::Guessed;
        mapping.from = sheet.rows.get(at).map_or(1, |row| row.number);
        mapping.set_columns(columns);
        mapping
    }

    /// What is known for the headers of this sheet, wherever they stand now.
    fn known(sheet: &Sheet, known: &[Self]) -> Option<Self> {
        if known.is_empty() {
            return None;
        }
        candidates(&sheet.rows).find_map(|(at, height, signature)| {
            let same =
                known.iter().find(|known| !known.signature.is_empty() && known.signature == signature)?;
            let mut mapping = Self { sheet: sheet.name.clone(), ..same.clone() };
            mapping.put_header(sheet, at, height, &heads::texts(&sheet.rows, at, height)?);
            Some(mapping)
        })
    }

    fn put_header(&mut self, sheet: &Sheet, at: usize, height: usize, texts: &[(u32, String)]) {
        let number = |at: usize| sheet.rows.get(at).map(|row| row.number);
        let first = number(at).unwrap_or(1);
        let last = number(at + height - 1).unwrap_or(first);
        self.header = Some(Header { first, last });
        self.from = last.saturating_add(1);
        self.signature = signature(texts);
        self.heads = shown(texts);
    }

    fn set_columns(&mut self, columns: BTreeMap<u32, Field>) {
        let is_option_a_row = columns.values().any(|field| *field == Field::OptionText);
        self.layout = if is_option_a_row { Layout::Options } else { Layout::Questions };
        self.columns = columns;
    }

    /// Says what a column holds, as a person told us; nothing takes its meaning
    /// away. What only one column can hold is taken from the one that had it.
    pub fn assign(&mut self, column: u32, field: Option<Field>) {
        let mut columns = std::mem::take(&mut self.columns);
        columns.remove(&column);
        if let Some(field) = field {
            columns.retain(|_, other| *other != field || field.is_many());
            columns.insert(column, field);
        }
        self.set_columns(columns);
        self.certainty = Certainty::Sure;
    }

    /// Where somebody has said what the columns are and nobody in which row the
    /// headers stand: the first row is one if no key stands in it, but below it.
    fn find_header(&mut self, sheet: &Sheet) {
        let Some(key) = self.columns.iter().find(|(_, field)| **field == Field::Key(0)).map(|(at, _)| *at)
        else {
            return;
        };
        let is_key = |row: &Row| content::is_key(&cells::shown(row.cell(key)));
        if let [first, second, ..] = &sheet.rows[..]
            && self.header.is_none()
            && !is_key(first)
            && is_key(second)
            && let Some(texts) = heads::texts(&sheet.rows, 0, 1)
        {
            self.put_header(sheet, 0, 1, &texts);
        }
    }

    /// Says in which row the headers stand, as Excel shows it, or that there
    /// are none, and guesses the columns anew. `false` if there is no such row.
    pub fn set_header(&mut self, book: &Workbook, row: Option<u32>) -> bool {
        let sheet = book.sheets.iter().find(|sheet| sheet.name == self.sheet).map(notes::without);
        let Some(sheet) = sheet.as_deref() else { return false };
        let Some(row) = row else {
            *self = Self::of_content(sheet);
            return true;
        };
        let Ok(at) = sheet.rows.binary_search_by_key(&row, |row| row.number) else { return false };
        let Some(texts) = heads::texts(&sheet.rows, at, 1) else { return false };
        let below = sheet.rows.get(at + 1..).unwrap_or_default();
        let mut columns = heads::columns(&texts);
        content::spread_options(&mut columns, &texts, below);
        content::complete(&mut columns, below);
        self.certainty = Certainty::Guessed;
        self.set_columns(columns);
        self.put_header(sheet, at, 1, &texts);
        true
    }
}

/// Headers as they are shown: not too many, each cut short.
fn shown(texts: &[(u32, String)]) -> Vec<(u32, String)> {
    let short = |text: &str| text.chars().take(MAX_SHOWN_TEXT).collect();
    texts.iter().take(MAX_SHOWN).map(|(at, text)| (*at, short(text))).collect()
}

/// Whether headers name both what is asked and what is right.
fn says_enough(columns: &BTreeMap<u32, Field>) -> bool {
    let has = |fits: fn(Field) -> bool| columns.values().any(|field| fits(*field));
    has(|field| field == Field::Stem) && has(Field::is_answer)
}
