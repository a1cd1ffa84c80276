//! Which kind a question is: by the words that name it, or by what it looks
//! like.

use unicode_normalization::UnicodeNormalization as _;

use super::simplified;
use crate::domain::question::Kind;

/// What words such as `单选题` or `一、判断题（每题2分）` name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A kind we have.
    Kind(Kind),
    /// Questions that nobody can mark but a person: 简答, 论述, ….
    Written,
    /// Nothing that we know.
    Unknown,
}

/// Reads the words that name a kind.
pub fn named(words: &str) -> Named {
    let words: String =
        words.nfkc().filter(|c| !c.is_whitespace()).map(simplified::of).collect::<String>().to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    match () {
        () if has(&["不定项", "多选", "多项", "multi", "checkbox", "多重选择"]) => {
            Named::Kind(Kind::Multiple)
        }
        () if has(&["单选", "单项", "single", "radio"]) => Named::Kind(Kind::Single),
        () if has(&["判断", "是非", "对错", "judge", "judg", "true", "t/f"]) || words == "tf" => {
            Named::Kind(Kind::Judge)
        }
        () if has(&["填空", "blank", "fill"]) => Named::Kind(Kind::Blank),
        () if has(&WRITTEN) => Named::Written,
        // Only then, for 多选 and 单选 are choices too.
        () if words == "选择题" || words == "选择" || words == "choice" => Named::Unknown,
        () => Named::Unknown,
    }
}

const WRITTEN: [&str; 11] = [
    "简答",
    "问答",
    "论述",
    "案例分析",
    "名词解释",
    "主观",
    "计算题",
    "作文",
    "essay",
    "short answer",
    "材料分析",
];

/// Whether a stem has a place to write in.
pub fn has_blank(stem: &str) -> bool {
    !blanks(stem).is_empty()
}

/// The places to write in: runs of two or more underscores, and brackets with
/// nothing but blanks in them. As ranges of bytes.
pub fn blanks(stem: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut chars = stem.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let closes = match c {
            '_' | '＿' => None,
            '（' | '(' => Some(['）', ')']),
            '【' | '［' | '[' => Some(['】', ']']),
            _ => continue,
        };
        let mut end = start + c.len_utf8();
        let mut length = 1;
        while let Some((at, next)) = chars.next_if(|(_, next)| match closes {
            None => matches!(next, '_' | '＿'),
            Some(_) => next.is_whitespace() || matches!(next, '_' | '＿' | '\u{3000}'),
        }) {
            end = at + next.len_utf8();
            length += 1;
        }
        match closes {
            None if length >= 2 => found.push(start..end),
            None => {}
            Some(closes) => {
                if let Some((at, last)) = chars.next_if(|(_, next)| closes.contains(next)) {
                    found.push(start..at + last.len_utf8());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_in_many_words() {
        for (words, kind) in [
            ("单选题", Kind::Single),
            ("一、单项选择题（每题2分）", Kind::Single),
            ("多选", Kind::Multiple),
            ("不定项选择", Kind::Multiple),
            ("三、判断题", Kind::Judge),
            ("填 空 题", Kind::Blank),
            ("Multiple Choice", Kind::Multiple),
            ("TF", Kind::Judge),
        ] {
            assert_eq!(named(words), Named::Kind(kind), "{words}");
        }
        assert_eq!(named("四、简答题"), Named::Written);
        assert_eq!(named("选择题"), Named::Unknown);
    }

    #[test]
    fn blanks_are_underscores_and_empty_brackets() {
        let cut = |stem: &'static str| blanks(stem).into_iter().map(|at| &stem[at]).collect::<Vec<_>>();
        assert_eq!(cut("应当在____日内（　　）作出，(  )。"), ["____", "（　　）", "(  )"]);
        assert_eq!(cut("第（一）项 a_b （"), [""; 0]);
    }
}
