//! What is wrong or doubtful in a bank file, said so that a clerk can mend it.

use std::fmt;

/// The most errors, and the most warnings, told of one file. More would bury
/// the reader; they come up when the first ones are mended.
const MAX_TOLD: usize = 1_000;

/// The most characters of a file that a diagnostic quotes in one place.
const MAX_QUOTED: usize = 40;

/// Whether the bank can be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 错误: it can't.
    Error,
    /// 警告: it can, but somebody should look.
    Warning,
}

/// One thing that is wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// The name of the file.
    pub file: String,
    /// The line, from 1; none if it is about the file as a whole.
    pub line: Option<usize>,
    /// The column in characters, from 1, where it helps.
    pub column: Option<usize>,
    /// The id of the question, if it is about one that has an id.
    pub question: Option<String>,
    /// What is wrong.
    pub message: String,
    /// How it is written rightly, in the words of the file.
    pub example: Option<String>,
    /// What to do, if an example alone doesn't say it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error about a file as a whole.
    pub fn of_file(file: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            line: None,
            column: None,
            question: None,
            message: message.into(),
            example: None,
            help: Some(help.into()),
        }
    }

    /// At this line.
    #[must_use]
    pub fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "错误",
            Self::Warning => "警告",
        })
    }
}

impl fmt::Display for Diagnostic {
    /// `file:37: 错误：…`, then what is right on lines of their own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", harmless(&self.file))?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, "{number}:")?;
        }
        write!(f, " {}：{}", self.severity, self.message)?;
        for (label, text) in [("正确写法", &self.example), ("怎么办", &self.help)] {
            if let Some(text) = text {
                write!(f, "\n    {label}：{text}")?;
            }
        }
        Ok(())
    }
}

/// A text of a file as a diagnostic shows it: harmless, and cut to a bearable
/// length.
pub(crate) fn plain(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => harmless(&text[..end]) + "…",
        None => harmless(text),
    }
}

/// A text without characters that would play tricks on a terminal.
pub(super) fn harmless(text: &str) -> String {
    text.chars().flat_map(visible).collect()
}

fn visible(c: char) -> Vec<char> {
    if c.is_control() || super::normalise::is_invisible(c) { c.escape_unicode().collect() } else { vec![c] }
}

/// The diagnostics of one file while it is checked.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    told: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    /// Keeps a diagnostic, unless there are too many of its severity.
    pub(crate) fn add(&mut self, found: Diagnostic) {
        let count = match found.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MAX_TOLD {
            self.told.push(found);
        }
    }

    /// Whether there is an error among them.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// All of them by line, with a word on those left out.
    pub(crate) fn finish(mut self, file: &str) -> Vec<Diagnostic> {
        self.told.sort_by_key(|found| (found.line, found.column));
        for (severity, count) in [(Severity::Error, self.errors), (Severity::Warning, self.warnings)] {
            if let Some(more) = count.checked_sub(MAX_TOLD).filter(|&more| more > 0) {
                let message = format!("还有 {more} 处{severity}没有列出");
                let found = Diagnostic::of_file(file, message, "先改正上面列出的，再检查一次");
                self.told.push(Diagnostic { severity, ..found });
            }
        }
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_says_where_what_and_how() {
        let found = Diagnostic {
            example: Some("key = \"B\"".to_owned()),
            help: None,
            ..Diagnostic::of_file("a.toml", "题目 x 的答案不对", "").at(37)
        };
        assert_eq!(found.to_string(), "a.toml:37: 错误：题目 x 的答案不对\n    正确写法：key = \"B\"");
    }

    #[test]
    fn quoted_text_is_short_and_harmless() {
        assert_eq!(plain("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(plain(&"字".repeat(100)).chars().count(), MAX_QUOTED + 1);
    }

    #[test]
    fn too_many_are_counted_not_told() {
        let mut findings = Findings::default();
        for line in 0..MAX_TOLD + 5 {
            findings.add(Diagnostic::of_file("a.toml", "x", "y").at(line));
        }
        let told = findings.finish("a.toml");
        assert_eq!(told.len(), MAX_TOLD + 1);
        assert_eq!(told[MAX_TOLD].message, "还有 5 处错误没有列出");
    }
}
