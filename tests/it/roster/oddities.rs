//! What goes wrong in the lists of real offices, each with its story.

use baiti::roster::Entry;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::files::{
    dates, label, load, number, old_workbook, people, record, texts, told, with_part, workbook,
};

/// What is told of a CSV with one row below the usual headers.
fn told_of(row: &str) -> Vec<String> {
    let text = format!("工号,姓名,单位,出生年月,手机号,职务,角色\n{row}\n");
    let told = told(&load("a.csv", text.as_bytes()).expect("the headers are right"));
    told.into_iter().map(|line| line.replace("a.csv 第2行 ", "")).collect()
}

#[test]
fn each_mistake_has_its_own_words() {
    for (row, expected) in [
        ("0 1,张三,局,,,,", "A列（工号）：“0 1”中间有空格，请删去空格"),
        (
            "1.2E+11,张三,局,,,,",
            "A列（工号）：“1.2E+11”数字太长，Excel 已丢失末尾几位，请把单元格设为“文本”格式后重新填写",
        ),
        (
            "1,张三,局//股,,,,",
            "C列（单位）：“局//股”不是正确的单位，请写成 市财政局/预算股 的样子（最多 12 级，每级不超过 60 个字，两个“/”之间不能空着）",
        ),
        ("1,张三,局,074/06/23,,,", "D列（出生年月）：“074/06/23”像是民国纪年，请换成公历，写成 1985-06-23"),
        ("1,张三,局,1990,,,", "D列（出生年月）：“1990”只有年份，请写成 1990-03 的样子"),
        ("1,张三,局,2020-01,,,", "D列（出生年月）：“2020-01”算来不满 14 岁，请改正"),
        ("1,张三,局,2030-01,,,", "D列（出生年月）：“2030-01”在今天之后，请改正"),
        (
            "1,张三,局,,1381234567,,",
            "E列（手机号）：“1381234567”不是手机号（10 位数字），应是 1 开头的 11 位数字，没有就空着",
        ),
        (
            "1,张三,局,,13812345678/13912345678,,",
            "E列（手机号）：“13812345678/13912345678”里有几个手机号，请只留一个",
        ),
        ("1,张三,局,,,,监考(局)", "G列（角色）：“监考(局)”不对：只有领导后面可以写单位"),
    ] {
        assert_eq!(told_of(row), [expected], "{row}");
    }
}

#[test]
fn a_birth_that_may_be_read_in_two_ways_is_asked_back() {
    for (birth, expected) in [
        ("1990.1", "“1990.1”可能是1月也可能是10月，请把这一格设为文本，写成 1990.01 或 1990.10"),
        (
            "02-03-1985",
            "“02-03-1985”可能是 1985-02-03，也可能是 1985-03-02，请把这一格设为文本，写成其中的一个",
        ),
        (
            "85.6",
            "“85.6”的年份只有两位，可能是 1985-06 或 1996-06（民国），请把这一格设为文本，写成四位的年份",
        ),
    ] {
        let text = format!("工号,姓名,单位,出生年月\n1,张三,局,{birth}\n");
        let reading = load("a.csv", text.as_bytes()).unwrap();
        assert_eq!(reading.asked[0].to_string(), format!("a.csv 第2行 D列（出生年月）：{expected}"));
        assert_eq!((told(&reading).len(), &reading.rows[0].birth), (0, &Entry::NoColumn));
    }
}

#[test]
fn a_row_is_named_as_excel_numbers_it_after_a_cell_of_two_lines() {
    let text = "工号,姓名,单位,职务\n1,张三,局,\"科员\n兼出纳\"\n\n2,,局,\n";
    let reading = load("a.csv", text.as_bytes()).unwrap();
    assert_eq!(told(&reading), ["a.csv 第4行 B列（姓名）：姓名是空的，请填上"]);
    assert_eq!(reading.rows[0].post, Entry::Value("科员 兼出纳".into()));
}

#[test]
fn a_number_met_three_times_is_told_once_for_each_row() {
    let reading = load("a.csv", "工号,姓名,单位\n1,甲,局\n1,乙,局\n2,丙,局\n1,丁,局\n".as_bytes()).unwrap();
    assert_eq!(people(&reading).len(), 1);
    let rows: Vec<u32> = reading.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [2, 3, 5]);
    assert!(told(&reading)[2].contains("与第2行的工号重复"));
}

#[test]
fn a_second_column_of_the_same_kind_is_noted() {
    let text = "工号,姓名,单位,联系电话,手机号\n1,张三,局,66012345,13812345678\n";
    let reading = load("a.csv", text.as_bytes()).unwrap();
    assert_eq!(reading.rows[0].phone, Entry::Value("13812345678".into()));
    assert_eq!(reading.notes, ["a.csv 第1行 D列“联系电话”也像手机号，没有用"]);
}

#[test]
fn formulas_count_as_what_they_came_to() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位"]);
        texts(sheet, 1, 0, &["1", "张三"]);
        sheet.write_formula(1, 2, Formula::new("A9&\"/\"&B9").set_result("市财政局/预算股")).unwrap();
        texts(sheet, 2, 0, &["2", "李四"]);
        sheet.write_formula(2, 2, Formula::new("NA()").set_result("#N/A")).unwrap();
    });
    let reading = load("a.xlsx", &bytes).unwrap();
    assert_eq!(reading.rows[0].unit.to_string(), "市财政局/预算股");
    assert_eq!(
        told(&reading),
        ["a.xlsx 表“Sheet1” 第3行 C列（单位）：“#N/A”是公式出错的结果，请改成正确的内容"]
    );
}

#[test]
fn what_excel_has_spoilt_is_not_guessed_at() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位"]);
        texts(sheet, 1, 1, &["张三", "局"]);
        sheet.write_number(1, 0, 320_102_198_506_011_234.0).unwrap();
        texts(sheet, 2, 1, &["李四", "局"]);
        let day = ExcelDateTime::from_ymd(2026, 1, 2).unwrap();
        sheet.write_datetime_with_format(2, 0, &day, &dates()).unwrap();
    });
    let told = told(&load("a.xlsx", &bytes).unwrap());
    assert!(told[0].contains("第2行 A列（工号）") && told[0].contains("数字太长"), "{told:?}");
    assert!(told[1].contains("第3行 A列（工号）：“2026-01-02”被 Excel 当成了日期"), "{told:?}");
}

#[test]
fn dates_of_a_macintosh_are_the_same_days() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位", "出生日期"]);
        texts(sheet, 1, 0, &["1", "张三", "局"]);
        let day = ExcelDateTime::from_ymd(1985, 6, 1).unwrap();
        sheet.write_datetime_with_format(1, 3, &day, &dates()).unwrap();
    });
    let mac = with_part(&bytes, "xl/workbook.xml", |part| {
        part.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    let mac =
        with_part(&mac, "xl/worksheets/sheet1.xml", |part| part.replace("<v>31199</v>", "<v>29737</v>"));
    let birth = |bytes: &[u8]| load("a.xlsx", bytes).unwrap().rows[0].birth.value().map(ToString::to_string);
    assert_eq!(birth(&bytes).as_deref(), Some("1985-06-01"));
    assert_eq!(birth(&mac), birth(&bytes));
}

#[test]
fn merged_units_of_an_old_workbook_are_filled_too() {
    let merged = record(0x00E5, &[1_u16, 1, 2, 2, 2].map(u16::to_le_bytes).concat());
    let cells = [
        label(0, 0, "工号"),
        label(0, 1, "姓名"),
        label(0, 2, "单位"),
        number(1, 0, 1.0),
        label(1, 1, "张三"),
        label(1, 2, "市财政局"),
        number(2, 0, 2.0),
        label(2, 1, "李四"),
        merged,
    ];
    let reading = load("a.xls", &old_workbook(&cells)).unwrap();
    assert_eq!(told(&reading), [""; 0]);
    assert_eq!(reading.rows[1].unit.to_string(), "市财政局");
}

#[test]
fn headers_of_two_rows_make_no_person() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        for (column, title) in [(0, "工号"), (1, "姓名"), (2, "单位")] {
            sheet.merge_range(0, column, 1, column, title, &plain).unwrap();
        }
        sheet.merge_range(0, 3, 0, 4, "联系", &plain).unwrap();
        texts(sheet, 1, 3, &["手机号", "住址"]);
        texts(sheet, 2, 0, &["1", "张三", "局", "13812345678"]);
    });
    let reading = load("a.xlsx", &bytes).unwrap();
    assert_eq!((people(&reading).len(), told(&reading).len()), (1, 0));
    assert_eq!(reading.rows[0].phone, Entry::Value("13812345678".into()), "the lower row knows more columns");
}
