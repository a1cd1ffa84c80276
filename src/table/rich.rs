//! Texts of a workbook in which letters are set high or low: m², CO₂. The
//! parser gives plain texts only, so the parts with such letters are written
//! anew before it reads them, with the letters that Unicode has for them.

use std::{
    borrow::Cow,
    io::{BufRead, BufReader, BufWriter, Cursor, Write},
};

use quick_xml::{
    Reader, Writer,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, BytesText, Event},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Script, scripted};

/// What stands in a part with such letters.
pub(super) const MARK: &[u8] = b"vertAlign";

/// The longest text that is set high or low, in bytes.
const MAX_RUN: usize = 64 * 1024;

/// The same workbook, its letters that are set high or low as plain ones; of
/// its parts these have the [mark](MARK). One without such letters, and one in
/// which they can't be written anew, stays as it is.
pub(super) fn plain<'a>(bytes: &'a [u8], marked: &[usize]) -> Cow<'a, [u8]> {
    let anew = texts(bytes, marked)
        .filter(|parts| !parts.is_empty())
        .and_then(|parts| rewritten(bytes, &parts).ok());
    anew.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// Those of these parts that hold texts; in styles a letter may be set high too.
fn texts(bytes: &[u8], parts: &[usize]) -> Option<Vec<usize>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut found = Vec::new();
    for &index in parts {
        let name = archive.by_index_raw(index).ok()?.name().ok()?.to_lowercase();
        if name.ends_with("sharedstrings.xml") || name.starts_with("xl/worksheets/") {
            found.push(index);
        }
    }
    Some(found)
}

/// Why a part can't be written anew doesn't matter: it is then read as it is.
struct Unchanged;

impl<E: std::error::Error> From<E> for Unchanged {
    fn from(_: E) -> Self {
        Self
    }
}

fn rewritten(bytes: &[u8], parts: &[usize]) -> Result<Vec<u8>, Unchanged> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut anew = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        if parts.contains(&index) {
            let part = archive.by_index(index)?;
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(1));
            anew.start_file(part.name()?.into_owned(), options)?;
            copy(BufReader::new(part), BufWriter::new(&mut anew))?;
        } else {
            anew.raw_copy_file(archive.by_index_raw(index)?)?;
        }
    }
    Ok(anew.finish()?.into_inner())
}

/// Copies a part, its texts changed.
fn copy(part: impl BufRead, out: impl Write) -> Result<(), Unchanged> {
    let mut reader = Reader::from_reader(part);
    let mut copy = Copy { out: Writer::new(out), script: Script::Plain, text: None };
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => break,
            event => copy.take(event)?,
        }
        buffer.clear();
    }
    copy.out.into_inner().flush()?;
    Ok(())
}

struct Copy<W: Write> {
    out: Writer<W>,
    /// How the run stands in which one is.
    script: Script,
    /// The text of such a run, until its end.
    text: Option<String>,
}

impl<W: Write> Copy<W> {
    fn take(&mut self, event: Event<'_>) -> Result<(), Unchanged> {
        match &event {
            Event::Start(start) if start.local_name().as_ref() == "t" => {
                self.text = (self.script != Script::Plain).then(String::new);
            }
            Event::Start(start) | Event::Empty(start) => self.open(start),
            Event::End(end) if matches!(end.local_name().as_ref(), "r" | "rPh") => {
                self.script = Script::Plain;
            }
            Event::End(end) if end.local_name().as_ref() == "t" => self.end_text()?,
            _ => {}
        }
        if self.text.as_ref().is_some_and(|text| text.len() > MAX_RUN) {
            return Err(Unchanged);
        }
        match (&mut self.text, &event) {
            (Some(text), Event::Text(more)) => text.push_str(more),
            (Some(text), Event::CData(more)) => text.push_str(more),
            (Some(text), Event::GeneralRef(entity)) => text.push_str(&resolved(entity).ok_or(Unchanged)?),
            _ => self.out.write_event(event)?,
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "r" => self.script = Script::Plain,
            "vertAlign" => {
                let mut attributes = start.attributes();
                let val = attributes.with_checks(false).flatten().find(|one| one.key.as_ref() == "val");
                self.script = Script::of(val.as_ref().map(|one| &*one.value));
            }
            _ => {}
        }
    }

    fn end_text(&mut self) -> Result<(), Unchanged> {
        let Some(text) = self.text.take() else { return Ok(()) };
        self.out.write_event(Event::Text(BytesText::new(&scripted(&text, self.script))))?;
        Ok(())
    }
}

fn resolved(entity: &BytesRef<'_>) -> Option<String> {
    let known = resolve_xml_entity(entity).map(str::to_owned);
    known.or_else(|| entity.resolve_char_ref().ok().flatten().map(String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(text: &str) -> String {
        let mut out = Vec::new();
        assert!(copy(text.as_bytes(), &mut out).is_ok(), "{text}");
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn letters_set_high_or_low_become_their_own() {
        let run =
            |align: &str, text: &str| format!("<r><rPr><vertAlign val=\"{align}\"/></rPr><t>{text}</t></r>");
        assert!(copied(&run("superscript", "2")).contains("<t>²</t>"));
        assert!(copied(&run("superscript", "&#8722;1")).contains("<t>⁻¹</t>"));
        assert!(copied(&run("subscript", "2")).contains("<t>₂</t>"));
        assert!(copied(&run("subscript", "甲&lt;")).contains("<t>甲&lt;</t>"));
        let mixed = format!("<si>{}<r><t>2 &amp; 3</t></r></si>", run("superscript", "2"));
        assert!(copied(&mixed).ends_with("<t>²</t></r><r><t>2 &amp; 3</t></r></si>"));
    }

    #[test]
    fn what_is_empty_or_too_long_does_no_harm() {
        let high = "<rPr><vertAlign val='superscript'/></rPr>";
        assert!(copied(&format!("<r>{high}<t/></r><r><t>2</t></r>")).ends_with("<t>2</t></r>"));
        assert!(copied(&format!("<r>{high}<t><![CDATA[2]]></t></r>")).ends_with("<t>²</t></r>"));
        let long = format!("<r>{high}<t>{}</t></r>", "2&amp;".repeat(MAX_RUN));
        assert!(copy(long.as_bytes(), Vec::new()).is_err());
    }
}
