//! Files that were made to hurt: small ones that grow, long ones without a
//! break, deep ones. In the suite a fraction of their full size.
#![expect(clippy::format_collect, reason = "what is quickest to read is quick enough here")]

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::swallow;

/// The size of a text at its full size: what is just still read.
const FULL: usize = 20 * 1024 * 1024 - 1024;

/// A name, and what makes the file in a fraction of its full size.
type Maker = (&'static str, fn(usize) -> Vec<u8>);

const FILES: [Maker; 37] = [
    ("zip-bomb.xlsx", |part| book("", &" ".repeat(400_000_000 / part))),
    ("columns.xlsx", |_| book("", &row(1, &cell("XFE1", "甲")))),
    ("all-columns.xlsx", |part| book("", &row(1, &columns(16_384 / part)))),
    ("rows.xlsx", |part| {
        book("", &(1..=200_001 / part).map(|n| row(n, &cell(&format!("A{n}"), "甲"))).collect::<String>())
    }),
    ("shared.xlsx", |part| shared("甲", 1_000_000 / part)),
    ("shared-long.xlsx", |part| shared(&"甲".repeat(10_000), 1_000_000 / part)),
    ("merged.xlsx", |part| merged(200_000 / part)),
    ("last-row.xlsx", |_| book("", &row(1_048_576, &cell("A1048576", "甲")))),
    ("entities.xlsx", |_| archive(&[("xl/workbook.xml", ENTITIES), ("xl/worksheets/sheet1.xml", ENTITIES)])),
    ("runs.docx", |part| document(&"<w:r><w:t>1. 甲（A）</w:t></w:r>".repeat(1_000_000 / part))),
    ("breaks.docx", |part| document(&format!("<w:r>{}</w:r>", "<w:br/>".repeat(9_000_000 / part)))),
    ("paragraphs.docx", |part| document(&"</w:p><w:p>".repeat(5_000_000 / part))),
    ("deep.docx", |part| document(&"<w:sdt>".repeat(5_000_000 / part))),
    ("nested-tables.docx", |part| document(&"<w:tbl><w:tr><w:tc><w:p>".repeat(1_000_000 / part))),
    ("tables.docx", |part| document(&HEADED.repeat(100_000 / part))),
    ("wide-table.docx", |part| {
        document(&format!("</w:p><w:tbl>{HEADS}{}</w:tbl><w:p>", wide(2_000_000 / part)))
    }),
    ("alternatives.csv", |part| {
        let ways = (0..2_000_000 / part).map(|n| format!("甲{n}|")).collect::<String>();
        format!("题干,答案\n甲____,{ways}").into_bytes()
    }),
    ("entities.docx", |_| archive(&[("word/document.xml", ENTITIES)])),
    ("one-line.txt", |part| "甲".repeat(FULL / 3 / part).into_bytes()),
    ("one-line-of-options.txt", |part| "A.甲 B.乙 ".repeat(FULL / 14 / part).into_bytes()),
    ("one-line-of-brackets.csv", |part| {
        format!("题干,答案\n{},A", "（A）".repeat(FULL / 7 / part)).into_bytes()
    }),
    ("open-brackets.csv", |part| format!("题干,答案\n{},A", "（".repeat(FULL / 3 / part)).into_bytes()),
    ("blanks.csv", |part| {
        format!("题干,答案\n{},{}", "__甲".repeat(FULL / 10 / part), "甲|".repeat(FULL / 8 / part))
            .into_bytes()
    }),
    ("commas.csv", |part| ",".repeat(FULL / part).into_bytes()),
    ("headings.txt", |part| {
        format!("一、单选题{}\n{}", "甲".repeat(5_000), "1.甲（√）\n".repeat(1_000_000 / part)).into_bytes()
    }),
    ("twins.csv", |part| twins(100_000 / part)),
    ("category.gift", |part| {
        format!("$CATEGORY: {}\n\n{}", "甲/".repeat(FULL / 8 / part), "甲{T}\n\n".repeat(FULL / 16 / part))
            .into_bytes()
    }),
    ("open.gift", |part| "{".repeat(FULL / part).into_bytes()),
    ("answers.gift", |part| format!("甲{{{}}}", "~%50%甲".repeat(FULL / 9 / part)).into_bytes()),
    ("deep.json", |part| "[".repeat(FULL / part).into_bytes()),
    ("deep-objects.json", |part| "{\"甲\":".repeat(FULL / 7 / part).into_bytes()),
    ("tagged.json", |part| tagged(200_000 / part)),
    ("open.js", |part| format!("[{{a:'{}", "\\'/*".repeat(FULL / 5 / part)).into_bytes()),
    ("deep.xml", |part| format!("<quiz>{}", "<question>".repeat(FULL / 11 / part)).into_bytes()),
    ("attributes.xml", |part| format!("<quiz><question {}>", "a=\"\" ".repeat(FULL / 6 / part)).into_bytes()),
    ("laughs.xml", |_| ENTITIES.replace("<a>", "<quiz>").into_bytes()),
    ("open.html", |part| format!("<html>{}", "<td><script><!--&amp".repeat(FULL / 20 / part)).into_bytes()),
];

const ENTITIES: &str = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]><a>&c;&d;</a>";

const HEADS: &str = "<w:tr><w:tc><w:p><w:r><w:t>题干</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>答案</w:t></w:r></w:p></w:tc></w:tr>";

/// Two rows of many cells, the lower ones merged with those above.
fn wide(cells: usize) -> String {
    let row = |cell: &str| format!("<w:tr>{}</w:tr>", cell.repeat(cells / 2));
    row("<w:tc><w:p/></w:tc>") + &row("<w:tc><w:vMerge/></w:tc>")
}

const HEADED: &str = "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>题干</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>答案</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>";

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).expect("made here");
        zip.write_all(content.as_bytes()).expect("made here");
    }
    zip.finish().expect("made here").into_inner()
}

/// A workbook with these shared strings and this in its only sheet.
fn book(strings: &str, rows: &str) -> Vec<u8> {
    sheet(strings, &format!("<sheetData>{rows}</sheetData>"))
}

fn sheet(strings: &str, content: &str) -> Vec<u8> {
    let spaces = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                  xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    archive(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"a\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook {spaces}><sheets><sheet name=\"题库\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"a\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"b\" Type=\"{relation}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml", &format!("<sst {spaces}>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet {spaces}>{content}</worksheet>")),
    ])
}

fn row(number: usize, cells: &str) -> String {
    format!("<row r=\"{number}\">{cells}</row>")
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn columns(number: usize) -> String {
    let number = u32::try_from(number).expect("made here");
    (0..number).map(|column| cell(&format!("{}1", baiti::table::letters(column)), "题干")).collect()
}

/// Many cells that point at one text.
fn shared(text: &str, cells: usize) -> Vec<u8> {
    let rows = (1..=cells / 10).map(|n| {
        row(
            n,
            &('A'..='J')
                .map(|column| format!("<c r=\"{column}{n}\" t=\"s\"><v>0</v></c>"))
                .collect::<String>(),
        )
    });
    book(&format!("<si><t>{text}</t></si>"), &rows.collect::<String>())
}

/// One long text that is merged over all rows.
fn merged(rows: usize) -> Vec<u8> {
    let first = row(1, &(cell("A1", &"甲".repeat(10_000)) + &cell("B1", "乙")));
    let others = (2..=rows).map(|n| row(n, &cell(&format!("B{n}"), "乙"))).collect::<String>();
    let merge = format!("<mergeCells count=\"1\"><mergeCell ref=\"A1:A{rows}\"/></mergeCells>");
    sheet("", &format!("<sheetData>{first}{others}</sheetData>{merge}"))
}

fn document(content: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body><w:p>{content}</w:p></w:body></w:document>");
    archive(&[("word/document.xml", &body)])
}

/// Each question twice, with two keys.
fn twins(number: usize) -> Vec<u8> {
    let mut text = "题干,选项A,选项B,答案\n".to_owned();
    for n in 0..number {
        writeln!(text, "第{n}题？,甲,乙,A\n第{n}题？,甲,乙,B").expect("made here");
    }
    text.into_bytes()
}

/// A long name over many questions.
fn tagged(number: usize) -> Vec<u8> {
    let item = "{\"question\":\"甲\",\"answer\":\"对\"},";
    format!("{{\"{}\":[{}null]}}", "章".repeat(500_000), item.repeat(number)).into_bytes()
}

#[test]
fn the_workbooks_here_are_workbooks() {
    let sound = book("", &row(1, &(cell("A1", "题干") + &cell("B1", "答案"))));
    let read = baiti::table::read(&sound).expect("a workbook");
    assert_eq!(read.sheets[0].rows[0].cells.len(), 2);
    let pointed = baiti::table::read(&shared("甲", 20)).expect("a workbook");
    assert_eq!(pointed.sheets[0].rows.len(), 2);
}

#[test]
fn hostile_files_cost_a_message() {
    for (name, make) in FILES {
        println!("{name}");
        swallow(&make(400));
    }
}

#[test]
#[ignore = "writes hundreds of megabytes to measure by hand"]
fn hostile_files_are_written() {
    let folder = std::path::PathBuf::from(std::env::var("BAITI_HOSTILE_DIR").expect("a folder"));
    std::fs::create_dir_all(&folder).expect("made here");
    for (name, make) in FILES {
        std::fs::write(folder.join(name), make(1)).expect("made here");
    }
}
