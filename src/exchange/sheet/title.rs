//! What a table calls itself, above its headers.

use super::{cells, headers, kind};
use crate::table::{Row, Sheet};

/// The longest title.
const MAX_TITLE: usize = 60;
/// So many rows are looked at.
const MAX_ROWS: usize = 30;

/// The title above the first row of data: beside the word `标题`, or alone in
/// its row.
pub(super) fn of(sheet: &Sheet, from: u32) -> Option<String> {
    let above = || sheet.rows.iter().take(MAX_ROWS).take_while(|row| row.number < from);
    above()
        .find_map(beside)
        .or_else(|| above().find_map(alone))
        .filter(|title| title.chars().count() <= MAX_TITLE)
}

fn beside(row: &Row) -> Option<String> {
    let [(_, word), (_, title), rest @ ..] = row.cells.as_slice() else { return None };
    let word = headers::bare(&cells::shown(word));
    let title = cells::shown(title);
    let names = ["标题", "名称", "试卷名称", "题库名称", "试卷标题", "title", "quiztitle", "name"];
    let is_alone = rest.iter().all(|(_, cell)| cells::shown(cell) == title);
    (names.contains(&word.as_str()) && is_alone).then_some(title)
}

fn alone(row: &Row) -> Option<String> {
    let (_, text) = cells::lone_text(row)?;
    let wide = text.replace(':', "：");
    let is_note = ["说明", "注意", "填写", "注：", "提示"].iter().any(|word| wide.contains(word));
    (!is_note && !kind::of_heading(text) && headers::Name::of(text).is_none()).then(|| text.to_owned())
}
