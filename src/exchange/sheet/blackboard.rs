//! Blackboard's text format: a table without headers, in which each row begins
//! with the code of its kind.

use std::sync::Arc;

use super::cells;
use crate::{
    domain::question::Kind,
    exchange::{
        Found,
        draft::{Draft, Exact, Key, Piece},
        place::Place,
        problem::Problem,
    },
    table::{Row, Sheet},
};

/// So many rows are looked at.
const SAMPLE: usize = 30;
/// The most answers of a question.
const MAX_ANSWERS: usize = 100;

/// The codes, and what we call the kinds that we can read.
const CODES: [(&str, &str); 11] = [
    ("MC", "单选题"),
    ("MA", "多选题"),
    ("TF", "判断题"),
    ("FIB", "填空题"),
    ("ESS", "简答题"),
    ("SR", "简答题"),
    ("FIB_PLUS", ""),
    ("MAT", ""),
    ("ORD", ""),
    ("NUM", ""),
    ("FIL", ""),
];

fn code(row: &Row) -> Option<(&'static str, &'static str)> {
    let text = cells::shown(row.cell(0)).to_ascii_uppercase();
    CODES.into_iter().find(|(code, _)| *code == text)
}

/// Whether most rows begin with a code, and one says what is right.
pub(super) fn fits(rows: &[Row]) -> bool {
    let sample = rows.get(..rows.len().min(SAMPLE)).unwrap_or_default();
    let coded = sample.iter().filter(|row| code(row).is_some()).count();
    let verdict = |row: &Row| {
        code(row).is_some() && row.cells.iter().any(|(_, cell)| truth(&cells::shown(cell)).is_some())
    };
    coded > 0 && coded * 5 >= sample.len() * 4 && sample.iter().any(verdict)
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "correct" | "true" => Some(true),
        "incorrect" | "false" => Some(false),
        _ => None,
    }
}

/// Reads the rows of a sheet.
pub(super) fn read(sheet: &Sheet, name: &Arc<str>, found: &mut Found) {
    for row in &sheet.rows {
        let place = cells::row_place(name, row.number);
        match code(row) {
            Some((_, kind)) if !kind.is_empty() => match draft(row, kind, name) {
                Some(draft) => found.drafts.push(draft),
                None => found.problems.push(Problem::error(place, "没有题干", "请补上题干，或删去这一行")),
            },
            _ => found.problems.push(Problem::error(place, "不支持的题型，没有读", "")),
        }
    }
}

fn draft(row: &Row, kind: &str, sheet: &Arc<str>) -> Option<Draft> {
    let at = |column| Place::Cell { sheet: Arc::clone(sheet), row: row.number, column };
    let piece = |column| Piece::new(cells::shown(row.cell(column)), at(column));
    let mut draft = Draft::new(Some(piece(1)).filter(|stem| !stem.text.is_empty())?);
    let answers = row.cells.iter().filter(|(column, _)| *column > 1).take(MAX_ANSWERS);
    let texts: Vec<Piece> = answers.map(|(column, _)| piece(*column)).collect();
    draft.kind = Some(Piece::new(kind, at(0)));
    let exact = match kind {
        "判断题" => texts.first().and_then(|first| truth(&first.text)).map(Exact::Truth),
        "填空题" => Some(Exact::Blanks(vec![texts.iter().map(|piece| piece.text.clone()).collect()])),
        "单选题" | "多选题" => choices(row, kind, &piece, &mut draft),
        _ => None,
    };
    draft.key = exact.map(|exact| Key::Exact(exact, at(2)));
    Some(draft)
}

/// Options and verdicts in turn; a verdict that is none leaves the key open.
fn choices(row: &Row, kind: &str, piece: &impl Fn(u32) -> Piece, draft: &mut Draft) -> Option<Exact> {
    let last = row.cells.last().map_or(0, |(column, _)| *column).min(200);
    let mut right = Vec::new();
    for (option, column) in (2..=last).step_by(2).enumerate() {
        draft.options.push(piece(column));
        match truth(&piece(column + 1).text) {
            Some(true) => right.push(option),
            Some(false) => {}
            None => return None,
        }
    }
    let kind = if kind == "单选题" { Kind::Single } else { Kind::Multiple };
    Some(Exact::Options { right, kind: Some(kind) })
}
