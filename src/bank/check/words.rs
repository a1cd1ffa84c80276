//! The checks that every text goes through.

use crate::bank::{
    normalise::is_invisible,
    section::{Section, Text},
};

/// What a text may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// What diagnostics call it: `题干`.
    pub(crate) term: &'static str,
    /// The most characters.
    pub(crate) limit: usize,
    /// Whether it may have several lines.
    pub(crate) lines: bool,
    /// Whether it must be there.
    pub(crate) needed: bool,
}

impl Words {
    /// A text of one line that must be there.
    pub(crate) const fn needed(term: &'static str, limit: usize) -> Self {
        Self { term, limit, lines: false, needed: true }
    }

    /// A text of one line that may be left out.
    pub(crate) const fn optional(term: &'static str, limit: usize) -> Self {
        Self { needed: false, ..Self::needed(term, limit) }
    }

    /// It may have several lines.
    pub(crate) const fn of_lines(self) -> Self {
        Self { lines: true, ..self }
    }
}

/// Checks a text; `None` if there is none to speak of.
pub(crate) fn check(section: &mut Section<'_, '_>, (at, text): Text<'_>, words: Words) -> Option<String> {
    if text.trim().is_empty() {
        let help = if words.needed { "写上内容" } else { "写上内容，或者整行删去" };
        section.advise(at, format!("的{}是空的", words.term), help);
        return None;
    }
    length(section, at, text, words);
    characters(section, at, text, words);
    manners(section, at, text, words);
    Some(text.to_owned())
}

/// A length as chats count it: characters beyond the basic plane (rare
/// Chinese ones, emoji) are two.
pub(crate) fn count(text: &str) -> usize {
    text.encode_utf16().count()
}

fn length(section: &mut Section<'_, '_>, at: usize, text: &str, words: Words) {
    let length = count(text);
    if length > words.limit {
        let message = format!("的{}有 {length} 字，最多 {} 字", words.term, words.limit);
        section.advise(at, message, format!("缩短到 {} 字以内", words.limit));
    }
}

fn characters(section: &mut Section<'_, '_>, at: usize, text: &str, words: Words) {
    if let Some(c) = text.chars().find(|&c| is_forbidden(c, words.lines)) {
        let what = match c {
            '\n' => "换行".to_owned(),
            '\t' => "制表符（Tab）".to_owned(),
            '\u{fffd}' => "乱码 \u{fffd}".to_owned(),
            _ => format!("看不见的字符 U+{:04X}", u32::from(c)),
        };
        section.advise(at, format!("的{}里有{what}", words.term), "删去这个字符，重新输入这一处文字");
    }
}

fn is_forbidden(c: char, lines: bool) -> bool {
    let feed = c == '\n' && lines;
    (c.is_control() && !feed) || is_invisible(c) || c == '\u{fffd}'
}

fn manners(section: &mut Section<'_, '_>, at: usize, text: &str, words: Words) {
    if text.trim() != text {
        section.warn(at, format!("的{}前后有多余的空格", words.term), "删去引号里头尾的空格");
    }
    if let Some(mark) = half_width(text) {
        let help = format!("中文里用全角的 {}", full_width(mark));
        section.warn(at, format!("的{}里有半角标点 {mark}", words.term), help);
    }
}

/// A half-width mark that stands next to a Chinese character.
fn half_width(text: &str) -> Option<char> {
    let is_chinese =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'));
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let beside = is_chinese(before) || is_chinese(after);
        let closes = is_chinese(before) && (after.is_none() || is_chinese(after));
        if (beside && full_width(c) != c && c != '.') || (closes && c == '.') {
            return Some(c);
        }
        before = Some(c);
    }
    None
}

fn full_width(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '.' => '。',
        '"' => '“',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_marks_are_seen_only_among_chinese() {
        for wrong in ["您好,请进", "什么?", "(一)", "热线:12345", "好."] {
            assert!(half_width(wrong).is_some(), "{wrong}");
        }
        for right in
            ["您好，请进", "8:30", "1.5倍", "a, b", "比例为1:2的", "www.gov.cn网站", "3.14", "____应当"]
        {
            assert_eq!(half_width(right), None, "{right}");
        }
    }

    #[test]
    fn rare_characters_count_as_chats_count_them() {
        assert_eq!(count("字𠮷"), 3);
    }
}
