//! Workbooks of Excel 97 to 2003, after [`ole::check`] has looked at them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, Xls, XlsError};

use super::{Budget, Cell, Row, Sheet, TableError, Workbook, budget::Rows, merge, ole, xlsx};

/// Reads every work sheet.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Workbook, TableError> {
    ole::check(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| of_parser(&error))?;
    let names = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = names.map(|sheet| sheet.name.clone()).collect();
    let sheets = names.into_iter().map(|name| sheet(&mut book, name, budget)).collect::<Result<_, _>>()?;
    Ok(Workbook { sheets })
}

fn sheet(book: &mut Xls<Cursor<&[u8]>>, name: String, budget: &mut Budget) -> Result<Sheet, TableError> {
    let range = book.worksheet_range(&name).map_err(|error| of_parser(&error))?;
    let mut rows = rows(&range, budget)?;
    let regions = book.merge_cells_by_sheet_name(&name).map_err(|error| of_parser(&error))?;
    merge::fill(&mut rows, &regions, budget)?;
    Ok(Sheet { name, rows })
}

fn rows(range: &Range<Data>, budget: &mut Budget) -> Result<Vec<Row>, TableError> {
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = Rows::default();
    for (row, column, data) in range.used_cells() {
        let row = u32::try_from(row).map_err(|_| TableError::Broken)?.saturating_add(top);
        let column = u32::try_from(column).map_err(|_| TableError::Broken)?.saturating_add(left);
        rows.put(row, column, cell(data), budget)?;
    }
    Ok(rows.finish())
}

fn of_parser(error: &XlsError) -> TableError {
    match error {
        XlsError::Password => TableError::Locked,
        _ => TableError::Broken,
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::text(&number.to_string()),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(time) => xlsx::date(time),
        Data::Error(error) => Cell::Failed(error.to_string()),
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::DateTimeIso(text) => xlsx::iso_date(text),
    }
}
