//! What a paragraph gets from its style: a place in a list, or in a table of
//! contents.

use std::collections::HashMap;

use super::xml::{Element, Node, Xml};
use crate::exchange::document::DocumentError;

/// The longest chain of styles that stand on each other.
const MAX_CHAIN: usize = 12;

/// A style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, DocumentError> {
        let mut styles = Self::default();
        let mut id = String::new();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.name() == "style" {
                id = element.attribute("styleId").unwrap_or_default();
                styles.0.insert(id.clone(), Style::default());
            } else if let Some(style) = styles.0.get_mut(&id) {
                style.open(&element);
            }
        }
        Ok(styles)
    }

    /// The list and the level in it of a paragraph of this style.
    pub(super) fn list(&self, id: &str) -> Option<(&str, Option<usize>)> {
        self.chain(id).find_map(|style| style.list.as_deref().map(|list| (list, style.level)))
    }

    /// Whether it is for lines of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let is = |name: &str| name.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("toc"));
        is(id) || self.0.get(id).is_some_and(|style| is(&style.name))
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let below = |style: &&'s Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), below).take(MAX_CHAIN)
    }
}

impl Style {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "name" => self.name = element.val().unwrap_or_default(),
            "basedOn" => self.based_on = element.val(),
            "numId" => self.list = element.val(),
            "ilvl" => self.level = element.number().and_then(|level| level.try_into().ok()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_from_the_styles_below() {
        let styles = Styles::read(
            "<styles><style styleId='a'><name val='List Number'/><numPr><ilvl val='1'/><numId val='4'/></numPr></style>\
             <style styleId='b'><name val='toc 1'/><basedOn val='a'/></style>\
             <style styleId='c'><basedOn val='c'/></style></styles>",
        )
        .unwrap();
        assert_eq!(styles.list("b"), Some(("4", Some(1))));
        assert_eq!(styles.list("c"), None, "a style that stands on itself");
        assert!(styles.is_contents("b") && styles.is_contents("TOC2") && !styles.is_contents("a"));
    }
}
