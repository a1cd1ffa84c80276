//! What stands in a cell, and what a spreadsheet may have done to it.

use std::sync::Arc;

use super::field::Field;
use crate::{
    exchange::{draft::Piece, place::Place, problem::Problem},
    table::{Cell, Row},
};

/// What a cell shows. Numbers are rounded to the digits that a spreadsheet
/// keeps, so that `0.1 + 0.2` is 0.3.
pub(super) fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => {
            let kept = format!("{number:.14e}").parse::<f64>().unwrap_or(*number);
            Cell::Number(kept).to_string()
        }
        other => other.to_string(),
    }
}

/// The row of a sheet as a place.
pub(super) fn row_place(sheet: &Arc<str>, row: u32) -> Place {
    Place::Row { sheet: Arc::clone(sheet), row }
}

/// What of a cell should be told.
pub(super) fn doubt(field: Field, cell: &Cell, place: &Place) -> Option<Problem> {
    let (is_option, is_answer) = (field.is_option(), field.is_answer());
    let place = || place.clone();
    match cell {
        Cell::Failed(_) if field.is_vital() => {
            Some(Problem::error(place(), "公式没有算出结果", "请把公式改成文字再试"))
        }
        Cell::Failed(_) => Some(Problem::warning(place(), "公式没有算出结果，这一格没有读", "")),
        Cell::Date(_) | Cell::ShortDate(..) if is_option => Some(Problem::warning(
            place(),
            "选项被表格程序变成了日期",
            "请核对原题，必要时把这一格设为文本格式重填",
        )),
        Cell::Date(_) | Cell::ShortDate(..) if is_answer => Some(Problem::warning(
            place(),
            "答案被表格程序变成了日期",
            "请核对原题，必要时把这一格设为文本格式重填",
        )),
        Cell::Number(number) if (is_option || is_answer) && number.fract() != 0.0 => Some(Problem::warning(
            place(),
            "带小数的数字，可能原来带有“%”或末尾的“0”",
            "请核对原题，必要时把这一格设为文本格式重填",
        )),
        Cell::Text(text) if field.is_yes_or_no() && !is_filler(text) && yes_or_no(text).is_none() => {
            Some(Problem::warning(place(), format!("看不懂“{text}”，这一格没有读"), "请写 是 或 否"))
        }
        Cell::Text(text) if is_picture(text) && field.is_vital() => {
            Some(Problem::error(place(), "这一格是图片，读不出文字", "请改成文字再试"))
        }
        _ => None,
    }
}

/// What WPS leaves of a picture within a cell.
pub(super) fn is_picture(text: &str) -> bool {
    text.trim_start_matches('=').starts_with("DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(")
}

/// A cell that says whether something is so.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "是" | "可" | "可以" | "能" | "对" | "√" | "y" | "yes" | "t" | "true" | "1" => Some(true),
        "否" | "不" | "不可" | "不可以" | "不能" | "错" | "×" | "n" | "no" | "f" | "false" | "0" => {
            Some(false)
        }
        _ => None,
    }
}

/// What exports write where there is nothing.
pub(super) fn is_filler(text: &str) -> bool {
    matches!(text, "-" | "--" | "—" | "——" | "/" | "无" | "暂无" | "N/A" | "null" | "NULL" | "None")
}

/// Whether a row holds but one text, perhaps merged over its columns.
pub(super) fn lone_text(row: &Row) -> Option<(u32, &str)> {
    let ((column, first), rest) = row.cells.split_first()?;
    let Cell::Text(text) = first else { return None };
    rest.iter().all(|(_, cell)| cell == first).then_some((*column, text.as_str()))
}

/// The pieces of a row, by the columns they stand in.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pieces: Vec<(Field, Piece)>,
    /// What the cells are told for, and whether one of them can't be read at all.
    pub doubts: Vec<Problem>,
    pub is_broken: bool,
}

impl Parts {
    /// Takes what stands under a field.
    pub(super) fn take(&mut self, field: Field, cell: Cell, place: Place) {
        if let Some(doubt) = doubt(field, &cell, &place) {
            self.is_broken |= doubt.weight == crate::exchange::problem::Weight::Error;
            self.doubts.push(doubt);
        }
        // What cells hold is trimmed.
        let text = match cell {
            Cell::Failed(_) | Cell::Empty => return,
            Cell::Text(text) => text,
            cell => shown(&cell),
        };
        self.pieces.push((field, Piece { text, place }));
    }

    /// The piece under a field that stands in one column.
    pub(super) fn one(&self, field: Field) -> Option<&Piece> {
        self.pieces.iter().find(|(found, _)| *found == field).map(|(_, piece)| piece)
    }

    /// As [`one`](Self::one), if it is more than a filler.
    pub(super) fn said(&self, field: Field) -> Option<Piece> {
        self.one(field).filter(|piece| !is_filler(&piece.text)).cloned()
    }

    /// The pieces of a numbered field, each with its number.
    pub(super) fn numbered(&self, number: fn(Field) -> Option<u8>) -> Vec<(u8, &Piece)> {
        let mut found: Vec<(u8, &Piece)> =
            self.pieces.iter().filter_map(|(field, piece)| Some((number(*field)?, piece))).collect();
        found.sort_by_key(|(at, _)| *at);
        found
    }

    /// Every piece with its field, from the left.
    pub(super) fn all(&self) -> impl Iterator<Item = (Field, &Piece)> {
        self.pieces.iter().map(|(field, piece)| (*field, piece))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_the_spreadsheet_shows_them() {
        assert_eq!(shown(&Cell::Number(0.1 + 0.2)), "0.3");
        assert_eq!(shown(&Cell::Number(13.0)), "13");
        assert_eq!(shown(&Cell::Number(-2.5)), "-2.5");
        assert_eq!(shown(&Cell::Number(f64::NAN)), "NaN");
    }

    #[test]
    fn a_lone_text_may_be_merged_over_its_row() {
        let row = |texts: &[&str]| Row {
            number: 1,
            cells: (0..).zip(texts.iter().map(|text| Cell::text(text))).collect(),
        };
        assert_eq!(lone_text(&row(&["一、单选题", "一、单选题"])), Some((0, "一、单选题")));
        assert_eq!(lone_text(&row(&["甲", "乙"])), None);
        assert_eq!(lone_text(&row(&[])), None);
    }

    #[test]
    fn pictures_within_cells_are_known() {
        assert!(is_picture("=DISPIMG(\"ID_1\",1)") && is_picture("DISPIMG(\"ID_1\",1)"));
        assert!(!is_picture("函数 DISPIMG( 的作用是"));
    }
}
