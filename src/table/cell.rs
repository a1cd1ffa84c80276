//! What may stand in a cell.

use chrono::NaiveDate;

use super::format;

/// The content of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or nothing but blanks.
    #[default]
    Empty,
    /// A text, without blanks round it.
    Text(String),
    /// A number. Excel keeps 15 digits of it.
    Number(f64),
    /// A real Excel date; the time of day is dropped.
    Date(NaiveDate),
    /// One that is shown without its year (`3月4日`): the day, and the form of
    /// chrono in which it is shown.
    ShortDate(NaiveDate, &'static str),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula that failed, as `#N/A`.
    Failed(String),
}

impl Cell {
    /// A text cell without the blanks that office files are full of: marks of no
    /// width go, tabs and no-break spaces become plain ones. A wide space within
    /// a text stays, for it is how people leave room in `（　）`. `="0012"`, which exports write so
    /// that Excel keeps the zeros, is `0012`.
    pub fn text(raw: &str) -> Self {
        let visible: String = raw.chars().filter(|c| !is_invisible(*c)).map(plain_blank).collect();
        let trimmed = visible.trim();
        let bare = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(trimmed);
        if bare.is_empty() { Self::Empty } else { Self::Text(bare.to_owned()) }
    }

    /// Whether nothing stands here.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The bytes of text it holds.
    pub(super) const fn weight(&self) -> usize {
        match self {
            Self::Text(text) | Self::Failed(text) => text.len(),
            _ => 0,
        }
    }
}

/// Marks of no width and control characters, line ends excepted.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Every blank but a line end and a wide one as a plain space.
fn plain_blank(c: char) -> char {
    if c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{3000}') { ' ' } else { c }
}

/// As people read it: whole numbers without `.0` and never as `1.38E+10`.
impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Failed(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{}", date.format("%Y-%m-%d")),
            Self::ShortDate(date, form) => f.write_str(&format::short(*date, form)),
            Self::Bool(true) => f.write_str("TRUE"),
            Self::Bool(false) => f.write_str("FALSE"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_print_as_people_write_them() {
        for (number, text) in
            [(1.0, "1"), (1.38e10, "13800000000"), (13_812_345_678.0, "13812345678"), (1990.1, "1990.1")]
        {
            assert_eq!(Cell::Number(number).to_string(), text);
        }
    }

    #[test]
    fn blanks_and_marks_round_a_text_are_dropped() {
        for raw in ["0012", " 0012\u{a0}", "\u{feff}0012", "\t0012", "\u{3000}0012\u{200b}", "=\"0012\""] {
            assert_eq!(Cell::text(raw), Cell::Text("0012".into()), "{raw:?}");
        }
        for raw in ["", " ", "\u{3000}", "\r\n", "=\"\""] {
            assert!(Cell::text(raw).is_empty(), "{raw:?}");
        }
        assert_eq!(Cell::text("张\u{a0}三"), Cell::Text("张 三".into()));
        assert_eq!(Cell::text("期限是（　）日"), Cell::Text("期限是（　）日".into()));
    }
}
