//! Knows what a header says, however it is dressed.

use unicode_normalization::UnicodeNormalization as _;

use super::{
    aliases::{ALIASES, NOTES, OPTION_WORDS},
    field::Field,
};
use crate::exchange::simplified;

/// So many characters of a header are looked at.
const MAX_HEADER: usize = 80;

/// What a header says, which may hang on the other headers beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// Beyond doubt.
    Field(Field),
    /// `答案A`, `answer1`: an option if there is a key besides, else a part of the key.
    Answer(Mark),
    /// A letter alone: an option if others stand beside it.
    Letter(u8),
}

/// The letter or number of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// From 0.
    pub at: u8,
    /// A letter, not a number.
    pub is_letter: bool,
}

/// A name, and how far down the list of its aliases it stands: of two columns
/// with one meaning the better name wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub name: Name,
    pub rank: usize,
}

impl Name {
    /// Knows a header however it is dressed: `*正确答案\n（必填）` is the key.
    pub(super) fn of(text: &str) -> Option<Known> {
        let name = bare(text);
        // `Answer 1 - max 75 characters`
        let cut = || name.split(['-', '–', '—']).next().filter(|head| head.len() < name.len());
        known(&name).or_else(|| cut().and_then(known))
    }
}

fn known(name: &str) -> Option<Known> {
    let name = name.trim_end_matches(['.', '、', '-', '/']);
    if name.is_empty() {
        return None;
    }
    plain(name).or_else(|| {
        let name = numbered(name).or_else(|| by_part(name).map(Name::Field))?;
        Some(Known { name, rank: 0 })
    })
}

fn plain(name: &str) -> Option<Known> {
    ALIASES.iter().find_map(|(field, aliases)| {
        let rank = aliases.iter().position(|alias| *alias == name)?;
        Some(Known { name: Name::Field(*field), rank })
    })
}

/// Names with a letter or number of their own.
fn numbered(name: &str) -> Option<Name> {
    let after = |word: &str| name.strip_prefix(word).and_then(mark);
    if let Some(mark) = mark(name) {
        return mark.is_letter.then_some(Name::Letter(mark.at));
    }
    let before = |word: &str| name.strip_suffix(word).and_then(mark);
    let option = OPTION_WORDS.iter().find_map(|word| after(word));
    if let Some(mark) = option.or_else(|| before("选项")).or_else(|| before("项")) {
        return Some(Name::Field(Field::Option(mark.at)));
    }
    // `正确答案H` is what one template makes of the eighth option's note.
    if let Some(mark) = after("正确答案") {
        return Some(Name::Field(Field::Key(if mark.is_letter { 0 } else { mark.at })));
    }
    if let Some(mark) = after("答案").or_else(|| after("answer")).or_else(|| before("答案")) {
        return Some(Name::Answer(mark));
    }
    blank(name).map(|at| Name::Field(Field::Blank(at)))
}

/// `空1答案`, `第1空`, `填空一`
fn blank(name: &str) -> Option<u8> {
    let name = name.strip_suffix("答案").unwrap_or(name);
    let after = |word: &str| name.strip_prefix(word).and_then(mark);
    let words = ["填空", "空格", "答案空", "空", "blank"];
    let ordinal = || name.strip_prefix('第')?.strip_suffix('空').and_then(mark);
    words
        .iter()
        .find_map(|word| after(word))
        .or_else(ordinal)
        .filter(|mark| !mark.is_letter)
        .map(|mark| mark.at)
}

/// Names that come with all sorts of additions: `知识点一级`, `题目图片`.
fn by_part(name: &str) -> Option<Field> {
    let media = ["图片", "视频", "音频", "配图"];
    if media.iter().any(|word| name.ends_with(word) || name.starts_with(word)) {
        return Some(Field::Picture);
    }
    let begins = |words: &[&str]| {
        words.iter().any(|word| name.strip_prefix(word).is_some_and(|rest| rest.chars().count() <= 2))
    };
    match () {
        () if begins(&["知识点", "考点"]) => Some(Field::Topic),
        () if begins(&["标签", "tag"]) => Some(Field::Tags),
        () => None,
    }
}

/// `a`, `1`, `一`, perhaps behind a dash or a point.
fn mark(text: &str) -> Option<Mark> {
    let text = text.trim_start_matches(['-', '.', '、', '#']);
    let mut chars = text.chars();
    let (first, rest) = (chars.next()?, chars.as_str());
    if rest.is_empty() && first.is_ascii_lowercase() {
        let at = u8::try_from(first).ok()?.checked_sub(b'a')?;
        return Some(Mark { at, is_letter: true });
    }
    let number = if rest.is_empty() {
        "一二三四五六七八九十".chars().zip(1..).find(|(c, _)| *c == first)
    } else {
        None
    };
    let number = number.map(|(_, n)| n).or_else(|| text.parse::<u8>().ok())?;
    (1..=26).contains(&number).then(|| Mark { at: number - 1, is_letter: false })
}

/// A header half-width and in lower case, without blanks, stars, underscores,
/// colons and notes. A letter or number in brackets is no note: `选项（A）`.
pub(super) fn bare(text: &str) -> String {
    let dropped = |c: &char| c.is_whitespace() || c.is_control() || "*※_:\"'★".contains(*c);
    let narrow: String =
        text.chars().take(MAX_HEADER).nfkc().filter(|c| !dropped(c)).map(simplified::of).collect();
    let (outside, inside) = without_brackets(&narrow.to_lowercase());
    let name = without_notes(&outside);
    if name.is_empty() { without_notes(&inside).to_owned() } else { name.to_owned() }
}

/// What stands outside brackets, and what stands in the first of them.
fn without_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut first) = (String::new(), String::new(), None);
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '<' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let note = std::mem::take(&mut inside);
                    if mark(&note).is_some() {
                        outside.push_str(&note);
                    }
                    first.get_or_insert(note);
                }
            }
            _ if depth > 0 => inside.push(c),
            _ => outside.push(c),
        }
    }
    (outside, first.unwrap_or(inside))
}

fn without_notes(text: &str) -> &str {
    let mut text = text.split("默认").next().unwrap_or(text);
    loop {
        let cut = NOTES.iter().find_map(|note| {
            // `可选项` are options.
            let before = || text.strip_prefix(note).filter(|_| *note != "可选");
            text.strip_suffix(note).or_else(before)
        });
        match cut {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(text: &str) -> Option<Field> {
        match Name::of(text)?.name {
            Name::Field(field) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn headers_are_known_however_they_are_dressed() {
        for (text, expected) in [
            ("题干（必填）", Field::Stem),
            ("题型 （必填）", Field::Kind),
            ("题型(必填）", Field::Kind),
            ("选项 A", Field::Option(0)),
            ("选项  D", Field::Option(3)),
            ("选项E\n(勿删)", Field::Option(4)),
            ("选项（B）", Field::Option(1)),
            ("B选项", Field::Option(1)),
            ("选择项5", Field::Option(4)),
            ("Option_C", Field::Option(2)),
            ("选项十", Field::Option(9)),
            ("正确答案\n（必填）", Field::Key(0)),
            ("正确答案H\n（必填）", Field::Key(0)),
            ("*正确答案（单字母如 A）/（逗号分隔如 A,C）", Field::Key(0)),
            ("Correct answer(s) - choose at least one", Field::Key(0)),
            ("【答案】", Field::Key(0)),
            ("难度（默认中等）", Field::Difficulty),
            ("解析必填", Field::Explanation),
            ("空 1", Field::Blank(0)),
            ("空2答案（|||分隔多答案）", Field::Blank(1)),
            ("第三空", Field::Blank(2)),
            ("知识点一级", Field::Topic),
            ("题目图片", Field::Picture),
            ("单空分数", Field::PointsEach),
            ("试题GUID", Field::Id),
            ("ＩＤ", Field::Serial),
        ] {
            assert_eq!(field(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_hangs_on_the_others_says_so() {
        let mark = |at, is_letter| Name::Answer(Mark { at, is_letter });
        assert_eq!(Name::of("答案B").unwrap().name, mark(1, true));
        assert_eq!(Name::of("Answer 2 - max 75 characters").unwrap().name, mark(1, false));
        assert_eq!(Name::of("（C）").unwrap().name, Name::Letter(2));
    }

    #[test]
    fn other_texts_are_no_headers() {
        for text in
            ["", "备注", "选项数", "正确答案文本", "1", "（必填）", "下列选项正确的是", "得分2", "一", "用时"]
        {
            assert_eq!(Name::of(text), None, "{text}");
        }
    }

    #[test]
    fn no_name_has_two_meanings() {
        let mut seen = std::collections::BTreeSet::new();
        for (field, alias) in
            ALIASES.iter().flat_map(|(field, names)| names.iter().map(move |name| (field, name)))
        {
            assert!(seen.insert(*alias), "{alias}");
            assert_eq!(Name::of(alias).unwrap().name, Name::Field(*field), "{alias}");
        }
    }
}
