//! What reading one file may cost, and rows gathered within it.

use super::{Cell, MAX_COLUMNS, MAX_ROWS, Row, TableError};

/// The most cells that aren't empty.
const MAX_CELLS: usize = 4_000_000;
/// The most bytes of text. A small file can point a million cells at one long text.
const MAX_TEXT: usize = 256 * 1024 * 1024;

/// Counts what has been taken from one file.
#[derive(Debug, Default)]
pub(super) struct Budget {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Budget {
    fn row(&mut self) -> Result<(), TableError> {
        self.rows += 1;
        if self.rows > MAX_ROWS { Err(TableError::TooManyRows) } else { Ok(()) }
    }

    /// Takes one cell.
    pub(super) fn cell(&mut self, cell: &Cell) -> Result<(), TableError> {
        self.cells += 1;
        self.text += cell.weight();
        if self.cells > MAX_CELLS || self.text > MAX_TEXT { Err(TableError::TooMuch) } else { Ok(()) }
    }
}

/// Gathers the cells of a sheet, in whatever order the file has them.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Row>);

impl Rows {
    /// Puts a cell in its place; both numbers start at 0. Empty ones cost nothing.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell,
        budget: &mut Budget,
    ) -> Result<(), TableError> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(TableError::TooManyColumns);
        }
        budget.cell(&cell)?;
        let number = row.checked_add(1).ok_or(TableError::Broken)?;
        if let Some(last) = self.0.last_mut().filter(|last| last.number == number) {
            last.cells.push((column, cell));
        } else {
            budget.row()?;
            // Rows are mostly as wide as the one above; room that doubles would
            // be half empty.
            let mut cells = Vec::with_capacity(self.0.last().map_or(1, |above| above.cells.len()));
            cells.push((column, cell));
            self.0.push(Row { number, cells });
        }
        Ok(())
    }

    /// The rows from above, each row's cells from the left.
    pub(super) fn finish(self) -> Vec<Row> {
        let mut rows = self.0;
        rows.sort_by_key(|row| row.number);
        let mut merged: Vec<Row> = Vec::with_capacity(rows.len());
        for row in rows {
            match merged.last_mut().filter(|last| last.number == row.number) {
                Some(last) => last.cells.extend(row.cells),
                None => merged.push(row),
            }
        }
        for row in &mut merged {
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_become_ordered_rows() {
        let mut rows = Rows::default();
        let mut budget = Budget::default();
        for (row, column, text) in [(4, 1, "乙"), (0, 0, "甲"), (4, 0, "丙"), (4, 9, " ")] {
            rows.put(row, column, Cell::text(text), &mut budget).unwrap();
        }
        let rows = rows.finish();
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 5]);
        assert_eq!(rows[1].cells, [(0, Cell::Text("丙".into())), (1, Cell::Text("乙".into()))]);
    }

    #[test]
    fn the_bounds_hold() {
        let mut budget = Budget::default();
        let mut rows = Rows::default();
        assert_eq!(rows.put(0, MAX_COLUMNS, Cell::Bool(true), &mut budget), Err(TableError::TooManyColumns));
        assert_eq!(rows.put(u32::MAX, 0, Cell::Bool(true), &mut budget), Err(TableError::Broken));
        budget.text = MAX_TEXT;
        assert_eq!(rows.put(0, 0, Cell::text("满"), &mut budget), Err(TableError::TooMuch));
        budget = Budget { rows: MAX_ROWS, ..Budget::default() };
        assert_eq!(rows.put(0, 0, Cell::text("满"), &mut budget), Err(TableError::TooManyRows));
    }
}
