//! One row of a roster: checks each cell and makes a person of them.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::{Column, Entry, Place, Reason, Roles, StaffRow, birth, headers::Layout, phone, roles};
use crate::domain::person::{Birth, UnitPath};
use crate::table::{Cell, Row};

/// The most characters of a staff number.
pub(super) const MAX_STAFF_NO: usize = 32;
/// The most characters of a name.
pub(super) const MAX_NAME: usize = 40;
/// The most characters of a post.
pub(super) const MAX_POST: usize = 100;
/// From here on Excel has lost digits of a number.
const FIRST_INEXACT: f64 = 1e15;

/// What is wrong in one row: in which column, or with the whole of it.
pub(super) type Wrong = (Option<Column>, Reason);

/// A row under its sheet's headers.
pub(super) struct Draft<'a> {
    /// Where the columns are.
    pub layout: &'a Layout,
    /// The row.
    pub row: &'a Row,
    /// The unit above, for a blank cell where blanks belong to it.
    pub above: &'a Cell,
    /// For ages.
    pub today: NaiveDate,
}

/// A person, and what is asked back.
pub(super) type Read = (StaffRow, Vec<Wrong>);

impl Draft<'_> {
    /// The cell of a column; `None` where the sheet has no such column. Fillers
    /// as `-` and `无` count as empty.
    pub(super) fn cell(&self, column: Column) -> Option<&Cell> {
        let (at, _) = self.layout.columns.get(&column)?;
        let cell = self.row.cell(*at);
        match column {
            _ if !is_filler(cell) => Some(cell),
            Column::Unit if self.layout.fills_down && !self.is_blank(Column::Name) => Some(self.above),
            _ => Some(&Cell::Empty),
        }
    }

    fn is_blank(&self, column: Column) -> bool {
        self.cell(column).is_none_or(Cell::is_empty)
    }

    /// The person, or all that is wrong with the row. Who has no number gets an
    /// empty one.
    pub(super) fn person(&self, sheet: &str) -> Result<Read, Vec<Wrong>> {
        if Column::REQUIRED.iter().all(|column| self.is_blank(*column)) {
            return Err(vec![(None, Reason::NoPerson)]);
        }
        let mut wrong = Vec::new();
        let mut asked = Vec::new();
        let staff_no = keep(Column::StaffNo, self.staff_no(), &mut wrong);
        let name = keep(Column::Name, self.name(), &mut wrong);
        let unit = keep(Column::Unit, self.unit(), &mut wrong);
        let birth = match self.birth() {
            Err(reason) if reason.is_question() => {
                asked.push((Some(Column::Birth), reason));
                Some(Entry::NoColumn)
            }
            birth => keep(Column::Birth, birth, &mut wrong),
        };
        let phone = keep(Column::Phone, self.phone(), &mut wrong);
        let post = keep(Column::Post, self.post(), &mut wrong);
        let roles = keep(Column::Role, self.roles(unit.as_ref()), &mut wrong);
        let place = Place { sheet: sheet.to_owned(), row: self.row.number };
        let person = (|| {
            let (staff_no, name, unit) = (staff_no?.unwrap_or_default(), name?, unit?);
            let (birth, phone, post, roles) = (birth?, phone?, post?, roles?);
            Some(StaffRow { place, staff_no, name, unit, birth, phone, post, roles })
        })();
        match person {
            Some(person) => Ok((person, asked)),
            None => Err(by_column(wrong, asked)),
        }
    }

    /// The staff number as it can be read, if there is one.
    pub(super) fn staff_no(&self) -> Result<Option<String>, Reason> {
        let Some(cell) = self.cell(Column::StaffNo).filter(|cell| !cell.is_empty()) else { return Ok(None) };
        let text: String = exact(cell)?.nfkc().collect();
        match () {
            () if text.contains(char::is_whitespace) => Err(Reason::Blanks),
            () if is_scientific(&text) => Err(Reason::LostDigits),
            () => within(text, MAX_STAFF_NO).map(Some),
        }
    }

    fn name(&self) -> Result<String, Reason> {
        within(close_up(&exact(self.required(Column::Name)?)?), MAX_NAME)
    }

    fn unit(&self) -> Result<UnitPath, Reason> {
        let text = exact(self.required(Column::Unit)?)?;
        UnitPath::parse(&text.replace(['\r', '\n'], "")).ok_or(Reason::NoUnit)
    }

    fn birth(&self) -> Result<Entry<Birth>, Reason> {
        entry(self.cell(Column::Birth), |cell| birth::read(whole(cell)?, self.today))
    }

    fn phone(&self) -> Result<Entry<String>, Reason> {
        entry(self.cell(Column::Phone), |cell| match exact(cell)? {
            text if is_scientific(&text) => Err(Reason::LostDigits),
            _ => phone::read(cell),
        })
    }

    fn post(&self) -> Result<Entry<String>, Reason> {
        entry(self.cell(Column::Post), |cell| within(one_line(&exact(cell)?), MAX_POST))
    }

    fn roles(&self, own: Option<&UnitPath>) -> Result<Entry<Roles>, Reason> {
        entry(self.cell(Column::Role), |cell| roles::read(&exact(cell)?, own))
    }

    fn required(&self, column: Column) -> Result<&Cell, Reason> {
        self.cell(column).filter(|cell| !cell.is_empty()).ok_or(Reason::Empty(column))
    }
}

fn by_column(mut wrong: Vec<Wrong>, asked: Vec<Wrong>) -> Vec<Wrong> {
    wrong.extend(asked);
    wrong.sort_by_key(|(column, _)| *column);
    wrong
}

fn keep<T>(column: Column, result: Result<T, Reason>, wrong: &mut Vec<Wrong>) -> Option<T> {
    result.map_err(|reason| wrong.push((Some(column), reason))).ok()
}

fn entry<T>(cell: Option<&Cell>, read: impl FnOnce(&Cell) -> Result<T, Reason>) -> Result<Entry<T>, Reason> {
    match cell {
        None => Ok(Entry::NoColumn),
        Some(Cell::Empty) => Ok(Entry::Blank),
        Some(cell) => read(cell).map(Entry::Value),
    }
}

/// What people write where there is nothing.
fn is_filler(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return cell.is_empty() };
    let dashes = text.chars().all(|c| matches!(c, '-' | '—' | '–' | '－' | '/' | '／' | '\\' | '_'));
    dashes || matches!(text.as_str(), "无" | "暂无" | "没有" | "空" | "N/A" | "n/a")
}

/// A cell whose content is still what was typed.
fn whole(cell: &Cell) -> Result<&Cell, Reason> {
    match cell {
        Cell::Failed(_) => Err(Reason::Failed),
        Cell::Text(text) if text.contains('\u{fffd}') => Err(Reason::Garbled),
        cell => Ok(cell),
    }
}

/// The text of a cell that is no date and no number too long for Excel.
fn exact(cell: &Cell) -> Result<String, Reason> {
    match whole(cell)? {
        Cell::Date(_) | Cell::ShortDate(..) => Err(Reason::TurnedToDate),
        Cell::Number(number) if number.abs() >= FIRST_INEXACT => Err(Reason::LostDigits),
        cell => Ok(cell.to_string()),
    }
}

/// `1.38E+10`, as Excel saves long numbers in CSV.
fn is_scientific(text: &str) -> bool {
    let Some((number, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits(number) && digits(power)
}

fn within(text: String, most: usize) -> Result<String, Reason> {
    if text.chars().count() > most { Err(Reason::TooLong(most)) } else { Ok(text) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of two characters are often spread (`张　三`) to look as wide as those of three.
fn close_up(name: &str) -> String {
    let line = one_line(name);
    if line.chars().any(|c| c.is_ascii_alphabetic()) { line } else { line.replace(' ', "") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn layout() -> Layout {
        let columns: BTreeMap<_, _> = Column::ALL
            .into_iter()
            .zip(0..)
            .map(|(column, at)| (column, (at, column.title().to_owned())))
            .collect();
        Layout { row: 1, columns, spare: vec![], fills_down: false }
    }

    fn read(cells: [Cell; 7]) -> Result<Read, Vec<Wrong>> {
        let row = Row { number: 2, cells: (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()).collect() };
        let today = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        Draft { layout: &layout(), row: &row, above: &Cell::Empty, today }.person("Sheet1")
    }

    fn person(cells: [Cell; 7]) -> Result<StaffRow, Vec<Wrong>> {
        read(cells).map(|(person, _)| person)
    }

    fn texts(texts: [&str; 7]) -> [Cell; 7] {
        texts.map(Cell::text)
    }

    const GOOD: [&str; 7] = ["0012", "张三", "市财政局/预算股", "1985-06", "13812345678", "科员", "监考"];

    fn but(column: usize, text: &str) -> Result<StaffRow, Vec<Wrong>> {
        let mut row = GOOD;
        row[column] = text;
        person(texts(row))
    }

    #[test]
    fn a_good_row_is_a_person() {
        let person = person(texts(GOOD)).unwrap();
        assert_eq!((person.staff_no.as_str(), person.name.as_str()), ("0012", "张三"));
        assert_eq!(person.unit.names(), ["市财政局", "预算股"]);
        assert_eq!(person.birth, Entry::Value(Birth::new(1985, 6, None).unwrap()));
        assert_eq!(person.phone, Entry::Value("13812345678".into()));
        assert_eq!(person.post, Entry::Value("科员".into()));
        assert_eq!(person.roles.value().unwrap().len(), 1);
    }

    #[test]
    fn empty_and_filled_out_cells_are_the_same() {
        for filler in ["", "-", "/", "无", "——", "N/A"] {
            for (at, column) in [(1, Column::Name), (2, Column::Unit)] {
                assert_eq!(but(at, filler), Err(vec![(Some(column), Reason::Empty(column))]), "{filler}");
            }
            assert_eq!(but(0, filler).unwrap().staff_no, "", "to be found by name and unit");
            assert_eq!(but(4, filler).unwrap().phone, Entry::Blank);
        }
        assert_eq!(person(texts(["", "", "-", "", "合计", "", ""])), Err(vec![(None, Reason::NoPerson)]));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let wrong = person(texts(["0 12", "张三", "", "1990.1", "110", "科员", "班长"])).unwrap_err();
        let columns: Vec<_> = wrong.iter().filter_map(|(column, _)| *column).collect();
        assert_eq!(columns, [Column::StaffNo, Column::Unit, Column::Birth, Column::Phone, Column::Role]);
    }

    #[test]
    fn a_birth_that_might_be_two_is_asked_back_and_left_as_it_stands() {
        let mut row = GOOD;
        row[3] = "1990.1";
        let (person, asked) = read(texts(row)).unwrap();
        assert_eq!(person.birth, Entry::NoColumn);
        assert_eq!(asked, [(Some(Column::Birth), Reason::TwoMonths("1990".into()))]);
    }

    #[test]
    fn staff_numbers_are_kept_as_they_are() {
        assert_eq!(but(0, "ＡＢ０１").unwrap().staff_no, "AB01");
        assert_eq!(but(0, &"1".repeat(32)).unwrap().staff_no.len(), 32);
        assert_eq!(but(0, &"1".repeat(33)), Err(vec![(Some(Column::StaffNo), Reason::TooLong(32))]));
        assert_eq!(but(0, "1.23E+11"), Err(vec![(Some(Column::StaffNo), Reason::LostDigits)]));
        assert_eq!(but(0, "1E5").unwrap().staff_no, "1E5");
        let mut cells = texts(GOOD);
        cells[0] = Cell::Number(1001.0);
        assert_eq!(person(cells.clone()).unwrap().staff_no, "1001");
        cells[0] = Cell::Number(320_102_198_506_011_200.0);
        assert_eq!(person(cells.clone()), Err(vec![(Some(Column::StaffNo), Reason::LostDigits)]));
        cells[0] = Cell::Date(NaiveDate::from_ymd_opt(2001, 1, 1).unwrap());
        assert_eq!(person(cells), Err(vec![(Some(Column::StaffNo), Reason::TurnedToDate)]));
    }

    #[test]
    fn names_are_closed_up() {
        assert_eq!(but(1, "张　三").unwrap().name, "张三");
        assert_eq!(but(1, "Anna  Li").unwrap().name, "Anna Li");
        assert_eq!(but(1, "阿依古丽·买买提").unwrap().name, "阿依古丽·买买提");
        assert_eq!(but(1, &"长".repeat(41)), Err(vec![(Some(Column::Name), Reason::TooLong(40))]));
        assert_eq!(but(1, "张\u{fffd}"), Err(vec![(Some(Column::Name), Reason::Garbled)]));
    }

    #[test]
    fn failed_formulas_and_bad_units_are_told() {
        let mut cells = texts(GOOD);
        cells[2] = Cell::Failed("#N/A".into());
        assert_eq!(person(cells), Err(vec![(Some(Column::Unit), Reason::Failed)]));
        assert_eq!(but(2, "市财政局//预算股"), Err(vec![(Some(Column::Unit), Reason::NoUnit)]));
        assert_eq!(but(2, "市财政局/\n预算股").unwrap().unit.to_string(), "市财政局/预算股");
        assert_eq!(but(4, "1.38E+10"), Err(vec![(Some(Column::Phone), Reason::LostDigits)]));
        assert_eq!(but(5, &"长".repeat(101)), Err(vec![(Some(Column::Post), Reason::TooLong(100))]));
    }
}
