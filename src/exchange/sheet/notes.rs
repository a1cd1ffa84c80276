//! What stands in a workbook for people alone: explanations of how to fill it
//! in, and the column that tells what was wrong when it was read before.

use std::{borrow::Cow, collections::BTreeMap};

use super::cells;
use crate::{
    exchange::annotate::{TITLE, is_note},
    table::{Row, Sheet},
};

/// Sheets of this name explain the others.
const GUIDE: &str = "填写说明";

/// Whether a sheet explains the others, or holds notes and nothing else.
pub(super) fn is_sheet_of_notes(sheet: &Sheet) -> bool {
    [GUIDE, TITLE].contains(&sheet.name.trim())
}

/// A sheet without its columns of notes.
pub(in crate::exchange) fn without(sheet: &Sheet) -> Cow<'_, Sheet> {
    let columns = columns(&sheet.rows);
    if columns.is_empty() {
        return Cow::Borrowed(sheet);
    }
    let kept = |row: &Row| {
        let cells = row.cells.iter().filter(|(column, _)| !columns.contains(column));
        Row { number: row.number, cells: cells.cloned().collect() }
    };
    let rows = sheet.rows.iter().map(kept).filter(|row| !row.cells.is_empty()).collect();
    Cow::Owned(Sheet { name: sheet.name.clone(), rows })
}

/// The same without keeping the sheet as it is.
pub(super) fn drop(mut sheet: Sheet) -> Sheet {
    let columns = columns(&sheet.rows);
    if !columns.is_empty() {
        sheet.rows.iter_mut().for_each(|row| row.cells.retain(|(column, _)| !columns.contains(column)));
        sheet.rows.retain(|row| !row.cells.is_empty());
    }
    sheet
}

/// The columns in which nothing stands but notes, perhaps below their header.
fn columns(rows: &[Row]) -> Vec<u32> {
    let mut seen: BTreeMap<u32, bool> = BTreeMap::new();
    for (column, cell) in rows.iter().flat_map(|row| &row.cells) {
        let is_ours = || {
            let text = cells::shown(cell);
            text == TITLE || is_note(&text)
        };
        let only = seen.entry(*column).or_insert(true);
        *only = *only && is_ours();
    }
    seen.into_iter().filter(|(_, only)| *only).map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: (0..)
                .zip(cells.iter().map(|text| Cell::text(text)))
                .filter(|(_, cell)| !cell.is_empty())
                .collect(),
        };
        Sheet { name: String::new(), rows: (1..).zip(rows).map(row).collect() }
    }

    #[test]
    fn a_column_of_notes_is_passed_over() {
        let noted = sheet(&[&["题干", "答案", "批注"], &["甲", "A"], &["乙", "", "【批注】错误：没有答案"]]);
        let plain = sheet(&[&["题干", "答案"], &["甲", "A"], &["乙"]]);
        assert_eq!(*without(&noted), plain);
        assert_eq!(drop(noted), plain);
        assert!(matches!(without(&plain), Cow::Borrowed(_)));
    }

    #[test]
    fn a_column_with_anything_else_is_kept() {
        let mixed = sheet(&[&["题干", "批注"], &["甲", "待查"]]);
        assert!(matches!(without(&mixed), Cow::Borrowed(_)));
    }
}
