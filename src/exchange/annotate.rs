//! The sent file back, with what is wrong told where it stands. What is added
//! is passed over when the file is mended and sent again.

mod book;

use std::{collections::HashMap, fmt::Write as _};

pub use book::workbook;

use super::{
    paper::Line,
    place::Place,
    problem::{Problem, Weight},
};

/// The header of the column of notes, and the name of their sheet.
pub(super) const TITLE: &str = "批注";
/// What begins each note.
pub(super) const MARK: &str = "【批注】";

/// A text with notes below the lines they concern; what concerns the whole file
/// stands at its head.
pub fn text(lines: &[Line], problems: &[Problem]) -> String {
    // The lines of a paragraph share their place: its notes stand below the last.
    let last: HashMap<&Place, usize> = lines.iter().enumerate().map(|(at, line)| (&line.place, at)).collect();
    let mut below: HashMap<usize, Vec<&Problem>> = HashMap::new();
    let mut out = String::new();
    for problem in problems {
        match last.get(&problem.place) {
            Some(at) => below.entry(*at).or_default().push(problem),
            None => note(&mut out, &told(problem, &format!("{} ", problem.place))),
        }
    }
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !is_note(&line.text)) {
        writeln!(out, "{}", line.text).expect("a string takes all that is written to it");
        below
            .remove(&at)
            .unwrap_or_default()
            .into_iter()
            .for_each(|problem| note(&mut out, &told(problem, "")));
    }
    out
}

/// Whether a line or a cell is a note of ours.
pub(super) fn is_note(text: &str) -> bool {
    text.trim_start().starts_with(MARK)
}

fn note(out: &mut String, words: &str) {
    writeln!(out, "{MARK}{words}").expect("a string takes all that is written to it");
}

/// `错误：G列 答案“E”，但只有4个选项。请改正答案或补上选项`, on one line. `place`
/// says where as far as the note's own place doesn't.
fn told(problem: &Problem, place: &str) -> String {
    let help = if problem.help.is_empty() { String::new() } else { format!("。{}", problem.help) };
    let told = format!("{}：{place}{}{help}", word(problem.weight), problem.message);
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn word(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "错误",
        Weight::Warning => "提醒",
        Weight::Mended => "已修正",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{paper, settle::settle};

    const PAPER: &str = "\
一、单选题
1. 期限是（ ）。
A. 五日
B. 十日
答案：E
2. 应当（ ）。
A. 公开
B. 公平
答案：A
";

    fn problems(text: &str) -> (Vec<Line>, Vec<Problem>) {
        let lines = paper::lines(text);
        let found = paper::read(&lines);
        let problems = found.problems.into_iter().chain(settle(found.drafts).problems).collect();
        (lines, problems)
    }

    #[test]
    fn notes_stand_below_their_lines_and_are_passed_over() {
        let (lines, mut found) = problems(PAPER);
        found.push(Problem::warning(Place::File, "没有标题", ""));
        let noted = text(&lines, &found);
        insta::assert_snapshot!(noted);
        let (lines, again) = problems(&noted);
        assert_eq!(again.len(), 1, "the same one: {again:?}");
        let twice = text(&lines, &again);
        assert_eq!(twice.matches(MARK).count(), 1, "old notes go: {twice}");
    }

    #[test]
    fn a_note_between_options_changes_nothing() {
        let plain = paper::read(&paper::lines(PAPER)).drafts;
        let noted = PAPER.replace("A. 五日\n", "A. 五日\n【批注】提醒：答案：B\n");
        let mut drafts = paper::read(&paper::lines(&noted)).drafts;
        for (draft, plain) in drafts.iter_mut().zip(&plain) {
            assert_eq!(draft.stem.text, plain.stem.text);
            assert_eq!(draft.options.len(), plain.options.len());
        }
        assert_eq!(drafts.len(), plain.len());
    }
}
