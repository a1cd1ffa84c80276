use std::io::Write as _;

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;

use super::*;
use crate::table::{self, MAX_ROWS, Row};

const MANIFEST: &str = "<manifest:manifest><manifest:file-entry manifest:full-path='/'/></manifest:manifest>";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file with these tables.
fn file(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content><office:body><office:spreadsheet>\
         {tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    packed(&[("mimetype", mimetype), ("META-INF/manifest.xml", MANIFEST), ("content.xml", &content)])
}

/// What is read of one table.
fn rows(table: &str) -> Vec<Row> {
    let book = table::read(&file(&format!("<table:table table:name='表1'>{table}</table:table>"))).unwrap();
    assert_eq!(book.sheets.len(), 1);
    book.sheets.into_iter().next().unwrap().rows
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
}

fn only(cell: &str) -> Cell {
    rows(&row(cell))[0].cell(0).clone()
}

#[test]
fn cells_are_what_they_say_they_are() {
    let typed = |kind: &str, shown: &str| {
        only(&format!(
            "<table:table-cell office:value-type={kind}><text:p>{shown}</text:p></table:table-cell>"
        ))
    };
    let day = NaiveDate::from_ymd_opt(1985, 6, 1).unwrap();
    assert_eq!(typed("'float' office:value='1990.1'", "1990.10"), Cell::Number(1990.1));
    assert_eq!(typed("'float' office:value='12'", "00012"), Cell::Text("00012".into()));
    assert_eq!(typed("'float' office:value='0'", "00"), Cell::Text("00".into()));
    assert_eq!(typed("'float' office:value='0.5'", "0.5"), Cell::Number(0.5));
    assert_eq!(typed("'percentage' office:value='0.95'", "95%"), Cell::Text("95%".into()));
    assert_eq!(typed("'percentage' office:value='0.95'", "95 von 100"), Cell::Number(0.95));
    assert_eq!(typed("'date' office:date-value='1985-06-01'", "6月1日").to_string(), "6月1日");
    assert_eq!(typed("'date' office:date-value='1985-06-01'", "6月2日"), Cell::Date(day));
    assert_eq!(typed("'date' office:date-value='1985-06-01'", "85年6月"), Cell::Date(day));
    assert_eq!(typed("'date' office:date-value='1985-06-01T00:00:00'", ""), Cell::Date(day));
    assert_eq!(typed("'boolean' office:boolean-value='true'", "TRUE"), Cell::Bool(true));
    assert_eq!(typed("'time' office:time-value='PT08H30M00S'", "08:30"), Cell::Text("08:30".into()));
    assert_eq!(typed("'string' office:string-value='甲&amp;乙'", "别的"), Cell::Text("甲&乙".into()));
    assert_eq!(typed("'float' office:value='nan'", "见附件"), Cell::Text("见附件".into()));
}

#[test]
fn formulas_that_failed_are_told_apart() {
    for cell in [
        "table:formula='of:=NA()' office:value-type='string' office:string-value='' calcext:value-type='error'",
        "table:formula='of:=NA()' office:value-type='float' office:value='0'",
    ] {
        let cell = format!("<table:table-cell {cell}><text:p>#N/A</text:p></table:table-cell>");
        assert_eq!(only(&cell), Cell::Failed("#N/A".into()));
    }
    let sound = "<table:table-cell table:formula='of:=[.A1]' office:value-type='float' office:value='3'>\
                 <text:p>3</text:p></table:table-cell>";
    assert_eq!(only(sound), Cell::Number(3.0));
}

#[test]
fn words_are_those_that_are_shown() {
    let cell = "<table:table-cell office:value-type='string'>
        <office:annotation><text:p>批注</text:p></office:annotation>
        <text:p>张<text:span>三</text:span><text:s text:c='4000000000'/>&lt;四&#x4E94;</text:p>
        <text:p><text:ruby><text:ruby-base>六</text:ruby-base><text:ruby-text>liù</text:ruby-text></text:ruby></text:p>
        <draw:frame><draw:text-box><text:p>图中字</text:p></draw:text-box></draw:frame>
        <table:table table:name='内'><table:table-row/></table:table>
        </table:table-cell>";
    assert_eq!(only(cell), Cell::Text("张三  <四五\n六".into()));
}

#[test]
fn merged_cells_hold_their_value_everywhere() {
    let covered = "<table:covered-table-cell table:number-columns-repeated='1023'/>";
    let title = "<table:table-cell table:number-columns-spanned='1024' table:number-rows-spanned='1' \
                 office:value-type='string'><text:p>花名册</text:p></table:table-cell>";
    let unit = "<table:table-cell table:number-columns-spanned='1' table:number-rows-spanned='2' \
                office:value-type='string'><text:p>预算股</text:p></table:table-cell>";
    let hidden = "<table:covered-table-cell office:value-type='string'><text:p>旧名</text:p>\
                  </table:covered-table-cell>";
    let all = [
        row(&format!("{title}{covered}")),
        row(&format!("{unit}{}", text("张三"))),
        row(&format!("{hidden}{}", text("李四"))),
    ]
    .concat();
    let rows = rows(&all);
    assert_eq!(rows[0].cells.len(), 2, "no further than the columns in use");
    assert_eq!(rows[2].cell(0), &Cell::text("预算股"), "what is covered nobody sees");
    assert_eq!(rows[2].cell(1), &Cell::text("李四"));
}

#[test]
fn what_is_repeated_counts_and_what_is_blank_costs_nothing() {
    let blank = "<table:table-cell table:number-columns-repeated='16384'/>";
    let all = format!(
        "<table:table-header-rows>{}</table:table-header-rows>\
         <table:table-row table:number-rows-repeated='2'><table:table-cell/>{}\
         <table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='1'/>{blank}\
         </table:table-row>\
         <table:table-row table:number-rows-repeated='1000'>{blank}</table:table-row>{}\
         <table:table-row table:number-rows-repeated='1047573' table:visibility='collapse'>{blank}</table:table-row>",
        row(&text("姓名")),
        text("张三"),
        row(&text("末行")),
    );
    let rows = rows(&all);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 1004]);
    let columns: Vec<u32> = rows[2].cells.iter().map(|(column, _)| *column).collect();
    assert_eq!(columns, [1, 2, 3]);
}

#[test]
fn claims_beyond_reason_are_refused() {
    let table = |rows: &str| table::read(&file(&format!("<table:table table:name='1'>{rows}</table:table>")));
    let filled = "office:value-type='float' office:value='1'/>";
    let far_down = format!(
        "<table:table-row table:number-rows-repeated='4294967295'><table:table-cell {filled}</table:table-row>"
    );
    assert_eq!(table(&far_down), Err(TableError::TooManyRows));
    let far_right = format!("<table:table-cell table:number-columns-repeated='4294967295' {filled}");
    assert_eq!(table(&row(&far_right)), Err(TableError::TooManyColumns));
    let full = format!("<table:table-cell table:number-columns-repeated='16384' {filled}");
    let square = format!("<table:table-row table:number-rows-repeated='{MAX_ROWS}'>{full}</table:table-row>");
    assert_eq!(table(&square), Err(TableError::TooMuch));
    let long = format!(
        "<table:table-row table:number-rows-repeated='1000'>{}</table:table-row>",
        text(&"长".repeat(300_000))
    );
    assert_eq!(table(&long), Err(TableError::TooMuch));
    let many = "<table:table table:name='x'></table:table>".repeat(xlsx::MAX_SHEETS + 1);
    assert_eq!(table::read(&file(&many)), Err(TableError::TooMuch));
}

#[test]
fn damaged_and_locked_files_are_named() {
    let read = |parts: &[(&str, &str)]| table::read(&packed(parts));
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert_eq!(
        read(&[mimetype, ("META-INF/manifest.xml", locked), ("content.xml", "?")]),
        Err(TableError::Locked)
    );
    assert_eq!(read(&[mimetype]), Err(TableError::Broken));
    for content in
        ["<a><table:table table:name='1'><table:table-row>", "<a></b>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"]
    {
        assert_eq!(read(&[mimetype, ("content.xml", content)]), Err(TableError::Broken), "{content}");
    }
    let bomb = " ".repeat(40 * 1024 * 1024);
    assert_eq!(read(&[mimetype, ("content.xml", &bomb)]), Err(TableError::Swells));
}

#[test]
fn several_tables_keep_their_names_and_order() {
    let tables = ["乡镇", "机关"]
        .map(|name| format!("<table:table table:name='{name}'>{}</table:table>", row(&text(name))));
    let book = table::read(&file(&tables.concat())).unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["乡镇", "机关"]);
}
