//! Lists as offices keep them.

use baiti::{
    domain::person::{Birth, Role, UnitPath},
    roster::{
        Column, Entry, Roles,
        change::{Standing, compare},
        write::{self, Listed},
    },
};
use encoding_rs::GBK;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::files::{dates, label, load, number, old_workbook, packed, people, texts, told, workbook};

fn person(staff_no: &str, name: &str, unit: &str) -> (String, String, String) {
    (staff_no.into(), name.into(), unit.into())
}

const CSV: &str = "工号,姓名,单位,出生年月,手机号,职务,角色\n\
                   0001,张三,市财政局/预算股,1985-06,13812345678,科员,\n\
                   0002,李四,市财政局/国库股,1990.01,-,股长,领导\n";

#[test]
fn a_plain_csv_is_read_in_every_encoding() {
    let plain = load("花名册.csv", CSV.as_bytes()).unwrap();
    assert_eq!(told(&plain), [""; 0]);
    assert_eq!(
        people(&plain),
        [person("0001", "张三", "市财政局/预算股"), person("0002", "李四", "市财政局/国库股")]
    );
    let own = UnitPath::parse("市财政局/国库股");
    assert_eq!(plain.rows[1].roles, Entry::Value(Roles::from([(Role::Leader, own)])));
    assert_eq!((&plain.rows[1].phone, &plain.rows[0].roles), (&Entry::Blank, &Entry::Blank));

    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(CSV.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes));
    let with_mark = format!("\u{feff}{CSV}").into_bytes();
    for bytes in [GBK.encode(CSV).0.into_owned(), utf16, with_mark, CSV.replace('\n', "\r\n").into_bytes()] {
        assert_eq!(load("花名册.csv", &bytes).unwrap(), plain);
    }
}

#[test]
fn columns_stand_in_any_order_under_a_title() {
    let bytes = workbook(|sheet| {
        sheet.merge_range(0, 0, 1, 5, "某市财政局干部职工花名册(2026年3月)", &Format::new()).unwrap();
        texts(
            sheet,
            2,
            0,
            &["序号", "*所在部门（全称）", "姓 名", "职务/岗位", "员工编号", "出生年月（岁）"],
        );
        texts(sheet, 3, 0, &["1", "市财政局/预算股", "张　三", "科员", "0001", "1985年6月"]);
    });
    let reading = load("花名册.xlsx", &bytes).unwrap();
    assert_eq!(people(&reading), [person("0001", "张三", "市财政局/预算股")]);
    assert_eq!(reading.rows[0].place.row, 4);
    assert_eq!(reading.rows[0].birth, Entry::Value(Birth::new(1985, 6, None).unwrap()));
    assert_eq!((&reading.rows[0].post, &reading.rows[0].phone), (&Entry::NoColumn, &Entry::NoColumn));
    assert!(!reading.columns.contains(&Column::Phone));
}

#[test]
fn a_unit_merged_downwards_belongs_to_each_row() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["单位", "工号", "姓名"]);
        sheet.merge_range(1, 0, 3, 0, "市财政局/预算股", &Format::new()).unwrap();
        for (row, staff_no, name) in [(1, "1", "张三"), (2, "2", "李四"), (3, "3", "王五"), (4, "4", "赵六")]
        {
            texts(sheet, row, 1, &[staff_no, name]);
        }
    });
    let reading = load("花名册.xlsx", &bytes).unwrap();
    let units: Vec<String> = reading.rows.iter().map(|row| row.unit.to_string()).collect();
    assert_eq!(units, ["市财政局/预算股"; 3]);
    assert_eq!(told(&reading), ["花名册.xlsx 表“Sheet1” 第5行 A列（单位）：单位是空的，请填上"]);
}

#[test]
fn a_unit_column_without_a_header_is_filled_down() {
    let text =
        ",某局花名册,\n,工号,姓名\n市财政局/预算股,1,张三\n,2,李四\n市财政局/国库股,3,王五\n-,4,赵六\n";
    let reading = load("a.csv", text.as_bytes()).unwrap();
    let units: Vec<String> = reading.rows.iter().map(|row| row.unit.to_string()).collect();
    assert_eq!(units, ["市财政局/预算股", "市财政局/预算股", "市财政局/国库股", "市财政局/国库股"]);
    assert_eq!(reading.notes, ["a.csv 第2行 A列没有表头，当作单位；空着的格与上一行相同"]);
}

#[test]
fn who_has_no_number_is_set_apart() {
    let with = load("a.csv", "工号,姓名,单位\n1,张三,局\n,李四,局\n-,王五,\n".as_bytes()).unwrap();
    assert_eq!((with.rows.len(), with.unnumbered.len()), (1, 1));
    assert_eq!(told(&with), ["a.csv 第4行 C列（单位）：单位是空的，请填上"]);
    let without = load("a.csv", "姓名,部门,政治面貌\n张三,局,群众\n".as_bytes()).unwrap();
    assert_eq!((without.unnumbered[0].name.as_str(), without.unnumbered[0].staff_no.as_str()), ("张三", ""));
    assert_eq!((without.problems.len(), without.notes.len()), (0, 0));
}

/// The sheets of a file by hand, as `LibreOffice` keeps them.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

#[test]
fn a_roster_of_libreoffice_is_read_like_any_other() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let number = "<table:table-cell office:value-type='float' office:value='12'><text:p>0012</text:p></table:table-cell>";
    let unit = "<table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>市财政局</text:p></table:table-cell>";
    let birth = |value: &str| {
        format!("<table:table-cell office:value-type={value}><text:p>看</text:p></table:table-cell>")
    };
    let rows = [
        row(&["工号", "姓名", "单位", "出生日期"].map(text)),
        row(&[number.into(), text("张三"), unit.into(), birth("'date' office:date-value='1985-06-01'")]),
        row(&[text("0013"), text("李四"), "<table:covered-table-cell/>".into(), birth("'float' office:value='31199'")]),
        "<table:table-row table:number-rows-repeated='1048573'><table:table-cell table:number-columns-repeated='1024'/></table:table-row>".into(),
    ];
    let reading =
        load("a.ods", &ods(&format!("<table:table table:name='机关'>{}</table:table>", rows.concat())))
            .unwrap();
    assert_eq!(told(&reading), [""; 0]);
    assert_eq!(people(&reading), [person("0012", "张三", "市财政局"), person("0013", "李四", "市财政局")]);
    let births: Vec<String> =
        reading.rows.iter().filter_map(|row| row.birth.value()).map(ToString::to_string).collect();
    assert_eq!(births, ["1985-06-01"; 2]);
}

#[test]
fn numbers_and_dates_of_excel_are_read_as_people_see_them() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位", "手机号", "出生日期"]);
        texts(sheet, 1, 1, &["张三", "市财政局"]);
        sheet.write_number(1, 0, 1001.0).unwrap();
        sheet.write_number(1, 3, 1.381_234_567_8e10).unwrap();
        let day = ExcelDateTime::from_ymd(1985, 6, 1).unwrap();
        sheet.write_datetime_with_format(1, 4, &day, &dates()).unwrap();
        texts(sheet, 2, 1, &["李四", "市财政局", "+86 139-1234-5678"]);
        sheet.write_number_with_format(2, 0, 12.0, &Format::new().set_num_format("00000")).unwrap();
        sheet.write_number(2, 4, 199_010.0).unwrap();
    });
    let reading = load("花名册.xlsx", &bytes).unwrap();
    assert_eq!(told(&reading), [""; 0]);
    let phones: Vec<_> = reading.rows.iter().filter_map(|row| row.phone.value()).collect();
    assert_eq!(phones, ["13812345678", "13912345678"]);
    let numbers: Vec<_> = reading.rows.iter().map(|row| row.staff_no.as_str()).collect();
    assert_eq!(numbers, ["1001", "00012"], "zeros that only the format shows are kept");
    let births: Vec<_> =
        reading.rows.iter().filter_map(|row| row.birth.value()).map(ToString::to_string).collect();
    assert_eq!(births, ["1985-06-01", "1990-10"]);
}

#[test]
fn an_old_workbook_is_read_whatever_its_suffix_says() {
    let cells = [
        label(0, 0, "工号"),
        label(0, 1, "姓名"),
        label(0, 2, "单位"),
        number(1, 0, 1001.0),
        label(1, 1, "张三"),
        label(1, 2, "市财政局"),
    ];
    let reading = load("花名册.xlsx", &old_workbook(&cells)).unwrap();
    assert_eq!(people(&reading), [person("1001", "张三", "市财政局")]);
    assert_eq!(reading.rows[0].place.sheet, "S1");
}

#[test]
fn blank_formatted_rows_and_far_columns_cost_nothing() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位"]);
        texts(sheet, 1, 0, &["1", "张三", "市财政局"]);
        let frame = Format::new().set_bold();
        for row in 2..5_000 {
            sheet.write_blank(row, 0, &frame).unwrap();
            sheet.write_blank(row, 9, &frame).unwrap();
        }
        sheet.write_string(1_048_575, 16_383, " ").unwrap();
    });
    let reading = load("花名册.xlsx", &bytes).unwrap();
    assert_eq!((people(&reading).len(), told(&reading).len()), (1, 0));
}

#[test]
fn every_refused_row_is_told_with_its_place() {
    let bytes = workbook(|sheet| {
        texts(sheet, 0, 0, &["工号", "姓名", "单位", "出生年月", "手机号", "角色"]);
        texts(sheet, 1, 0, &["1", "张三", "市财政局"]);
        sheet.write_number(1, 3, 1990.1).unwrap();
        texts(sheet, 2, 0, &["2", "", "市财政局", "", "010-66012345", "监考、班长"]);
        texts(sheet, 3, 0, &["3", "王五", "市财政局"]);
        texts(sheet, 4, 0, &["4", "赵六", "市财政局"]);
        texts(sheet, 5, 0, &["3", "钱七", "市财政局", "", "", "所有者"]);
        texts(sheet, 6, 3, &["合计5人"]);
    });
    let reading = load("花名册.xlsx", &bytes).unwrap();
    assert_eq!(people(&reading), [person("1", "张三", "市财政局"), person("4", "赵六", "市财政局")]);
    assert_eq!(reading.refused.iter().map(String::as_str).collect::<Vec<_>>(), ["2", "3"]);
    let place = "花名册.xlsx 表“Sheet1”";
    assert_eq!(reading.rows[0].birth, Entry::NoColumn, "what stands is left");
    let asked: Vec<String> = reading.asked.iter().map(ToString::to_string).collect();
    let question =
        "第2行 D列（出生年月）：“1990.1”可能是1月也可能是10月，请把这一格设为文本，写成 1990.01 或 1990.10";
    assert_eq!(asked, [format!("{place} {question}")]);
    let expected = [
        "第3行 B列（姓名）：姓名是空的，请填上",
        "第3行 E列（手机号）：“010-66012345”像是座机或短号，请填 11 位手机号，没有就空着",
        "第3行 F列（角色）：“班长”不是角色，可以写：职工、监考、领导、管理员",
        "第4行 A列（工号）：“3”与表“Sheet1” 第6行的工号重复，请核对后只留一行或改正工号",
        "第6行 A列（工号）：“3”与表“Sheet1” 第4行的工号重复，请核对后只留一行或改正工号",
        "第6行 F列（角色）：“所有者”不能由花名册给出“所有者”，请删去，另用命令 baiti staff role 设定",
        "第7行：这一行没有工号、姓名和单位（可能是合计或说明），请删去这一行",
    ];
    assert_eq!(told(&reading), expected.map(|line| format!("{place} {line}")));
}

#[test]
fn sheets_have_their_own_columns_and_headers_may_be_repeated() {
    let mut book = Workbook::new();
    let first = book.add_worksheet().set_name("机关").unwrap();
    texts(first, 0, 0, &["工号", "姓名", "单位"]);
    texts(first, 1, 0, &["1", "张三", "市财政局"]);
    texts(first, 2, 0, &["工号", "姓名", "单位"]);
    texts(first, 3, 0, &["2", "李四", "市财政局"]);
    let second = book.add_worksheet().set_name("乡镇").unwrap();
    texts(second, 1, 0, &["姓名", "单位", "手机", "工号"]);
    texts(second, 2, 0, &["王五", "镇财政所", "13812345678", "3"]);
    texts(second, 3, 0, &["赵六", "镇财政所", "", "1"]);
    let notes = book.add_worksheet().set_name("说明").unwrap();
    texts(notes, 0, 0, &["请如实填写"]);
    let half = book.add_worksheet().set_name("借调").unwrap();
    texts(half, 0, 0, &["工号", "姓名"]);
    let reading = load("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(people(&reading).len(), 2);
    assert_eq!(reading.rows[0].phone, Entry::NoColumn);
    assert_eq!(reading.rows[1].phone, Entry::Value("13812345678".into()));
    assert_eq!(reading.notes, ["a.xlsx 表“说明”不是花名册，没有读"]);
    let told = told(&reading);
    assert!(told[0].starts_with("a.xlsx 表“机关” 第2行 A列（工号）：“1”与表“乡镇” 第4行"), "{told:?}");
    assert!(told[2].starts_with("a.xlsx 表“借调” 第1行：没有这些列：单位"), "{told:?}");
}

#[test]
fn files_that_are_no_roster_say_what_they_are() {
    let refusal = |name: &str, bytes: &[u8]| load(name, bytes).unwrap_err().to_string();
    assert_eq!(refusal("a.csv", b""), "a.csv：文件是空的，请检查是否选错了文件");
    assert_eq!(refusal("a.csv", b"\n \n"), "a.csv：文件是空的，请检查是否选错了文件");
    assert_eq!(
        refusal("a.csv", "工号,姓名,单位\n".as_bytes()),
        "a.csv：只有表头，没有一个人。请检查是否选错了文件"
    );
    assert_eq!(
        refusal("a.xls", b"<html><table><tr><td>1</td></tr></table>"),
        "a.xls：这是网页文件，不是 Excel 或 CSV 表格。请用 Excel 或 WPS 另存为 .xlsx 再试"
    );
    assert_eq!(
        refusal("a.csv", "工号,部门\n1,财政局\n".as_bytes()),
        "a.csv：没有找到 姓名 列。最像表头的是第1行：工号、部门。表头要在前 10 行里，请补上缺的列或改列名"
    );
    let twice = workbook(|sheet| texts(sheet, 0, 0, &["工号", "姓名", "单位", "科室"]));
    assert_eq!(
        refusal("a.xlsx", &twice),
        "a.xlsx 表“Sheet1”：第1行有两列都像“单位”：C列“单位”和D列“科室”。请只留一列，上下级单位写在一格里，如 市财政局/预算股"
    );
}

#[test]
fn a_list_written_out_can_be_changed_and_loaded_again() {
    let unit = UnitPath::parse("市财政局/预算股").unwrap();
    let roles = Roles::from([(Role::Owner, None), (Role::Leader, Some(unit.clone()))]);
    let listed = Listed {
        staff_no: "0012".into(),
        name: "=张三".into(),
        unit: unit.clone(),
        birth: Birth::new(1985, 6, None),
        post: Some("股长,兼".into()),
        roles: roles.clone(),
        active: true,
        bound: true,
    };
    let standing = [Standing {
        staff_no: "0012".into(),
        name: "=张三".into(),
        unit,
        birth: Birth::new(1985, 6, None),
        phone: Some("secret".into()),
        post: Some("股长,兼".into()),
        roles,
        active: true,
    }];
    for bytes in [write::csv(std::slice::from_ref(&listed)).into_bytes(), write::workbook(&[listed]).unwrap()]
    {
        let reading = load("花名册", &bytes).unwrap();
        let change = compare(&standing, &reading, str::to_owned);
        assert_eq!((change.unchanged.len(), change.vanished.len(), told(&reading).len()), (1, 0, 0));
    }
}
