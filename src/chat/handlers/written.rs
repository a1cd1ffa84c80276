//! What a typed answer says, by the kind of question it is given to.

use crate::{
    chat::screens::line::Line,
    domain::{
        blank,
        choices::{Choices, index_of},
        question::{Body, Question},
    },
};

/// A typed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// The options at these positions, as shown.
    Shown(Vec<usize>),
    /// A verdict on a statement.
    Verdict(bool),
    /// Words, one a blank.
    Words(Vec<String>),
}

/// Reads a typed answer to a question, or says what is wanted.
pub(super) fn read(question: &Question, text: &str) -> Result<Written, Line> {
    match &question.body {
        Body::Single { options, .. } => letters(text, options.len())
            .filter(|shown| shown.len() == 1)
            .map(Written::Shown)
            .ok_or(Line::WantsLetters),
        Body::Multiple { options, .. } => {
            letters(text, options.len()).map(Written::Shown).ok_or(Line::WantsLetters)
        }
        Body::Judge { .. } => verdict(text).map(Written::Verdict).ok_or(Line::WantsVerdict),
        Body::Blank { key, .. } => {
            blank::parted(text, key.len()).map(Written::Words).ok_or(Line::WantsWords(key.len()))
        }
    }
}

/// The options at these positions.
pub(super) fn chosen(shown: &[usize], order: &[usize]) -> Choices {
    let options = shown.iter().filter_map(|&shown| order.get(shown)).copied();
    options.fold(Choices::NONE, Choices::toggled)
}

/// The positions of typed letters: `B`, `abd`, `Ａ、Ｂ`. `None` if there is
/// anything else in the text, or a letter beyond the options.
fn letters(text: &str, options: usize) -> Option<Vec<usize>> {
    let plain = blank::comparable(text).to_uppercase();
    let chosen = Choices::from_letters(&plain).filter(|chosen| !chosen.is_empty())?;
    let all = plain.chars().all(|letter| index_of(letter).is_some_and(|option| option < options));
    all.then(|| chosen.iter().collect())
}

fn verdict(text: &str) -> Option<bool> {
    match text.trim() {
        "√" | "✓" | "✔" => return Some(true),
        "×" | "✗" | "✘" | "╳" => return Some(false),
        _ => {}
    }
    match blank::comparable(text).as_str() {
        "对" | "正确" | "是" | "true" | "t" | "yes" | "y" => Some(true),
        "错" | "错误" | "不对" | "不正确" | "否" | "不是" | "false" | "f" | "no" | "n" => {
            Some(false)
        }
        _ => None,
    }
}
