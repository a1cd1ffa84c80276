//! Finds the headers of a sheet: in one row or two, wherever they stand.

use std::collections::BTreeMap;

use super::{
    cells,
    field::Field,
    headers::{self, Name},
    resolve::{Rivals, resolve},
};
use crate::table::{Cell, Row};

/// So many rows are looked through for headers.
pub(super) const HEADER_ROWS: usize = 30;
/// So many cells of a row are looked at as headers.
const MAX_HEADERS: usize = 512;

/// Headers found.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// The index of its first row among the sheet's rows.
    pub at: usize,
    /// One row, or two.
    pub height: usize,
    /// What stands in it: column, text.
    pub texts: Vec<(u32, String)>,
    /// What the columns hold.
    pub columns: BTreeMap<u32, Field>,
    /// Columns that could as well be the stem or the key.
    pub rivals: Vec<Rivals>,
}

impl Head {
    /// Whether it is in doubt which column is the stem or the key.
    pub(super) fn is_in_doubt(&self, below: &[Row]) -> bool {
        self.rivals.iter().any(|rivals| rivals.differ(below))
    }

    fn of(rows: &[Row], at: usize, height: usize) -> Option<Self> {
        let texts = texts(rows, at, height)?;
        let (columns, rivals) = resolve(&texts);
        Some(Self { at, height, texts, columns, rivals })
    }

    /// How much speaks for it.
    fn score(&self) -> usize {
        let mut fields: Vec<Field> = self.columns.values().copied().collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len() + if fields.contains(&Field::Stem) { 2 } else { 0 }
    }

    /// Whether it can be headers at all: the stem and something besides, or
    /// three others of which one is an option or the key.
    fn is_plausible(&self) -> bool {
        let has = |fits: fn(Field) -> bool| self.columns.values().any(|field| fits(*field));
        let answers = has(Field::is_option) || has(Field::is_answer);
        let has_stem = has(|field| field == Field::Stem);
        if has_stem { self.score() > 3 || self.is_lone_stem() } else { self.score() >= 3 && answers }
    }

    /// A column that can't be anything but stems, with nothing beside it.
    fn is_lone_stem(&self) -> bool {
        let [(_, text)] = self.texts.as_slice() else { return false };
        ["题干", "题目", "试题", "question"].contains(&headers::bare(text).as_str())
    }
}

/// The texts of headers of one row or two; `None` if there are no such rows.
pub(super) fn texts(rows: &[Row], at: usize, height: usize) -> Option<Vec<(u32, String)>> {
    let upper = row_texts(rows.get(at)?);
    match height {
        1 => Some(upper),
        _ => {
            let below = rows.get(at + 1)?;
            (below.number == rows.get(at)?.number + 1).then(|| joined(&upper, &row_texts(below)))
        }
    }
}

/// What the columns hold by these headers.
pub(super) fn columns(texts: &[(u32, String)]) -> BTreeMap<u32, Field> {
    resolve(texts).0
}

/// The best headers among the first rows.
pub(super) fn find(rows: &[Row]) -> Option<Head> {
    let mut best: Option<Head> = None;
    let heights = |at| [(at, 1), (at, 2)];
    for (at, height) in (0..rows.len().min(HEADER_ROWS)).flat_map(heights) {
        let Some(head) = Head::of(rows, at, height).filter(Head::is_plausible) else { continue };
        // Of equal ones the single row, and the first.
        let worth = |head: &Head| (head.score(), std::cmp::Reverse(head.height));
        if best.as_ref().is_none_or(|best| worth(&head) > worth(best)) {
            best = Some(head);
        }
    }
    best
}

/// The headers in this one row, if it is one: printed lists repeat them.
pub(super) fn single(row: &Row) -> Option<Head> {
    Head::of(std::slice::from_ref(row), 0, 1).filter(|head| head.is_plausible() && head.score() > 3)
}

fn row_texts(row: &Row) -> Vec<(u32, String)> {
    let text = |(column, cell): &(u32, Cell)| match cell {
        Cell::Text(_) | Cell::Number(_) => Some((*column, cells::shown(cell))),
        _ => None,
    };
    row.cells.iter().take(MAX_HEADERS).filter_map(text).collect()
}

/// Two rows as one: `选项` above `A` is `选项A`. A text above several columns
/// stands only in the first where the file doesn't merge cells.
fn joined(upper: &[(u32, String)], lower: &[(u32, String)]) -> Vec<(u32, String)> {
    let mut all: BTreeMap<u32, (Option<&str>, Option<&str>)> = BTreeMap::new();
    for (column, text) in upper {
        all.entry(*column).or_default().0 = Some(text);
    }
    for (column, text) in lower {
        all.entry(*column).or_default().1 = Some(text);
    }
    let mut above = "";
    let mut texts = Vec::with_capacity(all.len());
    for (column, (over, under)) in all {
        above = over.unwrap_or(above);
        texts.push((column, under.map_or_else(|| above.to_owned(), |under| one_of_two(above, under))));
    }
    texts
}

fn one_of_two(above: &str, under: &str) -> String {
    let both = format!("{above}{under}");
    if above == under || (Name::of(&both).is_none() && Name::of(under).is_some()) {
        under.to_owned()
    } else {
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> Row {
        let cells = (0..).zip(cells.iter().map(|text| Cell::text(text))).filter(|(_, cell)| !cell.is_empty());
        Row { number, cells: cells.collect() }
    }

    fn fields(rows: &[&[&str]]) -> Option<(u32, usize, Vec<String>)> {
        let rows: Vec<Row> = (1..).zip(rows).map(|(number, cells)| row(number, cells)).collect();
        let head = find(&rows)?;
        let titles =
            head.columns.iter().map(|(at, field)| format!("{}{}", crate::table::letters(*at), field.title()));
        Some((rows[head.at].number, head.height, titles.collect()))
    }

    #[test]
    fn titles_and_notes_above_are_passed_over() {
        let found = fields(&[
            &["标题", "某局题库"],
            &["描述", "年度"],
            &["用时", "1000"],
            &["题干", "题型", "选择项1", "选择项2", "解析", "答案1", "答案2", "得分1", "得分2"],
            &["甲", "单选题", "一", "二", "", "A", "", "1", ""],
        ]);
        let titles = ["A题干", "B题型", "C选项A", "D选项B", "E解析", "F答案", "G答案2", "H分值"];
        assert_eq!(found, Some((4, 1, titles.map(str::to_owned).to_vec())));
    }

    #[test]
    fn two_rows_are_read_as_one() {
        let expected = ["A题干", "B选项A", "C选项B", "D答案"].map(str::to_owned).to_vec();
        let unmerged: &[&[&str]] =
            &[&["题干", "选项", "", "答案"], &["", "A", "B", ""], &["甲", "乙", "丙", "A"]];
        assert_eq!(fields(unmerged), Some((1, 2, expected.clone())));
        let merged: &[&[&str]] = &[&["题干", "选项", "选项", "答案"], &["题干", "1", "2", "答案"]];
        assert_eq!(fields(merged), Some((1, 1, expected)), "the first row says enough");
    }

    #[test]
    fn answers_are_options_beside_a_key() {
        let with = fields(&[&["question", "answer1", "answer2", "correct"]]).unwrap().2;
        assert_eq!(with, ["A题干", "B选项A", "C选项B", "D答案"]);
        let without = fields(&[&["题干", "答案1", "答案2"]]).unwrap().2;
        assert_eq!(without, ["A题干", "B答案", "C答案2"]);
    }

    #[test]
    fn of_two_names_the_better_wins() {
        assert_eq!(fields(&[&["题目", "题干", "答案"]]).unwrap().2, ["B题干", "C答案"]);
        assert_eq!(fields(&[&["题干", "答案", "正确答案"]]).unwrap().2, ["A题干", "C答案"]);
    }

    #[test]
    fn rosters_and_data_are_no_headers() {
        assert_eq!(fields(&[&["姓名", "工号", "单位"], &["张三", "001", "市局"]]), None);
        assert_eq!(fields(&[&["下列正确的是", "A", "B", "A"]]), None);
        assert_eq!(fields(&[&["标题", "某局题库"]]), None);
    }
}
