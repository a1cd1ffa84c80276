//! What a workbook shows, rather than what it keeps.

use baiti::{
    exchange::{file, settle::settle},
    table::{self, Cell},
};

use crate::workbook::workbook;

fn texts(bytes: &[u8]) -> Vec<String> {
    let book = table::read(bytes).expect("a workbook");
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    cells.map(|(_, cell): &(u32, Cell)| cell.to_string()).collect()
}

fn run(text: &str, align: &str) -> String {
    format!(r#"<r><rPr><vertAlign val="{align}"/></rPr><t>{text}</t></r>"#)
}

#[test]
fn letters_set_high_or_low_are_kept() {
    let shared = format!(
        "<si><t>2 &amp; m2</t></si><si><r><t>面积5m</t></r>{}</si><si><t>m2</t></si>",
        run("2", "superscript")
    );
    let inline = format!("<is><r><t>CO</t></r>{}</is>", run("2", "subscript"));
    let rows = format!(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
        <c r="D1" t="inlineStr">{inline}</c></row>"#
    );
    assert_eq!(texts(&workbook(&rows, &shared)), ["2 & m2", "面积5m²", "m2", "CO₂"]);
}

#[test]
fn numbers_stand_as_their_format_shows_them() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>0.05</v></c><c r="B1" s="2"><v>0.3541666666666667</v></c>
        <c r="C1" s="3"><v>46085</v></c><c r="D1" s="4"><v>46085</v></c><c r="E1" s="5"><v>0.5</v></c>
        <c r="F1"><v>0.5</v></c></row>"#;
    assert_eq!(texts(&workbook(rows, "")), ["5%", "8:30", "3/4", "3月4日", "1/2", "0.5"]);
}

#[test]
fn an_option_that_became_a_day_is_still_told() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let heads = ["题干", "选项A", "选项B", "答案"].into_iter().zip(["A1", "B1", "C1", "D1"]);
    let heads: String = heads.map(|(word, at)| text(at, word)).collect();
    let rows = format!(
        r#"<row r="1">{heads}</row><row r="2">{}<c r="B2" s="3"><v>46085</v></c>{}{}</row>"#,
        text("A2", "占比是多少？"),
        text("C2", "一半"),
        text("D2", "A")
    );
    let file = file::open(&workbook(&rows, "")).unwrap();
    let mapping = file.mapping(&[]);
    let found = file.read(&mapping);
    assert!(
        found.problems.iter().any(|problem| problem.message == "选项被表格程序变成了日期"),
        "{:?}",
        found.problems
    );
    assert_eq!(settle(found.drafts).taken[0].question.options()[0], "3/4");
}
