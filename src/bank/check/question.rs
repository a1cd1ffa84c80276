//! One question.

use chrono::NaiveDate;

use super::{body, head::word, twins::Sketch, words, words::Words};
use crate::{
    bank::{
        format::{MAX_SOURCE, MAX_TAG, MAX_TAGS},
        section::Section,
    },
    domain::{
        points::Points,
        question::{Body, MAX_EXPLANATION, MAX_STEM, MAX_TOGETHER, Question},
    },
};

/// What a question is checked against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// The day.
    pub(super) today: NaiveDate,
    /// Whether it should name its source.
    pub(super) needs_source: bool,
}

/// A question as far as it could be understood.
pub(super) struct Checked {
    stem: Option<String>,
    options: Vec<String>,
    body: Option<Body>,
    explanation: Option<String>,
    source: Option<String>,
    extras: Extras,
}

struct Extras {
    points: Points,
    difficulty: Option<u8>,
    tags: Vec<String>,
    valid_until: Option<NaiveDate>,
    shuffle: bool,
}

impl Checked {
    /// What duplicates are found by, if there is a stem.
    pub(super) fn sketch(&self, id: Option<&str>, line: usize) -> Option<Sketch> {
        self.stem.as_ref().map(|stem| Sketch::new(id, line, stem, &self.options))
    }

    /// The question, if nothing is missing.
    pub(super) fn into_question(self, code: String) -> Option<Question> {
        Some(Question {
            code,
            stem: self.stem?,
            body: self.body?,
            explanation: self.explanation,
            source: self.source,
            points: self.extras.points,
            difficulty: self.extras.difficulty,
            tags: self.extras.tags,
            valid_until: self.extras.valid_until,
            shuffle: self.extras.shuffle,
        })
    }
}

/// Reads the id first, so that all that follows is told under its name.
pub(super) fn id(section: &mut Section<'_, '_>) -> Option<String> {
    let (_, id) = section.required_text("id").and_then(|text| word(section, text))?;
    section.subject = format!("题目 {id} ");
    section.question = Some(id.clone());
    Some(id)
}

/// Checks all but the id.
pub(super) fn check(section: &mut Section<'_, '_>, ground: Ground) -> Checked {
    section.refuse_unknown();
    let kind = body::kind(section);
    let stem = section.required_text("stem");
    let stem = stem.and_then(|text| words::check(section, text, Words::needed("题干", MAX_STEM).of_lines()));
    let options = body::options(section, kind);
    let body = body::check(section, kind, stem.as_deref(), &options);
    let explanation = explanation(section);
    let source = source(section, ground.needs_source);
    let checked = Checked { stem, options, body, explanation, source, extras: extras(section, ground.today) };
    together(section, &checked);
    checked
}

fn explanation(section: &mut Section<'_, '_>) -> Option<String> {
    let Some(text) = section.text("explanation") else {
        if section.value("explanation").is_none() {
            section.warn(section.start, "没有解析", "加上一行 explanation，告诉职工为什么是这个答案");
        }
        return None;
    };
    words::check(section, text, Words::optional("解析", MAX_EXPLANATION).of_lines())
}

fn source(section: &mut Section<'_, '_>, needed: bool) -> Option<String> {
    let Some(text) = section.text("source") else {
        if needed && section.value("source").is_none() {
            section.warn(
                section.start,
                "没有依据",
                "加上一行 source，写明法规名称和条文，如 《……》第四十二条",
            );
        }
        return None;
    };
    words::check(section, text, Words::optional("依据", MAX_SOURCE))
}

fn extras(section: &mut Section<'_, '_>, today: NaiveDate) -> Extras {
    Extras {
        points: points(section),
        difficulty: difficulty(section),
        tags: tags(section),
        valid_until: valid_until(section, today),
        shuffle: section.truth("shuffle").is_none_or(|(_, shuffle)| shuffle),
    }
}

fn points(section: &mut Section<'_, '_>) -> Points {
    let Some((at, value)) = section.number("points") else { return Points::ONE };
    Points::of_question(value).unwrap_or_else(|| {
        section.error(
            at,
            format!("的分值 points = {value:?} 不行：要在 0.5 到 100 之间，每 0.5 一档"),
            "points = 1.5",
        );
        Points::ONE
    })
}

fn difficulty(section: &mut Section<'_, '_>) -> Option<u8> {
    let (at, value) = section.integer("difficulty")?;
    let level = u8::try_from(value).ok().filter(|level| (1..=3).contains(level));
    if level.is_none() {
        section.error(at, format!("的难度 difficulty = {value} 不行：1 易，2 中，3 难"), "difficulty = 2");
    }
    level
}

fn tags(section: &mut Section<'_, '_>) -> Vec<String> {
    let tags = section.texts("tags").unwrap_or_default();
    if let Some(&(at, _)) = tags.get(MAX_TAGS) {
        section.advise(at, format!("有 {} 个标签，最多 {MAX_TAGS} 个", tags.len()), "删去一些标签");
    }
    let one = Words::needed("标签", MAX_TAG);
    tags.into_iter().filter_map(|tag| words::check(section, tag, one)).collect()
}

fn valid_until(section: &mut Section<'_, '_>, today: NaiveDate) -> Option<NaiveDate> {
    let (at, day) = section.date("valid_until")?;
    if day < today {
        section.warn(
            at,
            format!("的有效期 {day} 已过，不会再出这道题"),
            "改正日期，或者把这道题移到 [[retired]]",
        );
    }
    Some(day)
}

/// The texts of a question must fit one message with the verdict.
fn together(section: &mut Section<'_, '_>, checked: &Checked) {
    let blanks = match &checked.body {
        Some(Body::Blank { key, .. }) => key.iter().flatten().map(|way| words::count(way)).sum(),
        _ => 0,
    };
    let texts =
        [&checked.stem, &checked.explanation, &checked.source].into_iter().flatten().chain(&checked.options);
    let sum = texts.map(|text| words::count(text)).sum::<usize>() + blanks;
    if sum > MAX_TOGETHER {
        let message = format!("的题干、选项、答案、解析和依据合起来有 {sum} 字，最多 {MAX_TOGETHER} 字");
        section.advise(section.start, message, "缩短其中最长的部分，手机上一条消息放不下");
    }
}
