//! A workbook back: the same sheets and cells, those with problems coloured,
//! and a last column that tells them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_xlsxwriter::{
    ColNum, Color, ExcelDateTime, Format, FormatAlign, FormatBorder, RowNum, Workbook as Book, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::{MARK, TITLE, told};
use crate::{
    exchange::{
        place::Place,
        problem::{Problem, Weight},
        sheet::{self, Mapping},
    },
    table::{Cell, MAX_COLUMNS, Sheet, Workbook, letters},
};

/// So many rows say how wide a column must be.
const SAMPLE: usize = 200;
/// The least and the greatest width of a column, in half-width characters.
const NARROW: usize = 8;
const WIDE: usize = 50;
/// The most characters in a cell of Excel.
const MAX_TEXT: usize = 32_767;
/// The most rows of a sheet of Excel; a text may have more.
const MAX_ROWS: u32 = 1_048_576;
/// The width of the column of notes.
const NOTES: f64 = 60.0;

/// The workbook with its problems told. What concerns none of its rows stands
/// on a first sheet of its own.
pub fn workbook(sent: &Workbook, problems: &[Problem]) -> Result<Vec<u8>, XlsxError> {
    let mapping = Mapping::guess(sent);
    let mut by_sheet: HashMap<&str, Vec<&Problem>> = HashMap::new();
    let mut others: Vec<&Problem> = Vec::new();
    for problem in problems {
        match problem.place.row().filter(|(name, _)| sent.sheets.iter().any(|sheet| sheet.name == *name)) {
            Some((name, _)) => by_sheet.entry(name).or_default().push(problem),
            None => others.push(problem),
        }
    }
    let mut book = Book::new();
    let mut names = Names::default();
    if !others.is_empty() {
        whole(book.add_worksheet(), &others)?;
        names.taken.insert(TITLE.to_owned());
    }
    for sheet in sent.sheets.iter().filter(|sheet| sheet.name != TITLE) {
        let header =
            mapping.sheets.iter().find(|mapped| mapped.sheet == sheet.name).and_then(|mapped| mapped.header);
        let heads = header.map_or(0..=0, |header| header.first..=header.last);
        let page = book.add_worksheet();
        page.set_name(names.of(&sheet.name))?;
        let problems = by_sheet.get(sheet.name.as_str()).map_or(&[][..], Vec::as_slice);
        Annotated { heads, problems }.write(page, &sheet::without_notes(sheet))?;
    }
    book.save_to_buffer()
}

/// What concerns the file as a whole.
fn whole(page: &mut Worksheet, problems: &[&Problem]) -> Result<(), XlsxError> {
    page.set_name(TITLE)?.set_column_width(0, NOTES * 1.5)?;
    page.write_string_with_format(0, 0, TITLE, &head())?;
    for (row, problem) in (1..).zip(problems) {
        let words = format!("{MARK}{}", told(problem, &format!("{} ", problem.place)));
        page.write_string_with_format(row, 0, fitting(words), &cell(Some(problem.weight)))?;
    }
    Ok(())
}

/// A sheet with its problems.
struct Annotated<'p> {
    /// The rows of its headers, as Excel shows them.
    heads: std::ops::RangeInclusive<u32>,
    problems: &'p [&'p Problem],
}

impl Annotated<'_> {
    fn write(&self, page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
        let marked = self.marked();
        let cells = || sheet.rows.iter().flat_map(|row| &row.cells);
        let last = cells().map(|(column, _)| *column).max().unwrap_or(0);
        widths(page, sheet)?;
        let formats = Formats::new();
        for row in sheet.rows.iter().filter(|row| row.number <= MAX_ROWS) {
            let is_head = self.heads.contains(&row.number);
            for (column, cell) in &row.cells {
                let format = formats.of(is_head, marked.get(&(row.number, *column)).copied());
                put(page, row.number, *column, cell, format)?;
            }
        }
        // A cell that should not be empty is coloured too.
        for ((row, column), weight) in marked.into_iter().filter(|((row, _), _)| *row <= MAX_ROWS) {
            let known = sheet.rows.binary_search_by_key(&row, |known| known.number);
            let known = known.ok().and_then(|at| sheet.rows.get(at));
            if known.is_none_or(|known| known.cell(column).is_empty()) {
                page.write_blank(at(row), column_at(column), formats.of(false, Some(weight)))?;
            }
        }
        self.notes(page, last.saturating_add(1).min(MAX_COLUMNS - 1), &formats)
    }

    /// The worst that is told of each cell.
    fn marked(&self) -> BTreeMap<(u32, u32), Weight> {
        let mut marked = BTreeMap::new();
        for problem in self.problems {
            if let Place::Cell { row, column, .. } = &problem.place {
                let worst = marked.entry((*row, *column)).or_insert(problem.weight);
                *worst = (*worst).min(problem.weight);
            }
        }
        marked
    }

    fn notes(&self, page: &mut Worksheet, column: u32, formats: &Formats) -> Result<(), XlsxError> {
        let mut by_row: BTreeMap<u32, Vec<&Problem>> = BTreeMap::new();
        for problem in self.problems {
            if let Some((_, row)) = problem.place.row() {
                by_row.entry(row).or_default().push(problem);
            }
        }
        if by_row.is_empty() {
            return Ok(());
        }
        page.set_column_width(column_at(column), NOTES)?;
        if *self.heads.end() > 0 {
            page.write_string_with_format(at(*self.heads.end()), column_at(column), TITLE, &formats.head)?;
        }
        for (row, problems) in
            by_row.into_iter().filter(|(row, _)| *row <= MAX_ROWS && !self.heads.contains(row))
        {
            let words: Vec<String> = problems.iter().map(|problem| beside(problem)).collect();
            let worst = problems.iter().map(|problem| problem.weight).min();
            let words = format!("{MARK}{}", words.join("\n"));
            page.write_string_with_format(
                at(row),
                column_at(column),
                fitting(words),
                formats.of(false, worst),
            )?;
        }
        Ok(())
    }
}

/// What is told beside the row of a problem.
fn beside(problem: &Problem) -> String {
    match &problem.place {
        Place::Cell { column, .. } => told(problem, &format!("{}列 ", letters(*column))),
        _ => told(problem, ""),
    }
}

fn widths(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for (column, cell) in sheet.rows.iter().take(SAMPLE).flat_map(|row| &row.cells) {
        let text = cell.to_string();
        let wide = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0) + 2;
        let width = widths.entry(*column).or_insert(NARROW);
        *width = (*width).max(wide.min(WIDE));
    }
    for (column, width) in widths {
        page.set_column_width(column_at(column), u32::try_from(width).map_or(8.0, f64::from))?;
    }
    Ok(())
}

/// As much of a text as a cell of Excel holds.
fn fitting(text: String) -> String {
    if text.len() <= MAX_TEXT { text } else { text.chars().take(MAX_TEXT - 1).chain(['…']).collect() }
}

fn put(page: &mut Worksheet, row: u32, column: u32, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = (at(row), column_at(column));
    match cell {
        Cell::Empty => page.write_blank(row, column, format)?,
        Cell::Number(number) if number.is_finite() => {
            page.write_number_with_format(row, column, *number, format)?
        }
        Cell::Bool(truth) => page.write_boolean_with_format(row, column, *truth, format)?,
        Cell::Date(day) => match ExcelDateTime::parse_from_str(&day.to_string()) {
            Ok(date) => page.write_datetime_with_format(
                row,
                column,
                date,
                &format.clone().set_num_format("yyyy-mm-dd"),
            )?,
            Err(_) => page.write_string_with_format(row, column, fitting(cell.to_string()), format)?,
        },
        // `write_string` never makes a formula of what stands there.
        Cell::Text(_) | Cell::Number(_) | Cell::Failed(_) | Cell::ShortDate(..) => {
            page.write_string_with_format(row, column, fitting(cell.to_string()), format)?
        }
    };
    Ok(())
}

/// A row as Excel shows it, counted from 0.
const fn at(row: u32) -> RowNum {
    row.saturating_sub(1)
}

fn column_at(column: u32) -> ColNum {
    ColNum::try_from(column).unwrap_or(ColNum::MAX)
}

/// The looks of cells.
struct Formats {
    head: Format,
    plain: Format,
    error: Format,
    warning: Format,
    mended: Format,
}

impl Formats {
    fn new() -> Self {
        let of = |weight| cell(Some(weight));
        Self {
            head: head(),
            plain: cell(None),
            error: of(Weight::Error),
            warning: of(Weight::Warning),
            mended: of(Weight::Mended),
        }
    }

    const fn of(&self, is_head: bool, weight: Option<Weight>) -> &Format {
        match weight {
            Some(Weight::Error) => &self.error,
            Some(Weight::Warning) => &self.warning,
            Some(Weight::Mended) => &self.mended,
            None if is_head => &self.head,
            None => &self.plain,
        }
    }
}

fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Center)
}

fn cell(weight: Option<Weight>) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let fill =
        |color: u32| format.clone().set_background_color(Color::RGB(color)).set_border(FormatBorder::Thin);
    match weight {
        Some(Weight::Error) => fill(0x00FF_C7CE),
        Some(Weight::Warning) => fill(0x00FF_EB9C),
        Some(Weight::Mended) => fill(0x00C6_EFCE),
        None => format,
    }
}

/// Names of sheets as Excel allows them, each once.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    fn of(&mut self, name: &str) -> String {
        let plain: String =
            name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(25).collect();
        let fits = name.chars().count() <= 31 && plain == name && !plain.trim().is_empty();
        let first = if fits {
            name
        } else if plain.trim().is_empty() {
            "题目"
        } else {
            &plain
        };
        let mut tried = first.to_owned();
        let mut number = 1;
        while !self.taken.insert(tried.to_lowercase()) {
            number += 1;
            tried = format!("{} {number}", first.chars().take(25).collect::<String>());
        }
        tried
    }
}

#[cfg(test)]
mod tests;
