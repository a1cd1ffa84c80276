//! Texts in the form in which duplicates are found.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::domain::question::BLANK;

/// A stem without what doesn't change the question: width (NFKC), case,
/// whitespace and punctuation. Blanks stay, as `_`. A stem of nothing but
/// punctuation is kept as it is.
pub fn stem(text: &str) -> String {
    let parts: Vec<String> = text.split(BLANK).map(bare).collect();
    or_verbatim(parts.join("_"), text)
}

/// An option in the same form.
pub fn option(text: &str) -> String {
    or_verbatim(bare(text), text)
}

/// SHA-256 of the normalised stem, in hexadecimal, to compare banks that are
/// not in memory together.
pub fn digest(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(stem(text)))
}

/// A text without what nobody sees, blanks at its ends and empty lines; every
/// kind of blank but the wide one is a plain one.
pub fn visible(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").chars().filter(|&c| !is_invisible(c)).map(plain).collect();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether [`visible`] leaves a text as it is, told without making another one.
/// It may say no to a text that would stay.
pub fn is_visible(text: &str) -> bool {
    let stays = |c: char| !is_invisible(c) && plain(c) == c && c != '\n';
    text.chars().all(stays) && text.trim() == text
}

/// A text without its blanks and with letters of the usual width (NFKC).
pub fn unspaced(text: &str) -> String {
    if text.chars().all(is_everyday) {
        return text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Blanks as a plain one; of control characters only the line feed is left.
fn plain(c: char) -> char {
    match c {
        '\n' | '\u{3000}' => c,
        _ if c.is_whitespace() || c.is_control() => ' ',
        _ => c,
    }
}

fn bare(text: &str) -> String {
    let is_said = |c: &char| !c.is_whitespace() && !is_punctuation(*c) && !is_invisible(*c);
    if text.chars().all(is_everyday) {
        return text.chars().map(|c| narrow(c).to_ascii_lowercase()).filter(is_said).collect();
    }
    text.nfkc().flat_map(char::to_lowercase).filter(is_said).collect()
}

/// Letters that NFKC leaves or only makes narrow, each by itself: those of
/// nearly every text here, for which the long way takes five times as long.
fn is_everyday(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '“' | '”' | '\u{ff01}'..='\u{ff5e}')
}

/// What NFKC makes of such a letter.
fn narrow(c: char) -> char {
    match u32::from(c) {
        0x3000 => ' ',
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn or_verbatim(normal: String, text: &str) -> String {
    if normal.is_empty() { text.trim().to_owned() } else { normal }
}

/// Punctuation after NFKC, which has made the full-width marks ASCII. Signs
/// that carry meaning (`+ < = > % ‰ ≥ ℃`) are none.
fn is_punctuation(c: char) -> bool {
    matches!(c,
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | '\\' | ']' | '_'
        | '`' | '{' | '|' | '}' | '·' | '‥' | '…' | '•' | '‧'
        | '\u{2010}'..='\u{201f}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
        | '\u{3014}'..='\u{301f}' | '\u{fe30}'..='\u{fe4f}')
}

/// Characters that nobody sees: joiners, marks of direction, soft hyphens,
/// byte-order marks, line separators.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_leads_where_the_long_one_does(text in "[ -~一-龥　、。〈-】“”！-～]{0,40}") {
            prop_assume!(text.chars().all(is_everyday));
            // A letter from elsewhere at the end makes it take the long way.
            let long = bare(&format!("{text}ǆ"));
            prop_assert_eq!(bare(&text) + "dž", long);
        }
    }

    proptest! {
        #[test]
        fn what_is_visible_stays_as_it_is(text in "[ -~一-龥\u{3000}\n\r\t\u{200b}\u{a0}]{0,6}") {
            prop_assert!(!is_visible(&text) || visible(&text) == text);
        }

        #[test]
        fn blanks_go_the_short_way_as_the_long_one(text in "[ -~一-龥　、。〈-】“”！-～]{0,40}") {
            prop_assume!(text.chars().all(is_everyday));
            let long: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(unspaced(&text), long);
        }
    }

    #[test]
    fn width_case_space_and_punctuation_do_not_matter() {
        assert_eq!(stem("下列　哪一项，属于“ＡＢ”类？"), stem("下列哪一项属于ab类"));
    }

    #[test]
    fn what_changes_the_question_is_kept() {
        for (one, other) in [("5%", "5‰"), ("≥5", "≤5"), ("甲____乙", "甲乙____"), ("？", "！")] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn equal_stems_have_one_digest() {
        assert_eq!(digest("甲，乙。"), digest("甲乙"));
        assert_ne!(digest("甲乙"), digest("甲丙"));
        assert_eq!(digest("").len(), 64);
    }
}
