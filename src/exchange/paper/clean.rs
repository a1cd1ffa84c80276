//! Small readings of characters that all of the paper's parts share.

use crate::table::Cell;

/// A line without blanks round it, every blank in it a plain space, nothing
/// invisible.
pub(super) fn line(raw: &str) -> String {
    Cell::text(raw).to_string().replace('\u{3000}', " ")
}

/// The letter of an option, half- or full-width, capital or not: A is 0.
pub(super) fn letter(c: char) -> Option<usize> {
    let narrow = narrow(c).to_ascii_uppercase();
    let index = u32::from(narrow).checked_sub(u32::from('A'))?;
    usize::try_from(index).ok().filter(|&index| index < 26)
}

/// A full-width sign as its half-width one.
pub(super) fn narrow(c: char) -> char {
    let code = u32::from(c);
    if (0xFF01..=0xFF5E).contains(&code) { char::from_u32(code - 0xFEE0).unwrap_or(c) } else { c }
}

/// The number at the start of a text, at most four digits of either width, and
/// what follows.
pub(super) fn digits(text: &str) -> Option<(u32, &str)> {
    let head = text.char_indices().take(5);
    let end =
        head.take_while(|(_, c)| narrow(*c).is_ascii_digit()).last().map_or(0, |(at, c)| at + c.len_utf8());
    let (number, rest) = text.split_at(end);
    let number: String = number.chars().map(narrow).collect();
    if number.len() > 4 { None } else { Some((number.parse().ok()?, rest)) }
}

/// What closes a bracket.
pub(super) const fn closing(open: char) -> Option<[char; 2]> {
    match open {
        '(' | '（' => Some([')', '）']),
        '[' | '［' => Some([']', '］']),
        '【' => Some(['】', '】']),
        '〔' => Some(['〕', '〕']),
        _ => None,
    }
}

/// What stands in the bracket at the start of a text, at most so many bytes,
/// and what follows it.
pub(super) fn bracket(text: &str, most: usize) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let ends = closing(open)?;
    let inner = text.get(open.len_utf8()..)?;
    let (at, end) = inner.char_indices().take_while(|(at, _)| *at <= most).find(|(_, c)| ends.contains(c))?;
    Some((inner.get(..at)?, inner.get(at + end.len_utf8()..)?))
}

/// A numeral of Chinese counting up to ninety-nine at the start of a text, and
/// what follows: `十二、` is 12.
pub(super) fn chinese(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c| !"一二两三四五六七八九十".contains(c)).unwrap_or(text.len());
    let (numeral, rest) = text.split_at(end);
    let digit = |part: &str| {
        let mut chars = part.chars();
        let value = chars.next().and_then(|c| {
            if c == '两' {
                Some(2)
            } else {
                "一二三四五六七八九".chars().position(|d| d == c).map(|at| at + 1)
            }
        });
        value.filter(|_| chars.next().is_none()).and_then(|value| u32::try_from(value).ok())
    };
    let value = match numeral.split_once('十') {
        None => digit(numeral)?,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? }
        }
    };
    Some((value, rest))
}

/// The most bytes of a key: every letter once, with something between them.
const MAX_MARK: usize = 256;

/// Whether a text is the key of a choice or a judged question and nothing else.
pub(super) fn is_mark(text: &str) -> bool {
    if text.len() > MAX_MARK {
        return false;
    }
    let bare = text.trim_matches(|c: char| c.is_whitespace() || ".;,；，。".contains(c));
    truth_word(bare) || letters(bare)
}

/// Letters of options and what separates them, capitals or a single letter.
fn letters(text: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || ",;|；，、".contains(c);
    let count = text.chars().filter(|c| letter(*c).is_some()).count();
    let small = text.chars().any(|c| narrow(c).is_ascii_lowercase());
    (1..=26).contains(&count)
        && (count == 1 || !small)
        && text.chars().all(|c| letter(c).is_some() || is_between(c))
}

/// What says true or false.
pub(super) fn truth_word(text: &str) -> bool {
    matches!(
        text,
        "对" | "错"
            | "正确"
            | "错误"
            | "不对"
            | "對"
            | "錯"
            | "正確"
            | "錯誤"
            | "不對"
            | "是"
            | "否"
            | "同意"
            | "不同意"
    ) || (text.len() <= 4 && text.chars().count() == 1 && text.chars().all(is_tick))
        || ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A tick or a cross.
pub(super) const fn is_tick(c: char) -> bool {
    matches!(c, '√' | '✓' | '✔' | '☑' | '×' | '✗' | '✘' | '✖' | '☒' | 'Ⅹ' | '╳')
}

/// Puts a line after another: directly where a line of a fixed width broke off,
/// on a line of its own where a sentence or an item of a list begins.
pub(super) fn join(text: &mut String, more: &str) {
    if more.is_empty() {
        return;
    }
    let (Some(last), Some(first)) = (text.chars().last(), more.chars().next()) else {
        more.clone_into(text);
        return;
    };
    if "。！？；：:;!?.…”".contains(last) || begins_item(first) {
        text.push('\n');
    } else if last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() {
        text.push(' ');
    }
    text.push_str(more);
}

fn begins_item(first: char) -> bool {
    ('①'..='⒛').contains(&first) || "(—-•·●◆■□▪（".contains(first) || first.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        assert_eq!(chinese("十二、甲"), Some((12, "、甲")));
        assert_eq!(chinese("二十"), Some((20, "")));
        assert_eq!(chinese("两分"), Some((2, "分")));
        assert_eq!(chinese("十十"), None);
        assert_eq!(digits("１２．甲"), Some((12, "．甲")));
        assert_eq!(digits("20241、"), None);
    }

    #[test]
    fn marks_are_letters_or_truths() {
        for mark in ["A", "ＡＢ", "A、B、D", "b", "√", "对。", "TRUE"] {
            assert!(is_mark(mark), "{mark}");
        }
        for other in ["", "ab", "二十日", "A级", "、"] {
            assert!(!is_mark(other), "{other}");
        }
    }

    #[test]
    fn lines_are_joined_as_they_were_broken() {
        let joined = |one: &str, other: &str| {
            let mut text = one.to_owned();
            join(&mut text, other);
            text
        };
        assert_eq!(joined("公务员应当忠于", "宪法"), "公务员应当忠于宪法");
        assert_eq!(joined("open", "source"), "open source");
        assert_eq!(joined("下列正确的有：", "甲"), "下列正确的有：\n甲");
        assert_eq!(joined("甲", "②乙"), "甲\n②乙");
    }
}
