//! XML from outside, piece by piece: no document types, no entities but the
//! five of XML itself, a bounded depth.

use std::borrow::Cow;

use quick_xml::{
    XmlVersion,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

use crate::exchange::document::DocumentError;

/// The deepest nesting; Word's own text boxes in tables reach forty.
const MAX_DEPTH: usize = 256;

/// A piece of XML. Names come without their prefix.
pub(super) enum Node<'x> {
    Open(Element<'x>),
    Close,
    Text(Cow<'x, str>),
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // The check for twins costs the square of their number.
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.val()?.parse().ok()
    }
}

/// Reads XML.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    /// XML in UTF-8, with its mark or without.
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next piece, `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'x>>, DocumentError> {
        loop {
            match self.reader.read_event().map_err(|_| DocumentError::Broken)? {
                Event::Start(start) => {
                    self.depth += 1;
                    let fits = self.depth <= MAX_DEPTH;
                    return if fits {
                        Ok(Some(Node::Open(Element(start))))
                    } else {
                        Err(DocumentError::Broken)
                    };
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(entity) => return Ok(Some(Node::Text(resolved(&entity)?))),
                Event::DocType(_) => return Err(DocumentError::Broken),
                Event::Eof => return if self.depth == 0 { Ok(None) } else { Err(DocumentError::Broken) },
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }
}

/// One of the five entities, or a character by its number.
fn resolved(entity: &BytesRef<'_>) -> Result<Cow<'static, str>, DocumentError> {
    let text = match &**entity {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => {
            let found = entity.resolve_char_ref().ok().flatten().ok_or(DocumentError::Broken)?;
            return Ok(found.to_string().into());
        }
    };
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> Result<String, DocumentError> {
        let mut xml = Xml::new(xml);
        let mut all = String::new();
        while let Some(node) = xml.next()? {
            if let Node::Text(text) = node {
                all.push_str(&text);
            }
        }
        Ok(all)
    }

    #[test]
    fn texts_and_their_escapes_are_read() {
        assert_eq!(text("<a>1 &lt; <b>2</b>&#x4e2d;<![CDATA[&]]></a>").as_deref(), Ok("1 < 2中&"));
    }

    #[test]
    fn what_swells_or_lies_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>";
        for xml in [bomb, "<a>&b;</a>", "<a><b></a>", "<a>", &"<a>".repeat(300)] {
            assert_eq!(text(xml), Err(DocumentError::Broken), "{xml}");
        }
    }
}
