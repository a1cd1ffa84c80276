//! Options: cleaned up, without gaps and repeats.

use super::{Refused, error};
use crate::{
    bank::normalise,
    domain::{choices::Choices, question::MAX_OPTION},
    exchange::{draft::Draft, problem::Problem},
};

/// Cleans up the options and drops the empty ones at the end. An empty one
/// among others shifts the letters after it, so that a key behind it is no
/// longer beyond doubt.
pub(super) fn clean(draft: &mut Draft, problems: &mut Vec<Problem>) -> Result<(), Refused> {
    for option in &mut draft.options {
        super::extras::tidy(option, "选项", problems);
    }
    while draft.options.last().is_some_and(|option| option.text.is_empty()) {
        draft.options.pop();
    }
    if let Some(gap) = draft.options.iter().position(|option| option.text.is_empty()) {
        let message = format!("选项{}是空的，后面的选项却有内容", crate::domain::choices::letter(gap));
        return Err(error(&draft.options[gap].place, message, "请补上选项，或把后面的选项往前移"));
    }
    match draft.options.len() {
        1 => Err(error(&draft.options[0].place, "只有一个选项", "请补上选项")),
        many if many > Choices::MAX => {
            Err(error(&draft.place, format!("有{many}个选项，最多{}个", Choices::MAX), "请删去一些选项"))
        }
        _ => {
            lengths(draft)?;
            repeats(draft)
        }
    }
}

fn lengths(draft: &Draft) -> Result<(), Refused> {
    for option in &draft.options {
        let length = option.text.encode_utf16().count();
        if length > MAX_OPTION {
            let message = format!("选项有{length}字，最多{MAX_OPTION}字");
            return Err(error(&option.place, message, "请缩短选项"));
        }
    }
    Ok(())
}

fn repeats(draft: &Draft) -> Result<(), Refused> {
    let mut seen = std::collections::HashMap::new();
    for (at, option) in draft.options.iter().enumerate() {
        if let Some(first) = seen.insert(normalise::unspaced(&option.text), at) {
            let letters = crate::exchange::key::letters(&[first, at]);
            return Err(error(&option.place, format!("选项{letters}一样"), "请改正其中一个选项"));
        }
    }
    Ok(())
}
