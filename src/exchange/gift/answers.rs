//! What stands in the braces.

use super::{
    Refused,
    letters::{Letter, find, letters, strip, text, trimmed},
    rich,
};
use crate::{
    domain::question::Kind,
    exchange::{
        convention::{MAX_ANSWERS, pattern, put_blank, put_feedback},
        draft::{Draft, Exact, Key, Piece},
        problem::Problem,
    },
};

/// Why a choice with several `=` is refused.
const SEVERAL: &str =
    "几个选项都标着 =，不知道是任选其一还是都要选；多选题要用 ~%50% 这样的分数标出每个正确选项";

/// An answer with its mark.
struct Answer<'a> {
    /// `=` rather than `~`.
    right: bool,
    /// `%50%`
    weight: Option<f64>,
    words: &'a [Letter],
    feedback: &'a [Letter],
}

/// Reads the answers into the draft.
pub(super) fn put(draft: &mut Draft, all: &[Letter], problems: &mut Vec<Problem>) -> Result<(), Refused> {
    if let Some(number) = strip(all, "#").filter(|_| !all.is_empty()) {
        return numbers(draft, number, problems);
    }
    let answers = parted(all)?;
    if answers.is_empty() {
        return bare(draft, all);
    }
    let arrow = letters("->");
    let is_pair = |answer: &Answer<'_>| answer.words.windows(2).any(|two| two == arrow);
    match () {
        () if answers.iter().any(|answer| !answer.right) => choices(draft, &answers, problems),
        () if answers.iter().all(is_pair) => Err(Refused("连线题不支持")),
        () => {
            words(draft, &answers, problems);
            Ok(())
        }
    }
}

/// Cuts the answers before each `=` and `~`; what comes before the first is
/// nothing.
fn parted(all: &[Letter]) -> Result<Vec<Answer<'_>>, Refused> {
    let is_mark = |letter: &Letter| !letter.escaped && matches!(letter.c, '=' | '~');
    let mut cuts: Vec<usize> = (0..all.len()).filter(|&at| is_mark(&all[at])).collect();
    if cuts.first().is_some_and(|&first| first > 0) {
        return Err(Refused("第一个答案前面没有 = 或 ~"));
    }
    if cuts.len() > MAX_ANSWERS {
        return Err(Refused("答案太多，不像是一道题"));
    }
    cuts.push(all.len());
    Ok(cuts.windows(2).map(|cut| answer(&all[cut[0]..cut[1]])).collect())
}

fn answer(all: &[Letter]) -> Answer<'_> {
    let (weight, rest) = weighed(trimmed(&all[1..]));
    let end = find(rest, "#").unwrap_or(rest.len());
    let feedback = rest.get(end + 1..).unwrap_or_default();
    Answer { right: all[0].c == '=', weight, words: trimmed(&rest[..end]), feedback }
}

/// A weight such as `%50%`, `%-33.333%`, and what follows it.
fn weighed(all: &[Letter]) -> (Option<f64>, &[Letter]) {
    let without = (None, all);
    let Some(rest) = strip(all, "%") else { return without };
    let Some(end) = find(rest, "%") else { return without };
    let number = text(&rest[..end]);
    let digits = number.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    match number.parse().ok().filter(|_| digits && number.len() <= 20) {
        Some(weight) => (Some(weight), trimmed(&rest[end + 1..])),
        None => without,
    }
}

/// `{T}`, `{FALSE#…#…}`, `{}` and what else has no marks.
fn bare(draft: &mut Draft, all: &[Letter]) -> Result<(), Refused> {
    let end = find(all, "#").unwrap_or(all.len());
    let (word, feedback) = (text(trimmed(&all[..end])), all.get(end + 1..).unwrap_or_default());
    draft.key = Some(match word.to_ascii_uppercase().as_str() {
        "" => return Err(Refused("简答题不支持")),
        "T" | "TRUE" => truth(true, draft),
        "F" | "FALSE" => truth(false, draft),
        _ => Key::Words(Piece::new(&word, draft.place.clone())),
    });
    // For a wrong answer, then for a right one.
    let parts = find(feedback, "#").map(|at| feedback.split_at(at));
    let (wrong, right) = parts.map_or((feedback, &[][..]), |(wrong, right)| (wrong, &right[1..]));
    let said = [right, wrong].map(|words| rich(words, draft));
    comment(draft, said.into_iter());
    Ok(())
}

fn truth(truth: bool, draft: &Draft) -> Key {
    Key::Exact(Exact::Truth(truth), draft.place.clone())
}

/// Without a general explanation, the first comment is taken for it; the
/// others are told to be left out.
fn comment(draft: &mut Draft, comments: impl Iterator<Item = Piece>) {
    let mut said = comments.filter(|comment| !comment.text.is_empty());
    if draft.explanation.is_none()
        && draft.source.is_none()
        && let Some(first) = said.next()
    {
        put_feedback(draft, &first.text);
    }
    draft.left_out.extend(said.map(|other| Piece::new(format!("评语：{}", other.text), other.place)));
}

fn comment_answers(draft: &mut Draft, answers: &[Answer<'_>], right: &[usize]) {
    let (first, rest): (Vec<_>, Vec<_>) = answers.iter().enumerate().partition(|(at, _)| right.contains(at));
    let said: Vec<Piece> =
        first.iter().chain(&rest).map(|(_, answer)| rich(answer.feedback, draft)).collect();
    comment(draft, said.into_iter());
}

/// One `=` is a single choice; none, with weights above 0, a multiple one.
/// Several are refused: one of them may be enough, or all may be needed.
fn choices(draft: &mut Draft, answers: &[Answer<'_>], problems: &mut Vec<Problem>) -> Result<(), Refused> {
    let place = draft.place.clone();
    draft.options = answers.iter().map(|answer| rich(answer.words, draft)).collect();
    let having = |wanted: &dyn Fn(&Answer<'_>) -> bool| -> Vec<usize> {
        (0..answers.len()).filter(|&at| wanted(&answers[at])).collect()
    };
    let marked = having(&|answer| answer.right);
    let weighty = having(&|answer| answer.weight.is_some_and(|weight| weight > 0.0) && !answer.right);
    let (right, kind) = match marked.as_slice() {
        [] => (weighty, Kind::Multiple),
        [_] => (marked, Kind::Single),
        _ => return Err(Refused(SEVERAL)),
    };
    let partly = having(&|answer| answer.weight.is_some_and(|weight| weight > 0.0));
    if kind != Kind::Multiple && partly.iter().any(|at| !right.contains(at)) {
        let message = "有只得部分分的选项，按错误选项处理";
        problems.push(Problem::warning(place.clone(), message, "请看看答案对不对"));
    }
    comment_answers(draft, answers, &right);
    draft.key = (!right.is_empty()).then_some(Key::Exact(Exact::Options { right, kind: Some(kind) }, place));
    Ok(())
}

/// Short answers: those of full weight are accepted.
fn words(draft: &mut Draft, answers: &[Answer<'_>], problems: &mut Vec<Problem>) {
    let place = draft.place.clone();
    let full = |answer: &&Answer<'_>| answer.weight.is_none_or(|weight| weight >= 100.0);
    let read: Vec<(String, bool)> =
        answers.iter().filter(full).map(|answer| pattern(&rich(answer.words, draft).text)).collect();
    if read.len() < answers.len() {
        let message = "只得部分分的答案没有带上";
        problems.push(Problem::warning(place.clone(), message, "若也算对，请在题库里补上"));
    }
    if read.iter().any(|(_, open)| *open) {
        let message = "答案里的 * 在 Moodle 里代表任意文字，这里按星号读";
        problems.push(Problem::warning(place.clone(), message, "请改成完整的答案"));
    }
    comment_answers(draft, answers, &[]);
    let ways = read.into_iter().map(|(way, _)| way).collect();
    put_blank(draft, problems);
    draft.key = Some(Key::Exact(Exact::Blanks(vec![ways]), place));
}

/// `1822:5`, `1..3`, `=1822:0 =%50%1820:2`: the numbers themselves.
fn numbers(draft: &mut Draft, all: &[Letter], problems: &mut Vec<Problem>) -> Result<(), Refused> {
    let all = trimmed(all);
    let marked = parted(all).unwrap_or_default();
    let end = find(all, "#").unwrap_or(all.len());
    let (words, feedback) = (&all[..end], all.get(end + 1..).unwrap_or_default());
    let single = [Answer { right: true, weight: None, words, feedback }];
    let answers = if marked.is_empty() { &single[..] } else { &marked[..] };
    let full = answers.iter().filter(|answer| answer.weight.is_none_or(|weight| weight >= 100.0));
    let mut ways = Vec::new();
    for answer in full {
        let said = text(answer.words);
        let (number, margin) = said.split_once(':').unwrap_or((&said, "0"));
        if number.contains("..") {
            return Err(Refused("答案是一个范围的数值题不支持"));
        }
        if margin.trim().parse::<f64>().is_ok_and(|margin| margin != 0.0) {
            let message = "数值题允许的误差没有带上，只认这个数";
            problems.push(Problem::warning(draft.place.clone(), message, "若别的写法也算对，请在题库里补上"));
        }
        ways.push(number.trim().to_owned());
    }
    comment_answers(draft, answers, &[]);
    put_blank(draft, problems);
    draft.key = Some(Key::Exact(Exact::Blanks(vec![ways]), draft.place.clone()));
    Ok(())
}
