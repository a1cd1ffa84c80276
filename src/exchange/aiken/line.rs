//! What a line is.

use unicode_normalization::UnicodeNormalization;

/// A line of an Aiken file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) enum Line<'a> {
    /// Nothing.
    Blank,
    /// `B. …`
    Option(char, &'a str),
    /// `ANSWER: B`: the letters without what stands between them, or the words.
    Answer(String),
    /// `解析：…`
    Explanation(&'a str),
    /// Anything else.
    Words,
}

const ANSWERS: [&str; 7] = ["ANSWER", "正确答案", "参考答案", "标准答案", "答案", "【答案】", "【正确答案】"];
const EXPLANATIONS: [&str; 6] = ["解析", "答案解析", "【解析】", "EXPLANATION", "FEEDBACK", "说明"];

impl<'a> Line<'a> {
    /// Tells what a line is by its beginning.
    pub(in crate::exchange) fn read(line: &'a str) -> Self {
        let line = line.trim();
        if line.is_empty() {
            return Self::Blank;
        }
        if let Some(words) = after(line, &ANSWERS) {
            return Self::Answer(letters(words));
        }
        if let Some(words) = after(line, &EXPLANATIONS) {
            return Self::Explanation(words);
        }
        option(line).unwrap_or(Self::Words)
    }
}

/// What follows one of these words and its colon; after brackets there need be
/// none.
fn after<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let start = line.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        let rest = line[start.len()..].trim_start();
        let colon = rest.strip_prefix([':', '：']);
        if word.starts_with('【') { Some(colon.unwrap_or(rest)) } else { colon }
    })
}

/// The letters of a key without blanks and marks between them; what is no
/// letters, as it stands.
fn letters(words: &str) -> String {
    let bare: String = words
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、' | ';' | '.' | '。' | '|' | '/'))
        .collect();
    let is_key = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_alphabetic());
    if is_key { bare.to_ascii_uppercase() } else { words.trim().to_owned() }
}

/// `A. …`, `A) …`, `A、…`, `(A)…`, in full width too.
fn option(line: &str) -> Option<Line<'_>> {
    let bare = line.strip_prefix(['(', '（']).unwrap_or(line);
    let first = bare.chars().next()?;
    let letter = std::iter::once(first).nfkc().next().filter(char::is_ascii_uppercase)?;
    let rest = bare[first.len_utf8()..].trim_start();
    let ends: &[char] =
        if bare.len() < line.len() { &[')', '）'] } else { &['.', ')', '）', '、', '．', ':', '：'] };
    rest.strip_prefix(ends).map(|words| Line::Option(letter, words.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_beginning() {
        for text in ["A. 甲", "A)甲", "A、甲", "Ａ．甲", "(A)甲", "（A） 甲", "A ： 甲"] {
            assert_eq!(Line::read(text), Line::Option('A', "甲"), "{text}");
        }
        for text in ["A级", "a. 甲", "(A类)", "AB. 甲", "答案是什么", "Answering: A", "1. 甲"] {
            assert_eq!(Line::read(text), Line::Words, "{text}");
        }
        for text in ["ANSWER: AB", "answer：a b", "答案： A、B。", "【正确答案】ＡＢ", "参考答案:A|B"]
        {
            assert_eq!(Line::read(text), Line::Answer("AB".to_owned()), "{text}");
        }
        assert_eq!(Line::read("【解析】见法"), Line::Explanation("见法"));
        assert_eq!(Line::read(" \u{3000}"), Line::Blank);
    }
}
