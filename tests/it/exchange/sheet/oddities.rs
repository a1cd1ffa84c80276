//! What goes wrong in the tables of real offices, each with its story.

use baiti::table::Cell;
use chrono::NaiveDate;

use super::{Book, table};

#[test]
fn cells_that_the_spreadsheet_changed_are_told() {
    let date = Cell::Date(NaiveDate::from_ymd_opt(2026, 3, 5).unwrap());
    insta::assert_snapshot!(
        table(&[
            "题干¦选项A¦选项B¦答案¦解析",
            "比例是多少？¦x¦20%¦A¦",
            "几月几日？¦x¦四月¦A¦",
            "共几人？¦x¦五人¦A¦",
            "日期作答案？¦甲¦乙¦x¦",
        ])
        .with(2, 1, Cell::Number(0.1 + 0.2))
        .with(3, 1, date.clone())
        .with(4, 1, Cell::Number(3.0))
        .with(5, 3, date)
        .told()
    );
}

#[test]
fn failed_formulas_and_pictures_are_errors_where_it_matters() {
    insta::assert_snapshot!(
        table(&[
            "题干¦选项A¦选项B¦答案¦解析¦图片",
            "甲题？¦x¦乙¦A¦¦",
            "乙题？¦甲¦乙¦x¦¦",
            "丙题？¦甲¦乙¦A¦x¦p.png",
            "丁题？¦=DISPIMG(\"ID_1\",1)¦乙¦A¦¦=DISPIMG(\"ID_2\",1)",
        ])
        .with(2, 1, Cell::Failed("#N/A".into()))
        .with(3, 3, Cell::Failed("#REF!".into()))
        .with(4, 4, Cell::Failed("#NAME?".into()))
        .told()
    );
}

#[test]
fn gaps_fillers_and_letters_of_options() {
    insta::assert_snapshot!(
        table(&[
            "题干¦选项A¦选项B¦选项C¦选项D¦答案",
            "有空当？¦甲¦乙¦¦丁¦D",
            "前缀不一？¦A．甲¦B、乙¦（C）丙¦丁¦B",
            "填横线？¦甲¦乙¦-¦-¦A",
            "运算符？¦+¦-¦×¦÷¦B",
            "字母不符？¦B.甲¦A.乙¦¦¦A",
            "序号？¦1.甲¦2.乙¦3.丙¦¦A",
            "数字？¦1.5¦2.5¦¦¦A",
        ])
        .told()
    );
}

#[test]
fn blank_rows_repeated_headers_and_headings_are_passed_over() {
    let blank = vec!["1¦¦单选题¦¦¦"; 3000];
    let mut rows = vec!["某局题库¦某局题库¦某局题库¦某局题库¦某局题库¦某局题库", "序号¦题干¦题型¦A¦B¦答案"];
    rows.extend([
        "一、判断题（每题1分）¦一、判断题（每题1分）",
        "1¦先到先办。¦¦¦¦√",
        "序号¦题干¦题型¦A¦B¦答案",
        "二、单选题",
        "1¦甲题？¦¦甲¦乙¦A",
    ]);
    rows.extend(blank);
    rows.push("2¦乙题？¦多选题¦甲¦乙¦AB");
    rows.push("¦¦¦甲¦乙¦A");
    rows.push("合计：3题");
    insta::assert_snapshot!(table(&rows).told());
}

#[test]
fn other_headers_further_down_change_the_columns() {
    insta::assert_snapshot!(
        table(&["题干¦选项A¦选项B¦答案", "甲题？¦甲¦乙¦A", "题干¦答案¦解析", "先到先办。¦对¦略",]).told()
    );
}

#[test]
fn keys_in_stems_and_papers_without_keys_are_asked_back() {
    insta::assert_snapshot!(
        table(&["题目¦A¦B¦C", "期限是（ B ）。¦五日¦十日¦二十日", "先到先办（√）¦¦¦"]).told()
    );
    insta::assert_snapshot!(
        "stems_alone",
        table(&["题目", "期限是（B）。A.五日 B.十日", "先到先办（×）"]).told()
    );
}

#[test]
fn a_stem_may_hold_its_options() {
    insta::assert_snapshot!(
        table(&["题目¦答案", "期限是几日？\nA. 五日\nB. 十日¦B", "先到先办。¦对", "A. B. 都不是选项¦x",])
            .told()
    );
}

#[test]
fn a_key_under_an_odd_name_is_found_by_its_looks() {
    insta::assert_snapshot!(
        table(&["题干¦选项A¦选项B¦结论¦备注", "甲题？¦甲¦乙¦A¦长长的备注一", "乙题？¦甲¦乙¦B¦长长的备注二"])
            .told()
    );
}

#[test]
fn two_columns_that_could_be_the_key_are_asked_back() {
    insta::assert_snapshot!(table(&["题干¦选项A¦选项B¦答案¦答案", "甲题？¦甲¦乙¦A¦B"]).told());
    insta::assert_snapshot!(
        "the_same_key_twice",
        table(&["题干¦选项A¦选项B¦正确答案¦答案", "甲题？¦甲¦乙¦A¦A"]).told()
    );
    insta::assert_snapshot!(
        "a_text_beside_the_key",
        table(&["题号¦题干¦选项A¦选项B¦正确答案¦正确答案文本", "1¦甲题？¦甲¦乙¦A¦甲"]).told()
    );
}

#[test]
fn sheets_order_their_columns_as_they_like() {
    insta::assert_snapshot!(
        Book::default()
            .sheet("单选", &["题干¦选项A¦选项B¦答案", "甲题？¦甲¦乙¦A"])
            .sheet("判断", &["答案¦题目", "对¦先到先办。"])
            .told()
    );
}

#[test]
fn a_kind_filled_in_beforehand_is_no_heading() {
    insta::assert_snapshot!(table(&["题型¦题干¦答案", "多选题", "¦先到先办。¦对"]).told());
}
