//! Nothing that a table holds stops the reader, and many rows don't slow it.

use baiti::{
    exchange::sheet::{Field, Mapping, read},
    table::{Cell, Row, Sheet, Workbook},
};
use proptest::prelude::*;

const WORDS: [&str; 42] = [
    "题干",
    "题型",
    "选项",
    "选项A",
    "选项B",
    "选项2",
    "A",
    "B",
    "C",
    "答案",
    "答案1",
    "答案B",
    "正确答案",
    "解析",
    "序号",
    "是否正确项",
    "选项内容",
    "空1答案",
    "空2",
    "标签",
    "章节",
    "单空分数",
    "图片",
    "小题题干",
    "MC",
    "TF",
    "correct",
    "incorrect",
    "true",
    "单选题",
    "一、判断题",
    "A.甲 B.乙",
    "甲|乙|丙",
    "[\"甲\",\"乙\"]",
    "['甲','乙",
    "(A)甲（B）乙",
    "1",
    "0",
    "A、",
    "Ａ．",
    "&;&lt;;$;$",
    "（",
];

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        6 => proptest::sample::select(WORDS.to_vec()).prop_map(Cell::text),
        2 => "\\PC{0,30}".prop_map(|text| Cell::text(&text)),
        1 => any::<f64>().prop_map(Cell::Number),
        1 => any::<bool>().prop_map(Cell::Bool),
        1 => Just(Cell::Failed("#N/A".into())),
    ]
}

fn row() -> impl Strategy<Value = Vec<(u32, Cell)>> {
    proptest::collection::btree_map(prop_oneof![9 => 0..9_u32, 1 => any::<u32>()], cell(), 0..9)
        .prop_map(|cells| cells.into_iter().filter(|(_, cell)| !cell.is_empty()).collect())
}

fn book() -> impl Strategy<Value = Workbook> {
    let rows = proptest::collection::vec(row(), 0..8);
    let sheet = (proptest::sample::select(vec!["", "单选题", "题库"]), rows, any::<bool>()).prop_map(
        |(name, rows, far)| {
            let numbers = if far { u32::MAX - 7..=u32::MAX } else { 1..=8 };
            let rows = numbers
                .zip(rows)
                .map(|(number, cells)| Row { number, cells })
                .filter(|row| !row.cells.is_empty());
            Sheet { name: name.to_owned(), rows: rows.collect() }
        },
    );
    proptest::collection::vec(sheet, 0..3).prop_map(|sheets| Workbook { sheets })
}

/// The rows of the sheets that the mapping names; each is read once, even where
/// several have one name.
fn rows_of(book: &Workbook, mapping: &Mapping) -> usize {
    let is_named = |sheet: &&Sheet| mapping.sheets.iter().any(|mapped| mapped.sheet == sheet.name);
    book.sheets.iter().filter(is_named).map(|sheet| sheet.rows.len()).sum()
}

proptest! {
    #[test]
    fn no_table_stops_the_reader(book in book(), column in 0..9_u32, blank in any::<u8>(), row in 1..9_u32) {
        let mut mapping = Mapping::guess(&book);
        let found = read(book.clone(), &mapping);
        prop_assert!(found.drafts.len() <= rows_of(&book, &mapping));
        prop_assert!(found.drafts.iter().all(|draft| !draft.stem.text.is_empty()));
        let text = serde_json::to_string(&mapping).unwrap();
        prop_assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping.clone());
        for sheet in &mut mapping.sheets {
            sheet.set_header(&book, Some(row));
            sheet.assign(column, Some(Field::Blank(blank)));
            sheet.assign(column + 1, Some(Field::Option(blank)));
            sheet.assign(column + 2, Some(Field::Stem));
        }
        read(book.clone(), &mapping);
        Mapping::guess_with(&book, &mapping.sheets);
    }
}

#[test]
fn a_hundred_thousand_rows_become_a_hundred_thousand_drafts() {
    let head = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析"];
    let texts = |cells: [&str; 8]| (0..).zip(cells.map(Cell::text)).collect::<Vec<_>>();
    let mut rows = vec![Row { number: 1, cells: texts(head) }];
    for number in 2..=100_001 {
        let stem = format!("第{number}题的答复期限是几日？");
        rows.push(Row {
            number,
            cells: texts(["单选题", &stem, "A. 五日", "B. 十日", "C. 二十日", "D. 三十日", "C", "见条例"]),
        });
    }
    let book = Workbook { sheets: vec![Sheet { name: "题库".into(), rows }] };
    let mapping = Mapping::guess(&book);
    let found = read(book, &mapping);
    assert_eq!((found.drafts.len(), found.problems.len()), (100_000, 0));
}
