//! Reads a whole roster, sheet by sheet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    Column, Problem, Reason, Refusal, StaffRow,
    headers::{self, Layout, NoLayout},
    person::{Draft, Wrong},
    problem::place,
};
use crate::table::{self, Cell, Sheet, letters};

/// What a file gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The people of the rows that are right, in the file's order.
    pub rows: Vec<StaffRow>,
    /// People who are right but for a staff number, which is empty here:
    /// [`matching`](super::matching) looks for them among those who stand.
    pub unnumbered: Vec<StaffRow>,
    /// The columns found in any sheet.
    pub columns: BTreeSet<Column>,
    /// All that is wrong. Whoever loads all or nothing stops if there is any.
    pub problems: Vec<Problem>,
    /// Cells that can be read in two ways: the person is loaded, what stands of
    /// them there stays, and somebody is asked.
    pub asked: Vec<Problem>,
    /// Staff numbers of refused rows, as far as they can be read: these people
    /// are in the list, though not in `rows`, and must not count as vanished.
    pub refused: BTreeSet<String>,
    /// What was passed over on purpose, to be shown: sheets without a list, second columns.
    pub notes: Vec<String>,
}

/// Reads a roster from the bytes of a file. `today` is for ages.
pub fn read(file: &str, bytes: &[u8], today: NaiveDate) -> Result<Reading, Refusal> {
    let book = table::read(bytes).map_err(|error| Refusal::Table { file: file.to_owned(), error })?;
    let sheets = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut reader = Reader { file, today, reading: Reading::default(), sheets, seen: BTreeMap::new() };
    let mut nearest: Option<(String, NoLayout)> = None;
    let mut found = false;
    for sheet in book.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match headers::find(sheet) {
            Ok(layout) => {
                found = true;
                reader.sheet(sheet, &layout);
            }
            Err(error) => {
                reader.passed_over(sheet, &error);
                keep_nearest(&mut nearest, &sheet.name, error);
            }
        }
    }
    reader.finish(found, nearest)
}

/// Keeps the sheet that lacks least, to name it if no sheet will do.
fn keep_nearest(nearest: &mut Option<(String, NoLayout)>, sheet: &str, error: NoLayout) {
    let lacks = |error: &NoLayout| match error {
        NoLayout::Missing { missing, .. } => missing.len(),
        NoLayout::Twice { .. } => 0,
    };
    if nearest.as_ref().is_none_or(|(_, best)| lacks(&error) < lacks(best)) {
        *nearest = Some((sheet.to_owned(), error));
    }
}

/// Whether headers name enough columns to be those of a list: a sheet of notes may have one of the words.
fn is_list(texts: &[String]) -> bool {
    texts.iter().filter_map(|text| Column::of_header(text)).collect::<BTreeSet<_>>().len() > 1
}

struct Reader<'a> {
    file: &'a str,
    today: NaiveDate,
    reading: Reading,
    /// The sheets in the file's order.
    sheets: Vec<String>,
    /// Staff number → where it was first met, and which of the rows it is.
    seen: BTreeMap<String, First>,
}

struct First {
    sheet: String,
    row: u32,
    at: u32,
    told: bool,
}

impl Reader<'_> {
    fn sheet(&mut self, sheet: &Sheet, layout: &Layout) {
        self.reading.columns.extend(layout.columns.keys());
        for (at, name, column) in &layout.spare {
            self.reading.notes.push(format!(
                "{} {} {}列“{name}”也像{}，没有用",
                self.file,
                place(&sheet.name, layout.row),
                letters(*at),
                column.title(),
            ));
        }
        if layout.fills_down {
            let at = layout.columns.get(&Column::Unit).map_or(0, |(at, _)| *at);
            let place = place(&sheet.name, layout.row);
            self.reading.notes.push(format!(
                "{} {place} {}列没有表头，当作单位；空着的格与上一行相同",
                self.file,
                letters(at)
            ));
        }
        let below = sheet.rows.iter().filter(|row| row.number > layout.row && !layout.repeats(row));
        let mut above = Cell::Empty;
        for row in below {
            let draft = Draft { layout, row, above: &above, today: self.today };
            self.row(&sheet.name, &draft);
            above = draft.cell(Column::Unit).filter(|unit| !unit.is_empty()).unwrap_or(&above).clone();
        }
    }

    fn row(&mut self, sheet: &str, draft: &Draft<'_>) {
        let staff_no = draft.staff_no().ok().flatten();
        let mut wrong = Vec::new();
        if let Some(reason) = staff_no.as_ref().and_then(|number| self.twice(number, sheet, draft)) {
            wrong.push((Some(Column::StaffNo), reason));
        }
        match draft.person(sheet) {
            Ok((person, asked)) if wrong.is_empty() => self.take(person, asked, draft),
            Ok(_) => {}
            Err(more) => wrong.extend(more),
        }
        if !wrong.is_empty() {
            self.reading.refused.extend(staff_no);
        }
        let problems: Vec<Problem> =
            wrong.into_iter().map(|wrong| self.problem(sheet, draft, wrong)).collect();
        self.reading.problems.extend(problems);
    }

    fn take(&mut self, person: StaffRow, asked: Vec<Wrong>, draft: &Draft<'_>) {
        let asked: Vec<Problem> =
            asked.into_iter().map(|wrong| self.problem(&person.place.sheet, draft, wrong)).collect();
        self.reading.asked.extend(asked);
        if person.staff_no.is_empty() {
            self.reading.unnumbered.push(person);
        } else {
            self.reading.rows.push(person);
        }
    }

    fn problem(&self, sheet: &str, draft: &Draft<'_>, (column, reason): Wrong) -> Problem {
        let cell = column.and_then(|column| draft.cell(column)).filter(|cell| !cell.is_empty());
        let value = reason.word().map(str::to_owned).or_else(|| cell.map(ToString::to_string));
        let column = column.and_then(|column| Some((draft.layout.columns.get(&column)?.0, column)));
        let (file, sheet) = (self.file.to_owned(), sheet.to_owned());
        Problem { file, sheet, row: draft.row.number, column, value, reason }
    }

    /// A number met before spoils both rows, for nobody can tell which is right.
    fn twice(&mut self, number: &str, sheet: &str, draft: &Draft<'_>) -> Option<Reason> {
        let row = draft.row.number;
        let at = draft.layout.columns.get(&Column::StaffNo).map_or(0, |(at, _)| *at);
        let Some(first) = self.seen.get_mut(number) else {
            let first = First { sheet: sheet.to_owned(), row, at, told: false };
            self.seen.insert(number.to_owned(), first);
            return None;
        };
        let there = place(&first.sheet, first.row);
        if !first.told {
            first.told = true;
            self.reading.problems.push(Problem {
                file: self.file.to_owned(),
                sheet: first.sheet.clone(),
                row: first.row,
                column: Some((first.at, Column::StaffNo)),
                value: Some(number.to_owned()),
                reason: Reason::Twice(place(sheet, row)),
            });
        }
        Some(Reason::Twice(there))
    }

    /// A sheet without headers is a note, unless it looks like a list that
    /// someone forgot to finish.
    fn passed_over(&mut self, sheet: &Sheet, error: &NoLayout) {
        match error {
            NoLayout::Missing { missing, found: Some((row, texts)) } if is_list(texts) => {
                self.reading.problems.push(Problem {
                    file: self.file.to_owned(),
                    sheet: sheet.name.clone(),
                    row: *row,
                    column: None,
                    value: None,
                    reason: Reason::NoColumns(missing.clone()),
                });
            }
            _ => self.reading.notes.push(format!("{} 表“{}”不是花名册，没有读", self.file, sheet.name)),
        }
    }

    fn finish(self, found: bool, nearest: Option<(String, NoLayout)>) -> Result<Reading, Refusal> {
        let file = self.file.to_owned();
        let mut reading = self.reading;
        if let Some((sheet, error)) = nearest
            && (!found || matches!(error, NoLayout::Twice { .. }))
        {
            return Err(Refusal::Layout { file, sheet, error });
        }
        if !found {
            return Err(Refusal::Table { file, error: table::TableError::Empty });
        }
        let order: BTreeMap<&str, usize> = self.sheets.iter().map(String::as_str).zip(0..).collect();
        reading.problems.sort_by_key(|problem| (order.get(problem.sheet.as_str()).copied(), problem.row));
        let told: BTreeSet<&String> =
            self.seen.iter().filter(|(_, first)| first.told).map(|(number, _)| number).collect();
        reading.rows.retain(|person| !told.contains(&person.staff_no));
        if reading.rows.is_empty() && reading.unnumbered.is_empty() && reading.problems.is_empty() {
            return Err(Refusal::Nobody { file });
        }
        Ok(reading)
    }
}
