//! The parts of a Word document, written as XML.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Name,
    Heading,
    /// A question with options below it.
    Stem,
    /// A question without any.
    Statement,
    /// A line of options with more below it, and where its tabs stop.
    Options(&'static [u32]),
    LastOptions(&'static [u32]),
    /// The title of the key, on a new page.
    KeyTitle,
    Key,
    Why,
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    style: Style,
    text: String,
}

impl Paragraph {
    /// A paragraph; line feeds and tabs stay what they are.
    pub(super) fn new(style: Style, text: impl Into<String>) -> Self {
        Self { style, text: text.into() }
    }
}

const STYLES: &str = include_str!("styles.xml");
const FOOTER: &str = include_str!("footer.xml");
const TYPES: &str = include_str!("types.xml");
const MAIN: &str = include_str!("main.rels");
const LINKS: &str = include_str!("document.rels");

/// A document of these paragraphs.
pub(super) fn write(title: &str, paragraphs: &[Paragraph]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", MAIN),
        ("word/document.xml", &document(paragraphs)),
        ("word/_rels/document.xml.rels", LINKS),
        ("word/styles.xml", STYLES),
        ("word/footer1.xml", FOOTER),
        ("docProps/core.xml", &properties(title)),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn properties(title: &str) -> String {
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"#,
        escaped(title)
    )
}

fn document(paragraphs: &[Paragraph]) -> String {
    let mut out = format!(r#"{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>"#);
    for paragraph in paragraphs {
        push(&mut out, paragraph);
    }
    // A4, with the margins of official papers.
    out.push_str(concat!(
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>"#,
        r#"<w:pgMar w:top="1701" w:right="1474" w:bottom="1588" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>"#,
        "</w:sectPr></w:body></w:document>"
    ));
    out
}

fn push(out: &mut String, paragraph: &Paragraph) {
    let (style, more) = match paragraph.style {
        Style::Title => ("Title", ""),
        Style::Name => ("Name", ""),
        Style::Heading => ("Heading1", ""),
        Style::Stem => ("Stem", "<w:keepNext/>"),
        Style::Statement => ("Stem", ""),
        Style::Options(_) => ("Options", "<w:keepNext/>"),
        Style::LastOptions(_) => ("Options", ""),
        Style::KeyTitle => ("Title", "<w:pageBreakBefore/>"),
        Style::Key => ("Key", ""),
        Style::Why => ("Why", ""),
    };
    write!(out, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}"#)
        .expect("a string takes all that is written to it");
    if let Style::Options(stops) | Style::LastOptions(stops) = paragraph.style {
        out.push_str("<w:tabs>");
        for stop in stops {
            write!(out, r#"<w:tab w:val="left" w:pos="{stop}"/>"#)
                .expect("a string takes all that is written to it");
        }
        out.push_str("</w:tabs>");
    }
    out.push_str("</w:pPr><w:r>");
    text(out, &paragraph.text);
    out.push_str("</w:r></w:p>");
}

fn text(out: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            out.push_str(r#"<w:t xml:space="preserve">"#);
            out.push_str(&escaped(part));
            out.push_str("</w:t>");
        }
    }
}

/// What XML can hold, with its signs escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}
