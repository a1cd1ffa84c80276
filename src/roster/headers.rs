//! Finds the row of headers and knows columns by the names offices give them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::table::{Cell, Row, Sheet};

/// Headers stand in one of the first so many rows, often under a title.
pub const HEADER_ROWS: u32 = 10;

/// A column that a roster may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 工号
    StaffNo,
    /// 姓名
    Name,
    /// 单位
    Unit,
    /// 出生年月
    Birth,
    /// 手机号
    Phone,
    /// 职务
    Post,
    /// 角色
    Role,
}

impl Column {
    /// Every column, in the order in which lists are written.
    pub const ALL: [Self; 7] =
        [Self::StaffNo, Self::Name, Self::Unit, Self::Birth, Self::Phone, Self::Post, Self::Role];
    /// What a list should have. Without staff numbers only people who stand
    /// already are found; without the others nobody.
    pub const REQUIRED: [Self; 3] = [Self::StaffNo, Self::Name, Self::Unit];

    /// The name we write.
    pub const fn title(self) -> &'static str {
        match self {
            Self::StaffNo => "工号",
            Self::Name => "姓名",
            Self::Unit => "单位",
            Self::Birth => "出生年月",
            Self::Phone => "手机号",
            Self::Post => "职务",
            Self::Role => "角色",
        }
    }

    /// The names it goes by elsewhere.
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::StaffNo => &[
                "员工号",
                "员工工号",
                "员工编号",
                "职工号",
                "职工编号",
                "教职工号",
                "教职工编号",
                "教工号",
                "人员编号",
                "登记号码",
                "学号",
            ],
            Self::Name => &["真实姓名", "员工姓名", "职工姓名", "教职工姓名", "人员姓名"],
            Self::Unit => &[
                "部门",
                "科室",
                "处室",
                "股室",
                "一级部门",
                "所在部门",
                "所属部门",
                "部门名称",
                "所在单位",
                "所属单位",
                "工作单位",
                "单位名称",
                "组别",
                "基层党组织",
            ],
            Self::Birth => &["出生日期", "出生年月日", "出生时间", "生日"],
            Self::Phone => &["手机", "手机号码", "移动电话", "联系电话", "联系方式", "电话", "电话号码"],
            Self::Post => &["岗位", "岗位名称", "职位", "职务名称", "担任学科"],
            Self::Role => &["系统角色", "权限"],
        }
    }

    /// Knows a header however it is dressed: `*手机号码（必填，11 位）` is a phone.
    pub fn of_header(text: &str) -> Option<Self> {
        let name = bare(text);
        let fits = |column: &Self| column.title() == name || column.synonyms().contains(&name.as_str());
        Self::ALL.into_iter().find(fits)
    }
}

/// A header without width forms, blanks, stars, colons and notes in brackets.
fn bare(text: &str) -> String {
    let mut depth = 0_u32;
    let mut name = String::new();
    for c in text.nfkc() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || matches!(c, '*' | '※' | ':') => {}
            _ => name.push(c),
        }
    }
    name
}

/// Where a sheet has its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The row of the headers, as Excel shows it.
    pub row: u32,
    /// Column → where it is (0 is A) and what it is called there.
    pub columns: BTreeMap<Column, (u32, String)>,
    /// Columns that look like one we have already, and were left out: where, called what, like what.
    pub spare: Vec<(u32, String, Column)>,
    /// Whether the units stand in a column without a header: there a blank cell
    /// belongs to the unit above.
    pub fills_down: bool,
}

impl Layout {
    /// Whether a row repeats the headers, as printed lists do on every page.
    pub(super) fn repeats(&self, row: &Row) -> bool {
        let says = |column: Column| {
            let place = self.columns.get(&column);
            place.is_some_and(|(at, _)| of_cell(row.cell(*at)) == Some(column))
        };
        let other = if self.columns.contains_key(&Column::StaffNo) { Column::StaffNo } else { Column::Unit };
        says(other) && says(Column::Name)
    }
}

/// Why a sheet can't be read as a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoLayout {
    /// Required columns are missing.
    Missing {
        /// These.
        missing: Vec<Column>,
        /// The best row found, if any: its number and what stands in it.
        found: Option<(u32, Vec<String>)>,
    },
    /// Two columns look like the same one.
    Twice {
        /// Which.
        column: Column,
        /// The two: where (0 is A) and called what.
        both: [(u32, String); 2],
        /// The row of the headers.
        row: u32,
    },
}

/// Finds the headers of a sheet: of its first ten rows the one in which most
/// columns are known.
pub fn find(sheet: &Sheet) -> Result<Layout, NoLayout> {
    let head = sheet.rows.iter().take_while(|row| row.number <= HEADER_ROWS);
    let mut best: Option<(usize, &Row)> = None;
    for row in head {
        let count = known(row);
        if count > best.map_or(0, |(most, _)| most) {
            best = Some((count, row));
        }
    }
    let Some((_, row)) = best else {
        return Err(NoLayout::Missing { missing: Column::REQUIRED.to_vec(), found: first_texts(sheet) });
    };
    lay_out(row, sheet)
}

/// How many different columns a row names.
fn known(row: &Row) -> usize {
    row.cells.iter().filter_map(|(_, cell)| of_cell(cell)).collect::<std::collections::BTreeSet<_>>().len()
}

fn of_cell(cell: &Cell) -> Option<Column> {
    match cell {
        Cell::Text(text) => Column::of_header(text),
        _ => None,
    }
}

fn lay_out(row: &Row, sheet: &Sheet) -> Result<Layout, NoLayout> {
    let mut layout =
        Layout { row: row.number, columns: BTreeMap::new(), spare: Vec::new(), fills_down: false };
    for (at, cell) in &row.cells {
        if let Some(column) = of_cell(cell) {
            place(&mut layout, column, (*at, cell.to_string()))?;
        }
    }
    if !layout.columns.contains_key(&Column::Unit)
        && let Some(at) = bare_units(&layout, row, sheet)
    {
        layout.columns.insert(Column::Unit, (at, String::new()));
        layout.fills_down = true;
    }
    let missing: Vec<Column> =
        Column::REQUIRED.into_iter().filter(|column| !layout.columns.contains_key(column)).collect();
    if missing.is_empty() || missing == [Column::StaffNo] {
        return Ok(layout);
    }
    Err(NoLayout::Missing { missing, found: Some((row.number, texts(row))) })
}

/// The column of the units where it has no header: the only one without a
/// header that has Chinese words from the first person on, and nothing else.
fn bare_units(layout: &Layout, head: &Row, sheet: &Sheet) -> Option<u32> {
    let (name, _) = layout.columns.get(&Column::Name)?;
    let people: Vec<&Row> =
        sheet.rows.iter().filter(|row| row.number > head.number && !row.cell(*name).is_empty()).collect();
    let is_bare = |at: &u32| head.cell(*at).is_empty();
    let is_units =
        |at: &u32| people.iter().map(|row| row.cell(*at)).all(|cell| is_blank(cell) || is_words(cell));
    let first = people.first()?.cells.iter().filter(|(_, cell)| is_words(cell)).map(|(at, _)| *at);
    let mut found = first.filter(is_bare).filter(is_units);
    found.next().filter(|_| found.next().is_none())
}

/// Nothing, or a filler as `-`.
fn is_blank(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => !text.chars().any(char::is_alphanumeric),
        cell => cell.is_empty(),
    }
}

/// Two Chinese characters at least: 男 is no unit, and 12 isn't either.
fn is_words(cell: &Cell) -> bool {
    let is_hanzi = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}');
    matches!(cell, Cell::Text(text) if text.chars().filter(is_hanzi).count() > 1)
}

/// A second column of the same kind is an error, but for a column that may be
/// missing: there the one with our own name counts, and the other is told of.
fn place(layout: &mut Layout, column: Column, here: (u32, String)) -> Result<(), NoLayout> {
    let Some(there) = layout.columns.get(&column).cloned() else {
        layout.columns.insert(column, here);
        return Ok(());
    };
    let own = |(_, name): &(u32, String)| bare(name) == column.title();
    if Column::REQUIRED.contains(&column) || own(&here) == own(&there) {
        return Err(NoLayout::Twice { column, both: [there, here], row: layout.row });
    }
    let (kept, spare) = if own(&here) { (here, there) } else { (there, here) };
    layout.columns.insert(column, kept);
    layout.spare.push((spare.0, spare.1, column));
    Ok(())
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(|(_, cell)| cell.to_string().chars().take(20).collect()).take(20).collect()
}

fn first_texts(sheet: &Sheet) -> Option<(u32, Vec<String>)> {
    let first = sheet
        .rows
        .iter()
        .max_by_key(|row| (row.number <= HEADER_ROWS, row.cells.len(), u32::MAX - row.number));
    first.map(|row| (row.number, texts(row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u32, &[&str])]) -> Sheet {
        let row = |(number, cells): &(u32, &[&str])| Row {
            number: *number,
            cells: (0..)
                .zip(cells.iter().map(|text| Cell::text(text)))
                .filter(|(_, cell)| !cell.is_empty())
                .collect(),
        };
        Sheet { name: "Sheet1".into(), rows: rows.iter().map(row).collect() }
    }

    #[test]
    fn headers_are_known_however_they_are_dressed() {
        for (text, column) in [
            ("工号", Column::StaffNo),
            ("*工 号", Column::StaffNo),
            ("员工编号（必填）", Column::StaffNo),
            ("姓　名", Column::Name),
            ("真实姓名:", Column::Name),
            ("所在部门【全称】", Column::Unit),
            ("出生年月（岁）", Column::Birth),
            ("手机号码(11位\n数字)", Column::Phone),
            ("岗位名称", Column::Post),
            ("角色", Column::Role),
        ] {
            assert_eq!(Column::of_header(text), Some(column), "{text}");
        }
        for text in ["序号", "", "备注", "(工号)", "姓名拼音"] {
            assert_eq!(Column::of_header(text), None, "{text}");
        }
    }

    #[test]
    fn no_name_belongs_to_two_columns() {
        let mut seen = std::collections::BTreeSet::new();
        for column in Column::ALL {
            for name in column.synonyms().iter().chain([&column.title()]) {
                assert!(seen.insert(*name), "{name}");
                assert_eq!(Column::of_header(name), Some(column));
            }
        }
    }

    #[test]
    fn a_title_above_is_passed_over() {
        let found = find(&sheet(&[
            (1, &["某局花名册"]),
            (3, &["序号", "单位", "姓名", "", "工号"]),
            (4, &["1", "某局", "张三", "", "001"]),
        ]))
        .unwrap();
        assert_eq!(found.row, 3);
        assert_eq!(found.columns[&Column::StaffNo], (4, "工号".to_owned()));
    }

    #[test]
    fn what_is_missing_is_named_beside_what_was_found() {
        let missing = find(&sheet(&[(2, &["工号", "部门", "备注"])])).unwrap_err();
        let found = Some((2, vec!["工号".to_owned(), "部门".to_owned(), "备注".to_owned()]));
        assert_eq!(missing, NoLayout::Missing { missing: vec![Column::Name], found });
        let far = find(&sheet(&[(1, &["标题"]), (11, &["工号", "姓名", "单位"])])).unwrap_err();
        assert!(matches!(far, NoLayout::Missing { ref missing, .. } if missing.len() == 3), "{far:?}");
    }

    #[test]
    fn staff_numbers_may_be_missing() {
        let found = find(&sheet(&[(1, &["姓名", "部门"])])).unwrap();
        assert!(!found.columns.contains_key(&Column::StaffNo));
    }

    #[test]
    fn units_without_a_header_are_found_by_what_they_are() {
        let units = |rows: &[(u32, &[&str])]| {
            find(&sheet(rows)).ok().map(|layout| (layout.columns[&Column::Unit].0, layout.fills_down))
        };
        let head: (u32, &[&str]) = (2, &["", "序号", "姓名", "", "工号"]);
        let first: (u32, &[&str]) = (3, &["预算股", "1", "张三", "男", "001"]);
        assert_eq!(
            units(&[(1, &["花名册"]), head, first, (4, &["", "2", "李四", "女", "002"])]),
            Some((0, true))
        );
        assert_eq!(units(&[head, first, (4, &["12", "2", "李四", "女", "002"])]), None, "not words alone");
        assert_eq!(units(&[head, (3, &["预算股", "1", "张三", "党员", "1"])]), None, "either may be meant");
        assert_eq!(units(&[head, (3, &["", "1", "张三", "男", "1"])]), None);
    }

    #[test]
    fn a_required_column_must_not_come_twice() {
        let twice = find(&sheet(&[(1, &["工号", "姓名", "单位", "部门"])])).unwrap_err();
        let both = [(2, "单位".to_owned()), (3, "部门".to_owned())];
        assert_eq!(twice, NoLayout::Twice { column: Column::Unit, both, row: 1 });
    }

    #[test]
    fn of_two_columns_that_may_be_missing_the_plain_name_counts() {
        let found = find(&sheet(&[(1, &["工号", "姓名", "单位", "岗位", "职务"])])).unwrap();
        assert_eq!(found.columns[&Column::Post].0, 4);
        assert_eq!(found.spare, [(3, "岗位".to_owned(), Column::Post)]);
        assert!(find(&sheet(&[(1, &["工号", "姓名", "单位", "岗位", "职位"])])).is_err());
    }
}
