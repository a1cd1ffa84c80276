//! Word's automatic numbering, counted again: the numbers stand nowhere in the
//! text.

use std::collections::{HashMap, HashSet};

use super::xml::{Element, Node, Xml};
use crate::exchange::document::DocumentError;

/// A list has nine levels.
const LEVELS: usize = 9;
/// The longest pattern of a number, in characters.
const MAX_PATTERN: usize = 40;

/// How a level of a list is numbered.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1.` or `第%1题`
    pattern: String,
    /// Whether it begins again under each number above it.
    restarts: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), pattern: String::new(), restarts: true }
    }
}

/// A list that paragraphs name.
#[derive(Debug, Clone, Default)]
struct List {
    /// The definition whose count it shares.
    shape: String,
    /// Levels that it numbers otherwise.
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    shapes: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str) -> Result<Self, DocumentError> {
        let mut read = Reading::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            if let Node::Open(element) = node {
                read.open(&element);
            }
        }
        Ok(read.numbering)
    }

    /// The number of the next paragraph in a list, as it is shown.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let found = self.lists.get(list)?;
        let shape = self.shapes.get(&found.shape)?;
        let of = |level: usize| found.levels.get(&level).or_else(|| shape.get(level));
        let here = of(level)?;
        let counts = self.counts.entry(found.shape.clone()).or_default();
        let begins = self.begun.insert((list.to_owned(), level));
        let start = found.starts.get(&level).copied();
        let count = counts.get_mut(level)?;
        *count = Some(match (start.filter(|_| begins), *count) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => start.unwrap_or(here.start),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            if of(deeper).is_none_or(|level| level.restarts) {
                *count = None;
            }
        }
        Some(filled(here, |level| {
            of(level).map(|of| (of, counts.get(level).copied().flatten().unwrap_or(of.start)))
        }))
    }
}

/// A pattern with its numbers put in; nothing for a bullet.
fn filled<'l>(here: &Level, of: impl Fn(usize) -> Option<(&'l Level, u32)>) -> String {
    if matches!(here.format.as_str(), "bullet" | "none") {
        return String::new();
    }
    let mut text = String::new();
    let mut chars = here.pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let level = (c == '%').then(|| chars.peek().and_then(|digit| digit.to_digit(10))).flatten();
        match level.and_then(|level| usize::try_from(level).ok()?.checked_sub(1)).and_then(&of) {
            Some((level, count)) => {
                chars.next();
                text.push_str(&spelled(count, &level.format));
            }
            None => text.push(c),
        }
    }
    text
}

/// A count in one of Word's formats; those that no question has are decimal.
fn spelled(count: u32, format: &str) -> String {
    let letter = |first: u8| {
        let index = count.saturating_sub(1);
        let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
        // Word goes on with AA, BB, CC.
        String::from(letter).repeat(usize::try_from(index / 26).unwrap_or(0).min(3) + 1)
    };
    match format {
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "decimalZero" => format!("{count:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            char::from_u32(0x2460 + count.saturating_sub(1))
                .filter(|_| count <= 20)
                .map_or(count.to_string(), String::from)
        }
        "decimalEnclosedParen" => format!("({count})"),
        "decimalEnclosedFullstop" => format!("{count}."),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "chineseLegalSimplified" => chinese(count),
        _ => count.to_string(),
    }
}

fn chinese(count: u32) -> String {
    let digit = |digit: u32| {
        usize::try_from(digit).ok().and_then(|at| "〇一二三四五六七八九".chars().nth(at)).unwrap_or('〇')
    };
    match count {
        0..=9 => digit(count).to_string(),
        10..=99 => {
            let tens = if count < 20 { String::new() } else { digit(count / 10).to_string() };
            let ones = if count.is_multiple_of(10) { String::new() } else { digit(count % 10).to_string() };
            format!("{tens}十{ones}")
        }
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    let signs =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if count >= 400 {
        return count.to_string();
    }
    let mut rest = count;
    let mut text = String::new();
    for (value, sign) in signs {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// Where the reader of `numbering.xml` stands.
#[derive(Default)]
struct Reading {
    numbering: Numbering,
    /// The definition or the list whose levels follow.
    shape: Option<String>,
    list: Option<String>,
    level: usize,
    /// Within a level: those of a list stand for those of its definition.
    in_level: bool,
}

impl Reading {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "abstractNum" => {
                self.shape = element.attribute("abstractNumId");
                self.list = None;
                if let Some(shape) = &self.shape {
                    self.numbering.shapes.insert(shape.clone(), Default::default());
                }
            }
            "num" => {
                self.shape = None;
                self.list = element.attribute("numId");
                if let Some(list) = &self.list {
                    self.numbering.lists.insert(list.clone(), List::default());
                }
            }
            // Within a definition an id of the same name means nothing to us.
            "abstractNumId" => {
                if let (Some(list), Some(shape)) = (self.list(), element.val()) {
                    list.shape = shape;
                }
            }
            "lvlOverride" | "lvl" => {
                let level = element.attribute("ilvl").and_then(|level| level.parse().ok());
                self.level = level.unwrap_or(usize::MAX);
                self.in_level = element.name() == "lvl";
                if self.in_level && self.level < LEVELS {
                    let level = self.level;
                    self.list().map(|list| list.levels.insert(level, Level::default()));
                }
            }
            "startOverride" => {
                let (level, start) = (self.level, element.number());
                if let (Some(list), Some(start), true) = (self.list(), start, level < LEVELS) {
                    list.starts.insert(level, start);
                }
            }
            _ => self.of_level(element),
        }
    }

    fn of_level(&mut self, element: &Element<'_>) {
        let Some(level) = self.level() else { return };
        match element.name() {
            "start" => level.start = element.number().unwrap_or(1),
            "numFmt" => level.format = element.val().unwrap_or_default(),
            "lvlText" => {
                level.pattern = element.val().unwrap_or_default().chars().take(MAX_PATTERN).collect();
            }
            "lvlRestart" => level.restarts = element.number() != Some(0),
            _ => {}
        }
    }

    fn list(&mut self) -> Option<&mut List> {
        self.numbering.lists.get_mut(self.list.as_ref()?)
    }

    fn level(&mut self) -> Option<&mut Level> {
        if !self.in_level {
            return None;
        }
        match &self.shape {
            Some(shape) => self.numbering.shapes.get_mut(shape)?.get_mut(self.level),
            None => self.numbering.lists.get_mut(self.list.as_ref()?)?.levels.get_mut(&self.level),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(nums: &str) -> Numbering {
        let level = |at: u32, format: &str, pattern: &str| {
            format!(
                "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{pattern}'/></w:lvl>"
            )
        };
        let shape = level(0, "decimal", "%1.")
            + &level(1, "upperLetter", "%2、")
            + &level(2, "chineseCounting", "（%3）");
        Numbering::read(&format!(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>{shape}</w:abstractNum>{nums}</w:numbering>"
        ))
        .unwrap()
    }

    #[test]
    fn levels_count_and_begin_again() {
        let mut all = numbering("<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>");
        let shown: Vec<String> =
            [0, 1, 1, 0, 1, 2].iter().map(|&level| all.next("1", level).unwrap()).collect();
        assert_eq!(shown, ["1.", "A、", "B、", "2.", "A、", "（一）"]);
        assert_eq!(all.next("9", 0), None);
        assert_eq!(all.next("1", 30), None);
    }

    #[test]
    fn lists_of_one_definition_go_on_unless_told_to_begin() {
        let mut all = numbering(
            "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>",
        );
        let shown: Vec<String> = ["1", "2", "3", "3"].iter().map(|list| all.next(list, 0).unwrap()).collect();
        assert_eq!(shown, ["1.", "2.", "1.", "2."]);
    }

    #[test]
    fn counts_are_spelled_as_word_spells_them() {
        for (count, format, shown) in [
            (27, "upperLetter", "AA"),
            (3, "lowerLetter", "c"),
            (21, "chineseCounting", "二十一"),
            (10, "chineseCounting", "十"),
            (9, "upperRoman", "IX"),
            (3, "decimalEnclosedCircle", "③"),
            (0, "upperLetter", "A"),
            (7, "unknown", "7"),
        ] {
            assert_eq!(spelled(count, format), shown);
        }
    }
}
