//! The kind of a question, its options, and what fits the kind.

use std::collections::HashSet;

use toml::de::DeValue;

use super::{key, words, words::Words};
use crate::{
    bank::{
        diagnostic::plain,
        section::{Section, Text},
        spelling::nearest,
    },
    domain::{
        choices::{Choices, letter},
        question::{BLANK, Body, Kind, MAX_OPTION},
    },
};

/// What people call the kinds.
const CALLED: [(&str, Kind); 16] = [
    ("单选", Kind::Single),
    ("单选题", Kind::Single),
    ("单项选择题", Kind::Single),
    ("choice", Kind::Single),
    ("radio", Kind::Single),
    ("多选", Kind::Multiple),
    ("多选题", Kind::Multiple),
    ("多项选择题", Kind::Multiple),
    ("checkbox", Kind::Multiple),
    ("判断", Kind::Judge),
    ("判断题", Kind::Judge),
    ("boolean", Kind::Judge),
    ("true-false", Kind::Judge),
    ("填空", Kind::Blank),
    ("填空题", Kind::Blank),
    ("fill", Kind::Blank),
];

/// The Chinese name of a kind.
pub(super) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "单选题",
        Kind::Multiple => "多选题",
        Kind::Judge => "判断题",
        Kind::Blank => "填空题",
    }
}

/// Reads the kind.
pub(super) fn kind(section: &mut Section<'_, '_>) -> Option<Kind> {
    let (at, text) = section.required_text("kind")?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == text);
    if kind.is_none() {
        let all: Vec<String> =
            Kind::ALL.into_iter().map(|kind| format!("{}（{}）", kind.word(), name(kind))).collect();
        let message = format!("的题型 kind = \"{}\" 不存在；有 {}", plain(text), all.join("、"));
        section.error(at, message, format!("kind = \"{}\"", meant(text)));
    }
    kind
}

fn meant(text: &str) -> &'static str {
    let called = CALLED.into_iter().find(|(called, _)| *called == text).map(|(_, kind)| kind.word());
    called.or_else(|| nearest(text, &Kind::ALL.map(Kind::word))).unwrap_or("single")
}

/// Reads the options and checks each; how many there may be depends on the
/// kind, if that is known.
pub(super) fn options(section: &mut Section<'_, '_>, kind: Option<Kind>) -> Vec<String> {
    match (kind, section.value("options")) {
        (Some(kind @ (Kind::Judge | Kind::Blank)), Some((at, _))) => superfluous(section, at, kind),
        (Some(Kind::Single | Kind::Multiple), None) => section.missing("options"),
        (_, Some((at, DeValue::Array(items)))) => number(section, at, items.len()),
        _ => {}
    }
    let texts = section.texts("options").unwrap_or_default();
    duplicates(section, &texts);
    texts.into_iter().enumerate().map(|(n, text)| option(section, n, text)).collect()
}

fn superfluous(section: &mut Section<'_, '_>, at: usize, kind: Kind) {
    let help = format!("删去 options 这一行，只写 {}", key::example(kind));
    section.advise(at, format!("是{}，不写选项 options", name(kind)), help);
}

fn number(section: &mut Section<'_, '_>, at: usize, number: usize) {
    if !(2..=Choices::MAX).contains(&number) {
        let message = format!("有 {number} 个选项，应有 2 到 {} 个", Choices::MAX);
        section.error(at, message, section.field("options").example);
    }
}

fn duplicates(section: &mut Section<'_, '_>, texts: &[Text<'_>]) {
    let mut seen = HashSet::new();
    for (n, (at, text)) in texts.iter().enumerate() {
        let bare: String = text.split_whitespace().collect();
        if !bare.is_empty() && !seen.insert(bare) {
            let message = format!("的选项 {} “{}” 与前面的选项相同", letter(n), plain(text));
            section.advise(*at, message, "改正或删去其中一个，再核对 key");
        }
    }
}

fn option(section: &mut Section<'_, '_>, n: usize, (at, text): Text<'_>) -> String {
    words::check(section, (at, text), Words::needed("选项", MAX_OPTION));
    if let Some(own) = own_letter(text) {
        let message = format!("的选项“{}”自己带了字母 {own}", plain(text));
        section.warn(at, message, format!("删去开头的 {own} 和后面的点，程序会自动标上 {}", letter(n)));
    }
    text.to_owned()
}

/// The letter that an option carries itself: `A. …`, `A、…`, `（A）…`.
fn own_letter(text: &str) -> Option<char> {
    let text = text.trim_start();
    let opened = text.strip_prefix(['(', '（']);
    let mut chars = opened.unwrap_or(text).chars();
    let letter = chars.next().filter(|c| c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(c))?;
    let after = chars.next()?;
    let marks: &[char] =
        if opened.is_some() { &[')', '）'] } else { &['.', '、', '．', ':', '：', ')', '）'] };
    marks.contains(&after).then_some(letter)
}

/// Puts together what the kind needs.
pub(super) fn check(
    section: &mut Section<'_, '_>,
    kind: Option<Kind>,
    stem: Option<&str>,
    options: &[String],
) -> Option<Body> {
    let any_order = any_order(section, kind);
    let Some((at, value)) = section.value("key") else {
        let example = key::example(kind.unwrap_or(Kind::Single));
        section.error(section.start, "缺少 key（答案）", example);
        return None;
    };
    match kind? {
        Kind::Single => {
            let key = key::single(section, at, value, options.len())?;
            Some(Body::Single { options: options.to_vec(), key })
        }
        Kind::Multiple => {
            let key = key::multiple(section, at, value, options.len())?;
            Some(Body::Multiple { options: options.to_vec(), key })
        }
        Kind::Judge => key::judge(section, at, value).map(|key| Body::Judge { key }),
        Kind::Blank => {
            let blanks = stem.and_then(|stem| blanks(section, stem));
            key::blank(section, at, value, blanks).map(|key| Body::Blank { key, any_order })
        }
    }
}

fn any_order(section: &mut Section<'_, '_>, kind: Option<Kind>) -> bool {
    let Some((at, any_order)) = section.truth("any_order") else { return false };
    if let Some(kind) = kind.filter(|&kind| kind != Kind::Blank) {
        let message = format!("是{}，不能写 any_order；它只用于填空题", name(kind));
        section.advise(at, message, "删去 any_order 这一行");
    }
    any_order
}

/// How many blanks a stem has; `None` if that can't be told.
fn blanks(section: &mut Section<'_, '_>, stem: &str) -> Option<usize> {
    let at = section.value("stem").map_or(section.start, |(at, _)| at);
    let runs: Vec<usize> = stem.split(|c| c != '_').map(str::len).filter(|&run| run > 0).collect();
    if runs.is_empty() {
        section.error(
            at,
            "是填空题，但题干里没有填空处（四个下划线）",
            r#"stem = "应当自受理之日起____内作出决定。""#,
        );
        return None;
    }
    if let Some(odd) = runs.iter().find(|&&run| run != BLANK.len()) {
        let message = format!("的题干里有 {odd} 个连着的下划线；一处填空写四个 ____，两处之间要隔开");
        section.error(at, message, r#"stem = "应当自受理之日起____内作出决定。""#);
        return None;
    }
    Some(runs.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_their_own_are_seen() {
        for (text, own) in [("A. 十日", 'A'), ("b、十日", 'b'), ("（C）十日", 'C'), ("Ｄ．十日", 'Ｄ')]
        {
            assert_eq!(own_letter(text), Some(own), "{text}");
        }
        for text in ["A级纳税人", "十日", "A", "", "（一）", "(A类)"] {
            assert_eq!(own_letter(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_are_known_by_other_names() {
        assert_eq!(meant("判断题"), "judge");
        assert_eq!(meant("mutiple"), "multiple");
        assert_eq!(meant("essay"), "single");
    }
}
