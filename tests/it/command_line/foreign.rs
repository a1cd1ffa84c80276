//! Files of offices on the command line.

use super::office::Office;
use crate::workbook::workbook;

const NUMBERED: &str = "题型,题目,选项A,选项B,选项C,选项D,答案\n单选题,几日答复？,五日,十日,二十日,三十日,1\n\
    单选题,几日公布？,五日,十日,二十日,三十日,3\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_on_which_the_parser_gives_up_is_told_in_one_line() {
    let office = Office::new().await;
    let row = r#"<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>题干</t></is></c></row>"#;
    office.file("坏.xlsx", workbook(row, ""));
    office.baiti("bank load 坏.xlsx --dry-run").refuses(&["坏.xlsx", "文件已损坏"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn numbered_keys_count_from_where_somebody_says() {
    let office = Office::new().await;
    office.file("题库.csv", NUMBERED);
    office.baiti("bank load 题库.csv --dry-run").refuses(&["没有一道题"]).sees(&["--numbers-from 1"]);
    let one = office.baiti("bank load 题库.csv --dry-run --numbers-from 1").well();
    one.sees(&["可以导入 2 题", "答案：五日", "答案：二十日"]).misses("--numbers-from");
    let nought = office.baiti("bank load 题库.csv --dry-run --numbers-from 0").well();
    nought.sees(&["答案：十日", "答案：三十日"]);
    office.baiti("bank load 题库.csv --yes --numbers-from 1").well().sees(&["已导入：新增 2 题"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn options_that_would_do_nothing_are_refused() {
    let office = Office::new().await;
    office.file("题库.csv", NUMBERED);
    office.file("试卷.txt", "1. 几日？（ ）\nA. 五日\nB. 十日\n答案：A\n");
    office.file("自带.toml", "");
    for (options, words) in [
        ("题库.csv --sheet 无", &["--sheet", "--column"][..]),
        ("题库.csv --column Z=题干", &["Z列是空的"]),
        ("题库.csv --column F=答案 --column G=答案", &["“答案”说了两次"]),
        ("题库.csv --column F=答案 --column F=题干", &["F列说了两次"]),
        ("题库.csv --sheet 无 --column G=答案", &["没有这张表"]),
        ("题库.csv --title=", &["--title"]),
        ("试卷.txt --column G=答案", &["不是表格"]),
        ("自带.toml --only-sound", &["只用于 Excel"]),
        (".", &["是文件夹", "baiti bank load ./"]),
    ] {
        if options == "." {
            std::fs::remove_file(office.path("自带.toml")).unwrap();
        }
        office.baiti(&format!("bank load {options} --dry-run")).refuses(words);
    }
}
