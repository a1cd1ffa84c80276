//! Options that share a cell, and the letters before them.

mod circled;
mod lettered;
mod list;

use crate::domain::choices::letter;

pub(super) use lettered::{is_lettered, within_stem};

/// The most options that are split off; what is more stays with the last.
pub(super) const MAX_OPTIONS: usize = 64;

/// Separators of options in one cell, the surest first.
const SEPARATORS: [&str; 14] =
    ["$;$", "\n", "|||", "||", "|", "$$", "##", "&&", "&", "；", ";", "\t", "，", ","];

/// The options of one cell, without their letters. An empty one keeps its place.
pub(super) fn split(text: &str) -> Vec<String> {
    if let Some(items) = list::read(text) {
        return without_letters(&items);
    }
    if text.contains("$;$") {
        return by_separator(text, "$;$");
    }
    let plain = line_breaks(text);
    if let Some(options) = lettered::split(&plain) {
        return options;
    }
    if let Some(options) = circled::split(&plain).filter(|all| !all.iter().any(String::is_empty)) {
        return options;
    }
    let separators = SEPARATORS.into_iter().chain(["、"]);
    let found = separators.into_iter().find(|separator| pieces(&plain, separator).len() > 1);
    match found {
        Some(separator) => by_separator(&plain, separator),
        None => without_letters(&[plain.trim().to_owned()]),
    }
}

fn by_separator(text: &str, separator: &str) -> Vec<String> {
    let mut items: Vec<String> =
        pieces(text, separator).into_iter().map(|item| item.trim().to_owned()).collect();
    // Line feeds are often doubled; other separators keep an empty place.
    if separator == "\n" {
        items.retain(|item| !item.is_empty());
    }
    while items.last().is_some_and(String::is_empty) {
        items.pop();
    }
    without_letters(&items)
}

/// The parts of a text; the `&` and `;` of an entity part nothing.
fn pieces<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(separator) {
        if parts.len() + 1 >= MAX_OPTIONS || is_of_entity(text, at, separator) {
            continue;
        }
        parts.push(text.get(start..at).unwrap_or_default());
        start = at + separator.len();
    }
    parts.push(text.get(start..).unwrap_or_default());
    if parts.iter().filter(|part| !part.trim().is_empty()).count() > 1 { parts } else { vec![text] }
}

/// The longest entity: `&thetasym;`.
const MAX_ENTITY: usize = 10;

fn is_of_entity(text: &str, at: usize, separator: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || c == '#';
    match separator {
        "&" => {
            let rest: String = text.get(at + 1..).unwrap_or_default().chars().take(MAX_ENTITY).collect();
            rest.find(';').is_some_and(|end| end > 1 && rest.chars().take_while(|c| *c != ';').all(inner))
        }
        ";" => {
            let before = text.get(..at).unwrap_or_default().chars().rev().take(MAX_ENTITY);
            let mut name = before.skip_while(|c| inner(*c));
            name.next() == Some('&')
        }
        _ => false,
    }
}

/// The line breaks of a web page as line feeds.
fn line_breaks(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let ends = ["<br>", "<br/>", "<br />", "<BR>", "</p>", "</P>", "</li>", "</div>"];
    let broken = ends.iter().fold(text.to_owned(), |text, tag| text.replace(tag, "\n"));
    ["<p>", "<P>", "<li>", "<div>"].iter().fold(broken, |text, tag| text.replace(tag, ""))
}

/// Puts options in the order of their letters, if each has one and they don't
/// stand so: a key means the letter that is read, not the place.
pub(in crate::exchange) fn in_order<T: Clone>(
    items: &[T],
    text: impl Fn(&T) -> &str,
    none: impl Fn() -> T,
) -> Vec<T> {
    let said = || items.iter().enumerate().filter(|(_, item)| !text(item).trim().is_empty());
    let letters: Option<Vec<usize>> = said().map(|(_, item)| label(text(item))).collect();
    let Some(letters) = letters.filter(|letters| letters.len() > 1) else { return items.to_vec() };
    let is_each_once = letters.iter().enumerate().all(|(at, letter)| !letters[..at].contains(letter));
    if !is_each_once || said().zip(&letters).all(|((at, _), letter)| at == *letter) {
        return items.to_vec();
    }
    let last = letters.iter().copied().max().unwrap_or(0);
    let mut ordered: Vec<T> = (0..=last).map(|_| none()).collect();
    for ((_, item), letter) in said().zip(letters) {
        ordered[letter] = item.clone();
    }
    ordered
}

/// The place of the letter before an option.
fn label(item: &str) -> Option<usize> {
    (0..26).find(|at| after_mark(*at, item).is_some())
}

/// Takes the letters off that agree with the places: `A．甲`, `(B) 乙`. A letter
/// with nothing but a blank after it, and a number, must stand before all.
pub(super) fn without_letters(items: &[String]) -> Vec<String> {
    let items = &in_order(items, String::as_str, String::new);
    let said = || items.iter().enumerate().filter(|(_, item)| !item.is_empty());
    let all = |strip: fn(usize, &str) -> Option<&str>| {
        said().count() > 1 && said().all(|(at, item)| strip(at, item).is_some())
    };
    let (blank, number) = (all(after_blank), all(after_number));
    let strip = |(at, item): (usize, &String)| {
        let bare = after_mark(at, item)
            .or_else(|| if blank { after_blank(at, item) } else { None })
            .or_else(|| if number { after_number(at, item) } else { None });
        bare.unwrap_or(item).trim().to_owned()
    };
    items.iter().enumerate().map(strip).collect()
}

/// What follows `A.`, `A、`, `(A)` if A is the letter of this place.
fn after_mark(at: usize, item: &str) -> Option<&str> {
    let item = item.trim_start();
    let (open, inner) = match item.strip_prefix(['(', '（', '【', '[']) {
        Some(inner) => (true, inner.trim_start()),
        None => (false, item),
    };
    let rest = after_letter(at, inner)?.trim_start();
    if open {
        let inner = rest.strip_prefix([')', '）', '】', ']'])?;
        return Some(inner.trim_start_matches(['.', '、', '．']));
    }
    rest.strip_prefix(['.', '．', '、', ':', '：', ')', '）', '。', ',', '，'])
}

/// What follows `A ` or the letter's own cell.
fn after_blank(at: usize, item: &str) -> Option<&str> {
    let rest = after_letter(at, item.trim_start())?;
    rest.starts_with(char::is_whitespace).then_some(rest)
}

fn after_letter(at: usize, item: &str) -> Option<&str> {
    let mut chars = item.chars();
    let first = narrow(chars.next()?).to_ascii_uppercase();
    (at < 26 && first == letter(at)).then_some(chars.as_str())
}

/// What follows `1.` or `1、`; `1.5` is no option 1.
fn after_number(at: usize, item: &str) -> Option<&str> {
    let rest = item.trim_start().strip_prefix(&(at + 1).to_string())?;
    let rest = rest.strip_prefix(['.', '．', '、', ')', '）'])?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// A full-width letter as a half-width one.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_separator_is_known() {
        for text in [
            "五日\n十日\n二十日",
            "五日|十日|二十日",
            "五日$;$十日$;$二十日",
            "A. 五日$;$B. 十日$;$C. 二十日",
            "五日&十日&二十日",
            "[\"五日\",\"十日\",\"二十日\"]",
            "{\"A\":\"五日\",\"B\":\"十日\",\"C\":\"二十日\"}",
            "['五日', '十日', '二十日']",
            "A.五日B.十日C.二十日",
            "A．五日 B．十日 C．二十日",
            "A、五日；B、十日；C、二十日；",
            "A. 五日,B. 十日,C. 二十日",
            "(A)五日 (B)十日 (C)二十日",
            "a) 五日\nb) 十日\nc) 二十日",
            "A 五日\nB 十日\nC 二十日",
            "1.五日\n2.十日\n3.二十日",
            "<p>A. 五日</p><p>B. 十日</p><p>C. 二十日</p>",
            "五日；十日；二十日",
            "五日，十日，二十日",
            "五日、十日、二十日",
        ] {
            assert_eq!(split(text), ["五日", "十日", "二十日"], "{text}");
        }
    }

    #[test]
    fn gaps_keep_their_place() {
        assert_eq!(split("A.甲\nB.\nC.丙"), ["甲", "", "丙"]);
        assert_eq!(split("甲||丙|丁|").len(), 2, "a doubled bar parts first");
        assert_eq!(split("甲$;$$;$丙"), ["甲", "", "丙"]);
    }

    #[test]
    fn entities_and_figures_are_left_whole() {
        assert_eq!(split("5&lt;6&6&gt;5"), ["5&lt;6", "6&gt;5"]);
        assert_eq!(split("a&nbsp;b;c"), ["a&nbsp;b", "c"]);
        assert_eq!(split("1.5%\n2.5%"), ["1.5%", "2.5%"]);
        assert_eq!(split("只有一个"), ["只有一个"]);
        assert_eq!(split(""), [""]);
    }

    #[test]
    fn letters_are_taken_off_only_where_they_agree() {
        let strip = |items: &[&str]| {
            without_letters(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(strip(&["A．甲", "B、乙", "（C）丙", "d: 丁"]), ["甲", "乙", "丙", "丁"]);
        assert_eq!(strip(&["B.甲", "A.乙"]), ["乙", "甲"], "the key means the letters");
        assert_eq!(strip(&["B.甲", "C.乙", "D.丙"]), ["", "甲", "乙", "丙"]);
        assert_eq!(strip(&["A.甲", "A.乙"]), ["甲", "A.乙"], "two of one letter");
        assert_eq!(strip(&["A 级", "普通"]), ["A 级", "普通"]);
        assert_eq!(strip(&["Ａ．甲", "", "Ｃ．丙"]), ["甲", "", "丙"]);
    }
}
