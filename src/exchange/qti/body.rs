//! What stands in an item: words, pictures and places to answer.

use super::is;
use crate::{
    domain::question::BLANK,
    exchange::{
        html::Flow,
        xml::{Element, Node},
    },
};

/// Comments that are shown after an answer.
const FEEDBACK: [&str; 3] = ["modalFeedback", "feedbackBlock", "feedbackInline"];
/// What is not for those who answer.
const SILENT: [&str; 4] = ["rubricBlock", "templateBlock", "templateInline", "stylesheet"];

/// The body of an item, read.
#[derive(Default)]
pub(super) struct Body<'a> {
    /// The words outside the options, prompts included.
    pub(super) stem: String,
    /// Where one chooses.
    pub(super) choices: Vec<&'a Element>,
    /// Where one writes; each is a blank in the stem.
    pub(super) entries: Vec<&'a Element>,
    /// Where one does something else.
    pub(super) others: usize,
    /// Comments, in the order of the file.
    pub(super) feedback: Vec<String>,
    /// Pictures and the like.
    pub(super) left_out: Vec<String>,
}

impl<'a> Body<'a> {
    /// Reads the body of an item and its comments.
    pub(super) fn read(item: &'a Element) -> Self {
        let mut body = Self::default();
        let mut flow = Flow::default();
        for element in item.elements() {
            if is(element, "itemBody") {
                body.walk(element, &mut flow);
            } else if is(element, "modalFeedback") {
                body.comment(element);
            }
        }
        let plain = flow.finish();
        body.stem = plain.text;
        body.left_out.extend(plain.left_out);
        body
    }

    fn walk(&mut self, element: &'a Element, flow: &mut Flow) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => flow.words(text),
                Node::Element(inner) => self.element(inner, flow),
            }
        }
    }

    fn element(&mut self, element: &'a Element, flow: &mut Flow) {
        if FEEDBACK.iter().any(|name| is(element, name)) {
            return self.comment(element);
        }
        match element.name.as_str() {
            _ if SILENT.iter().any(|name| is(element, name)) => {}
            _ if is(element, "choiceInteraction") => self.choice(element, flow),
            _ if is(element, "textEntryInteraction") => {
                flow.words(BLANK);
                self.entries.push(element);
            }
            name if name.to_ascii_lowercase().ends_with("interaction") => self.others += 1,
            name => {
                flow.open(name, |wanted| element.attribute(wanted).map(str::to_owned));
                self.walk(element, flow);
                flow.close(name);
            }
        }
    }

    fn choice(&mut self, element: &'a Element, flow: &mut Flow) {
        self.choices.push(element);
        for prompt in element.elements().filter(|inner| is(inner, "prompt")) {
            flow.open("p", |_| None);
            self.walk(prompt, flow);
            flow.close("p");
        }
    }

    fn comment(&mut self, element: &'a Element) {
        let text = self.inner(element);
        self.feedback.push(text);
    }

    /// The words of an element by itself; comments and pictures in it are put
    /// with the others.
    pub(super) fn inner(&mut self, element: &'a Element) -> String {
        let mut flow = Flow::default();
        self.walk(element, &mut flow);
        let plain = flow.finish();
        self.left_out.extend(plain.left_out);
        plain.text
    }
}
