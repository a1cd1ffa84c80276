//! Options told apart by the letters before them: `A.甲 B.乙 C.丙`.

use super::{MAX_OPTIONS, narrow};
use crate::domain::choices::index_of;

/// A letter before an option.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Where it begins.
    start: usize,
    /// Where the option begins.
    end: usize,
    option: usize,
    /// What stands after the letter, half-width.
    sign: char,
    /// It stands at the beginning, or after a blank or a separator.
    is_free: bool,
}

/// The options, if the text begins with the first letter.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let marks = marks(text);
    let sequence = sequences(&marks).find(|sequence| {
        sequence.first().is_some_and(|first| is_nothing(text.get(..first.start).unwrap_or("x")))
    })?;
    Some(texts(text, &sequence))
}

/// Whether a text is options and nothing else, told apart by letters.
pub(in super::super) fn is_lettered(text: &str) -> bool {
    split(&super::line_breaks(text)).is_some()
}

/// The stem and the options of a cell that holds both.
pub(in super::super) fn within_stem(text: &str) -> Option<(String, Vec<String>)> {
    let plain = super::line_breaks(text);
    let marks = marks(&plain);
    let sequence = all_of(&marks, |mark| mark.is_free)?;
    let stem = plain.get(..sequence.first()?.start)?.trim_end_matches(['(', '（', '【', '[']).trim();
    (!stem.is_empty()).then(|| (stem.to_owned(), texts(&plain, &sequence)))
}

/// The ways to read the letters, the surest first: standing free; close to the
/// text before them but all with one sign; anyhow.
fn sequences(marks: &[Mark]) -> impl Iterator<Item = Vec<Mark>> + '_ {
    let sign = marks.iter().find(|mark| mark.option == 0).map_or('.', |mark| mark.sign);
    let ways: [Box<dyn Fn() -> Option<Vec<Mark>>>; 3] = [
        Box::new(move || all_of(marks, |mark| mark.is_free)),
        Box::new(move || all_of(marks, |mark| mark.sign == sign)),
        Box::new(move || in_turn(marks, |_| true)),
    ];
    ways.into_iter().filter_map(|way| way())
}

/// The letters in turn that fit, unless others would make more options:
/// `A.甲 B.乙C.丙`, where one that stands close would be swallowed.
fn all_of(marks: &[Mark], fits: impl Fn(&Mark) -> bool) -> Option<Vec<Mark>> {
    let found = in_turn(marks, fits)?;
    let any = in_turn(marks, |_| true).map_or(0, |any| any.len());
    (found.len() >= any).then_some(found)
}

/// A, B, C… in turn, if there are two at least.
fn in_turn(marks: &[Mark], fits: impl Fn(&Mark) -> bool) -> Option<Vec<Mark>> {
    let mut found: Vec<Mark> = Vec::new();
    for mark in marks {
        if mark.option == found.len() && fits(mark) && found.len() < MAX_OPTIONS {
            found.push(*mark);
        }
    }
    (found.len() > 1).then_some(found)
}

/// Every letter with a sign after it.
fn marks(text: &str) -> Vec<Mark> {
    let chars: Vec<(usize, char)> = text.char_indices().map(|(at, c)| (at, narrow(c))).collect();
    (0..chars.len()).filter_map(|at| mark(&chars, at)).collect()
}

fn mark(chars: &[(usize, char)], at: usize) -> Option<Mark> {
    let (start, first) = *chars.get(at)?;
    let before = at.checked_sub(1).and_then(|at| chars.get(at)).map(|(_, c)| *c);
    let is_open = matches!(before, Some('(' | '【' | '['));
    let option = index_of(first.to_ascii_uppercase())?;
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let blanks = chars.get(at + 1..)?.iter().take_while(|(_, c)| *c == ' ').count();
    let (_, sign) = *chars.get(at + 1 + blanks)?;
    let close = matches!(sign, ')' | '】' | ']');
    let fits = if is_open { close } else { matches!(sign, '.' | '、' | ':' | ')') };
    let end = chars.get(at + 2 + blanks).map_or_else(|| text_end(chars), |(end, _)| *end);
    let start = if is_open { chars.get(at - 1)?.0 } else { start };
    let left = if is_open { at.checked_sub(2).and_then(|at| chars.get(at)).map(|(_, c)| *c) } else { before };
    fits.then_some(Mark { start, end, option, sign, is_free: left.is_none_or(is_border) })
}

fn text_end(chars: &[(usize, char)]) -> usize {
    // Past the last sign: every reader takes what is left, which is nothing.
    chars.last().map_or(0, |(at, _)| at + 4)
}

/// What may stand before a letter that begins an option.
fn is_border(c: char) -> bool {
    c.is_whitespace() || "?),;|/$&>。、".contains(c)
}

/// Whether nothing is said here but tags and blanks.
fn is_nothing(text: &str) -> bool {
    let mut depth = 0_u32;
    text.chars().all(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth > 0 || c.is_whitespace(),
        }
        true
    })
}

/// The texts between the letters, without the separator that ends all of them.
fn texts(text: &str, marks: &[Mark]) -> Vec<String> {
    let ends = marks.iter().skip(1).map(|mark| mark.start).chain([text.len()]);
    let texts: Vec<&str> = marks
        .iter()
        .zip(ends)
        .map(|(mark, end)| text.get(mark.end..end).unwrap_or_default().trim())
        .collect();
    let ends_all = |separator: &&char| {
        let (_, firsts) = texts.split_last().unwrap_or((&"", &[]));
        firsts.iter().all(|text| text.is_empty() || text.ends_with(**separator))
    };
    let separator = [';', '；', ',', '，', '|', '/', '$', '&'].iter().find(ends_all);
    let bare = |text: &&str| {
        separator.map_or(*text, |separator| text.trim_end_matches(*separator)).trim().to_owned()
    };
    texts.iter().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_within_options_part_nothing() {
        let with_vitamins = "A. 维生素B、维生素C\nB. 钙\nC. 铁";
        assert_eq!(split(with_vitamins).unwrap(), ["维生素B、维生素C", "钙", "铁"]);
        assert_eq!(split("A.甲B.乙C、丙").unwrap(), ["甲", "乙", "丙"]);
        assert_eq!(split("A.甲 B.乙C.丙").unwrap(), ["甲", "乙", "丙"]);
        assert_eq!(split("A.甲/B.乙/C.丙").unwrap(), ["甲", "乙", "丙"]);
        assert_eq!(split("A.km/h B.m/s").unwrap(), ["km/h", "m/s"]);
        assert_eq!(split("USA. 甲 B. 乙"), None);
        assert_eq!(split("A. 甲"), None);
        assert_eq!(split("C. 甲 D. 乙"), None);
        assert_eq!(split("见A. 甲 B. 乙"), None);
        assert_eq!(split("A.甲 B."), Some(vec!["甲".to_owned(), String::new()]));
    }

    #[test]
    fn a_stem_with_its_options_is_taken_apart() {
        let (stem, options) = within_stem("期限是（ ）。\nA. 五日 B. 十日\nC. 二十日").unwrap();
        assert_eq!((stem.as_str(), options.len()), ("期限是（ ）。", 3));
        assert_eq!(options, ["五日", "十日", "二十日"]);
        assert_eq!(within_stem("A. 五日 B. 十日"), None);
        assert_eq!(within_stem("没有选项的题"), None);
    }
}
