//! Mappings that people correct, and that are remembered.

use baiti::exchange::sheet::{Certainty, Field, Mapping, read, signatures};

use super::{Book, table};

fn odd() -> Book {
    table(&["某局", "甲栏¦乙栏¦丙栏¦丁栏", "五日¦十日¦期限？¦第一个", "六日¦九日¦时限？¦第二个"])
}

fn corrected() -> Mapping {
    let mut mapping = Mapping::guess(&odd().0);
    let sheet = &mut mapping.sheets[0];
    assert!(matches!(sheet.certainty, Certainty::Nothing(_)));
    assert!(sheet.set_header(&odd().0, Some(2)));
    for (column, words) in [(0, "选项A"), (1, "选项B"), (2, "题干"), (3, "答案")] {
        sheet.assign(column, Field::named(words));
    }
    mapping
}

#[test]
fn a_person_says_which_column_is_what() {
    insta::assert_snapshot!(odd().told_by(&corrected()));
}

#[test]
fn what_was_said_holds_for_files_with_the_same_headers() {
    let text = serde_json::to_string(&corrected()).unwrap();
    let known: Mapping = serde_json::from_str(&text).unwrap();
    assert_eq!(known, corrected());
    let other = Book::default().sheet("别的", &["甲栏（注）¦乙 栏¦丙栏¦丁栏", "1日¦2日¦天数？¦甲"]);
    assert!(signatures(&other.0).contains(&known.sheets[0].signature));
    let mapping = Mapping::guess_with(&other.0, &known.sheets);
    assert_eq!(mapping.sheets[0].certainty, Certainty::Sure);
    insta::assert_snapshot!(other.told_by(&mapping));
    let moved = table(&["乙栏¦甲栏¦丙栏¦丁栏", "1日¦2日¦天数？¦甲"]);
    assert!(matches!(
        Mapping::guess_with(&moved.0, &known.sheets).sheets[0].certainty,
        Certainty::Nothing(_)
    ));
}

#[test]
fn a_field_moves_with_its_column() {
    let book = table(&["题干¦选项A¦选项B¦答案¦校对", "甲题？¦甲¦乙¦B¦A"]);
    let mut mapping = Mapping::guess(&book.0);
    mapping.sheets[0].assign(4, Some(Field::Key(0)));
    mapping.sheets[0].assign(2, None);
    insta::assert_snapshot!(book.told_by(&mapping));
}

#[test]
fn a_header_can_be_denied_or_set_only_where_there_is_a_row() {
    let book = table(&[
        "题干¦答案",
        "先到先办，对不对？¦对",
        "后到先办，对不对？¦错",
        "当场办结，对不对？¦对",
        "改日再来，对不对？¦错",
    ]);
    let mut mapping = Mapping::guess(&book.0);
    assert!(!mapping.sheets[0].set_header(&book.0, Some(9)));
    assert!(mapping.sheets[0].set_header(&book.0, None));
    assert_eq!((mapping.sheets[0].certainty, mapping.sheets[0].header), (Certainty::Guessed, None));
}

#[test]
fn a_mapping_for_another_workbook_is_told() {
    let mut mapping = corrected();
    mapping.sheets[0].sheet = "没有的".into();
    let found = read(odd().0, &mapping);
    assert_eq!(found.problems[0].to_string(), "整个文件：没有“没有的”表。请重新说明各列是什么");
    assert!(found.drafts.is_empty());
}
