//! Spreadsheets of `LibreOffice` and WPS (`.ods`), read element by element: a few
//! bytes may claim to repeat a cell to `XFD1048576`, and the parser we use for
//! other workbooks would take the claim at its word.

mod cell;

use std::io::{BufRead, BufReader, Cursor, Read as _};

use calamine::Dimensions;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{Budget, Cell, MAX_COLUMNS, Sheet, TableError, Workbook, budget::Rows, inflate, merge, xlsx};
use cell::Draft;

/// The most bytes of the part with the tables, unpacked.
const MAX_CONTENT: u64 = 256 * 1024 * 1024;
/// The most bytes of the list of parts.
const MAX_MANIFEST: u64 = 1024 * 1024;
/// What holds words that are no part of a cell: comments, pictures, how a
/// character is spoken, what was changed when.
const APART: [&str; 8] =
    ["annotation", "frame", "shapes", "forms", "ruby-text", "tracked-changes", "dde-links", "scripts"];

/// Reads every table, hidden ones too.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Workbook, TableError> {
    inflate::check(bytes)?;
    let manifest = inflate::part(bytes, "META-INF/manifest.xml", MAX_MANIFEST)?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(TableError::Locked);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    let content = archive.by_name("content.xml").map_err(|_| TableError::Broken)?;
    let mut reader = Reader::from_reader(BufReader::new(content.take(MAX_CONTENT)));
    reader.config_mut().expand_empty_elements = true;
    tables(&mut reader, budget)
}

fn tables(reader: &mut Reader<impl BufRead>, budget: &mut Budget) -> Result<Workbook, TableError> {
    let mut walk = Walk { budget, sheets: Vec::new(), table: None };
    let mut buffer = Vec::new();
    let mut within = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| TableError::Broken)? {
            Event::Start(start) if walk.is_apart(&start) => {
                within.clear();
                reader.read_to_end_into(start.name(), &mut within).map_err(|_| TableError::Broken)?;
            }
            Event::Start(start) => walk.start(&start)?,
            Event::End(end) => walk.end(end.local_name().as_ref())?,
            Event::Text(text) => walk.text(&text.xml10_content())?,
            Event::CData(text) => walk.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => walk.reference(&reference.xml10_content())?,
            Event::DocType(declared) if declared.contains('[') => return Err(TableError::Broken),
            // A file that ends within a table was cut off.
            Event::Eof if walk.table.is_some() => return Err(TableError::Broken),
            Event::Eof => return Ok(Workbook { sheets: walk.sheets }),
            _ => {}
        }
    }
}

struct Walk<'a> {
    budget: &'a mut Budget,
    sheets: Vec<Sheet>,
    table: Option<Table>,
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    name: String,
    rows: Rows,
    regions: Vec<Dimensions>,
    row: u32,
    /// How many rows the present one stands for.
    repeated: u32,
    column: u32,
    cells: Vec<Run>,
    cell: Option<Draft>,
}

/// Cells of one row that stand side by side with the same in them.
struct Run {
    column: u32,
    count: u32,
    /// Columns and rows that it is merged over.
    span: (u32, u32),
    cell: Cell,
}

impl Walk<'_> {
    /// Whether an element is passed over with all that is in it: a table within
    /// a cell is one, too.
    fn is_apart(&self, start: &BytesStart<'_>) -> bool {
        let name = start.local_name();
        let in_cell = self.table.as_ref().is_some_and(|table| table.cell.is_some());
        APART.contains(&name.as_ref()) || (name.as_ref() == "table" && in_cell)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), TableError> {
        let name = start.local_name();
        if name.as_ref() == "table" {
            if self.sheets.len() >= xlsx::MAX_SHEETS {
                return Err(TableError::TooMuch);
            }
            let name = cell::attribute(start, "name").unwrap_or_default();
            self.table = Some(Table { name, ..Table::default() });
        }
        let Some(table) = &mut self.table else { return Ok(()) };
        match (name.as_ref(), &mut table.cell) {
            ("table-row", _) => {
                table.repeated = cell::count(start, "number-rows-repeated");
                table.column = 0;
            }
            ("table-cell" | "covered-table-cell", cell) => *cell = Some(Draft::new(start)),
            (name, Some(cell)) => cell.start(name, start)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), TableError> {
        let Some(table) = &mut self.table else { return Ok(()) };
        match name {
            "table-cell" | "covered-table-cell" => table.end_cell(),
            "table-row" => table.end_row(self.budget)?,
            "table" => {
                let table = self.table.take().unwrap_or_default();
                let mut rows = table.rows.finish();
                merge::fill(&mut rows, &table.regions, self.budget)?;
                self.sheets.push(Sheet { name: table.name, rows });
            }
            name => {
                if let Some(cell) = &mut table.cell {
                    cell.end(name);
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), TableError> {
        match self.table.as_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell.text(text),
            None => Ok(()),
        }
    }

    /// `&amp;`, `&#20008;`; any other entity is left out.
    fn reference(&mut self, name: &str) -> Result<(), TableError> {
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let number = number.and_then(char::from_u32).map(String::from);
        let word = number.or_else(|| quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned));
        self.text(&word.unwrap_or_default())
    }
}

impl Table {
    fn end_cell(&mut self) {
        let Some(draft) = self.cell.take() else { return };
        let (column, count, span) = (self.column, draft.repeated, draft.span);
        self.column = column.saturating_add(count);
        let cell = draft.finish();
        if !cell.is_empty() {
            self.cells.push(Run { column, count, span, cell });
        }
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), TableError> {
        let (first, cells) = (self.row, std::mem::take(&mut self.cells));
        self.row = first.saturating_add(self.repeated);
        if cells.is_empty() {
            return Ok(());
        }
        // Each turn costs a row of the budget, so that no claim can make it long.
        for row in first..self.row {
            for run in &cells {
                self.put(row, run, budget)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, row: u32, run: &Run, budget: &mut Budget) -> Result<(), TableError> {
        if run.span != (1, 1) {
            let (right, down) = (run.span.0.saturating_sub(1), run.span.1.saturating_sub(1));
            let end = (row.saturating_add(down), run.column.saturating_add(right).min(MAX_COLUMNS));
            self.regions.push(Dimensions::new((row, run.column), end));
        }
        for column in run.column..run.column.saturating_add(run.count) {
            self.rows.put(row, column, run.cell.clone(), budget)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
