//! Word documents (`.docx`): paragraphs with the numbers that Word shows before
//! them, and tables.

mod body;
mod frame;
mod numbering;
mod script;
mod styles;
mod xml;

use super::document::{Document, DocumentError};
use crate::table::{TableError, inflate};
use body::Body;
use numbering::Numbering;
use styles::Styles;
use xml::{Node, Xml};

/// The most bytes of the text itself, unpacked: a book has two million.
const MAX_BODY: u64 = 64 * 1024 * 1024;
/// The most bytes of a part that describes lists or styles.
const MAX_PART: u64 = 8 * 1024 * 1024;

/// Reads a document.
pub fn read(bytes: &[u8]) -> Result<Document, DocumentError> {
    inflate::check(bytes)?;
    let main = main_part(bytes)?;
    let body = part(bytes, &main, MAX_BODY)?.ok_or(DocumentError::Broken)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &str| part(bytes, format!("{folder}/{name}").trim_start_matches('/'), MAX_PART);
    let mut numbering =
        beside("numbering.xml")?.map_or(Ok(Numbering::default()), |text| Numbering::read(&text))?;
    let styles = beside("styles.xml")?.map_or(Ok(Styles::default()), |text| Styles::read(&text))?;
    Body::read(&body, &mut numbering, &styles)
}

/// The name of the part with the text, which some programs call otherwise.
fn main_part(bytes: &[u8]) -> Result<String, DocumentError> {
    let usual = || "word/document.xml".to_owned();
    let Some(relations) = part(bytes, "_rels/.rels", MAX_PART)? else { return Ok(usual()) };
    let mut xml = Xml::new(&relations);
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        let is_main = element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if let Some(target) = element.attribute("Target").filter(|_| is_main) {
            return Ok(target.trim_start_matches(['/', '.']).to_owned());
        }
    }
    Ok(usual())
}

/// A part as text, if it is there.
fn part(bytes: &[u8], name: &str, most: u64) -> Result<Option<String>, DocumentError> {
    let Some(part) = inflate::part(bytes, name, most)? else { return Ok(None) };
    String::from_utf8(part).map(Some).map_err(|_| DocumentError::Broken)
}

impl From<TableError> for DocumentError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Swells => Self::Swells,
            TableError::Locked => Self::Locked,
            TableError::TooLarge => Self::TooLarge,
            TableError::Garbled => Self::Garbled,
            TableError::Empty => Self::Empty,
            _ => Self::Broken,
        }
    }
}
