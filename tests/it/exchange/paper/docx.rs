//! Papers as Word documents, made here part by part.

use std::io::{Cursor, Write};

use baiti::exchange::{
    document::{self, Document, DocumentError},
    place::Place,
};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::shown;

/// A document with this body, and lists 1 (`1.` over `A.`), 2 (the same begun
/// again) and 3 (`一、`).
pub fn docx(body: &str) -> Vec<u8> {
    let level = |at: u32, format: &str, pattern: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimal", "%1."),
        level(1, "upperLetter", "%2."),
        level(0, "chineseCounting", "%1、"),
    );
    let styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"11\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[
        ("word/document.xml", &document),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", styles),
    ])
}

pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("room in memory");
    }
    zip.finish().expect("an archive").into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn read(body: &str) -> Document {
    document::read(&docx(body)).expect("a document")
}

fn texts(document: &Document) -> Vec<String> {
    document.lines.iter().map(|line| line.text.clone()).collect()
}

#[test]
fn automatic_numbers_are_counted_again() {
    let body = [
        p("测试题"),
        listed(3, 0, "单项选择题（每题2分）"),
        listed(1, 0, "甲（ ）"),
        listed(1, 1, "一"),
        listed(1, 1, "二"),
        p("答案：A"),
        listed(1, 0, "乙（ ）"),
        listed(1, 1, "一"),
        listed(1, 1, "二"),
        p("答案：B"),
        listed(3, 0, "判断题"),
        listed(2, 0, "丙。（√）"),
    ];
    insta::assert_snapshot!(shown(&read(&body.concat()).paper()));
}

#[test]
fn runs_are_read_as_they_are_seen() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">面积 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r>\
        <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
        <w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"11\"/></w:pPr><w:r><w:t>一、单选题 1</w:t></w:r></w:p>\
        <w:p><w:r><w:drawing><blip/></w:drawing></w:r></w:p>\
        <w:p><w:r><w:t>主</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>文</w:t></w:r></w:p>";
    let document = read(body);
    assert_eq!(texts(&document), ["面积 10²新\t甲", "乙√", "", "主文", "框"]);
    assert_eq!(document.lines[1].place, Place::Paragraph(1));
    assert_eq!(document.lines[2].left_out, ["图片"]);
}

#[test]
fn pictures_are_told_with_their_question() {
    let body = [
        p("1. 图中是（ ）"),
        "<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>".to_owned(),
        p("A.甲 B.乙"),
        p("答案：A"),
    ];
    insta::assert_snapshot!(shown(&read(&body.concat()).paper()));
}

#[test]
fn a_table_of_questions_is_a_sheet_and_any_other_is_text() {
    let body = [
        table(&[&["题号", "一", "总分"], &["得分", "", ""]]),
        table(&[&["1. 甲（ ）", "A. 一"], &["B. 二", "答案：B"]]),
        table(&[&["序号", "题干（必填）", "选项A", "选项B", "答案"], &["1", "乙", "一", "二", "A"]]),
    ];
    let document = read(&body.concat());
    assert_eq!(texts(&document), ["题号\t一\t总分", "得分", "1. 甲（ ）\tA. 一", "B. 二\t答案：B"]);
    let sheet = &document.tables[0];
    assert_eq!((sheet.name.as_str(), sheet.rows.len()), ("表1", 2));
    assert_eq!(sheet.rows[1].cell(4).to_string(), "A");
    assert_eq!(document.paper().drafts.len(), 1);
}

#[test]
fn cells_merged_downwards_are_filled() {
    let cell = |text: &str, merge: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("题型", ""),
        cell("题目", "<w:gridSpan w:val=\"2\"/>"),
        cell("答案", ""),
        cell("判断", "<w:vMerge w:val=\"restart\"/>"),
        cell("甲", "<w:gridSpan w:val=\"2\"/>"),
        cell("对", ""),
        cell("", "<w:vMerge/>"),
        cell("乙", "<w:gridSpan w:val=\"2\"/>"),
        cell("错", ""),
    );
    let sheet = read(&body).tables.remove(0);
    let row = |at: usize| [0, 1, 3].map(|column| sheet.rows[at].cell(column).to_string());
    assert_eq!(row(1), ["判断", "甲", "对"]);
    assert_eq!(row(2), ["判断", "乙", "错"]);
}

#[test]
fn the_text_may_stand_in_another_part() {
    let relations = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let body = "<w:document><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>";
    let file = archive(&[("_rels/.rels", relations), ("word/document2.xml", body)]);
    assert_eq!(texts(&document::read(&file).unwrap()), ["甲"]);
}

#[test]
fn hostile_documents_cost_a_message() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aa\">]><w:document>&a;</w:document>";
    let read = |parts: &[(&str, &str)]| document::read(&archive(parts)).map(|_| ());
    assert_eq!(read(&[("word/document.xml", bomb)]), Err(DocumentError::Broken));
    assert_eq!(read(&[("word/document.xml", &"<w:p>".repeat(100_000))]), Err(DocumentError::Broken));
    assert_eq!(read(&[("word/document.xml", &" ".repeat(40_000_000))]), Err(DocumentError::Swells));
    assert_eq!(read(&[("word/other.xml", "<a/>")]), Err(DocumentError::Broken));
    assert_eq!(read(&[("xl/workbook.xml", "<a/>")]), Err(DocumentError::Broken));
    assert_eq!(read(&[("ppt/presentation.xml", "<a/>")]), Err(DocumentError::Other("PPT 文件")));
}

#[test]
fn underlined_blanks_are_a_place_to_write_in() {
    let run = |text: &str, line: bool| {
        let line = if line { "<w:rPr><w:u w:val=\"single\"/></w:rPr>" } else { "" };
        format!("<w:r>{line}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let tab = "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:tab/></w:r>";
    let paragraph = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    let plain = "<w:r><w:rPr><w:u w:val=\"none\"/></w:rPr><w:t xml:space=\"preserve\">    </w:t></w:r>";
    let body = [
        paragraph(&[run("大法是", false), run("   ", true), run("     ", true), run("。", false)]),
        paragraph(&[run("大法是", false), tab.to_owned()]),
        paragraph(&[run("自", false), run("  ", true), run("2015", true), run("  ", true), run("年", false)]),
        paragraph(&[run("甲", false), run(" ", true), run("乙", false), plain.to_owned(), run("丙", false)]),
        paragraph(&[
            run("自", false),
            run("  ", true),
            run("日，", false),
            run("\u{3000}", true),
            run("起", false),
        ]),
    ];
    let lines: Vec<String> = read(&body.concat()).lines.into_iter().map(|line| line.text).collect();
    assert_eq!(lines, ["大法是____。", "大法是____", "自  2015  年", "甲 乙    丙", "自____日，____起"]);
}
