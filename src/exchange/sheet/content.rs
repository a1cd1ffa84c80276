//! Guesses from what stands in the columns where headers say nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{cells, field::Field, headers, kind, options};
use crate::table::{Cell, Row};

/// So many rows are looked at.
pub(super) const SAMPLE: usize = 60;
/// So many columns are looked at.
const MAX_COLUMNS: usize = 64;
/// So much of a cell is looked at.
const MAX_TEXT: usize = 2_000;
/// The least characters that stems have in the mean.
const LEAST_STEM: usize = 5;

/// What a column looks like.
#[derive(Debug, Default)]
struct Look {
    filled: usize,
    chars: usize,
    keys: usize,
    kinds: usize,
    numbers: usize,
    all_options: usize,
    different: BTreeSet<String>,
}

impl Look {
    fn take(&mut self, cell: &Cell) {
        let text: String = cells::shown(cell).chars().take(MAX_TEXT).collect();
        self.filled += 1;
        self.chars += text.chars().count();
        self.keys += usize::from(is_key(&text));
        self.kinds += usize::from(kind::of_heading(&text));
        self.numbers += usize::from(text.parse::<f64>().is_ok());
        self.all_options += usize::from(options::is_lettered(&text));
        self.different.insert(text.chars().take(60).collect());
    }

    fn mean(&self) -> usize {
        self.chars.checked_div(self.filled).unwrap_or(0)
    }

    /// Whether most cells are so.
    const fn mostly(&self, count: usize) -> bool {
        self.filled > 0 && count * 10 >= self.filled * 7
    }

    const fn is_key(&self) -> bool {
        self.mostly(self.keys)
    }

    /// Texts that mostly differ from each other.
    fn is_text(&self) -> bool {
        self.filled > 0 && !self.is_key() && !self.mostly(self.kinds) && !self.mostly(self.numbers)
    }

    fn is_stem(&self) -> bool {
        self.is_text() && self.mean() >= LEAST_STEM && self.different.len() * 2 > self.filled
    }
}

/// Letters or a truth, as keys are: `A`, `A,C`, `√`.
pub(super) fn is_key(text: &str) -> bool {
    let truths =
        ["对", "错", "正确", "错误", "√", "×", "T", "F", "是", "否", "TRUE", "FALSE", "True", "False"];
    let letters =
        |c: char| ('A'..='H').contains(&c) || ('a'..='h').contains(&c) || ('Ａ'..='Ｈ').contains(&c);
    let between = |c: char| ",;| ；，、".contains(c);
    let is_short = text.chars().count() <= 16;
    let has_letter = || text.chars().any(letters) && text.chars().all(|c| letters(c) || between(c));
    truths.contains(&text) || (is_short && has_letter())
}

fn looks(rows: &[Row]) -> BTreeMap<u32, Look> {
    let mut looks: BTreeMap<u32, Look> = BTreeMap::new();
    for row in rows.iter().take(SAMPLE) {
        for (column, cell) in row.cells.iter().take(MAX_COLUMNS) {
            looks.entry(*column).or_default().take(cell);
        }
    }
    looks
}

/// The columns of a sheet without headers, and the index of its first row of
/// data; `None` if it doesn't look like questions.
pub(super) fn guess(rows: &[Row]) -> Option<(BTreeMap<u32, Field>, usize)> {
    let (mut columns, mut looks) = (BTreeMap::new(), looks(rows));
    complete_by(&mut columns, &mut looks);
    if !has(&columns, Field::is_option) {
        option_columns(&mut columns, &mut looks);
    }
    explanation(&mut columns, &mut looks);
    let stem = column_of(&columns, Field::Stem)?;
    let key = column_of(&columns, Field::Key(0));
    if key.is_none() && column_of(&columns, Field::Options).is_none() {
        return None;
    }
    let is_data =
        |row: &Row| !row.cell(stem).is_empty() && key.is_none_or(|key| is_key(&cells::shown(row.cell(key))));
    let first = rows.iter().take(SAMPLE).position(is_data).unwrap_or(0);
    Some((columns, first))
}

/// Adds the stem, the key, the options and the kind to columns that lack them.
/// Whether options had to be guessed by where they stand.
pub(super) fn complete(columns: &mut BTreeMap<u32, Field>, rows: &[Row]) -> bool {
    let mut looks = looks(rows);
    let is_lettered =
        |look: &Look| look.is_key() && look.different.iter().any(|key| key.contains(['A', 'B', 'a', 'b']));
    let lettered: Vec<u32> =
        looks.iter().filter(|(_, look)| is_lettered(look)).map(|(column, _)| *column).collect();
    looks.retain(|column, _| !columns.contains_key(column));
    complete_by(columns, &mut looks);
    let wants = !has(columns, Field::is_option)
        && column_of(columns, Field::Key(0)).is_some_and(|key| lettered.contains(&key));
    if wants {
        option_columns(columns, &mut looks);
    }
    wants && has(columns, Field::is_option)
}

fn complete_by(columns: &mut BTreeMap<u32, Field>, looks: &mut Looks) {
    let (has_option, has_answer) = (has(columns, Field::is_option), has(columns, Field::is_answer));
    if !has_answer {
        add(columns, looks, Field::Key(0), |looks| last(looks, Look::is_key));
    }
    if column_of(columns, Field::Kind).is_none() {
        add(columns, looks, Field::Kind, |looks| first(looks, |look| look.mostly(look.kinds)));
    }
    if !has_option {
        add(columns, looks, Field::Options, |looks| first(looks, |look| look.mostly(look.all_options)));
    }
    if column_of(columns, Field::Stem).is_none() {
        add(columns, looks, Field::Stem, stem);
    }
}

fn has(columns: &BTreeMap<u32, Field>, fits: fn(Field) -> bool) -> bool {
    columns.values().any(|field| fits(*field))
}

type Looks = BTreeMap<u32, Look>;

fn add(
    columns: &mut BTreeMap<u32, Field>,
    looks: &mut Looks,
    field: Field,
    find: impl Fn(&Looks) -> Option<u32>,
) {
    if let Some(column) = find(looks) {
        looks.remove(&column);
        columns.insert(column, field);
    }
}

fn first(looks: &Looks, fits: impl Fn(&Look) -> bool) -> Option<u32> {
    looks.iter().find(|(_, look)| fits(look)).map(|(column, _)| *column)
}

/// Options may look like keys; the key stands behind them, if not before the stem.
fn last(looks: &Looks, fits: impl Fn(&Look) -> bool) -> Option<u32> {
    let most = looks.values().filter(|look| fits(look)).map(|look| look.filled).max()?;
    let found = looks.iter().rfind(|(_, look)| fits(look) && look.filled * 2 >= most);
    found.map(|(column, _)| *column)
}

/// The leftmost column of texts that aren't much shorter than the longest.
fn stem(looks: &Looks) -> Option<u32> {
    let longest = looks.values().filter(|look| look.is_stem()).map(Look::mean).max()?;
    first(looks, |look| look.is_stem() && look.mean() * 10 >= longest * 3)
}

/// The columns between stem and key, or those behind both, side by side.
fn option_columns(columns: &mut BTreeMap<u32, Field>, looks: &mut Looks) {
    let Some(stem) = column_of(columns, Field::Stem) else { return };
    let key = column_of(columns, Field::Key(0)).unwrap_or(0);
    let between = side_by_side(looks, stem, if key > stem { key } else { u32::MAX });
    let found = if between.len() > 1 || key <= stem { between } else { side_by_side(looks, key, u32::MAX) };
    if found.len() < 2 {
        return;
    }
    for (at, column) in (0_u8..26).zip(found) {
        looks.remove(&column);
        columns.insert(column, Field::Option(at));
    }
}

/// Columns with something in them, from the first after one.
fn side_by_side(looks: &Looks, after: u32, end: u32) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    for (column, _) in looks.range(after.saturating_add(1)..end) {
        if found.last().is_some_and(|last| last + 1 != *column) {
            break;
        }
        found.push(*column);
    }
    found
}

/// The long text behind all else.
fn explanation(columns: &mut BTreeMap<u32, Field>, looks: &mut Looks) {
    let last = columns.keys().next_back().copied().unwrap_or(0);
    let found = looks.range(last..).find(|(_, look)| look.is_text() && look.mean() >= LEAST_STEM);
    let found = found.map(|(column, _)| *column);
    add(columns, looks, Field::Explanation, |_| found);
}

fn column_of(columns: &BTreeMap<u32, Field>, field: Field) -> Option<u32> {
    columns.iter().find(|(_, found)| **found == field).map(|(column, _)| *column)
}

/// `选项` over the first of several columns that have no headers of their own:
/// an option each.
pub(super) fn spread_options(columns: &mut BTreeMap<u32, Field>, heads: &[(u32, String)], below: &[Row]) {
    let Some(first) = column_of(columns, Field::Options) else { return };
    let next = heads.iter().map(|(column, _)| *column).find(|column| *column > first).unwrap_or(u32::MAX);
    let sample = || below.iter().take(SAMPLE);
    let is_used = |column: u32| sample().filter(|row| !row.cell(column).is_empty()).count() > 0;
    let alone = || sample().any(|row| options::split(&cells::shown(row.cell(first))).len() > 1);
    let rest: Vec<u32> = (first + 1..next).take(25).take_while(|column| is_used(*column)).collect();
    if rest.is_empty() || alone() {
        return;
    }
    for (at, column) in (0_u8..26).zip(std::iter::once(first).chain(rest)) {
        columns.insert(column, Field::Option(at));
    }
}

/// Whether a row only explains the headers above it: `必填`, `选填`.
pub(super) fn is_notes(row: &Row) -> bool {
    let is_note = |text: &str| text.len() <= 60 && headers::bare(text).is_empty();
    row.cells.iter().all(|(_, cell)| matches!(cell, Cell::Text(text) if is_note(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_words() {
        for key in ["A", "ABD", "a,c", "A、B", "√", "错误", "Ａ", "TRUE"] {
            assert!(is_key(key), "{key}");
        }
        for word in ["", "苹果", "I", "A股", "、", "ABCDEFGHABCDEFGHA"] {
            assert!(!is_key(word), "{word}");
        }
    }
}
