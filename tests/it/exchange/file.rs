//! What a file is, told from its bytes.

use std::io::{Cursor, Write as _};

use baiti::exchange::{
    file::{self, Kind},
    settle::settle,
};
use zip::write::SimpleFileOptions;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// What a file is, and how many sound questions it has.
fn seen(bytes: &[u8]) -> Result<(Kind, usize), String> {
    let file = file::open(bytes).map_err(|error| error.to_string())?;
    let (kind, mapping) = (file.kind, file.mapping(&[]));
    Ok((kind, settle(file.read(&mapping).drafts).taken.len()))
}

const CSV: &str = "题型,题目,选项A,选项B,答案\n单选题,依法行政的主体是？,行政机关,企业,A\n";
const PAPER: &str = "1. 依法行政的主体是（ ）。\nA. 行政机关\nB. 企业\n答案：A\n";
const ITEM: &str = r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="1">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>A</value></correctResponse></responseDeclaration>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>依法行政的主体是？</prompt>
<simpleChoice identifier="A">行政机关</simpleChoice><simpleChoice identifier="B">企业</simpleChoice>
</choiceInteraction></itemBody></assessmentItem>"#;

#[test]
fn every_kind_is_known_whatever_it_is_called() {
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(CSV.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let json = r#"[{"题干":"依法行政的主体是？","选项":["行政机关","企业"],"答案":"A"}]"#;
    let moodle = r#"<?xml version="1.0"?><!-- x --><quiz><question type="truefalse"><name><text>1</text></name>
        <questiontext format="html"><text>依法行政。</text></questiontext>
        <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>"#;
    let (gbk, ..) = encoding_rs::GBK.encode(CSV);
    let package = zipped(&[("imsmanifest.xml", "<manifest/>"), ("items/q1.xml", ITEM)]);
    let cases: Vec<(&str, Vec<u8>, Kind)> = vec![
        ("csv", CSV.into(), Kind::Table),
        ("tsv", CSV.replace(',', "\t").into(), Kind::Table),
        ("utf-16", utf16, Kind::Table),
        ("gbk", gbk.into_owned(), Kind::Table),
        ("paper", PAPER.into(), Kind::Paper),
        (
            "page",
            format!("<html><body><p>{}</p></body></html>", PAPER.replace('\n', "</p><p>")).into(),
            Kind::Paper,
        ),
        ("gift", "::1:: 依法行政的主体是？{=行政机关 ~企业}\n".into(), Kind::Gift),
        ("aiken", "依法行政的主体是？\nA. 行政机关\nB. 企业\nANSWER: A\n".into(), Kind::Aiken),
        ("json", json.into(), Kind::Json),
        ("moodle", moodle.into(), Kind::Moodle),
        ("qti", format!("<?xml version=\"1.0\"?>\n{ITEM}").into(), Kind::Qti),
        ("qti package", package, Kind::Qti),
    ];
    for (name, bytes, kind) in cases {
        assert_eq!(seen(&bytes), Ok((kind, 1)), "{name}");
    }
}

#[test]
fn a_bracket_does_not_make_json_nor_a_comma_a_table() {
    let paper = format!("【单选题】\n{PAPER}");
    assert_eq!(seen(paper.as_bytes()), Ok((Kind::Paper, 1)));
    let with_commas = "1. 甲,乙,丙中谁对？（A）\nA. 甲,乙\nB. 乙,丙\n2. 依法行政,人人有责。（对）\n";
    assert_eq!(seen(with_commas.as_bytes()), Ok((Kind::Paper, 2)));
}

#[test]
fn what_holds_no_questions_is_named() {
    for (bytes, words) in [
        (&b""[..], "空"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"<svg xmlns=\"x\"/>", "XML 文件"),
        (b"\x00\x01\x02\x03binary\x00\x00", "乱码"),
    ] {
        let told = seen(bytes).expect_err("no questions");
        assert!(told.contains(words), "{told}");
    }
    let archive = zipped(&[("a.txt", "x")]);
    assert!(seen(&archive).expect_err("an archive").contains("压缩包"));
}
