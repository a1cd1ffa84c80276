//! XML in bounded memory: the elements that are asked for, one at a time.
//!
//! Nothing is fetched and nothing is expanded: a document with declarations of
//! its own (`<!DOCTYPE … [`) is refused, and the only entities are those of
//! XML and HTML.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};
use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};

use super::{html, place::Place, problem::Problem};
use crate::table::{MAX_BYTES, MAX_ROWS};

/// The deepest an element may lie.
const MAX_DEPTH: usize = 100;
/// The most attributes of an element that are looked at.
const MAX_ATTRIBUTES: usize = 100;
/// The most elements within one that was asked for.
const MAX_WITHIN: usize = 20_000;

const SAVE_AGAIN: &str = "请在原来的系统里重新导出一次";

/// An element with all that is in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Element {
    /// Its name, without a namespace.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub(super) nodes: Vec<Node>,
}

/// Something within an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Words, with entities decoded.
    Text(String),
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let mut attributes = start.html_attributes();
        let attributes = attributes.with_checks(false).take(MAX_ATTRIBUTES).flatten().map(|attribute| {
            (attribute.key.local_name().as_ref().to_owned(), html::decode(&attribute.value))
        });
        Self { name: local_name(start), attributes: attributes.collect(), nodes: Vec::new() }
    }

    /// An attribute, by its name without a namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those right below it with this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first right below it with this name.
    pub(super) fn first(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Those anywhere below it that are wanted, in the order of the file; not
    /// those within one that is wanted.
    pub(super) fn below<'a>(&'a self, wanted: &dyn Fn(&str) -> bool) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if wanted(&element.name) {
                found.push(element);
            } else {
                found.extend(element.below(wanted));
            }
        }
        found
    }

    /// All the words in it.
    pub(super) fn text(&self) -> String {
        self.nodes
            .iter()
            .map(|node| match node {
                Node::Element(element) => element.text(),
                Node::Text(text) => text.clone(),
            })
            .collect()
    }

    fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

/// Hands over every element with one of the names, with all that is in it, and
/// gives the name of the outermost element.
///
/// # Errors
/// Where the text stops being XML or goes beyond the bounds; what came before
/// has been handed over.
pub(super) fn each(text: &str, wanted: &[&str], visit: impl FnMut(Element)) -> Result<String, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::error(Place::File, "文件超过20 MB，太大了", "请拆成几个文件"));
    }
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk { wanted, visit, root: None, depth: 0, within: 0, handed: 0, open: Vec::new() };
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|_| broken(text, reader.error_position()))?;
        let goes_on = walk.event(event).map_err(|message| {
            Problem::error(line_of(text, at), message, "为安全起见没有读下去，请检查是否选错了文件")
        })?;
        if !goes_on {
            return if walk.depth == 0 { Ok(walk.root.unwrap_or_default()) } else { Err(broken(text, at)) };
        }
    }
}

struct Walk<'a, F> {
    wanted: &'a [&'a str],
    visit: F,
    root: Option<String>,
    depth: usize,
    within: usize,
    handed: usize,
    open: Vec<Element>,
}

impl<F: FnMut(Element)> Walk<'_, F> {
    /// Takes one event; `false` at the end, `Err` beyond the bounds.
    fn event(&mut self, event: Event<'_>) -> Result<bool, &'static str> {
        match event {
            Event::Start(start) => self.start(&start)?,
            Event::End(_) => self.end()?,
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.text(&referred(&reference)),
            Event::DocType(declared) if declared.contains('[') => return Err("XML 里自己定义了实体（DTD）"),
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), &'static str> {
        self.depth += 1;
        self.within += 1;
        if self.depth > MAX_DEPTH {
            return Err("XML 的层数太多");
        }
        if self.root.is_none() {
            self.root = Some(local_name(start));
        }
        if self.open.is_empty() {
            self.within = 0;
            if !self.wanted.contains(&local_name(start).as_str()) {
                return Ok(());
            }
        }
        if self.within > MAX_WITHIN {
            return Err("一道题里的内容太多");
        }
        self.open.push(Element::new(start));
        Ok(())
    }

    fn end(&mut self) -> Result<(), &'static str> {
        self.depth = self.depth.saturating_sub(1);
        let Some(element) = self.open.pop() else { return Ok(()) };
        if let Some(parent) = self.open.last_mut() {
            parent.nodes.push(Node::Element(element));
            return Ok(());
        }
        self.handed += 1;
        if self.handed > MAX_ROWS {
            return Err("题目太多，超过200000道");
        }
        (self.visit)(element);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.push_text(text);
        }
    }
}

fn local_name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn referred(reference: &BytesRef<'_>) -> String {
    let name = reference.xml10_content();
    html::resolve(&name).unwrap_or_else(|| format!("&{name};"))
}

fn broken(text: &str, at: u64) -> Problem {
    Problem::error(line_of(text, at), "从这里起不是完整的 XML，读不下去", SAVE_AGAIN)
}

fn line_of(text: &str, at: u64) -> Place {
    let at = usize::try_from(at).unwrap_or(text.len()).min(text.len());
    let lines = text.as_bytes()[..at].split(|&byte| byte == b'\n').count();
    Place::Line(u32::try_from(lines).unwrap_or(u32::MAX))
}

/// The text of an XML file: by its byte-order mark, else UTF-8 if it is sound,
/// else by its declaration, else GB18030.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.into();
    }
    declared(bytes).unwrap_or(GB18030).decode(bytes).0
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).into_owned();
    let label = head.split_once("encoding")?.1.trim_start_matches([' ', '=', '"', '\'']);
    Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> (Vec<Element>, Result<String, Problem>) {
        let mut found = Vec::new();
        let root = each(text, &["q"], |element| found.push(element));
        (found, root)
    }

    #[test]
    fn wanted_elements_come_one_by_one() {
        let (found, root) = all(
            "\u{feff}<?xml version='1.0'?><x:bank><q n='1&lt;2'>甲<![CDATA[<乙>]]>&amp;&nbsp;&#20008;</q><r/><x:q/></x:bank>",
        );
        assert_eq!(root.unwrap(), "bank");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text(), "甲<乙>&\u{a0}丨");
        assert_eq!(found[0].attribute("n"), Some("1<2"));
    }

    #[test]
    fn what_came_before_a_break_is_kept() {
        let (found, root) = all("<bank><q>甲</q>\n<q>乙</r></bank>");
        assert_eq!(found.len(), 1);
        assert_eq!(root.unwrap_err().place, Place::Line(2));
        let (found, root) = all("<bank><q>甲</q>");
        assert_eq!((found.len(), root.is_err()), (1, true));
    }

    #[test]
    fn entities_of_its_own_are_refused() {
        let bomb = "<!DOCTYPE bank [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><bank><q>&b;</q></bank>";
        let (found, root) = all(bomb);
        assert!(found.is_empty());
        assert!(root.unwrap_err().message.contains("DTD"));
        let (found, root) = all("<!DOCTYPE bank SYSTEM \"file:///etc/passwd\"><bank><q>&b;</q></bank>");
        assert_eq!((found[0].text().as_str(), root.is_ok()), ("&b;", true));
    }

    #[test]
    fn depth_and_size_are_bounded() {
        assert!(all(&"<a>".repeat(200_000)).1.unwrap_err().message.contains("层数"));
        assert!(all(&"<q>".repeat(200_000)).1.unwrap_err().message.contains("层数"));
        let wide = format!("<b><q>{}</q></b>", "<i/>".repeat(MAX_WITHIN + 1));
        assert!(all(&wide).1.unwrap_err().message.contains("太多"));
        assert!(all(&format!("<b>{}</b>", "<i/>".repeat(MAX_WITHIN + 1))).1.is_ok());
    }

    #[test]
    fn encodings_are_told_by_mark_soundness_and_declaration() {
        let text = "<?xml version=\"1.0\" encoding=\"gb2312\"?><q>中文</q>";
        assert_eq!(decode(&GB18030.encode(text).0), text);
        assert_eq!(decode(text.as_bytes()), text);
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&utf16), text);
        assert_eq!(decode(&GB18030.encode("<q>中文</q>").0), "<q>中文</q>");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in ".*", marks in "[<>&;/!=\"' \\[\\]aq?#x0-9-]*", bytes: Vec<u8>) {
            drop(all(&text));
            drop(all(&marks));
            drop(all(&decode(&bytes)));
        }
    }
}
