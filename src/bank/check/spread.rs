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
/// The largest share of keys that are longer than every other option.
const MAX_LONGEST: usize = 50;
/// From how many statements on they are weighed.
const MIN_JUDGE: usize = 10;
/// The largest share of true or of false statements.
const MAX_ALIKE: usize = 80;
/// A key is much longer than the other options if it has half as much again
/// and so many characters more.
const MUCH_LONGER: usize = 8;

/// Warns of a letter that is right too often, of statements that are nearly all
/// true or false, and of keys that are known by their length.
pub(super) fn tell(file: &str, placed: &[Placed], findings: &mut Findings) {
    for (message, help) in letters(placed).into_iter().chain(statements(placed)).chain(lengths(placed)) {
        let found = Diagnostic::of_file(file, message, help);
        findings.add(Diagnostic { severity: Severity::Warning, ..found });
    }
    for one in placed.iter().filter(|one| is_much_longer(&one.question.body)) {
        let code = &one.question.code;
        let message = format!("题目 {code} 的正确选项比其他选项长得多，一看便知");
        let found = Diagnostic::of_file(file, message, EVEN).at(one.line);
        findings.add(Diagnostic { severity: Severity::Warning, question: Some(code.clone()), ..found });
    }
}

const EVEN: &str = "把选项改得长短相近";

/// The length of a single choice's key, and of its longest distractor.
fn key_and_longest(body: &Body) -> Option<(usize, usize)> {
    let Body::Single { options, key } = body else { return None };
    let length = |option: &String| option.chars().count();
    let others = options.iter().enumerate().filter(|(at, _)| at != key).map(|(_, option)| length(option));
    Some((length(options.get(*key)?), others.max()?))
}

fn is_much_longer(body: &Body) -> bool {
    key_and_longest(body).is_some_and(|(key, longest)| key * 2 >= longest * 3 && key >= longest + MUCH_LONGER)
}

fn lengths(placed: &[Placed]) -> Option<(String, &'static str)> {
    let of_each: Vec<(usize, usize)> =
        placed.iter().filter_map(|placed| key_and_longest(&placed.question.body)).collect();
    let longest = of_each.iter().filter(|(key, longest)| key > longest).count();
    let message = format!("{} 道单选题中有 {longest} 道的正确选项最长", of_each.len());
    let lopsided = of_each.len() >= MIN_SINGLE && longest * 100 > of_each.len() * MAX_LONGEST;
    lopsided.then_some((message, EVEN))
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
    let right = keys.iter().filter(|&&key| key).count();
    let (most, word) = [(right, "对"), (keys.len() - right, "错")].into_iter().max()?;
    let message = format!("{} 道判断题中有 {most} 道的答案是“{word}”", keys.len());
    let lopsided = keys.len() >= MIN_JUDGE && most * 100 > keys.len() * MAX_ALIKE;
    lopsided.then_some((message, "把一些题改成相反的说法"))
}
