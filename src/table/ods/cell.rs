//! One cell of a spreadsheet: what it says it is, and what is shown in it.

use quick_xml::events::BytesStart;

use super::super::{Cell, TableError, format, xlsx};

/// The most bytes shown in a cell; an office program holds 32,767 characters.
const MAX_SHOWN: usize = 1024 * 1024;
/// What a formula that failed shows.
const FAILED: [&str; 9] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// What a cell is beside its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Is {
    #[default]
    Plain,
    /// It lies under a merged one, where nobody sees it.
    Covered,
    /// What it shows was computed, or was not.
    Formula,
    /// It says itself that its formula failed.
    Failed,
}

impl Is {
    fn of(start: &BytesStart<'_>) -> Self {
        match () {
            () if start.local_name().as_ref() == "covered-table-cell" => Self::Covered,
            () if prefixed(start, "calcext:value-type").is_some_and(|kind| kind == "error") => Self::Failed,
            () if attribute(start, "formula").is_some() => Self::Formula,
            () => Self::Plain,
        }
    }
}

/// A cell that is being read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// How many cells side by side it stands for.
    pub repeated: u32,
    /// Columns and rows that it is merged over.
    pub span: (u32, u32),
    is: Is,
    kind: String,
    value: Option<String>,
    shown: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Draft {
    /// What the element says of itself.
    pub fn new(start: &BytesStart<'_>) -> Self {
        let kind = prefixed(start, "office:value-type").unwrap_or_default();
        let value = ["value", "date-value", "boolean-value", "string-value"];
        Self {
            repeated: count(start, "number-columns-repeated"),
            span: (count(start, "number-columns-spanned"), count(start, "number-rows-spanned")),
            is: Is::of(start),
            kind,
            value: value.into_iter().find_map(|name| attribute(start, name)),
            ..Self::default()
        }
    }

    /// An element within it.
    pub fn start(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), TableError> {
        match name {
            "p" | "h" => {
                self.in_paragraph = true;
                self.paragraphs += 1;
                if self.paragraphs > 1 { self.show("\n") } else { Ok(()) }
            }
            "s" => self.show(if count(start, "c") > 1 { "  " } else { " " }),
            "tab" => self.show("\t"),
            "line-break" => self.show("\n"),
            _ => Ok(()),
        }
    }

    /// The end of an element within it.
    pub fn end(&mut self, name: &str) {
        if matches!(name, "p" | "h") {
            self.in_paragraph = false;
        }
    }

    /// Words in it. A line end is only how the file is laid out.
    pub fn text(&mut self, text: &str) -> Result<(), TableError> {
        if self.in_paragraph { self.show(&text.replace(['\r', '\n', '\t'], " ")) } else { Ok(()) }
    }

    fn show(&mut self, text: &str) -> Result<(), TableError> {
        if self.shown.len() + text.len() > MAX_SHOWN {
            return Err(TableError::TooMuch);
        }
        self.shown.push_str(text);
        Ok(())
    }

    /// What stands in it.
    pub fn finish(self) -> Cell {
        let shown = self.shown.trim();
        match (self.kind.as_str(), self.value) {
            _ if self.is == Is::Covered => Cell::Empty,
            _ if self.is == Is::Failed => Cell::Failed(shown.to_owned()),
            _ if self.is == Is::Formula && has_failed(shown) => Cell::Failed(shown.to_owned()),
            ("float" | "currency", Some(value)) => number(&value, shown),
            ("percentage", Some(_)) if is_percent(shown) => Cell::Text(shown.to_owned()),
            ("percentage", Some(value)) => number(&value, ""),
            ("date", Some(value)) => format::as_shown(xlsx::iso_date(&value), shown),
            ("boolean", Some(value)) => Cell::Bool(value == "true"),
            ("string", Some(value)) => Cell::text(&value),
            _ => Cell::text(&self.shown),
        }
    }
}

/// Whether a share is shown as one: `5%`, `12.50%`.
fn is_percent(shown: &str) -> bool {
    shown.strip_suffix('%').is_some_and(|number| number.trim().parse::<f64>().is_ok())
}

fn has_failed(shown: &str) -> bool {
    FAILED.contains(&shown) || shown.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok())
}

/// A number; zeros before it that only its format shows are kept, for so are
/// staff numbers often written.
fn number(value: &str, shown: &str) -> Cell {
    let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return Cell::text(shown);
    };
    let is_padded = shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
    if is_padded && shown.trim_start_matches('0') == number.to_string().trim_start_matches('0') {
        return Cell::Text(shown.to_owned());
    }
    Cell::Number(number)
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    Some(unescaped(&found.value))
}

/// An attribute by its whole name: two prefixes may share the rest.
fn prefixed(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.as_ref() == name)?;
    Some(unescaped(&found.value))
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

/// A number of repetitions; one where it says none.
pub(super) fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).filter(|count| *count > 0).unwrap_or(1)
}
