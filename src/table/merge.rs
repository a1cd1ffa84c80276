//! Merged cells: only the first holds the value; people see it in all of them.

use calamine::Dimensions;

use super::{Budget, Row, TableError};

/// The most rows looked at for all merged regions of a sheet together.
const MAX_VISITS: usize = 2_000_000;

/// Writes the value of each region into all its cells, as far as the rows have
/// anything of their own and the sheet has columns in use.
pub(super) fn fill(rows: &mut [Row], regions: &[Dimensions], budget: &mut Budget) -> Result<(), TableError> {
    let width = rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max().unwrap_or(0);
    let mut visits = 0;
    for region in regions {
        let first = rows.partition_point(|row| row.number <= region.start.0);
        let end = rows.partition_point(|row| row.number <= region.end.0.saturating_add(1));
        let Some(inside) = rows.get_mut(first..end) else { continue };
        visits += inside.len() + 1;
        if visits > MAX_VISITS {
            return Err(TableError::TooMuch);
        }
        fill_one(inside, region, width, budget)?;
    }
    Ok(())
}

fn fill_one(
    rows: &mut [Row],
    region: &Dimensions,
    width: u32,
    budget: &mut Budget,
) -> Result<(), TableError> {
    let top = rows.first().filter(|row| row.number == region.start.0.saturating_add(1));
    let value = top.map(|row| row.cell(region.start.1).clone()).unwrap_or_default();
    if value.is_empty() {
        return Ok(());
    }
    for row in rows {
        for column in region.start.1..=region.end.1.min(width) {
            if let Err(gap) = row.cells.binary_search_by_key(&column, |(at, _)| *at) {
                budget.cell(&value)?;
                row.cells.insert(gap, (column, value.clone()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    fn row(number: u32, cells: &[(u32, &str)]) -> Row {
        Row { number, cells: cells.iter().map(|(column, text)| (*column, Cell::text(text))).collect() }
    }

    #[test]
    fn a_value_stands_in_every_row_of_its_region() {
        let mut rows =
            vec![row(2, &[(0, "预算股"), (1, "张三")]), row(3, &[(1, "李四")]), row(9, &[(1, "王五")])];
        let regions = [Dimensions::new((1, 0), (2, 0))];
        fill(&mut rows, &regions, &mut Budget::default()).unwrap();
        assert_eq!(rows[1].cell(0), &Cell::text("预算股"));
        assert_eq!(rows[2].cell(0), &Cell::Empty);
    }

    #[test]
    fn a_title_across_the_whole_sheet_fills_only_the_columns_in_use() {
        let mut rows = vec![row(1, &[(0, "花名册")]), row(2, &[(0, "工号"), (1, "姓名"), (2, "单位")])];
        fill(&mut rows, &[Dimensions::new((0, 0), (0, 16_383))], &mut Budget::default()).unwrap();
        assert_eq!(rows[0].cells.len(), 3);
    }

    #[test]
    fn endless_regions_are_refused() {
        let mut rows: Vec<Row> = (1..=2000).map(|number| row(number, &[(0, "x")])).collect();
        let regions = vec![Dimensions::new((0, 5), (1999, 5)); 2000];
        assert_eq!(fill(&mut rows, &regions, &mut Budget::default()), Err(TableError::TooMuch));
    }
}
