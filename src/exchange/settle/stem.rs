//! Stems: cleaned up, and without a key in their brackets.

use super::{Refused, error};
use crate::{
    domain::question::{Kind, MAX_STEM},
    exchange::{
        draft::{Draft, Key, Piece},
        key::{self, Base, Meaning},
        kind::{self, Named},
        problem::Problem,
    },
};

/// What stands in the place of a key that is taken out.
const EMPTY: &str = "（　）";

/// Takes out what nobody sees and checks the length.
pub(super) fn clean(draft: &mut Draft, problems: &mut Vec<Problem>) -> Result<(), Refused> {
    super::extras::tidy(&mut draft.stem, "题干", problems);
    check(draft)?;
    let length = draft.stem.text.encode_utf16().count();
    if length > MAX_STEM {
        let message = format!("题干有{length}字，最多{MAX_STEM}字");
        return Err(error(&draft.stem.place, message, "请缩短题干"));
    }
    Ok(())
}

/// Whether anything is asked; a key in brackets alone is taken out and leaves
/// nothing.
pub(super) fn check(draft: &Draft) -> Result<(), Refused> {
    if draft.stem.text.is_empty() {
        return Err(error(&draft.stem.place, "没有题干", "请补上题干，或者删去这一行"));
    }
    Ok(())
}

/// Brackets of a stem with something in them: their range and what it is.
fn brackets(stem: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut opened: Option<usize> = None;
    for (at, c) in stem.char_indices() {
        match c {
            '（' | '(' => opened = Some(at),
            '）' | ')' => {
                if let Some(start) = opened.take() {
                    let inner = stem[start..at].trim_start_matches(['（', '(']).trim().to_owned();
                    found.push((start..at + c.len_utf8(), inner));
                }
            }
            _ => {}
        }
    }
    found
}

/// The last bracket that holds nothing but a key over the draft's options.
fn bracket_key(draft: &Draft) -> Option<(std::ops::Range<usize>, String)> {
    let last = bracket_keys(draft).pop()?;
    let is_mark = !draft.options.is_empty() || stands_apart(&draft.stem.text, &last.0);
    is_mark.then_some(last)
}

/// Whether a bracket stands before or behind all words: within them, as in
/// `税收不是（对）称的`, it is a part of the statement.
fn stands_apart(stem: &str, at: &std::ops::Range<usize>) -> bool {
    let is_bare = |text: &str| !text.chars().any(char::is_alphanumeric);
    is_bare(&stem[..at.start]) || is_bare(&stem[at.end..])
}

/// The brackets that hold nothing but a key over the draft's options.
fn bracket_keys(draft: &Draft) -> Vec<(std::ops::Range<usize>, String)> {
    let brackets = brackets(&draft.stem.text);
    if brackets.is_empty() {
        return Vec::new();
    }
    let options: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
    let is_judged =
        draft.kind.as_ref().is_some_and(|kind| kind::named(&kind.text) == Named::Kind(Kind::Judge));
    let is_key = |inner: &str| {
        let short = !inner.is_empty() && inner.chars().count() <= 12;
        let letters = inner.chars().all(|c| {
            c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ') || ", ，、".contains(c)
        });
        if options.is_empty() {
            short
                && (!letters || (is_judged && inner.chars().count() == 1))
                && key::of_statement(inner).is_ok()
                && !inner.chars().all(char::is_numeric)
        } else {
            short && letters && key::over_options(inner, &options, Base::Unknown).is_ok()
        }
    };
    brackets.into_iter().filter(|(_, inner)| is_key(inner)).collect()
}

/// Takes the key out of the stem, if it stands there; an error if two that
/// differ do.
pub(super) fn take_key(draft: &mut Draft, problems: &mut Vec<Problem>) -> Result<(), Refused> {
    let Some((at, key)) = bracket_key(draft) else { return Ok(()) };
    let options: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
    let read = |words: &str| match &options[..] {
        [] => key::of_statement(words),
        options => key::over_options(words, options, Base::Unknown),
    };
    if let Some((_, other)) = bracket_keys(draft).iter().find(|(_, other)| read(other) != read(&key)) {
        let message = format!("题干的括号里有“{other}”，又有“{key}”，看不出哪个是答案");
        return Err(error(&draft.stem.place, message, "请只留一个答案"));
    }
    draft.stem.text = without(&draft.stem.text, at, draft.options.is_empty());
    draft.key = Some(Key::Words(Piece::new(&key, draft.stem.place.clone())));
    problems.push(Problem::mended(draft.stem.place.clone(), format!("答案“{key}”写在题干的括号里，已取出")));
    Ok(())
}

/// Takes a key out of the stem that stands elsewhere too; an error if they
/// differ.
pub(super) fn drop_key(draft: &mut Draft, base: Base, problems: &mut Vec<Problem>) -> Result<(), Refused> {
    let Some(Key::Words(words)) = &draft.key else { return Ok(()) };
    let Some((at, inner)) = bracket_key(draft) else { return Ok(()) };
    let options: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
    let read = |words: &str| {
        if options.is_empty() { key::of_statement(words) } else { key::over_options(words, &options, base) }
    };
    let same = |one: &Meaning| read(&inner).is_ok_and(|other| *one == other);
    match read(&words.text) {
        Ok(meaning) if same(&meaning) => {
            draft.stem.text = without(&draft.stem.text, at, draft.options.is_empty());
            let message = "题干的括号里也写着答案，已隐去";
            problems.push(Problem::mended(draft.stem.place.clone(), message));
            Ok(())
        }
        Ok(_) => {
            let message = format!("题干的括号里是“{inner}”，答案却是“{}”", words.text);
            Err(error(&words.place, message, "请改成一致的答案"))
        }
        // What is wrong with the key itself is told elsewhere.
        Err(_) => Ok(()),
    }
}

/// The stem without the key; a statement loses its bracket too.
fn without(stem: &str, at: std::ops::Range<usize>, is_statement: bool) -> String {
    let (before, after) = (&stem[..at.start], &stem[at.end..]);
    let place = if is_statement { "" } else { EMPTY };
    // Beside an empty bracket there is no need of another.
    let doubled = before.trim_end_matches([' ', '。', '.']).ends_with(['）', ')'])
        || after.trim_start().starts_with(['（', '(']);
    let place = if doubled { "" } else { place };
    format!("{before}{place}{after}").trim().to_owned()
}
