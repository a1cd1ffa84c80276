//! Whether the keys of a bank give themselves away.

use crate::{
    bank::{
        Placed,
        diagnostic::{Diagnostic, Findings, Severity},
    },
    domain::{
        choices::{Choices, letter},
        question::Body,
    },
};

/// From how many single choices on the letters are weighed.
const MIN_SINGLE: usize = 20;
/// The largest share of one letter, in percent.
const MAX_SHARE: usize = 45;
/// From how many statements on they are weighed.
const MIN_JUDGE: usize = 10;

/// Warns of a letter that is right too often, and of statements that are all
/// true or all false.
pub(super) fn tell(file: &str, placed: &[Placed], findings: &mut Findings) {
    for (message, help) in letters(placed).into_iter().chain(statements(placed)) {
        let found = Diagnostic::of_file(file, message, help);
        findings.add(Diagnostic { severity: Severity::Warning, ..found });
    }
}

fn letters(placed: &[Placed]) -> Option<(String, &'static str)> {
    let keys: Vec<usize> = placed
        .iter()
        .filter_map(|placed| match placed.question.body {
            Body::Single { key, .. } => Some(key),
            _ => None,
        })
        .collect();
    let times = |option: usize| keys.iter().filter(|&&key| key == option).count();
    let (most, option) = (0..Choices::MAX).map(|option| (times(option), option)).max()?;
    let message = format!("{} 道单选题中有 {most} 道的答案是 {}", keys.len(), letter(option));
    let lopsided = keys.len() >= MIN_SINGLE && most * 100 > keys.len() * MAX_SHARE;
    lopsided.then_some((message, "把一些题的选项换换位置，让答案分散开"))
}

fn statements(placed: &[Placed]) -> Option<(String, &'static str)> {
    let keys: Vec<bool> = placed
        .iter()
        .filter_map(|placed| match placed.question.body {
            Body::Judge { key } => Some(key),
            _ => None,
        })
        .collect();
    let first = *keys.first().filter(|_| keys.len() >= MIN_JUDGE)?;
    let word = if first { "对" } else { "错" };
    let message = format!("{} 道判断题的答案全是“{word}”", keys.len());
    keys.iter().all(|&key| key == first).then_some((message, "把一些题改成相反的说法"))
}
