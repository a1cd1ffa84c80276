//! Questions with blanks to fill in.

use super::{Refused, error};
use crate::{
    domain::question::{BLANK, Body, MAX_TOGETHER},
    exchange::{
        draft::{Draft, Piece},
        kind,
        place::Place,
        problem::Problem,
    },
};

/// What parts the answers of several blanks beyond doubt.
const CLEAR: [&str; 3] = ["|", "｜", "\n"];
/// What may part them, if nothing else does.
const BETWEEN: [&str; 6] = ["；", ";", "、", "，", ",", " "];
/// What parts answers that are equally right.
const OR: [&str; 7] = ["|||", "；", ";", "/", "|", "｜", "或"];

/// The answers of each blank of a stem, as somebody has written them.
pub(super) fn answers(stem: &str, words: &Piece) -> Result<Vec<Vec<String>>, Refused> {
    let blanks = kind::blanks(stem).len();
    let text = words.text.trim();
    if text.chars().count() > MAX_TOGETHER {
        return Err(error(&words.place, "答案太长", "请缩短答案"));
    }
    match blanks {
        0 => Err(error(
            &words.place,
            "看不出是什么题：没有选项，也没有要填的空",
            "填空题请在题干里用 ____ 标出要填的空",
        )),
        1 => Ok(vec![alternatives(text, &OR)]),
        _ => several(text, blanks).map_err(|message| error(&words.place, message, WITH_BAR)),
    }
}

const WITH_BAR: &str = "请用 | 隔开各空的答案，如 二十日|本级";

/// The answers of several blanks; what is wrong with them if they can't be told
/// apart, or in more ways than one.
fn several(text: &str, blanks: usize) -> Result<Vec<Vec<String>>, String> {
    let bracketed = bracketed(text);
    let all = |parts: &[&str], or: &[&str]| parts.iter().map(|part| alternatives(part, or)).collect();
    if bracketed.len() == blanks {
        return Ok(all(&bracketed, &OR));
    }
    let fits = |between: &&str| {
        let parts: Vec<&str> = text.split(between).map(str::trim).filter(|part| !part.is_empty()).collect();
        (parts.len() == blanks).then_some(parts)
    };
    // Only behind a clear border can other marks mean "or".
    if let Some(parts) = CLEAR.iter().find_map(fits) {
        return Ok(all(&parts, &["；", ";", "/"]));
    }
    let mut ways: Vec<Vec<&str>> = BETWEEN.iter().filter_map(fits).collect();
    ways.dedup();
    match &ways[..] {
        [] => Err(format!("题干有{blanks}个空，答案“{text}”分不成{blanks}份")),
        [parts] => Ok(all(parts, &["/"])),
        _ => Err(format!("题干有{blanks}个空，答案“{text}”有几种分法，看不出是哪一种")),
    }
}

/// `(甲)(乙)`: what stands in brackets, if that is all there is.
fn bracketed(text: &str) -> Vec<&str> {
    let Some(inner) = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）'])) else {
        return Vec::new();
    };
    inner.split([')', '）']).map(|part| part.trim().trim_start_matches(['(', '（']).trim()).collect()
}

fn alternatives(text: &str, or: &[&str]) -> Vec<String> {
    let ways = or.iter().map(|or| parted(text, or)).find(|parts| parts.len() > 1);
    let mut found: Vec<String> = Vec::new();
    for part in ways.unwrap_or_else(|| vec![text]).into_iter().map(str::trim).filter(|part| !part.is_empty())
    {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
}

/// The text parted there. A stroke between latin letters or figures belongs to
/// the answer: `GB/T 9704`, `km/h`, `2021/1/1`.
fn parted<'t>(text: &'t str, or: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(or) {
        let (before, after) = (&text[..at], &text[at + or.len()..]);
        let is_within = before.trim_end().ends_with(is_latin) && after.trim_start().starts_with(is_latin);
        if or != "/" || !is_within {
            parts.push(&text[start..at]);
            start = at + or.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

fn is_latin(c: char) -> bool {
    let is_wide = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    is_wide || c.is_ascii_alphanumeric()
}

/// Tells that strokes were taken for "or".
pub(super) fn tell_parted(words: &Piece, answers: &[Vec<String>], problems: &mut Vec<Problem>) {
    let strokes = |text: &str| text.matches('/').count();
    let kept: usize = answers.iter().flatten().map(|answer| strokes(answer)).sum();
    if kept < strokes(&words.text) {
        let message = format!("答案“{}”按“/”分开，填哪一个都算对", words.text);
        problems.push(Problem::mended(words.place.clone(), message));
    }
}

/// The body, with the blanks of the stem written as the program writes them.
pub(super) fn body(draft: &mut Draft, key: Vec<Vec<String>>, place: &Place) -> Result<Body, Refused> {
    let blanks = kind::blanks(&draft.stem.text);
    if blanks.len() != key.len() {
        let message = format!("题干有{}个空，答案却有{}个", blanks.len(), key.len());
        return Err(error(place, message, "请用 ____ 标出每一个要填的空"));
    }
    let unanswerable =
        |answers: &Vec<String>| answers.iter().all(|answer| !answer.chars().any(char::is_alphanumeric));
    if let Some(empty) = key.iter().position(unanswerable) {
        return Err(error(place, format!("第{}个空没有答案", empty + 1), "请补上答案"));
    }
    let mut next = None;
    for at in blanks.into_iter().rev() {
        let start = at.start;
        // Without a gap two blanks would be seen as one.
        let gap = if next == Some(at.end) { " " } else { "" };
        draft.stem.text.replace_range(at, &format!("{BLANK}{gap}"));
        next = Some(start);
    }
    Ok(Body::Blank { key, any_order: draft.any_order.unwrap_or(false) })
}
