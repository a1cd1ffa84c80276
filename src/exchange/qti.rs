//! QTI 2.x and 3: one XML file, or a zip with one for each question.

mod body;
mod key;
mod package;

use super::{
    Found,
    convention::{amount, put_feedback, said},
    draft::{Draft, Piece},
    place::Place,
    problem::Problem,
    xml::{self, Element},
};
use body::Body;

/// The names of what is looked for, in QTI 2.x and 3.
const WANTED: [&str; 4] = ["assessmentItem", "qti-assessment-item", "assessmentTest", "qti-assessment-test"];

const HELP: &str = "请改成单选、多选、判断或填空题";

/// Reads choices and blanks, out of one XML file or a zip with many; other
/// kinds are told and left out. The items of a package come in the order of
/// their files' names, numbers within these by value.
pub fn read(bytes: &[u8]) -> Found {
    let mut reader = Reader::default();
    if bytes.starts_with(b"PK") {
        match package::parts(bytes) {
            Ok(parts) => parts.iter().for_each(|part| reader.file(part)),
            Err(problem) => reader.found.problems.push(problem),
        }
    } else {
        reader.file(bytes);
    }
    reader.end()
}

#[derive(Default)]
struct Reader {
    found: Found,
    items: u32,
}

/// Why a question is not read.
struct Refused(&'static str);

impl Reader {
    fn file(&mut self, bytes: &[u8]) {
        match xml::each(&xml::decode(bytes), &WANTED, |element| self.element(&element)) {
            Ok(root) if root == "questestinterop" => {
                let help = "请在原来的系统里导出成 QTI 2.1 或 3.0，或者 Moodle XML";
                self.found.problems.push(Problem::error(Place::File, "QTI 1.2 的文件不支持", help));
            }
            Ok(_) => {}
            Err(problem) => self.found.problems.push(problem),
        }
    }

    fn element(&mut self, element: &Element) {
        if is(element, "assessmentTest") {
            let title = element.attribute("title").map(|title| title.trim().to_owned());
            self.found.title = self.found.title.take().or(title.filter(|title| !title.is_empty()));
            return;
        }
        self.items = self.items.saturating_add(1);
        let place = Place::Item(self.items);
        match draft(element, &place) {
            Ok(draft) => self.found.drafts.push(draft),
            Err(Refused(message)) => self.found.problems.push(Problem::error(place, message, HELP)),
        }
    }

    fn end(mut self) -> Found {
        if self.found.drafts.is_empty() && self.found.problems.is_empty() {
            let help = "QTI 的题目在 <assessmentItem> 里";
            self.found.problems.push(Problem::error(Place::File, "没有找到 QTI 题目", help));
        }
        self.found
    }
}

fn draft(item: &Element, place: &Place) -> Result<Draft, Refused> {
    let mut body = Body::read(item);
    let mut draft = Draft::new(Piece::new(&body.stem, place.clone()));
    draft.id = item.attribute("identifier").and_then(|id| said(id, place));
    draft.points = points(item).and_then(|points| said(&points, place));
    key::put(&mut draft, item, &mut body)?;
    draft.left_out = body.left_out.iter().map(|what| Piece::new(what, place.clone())).collect();
    let mut comments = body.feedback.into_iter().filter(|comment| !comment.is_empty());
    put_feedback(&mut draft, &comments.next().unwrap_or_default());
    draft.left_out.extend(comments.map(|other| Piece::new(format!("评语：{other}"), place.clone())));
    Ok(draft)
}

/// The most points that an item gives.
fn points(item: &Element) -> Option<String> {
    let declared = |element: &&Element| {
        is(element, "outcomeDeclaration") && element.attribute("identifier") == Some("MAXSCORE")
    };
    let most = item.elements().find(declared)?;
    amount(&most.text())
}

/// Whether an element has this name, given as in QTI 2.x.
fn is(element: &Element, name: &str) -> bool {
    is_name(&element.name, name)
}

fn is_name(found: &str, name: &str) -> bool {
    found == name || found.strip_prefix("qti-").is_some_and(|rest| rest == kebab(name))
}

/// An attribute, by its name in QTI 2.x.
fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attribute(name).or_else(|| element.attribute(&kebab(name)))
}

/// `simpleChoice` is `simple-choice` in QTI 3.
fn kebab(name: &str) -> String {
    let spread =
        |c: char| if c.is_ascii_uppercase() { format!("-{}", c.to_ascii_lowercase()) } else { c.into() };
    name.chars().map(spread).collect()
}

#[cfg(test)]
mod tests;
