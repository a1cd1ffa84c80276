//! The sheet that explains how to fill in the other.

use rust_xlsxwriter::{Format, FormatBorder, RowNum, Workbook, Worksheet, XlsxError};

use super::{Column, grid};

/// The reader passes over sheets of this name.
const SHEET: &str = "填写说明";

const RULES: [&str; 5] = [
    "题目写在“题库”表里，一行一道题，第一行的列名请不要改。",
    "必须填写的是题型、题干和答案；选择题还要填写选项，至少两个。",
    "选项不够用时，可以在选项D后面插入新列，列名写选项E、选项F……",
    "填好以后保存为 .xlsx，直接发给机器人，或用 baiti bank load 导入。导入前会先列出所有问题，有错不会导入。",
    "本表只是说明和样例，不会被导入。",
];

/// A sample of each kind that is filled in in its own way: what stands under
/// which header.
const SAMPLES: [&[(&str, &str)]; 3] = [
    &[
        ("题型", "单选题"),
        ("题干", "行政机关应当自受理行政许可申请之日起几日内作出决定？"),
        ("选项A", "十日"),
        ("选项B", "二十日"),
        ("选项C", "三十日"),
        ("选项D", "六十日"),
        ("答案", "B"),
        ("依据", "《中华人民共和国行政许可法》第四十二条"),
        ("难度", "易"),
    ],
    &[
        ("题型", "判断题"),
        ("题干", "接待群众来访时，可以边看手机边听群众说话。"),
        ("答案", "错误"),
        ("解析", "接待群众应当专心倾听，看着对方回应。"),
        ("标签", "文明用语、窗口服务"),
        ("分值", "2"),
    ],
    &[
        ("题型", "填空题"),
        ("题干", "行政机关应当坚持____、____、公开的原则。"),
        ("答案", "公平|公正"),
        ("不分先后", "是"),
        ("有效期至", "2027-12-31"),
    ],
];

/// Adds the sheet.
pub(super) fn add(book: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_paper_size(super::A4).set_landscape().set_print_fit_to_pages(1, 0);
    let columns = grid::all();
    for (at, column) in (0..).zip(&columns) {
        sheet.set_column_width(at, column.width())?;
    }
    let title = Format::new().set_bold().set_font_size(14);
    let mut row = 0;
    sheet.write_string_with_format(row, 0, "怎样填写", &title)?;
    for rule in RULES {
        row += 1;
        sheet.write_string(row, 0, format!("{row}. {rule}"))?;
    }
    row = meanings(sheet, row + 2, &columns, &title)?;
    samples(sheet, row + 2, &columns, &title)
}

/// What each column means; the row of the last is given back.
fn meanings(
    sheet: &mut Worksheet,
    first: RowNum,
    columns: &[Column],
    title: &Format,
) -> Result<RowNum, XlsxError> {
    sheet.write_string_with_format(first, 0, "各列的填法", title)?;
    let name = Format::new().set_bold();
    let mut row = first;
    // The options are all alike.
    for column in columns.iter().filter(|column| !matches!(column, Column::Option(1..))) {
        row += 1;
        let heading = if *column == Column::Option(0) { "选项A…".to_owned() } else { column.title() };
        sheet.write_string_with_format(row, 0, heading, &name)?;
        sheet.write_string(row, 1, column.note())?;
    }
    Ok(row)
}

fn samples(
    sheet: &mut Worksheet,
    first: RowNum,
    columns: &[Column],
    title: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(first, 0, "样例", title)?;
    let (head, cell) = (super::head(), super::text().set_border(FormatBorder::Thin));
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(first + 1, at, column.title(), &head)?;
        for (row, sample) in (first + 2..).zip(SAMPLES) {
            let text = sample.iter().find(|(name, _)| *name == column.title()).map_or("", |(_, text)| *text);
            sheet.write_string_with_format(row, at, text, &cell)?;
        }
    }
    Ok(())
}
