//! Files of every kind, and what is none.

use std::io::{Cursor, Write as _};

use baiti::{
    domain::reference::MAX_ARTICLES,
    exchange::document::DocumentError,
    reference::{ReferenceError, read},
};
use zip::write::SimpleFileOptions;

const TEXT: &str = "机关食堂管理办法\n第一章 总则\n第一条 为了管好食堂，制定本办法。\n第二条 不得浪费。";

fn labels(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let read = read(name, bytes).unwrap();
    (read.title, read.articles.into_iter().map(|article| article.label).collect())
}

/// A document with these paragraphs.
fn docx(text: &str) -> Vec<u8> {
    let paragraphs = text.replace('\n', "</w:t></w:r></w:p><w:p><w:r><w:t>");
    let body = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{paragraphs}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(body.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn texts_documents_and_pages_read_alike() {
    let html = TEXT.replace('\n', "</p>\n<p>");
    let page =
        format!("<!DOCTYPE html><html><head><title>别的</title></head><body><p>{html}</p></body></html>");
    let gb = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(TEXT.encode_utf16().flat_map(u16::to_le_bytes));
    let expected = ("机关食堂管理办法".to_owned(), vec!["第一条".to_owned(), "第二条".to_owned()]);
    for (kind, bytes) in [
        ("a text", TEXT.as_bytes().to_vec()),
        ("Windows' lines", TEXT.replace('\n', "\r\n").into_bytes()),
        ("GB18030", gb),
        ("UTF-16", utf16),
        ("a page", page.into_bytes()),
        ("a document", docx(TEXT)),
    ] {
        assert_eq!(labels("x", &bytes), expected, "{kind}");
    }
}

#[test]
fn what_is_no_text_is_told_with_what_to_do() {
    let error = |bytes: &[u8]| read("x", bytes).unwrap_err();
    assert_eq!(error(b""), ReferenceError::Document(DocumentError::Empty));
    assert_eq!(error(b"%PDF-1.7"), ReferenceError::Document(DocumentError::Pdf));
    assert_eq!(error("只有标题".as_bytes()), ReferenceError::Nothing);
    assert_eq!(error("——\n……".as_bytes()), ReferenceError::Nothing);
    assert!(error(b"PK\x03\x04cut").to_string().contains("损坏"));
}

#[test]
fn what_is_too_long_is_refused() {
    let many = "一款内容。\n".repeat(MAX_ARTICLES + 1);
    assert_eq!(read("x", format!("办法\n{many}").as_bytes()).unwrap_err(), ReferenceError::TooLong);
    let long = format!("办法\n第一条 {}", "长".repeat(500_001));
    assert_eq!(read("x", long.as_bytes()).unwrap_err(), ReferenceError::TooLong);
}
