//! What a file is, from its first bytes.

use std::io::Cursor;

use super::{TableError, inflate};

/// The kinds we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip with `xl/` in it, or a zip that the parser may judge.
    Xlsx,
    /// The old binary workbook.
    Xls,
    /// A workbook of `LibreOffice` or WPS.
    Ods,
    /// Anything that may be text.
    Text,
}

/// Tells the kind, and names what people take for a table though it is none.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, TableError> {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or(bytes);
    match start {
        [] => Err(TableError::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Ok(Kind::Xls),
        [b'%', b'P', b'D', b'F', ..] => Err(TableError::Other("PDF 文件")),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Err(TableError::Other("图片"))
        }
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [0x1F, 0x8B, ..] => {
            Err(TableError::Other("压缩包（请先解压）"))
        }
        _ => markup(start),
    }
}

/// A zip, told apart by the names in it.
fn zip(bytes: &[u8]) -> Result<Kind, TableError> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.replace('\\', "/")).collect();
    let holds = |start: &str| names.iter().any(|name| name.starts_with(start));
    match () {
        () if holds("xl/workbook.bin") => Err(TableError::Other("二进制工作簿（.xlsb）")),
        () if holds("xl/") => Ok(Kind::Xlsx),
        () if holds("word/") => Err(TableError::Other("Word 文件")),
        () if holds("ppt/") => Err(TableError::Other("PPT 文件")),
        () if holds("mimetype") || holds("content.xml") => open_document(bytes),
        () => Err(TableError::Other("压缩包（请先解压）")),
    }
}

/// Tables, texts and slides of `LibreOffice` are alike but for their type; where
/// it is missing, reading will tell.
fn open_document(bytes: &[u8]) -> Result<Kind, TableError> {
    let kind = inflate::part(bytes, "mimetype", 200)?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind).into_owned();
    match () {
        () if kind.contains(".text") => Err(TableError::Other("OpenDocument 文字文档（.odt）")),
        () if kind.contains(".presentation") => Err(TableError::Other("OpenDocument 演示文稿（.odp）")),
        () if kind.is_empty() || kind.contains(".spreadsheet") => Ok(Kind::Ods),
        () => Err(TableError::Other("压缩包（请先解压）")),
    }
}

/// Web pages with a table in them are often given out as `.xls`.
fn markup(start: &[u8]) -> Result<Kind, TableError> {
    let head = String::from_utf8_lossy(start).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.contains("<office:document") {
        return Err(TableError::Other("OpenDocument 单个 XML 文件（.fods）"));
    }
    let page = ["<html", "<!doctype", "<table", "<meta", "<?xml"].iter().any(|tag| head.starts_with(tag));
    if page { Err(TableError::Other("网页文件")) } else { Ok(Kind::Text) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(name: &str) -> Vec<u8> {
        archive_of(name, "x")
    }

    fn archive_of(name: &str, content: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_are_known_by_what_they_hold() {
        assert_eq!(kind(&archive("xl/workbook.xml")), Ok(Kind::Xlsx));
        for (name, what) in [
            ("word/document.xml", "Word 文件"),
            ("notes.txt", "压缩包（请先解压）"),
            ("xl/workbook.bin", "二进制工作簿（.xlsb）"),
        ] {
            assert_eq!(kind(&archive(name)), Err(TableError::Other(what)));
        }
        assert_eq!(kind(b"PK\x03\x04 cut off"), Err(TableError::Broken));
    }

    #[test]
    fn documents_of_libreoffice_are_known_by_their_type() {
        let of = |kind_of: &str| {
            kind(&archive_of("mimetype", &format!("application/vnd.oasis.opendocument.{kind_of}")))
        };
        assert_eq!(of("spreadsheet"), Ok(Kind::Ods));
        assert_eq!(of("spreadsheet-template"), Ok(Kind::Ods));
        assert_eq!(of("text"), Err(TableError::Other("OpenDocument 文字文档（.odt）")));
        assert_eq!(of("presentation"), Err(TableError::Other("OpenDocument 演示文稿（.odp）")));
        assert_eq!(kind(&archive("content.xml")), Ok(Kind::Ods));
        assert_eq!(
            kind(&archive_of("mimetype", "application/epub+zip")),
            Err(TableError::Other("压缩包（请先解压）"))
        );
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        assert_eq!(kind(b""), Err(TableError::Empty));
        assert_eq!(kind("工号,姓名".as_bytes()), Ok(Kind::Text));
        assert_eq!(kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Ok(Kind::Xls));
        let others: [(&[u8], &str); 4] = [
            (
                b"<?xml version='1.0'?>\n<office:document office:version='1.3'>",
                "OpenDocument 单个 XML 文件（.fods）",
            ),
            (b"%PDF-1.7", "PDF 文件"),
            (b"\x89PNG\r\n", "图片"),
            (b"\xEF\xBB\xBF <html><table>", "网页文件"),
        ];
        for (bytes, what) in others {
            assert_eq!(kind(bytes), Err(TableError::Other(what)));
        }
    }
}
