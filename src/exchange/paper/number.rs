//! The number with which a question begins.

use super::{
    clean::{bracket, digits, is_mark, is_tick},
    heading::kind_word,
};

/// How a number is dressed; within a section all questions dress alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.` `1、` `1)`
    Plain,
    /// `(1)`
    Bracket,
    /// `第1题` `题目1`
    Named,
}

/// A number and what it numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number<'t> {
    pub value: u32,
    pub style: Style,
    /// It may be part of a sentence: `1.5倍`, `20 日内`.
    pub weak: bool,
    /// The key, where it stands before the number: `（√）1.`
    pub key: Option<&'t str>,
    /// The kind, where it stands before the number: `[单选题] 1、`
    pub kind: Option<&'t str>,
    pub rest: &'t str,
}

/// The number at the start of a line.
pub(super) fn number(text: &str) -> Option<Number<'_>> {
    let (kind, text) = kind_before(text);
    let (key, bare) = key_before(text);
    let named = ["题目", "试题", "第", "题", "Q"].iter().find_map(|word| bare.strip_prefix(word));
    let found = match named {
        Some(rest) => self::named(rest.trim_start(), bare.starts_with('第')),
        None => plain(bare).or_else(|| bracketed(bare)),
    };
    found.map(|found| Number { key, kind, ..found })
}

/// A bracket before the number that names the kind of the question.
fn kind_before(text: &str) -> (Option<&str>, &str) {
    match bracket(text, 40) {
        Some((inner, rest)) if kind_word(inner.trim()).is_some() => (Some(inner.trim()), rest.trim_start()),
        _ => (None, text),
    }
}

/// A bracket before the number, empty or with a key in it.
fn key_before(text: &str) -> (Option<&str>, &str) {
    match bracket(text, 40) {
        Some((inner, rest)) if inner.trim().is_empty() || is_mark(inner) => {
            (Some(inner.trim()).filter(|key| !key.is_empty()), rest.trim_start())
        }
        _ => match text.chars().next().filter(|c| is_tick(*c)) {
            Some(tick) => {
                let (key, rest) = text.split_at(tick.len_utf8());
                (Some(key), rest.trim_start())
            }
            None => (None, text),
        },
    }
}

fn named(text: &str, needs_end: bool) -> Option<Number<'_>> {
    let (value, rest) = digits(text)?;
    let rest = rest.trim_start();
    let rest =
        if needs_end { rest.strip_prefix("小题").or_else(|| rest.strip_prefix('题'))? } else { rest };
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:)．：、）".contains(c));
    let parted = needs_end || after.len() < rest.len();
    parted.then_some(Number { value, style: Style::Named, weak: false, key: None, kind: None, rest: after })
}

fn plain(text: &str) -> Option<Number<'_>> {
    let (value, rest) = digits(text)?;
    let found = |rest, weak| Some(Number { value, style: Style::Plain, weak, key: None, kind: None, rest });
    let tight = rest.trim_start();
    match tight.chars().next()? {
        mark @ ('.' | '．' | '、' | ')' | '）' | ':' | '：' | '。' | '，' | ',') => {
            let rest = tight.get(mark.len_utf8()..)?;
            let weak = rest.starts_with(|c: char| c.is_ascii_digit()) && !matches!(mark, '、' | ')' | '）');
            found(rest.trim_start(), weak)
        }
        '【' | '[' | '［' => found(tight, false),
        _ if tight.len() < rest.len() => found(tight, true),
        _ => None,
    }
}

fn bracketed(text: &str) -> Option<Number<'_>> {
    let (inner, rest) = bracket(text, 16)?;
    let (value, left) = digits(inner.trim())?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ".．、".contains(c));
    left.is_empty().then_some(Number {
        value,
        style: Style::Bracket,
        weak: false,
        key: None,
        kind: None,
        rest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, Style, bool, Option<&str>, &str)> {
        number(text).map(|n| (n.value, n.style, n.weak, n.key, n.rest))
    }

    #[test]
    fn numbers_are_known_in_every_dress() {
        for text in ["1.甲", "1、甲", "１．甲", "1) 甲", "1 ．甲", "（ ）1.甲"] {
            assert_eq!(read(text), Some((1, Style::Plain, false, None, "甲")), "{text}");
        }
        assert_eq!(read("(12)甲"), Some((12, Style::Bracket, false, None, "甲")));
        assert_eq!(read("第3题 甲"), Some((3, Style::Named, false, None, "甲")));
        assert_eq!(read("题目3：甲"), Some((3, Style::Named, false, None, "甲")));
        assert_eq!(read("（ √ ）7、甲"), Some((7, Style::Plain, false, Some("√"), "甲")));
        assert_eq!(
            number("【单选题】2、甲").map(|n| (n.value, n.kind, n.rest)),
            Some((2, Some("单选题"), "甲"))
        );
        assert_eq!(read("1【单选】甲").map(|n| n.4), Some("【单选】甲"));
    }

    #[test]
    fn what_may_be_part_of_a_sentence_is_weak() {
        assert!(read("1.5倍以下罚款").unwrap().2 && read("20 日内").unwrap().2);
        for text in ["2024年", "20日内", "第三条", "第1条", "题干", "甲", "12345、甲"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
