//! Workbooks of today, read cell by cell: a sheet may claim to reach to `XFD1048576`.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Style, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::{
    Budget, Cell, Row, Sheet, TableError, Workbook, budget::Rows, format::Format, inflate, merge, rich,
};

/// The most sheets; offices have a dozen.
pub(super) const MAX_SHEETS: usize = 256;

/// Reads every work sheet, hidden ones too.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Workbook, TableError> {
    let marked = inflate::parts_with(bytes, Some(rich::MARK))?;
    let bytes = rich::plain(bytes, &marked);
    let mut book = Xlsx::new(Cursor::new(&*bytes)).map_err(|error| of_parser(&error))?;
    let names = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = names.map(|sheet| sheet.name.clone()).collect();
    if names.len() > MAX_SHEETS {
        return Err(TableError::TooMuch);
    }
    let sheets = names.into_iter().map(|name| sheet(&mut book, name, budget)).collect::<Result<_, _>>()?;
    Ok(Workbook { sheets })
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn sheet(book: &mut Book<'_>, name: String, budget: &mut Budget) -> Result<Sheet, TableError> {
    let mut rows = rows(book, &name, budget)?;
    if !rows.is_empty() {
        let regions = book.merge_cells_by_sheet_name(&name).map_err(|error| of_parser(&error))?;
        merge::fill(&mut rows, &regions, budget)?;
    }
    Ok(Sheet { name, rows })
}

fn rows(book: &mut Book<'_>, name: &str, budget: &mut Budget) -> Result<Vec<Row>, TableError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| of_parser(&error))?;
    let formats: Vec<Format> = reader.styles().iter().map(format).collect();
    let mut rows = Rows::default();
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|error| of_parser(&error))? {
        let (row, column) = found.get_position();
        let format = formats.get(style).copied().unwrap_or_default();
        rows.put(row, column, format.shown(cell(found.get_value())), budget)?;
    }
    Ok(rows.finish())
}

fn of_parser(error: &XlsxError) -> TableError {
    match error {
        XlsxError::Password => TableError::Locked,
        _ => TableError::Broken,
    }
}

/// Formats that are built in where Chinese is spoken, and have no code in the
/// file: `m月d日`.
const MONTH_AND_DAY: [u32; 6] = [28, 29, 51, 53, 54, 58];

/// How the numbers of a style are shown.
fn format(style: &Style) -> Format {
    let Some(format) = &style.number_format else { return Format::Usual };
    let is_day =
        format.format_code == "General" && format.format_id.is_some_and(|id| MONTH_AND_DAY.contains(&id));
    Format::of(if is_day { "m月d日" } else { &format.format_code })
}

fn cell(data: &DataRef<'_>) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::text(&number.to_string()),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(time) => date(time),
        DataRef::Error(error) => Cell::Failed(error.to_string()),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::DateTimeIso(text) => iso_date(text),
    }
}

/// A date that exists; a time of day or a length of time stays a number.
pub(super) fn date(time: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let is_day = time.is_datetime() && time.as_f64() >= 1.0;
    date.filter(|_| is_day).map_or(Cell::Number(time.as_f64()), Cell::Date)
}

/// `2020-08-10T00:00:00`, as strict writers keep dates.
pub(super) fn iso_date(text: &str) -> Cell {
    let day = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    day.map_or_else(|| Cell::text(text), Cell::Date)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn dates_are_days_and_nothing_else() {
        let time = |value, kind| date(&ExcelDateTime::new(value, kind, false));
        let day = NaiveDate::from_ymd_opt(1985, 6, 1).unwrap();
        assert_eq!(time(31_199.0, ExcelDateTimeType::DateTime), Cell::Date(day));
        assert_eq!(time(0.5, ExcelDateTimeType::DateTime), Cell::Number(0.5));
        assert_eq!(time(60.0, ExcelDateTimeType::DateTime), Cell::Number(60.0), "Excel's 29 February 1900");
        assert_eq!(time(31_199.0, ExcelDateTimeType::TimeDelta), Cell::Number(31_199.0));
        assert_eq!(iso_date("1985-06-01T00:00:00"), Cell::Date(day));
        assert_eq!(iso_date("一九八五年"), Cell::text("一九八五年"));
    }
}
