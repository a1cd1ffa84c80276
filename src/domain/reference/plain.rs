//! The form in which texts are compared when something is looked up: width,
//! case, blanks and marks don't matter, `第5条` is `第五条`.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::domain::citation::chinese;

/// Characters from here on stand for themselves; those before make up words.
const FIRST_OF_ITS_OWN: char = '\u{2e80}';
/// The most figures of an article's number.
const MAX_FIGURES: usize = 4;

/// A text in its plain form. Characters of Chinese follow one another without
/// anything between; a word of Latin letters or figures stands between two
/// blanks of its own: `使用 5g 网络`, so that a part of it is not found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    /// The plain text.
    pub text: String,
    /// Where each character of it begins, and which bytes of the text it was
    /// made of.
    from: Vec<(usize, Range<usize>)>,
}

/// A letter of the text.
struct Letter {
    c: char,
    from: Range<usize>,
    /// Whether a blank or a mark stands before it.
    after_gap: bool,
}

/// Whether a character stands for itself.
pub(super) fn is_own(c: char) -> bool {
    c >= FIRST_OF_ITS_OWN
}

impl Plain {
    /// The plain form of a text.
    pub fn of(text: &str) -> Self {
        let letters = letters(text);
        let mut plain = Self::default();
        let mut rest = letters.as_slice();
        while let Some(first) = rest.first() {
            let word = word_length(rest);
            if word == 0 {
                plain.push(first.c, first.from.clone());
                rest = rest.get(1..).unwrap_or_default();
            } else {
                let (word, after) = rest.split_at(word);
                plain.push_word(word, after.first());
                rest = after;
            }
        }
        plain
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.from.push((self.text.len(), from));
        self.text.push(c);
    }

    fn push_word(&mut self, word: &[Letter], next: Option<&Letter>) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { return };
        let whole = first.from.start..last.from.end;
        if let Some(number) = self.article(word, next) {
            for c in chinese(number).chars() {
                self.push(c, whole.clone());
            }
            return;
        }
        self.push(' ', whole.start..whole.start);
        for letter in word {
            self.push(letter.c, letter.from.clone());
        }
        self.push(' ', whole.end..whole.end);
    }

    /// The number of an article, if a word of figures stands between 第 and 条.
    fn article(&self, word: &[Letter], next: Option<&Letter>) -> Option<u32> {
        let within = self.text.ends_with('第') && next.is_some_and(|letter| letter.c == '条');
        let figures: String = word.iter().map(|letter| letter.c).collect();
        (within && figures.len() <= MAX_FIGURES).then(|| figures.parse().ok())?
    }

    /// Where a word in plain form stands in the text that this was made of.
    pub(super) fn places(&self, word: &str) -> Vec<Range<usize>> {
        let found = self.text.match_indices(word);
        found.filter_map(|(at, word)| self.source(at..at + word.len())).collect()
    }

    fn source(&self, plain: Range<usize>) -> Option<Range<usize>> {
        let first = self.from.partition_point(|(at, _)| *at < plain.start);
        let after = self.from.partition_point(|(at, _)| *at < plain.end);
        let from = self.from.get(first..after)?;
        Some(from.first()?.1.start..from.last()?.1.end)
    }
}

fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut after_gap = false;
    for (at, raw) in text.char_indices() {
        for c in std::iter::once(raw).nfkc().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                letters.push(Letter { c, from: at..at + raw.len_utf8(), after_gap });
                after_gap = false;
            } else {
                after_gap |= !is_combining_mark(c);
            }
        }
    }
    letters
}

/// How many letters the word at the start has; none if it is no word.
fn word_length(letters: &[Letter]) -> usize {
    let goes_on = |(at, letter): &(usize, &Letter)| !is_own(letter.c) && (*at == 0 || !letter.after_gap);
    letters.iter().enumerate().take_while(goes_on).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        Plain::of(text).text
    }

    #[test]
    fn width_case_blanks_and_marks_do_not_matter() {
        assert_eq!(plain("总　则"), "总则");
        assert_eq!(plain("国家机关、\n事业单位。"), "国家机关事业单位");
        assert_eq!(plain("使用５Ｇ网络"), "使用 5g 网络");
        assert_eq!(plain("Open Office 3.5"), " open  office  3  5 ");
        assert_eq!(plain("cafe\u{301}s"), " cafes ");
        assert_eq!(plain("㈠ ，"), "一");
    }

    #[test]
    fn numbers_of_articles_are_written_alike() {
        for text in ["第五条", "第5条", "第 ５ 条"] {
            assert_eq!(plain(text), "第五条", "{text}");
        }
        assert_eq!(plain("第105条之一"), "第一百零五条之一");
        assert_eq!(plain("第5章"), "第 5 章");
        assert_eq!(plain("第12345条"), "第 12345 条");
    }

    #[test]
    fn what_is_found_is_known_in_the_text_itself() {
        let text = "依照《预 算 法》第12条，使用ＷＰＳ文字";
        let plain = Plain::of(text);
        let shown =
            |word: &str| -> Vec<&str> { plain.places(word).into_iter().map(|range| &text[range]).collect() };
        assert_eq!(shown("预算法"), ["预 算 法"]);
        assert_eq!(shown("第十二条"), ["第12条"]);
        assert_eq!(shown(" wps "), ["ＷＰＳ"]);
        assert_eq!(shown("决算"), [""; 0]);
    }
}
