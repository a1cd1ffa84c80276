//! Reads the tables that offices keep: bytes in, rows of cells out.
//!
//! What a file is, is told from its bytes, for its suffix may lie. A file
//! comes from outside: every size is bounded before memory is spent on it, and
//! whatever is wrong with it becomes a [`TableError`], never a panic.
//!
//! Nothing in here knows staff lists: any import may stand on it.

mod budget;
mod cell;
mod format;
pub(crate) mod inflate;
mod merge;
mod ods;
mod ole;
mod rich;
mod script;
mod sniff;
mod text;
mod xls;
mod xlsx;

use std::{
    cell::Cell as Flag,
    panic::{self, AssertUnwindSafe, catch_unwind},
};

pub use cell::Cell;
pub(crate) use inflate::check as check_zip;
pub(crate) use script::{Script, scripted};
pub(crate) use text::decode;

use budget::Budget;
use sniff::Kind;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// The most rows with something in them, all sheets together.
pub const MAX_ROWS: usize = 200_000;
/// The most columns, as in Excel (`XFD`).
pub const MAX_COLUMNS: u32 = 16_384;

/// A file as a set of tables; a text file has one, with an empty name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    /// In the order of the file.
    pub sheets: Vec<Sheet>,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// As on the sheet's tab; empty for a text file.
    pub name: String,
    /// Only rows with something in them, from above.
    pub rows: Vec<Row>,
}

/// A row with at least one cell that isn't empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The row's number as Excel shows it: 1 is the first of the file.
    pub number: u32,
    /// Columns (0 is A) and what stands there, from the left, without the empty ones.
    pub cells: Vec<(u32, Cell)>,
}

impl Row {
    /// What stands in a column (0 is A).
    pub fn cell(&self, column: u32) -> &Cell {
        let found = self.cells.binary_search_by_key(&column, |(at, _)| *at);
        found.ok().and_then(|at| self.cells.get(at)).map_or(&Cell::Empty, |(_, cell)| cell)
    }
}

/// Why a file could not be read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Nothing in it.
    #[error("文件是空的，请检查是否选错了文件")]
    Empty,
    /// More bytes than [`MAX_BYTES`].
    #[error("文件超过 20 MB，太大了。请删去图片和多余的表，或拆成几个文件再试")]
    TooLarge,
    /// More rows than [`MAX_ROWS`].
    #[error("文件超过 {MAX_ROWS} 行，太多了。请拆成几个文件再试")]
    TooManyRows,
    /// A cell right of column `XFD`.
    #[error("文件超过 {MAX_COLUMNS} 列，不像是正常的表格。请用 Excel 或 WPS 打开检查")]
    TooManyColumns,
    /// More cells or text than fit into memory.
    #[error("表格内容太多，读不下。请只留需要的列和表，或拆成几个文件再试")]
    TooMuch,
    /// It would grow out of all proportion.
    #[error("文件解压后大得不正常，为安全起见没有读。请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件再试")]
    Swells,
    /// A password is set on it.
    #[error("文件设了打开密码。请在 Excel 或 WPS 里取消密码，保存后再试")]
    Locked,
    /// Something else than a table.
    #[error("这是{0}，不是 Excel 或 CSV 表格。请用 Excel 或 WPS 另存为 .xlsx 再试")]
    Other(&'static str),
    /// An old workbook whose sheets span too far.
    #[error("这个旧格式（.xls）的文件跨度太大，读不了。请用 Excel 或 WPS 打开，另存为 .xlsx 再试")]
    OldTooWide,
    /// A text in no encoding we know.
    #[error("看不出这是什么文件，文字是乱码。请用 Excel 或 WPS 打开，另存为 .xlsx 再试")]
    Garbled,
    /// A quotation mark in a text table that is never closed, so that whole rows
    /// stand in one cell; the row in which it opens, from 1.
    #[error(
        "第{0}行有引号没有合上，后面的行都并到了这一格里。请补上引号，或用 Excel、WPS 打开核对后另存为 .xlsx 再试"
    )]
    OpenQuote(u32),
    /// A damaged workbook.
    #[error("文件已损坏或不完整，读不出来。请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件再试")]
    Broken,
}

/// Reads a file of any kind we know: xlsx, xls, ods, or CSV and TSV text in UTF-8,
/// UTF-16 (with its mark) or GB18030.
pub fn read(bytes: &[u8]) -> Result<Workbook, TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooLarge);
    }
    let mut budget = Budget::default();
    match sniff::kind(bytes)? {
        Kind::Xlsx => guarded(|| xlsx::read(bytes, &mut budget)),
        Kind::Ods => guarded(|| ods::read(bytes, &mut budget)),
        Kind::Xls => guarded(|| xls::read(bytes, &mut budget)),
        Kind::Text => text::read(bytes, &mut budget),
    }
}

/// The last wall: the parsers of others check less than we would like, and a
/// file must not be able to take the bot down.
fn guarded(parse: impl FnOnce() -> Result<Workbook, TableError>) -> Result<Workbook, TableError> {
    GUARDED.set(true);
    let parsed = catch_unwind(AssertUnwindSafe(parse));
    GUARDED.set(false);
    parsed.unwrap_or(Err(TableError::Broken))
}

thread_local! {
    /// Whether this thread parses, and what panics is a broken file.
    static GUARDED: Flag<bool> = const { Flag::new(false) };
}

/// Prints nothing for a panic that becomes [`TableError::Broken`]: whoever sent
/// the file is told, and nobody else has to know. To be called once.
pub fn hush_parsers() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |told| {
        if !GUARDED.get() {
            usual(told);
        }
    }));
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn letters(column: u32) -> String {
    let mut rest = column;
    let mut name = Vec::new();
    loop {
        name.push(char::from_u32(u32::from('A') + rest % 26).unwrap_or('?'));
        if rest < 26 {
            return name.into_iter().rev().collect();
        }
        rest = rest / 26 - 1;
    }
}

/// The column of these letters, in any case: `A` is 0.
pub fn column(letters: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for letter in letters.chars() {
        let digit = letter.to_ascii_uppercase();
        let digit = u32::from(digit).checked_sub(u32::from('A')).filter(|digit| *digit < 26)?;
        number = number.checked_mul(26)?.checked_add(digit + 1)?;
    }
    number.checked_sub(1).filter(|column| *column < MAX_COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_as_in_excel() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(at), name);
            assert_eq!(column(&name.to_lowercase()), Some(at));
        }
    }

    #[test]
    fn a_parser_that_panics_is_a_broken_file() {
        assert_eq!(guarded(|| panic!("a parser gave up")), Err(TableError::Broken));
    }

    #[test]
    fn rows_are_asked_by_column() {
        let row = Row { number: 1, cells: vec![(0, Cell::Text("甲".into())), (5, Cell::Number(1.0))] };
        assert_eq!(row.cell(5), &Cell::Number(1.0));
        assert_eq!(row.cell(4), &Cell::Empty);
    }
}
