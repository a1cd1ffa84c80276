//! What the answer says, where that is beyond doubt.

use serde_json::Value;

use super::{
    field::{Field, lettered, plain},
    item::Fields,
    options::{Choice, text},
};
use crate::exchange::{
    convention::MAX_ANSWERS,
    draft::{Draft, Exact, Key, Piece},
};

/// Names whose numbers count from 0, as the Bot API writes them.
const FROM_NOUGHT: [&str; 2] = ["correctoptionid", "correctoptionids"];
/// Words for right and wrong, which may be options and answers alike.
const TRUTHS: [&str; 16] =
    ["对", "错", "正确", "错误", "是", "否", "√", "×", "t", "f", "true", "false", "y", "n", "yes", "no"];

/// The key of a draft. Numbers stand there as words, which the whole file must
/// explain, see [`crate::exchange::key::base`].
pub(super) fn key(draft: &Draft, fields: &Fields<'_>, choices: &[Choice]) -> Option<Key> {
    let marked: Vec<usize> = (0..choices.len()).filter(|&at| choices[at].right == Some(true)).collect();
    if !marked.is_empty() {
        return Some(chosen(marked, draft));
    }
    let lonely = || fields.get(Field::Option(0)).filter(|_| choices.is_empty());
    let (name, value) = fields.get(Field::Answer).or_else(lonely)?;
    let value = alone(value);
    let exact = match value {
        Value::Bool(truth) if choices.len() <= 2 => Some(Exact::Truth(*truth)),
        Value::Array(items) if choices.is_empty() => blanks(items, &draft.stem.text),
        _ => None,
    };
    if let Some(exact) = exact {
        return Some(Key::Exact(exact, draft.place.clone()));
    }
    let parts = parts(value);
    if let Some(right) = named(&parts, choices) {
        return Some(chosen(right, draft));
    }
    let from_nought = FROM_NOUGHT.contains(&plain(name).as_str());
    let counted = numbers(&parts, choices).filter(|which| which.iter().all(|&which| which < choices.len()));
    if let Some(which) = counted.filter(|_| from_nought) {
        return Some(chosen(which, draft));
    }
    words(value, &parts, choices).map(|words| Key::Words(Piece::new(words, draft.place.clone())))
}

fn chosen(mut right: Vec<usize>, draft: &Draft) -> Key {
    right.sort_unstable();
    right.dedup();
    Key::Exact(Exact::Options { right, kind: None }, draft.place.clone())
}

/// What a list of one thing holds, unless that is a list again.
fn alone(value: &Value) -> &Value {
    match value.as_array().map(Vec::as_slice) {
        Some([only]) if !only.is_array() => only,
        _ => value,
    }
}

/// The answers of blanks: a list for each; or one text for each blank of the
/// stem, or several for its only one.
fn blanks(items: &[Value], stem: &str) -> Option<Exact> {
    let ways = |items: &[Value]| items.iter().map(text).collect::<Option<Vec<String>>>();
    let nested: Option<Vec<_>> =
        items.iter().map(|item| item.as_array().and_then(|item| ways(item))).collect();
    if let Some(nested) = nested.filter(|nested| !nested.is_empty()) {
        return Some(Exact::Blanks(nested));
    }
    let ways = ways(items).filter(|ways| ways.len() > 1)?;
    match places(stem) {
        1 => Some(Exact::Blanks(vec![ways])),
        places if places == ways.len() => {
            Some(Exact::Blanks(ways.into_iter().map(|way| vec![way]).collect()))
        }
        _ => None,
    }
}

/// How many blanks a stem has: underscores in a row.
fn places(stem: &str) -> usize {
    stem.split(|c| c != '_').filter(|run| run.len() > 1).count()
}

/// The parts of an answer as texts; letters and numbers in one text are parted
/// too: `A,C`, `ABD`, `1、3`.
fn parts(value: &Value) -> Vec<String> {
    if let Value::Array(items) = value {
        return items.iter().filter_map(text).map(|part| part.trim().to_owned()).collect();
    }
    let said = text(value).unwrap_or_default().trim().to_owned();
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '|');
    let split: Vec<&str> = said.split(marks).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
    let is_letters = |part: &&str| part.chars().all(|c| c.is_ascii_alphabetic());
    match () {
        () if split.len() > 1 && split.iter().all(is_number) => {
            split.into_iter().map(str::to_owned).collect()
        }
        () if split.iter().all(is_letters) && split.iter().all(|part| is_capital(part)) => {
            split.iter().flat_map(|part| part.chars()).map(String::from).collect()
        }
        () => vec![said],
    }
}

fn is_capital(part: &str) -> bool {
    part.len() == 1 || part.chars().all(|c| c.is_ascii_uppercase())
}

/// The options that the parts name: by their labels, or word by word. Letters,
/// numbers and words for right and wrong name nothing by themselves.
fn named(parts: &[String], choices: &[Choice]) -> Option<Vec<usize>> {
    if parts.len() > choices.len() || choices.len() > MAX_ANSWERS {
        return None;
    }
    let only = |found: Vec<usize>| if let [at] = found[..] { Some(at) } else { None };
    let by =
        |same: &dyn Fn(&Choice) -> bool| only((0..choices.len()).filter(|&at| same(&choices[at])).collect());
    let labels = choices.iter().all(|choice| choice.label.is_some() || choice.text.is_empty());
    let label = |part: &String| {
        let same = |choice: &Choice| {
            choice.label.as_ref().is_some_and(|label| label.trim().eq_ignore_ascii_case(part))
        };
        by(&same).filter(|at| labels && !choices[*at].text.is_empty())
    };
    let word = |part: &String| {
        let lower = part.to_lowercase();
        let is_other = lettered(part).is_some()
            || part.chars().all(|c| c.is_ascii_digit())
            || part.chars().all(|c| c.is_ascii_uppercase())
            || TRUTHS.contains(&lower.as_str());
        by(&|choice: &Choice| choice.text.trim() == part).filter(|_| !is_other)
    };
    let all = |name: &dyn Fn(&String) -> Option<usize>| parts.iter().map(name).collect::<Option<Vec<_>>>();
    all(&label).or_else(|| all(&word)).filter(|right| !right.is_empty())
}

/// One text as it stands; a list as one text. Letters name options only where
/// there are some.
fn words(value: &Value, parts: &[String], choices: &[Choice]) -> Option<String> {
    if !value.is_array() {
        return text(value).filter(|words| !words.trim().is_empty());
    }
    let are_letters = !choices.is_empty() && parts.iter().all(|part| lettered(part).is_some());
    let joined = match () {
        () if are_letters => parts.concat(),
        () if parts.iter().all(|part| part.parse::<usize>().is_ok()) => parts.join(","),
        () => parts.join("&"),
    };
    Some(joined).filter(|joined| !joined.is_empty())
}

/// Numbers of options, unless options or labels are numbers themselves.
fn numbers(parts: &[String], choices: &[Choice]) -> Option<Vec<usize>> {
    let which: Vec<usize> = parts.iter().map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    let numeric = |choice: &Choice| is_number(&choice.text) || choice.label.as_deref().is_some_and(is_number);
    let are_places = !which.is_empty() && !choices.is_empty() && !choices.iter().any(numeric);
    are_places.then_some(which)
}
