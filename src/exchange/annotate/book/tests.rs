use super::*;
use crate::{
    exchange::settle::settle,
    table::{self, Row},
};

fn book(name: &str, rows: &[&[&str]]) -> Workbook {
    let row = |(number, cells): (u32, &&[&str])| Row {
        number,
        cells: (0..)
            .zip(cells.iter().map(|text| Cell::text(text)))
            .filter(|(_, cell)| !cell.is_empty())
            .collect(),
    };
    Workbook { sheets: vec![Sheet { name: name.to_owned(), rows: (1..).zip(rows).map(row).collect() }] }
}

fn sent() -> Workbook {
    book(
        "题库",
        &[
            &["题干", "选项A", "选项B", "答案"],
            &["期限是多少？", "五日", "十日", "E"],
            &["应当怎样？", "公开", "公平", "A"],
            &["没有答案的题", "一", "二"],
        ],
    )
}

fn problems(book: &Workbook) -> Vec<Problem> {
    let found = sheet::read(book.clone(), &Mapping::guess(book));
    found.problems.into_iter().chain(settle(found.drafts).problems).collect()
}

#[test]
fn notes_stand_in_a_last_column_and_are_passed_over() {
    let sent = sent();
    let found = problems(&sent);
    let back = table::read(&workbook(&sent, &found).unwrap()).unwrap();
    let notes: Vec<String> = back.sheets[0].rows.iter().map(|row| row.cell(4).to_string()).collect();
    insta::assert_snapshot!(notes.join("\n---\n"));
    assert_eq!(Mapping::guess(&back), Mapping::guess(&sent), "headers are known again");
    assert_eq!(problems(&back), found);
    let twice = table::read(&workbook(&back, &problems(&back)).unwrap()).unwrap();
    assert_eq!(twice, back, "notes are not noted again");
}

#[test]
fn what_concerns_the_file_stands_on_a_first_sheet() {
    let sent = sent();
    let file = [Problem::error(Place::File, "没有找到题目", "请确认文件里有题干和答案两列")];
    let back = table::read(&workbook(&sent, &file).unwrap()).unwrap();
    let names: Vec<&str> = back.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["批注", "题库"]);
    assert_eq!(
        back.sheets[0].rows[1].cell(0).to_string(),
        "【批注】错误：整个文件 没有找到题目。请确认文件里有题干和答案两列"
    );
    let found = problems(&back);
    assert_eq!(found, problems(&sent), "the sheet is passed over");
    let twice = table::read(&workbook(&back, &[]).unwrap()).unwrap();
    assert_eq!(twice.sheets.len(), 1);
}

#[test]
fn cells_keep_their_values() {
    let mut sent = sent();
    let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 2).unwrap();
    let values = [Cell::Number(1.5), Cell::Date(day), Cell::Bool(true), Cell::Text("=1+1".into())];
    sent.sheets[0].rows[2].cells = (0..).zip(values).collect();
    let back = table::read(&workbook(&sent, &[]).unwrap()).unwrap();
    assert_eq!(back, sent);
}

#[test]
fn sheets_without_a_name_that_excel_takes_get_one() {
    for name in ["", "a/b", "一个比三十一个字还要长的表名一个比三十一个字还要长的表名一个比三十"]
    {
        let bytes = workbook(&book(name, &[&["题干", "答案"], &["甲", "A"]]), &[]).unwrap();
        assert_eq!(table::read(&bytes).unwrap().sheets.len(), 1);
    }
}

#[test]
fn a_table_without_headers_is_noted_too() {
    let plain = book(
        "Sheet1",
        &[&["我国的首都是哪里？", "北京", "上海", "A"], &["下列属于直辖市的是？", "天津", "苏州", "E"]],
    );
    let found = problems(&plain);
    let back = table::read(&workbook(&plain, &found).unwrap()).unwrap();
    assert_eq!(back.sheets[0].rows[1].cells.len(), 5);
    assert_eq!(problems(&back), found);
}
