//! The tables of a web page, which many systems give out as `.xls`.

use std::collections::BTreeMap;

use crate::{
    exchange::html,
    table::{Cell, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Workbook},
};

/// The longest tag that is looked at, in bytes.
const MAX_TAG: usize = 4096;
/// The most tables that are read.
const MAX_TABLES: usize = 64;
/// The most cells, those that are merged once for each place.
const MAX_CELLS: usize = 2_000_000;

/// The tables of a page, as sheets; none if they are larger than any table of
/// questions. A table within a cell is a part of the cell.
pub(in crate::exchange) fn tables(page: &str) -> Workbook {
    let mut reader = Reader::new(page);
    let mut at = 0;
    while let Some(found) = page.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        match Tag::read(page.get(start..).unwrap_or_default()) {
            Some(tag) => {
                at = start + tag.length;
                reader.tag(&tag, start..at);
            }
            None => at = start + 1,
        }
        if reader.is_full() {
            return Workbook::default();
        }
    }
    reader.finish()
}

/// A tag that tables are made of.
struct Tag<'t> {
    name: String,
    closes: bool,
    attributes: &'t str,
    length: usize,
}

impl<'t> Tag<'t> {
    fn read(here: &'t str) -> Option<Self> {
        let head = here.as_bytes().iter().take(MAX_TAG);
        if here.starts_with("<!--") {
            let length = here.find("-->").map_or(here.len(), |at| at + 3);
            return Some(Self { name: String::new(), closes: false, attributes: "", length });
        }
        let end = head.clone().position(|b| *b == b'>')?;
        let inner = here.get(1..end)?;
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let split = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(split);
        Some(Self { name: name.to_ascii_lowercase(), closes, attributes, length: end + 1 })
    }

    /// `colspan` and `rowspan`.
    fn span(&self, name: &str) -> u32 {
        let lower = self.attributes.to_ascii_lowercase();
        let value = lower.find(name).and_then(|at| lower.get(at + name.len()..)).unwrap_or_default();
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || "=\"'".contains(c));
        let digits: String = value.chars().take_while(char::is_ascii_digit).take(5).collect();
        digits.parse().unwrap_or(1).clamp(1, MAX_COLUMNS)
    }
}

/// Goes through a page from tag to tag.
struct Reader<'p> {
    page: &'p str,
    sheets: Vec<Sheet>,
    /// How deep within tables.
    depth: usize,
    grid: Grid,
    /// Where the content of the open cell begins, and how far the cell reaches
    /// to the right and down.
    open: Option<(usize, u32, u32)>,
}

impl<'p> Reader<'p> {
    fn new(page: &'p str) -> Self {
        Self { page, sheets: Vec::new(), depth: 0, grid: Grid::default(), open: None }
    }

    fn is_full(&self) -> bool {
        self.sheets.len() > MAX_TABLES || self.grid.cells > MAX_CELLS || self.grid.rows.len() > MAX_ROWS
    }

    fn tag(&mut self, tag: &Tag<'_>, at: std::ops::Range<usize>) {
        match (tag.name.as_str(), tag.closes) {
            ("table", false) => self.depth += 1,
            ("table", true) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table(at.start);
                }
            }
            ("tr", closes) if self.depth == 1 => {
                self.end_cell(at.start);
                self.grid.end_row();
                if !closes {
                    self.grid.begin_row();
                }
            }
            ("td" | "th", closes) if self.depth == 1 => {
                self.end_cell(at.start);
                self.open = (!closes).then(|| (at.end, tag.span("colspan"), tag.span("rowspan")));
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, end: usize) {
        if let Some((start, columns, rows)) = self.open.take() {
            let content = self.page.get(start..end).unwrap_or_default();
            self.grid.cell(&Cell::text(&html::plain(content).text), columns, rows);
        }
    }

    fn end_table(&mut self, end: usize) {
        self.end_cell(end);
        self.grid.end_row();
        let cells = self.grid.cells;
        let grid = std::mem::replace(&mut self.grid, Grid { cells, ..Grid::default() });
        if !grid.rows.is_empty() {
            self.sheets.push(Sheet { name: String::new(), rows: grid.rows });
        }
    }

    /// A page that is cut off may leave its last table open.
    fn finish(mut self) -> Workbook {
        self.end_table(self.page.len());
        if let [_, _, ..] = self.sheets[..] {
            for (nth, sheet) in (1..).zip(&mut self.sheets) {
                sheet.name = format!("表{nth}");
            }
        }
        Workbook { sheets: self.sheets }
    }
}

/// A table while it is read.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    row: Option<Row>,
    number: u32,
    column: u32,
    /// By column: in how many more rows this value stands.
    hanging: BTreeMap<u32, (u32, Cell)>,
    cells: usize,
}

impl Grid {
    fn begin_row(&mut self) {
        self.number = self.number.saturating_add(1);
        self.column = 0;
        self.row = Some(Row { number: self.number, cells: Vec::new() });
    }

    fn end_row(&mut self) {
        let Some(last) = self.hanging.keys().next_back().copied().filter(|_| self.row.is_some()) else {
            self.rows.extend(self.row.take().filter(|row| !row.cells.is_empty()));
            return;
        };
        while self.column <= last {
            if !self.hang() {
                self.column += 1;
            }
        }
        self.rows.extend(self.row.take().filter(|row| !row.cells.is_empty()));
    }

    /// Puts what reaches down to here, if anything does.
    fn hang(&mut self) -> bool {
        let Some((left, cell)) = self.hanging.remove(&self.column) else { return false };
        let column = self.column;
        self.put(&cell);
        if left > 1 {
            self.hanging.insert(column, (left - 1, cell));
        }
        true
    }

    fn cell(&mut self, cell: &Cell, columns: u32, rows: u32) {
        while self.hang() {}
        for _ in 0..columns {
            let column = self.column;
            self.put(cell);
            if rows > 1 {
                self.hanging.insert(column, (rows - 1, cell.clone()));
            }
        }
    }

    fn put(&mut self, cell: &Cell) {
        self.cells += 1;
        if let Some(row) = self.row.as_mut().filter(|_| !cell.is_empty() && self.column < MAX_COLUMNS) {
            row.cells.push((self.column, cell.clone()));
        }
        self.column = self.column.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(page: &str) -> Vec<String> {
        let book = tables(page);
        let row = |row: &Row| {
            let cells = row.cells.iter().map(|(at, cell)| format!("{at}{cell}"));
            format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(" "))
        };
        book.sheets.iter().flat_map(|sheet| &sheet.rows).map(row).collect()
    }

    #[test]
    fn rows_and_cells_stand_as_on_the_page() {
        assert_eq!(
            rows(
                "<TABLE border=1><tr><th>题干</th><th>答案</th></tr>\n<tr><td>5 &lt; 6&nbsp;m<sup>2</sup><br>吗\
                 <td></tr><tr></tr><tr><td>a < b</td><td>B</td></tr></table>"
            ),
            ["1: 0题干 1答案", "2: 05 < 6 m²\n吗", "4: 0a < b 1B"]
        );
    }

    #[test]
    fn merged_cells_stand_in_each_place() {
        assert_eq!(
            rows(
                "<table><tr><td rowspan='2'>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td rowspan=2>丁</td></tr>\
                 <tr><td>戊</td></tr></table>"
            ),
            ["1: 0甲 1乙 2乙", "2: 0甲 1丙 2丁", "3: 0戊 2丁"]
        );
    }

    #[test]
    fn tables_within_cells_are_a_part_of_them() {
        let page = "<table><tr><td>甲<table><tr><td>乙</td></tr></table></td><td>丙</td></tr></table>\
            <table><tr><td>丁";
        assert_eq!(rows(page), ["1: 0甲\n乙 1丙", "1: 0丁"]);
        assert_eq!(tables(page).sheets[1].name, "表2");
    }

    #[test]
    fn nothing_that_a_page_holds_is_too_much() {
        let wide = "<table>".to_owned() + &"<tr><td rowspan=99999 colspan=99999>甲</td></tr>".repeat(300);
        assert_eq!(tables(&wide), Workbook::default());
        for page in
            ["", "<", "<table", "<td>甲", "</table></table><tr>", "<table><td>甲</td></table>", "<!--<table>"]
        {
            assert!(rows(page).is_empty(), "{page}");
        }
    }
}
