//! What the formats that come from Moodle have in common, and how what they
//! have no field for is written in them.

use super::{
    Found,
    draft::{Draft, Piece},
    kind::blanks,
    place::Place,
    problem::Problem,
};
use crate::{
    domain::question::{BLANK, Question},
    table::MAX_ROWS,
};

/// What begins the last line of an explanation if it names the source.
const SOURCE: &str = "依据：";
/// What begins a tag that gives the difficulty.
const DIFFICULTY: &str = "难度：";
/// Names of categories that say nothing.
const ROOTS: [&str; 6] = ["$course$", "$system$", "$module$", "$cat$", "$cat1$", "top"];

/// The most options and answers of one question that are looked at; more are
/// no question.
pub(super) const MAX_ANSWERS: usize = 100;
/// The most problems of one file that are told.
const MAX_PROBLEMS: usize = 5_000;
/// The most characters of a category's name, and the most names on its path.
const MAX_NAME: usize = 100;
const MAX_PATH: usize = 10;

/// Whether there is room for another question or problem. If not, that is told
/// as the last.
pub(super) fn has_room(found: &mut Found) -> bool {
    let is_full = found.drafts.len() >= MAX_ROWS || found.problems.len() >= MAX_PROBLEMS;
    if is_full {
        let message = "题目或问题太多，后面的没有读";
        found.problems.push(Problem::error(Place::File, message, "请检查是否选错了文件，或者拆成几个文件"));
    }
    !is_full
}

/// Whether a name may be a tag of every question below it.
pub(super) fn is_short(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= MAX_NAME
}

/// The explanation and the source as one text.
pub(super) fn feedback(question: &Question) -> String {
    let source = question.source.as_ref().map(|source| format!("{SOURCE}{source}"));
    question.explanation.iter().cloned().chain(source).collect::<Vec<_>>().join("\n")
}

/// Takes the two apart again.
pub(super) fn put_feedback(draft: &mut Draft, text: &str) {
    let text = text.trim();
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let (explanation, source) = match last.trim().strip_prefix(SOURCE) {
        Some(source) => (before, source),
        None => (text, ""),
    };
    draft.explanation = said(explanation, &draft.place);
    draft.source = said(source, &draft.place);
}

/// A piece of text, if there is any.
pub(super) fn said(text: &str, place: &Place) -> Option<Piece> {
    Some(Piece::new(text, place.clone())).filter(|piece| !piece.text.is_empty())
}

/// The tags of a question and its difficulty.
pub(super) fn tags(question: &Question) -> Vec<String> {
    let difficulty = question.difficulty.map(|level| format!("{DIFFICULTY}{level}"));
    question.tags.iter().cloned().chain(difficulty).collect()
}

/// Puts a tag where it belongs.
pub(super) fn put_tag(draft: &mut Draft, tag: &str) {
    match tag.trim().strip_prefix(DIFFICULTY) {
        Some(level) => draft.difficulty = said(level, &draft.place),
        None => draft.tags.extend(said(tag, &draft.place)),
    }
}

/// The names on the path of a category: `$course$/法规/第一章` is 法规, 第一章.
/// A slash within a name is written twice.
pub(super) fn category(path: &str) -> Vec<String> {
    // The root goes first, for a name may begin with a slash.
    let below =
        path.split_once('/').filter(|(root, _)| ROOTS.contains(root)).map_or(path, |(_, below)| below);
    let guarded = below.replace("//", "\u{0}");
    let names = guarded.split('/').map(|name| name.replace('\u{0}', "/").trim().to_owned());
    names.filter(|name| is_short(name) && !ROOTS.contains(&name.as_str())).take(MAX_PATH).collect()
}

/// The categories met on the way through a file.
#[derive(Default)]
pub(super) struct Categories {
    /// The names of the last one; those before it are of no use any more.
    present: Vec<String>,
    /// How many were entered.
    entered: usize,
}

impl Categories {
    /// The next questions are in this one.
    pub(super) fn enter(&mut self, path: &str) {
        self.present = category(path);
        self.entered += 1;
    }

    /// The names of the present one.
    pub(super) fn present(&self) -> &[String] {
        &self.present
    }

    /// The name of the whole file: a single category that holds every question
    /// tells nothing about any of them. It is taken off their tags again.
    pub(super) fn title(self, drafts: &mut [Draft]) -> Option<String> {
        let [title] = self.present.as_slice() else { return None };
        if self.entered != 1 {
            return None;
        }
        let begins = |draft: &Draft| draft.tags.first().is_some_and(|tag| tag.text == *title);
        if !drafts.iter().all(begins) {
            return None;
        }
        for draft in drafts {
            draft.tags.remove(0);
        }
        Some(title.clone())
    }
}

/// The path of a category with just this name. A slash at its ends is kept
/// apart from those of the path by a blank, as Moodle does.
pub(super) fn category_path(title: &str) -> String {
    let name = title.split_whitespace().collect::<Vec<_>>().join(" ").replace('/', "//");
    let before = if name.starts_with('/') { " " } else { "" };
    let after = if name.ends_with('/') { " " } else { "" };
    format!("$course$/{before}{name}{after}")
}

/// A short answer as it is meant: `*` stands for anything there, and `\*` for
/// itself. The second value tells whether there was one that stands for
/// anything.
pub(super) fn pattern(text: &str) -> (String, bool) {
    let bare = text.replace("\\*", "\u{0}");
    (bare.replace('\u{0}', "*"), bare.contains('*'))
}

/// Puts a blank at the end of a question for a short answer that has none: no
/// other system writes one.
pub(super) fn put_blank(draft: &mut Draft, problems: &mut Vec<Problem>) {
    if draft.stem.text.is_empty() || !blanks(&draft.stem.text).is_empty() {
        return;
    }
    let stem = draft.stem.text.trim_end();
    draft.stem.text = match stem.strip_suffix('。') {
        Some(bare) => format!("{bare}{BLANK}。"),
        None => format!("{stem}{BLANK}"),
    };
    problems.push(Problem::mended(draft.stem.place.clone(), "题干里没有要填的空，已在末尾加上 ____"));
}

/// A text as a short answer that means just that.
pub(super) fn as_pattern(text: &str) -> String {
    text.replace('*', "\\*")
}

/// An amount without needless noughts: `2.0000000` is 2. Nothing for what is
/// no number.
pub(super) fn amount(text: &str) -> Option<String> {
    let number: f64 = text.trim().parse().ok()?;
    number.is_finite().then(|| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft::new(Piece::new("题干", Place::Item(1)))
    }

    #[test]
    fn a_last_line_may_name_the_source() {
        let read = |text: &str| {
            let mut draft = draft();
            put_feedback(&mut draft, text);
            let text = |piece: Option<Piece>| piece.map(|piece| piece.text).unwrap_or_default();
            (text(draft.explanation), text(draft.source))
        };
        let of = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        assert_eq!(read("甲\n乙\n依据：《预算法》第三条"), of("甲\n乙", "《预算法》第三条"));
        assert_eq!(read(" 依据：《预算法》 "), of("", "《预算法》"));
        assert_eq!(read("甲依据：乙"), of("甲依据：乙", ""));
        assert_eq!(read(""), of("", ""));
    }

    #[test]
    fn a_path_is_names() {
        assert_eq!(category("$course$/top/法规/第一章//上"), ["法规", "第一章/上"]);
        assert_eq!(category(" "), [""; 0]);
        for title in ["甲/乙 丙", "/甲", "甲/", "/", "//甲"] {
            assert_eq!(category(&category_path(title)), [title]);
        }
        assert_eq!(category(&category_path("甲\n乙")), ["甲 乙"]);
    }

    #[test]
    fn names_that_are_no_names_are_dropped() {
        assert_eq!(category(&"a/".repeat(1000)).len(), MAX_PATH);
        assert_eq!(category(&"字".repeat(1000)), [""; 0]);
    }

    #[test]
    fn a_file_is_not_read_for_ever() {
        let mut found = Found::default();
        while has_room(&mut found) {
            found.problems.push(Problem::mended(Place::File, "题"));
        }
        assert_eq!(found.problems.len(), MAX_PROBLEMS + 1);
    }

    #[test]
    fn a_single_category_is_the_title() {
        let tagged = |tags: &[&str]| {
            let mut draft = draft();
            for tag in tags {
                put_tag(&mut draft, tag);
            }
            draft
        };
        let mut categories = Categories::default();
        categories.enter("$course$/法规");
        let mut drafts = vec![tagged(&["法规", "甲"]), tagged(&["法规"])];
        assert_eq!(categories.title(&mut drafts).as_deref(), Some("法规"));
        assert_eq!(drafts[0].tags.len(), 1);
        let mut categories = Categories::default();
        categories.enter("法规/第一章");
        assert_eq!(categories.title(&mut drafts), None);
    }

    #[test]
    fn a_tag_may_give_the_difficulty() {
        let mut draft = draft();
        put_tag(&mut draft, "难度：2");
        put_tag(&mut draft, " ");
        assert_eq!(draft.difficulty.unwrap().text, "2");
        assert!(draft.tags.is_empty());
    }

    #[test]
    fn stars_stand_for_anything() {
        assert_eq!(pattern("二十*"), ("二十*".to_owned(), true));
        assert_eq!(pattern(&as_pattern("3*4\\")), ("3*4\\".to_owned(), false));
    }

    #[test]
    fn amounts_have_no_needless_noughts() {
        assert_eq!(amount("2.5000000").as_deref(), Some("2.5"));
        assert_eq!(amount("2.0000000").as_deref(), Some("2"));
        assert_eq!(amount("NaN"), None);
        assert_eq!(amount("两分"), None);
    }
}
