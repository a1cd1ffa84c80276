//! The sent file back, with what is wrong told where it stands. What is added
//! is passed over when the file is mended and sent again.

mod book;

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

pub use book::workbook;

use super::{
    file::Kind,
    paper::Line,
    place::Place,
    problem::{Problem, Weight},
};

/// The header of the column of notes, and the name of their sheet.
pub(super) const TITLE: &str = "批注";
/// What a list of notes begins with.
const LIST: &str = "这只是问题清单，不能当题库导入。请按下面的提示改原来的文件，改好再导入。";
/// What begins each note.
pub(super) const MARK: &str = "【批注】";

/// What can be done with an annotated text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It can be mended and loaded: notes stand below their lines.
    Paper,
    /// It can be mended and loaded: notes are comments above their questions.
    Gift,
    /// It is nothing but a list of notes.
    List,
}

impl Form {
    /// The form for a file of this kind with these lines.
    pub fn of(kind: Kind, lines: &[Line]) -> Self {
        match kind {
            Kind::Gift => Self::Gift,
            Kind::Moodle | Kind::Qti | Kind::Json | Kind::Own => Self::List,
            _ if lines.is_empty() => Self::List,
            _ => Self::Paper,
        }
    }

    /// Whether what is written so can be mended and loaded.
    pub const fn is_loadable(self) -> bool {
        !matches!(self, Self::List)
    }
}

/// A file's text with its notes.
pub fn text(form: Form, lines: &[Line], problems: &[Problem]) -> String {
    match form {
        Form::Paper => paper(lines, problems),
        Form::Gift => gift(lines, problems),
        Form::List => list(problems),
    }
}

/// Only the notes, in the order in which they were found.
fn list(problems: &[Problem]) -> String {
    let mut out = format!("{LIST}\n");
    for problem in problems {
        note(&mut out, &told(problem, &format!("{} ", problem.place)));
    }
    out
}

/// Notes as comments above the questions they concern; the place of a question
/// is that of its first line, so a comment never stands within its braces.
fn gift(lines: &[Line], problems: &[Problem]) -> String {
    let places: HashSet<&Place> = lines.iter().map(|line| &line.place).collect();
    let mut above: HashMap<&Place, Vec<&Problem>> = HashMap::new();
    let mut out = String::new();
    for problem in problems {
        if places.contains(&problem.place) {
            above.entry(&problem.place).or_default().push(problem);
        } else {
            comment(&mut out, &told(problem, &format!("{} ", problem.place)));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for line in lines.iter().filter(|line| !is_comment(&line.text)) {
        for problem in above.remove(&line.place).unwrap_or_default() {
            comment(&mut out, &told(problem, ""));
        }
        writeln!(out, "{}", line.text).expect("a string takes all that is written to it");
    }
    out
}

fn comment(out: &mut String, words: &str) {
    out.push_str("// ");
    note(out, words);
}

fn is_comment(text: &str) -> bool {
    text.trim_start().strip_prefix("//").is_some_and(is_note)
}

/// A text with notes below the lines they concern; what concerns the whole file
/// stands at its head.
fn paper(lines: &[Line], problems: &[Problem]) -> String {
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
    use crate::exchange::{draft::Draft, gift, paper, settle::settle};

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
        let noted = text(Form::Paper, &lines, &found);
        insta::assert_snapshot!(noted);
        let (lines, again) = problems(&noted);
        assert_eq!(again.len(), 1, "the same one: {again:?}");
        let twice = text(Form::Paper, &lines, &again);
        assert_eq!(twice.matches(MARK).count(), 1, "old notes go: {twice}");
    }

    #[test]
    fn notes_of_gift_are_comments_above_the_question() {
        let source = "::Q1:: 党的生日 {\n=七一 #对\n~八一 #错\n}\n\n首都是{=北京}\n\n谈谈{}\n";
        let read = |text: &str| {
            let found = gift::read(text);
            let problems = found.problems.into_iter().chain(settle(found.drafts.clone()).problems).collect();
            (found.drafts, problems)
        };
        let (drafts, problems): (Vec<Draft>, Vec<Problem>) = read(source);
        let form = Form::of(Kind::Gift, &paper::lines(source));
        let noted = text(form, &paper::lines(source), &problems);
        insta::assert_snapshot!("gift", noted);
        let (again, problems) = read(&noted);
        let stems = |drafts: &[Draft]| drafts.iter().map(|draft| draft.stem.text.clone()).collect::<Vec<_>>();
        assert_eq!(stems(&again), stems(&drafts));
        let twice = text(form, &paper::lines(&noted), &problems);
        assert_eq!(twice.trim_end(), noted.trim_end(), "old notes go");
    }

    #[test]
    fn what_has_no_lines_is_a_list_and_says_so() {
        for kind in [Kind::Moodle, Kind::Qti, Kind::Json] {
            let form = Form::of(kind, &paper::lines("<quiz>"));
            assert!(!form.is_loadable());
            let noted = text(form, &[], &[Problem::error(Place::Item(2), "没有答案", "")]);
            assert_eq!(noted, format!("{LIST}\n{MARK}错误：第2题 没有答案\n"));
        }
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
