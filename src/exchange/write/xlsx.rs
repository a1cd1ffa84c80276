//! Workbooks that office programs open and [`crate::exchange::sheet`] reads
//! back: a row a question, with drop-down lists and notes on the headers, and a
//! second sheet that explains how to fill it in.

mod guide;

use rust_xlsxwriter::{
    ColNum, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Note, RowNum, Workbook,
    Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr as _;

use super::{
    LeftOut, Written,
    grid::{self, Column, DIFFICULTIES},
    kind_title,
};
use crate::domain::question::{Kind, Question};

/// The sheet with the questions.
const SHEET: &str = "题库";
/// So many rows below the last question have their drop-down lists too.
const ROOM: RowNum = 2_000;
/// The height of a line of text, and the greatest of a row, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 400.0;
/// Excel's number of A4.
const A4: u8 = 9;

/// Writes a workbook; what can't stand in a table is left out and told.
pub fn write(title: &str, questions: &[Question]) -> Result<(Vec<u8>, Vec<LeftOut>), XlsxError> {
    let mut told = Written::default();
    let mut kept: Vec<&Question> = Vec::with_capacity(questions.len());
    for question in questions {
        match grid::why_not(question) {
            Some(why) => told.leave_out(question, why),
            None => kept.push(question),
        }
    }
    Ok((book(title, &grid::columns(questions), &kept)?, told.left_out))
}

/// An empty workbook to be filled in. Its samples stand on the sheet of
/// explanations, which is never read.
pub fn template() -> Result<Vec<u8>, XlsxError> {
    book("题库模板", &grid::all(), &[])
}

fn book(title: &str, columns: &[Column], questions: &[&Question]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(title));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    set_up(sheet, columns, questions.len())?;
    let text = text().set_border(FormatBorder::Thin).set_border_color("#BFBFBF");
    for (row, question) in (1..).zip(questions) {
        for (at, column) in (0..).zip(columns) {
            // `write_string` never makes a number, formula or link of what stands there.
            sheet.write_string_with_format(row, at, column.text(question), &text)?;
        }
        sheet.set_row_height(row, height(columns, question))?;
    }
    guide::add(&mut book)?;
    book.save_to_buffer()
}

/// As high as its longest text needs: not every program works that out by itself.
fn height(columns: &[Column], question: &Question) -> f64 {
    let lines = |column: &Column| {
        let wide = |line: &str| u32::try_from(line.width()).map_or(0.0, f64::from);
        let text = column.text(question);
        text.lines().map(|line| (wide(line) / (column.width() - 2.0)).ceil().max(1.0)).sum::<f64>()
    };
    let most = columns.iter().map(lines).fold(1.0, f64::max);
    (most * LINE + 3.0).min(HIGHEST)
}

fn set_up(sheet: &mut Worksheet, columns: &[Column], questions: usize) -> Result<(), XlsxError> {
    let last_row = RowNum::try_from(questions).unwrap_or(RowNum::MAX).saturating_add(ROOM);
    let text = text();
    let head = head();
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width())?.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, column.title(), &head)?;
        let note =
            Note::new(column.note()).add_author_prefix(false).set_width(260).set_height(column.note_height());
        sheet.insert_note(0, at, &note)?;
        if let Some(list) = column.list()? {
            sheet.add_data_validation(1, at, last_row, at, &list)?;
        }
    }
    let last_column = ColNum::try_from(columns.len().saturating_sub(1)).unwrap_or(ColNum::MAX);
    let bottom = RowNum::try_from(questions).unwrap_or(RowNum::MAX).max(1);
    sheet.autofilter(0, 0, bottom, last_column)?;
    sheet.set_row_height(0, 24)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

/// Cells hold texts: `1-2` stays what it is, and long ones are wrapped.
fn text() -> Format {
    Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top)
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_num_format("@")
        .set_background_color("#DCE6F1")
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

impl Column {
    /// In characters, two to a Chinese one: what a program works out by itself
    /// is half as wide as Chinese needs.
    const fn width(self) -> f64 {
        match self {
            Self::Code { .. } | Self::Shuffle => 16.0,
            Self::Kind => 10.0,
            Self::Stem => 50.0,
            Self::Option(_) => 22.0,
            Self::Key => 18.0,
            Self::AnyOrder => 12.0,
            Self::Explanation => 44.0,
            Self::Source => 32.0,
            Self::Points | Self::Difficulty => 8.0,
            Self::Tags => 20.0,
            Self::ValidUntil => 14.0,
        }
    }

    /// What is to be filled in.
    fn note(self) -> &'static str {
        match self {
            Self::Code { .. } => {
                "可以不填。程序用它认出同一道题：改题时请保留原来的编号；新题请留空，由程序编号。"
            }
            Self::Kind => "从下拉列表里选：单选题、多选题、判断题、填空题。",
            Self::Stem => "必填，最多800字。填空题要填的地方写 ____（四条下划线）。请不要在括号里写答案。",
            Self::Option(_) => "单选题、多选题填写，从选项A起，中间不要空。不用写“A.”。判断题、填空题留空。",
            Self::Key => {
                "必填。单选题写 B；多选题写 ABD；判断题写 正确 或 错误；\
                 填空题写要填的词，几种写法都对时用分号“；”隔开，有几个空时用竖线“｜”隔开，例如 二十日；20日｜本级。"
            }
            Self::Explanation => "可以不填。答题以后给大家看，最多800字。",
            Self::Source => "可以不填。例如 《中华人民共和国行政许可法》第四十二条。",
            Self::Points => "可以不填，不填是1分。0.5到100，每0.5一档。",
            Self::Difficulty => "可以不填。从下拉列表里选：易、中、难。",
            Self::Tags => "可以不填。几个标签用 、隔开。",
            Self::ValidUntil => "可以不填。过了这一天就不再出这道题，例如 2027-12-31。",
            Self::Shuffle => "可以不填，不填就是可以打乱。选项里有“以上都对”这类话时，请选 否。",
            Self::AnyOrder => "只用于有几个空的填空题。各空可以换着填时，请选 是。",
        }
    }

    fn note_height(self) -> u32 {
        if self == Self::Key { 150 } else { 100 }
    }

    /// What may be chosen from.
    fn list(self) -> Result<Option<DataValidation>, XlsxError> {
        let words: Vec<&str> = match self {
            Self::Kind => Kind::ALL.into_iter().map(kind_title).collect(),
            Self::Difficulty => DIFFICULTIES.to_vec(),
            Self::Shuffle | Self::AnyOrder => vec!["是", "否"],
            _ => return Ok(None),
        };
        let list = DataValidation::new().allow_list_strings(&words)?;
        let told = format!("请从列表里选：{}", words.join("、"));
        Ok(Some(list.set_error_title("填写不对")?.set_error_message(told)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::trip, *};
    use crate::{
        exchange::{
            settle::settle,
            sheet::{self, Mapping},
        },
        table,
    };

    fn read(bytes: &[u8]) -> crate::exchange::Found {
        let book = table::read(bytes).unwrap();
        let mapping = Mapping::guess(&book);
        assert!(!mapping.is_guessed(), "{mapping:?}");
        sheet::read(book, &mapping)
    }

    #[test]
    fn the_template_has_every_column_and_no_question() {
        let found = read(&template().unwrap());
        assert_eq!(found.drafts, Vec::new());
        assert_eq!(found.problems, Vec::new());
        let book = table::read(&template().unwrap()).unwrap();
        let heads: Vec<String> =
            book.sheets[0].rows[0].cells.iter().map(|(_, cell)| cell.to_string()).collect();
        assert_eq!(
            heads.join(" "),
            "编号 题型 题干 选项A 选项B 选项C 选项D 答案 解析 依据 分值 难度 标签 有效期至 可否打乱选项 不分先后"
        );
    }

    #[test]
    fn samples_of_every_kind_are_read_again() {
        let mut questions = trip::samples();
        questions[0].tags = vec!["法规".to_owned(), "政府 采购".to_owned()];
        questions[0].valid_until = chrono::NaiveDate::from_ymd_opt(2027, 12, 31);
        for question in &mut questions {
            question.code = question.code.to_lowercase();
        }
        let (bytes, left_out) = write("预算法", &questions).unwrap();
        assert_eq!(left_out, Vec::new());
        let settled = settle(read(&bytes).drafts);
        assert_eq!(settled.problems, Vec::new());
        let taken: Vec<Question> = settled.taken.into_iter().map(|taken| taken.question).collect();
        assert_eq!(taken, questions);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_row_stays_a_row(questions in trip::questions()) {
            let (bytes, left_out) = write("", &questions).unwrap();
            let whole = left_out.iter().filter(|out| out.whole).count();
            let book = table::read(&bytes).unwrap();
            prop_assert_eq!(book.sheets[0].rows.len(), questions.len() - whole + 1);
        }
    }
}
