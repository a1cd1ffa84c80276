//! Documents and texts as people send them: bytes in, lines and tables out.
//! What a file is, is told from its bytes.

use super::{
    Found, docx, page,
    paper::{self, Line},
};
use crate::table::{self, Sheet, TableError};

/// A document taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its lines from above; those of tables that are no lists of questions are
    /// among them.
    pub lines: Vec<Line>,
    /// Its tables with a header over questions, for the reader of sheets.
    pub tables: Vec<Sheet>,
}

impl Document {
    /// The questions in its lines. That there are none is no problem where
    /// there are tables.
    pub fn paper(&self) -> Found {
        let mut found = paper::read(&self.lines);
        if !self.tables.is_empty() && found.drafts.is_empty() {
            found.problems.retain(|problem| problem.place != super::place::Place::File);
        }
        found
    }
}

/// Why a document could not be read, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing in it.
    #[error("文件是空的，请检查是否选错了文件")]
    Empty,
    /// More bytes than [`table::MAX_BYTES`].
    #[error("文件超过 20 MB，太大了。请删去图片，或拆成几个文件再试")]
    TooLarge,
    /// More text than fits into memory.
    #[error("文件内容太多，读不下。请拆成几个文件再试")]
    TooMuch,
    /// It would grow out of all proportion.
    #[error("文件解压后大得不正常，为安全起见没有读。请用 Word 或 WPS 打开，另存为新的 .docx 文件再试")]
    Swells,
    /// A password is set on it.
    #[error("文件设了打开密码。请在 Word 或 WPS 里取消密码，保存后再试")]
    Locked,
    /// Word's binary format.
    #[error("这是旧格式的 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 再试")]
    OldWord,
    /// Pages without a text to rely on.
    #[error("这是 PDF 文件，里面的文字顺序靠不住。请找到原来的 Word 文件，或用 WPS 转成 .docx 核对后再试")]
    Pdf,
    /// A document in another format.
    #[error("这是{0}，不是 Word 文件。请用 Word 或 WPS 打开，另存为 .docx 再试")]
    Other(&'static str),
    /// A text in no encoding we know.
    #[error("看不出这是什么文件，文字是乱码。请用 Word 或 WPS 打开，另存为 .docx 再试")]
    Garbled,
    /// A damaged document.
    #[error("文件已损坏或不完整，读不出来。请用 Word 或 WPS 打开，另存为新的 .docx 文件再试")]
    Broken,
}

/// Reads a `.docx`, a web page (which some programs give out as `.doc`), or a
/// text in UTF-8, UTF-16 (with its mark) or GB18030.
pub fn read(bytes: &[u8]) -> Result<Document, DocumentError> {
    if bytes.len() > table::MAX_BYTES {
        return Err(DocumentError::TooLarge);
    }
    match bytes {
        [] => Err(DocumentError::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Err(ole(bytes)),
        [b'%', b'P', b'D', b'F', ..] => Err(DocumentError::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(DocumentError::Other("RTF 文件")),
        _ => text(bytes),
    }
}

/// A zip: a document if it has the parts of one.
fn zip(bytes: &[u8]) -> Result<Document, DocumentError> {
    match table::read(bytes) {
        Err(TableError::Other("Word 文件")) => docx::read(bytes),
        Err(TableError::Other(what)) => Err(DocumentError::Other(what)),
        Err(error) => Err(error.into()),
        Ok(_) => Err(DocumentError::Other("Excel 文件")),
    }
}

/// A compound file: old Word, or a document under a password.
fn ole(bytes: &[u8]) -> DocumentError {
    match table::read(bytes) {
        Err(TableError::Locked) => DocumentError::Locked,
        Err(TableError::Other("Word 文件")) => DocumentError::OldWord,
        Ok(_) => DocumentError::Other("Excel 文件"),
        Err(_) => DocumentError::Broken,
    }
}

fn text(bytes: &[u8]) -> Result<Document, DocumentError> {
    let text = table::decode(bytes)?;
    let head = text.trim_start_matches('\u{feff}').trim_start();
    if head.is_empty() {
        return Err(DocumentError::Empty);
    }
    if starts_with(head, &["mime-version:", "from: <saved by", "from: \"saved by"]) {
        return Err(DocumentError::Other("网页存档（.mht）"));
    }
    let is_page =
        starts_with(head, &["<html", "<!doctype html", "<head", "<meta", "<body", "<table", "<p>", "<div"])
            || (starts_with(head, &["<?xml"])
                && head.get(..600).unwrap_or(head).to_lowercase().contains("<html"));
    let lines = if is_page { paper::lines(&page::read(head).text) } else { paper::lines(&text) };
    Ok(Document { lines, tables: Vec::new() })
}

fn starts_with(text: &str, heads: &[&str]) -> bool {
    heads.iter().any(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_is_told_with_what_to_do() {
        let mut archive = b"MIME-Version: 1.0\n".to_vec();
        archive.extend(b"Content-Type: multipart/related");
        for (bytes, expected) in [
            (&b""[..], DocumentError::Empty),
            (b"%PDF-1.7", DocumentError::Pdf),
            (b"{\\rtf1\\ansi", DocumentError::Other("RTF 文件")),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", DocumentError::Broken),
            (b"PK\x03\x04cut", DocumentError::Broken),
            (b" \n ", DocumentError::Empty),
            (&archive, DocumentError::Other("网页存档（.mht）")),
        ] {
            assert_eq!(read(bytes), Err(expected));
        }
    }

    #[test]
    fn a_text_has_lines() {
        let lines = read("1. 甲\r\n2. 乙".as_bytes()).unwrap().lines;
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["1. 甲", "2. 乙"]);
    }
}
