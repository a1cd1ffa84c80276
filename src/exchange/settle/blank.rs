//! Questions with blanks to fill in.

use super::{Refused, error};
use crate::{
    domain::question::{BLANK, Body, MAX_TOGETHER},
    exchange::{
        draft::{Draft, Piece},
        kind,
        place::Place,
    },
};

/// What parts the answers of several blanks, in the order of trust.
const BETWEEN: [&str; 9] = ["|", "｜", "\n", "；", ";", "、", "，", ",", " "];
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
        _ => several(text, blanks).ok_or_else(|| {
            let message = format!("题干有{blanks}个空，答案“{text}”分不成{blanks}份");
            error(&words.place, message, "请用 | 隔开各空的答案，如 二十日|本级")
        }),
    }
}

fn several(text: &str, blanks: usize) -> Option<Vec<Vec<String>>> {
    let bracketed = bracketed(text);
    if bracketed.len() == blanks {
        return Some(bracketed.into_iter().map(|part| alternatives(part, &OR)).collect());
    }
    BETWEEN.iter().find_map(|between| {
        let parts: Vec<&str> = text.split(between).map(str::trim).filter(|part| !part.is_empty()).collect();
        (parts.len() == blanks).then(|| {
            // Only behind a clear border can other marks mean "or".
            let or: &[&str] =
                if matches!(*between, "|" | "｜" | "\n") { &["；", ";", "/"] } else { &["/"] };
            parts.into_iter().map(|part| alternatives(part, or)).collect()
        })
    })
}

/// `(甲)(乙)`: what stands in brackets, if that is all there is.
fn bracketed(text: &str) -> Vec<&str> {
    let Some(inner) = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）'])) else {
        return Vec::new();
    };
    inner.split([')', '）']).map(|part| part.trim().trim_start_matches(['(', '（']).trim()).collect()
}

fn alternatives(text: &str, or: &[&str]) -> Vec<String> {
    let split = or.iter().find(|or| text.contains(**or));
    let parts: Vec<&str> = split.map_or_else(|| vec![text], |or| text.split(or).collect());
    let mut found: Vec<String> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        if !found.iter().any(|known| known == part) {
            found.push(part.to_owned());
        }
    }
    found
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
    for at in blanks.into_iter().rev() {
        draft.stem.text.replace_range(at, BLANK);
    }
    Ok(Body::Blank { key, any_order: draft.any_order.unwrap_or(false) })
}
