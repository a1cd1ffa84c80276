//! Files that mean harm end in a clear message, never in a panic.

use baiti::{
    roster::Refusal,
    table::{self, MAX_BYTES, MAX_ROWS, TableError},
};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::files::{compound_file, label, load, number, old_workbook, record, texts, with_part, workbook};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn small() -> Vec<u8> {
    workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位"]);
        texts(sheet, 1, 0, &["1", "张三", "市财政局"]);
    })
}

fn error(bytes: &[u8]) -> TableError {
    table::read(bytes).expect_err("the file means harm")
}

#[test]
fn sizes_are_bounded() {
    let too_large = vec![b'a'; MAX_BYTES + 1];
    let told = load("大.csv", &too_large).unwrap_err();
    assert!(told.to_string().starts_with("大.csv：文件超过 20 MB"), "{told}");
    assert_eq!(error("1\n".repeat(MAX_ROWS + 1).as_bytes()), TableError::TooManyRows);
    assert_eq!(
        error(",".repeat(16_384).replace(',', "x,").as_bytes().repeat(2).as_slice()),
        TableError::TooManyColumns
    );
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let bomb = with_part(&small(), SHEET, |part| part + &" ".repeat(40 * 1024 * 1024));
    assert!(bomb.len() < 200_000);
    assert_eq!(error(&bomb), TableError::Swells);
}

#[test]
fn a_million_cells_that_share_a_long_text_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let long = "长".repeat(30_000);
    for row in 0..3_000 {
        sheet.write_string(row, 0, &long).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert!(bytes.len() < 200_000);
    assert_eq!(error(&bytes), TableError::TooMuch);
}

#[test]
fn promises_and_places_that_lie_are_refused() {
    let book = small();
    let promise = |count: &str| {
        with_part(&book, "xl/sharedStrings.xml", |part| {
            part.replacen("uniqueCount=\"", &format!("uniqueCount=\"{count}"), 1)
        })
    };
    assert_eq!(error(&promise("99999999999")), TableError::Swells);
    let moved =
        |to: &str| with_part(&book, SHEET, |part| part.replacen("r=\"A1\"", &format!("r=\"{to}\""), 1));
    assert_eq!(error(&moved("XFE1")), TableError::TooManyColumns);
    assert_eq!(error(&moved("ZZZZZZZZZZ1")), TableError::Broken);
    assert_eq!(error(&moved("A0")), TableError::Broken);
    let merged = with_part(&book, SHEET, |part| {
        part.replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"B9:A1\"/></mergeCells>")
    });
    let _ = table::read(&merged);
}

#[test]
fn a_locked_workbook_is_named() {
    assert_eq!(error(&compound_file("EncryptedPackage", &[0; 100])), TableError::Locked);
    assert_eq!(error(&compound_file("WordDocument", &[0; 100])), TableError::Other("Word 文件"));
}

#[test]
fn old_workbooks_can_not_ask_for_all_the_memory() {
    let corner = [label(0, 0, "工号"), number(65_535, 65_535, 1.0)];
    assert_eq!(error(&old_workbook(&corner)), TableError::OldTooWide);
    let mut dimensions = [0, u32::MAX].map(u32::to_le_bytes).concat();
    dimensions.extend([0, 0, 0, 1, 0, 0]);
    assert_eq!(error(&old_workbook(&[record(0x0200, &dimensions)])), TableError::OldTooWide);
    let mut looped = old_workbook(&[label(0, 0, "工号")]);
    // The directory's chain leads back to itself.
    looped[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(error(&looped), TableError::Broken);
}

#[test]
fn a_cut_file_is_a_broken_file() {
    let book = small();
    for length in [4, 30, book.len() / 2, book.len() - 10] {
        assert_eq!(error(&book[..length]), TableError::Broken, "{length}");
    }
    let refusal = load("坏.xlsx", &book[..book.len() / 2]).unwrap_err();
    assert!(matches!(refusal, Refusal::Table { .. }) && refusal.to_string().contains("已损坏"), "{refusal}");
}

/// A file with a few bytes changed.
fn damaged(file: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = file.len();
    proptest::collection::vec((0..length, any::<u8>()), 1..12).prop_map(move |changes| {
        let mut file = file.clone();
        for (at, byte) in changes {
            file[at] = byte;
        }
        file
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = load("a", &bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(工号|姓名|单位|出生年月|手机号|角色|[,\n\"\t(（/]|\\PC){0,60}") {
        let _ = load("a", text.as_bytes());
    }

    #[test]
    fn any_row_is_taken_or_told(cells in proptest::collection::vec("[^\r\n,\"]{0,20}", 7)) {
        let text = format!("工号,姓名,单位,出生年月,手机号,职务,角色\n{}\nx,王五,局,,,,\n", cells.join(","));
        if let Ok(reading) = load("a", text.as_bytes()) {
            let empty = cells.iter().all(|cell| table::Cell::text(cell).is_empty());
            let told = reading.problems.iter().any(|problem| problem.row == 2);
            let taken = reading.rows.iter().chain(&reading.unnumbered).any(|row| row.place.row == 2);
            let repeated = cells[0].contains('工') && cells[1].contains('姓');
            prop_assert!(empty || repeated || told != taken);
        }
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(bytes in damaged(small())) {
        let _ = load("a", &bytes);
    }

    #[test]
    fn a_damaged_old_workbook_is_read_or_refused(
        bytes in damaged(old_workbook(&[label(0, 0, "工号"), label(0, 1, "姓名"), number(1, 0, 1.0)]))
    ) {
        let _ = load("a", &bytes);
    }
}
