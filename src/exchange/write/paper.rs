//! Papers to print, as Word documents: sections by kind, and the key with its
//! explanations on pages of their own at the end, as offices hand them out.
//! A paper with its key is read back by [`crate::exchange::paper`].

mod docx;
mod row;

use zip::result::ZipError;

use super::{LeftOut, TRUTHS, Written, grid, kind_title};
use crate::{
    domain::{
        choices::letter,
        points::Points,
        question::{BLANK, Body, Kind, Question},
    },
    exchange::kind,
};
use docx::{Paragraph, Style};

/// What is written where a key goes.
const ROOM: &str = "（　　）";
/// What is written where words go.
const LINE: &str = "______________";
/// The line for whoever sits the exam.
const NAME: &str = "单位：______________  姓名：__________  日期：__________  得分：________";
const ORDINALS: [&str; 4] = ["一", "二", "三", "四"];

/// Writes a paper. With its key, what the paper can't bring back is told.
pub fn write(
    title: &str,
    questions: &[Question],
    with_key: bool,
) -> Result<(Vec<u8>, Vec<LeftOut>), ZipError> {
    let title = super::one_line(title);
    let sections = sections(questions);
    let mut paragraphs = vec![Paragraph::new(Style::Title, &title), Paragraph::new(Style::Name, NAME)];
    for section in &sections {
        paragraphs.push(Paragraph::new(Style::Heading, section.heading()));
        section.numbered().for_each(|(number, question)| ask(&mut paragraphs, section, number, question));
    }
    let mut told = Written::default();
    if with_key {
        keys(&mut paragraphs, &title, &sections);
        for question in questions {
            parts(question, &mut told);
        }
    }
    Ok((docx::write(&title, &paragraphs)?, told.left_out))
}

/// The questions of one kind. Numbers go on from section to section, so that a
/// number says which question is meant.
struct Section<'q> {
    kind: Kind,
    ordinal: &'static str,
    first: usize,
    questions: Vec<&'q Question>,
}

fn sections(questions: &[Question]) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut first = 1;
    for kind in Kind::ALL {
        let of_kind: Vec<&Question> = questions.iter().filter(|question| question.kind() == kind).collect();
        let Some(ordinal) = ORDINALS.get(sections.len()).filter(|_| !of_kind.is_empty()) else { continue };
        let next = first + of_kind.len();
        sections.push(Section { kind, ordinal, first, questions: of_kind });
        first = next;
    }
    sections
}

impl<'q> Section<'q> {
    fn numbered(&self) -> impl Iterator<Item = (usize, &'q Question)> + '_ {
        (self.first..).zip(self.questions.iter().copied())
    }

    /// What each question is worth, if all are worth the same.
    fn each(&self) -> Option<Points> {
        let first = self.questions.first()?.points;
        self.questions.iter().all(|question| question.points == first).then_some(first)
    }

    /// `一、单选题（每题1分，共20分）`
    fn heading(&self) -> String {
        let sum: Points = self.questions.iter().map(|question| question.points).sum();
        let worth = match self.each() {
            Some(each) => format!("每题{each}分，共{sum}分"),
            None => format!("共{}题，{sum}分", self.questions.len()),
        };
        format!("{}、{}（{worth}）", self.ordinal, kind_title(self.kind))
    }
}

/// The question as it is asked.
fn ask(paragraphs: &mut Vec<Paragraph>, section: &Section<'_>, number: usize, question: &Question) {
    let (before, stem) = stem(question);
    let any_order = matches!(question.body, Body::Blank { any_order: true, .. });
    let note = if any_order { "（不分先后）" } else { "" };
    let worth = match section.each() {
        Some(_) => String::new(),
        None => format!("（{}分）", question.points),
    };
    let (rows, stops) = row::rows(question.options());
    let text = format!("{before}{number}. {stem}{note}{worth}");
    let style = if rows.is_empty() { Style::Statement } else { Style::Stem };
    paragraphs.push(Paragraph::new(style, text));
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.into_iter().enumerate() {
        let style = if at == last { Style::LastOptions(stops) } else { Style::Options(stops) };
        paragraphs.push(Paragraph::new(style, row));
    }
}

/// The stem, and before its number the room for the key if it has none itself.
fn stem(question: &Question) -> (&'static str, String) {
    let has_room = kind::has_blank(&question.stem);
    match question.body {
        Body::Blank { .. } => ("", question.stem.replace(BLANK, LINE)),
        _ if has_room => ("", question.stem.clone()),
        _ => (ROOM, question.stem.clone()),
    }
}

/// The pages with the key.
fn keys(paragraphs: &mut Vec<Paragraph>, title: &str, sections: &[Section<'_>]) {
    paragraphs.push(Paragraph::new(Style::KeyTitle, format!("{title}参考答案及解析")));
    for section in sections {
        let heading = format!("{}、{}", section.ordinal, kind_title(section.kind));
        paragraphs.push(Paragraph::new(Style::Heading, heading));
        for (number, question) in section.numbered() {
            paragraphs.push(Paragraph::new(Style::Key, format!("{number}. 答案：{}", key(question))));
            let said = [("解析", &question.explanation), ("依据", &question.source)];
            for (word, text) in said.into_iter().filter_map(|(word, text)| Some((word, text.as_ref()?))) {
                paragraphs.push(Paragraph::new(Style::Why, format!("{word}：{text}")));
            }
        }
    }
}

/// The key as it is printed.
fn key(question: &Question) -> String {
    match &question.body {
        Body::Judge { key } => TRUTHS[usize::from(!key)].to_owned(),
        Body::Single { key, .. } => letter(*key).to_string(),
        Body::Multiple { key, .. } => key.letters(),
        // What can't be told apart again is still good to be read by people.
        Body::Blank { key, .. } => grid::printed(question)
            .unwrap_or_else(|| key.iter().flatten().cloned().collect::<Vec<_>>().join("；")),
    }
}

/// What a paper has no place for.
fn parts(question: &Question, told: &mut Written) {
    let parts = [
        ("难度", question.difficulty.is_some()),
        ("标签", !question.tags.is_empty()),
        ("有效期", question.valid_until.is_some()),
        ("选项不乱序", !question.shuffle),
    ];
    for (what, _) in parts.into_iter().filter(|(_, is_there)| *is_there) {
        told.leave_part(question, what);
    }
}

#[cfg(test)]
mod tests;
