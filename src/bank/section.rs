//! One table of a file, asked for its fields one by one; what is missing or of
//! another type is told at its line.

use chrono::NaiveDate;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    diagnostic::{Diagnostic, Findings, Severity, plain},
    fields::Field,
    format,
    page::Page,
    spelling::nearest,
    syntax::type_word,
};

/// A table with its place and what is said about it.
pub(crate) struct Section<'a, 'f> {
    pub(crate) page: &'a Page<'a>,
    /// What the spans count from.
    pub(crate) base: usize,
    /// The offset in the file where the table begins.
    pub(crate) start: usize,
    pub(crate) table: &'a DeTable<'a>,
    /// The fields it may have.
    pub(crate) fields: &'static [Field],
    /// What diagnostics call it: `题目 xkf-042-1`, `第 3 题`, `题库`.
    pub(crate) subject: String,
    /// The id of the question, once known.
    pub(crate) question: Option<String>,
    pub(crate) findings: &'f mut Findings,
}

/// A text and the offset where it stands.
pub(crate) type Text<'a> = (usize, &'a str);

impl<'a> Section<'a, '_> {
    /// The line where the table begins.
    pub(crate) fn line(&self) -> usize {
        self.page.line(self.start)
    }

    /// What is known of a field of this table.
    pub(crate) fn field(&self, name: &str) -> Field {
        let unknown = Field { name: "", term: "", example: "" };
        self.fields.iter().copied().find(|field| field.name == name).unwrap_or(unknown)
    }

    /// Tells every field that the format doesn't have.
    pub(crate) fn refuse_unknown(&mut self) {
        let known: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
        let table = self.table;
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let (at, name) = (self.base + key.span().start, key.get_ref().as_ref());
            let message = format!("里有不认识的字段 {}", plain(name));
            match nearest(name, &known) {
                Some(meant) => {
                    let field = self.field(meant);
                    let message = format!("{message}，是不是 {meant}（{}）？", field.term);
                    self.error(at, message, field.example);
                }
                None => self.advise(at, message, format!("删去这一行；可用的字段有 {}", known.join("、"))),
            }
        }
    }

    /// The value of a field and where it stands.
    pub(crate) fn value(&self, name: &str) -> Option<(usize, &'a DeValue<'a>)> {
        let value: &'a Spanned<DeValue<'a>> = self.table.get(name)?;
        Some((self.base + value.span().start, value.get_ref()))
    }

    /// Tells that a field is missing.
    pub(crate) fn missing(&mut self, name: &str) {
        let field = self.field(name);
        self.error(self.start, format!("缺少 {name}（{}）", field.term), field.example);
    }

    /// A field that must be there.
    pub(crate) fn required(&mut self, name: &str) -> Option<(usize, &'a DeValue<'a>)> {
        let value = self.value(name);
        if value.is_none() {
            self.missing(name);
        }
        value
    }

    /// A text that must be there.
    pub(crate) fn required_text(&mut self, name: &'static str) -> Option<Text<'a>> {
        let (at, value) = self.required(name)?;
        self.as_text(name, at, value)
    }

    /// A text that may be there.
    pub(crate) fn text(&mut self, name: &'static str) -> Option<Text<'a>> {
        let (at, value) = self.value(name)?;
        self.as_text(name, at, value)
    }

    fn as_text(&mut self, name: &str, at: usize, value: &'a DeValue<'a>) -> Option<Text<'a>> {
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(name, at, "文字（用英文双引号括起来）", value);
        }
        text.map(|text| (at, text))
    }

    /// A list of texts that may be there; what is no text is told and left out.
    pub(crate) fn texts(&mut self, name: &'static str) -> Option<Vec<Text<'a>>> {
        let (at, value) = self.value(name)?;
        let Some(items) = value.as_array() else {
            self.wrong_type(name, at, "列表", value);
            return None;
        };
        let items = items.iter().filter_map(|item| {
            let at = self.base + item.span().start;
            let text = item.get_ref().as_str();
            if text.is_none() {
                self.wrong_type(name, at, "文字的列表", item.get_ref());
            }
            text.map(|text| (at, text))
        });
        Some(items.collect())
    }

    /// `true` or `false`, if there.
    pub(crate) fn truth(&mut self, name: &'static str) -> Option<(usize, bool)> {
        let (at, value) = self.value(name)?;
        let truth = value.as_bool();
        if truth.is_none() {
            self.wrong_type(name, at, " true 或 false（不加引号）", value);
        }
        truth.map(|truth| (at, truth))
    }

    /// A whole number, if there.
    pub(crate) fn integer(&mut self, name: &'static str) -> Option<(usize, i64)> {
        let (at, value) = self.value(name)?;
        let number =
            value.as_integer().and_then(|whole| i64::from_str_radix(whole.as_str(), whole.radix()).ok());
        if number.is_none() {
            self.wrong_type(name, at, "整数（不加引号）", value);
        }
        number.map(|number| (at, number))
    }

    /// A number, if there.
    pub(crate) fn number(&mut self, name: &'static str) -> Option<(usize, f64)> {
        let (at, value) = self.value(name)?;
        let written = match value {
            DeValue::Integer(whole) if whole.radix() == 10 => Some(whole.as_str()),
            DeValue::Float(float) => Some(float.as_str()),
            _ => None,
        };
        let number = written.and_then(|digits| digits.parse().ok());
        if number.is_none() {
            self.wrong_type(name, at, "数字（不加引号）", value);
        }
        number.map(|number| (at, number))
    }

    /// A day, if there.
    pub(crate) fn date(&mut self, name: &'static str) -> Option<(usize, NaiveDate)> {
        let (at, value) = self.value(name)?;
        let date = match value {
            DeValue::Datetime(day) => format::date(&day.to_string()),
            DeValue::String(text) => format::date(text),
            _ => None,
        };
        if date.is_none() {
            let message = format!("的 {name}（{}）不是日期", self.field(name).term);
            self.error(at, message, self.field(name).example);
        }
        date.map(|date| (at, date))
    }

    /// Tells that a value is of another type than it should.
    pub(crate) fn wrong_type(&mut self, name: &str, at: usize, wanted: &str, value: &DeValue<'_>) {
        let field = self.field(name);
        let message = format!("的 {name}（{}）应是{wanted}，这里是{}", field.term, type_word(value));
        self.error(at, message, field.example);
    }

    /// Tells an error with what is right.
    pub(crate) fn error(&mut self, at: usize, message: impl AsRef<str>, example: impl Into<String>) {
        self.tell(Severity::Error, at, message.as_ref(), Some(example.into()), None);
    }

    /// Tells an error with what to do.
    pub(crate) fn advise(&mut self, at: usize, message: impl AsRef<str>, help: impl Into<String>) {
        self.tell(Severity::Error, at, message.as_ref(), None, Some(help.into()));
    }

    /// Tells what is doubtful, with what to do.
    pub(crate) fn warn(&mut self, at: usize, message: impl AsRef<str>, help: impl Into<String>) {
        self.tell(Severity::Warning, at, message.as_ref(), None, Some(help.into()));
    }

    fn tell(
        &mut self,
        severity: Severity,
        at: usize,
        message: &str,
        example: Option<String>,
        help: Option<String>,
    ) {
        self.findings.add(Diagnostic {
            severity,
            file: self.page.name.to_owned(),
            line: Some(self.page.line(at)),
            column: None,
            question: self.question.clone(),
            message: format!("{}{message}", self.subject),
            example,
            help,
        });
    }
}
