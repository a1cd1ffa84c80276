//! The rows of the blueprint.

use super::{
    fields::OF_PAPER,
    format::{MAX_QUESTIONS, MAX_ROWS},
    sheet::{self, Sheet, Table},
};
use crate::{
    bank::{Diagnostic, diagnostic::plain, format, section::Section, spelling::nearest},
    domain::{
        exam::blueprint::{Row, Source},
        points::Points,
        question::Kind,
        topic::{Topic, is_word},
    },
};

const KINDS: super::format::Choices<Kind> = &[
    ("single", "单选题", Kind::Single),
    ("multiple", "多选题", Kind::Multiple),
    ("judge", "判断题", Kind::Judge),
    ("blank", "填空题", Kind::Blank),
];

/// Checks the rows; those that are wrong are left out. `is_there`: what is no
/// table was told already.
pub(super) fn check<'a>(sheet: &mut Sheet<'a, '_>, tables: &[Table<'a>], is_there: bool) -> Vec<Row> {
    if tables.is_empty() && !is_there {
        refuse(sheet, "考试没有组卷：不知道考哪些题", "每类题写一段，以一行 [[paper]] 开头");
    } else if tables.len() > MAX_ROWS {
        refuse(sheet, &format!("[[paper]] 有 {} 段，最多 {MAX_ROWS} 段", tables.len()), "请合并一些");
        return Vec::new();
    }
    let number = |(n, table): (usize, &Table<'a>)| row(sheet, n + 1, *table);
    let rows: Vec<Row> = tables.iter().enumerate().filter_map(number).collect();
    let questions: usize = rows.iter().map(|row| row.number).sum();
    if questions > MAX_QUESTIONS {
        refuse(sheet, &format!("一份试卷有 {questions} 题，最多 {MAX_QUESTIONS} 题"), "请减少题数");
    }
    rows
}

fn refuse(sheet: &mut Sheet<'_, '_>, message: &str, help: &str) {
    sheet.findings.add(Diagnostic::of_file(sheet.page.name, message, help));
}

fn row<'a>(sheet: &mut Sheet<'a, '_>, nth: usize, (start, table): Table<'a>) -> Option<Row> {
    let topics = &sheet.ground.topics;
    let mut section = sheet.section(start, table, &OF_PAPER, format!("第 {nth} 段组卷"));
    let section = &mut section;
    section.refuse_unknown();
    let from = source(section, topics);
    let most = i64::try_from(MAX_QUESTIONS).unwrap_or(i64::MAX);
    let number = sheet::bounded(section, "number", 1..=most).and_then(|number| usize::try_from(number).ok());
    let number = match (&from, number) {
        (Some(Source::Chosen(chosen)), None) if section.value("number").is_none() => Some(chosen.len()),
        (_, number) => {
            section.required("number");
            number
        }
    };
    section.required("marks");
    let half = Points::from_hundredths(50);
    Some(Row {
        kind: sheet::choice(section, "kind", KINDS),
        difficulty: sheet::bounded(section, "difficulty", 1..=3).and_then(|level| u8::try_from(level).ok()),
        marks: sheet::amount(section, "marks", half, Points::MAX_PER_QUESTION)?,
        number: number?,
        from: from?,
    })
}

/// Where the questions come from.
fn source(section: &mut Section<'_, '_>, topics: &[Topic]) -> Option<Source> {
    let ways = ["topic", "bank", "tag", "questions"];
    let given: Vec<&str> = ways.into_iter().filter(|name| section.value(name).is_some()).collect();
    match given.as_slice() {
        [] => Some(Source::Any),
        ["topic"] => topic(section, topics),
        ["bank"] => sheet::word(section, "bank", format::MAX_ID).map(Source::Bank),
        ["tag"] => tag(section),
        ["questions"] => chosen(section),
        _ => {
            let message = format!("同时写了 {}；只能写其中一个", given.join("、"));
            section.advise(section.start, message, "留下一个，其余的删去");
            None
        }
    }
}

fn topic(section: &mut Section<'_, '_>, topics: &[Topic]) -> Option<Source> {
    let (at, text) = section.text("topic")?;
    if topics.iter().any(|topic| topic.id.as_str() == text) {
        return Some(Source::Topic(text.to_owned()));
    }
    let names: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
    let meant = topics.iter().find(|topic| topic.zh == text).map(|topic| topic.id.as_str());
    let meant = meant.or_else(|| nearest(text, &names)).unwrap_or("regulations");
    let all: Vec<String> =
        topics.iter().map(|topic| format!("{}（{}）", topic.id.as_str(), topic.zh)).collect();
    let message = format!("的类别 topic = \"{}\" 不存在；有 {}", plain(text), all.join("、"));
    section.error(at, message, format!("topic = \"{meant}\""));
    None
}

fn tag(section: &mut Section<'_, '_>) -> Option<Source> {
    let (at, text) = section.text("tag")?;
    if text.trim().is_empty() || text.chars().count() > format::MAX_TAG {
        let message = format!("的 tag（标签）应有 1 到 {} 字", format::MAX_TAG);
        section.error(at, message, r#"tag = "期限""#);
        return None;
    }
    Some(Source::Tag(text.to_owned()))
}

fn chosen(section: &mut Section<'_, '_>) -> Option<Source> {
    let at = section.value("questions").map_or(section.start, |(at, _)| at);
    let named = |text: &str| {
        let word = |part: &str| is_word(part, format::MAX_ID);
        text.split_once('/').is_some_and(|(bank, code)| word(bank) && word(code))
    };
    let chosen = sheet::names(section, "questions", named);
    let written =
        section.value("questions").and_then(|(_, value)| value.as_array()).map_or(0, |all| all.len());
    if written == 0 || chosen.len() > MAX_QUESTIONS {
        let message =
            format!("的 questions（指定的题目）有 {} 道，应有 1 到 {MAX_QUESTIONS} 道", chosen.len());
        section.error(at, message, section.field("questions").example);
        return None;
    }
    (!chosen.is_empty()).then_some(Source::Chosen(chosen))
}
