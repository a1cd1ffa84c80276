//! Question banks as tables: a workbook in, drafts out.
//!
//! [`Mapping::guess`] says for each sheet which column is what and how sure
//! that is; a person may correct it, and [`read`] reads by it. What stands in a
//! cell is taken as it stands there: what a key means is not decided here.

mod aliases;
mod blackboard;
mod cells;
mod content;
mod field;
mod grouped;
mod headers;
mod heads;
mod kind;
mod mapping;
mod notes;
pub(in crate::exchange) mod options;
mod resolve;
mod rows;
mod title;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{Found, draft::Piece, place::Place, problem::Problem};
use crate::table::{Cell, Row, Sheet, Workbook};

use cells::Parts;
pub use field::Field;
use grouped::Group;
use headers::Name;
use heads::Head;
pub use mapping::{Certainty, Header, Layout, Mapping, Reason, SheetMapping, signatures};
pub(super) use notes::without as without_notes;
pub(super) use rows::is_id;

/// Reads the questions of a workbook by a mapping, which may come from another
/// workbook or a person: what it says of sheets that aren't there is told. The
/// rows go as they are read, for they and their questions together fill twice
/// the memory.
pub fn read(mut book: Workbook, mapping: &Mapping) -> Found {
    let mut found = Found::default();
    for mapped in &mapping.sheets {
        let at = book.sheets.iter().position(|sheet| sheet.name == mapped.sheet);
        let Some(sheet) = at.map(|at| book.sheets.remove(at)) else {
            let message = format!("没有“{}”表", mapped.sheet);
            found.problems.push(Problem::error(Place::File, message, "请重新说明各列是什么"));
            continue;
        };
        read_sheet(notes::drop(sheet), mapped, &mut found);
    }
    if mapping.sheets.iter().all(|sheet| matches!(sheet.certainty, Certainty::Nothing(_))) {
        let help = "请确认文件里有题干和答案两列，并在第一行写上列名";
        found.problems.push(Problem::error(Place::File, "没有找到题目", help));
    }
    found
}

fn read_sheet(sheet: Sheet, mapping: &SheetMapping, found: &mut Found) {
    let name: Arc<str> = sheet.name.as_str().into();
    match mapping.certainty {
        Certainty::Nothing(Reason::Empty | Reason::Notes) => return,
        Certainty::Nothing(reason) => {
            let first = sheet.rows.first().map_or(1, |row| row.number);
            let place = cells::row_place(&name, first);
            return found.problems.push(Problem::warning(place, reason.to_string(), ""));
        }
        Certainty::Sure | Certainty::Guessed => {}
    }
    if mapping.layout == Layout::Blackboard {
        return blackboard::read(&sheet, &name, found);
    }
    if found.title.is_none() {
        found.title = title::of(&sheet, mapping.from);
    }
    let first = sheet.rows.partition_point(|row| row.number < mapping.from);
    let mut reader = Reader::new(name, mapping);
    for row in sheet.rows.into_iter().skip(first) {
        reader.take(row, found);
    }
    reader.group.finish(found);
}

/// Goes down the rows of a sheet.
struct Reader<'m> {
    sheet: Arc<str>,
    mapping: &'m SheetMapping,
    columns: Cow<'m, BTreeMap<u32, Field>>,
    stem: Option<u32>,
    /// What the last headers met below the first say; they may repeat.
    signature: Cow<'m, str>,
    kind: Option<Piece>,
    group: Group,
}

impl<'m> Reader<'m> {
    fn new(sheet: Arc<str>, mapping: &'m SheetMapping) -> Self {
        let tab = kind::of_tab(&sheet).then(|| Piece::new(&sheet, cells::row_place(&sheet, mapping.from)));
        let mut reader = Self {
            sheet,
            mapping,
            columns: Cow::Borrowed(&mapping.columns),
            stem: None,
            signature: Cow::Borrowed(&mapping.signature),
            kind: tab,
            group: Group::default(),
        };
        reader.find_stem();
        reader
    }

    fn find_stem(&mut self) {
        self.stem = self.columns.iter().find(|(_, field)| **field == Field::Stem).map(|(column, _)| *column);
    }

    fn take(&mut self, row: Row, found: &mut Found) {
        let is_first = row.number == self.mapping.from;
        if self.is_heading(&row) || self.is_header(&row, found) || (is_first && content::is_notes(&row)) {
            return;
        }
        let number = row.number;
        let parts = self.parts(row);
        let context = rows::Context {
            sheet: &self.sheet,
            kind: self.kind.as_ref(),
            has_options: self.columns.values().any(|field| field.is_option()),
            key: self.columns.iter().find(|(_, field)| field.is_answer()).map(|(column, _)| *column),
        };
        match self.mapping.layout {
            Layout::Options => self.group.take(number, parts, &context, found),
            _ => rows::read(number, parts, &context, found),
        }
    }

    fn parts(&self, row: Row) -> Parts {
        let mut parts = Parts::default();
        for (column, cell) in row.cells {
            if let Some(field) = self.columns.get(&column) {
                let place = Place::Cell { sheet: Arc::clone(&self.sheet), row: row.number, column };
                parts.take(*field, cell, place);
            }
        }
        parts
    }

    /// `一、单选题` over the questions below it.
    fn is_heading(&mut self, row: &Row) -> bool {
        // A kind alone in its own column was filled in beforehand.
        let is_kind = |column| row.cells.len() == 1 && self.columns.get(&column) == Some(&Field::Kind);
        let heading = cells::lone_text(row).filter(|(at, text)| !is_kind(*at) && kind::of_heading(text));
        let Some((column, text)) = heading else { return false };
        self.kind =
            Some(Piece::new(text, Place::Cell { sheet: Arc::clone(&self.sheet), row: row.number, column }));
        true
    }

    /// Headers once more, as on every page of a printed list. Other headers
    /// than above change the columns of what follows.
    fn is_header(&mut self, row: &Row, found: &mut Found) -> bool {
        let Some(head) = self.header(row) else { return false };
        let signature = mapping::signature(&head.texts);
        if signature == *self.signature || head.columns == *self.columns {
            return true;
        }
        let place = cells::row_place(&self.sheet, row.number);
        found.problems.push(Problem::mended(place, "表中间换了列名，以下按新的列名读"));
        self.group.finish(found);
        self.columns = Cow::Owned(head.columns);
        self.signature = Cow::Owned(signature);
        self.find_stem();
        true
    }

    fn header(&self, row: &Row) -> Option<Head> {
        let Cell::Text(text) = row.cell(self.stem?) else { return None };
        let is_stem = text.len() <= MAX_STEM_HEADER
            && Name::of(text).is_some_and(|known| known.name == Name::Field(Field::Stem));
        if is_stem { heads::single(row) } else { None }
    }
}

/// The most bytes of a text that may be the header of the stems once more.
const MAX_STEM_HEADER: usize = 60;
