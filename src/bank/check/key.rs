//! The key of each kind.

use std::collections::HashSet;

use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

use super::words::{self, Words};
use crate::{
    bank::{diagnostic::plain, section::Section, syntax::type_word},
    domain::{
        blank::comparable,
        choices::{Choices, letter},
        question::{Kind, MAX_OPTION},
    },
};

/// How a key of each kind is written.
pub(super) const fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => r#"key = "B""#,
        Kind::Multiple => r#"key = "AB""#,
        Kind::Judge => "key = true",
        Kind::Blank => "key = [[\"二十日\", \"20日\"]]",
    }
}

/// The one letter of a single choice.
pub(super) fn single(
    section: &mut Section<'_, '_>,
    at: usize,
    value: &DeValue<'_>,
    options: usize,
) -> Option<usize> {
    let (text, chosen) = letters(section, at, value, options, example(Kind::Single))?;
    if chosen.len() != 1 {
        let message = format!("是单选题，但答案 key = \"{}\" 有 {} 个字母", plain(text), chosen.len());
        section.error(at, message, "key = \"B\"；若确有几个正确的选项，把题型改成 kind = \"multiple\"");
        return None;
    }
    chosen.iter().next()
}

/// The two or more letters of a multiple choice.
pub(super) fn multiple(
    section: &mut Section<'_, '_>,
    at: usize,
    value: &DeValue<'_>,
    options: usize,
) -> Option<Choices> {
    let (text, chosen) = letters(section, at, value, options, example(Kind::Multiple))?;
    if chosen.len() < 2 {
        let message = format!("是多选题，但答案 key = \"{}\" 只有 {} 个字母", plain(text), chosen.len());
        section.error(at, message, "key = \"AB\"；若只有一个正确的选项，把题型改成 kind = \"single\"");
        return None;
    }
    Some(chosen)
}

fn letters<'a>(
    section: &mut Section<'_, '_>,
    at: usize,
    value: &'a DeValue<'_>,
    options: usize,
    example: &str,
) -> Option<(&'a str, Choices)> {
    let Some(text) = value.as_str() else {
        let meant = listed(value, options).unwrap_or_else(|| example.to_owned());
        section.error(
            at,
            format!("的答案 key 应是英文双引号里的大写字母，这里是{}", type_word(value)),
            meant,
        );
        return None;
    };
    let Some(chosen) = Choices::from_letters(text).filter(|chosen| !chosen.is_empty()) else {
        not_letters(section, at, text, example);
        return None;
    };
    // With fewer than two options, their number is the thing to mend.
    if options >= 2 && chosen.iter().any(|option| option >= options) {
        let message = format!("的答案 key = \"{}\"，但只有 {options} 个选项", plain(text));
        section.error(at, message, format!("{example}（只能用 A 到 {}）", letter(options - 1)));
        return None;
    }
    Some((text, chosen))
}

fn not_letters(section: &mut Section<'_, '_>, at: usize, text: &str, example: &str) {
    let bare: String = text.nfkc().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_uppercase();
    let only_letters = text.nfkc().all(|c| c.is_ascii() || c == '、');
    let meant = Some(&bare)
        .filter(|_| only_letters && Choices::from_letters(&bare).is_some_and(|set| !set.is_empty()));
    let example = meant.map_or_else(|| example.to_owned(), |letters| format!("key = \"{letters}\""));
    let message = format!("的答案 key = \"{}\" 不行：只写大写英文字母，不重复，中间不加符号", plain(text));
    section.error(at, message, example);
}

/// What was meant by letters in a list or by the number of an option.
fn listed(value: &DeValue<'_>, options: usize) -> Option<String> {
    let letters: String = match value {
        DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_str()).collect::<Option<_>>()?,
        DeValue::Integer(number) => {
            let number: usize = number.as_str().parse().ok()?;
            letter(number.checked_sub(1).filter(|&option| option < options)?).to_string()
        }
        _ => return None,
    };
    let chosen = Choices::from_letters(&letters).filter(|chosen| !chosen.is_empty())?;
    Some(format!("key = \"{}\"", chosen.letters()))
}

/// Whether the statement is true.
pub(super) fn judge(section: &mut Section<'_, '_>, at: usize, value: &DeValue<'_>) -> Option<bool> {
    if value.as_bool().is_none() {
        let said = value.as_str().map(str::trim);
        let is_false = said.is_some_and(|said| {
            matches!(said, "false" | "False" | "错" | "错误" | "×" | "F" | "N" | "否" | "B")
        });
        let example = if is_false { "key = false" } else { "key = true" };
        let message =
            format!("是判断题，答案 key 应是 true（对）或 false（错），不加引号，这里是{}", type_word(value));
        section.error(at, message, example);
    }
    value.as_bool()
}

/// The accepted answers of each blank.
pub(super) fn blank(
    section: &mut Section<'_, '_>,
    at: usize,
    value: &DeValue<'_>,
    blanks: Option<usize>,
) -> Option<Vec<Vec<String>>> {
    let Some(lists) = value.as_array().filter(|lists| lists.iter().all(|list| list.get_ref().is_array()))
    else {
        let message = "是填空题，答案 key 应是双层列表：每处填空一个列表，里面是可以接受的答案";
        section.error(at, message, wrapped(value));
        return None;
    };
    if let Some(blanks) = blanks.filter(|&blanks| blanks != lists.len()) {
        let message = format!("的题干有 {blanks} 处填空，答案 key 却有 {} 个列表", lists.len());
        section.error(at, message, format!("key = [{}]", vec![r#"["答案"]"#; blanks.min(4)].join(", ")));
    }
    let base = section.base;
    let key: Vec<Vec<String>> =
        lists.iter().map(|list| ways(section, base + list.span().start, list.get_ref())).collect();
    (!key.is_empty()).then_some(key)
}

fn wrapped(value: &DeValue<'_>) -> String {
    let texts: Vec<&str> = match value {
        DeValue::String(text) => vec![text],
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_str()).take(4).collect(),
        _ => Vec::new(),
    };
    let simple = |text: &&str| !text.contains(['"', '\\']);
    let lists: Vec<String> =
        texts.iter().filter(|text| simple(text)).map(|text| format!("[\"{}\"]", plain(text))).collect();
    if lists.is_empty() { example(Kind::Blank).to_owned() } else { format!("key = [{}]", lists.join(", ")) }
}

/// The accepted answers of one blank.
fn ways(section: &mut Section<'_, '_>, at: usize, list: &DeValue<'_>) -> Vec<String> {
    let items = list.as_array().map(|items| items.iter()).into_iter().flatten();
    let mut ways = Vec::new();
    let mut seen = HashSet::new();
    for item in items {
        let place = section.base + item.span().start;
        let Some(text) = item.get_ref().as_str() else {
            section.wrong_type("key", place, "文字", item.get_ref());
            continue;
        };
        words::check(section, (place, text), Words::needed("答案", MAX_OPTION));
        way(section, place, text, &mut seen);
        ways.push(text.to_owned());
    }
    if ways.is_empty() {
        section.error(at, "的答案 key 里有一处填空没有答案", example(Kind::Blank));
    }
    ways
}

fn way(section: &mut Section<'_, '_>, at: usize, text: &str, seen: &mut HashSet<String>) {
    let bare = comparable(text);
    if bare.is_empty() && !text.trim().is_empty() {
        let message = format!("的答案“{}”里没有文字和数字；比对时不看标点，谁也答不对", plain(text));
        section.advise(at, message, "换一个答案，或者改成选择题");
    } else if !bare.is_empty() && !seen.insert(bare) {
        let message = format!("的答案“{}”与同一处的另一个答案只差标点、空格或全角半角", plain(text));
        section.warn(at, message, "删去一个，比对时本来就不看这些");
    }
}
