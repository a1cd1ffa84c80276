//! The tables of a file, and the checks that several of them share.

use std::{collections::HashSet, ops::RangeInclusive};

use toml::de::{DeTable, DeValue};

use super::{
    Ground,
    format::{self, Choices, MAX_NAMED, MAX_STAFF_NO},
};
use crate::{
    bank::{
        diagnostic::{Findings, plain},
        fields::Field,
        page::Page,
        section::Section,
        spelling::nearest,
    },
    domain::{points::Points, topic::is_word},
};

/// A file while it is checked.
pub(super) struct Sheet<'a, 'f> {
    pub(super) page: &'a Page<'a>,
    pub(super) ground: &'f Ground,
    pub(super) findings: &'f mut Findings,
}

impl<'a> Sheet<'a, '_> {
    /// One table of the file.
    pub(super) fn section<'s>(
        &'s mut self,
        start: usize,
        table: &'a DeTable<'a>,
        fields: &'static [Field],
        subject: String,
    ) -> Section<'a, 's> {
        let (page, findings) = (self.page, &mut *self.findings);
        Section { page, base: 0, start, table, fields, subject, question: None, findings }
    }
}

/// A table and where it stands.
pub(super) type Table<'a> = (usize, &'a DeTable<'a>);

/// The tables below the head.
pub(super) struct Tables<'a> {
    pub(super) who: Option<Table<'a>>,
    pub(super) papers: Vec<Table<'a>>,
    pub(super) tracks: Vec<Table<'a>>,
    pub(super) review: Option<Table<'a>>,
    pub(super) advance: Option<Table<'a>>,
}

/// The tables below the head, those of another form told.
pub(super) fn tables<'a>(section: &mut Section<'a, '_>) -> Tables<'a> {
    Tables {
        who: one(section, "who"),
        papers: several(section, "paper"),
        tracks: several(section, "track"),
        review: one(section, "review"),
        advance: one(section, "advance"),
    }
}

pub(super) fn one<'a>(section: &mut Section<'a, '_>, name: &'static str) -> Option<Table<'a>> {
    let (at, value) = section.value(name)?;
    if let DeValue::Table(table) = value {
        return Some((at, table));
    }
    section.wrong_type(name, at, "单独的一段", value);
    None
}

fn several<'a>(section: &mut Section<'a, '_>, name: &'static str) -> Vec<Table<'a>> {
    let Some((at, value)) = section.value(name) else { return Vec::new() };
    let items = value.as_array().map_or(&[][..], |items| items);
    let table = |item: &'a toml::Spanned<DeValue<'a>>| match item.get_ref() {
        DeValue::Table(table) => Some((item.span().start, table)),
        _ => None,
    };
    let tables: Vec<Table<'a>> = items.iter().filter_map(table).collect();
    if tables.len() != items.len() || !value.is_array() {
        section.error(at, format!("的 {name} 要写成双方括号，一项一段"), format!("[[{name}]]"));
    }
    tables
}

/// A whole number within these bounds.
pub(super) fn bounded(
    section: &mut Section<'_, '_>,
    name: &'static str,
    bounds: RangeInclusive<i64>,
) -> Option<i64> {
    let (at, number) = section.integer(name)?;
    if bounds.contains(&number) {
        return Some(number);
    }
    let field = section.field(name);
    let (least, most) = (bounds.start(), bounds.end());
    let message = format!("的 {name}（{}）是 {number}，应在 {least} 到 {most} 之间", field.term);
    section.error(at, message, field.example);
    None
}

/// The same for a small number.
pub(super) fn small(
    section: &mut Section<'_, '_>,
    name: &'static str,
    bounds: RangeInclusive<i64>,
) -> Option<u32> {
    bounded(section, name, bounds).and_then(|number| u32::try_from(number).ok())
}

/// An amount of marks from `least` to `most`, in steps of a half.
pub(super) fn amount(
    section: &mut Section<'_, '_>,
    name: &'static str,
    least: Points,
    most: Points,
) -> Option<Points> {
    let (at, number) = section.number(name)?;
    let amount = Points::in_halves(number, most).filter(|amount| *amount >= least);
    if amount.is_none() {
        let field = section.field(name);
        let message =
            format!("的 {name}（{}）应在 {least} 到 {most} 之间，可以有半分，这里是 {number}", field.term);
        section.error(at, message, field.example);
    }
    amount
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    section: &mut Section<'_, '_>,
    name: &'static str,
    choices: Choices<T>,
) -> Option<T> {
    let (at, text) = section.text(name)?;
    if let Some((.., chosen)) = choices.iter().find(|(word, ..)| *word == text) {
        return Some(*chosen);
    }
    let words: Vec<&str> = choices.iter().map(|(word, ..)| *word).collect();
    let called = choices.iter().find(|(_, called, _)| *called == text).map(|(word, ..)| *word);
    let meant = called.or_else(|| nearest(text, &words)).or_else(|| words.first().copied());
    let all: Vec<String> = choices.iter().map(|(word, called, _)| format!("{word}（{called}）")).collect();
    let term = section.field(name).term;
    let message = format!("的 {name}（{term}）不能写 \"{}\"；可以写 {}", plain(text), all.join("、"));
    section.error(at, message, format!("{name} = \"{}\"", meant.unwrap_or_default()));
    None
}

/// A date and time.
pub(super) fn moment(
    section: &mut Section<'_, '_>,
    name: &'static str,
) -> Option<(usize, chrono::NaiveDateTime)> {
    let (at, value) = section.required(name)?;
    let read = match value {
        DeValue::Datetime(written) => format::at(&written.to_string()),
        DeValue::String(text) => format::at(text),
        _ => None,
    };
    if read.is_none() {
        let field = section.field(name);
        section.error(at, format!("的 {name}（{}）不是日期和时间", field.term), field.example);
    }
    read.map(|read| (at, read))
}

/// An id: lower-case letters, digits and hyphens.
pub(super) fn word(section: &mut Section<'_, '_>, name: &'static str, most: usize) -> Option<String> {
    let (at, text) = section.required_text(name)?;
    if is_word(text, most) {
        return Some(text.to_owned());
    }
    let field = section.field(name);
    let message = format!(
        "的 {name}（{}）\"{}\" 不合规定：只用小写英文字母、数字和连字符，1 到 {most} 个字符",
        field.term,
        plain(text)
    );
    section.error(at, message, field.example);
    None
}

/// A list of different names, each of which has to pass.
pub(super) fn names(
    section: &mut Section<'_, '_>,
    name: &'static str,
    right: impl Fn(&str) -> bool,
) -> Vec<String> {
    let texts = section.texts(name).unwrap_or_default();
    let field = section.field(name);
    if let Some((at, _)) = texts.get(MAX_NAMED) {
        let message = format!("的 {name}（{}）有 {} 项，最多 {MAX_NAMED} 项", field.term, texts.len());
        section.advise(*at, message, "人多时写单位，不必逐个写人");
        return Vec::new();
    }
    let (mut seen, mut names) = (HashSet::new(), Vec::new());
    for (at, text) in texts {
        if !right(text) {
            let message = format!("的 {name}（{}）里 \"{}\" 写得不对", field.term, plain(text));
            section.error(at, message, field.example);
        } else if seen.insert(text) {
            names.push(text.to_owned());
        } else {
            let message = format!("的 {name}（{}）里 \"{}\" 写了两次", field.term, plain(text));
            section.warn(at, message, "删去一个");
        }
    }
    names
}

/// Whether this can be a staff number.
pub(super) fn is_staff_no(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    !text.is_empty() && text.chars().count() <= MAX_STAFF_NO && text.chars().all(plain)
}
