//! What the columns of a table are, and saying so.

use std::fmt::Write as _;

use super::{FIELDS, NAME, Upload};
use crate::{
    chat::{
        outgoing::Button,
        press::upload::Act,
        say::{Page, button},
        screens::cut,
        texts::{Words, escape},
    },
    exchange::sheet::{Certainty, Reason, SheetMapping},
    intake::plan::Shown,
    table::letters,
    words,
};

/// The most columns of a label, and of a text in a list.
const LABEL: usize = 40;
const CELL: usize = 24;
/// The most columns of a sheet, and sheets, that have buttons.
const COLUMNS: usize = 40;
const SHEETS: usize = 8;
/// The rows in which headers may be said to stand.
const HEADER_ROWS: u32 = 6;

impl Upload {
    pub(super) fn columns(&self, shown: &Shown, at: usize, words: Words<'_>) -> Page {
        let Some(sheet) = shown.mapping.sheets.get(at) else { return self.state(words) };
        let mut html = words!(words, "upload-columns", sheet = sheet_name(sheet, words));
        let mut buttons = Vec::new();
        for column in known_columns(sheet) {
            let is = sheet
                .columns
                .get(&column)
                .map_or_else(|| words!(words, "upload-not-read"), |field| field.title());
            let head = sheet.heads.iter().find(|(at, _)| *at == column).map_or("", |(_, head)| head.as_str());
            let _ =
                write!(html, "\n{} {} → <b>{}</b>", letters(column), escape(&cut(head, CELL)), escape(&is));
            let label = format!("{} {}", letters(column), cut(&is, CELL));
            buttons.push(button(label, &self.press(Act::Fields { sheet: at, column })));
        }
        let _ = write!(html, "\n\n{}", words!(words, "upload-columns-how"));
        let mut rows: Vec<Vec<Button>> = buttons.chunks(3).map(<[Button]>::to_vec).collect();
        rows.push(self.headers(sheet, at, words));
        let others =
            shown.mapping.sheets.iter().enumerate().filter(|(other, sheet)| *other != at && is_read(sheet));
        rows.extend(others.take(SHEETS).map(|(other, sheet)| {
            let label = words!(words, "button-sheet", sheet = cut(&sheet_name(sheet, words), LABEL));
            vec![button(label, &self.press(Act::Columns(other)))]
        }));
        rows.push(self.back(words));
        Page::new(html, rows)
    }

    /// In which row the headers stand.
    fn headers(&self, sheet: &SheetMapping, at: usize, words: Words<'_>) -> Vec<Button> {
        let present = sheet.header.map_or(0, |header| header.first);
        (0..=HEADER_ROWS)
            .map(|row| {
                let dot = if row == present { "●" } else { "" };
                let label = match row {
                    0 => words!(words, "button-no-header"),
                    row => words!(words, "button-header", row = row.to_string()),
                };
                button(format!("{dot}{label}"), &self.press(Act::Header { sheet: at, row }))
            })
            .collect()
    }

    pub(super) fn fields(&self, shown: &Shown, at: usize, column: u32, words: Words<'_>) -> Page {
        let Some(sheet) = shown.mapping.sheets.get(at) else { return self.state(words) };
        let head = sheet.heads.iter().find(|(at, _)| *at == column).map_or("", |(_, head)| head.as_str());
        let html = words!(words, "upload-fields", column = letters(column), head = cut(head, NAME));
        let press = |field| self.press(Act::Assign { sheet: at, column, field });
        let fields: Vec<Button> =
            FIELDS.iter().enumerate().map(|(nth, field)| button(field.title(), &press(nth + 1))).collect();
        let mut rows: Vec<Vec<Button>> = fields.chunks(3).map(<[Button]>::to_vec).collect();
        rows.push(vec![button(words!(words, "upload-not-read"), &press(0))]);
        rows.push(vec![self.button(words, "button-back", Act::Columns(at))]);
        Page::new(html, rows)
    }
}

fn is_read(sheet: &SheetMapping) -> bool {
    !matches!(sheet.certainty, Certainty::Nothing(Reason::Empty))
}

/// The first sheet that is a table.
pub(super) fn first_sheet(sheets: &[SheetMapping]) -> Option<usize> {
    let is_table = |sheet: &SheetMapping| !sheet.columns.is_empty();
    sheets.iter().position(is_table).or_else(|| sheets.iter().position(is_read))
}

fn sheet_name(sheet: &SheetMapping, words: Words<'_>) -> String {
    if sheet.sheet.is_empty() { words!(words, "upload-only-sheet") } else { sheet.sheet.clone() }
}

/// The columns that have a header or a meaning.
fn known_columns(sheet: &SheetMapping) -> Vec<u32> {
    let mut columns: Vec<u32> =
        sheet.columns.keys().copied().chain(sheet.heads.iter().map(|(at, _)| *at)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.truncate(COLUMNS);
    columns
}
