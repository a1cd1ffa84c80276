//! Comparing what was typed into a blank with what is accepted.

use unicode_normalization::UnicodeNormalization;

/// The form in which answers are compared: NFKC, lower case, without blanks
/// and punctuation, except what makes another number of digits: 1.5, 1/2, 3-5.
/// Only for comparison, never for showing (it turns 10⁶ into 106).
pub fn comparable(text: &str) -> String {
    let letters = text.nfkc().flat_map(char::to_lowercase).map(usual).filter(|c| !c.is_whitespace());
    let letters: Vec<char> = letters.collect();
    let counts = |at: usize| {
        let c = letters[at];
        c.is_alphanumeric() || is_symbol(c) || (is_within_numbers(c) && between_digits(&letters, at))
    };
    (0..letters.len()).filter(|&at| counts(at)).map(|at| letters[at]).collect()
}

/// The usual form of a sign; between digits, input methods write 。 for the
/// decimal point.
fn usual(c: char) -> char {
    match c {
        '。' | '｡' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2010}' | '\u{2012}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

fn is_within_numbers(c: char) -> bool {
    matches!(c, '.' | '/' | '-')
}

fn between_digits(letters: &[char], at: usize) -> bool {
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1))
}

/// Signs that change what a number means and so are kept.
fn is_symbol(c: char) -> bool {
    matches!(c, '%' | '‰' | '℃' | '°' | '+' | '<' | '>' | '=' | '$' | '¥')
}

/// How many blanks are filled rightly.
///
/// In order: each text against its own blank. In any order: the largest number
/// of texts that can each be given a blank of their own.
pub fn filled_rightly(key: &[Vec<String>], words: &[String], any_order: bool) -> usize {
    let fits: Vec<Vec<bool>> =
        words.iter().map(|word| key.iter().map(|ways| accepts(ways, word)).collect()).collect();
    if any_order {
        return matching(&fits, key.len());
    }
    fits.iter().enumerate().filter(|(i, row)| row.get(*i).copied().unwrap_or(false)).count()
}

fn accepts(ways: &[String], word: &str) -> bool {
    let word = comparable(word);
    !word.is_empty() && ways.iter().any(|way| comparable(way) == word)
}

/// The size of a largest matching of words to blanks (augmenting paths).
fn matching(fits: &[Vec<bool>], blanks: usize) -> usize {
    let mut holder = vec![None; blanks];
    (0..fits.len()).filter(|&word| place(word, fits, &mut holder, &mut vec![false; blanks])).count()
}

fn place(word: usize, fits: &[Vec<bool>], holder: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    for blank in 0..holder.len() {
        if !fits[word][blank] || tried[blank] {
            continue;
        }
        tried[blank] = true;
        if holder[blank].is_none_or(|other| place(other, fits, holder, tried)) {
            holder[blank] = Some(word);
            return true;
        }
    }
    false
}

/// Parts a typed message into one text a blank.
///
/// One blank takes the whole message. Several are parted by line feeds, else
/// by `；;|/`, else by `，,、`, else by blanks: the first that gives enough parts.
/// A stroke between digits, as in 1/2, parts them only if nothing else does.
/// `None` if none does.
pub fn parted(message: &str, blanks: usize) -> Option<Vec<String>> {
    let message = message.trim();
    if blanks <= 1 {
        return (!message.is_empty()).then(|| vec![message.to_owned()]);
    }
    let is_stroke = |c: char| matches!(c, '/' | '／');
    let in_number = has_fraction(message);
    let separators: [&dyn Fn(char) -> bool; 5] = [
        &|c| c == '\n',
        &|c| matches!(c, ';' | '；' | '|' | '｜') || (is_stroke(c) && !in_number),
        &|c| matches!(c, ',' | '，' | '、'),
        &char::is_whitespace,
        &is_stroke,
    ];
    separators.into_iter().find_map(|separator| {
        let parts: Vec<String> = message
            .split(separator)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        (parts.len() == blanks).then_some(parts)
    })
}

/// Whether it has something like 1/2.
fn has_fraction(message: &str) -> bool {
    let letters: Vec<char> = message.chars().collect();
    letters
        .windows(3)
        .any(|three| three[0].is_numeric() && matches!(three[1], '/' | '／') && three[2].is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(blanks: &[&[&str]]) -> Vec<Vec<String>> {
        blanks.iter().map(|ways| ways.iter().map(|&way| way.to_owned()).collect()).collect()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn width_blanks_and_punctuation_do_not_matter() {
        let key = key(&[&["二十日", "20日"]]);
        for right in ["二十日", " 20 日。", "２０日", "“二十日”"] {
            assert_eq!(filled_rightly(&key, &words(&[right]), false), 1, "{right}");
        }
        for wrong in ["十日", "", "，", "20"] {
            assert_eq!(filled_rightly(&key, &words(&[wrong]), false), 0, "{wrong}");
        }
    }

    #[test]
    fn percent_is_not_punctuation() {
        assert_ne!(comparable("5%"), comparable("5"));
    }

    #[test]
    fn what_makes_another_number_is_not_punctuation() {
        for (one, other) in [("1.5%", "15%"), ("1/2", "12"), ("3-5", "35"), ("0.5", "5"), ("10.0", "100")] {
            assert_ne!(comparable(one), comparable(other), "{one}");
        }
        for (one, other) in [
            ("1.5", "１．５"),
            ("1.5", "1。5"),
            ("1.5", "1. 5"),
            ("1/2", "１／２"),
            ("1/2", "½"),
            ("3-5", "３－５"),
            ("3-5", "3—5"),
            ("3-5", "3−5"),
            ("1,000", "1000"),
            ("20日", "20 日。"),
            ("1.二十日", "1二十日"),
        ] {
            assert_eq!(comparable(one), comparable(other), "{one} {other}");
        }
        let key = key(&[&["1.5%"]]);
        assert_eq!(filled_rightly(&key, &words(&["15%"]), false), 0);
        assert_eq!(filled_rightly(&key, &words(&["１．５％"]), false), 1);
    }

    #[test]
    fn a_fraction_is_not_parted_while_something_else_parts() {
        assert_eq!(parted("1/2；3", 2), Some(words(&["1/2", "3"])));
        assert_eq!(parted("1/2，2/3", 2), Some(words(&["1/2", "2/3"])));
        assert_eq!(parted("１／２ 3", 2), Some(words(&["１／２", "3"])));
        assert_eq!(parted("15/30", 2), Some(words(&["15", "30"])));
        assert_eq!(parted("公开/公平，公正", 2), Some(words(&["公开", "公平，公正"])));
    }

    #[test]
    fn any_order_gives_each_word_one_blank() {
        let key = key(&[&["公开", "公正"], &["公开"]]);
        assert_eq!(filled_rightly(&key, &words(&["公开", "公正"]), true), 2);
        assert_eq!(filled_rightly(&key, &words(&["公开", "公正"]), false), 1);
        assert_eq!(filled_rightly(&key, &words(&["公正", "公正"]), true), 1);
    }

    #[test]
    fn a_message_is_parted_by_the_strongest_separator_that_fits() {
        assert_eq!(parted("公开\n公平、公正", 2), Some(words(&["公开", "公平、公正"])));
        assert_eq!(parted("公开，公平 公正", 2), Some(words(&["公开", "公平 公正"])));
        assert_eq!(parted("公开 公平", 2), Some(words(&["公开", "公平"])));
        assert_eq!(parted("公开", 2), None);
        assert_eq!(parted("本级，人民政府", 1), Some(words(&["本级，人民政府"])));
        assert_eq!(parted("  ", 1), None);
    }
}
