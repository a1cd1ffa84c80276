//! Questions that stand in a file more than once.

use std::collections::{HashMap, HashSet};

use super::{Fingerprint, Settled, Taken};
use crate::{
    domain::question::{Body, Question},
    exchange::problem::Problem,
};

/// Keeps the first of those that are the same; of those whose keys differ it
/// keeps none, for nobody knows which is right.
pub(super) fn part(settled: &mut Settled) {
    // By what they are known again by: where in `kept` the first of them is.
    let mut first: HashMap<Fingerprint, usize> = HashMap::new();
    let mut torn: HashSet<usize> = HashSet::new();
    let mut kept: Vec<Taken> = Vec::with_capacity(settled.taken.len());
    for taken in std::mem::take(&mut settled.taken) {
        let Some(&at) = first.get(&taken.print) else {
            first.insert(taken.print, kept.len());
            kept.push(taken);
            continue;
        };
        let place = &kept[at].place;
        if key(&kept[at].question) == key(&taken.question) {
            settled.repeated += 1;
            let message = format!("与{place}的题目相同，只导入一次");
            settled.problems.push(Problem::warning(taken.place, message, ""));
        } else {
            settled.refused += 1;
            let message = format!("与{place}的题目相同，答案却不同");
            settled.problems.push(Problem::error(taken.place, message, "请核对后只留一道"));
            torn.insert(at);
        }
    }
    let mut sound = Vec::with_capacity(kept.len());
    for (at, taken) in kept.into_iter().enumerate() {
        if torn.contains(&at) {
            settled.refused += 1;
            let message = "这道题在文件里另有一处，答案却不同";
            settled.problems.push(Problem::error(taken.place, message, "请核对后只留一道"));
        } else {
            sound.push(taken);
        }
    }
    settled.taken = unlike(sound);
    settled.problems.sort_by(|one, other| one.place.cmp(&other.place));
}

/// The keys of questions, to tell how many of them [`part`] would keep.
#[derive(Default)]
pub(super) struct Keys(HashMap<Fingerprint, Option<String>>);

impl Keys {
    /// Takes one.
    pub(super) fn note(&mut self, print: Fingerprint, question: &Question) {
        let key = key(question);
        let known = self.0.entry(print).or_insert_with(|| Some(key.clone()));
        if known.as_ref() != Some(&key) {
            *known = None;
        }
    }

    /// How many of them would be kept.
    pub(super) fn sound(&self) -> usize {
        self.0.values().flatten().count()
    }
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
