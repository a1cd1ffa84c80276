//! Short answers and numbers.

use super::{fraction, rich};
use crate::exchange::{
    convention::{pattern, put_blank},
    draft::{Draft, Exact, Key},
    problem::Problem,
    xml::Element,
};

const FULL: f64 = 99.9;

/// `shortanswer`
pub(super) fn put(draft: &mut Draft, element: &Element, problems: &mut Vec<Problem>) {
    let read: Vec<(String, bool)> =
        accepted(draft, element, problems).iter().map(|answer| pattern(&rich::words(answer))).collect();
    if read.iter().any(|(_, open)| *open) {
        let message = "答案里的 * 在 Moodle 里代表任意文字，这里按星号读";
        problems.push(Problem::warning(draft.place.clone(), message, "请改成完整的答案"));
    }
    blank(draft, read.into_iter().map(|(way, _)| way).collect(), problems);
}

/// `numerical`
pub(super) fn put_number(draft: &mut Draft, element: &Element, problems: &mut Vec<Problem>) {
    let answers = accepted(draft, element, problems);
    let margin =
        |answer: &&Element| answer.first("tolerance").and_then(|margin| margin.text().trim().parse().ok());
    if answers.iter().filter_map(margin).any(|margin: f64| margin != 0.0) {
        let message = "数值题允许的误差没有带上，只认这个数";
        problems.push(Problem::warning(draft.place.clone(), message, "若别的写法也算对，请在题库里补上"));
    }
    let ways = answers.iter().map(|answer| rich::words(answer)).collect();
    blank(draft, ways, problems);
}

/// The answers of a full share.
fn accepted<'a>(draft: &mut Draft, element: &'a Element, problems: &mut Vec<Problem>) -> Vec<&'a Element> {
    let all: Vec<&Element> = element.all("answer").collect();
    let full: Vec<&Element> = all.iter().copied().filter(|answer| fraction(answer) >= FULL).collect();
    if all.iter().any(|answer| (f64::MIN_POSITIVE..FULL).contains(&fraction(answer))) {
        let message = "只得部分分的答案没有带上";
        problems.push(Problem::warning(draft.place.clone(), message, "若也算对，请在题库里补上"));
    }
    rich::comments(draft, all.into_iter());
    full
}

fn blank(draft: &mut Draft, ways: Vec<String>, problems: &mut Vec<Problem>) {
    put_blank(draft, problems);
    draft.key = (!ways.is_empty()).then(|| Key::Exact(Exact::Blanks(vec![ways]), draft.place.clone()));
}
