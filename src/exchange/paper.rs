//! Question papers as people type them: `1. 题干 … A. … B. … 答案：B 解析：…`,
//! with headings, keys in the stem or in lists at the end.
//!
//! Every line is first looked at by itself and with its neighbours
//! (`mark`), then the lines are read in turn (`scan`), last the lists of
//! keys are given to their questions (`assign`). A key in the brackets of a
//! stem stays there, for whoever settles the draft to take.

mod across;
mod aside;
mod assign;
mod clean;
mod heading;
mod item;
mod keys;
mod label;
mod mark;
mod number;
mod options;
mod scan;
mod tags;

use std::borrow::Cow;

use super::{Found, annotate::is_note, place::Place, problem::Problem};
use mark::{Mark, look};
use scan::Scan;

/// The most lines.
pub const MAX_LINES: usize = crate::table::MAX_ROWS;
/// The most bytes of a line: a page of text.
const MAX_LINE: usize = 16 * 1024;

/// A line of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands; the lines of one paragraph share their place.
    pub place: Place,
    /// What it says, with its automatic number if it has one.
    pub text: String,
    /// What stands in it but can't be read, such as pictures.
    pub left_out: Vec<String>,
}

impl Line {
    /// A line of nothing but text.
    pub fn new(place: Place, text: impl Into<String>) -> Self {
        Self { place, text: text.into(), left_out: Vec::new() }
    }
}

/// The lines of a text, numbered from 1; no more than one beyond the most.
pub fn lines(text: &str) -> Vec<Line> {
    let unified = text.replace("\r\n", "\n");
    let lines = unified.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    (1..).zip(lines).take(MAX_LINES + 1).map(|(number, line)| Line::new(Place::Line(number), line)).collect()
}

/// Reads a paper.
pub fn read(lines: &[Line]) -> Found {
    let lines = without_notes(lines);
    let (lines, mut refused) = bounded(&lines);
    let seen = look(
        lines
            .iter()
            .map(|line| if line.text.len() > MAX_LINE { String::new() } else { clean::line(&line.text) })
            .collect(),
    );
    let Scan { sections, mut items, groups, mut problems, title, .. } = Scan::read(lines, &seen);
    problems.append(&mut refused);
    assign::assign(&mut items, &sections, groups, &mut problems);
    if items.is_empty() && problems.is_empty() {
        problems.push(nothing());
    }
    Found { drafts: items.into_iter().map(|item| item.draft).collect(), problems, title }
}

/// The lines without what was noted when the text was read before.
fn without_notes(lines: &[Line]) -> Cow<'_, [Line]> {
    if lines.iter().any(|line| is_note(&line.text)) {
        lines.iter().filter(|line| !is_note(&line.text)).cloned().collect()
    } else {
        Cow::Borrowed(lines)
    }
}

/// As many lines as are read, and what is said of the others.
fn bounded(lines: &[Line]) -> (&[Line], Vec<Problem>) {
    let too_many = lines.len() > MAX_LINES;
    let lines = lines.get(..lines.len().min(MAX_LINES)).unwrap_or_default();
    let long = lines.iter().filter(|line| line.text.len() > MAX_LINE);
    let mut problems: Vec<Problem> = long
        .map(|line| Problem::error(line.place.clone(), "这一行太长，没有读", "请把每道题、每个选项分行写"))
        .collect();
    if too_many {
        problems.push(Problem::error(
            Place::File,
            format!("超过{MAX_LINES}行，后面的没有读"),
            "请拆成几个文件",
        ));
    }
    (lines, problems)
}

/// Whether a text looks like a paper: something is asked, and options, keys or
/// headings stand with it.
pub fn resembles(lines: &[Line]) -> bool {
    if is_table(lines) {
        return false;
    }
    let head = lines.iter().take(2_000).map(|line| clean::line(&line.text)).collect();
    let seen = look(head);
    let asks = seen.iter().filter(|seen| matches!(seen.mark, Mark::Number | Mark::Text));
    let asks = asks.filter(|seen| seen.asks || seen.options || seen.key).count();
    let signs =
        |mark: &Mark| matches!(mark, Mark::Option(_) | Mark::Label(_) | Mark::Heading(_) | Mark::List);
    let signs = seen.iter().filter(|seen| signs(&seen.mark)).count();
    let numbers = seen.iter().filter(|seen| seen.mark == Mark::Number && seen.asks).count();
    asks > 0 && (signs > 0 || numbers > 1)
}

/// Whether nearly every line has as many separators as the first one.
pub(super) fn is_table(lines: &[Line]) -> bool {
    let full: Vec<&str> =
        lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).take(200).collect();
    [',', '\t', ';'].iter().any(|separator| {
        let columns = full.first().map_or(0, |line| line.matches(*separator).count());
        let rows = full.iter().filter(|line| line.matches(*separator).count() >= columns).count();
        columns >= 2 && rows * 4 >= full.len() * 3
    })
}

fn nothing() -> Problem {
    let help = "题目要有题号或空行隔开，选项写成“A. …”，答案写成“答案：B”";
    Problem::error(Place::File, "没有找到题目", help)
}
