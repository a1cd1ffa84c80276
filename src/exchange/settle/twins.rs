//! Questions that stand in a file more than once.

use std::collections::{HashMap, HashSet};

use super::{Settled, Taken, extras::fingerprint};
use crate::{
    domain::question::{Body, Question},
    exchange::{place::Place, problem::Problem},
};

/// Keeps the first of those that are the same; of those whose keys differ it
/// keeps none, for nobody knows which is right.
pub(super) fn part(settled: &mut Settled) {
    let mut first: HashMap<String, (Place, String)> = HashMap::new();
    let mut torn: HashSet<String> = HashSet::new();
    let mut kept: Vec<(String, Taken)> = Vec::new();
    for taken in std::mem::take(&mut settled.taken) {
        let print = fingerprint(&taken.question.stem, &taken.question.body);
        let key = key(&taken.question);
        match first.get(&print) {
            None => {
                first.insert(print.clone(), (taken.place.clone(), key));
                kept.push((print, taken));
            }
            Some((place, known)) if *known == key => {
                settled.repeated += 1;
                let message = format!("与{place}的题目相同，只导入一次");
                settled.problems.push(Problem::warning(taken.place, message, ""));
            }
            Some((place, _)) => {
                settled.refused += 1;
                let message = format!("与{place}的题目相同，答案却不同");
                settled.problems.push(Problem::error(taken.place, message, "请核对后只留一道"));
                torn.insert(print);
            }
        }
    }
    kept.retain(|(print, taken)| {
        let is_torn = torn.contains(print);
        if is_torn {
            settled.refused += 1;
            let message = "这道题在文件里另有一处，答案却不同";
            settled.problems.push(Problem::error(taken.place.clone(), message, "请核对后只留一道"));
        }
        !is_torn
    });
    settled.taken = unlike(kept.into_iter().map(|(_, taken)| taken).collect());
    settled.problems.sort_by(|one, other| one.place.cmp(&other.place));
}

/// The key in words, whatever the order of the options.
fn key(question: &Question) -> String {
    match &question.body {
        Body::Single { options, key } => options[*key].clone(),
        Body::Multiple { options, key } => {
            let mut right: Vec<&str> = key.iter().map(|option| options[option].as_str()).collect();
            right.sort_unstable();
            right.join("\n")
        }
        Body::Judge { key } => key.to_string(),
        Body::Blank { key, .. } => format!("{key:?}"),
    }
}

/// Gives those that share a code, though they differ, codes of their own.
fn unlike(mut kept: Vec<Taken>) -> Vec<Taken> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for taken in &mut kept {
        let seen = times.entry(taken.question.code.clone()).or_default();
        *seen += 1;
        if *seen > 1 {
            taken.question.code = format!("{}-{seen}", taken.question.code);
        }
    }
    kept
}
