//! Choices and statements.

use super::{Refused, fraction, rich, truth};
use crate::{
    domain::question::Kind,
    exchange::{
        draft::{Draft, Exact, Key, Piece},
        problem::Problem,
        xml::Element,
    },
};

/// What a full share is at least: some write 99.99999.
const FULL: f64 = 99.9;

const SEVERAL: &str = "单选题有几个选项都给满分，不知道是任选其一还是都要选";

/// `multichoice`: with `<single>true</single>` the answers of a full share are
/// right, else all those that add to the mark. Several of a full share are
/// refused: one of them may be enough, or all may be needed.
pub(super) fn put(draft: &mut Draft, element: &Element, problems: &mut Vec<Problem>) -> Result<(), Refused> {
    let answers: Vec<&Element> = element.all("answer").collect();
    draft.options = answers.iter().map(|answer| rich::piece(answer, draft)).collect();
    draft.shuffle = truth(element, "shuffleanswers");
    let share = |least: f64| -> Vec<usize> {
        (0..answers.len()).filter(|&at| fraction(answers[at]) >= least).collect()
    };
    let (full, some) = (share(FULL), share(f64::MIN_POSITIVE));
    let kind = truth(element, "single").map(|single| if single { Kind::Single } else { Kind::Multiple });
    let (right, kind) = match kind {
        Some(Kind::Multiple) => (some, kind),
        _ if full.len() <= 1 => {
            partly(draft, full.len() < some.len(), problems);
            (full, kind)
        }
        _ => return Err(Refused(SEVERAL.to_owned())),
    };
    comments(draft, &answers, &right);
    let place = draft.place.clone();
    draft.key = (!right.is_empty()).then_some(Key::Exact(Exact::Options { right, kind }, place));
    Ok(())
}

fn partly(draft: &Draft, is_partly: bool, problems: &mut Vec<Problem>) {
    if is_partly {
        let message = "有只得部分分的选项，按错误选项处理";
        problems.push(Problem::warning(draft.place.clone(), message, "请看看答案对不对"));
    }
}

fn comments(draft: &mut Draft, answers: &[&Element], right: &[usize]) {
    let of = |is_right: bool| (0..answers.len()).filter(move |at| right.contains(at) == is_right);
    rich::comments(draft, of(true).chain(of(false)).map(|at| answers[at]));
}

/// `truefalse`
pub(super) fn put_truth(draft: &mut Draft, element: &Element) {
    let mut answers: Vec<&Element> = element.all("answer").collect();
    answers.sort_by_key(|answer| fraction(answer) < FULL);
    let right = answers.first().filter(|answer| fraction(answer) >= FULL);
    let place = draft.place.clone();
    draft.key =
        right.map(|answer| rich::words(answer)).map(|word| match word.to_ascii_lowercase().as_str() {
            "true" => Key::Exact(Exact::Truth(true), place),
            "false" => Key::Exact(Exact::Truth(false), place),
            _ => Key::Words(Piece::new(word, place)),
        });
    rich::comments(draft, answers.into_iter());
}
