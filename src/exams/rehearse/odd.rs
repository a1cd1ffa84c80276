//! Questions that look odd.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Questions, asked, name};
use crate::{
    domain::{
        answer::Answer,
        choices::Choices,
        exam::{paper::Paper, sitting},
        ids::QuestionId,
        points::Points,
        question::{Body, Question},
        rules::MultipleRule,
    },
    store::{exam::ExamRow, question::Versioned},
};

/// A stem with more characters is long to read on a phone.
const LONG: usize = 200;

/// A question that looks odd.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Odd {
    /// Which, as `bank/code`.
    pub question: String,
    /// What is odd.
    pub what: Oddity,
}

/// What is odd about a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Who answers as the key has it doesn't get the full mark: the key is not
    /// among the options that are shown, or is empty.
    KeyFails,
    /// Two options have the same text.
    EqualOptions,
    /// The stem has so many characters.
    Long(usize),
    /// Another question asks the same.
    Twin {
        /// The other.
        other: String,
        /// Whether they are drawn for different rows of the blueprint.
        other_row: bool,
        /// On how many papers of the rehearsal both stood.
        together: usize,
    },
    /// So many papers of the rehearsal asked it twice.
    Twice(usize),
}

/// All that looks odd among the questions that may be drawn, and on the papers
/// that were.
pub(super) fn look(row: &ExamRow, questions: &Questions, papers: &[Paper]) -> Vec<Odd> {
    let mut odd = Vec::new();
    for asked in questions.values() {
        let found = alone(&asked.content);
        odd.extend(found.into_iter().map(|what| Odd { question: name(asked), what }));
    }
    odd.extend(twins(row, questions, papers));
    odd.extend(twice(questions, papers));
    odd.sort_unstable();
    odd
}

/// What is odd about a question for itself.
fn alone(question: &Question) -> Vec<Oddity> {
    let mut odd = Vec::new();
    let marks = Points::ONE;
    let by_key = by_key(&question.body);
    if sitting::mark(question, by_key.as_ref(), marks, MultipleRule::Strict) != marks {
        odd.push(Oddity::KeyFails);
    }
    let mut seen = HashSet::new();
    if question.options().iter().any(|option| !seen.insert(letters(option))) {
        odd.push(Oddity::EqualOptions);
    }
    let length = question.stem.chars().count();
    if length > LONG {
        odd.push(Oddity::Long(length));
    }
    odd
}

/// The answer that the key has, if it can be given.
fn by_key(body: &Body) -> Option<Answer> {
    match body {
        Body::Single { options, key } => (*key < options.len()).then(|| Answer::Options(Choices::only(*key))),
        Body::Multiple { options, key } => (!key.is_empty()
            && key.iter().all(|option| option < options.len()))
        .then_some(Answer::Options(*key)),
        Body::Judge { key } => Some(Answer::Judged(*key)),
        Body::Blank { key, .. } => {
            key.iter().map(|ways| ways.first().cloned()).collect::<Option<Vec<String>>>().map(Answer::Words)
        }
    }
}

/// The letters and digits of a text: marks and blanks make no other question.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A question's text and options, however they are ordered.
fn gist(question: &Question) -> String {
    let mut options: Vec<String> = question.options().iter().map(|option| letters(option)).collect();
    options.sort_unstable();
    format!("{}|{}", letters(&question.stem), options.join("|"))
}

/// Questions that ask the same, each with the one before it.
fn twins(row: &ExamRow, questions: &Questions, papers: &[Paper]) -> Vec<Odd> {
    let pools = row.pools.iter().flat_map(|pools| pools.0.iter().enumerate());
    let slots = pools.flat_map(|(row, pool)| pool.iter().map(move |slot| (row, slot)));
    let mut alike: BTreeMap<String, Vec<(usize, QuestionId, &Versioned)>> = BTreeMap::new();
    for (row, slot) in slots {
        let Some(asked) = questions.get(&slot.version) else { continue };
        alike.entry(gist(&asked.content)).or_default().push((row, slot.question, asked));
    }
    let mut odd = Vec::new();
    for same in alike.values() {
        odd.extend(same.windows(2).map(|pair| twin(pair[0], pair[1], papers)));
    }
    odd
}

fn twin(
    first: (usize, QuestionId, &Versioned),
    second: (usize, QuestionId, &Versioned),
    papers: &[Paper],
) -> Odd {
    let has = |paper: &&Paper, question| asked(paper).any(|asked| asked == question);
    let together = papers.iter().filter(|paper| has(paper, first.1) && has(paper, second.1)).count();
    let what = Oddity::Twin { other: name(second.2), other_row: first.0 != second.0, together };
    Odd { question: name(first.2), what }
}

/// Questions that one paper asks twice.
fn twice(questions: &Questions, papers: &[Paper]) -> Vec<Odd> {
    let mut count: HashMap<QuestionId, usize> = HashMap::new();
    for paper in papers {
        let mut seen = HashSet::new();
        let again: HashSet<QuestionId> = asked(paper).filter(|question| !seen.insert(*question)).collect();
        for question in again {
            *count.entry(question).or_default() += 1;
        }
    }
    let named = |question| questions.values().find(|asked| asked.question == question).map(name);
    let odd = count.into_iter();
    odd.filter_map(|(question, papers)| Some(Odd { question: named(question)?, what: Oddity::Twice(papers) }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(stem: &str, body: Body) -> Question {
        Question {
            code: "q".into(),
            stem: stem.into(),
            body,
            explanation: None,
            source: None,
            points: Points::ONE,
            difficulty: None,
            tags: vec![],
            valid_until: None,
            shuffle: true,
        }
    }

    fn single(options: [&str; 2], key: usize) -> Body {
        Body::Single { options: options.map(str::to_owned).to_vec(), key }
    }

    #[test]
    fn what_is_odd_about_one_question_is_seen() {
        assert_eq!(alone(&question("何时？", single(["十日", "二十日"], 1))), []);
        assert_eq!(alone(&question("何时？", single(["十日", "二十日"], 2))), [Oddity::KeyFails]);
        assert_eq!(alone(&question("何时？", single(["十日", "十日。"], 1))), [Oddity::EqualOptions]);
        let long = question(&"长".repeat(201), Body::Judge { key: true });
        assert_eq!(alone(&long), [Oddity::Long(201)]);
        let blank = Body::Blank { key: vec![vec![]], any_order: false };
        assert_eq!(alone(&question("____", blank)), [Oddity::KeyFails]);
    }

    #[test]
    fn marks_and_the_order_of_options_make_no_other_question() {
        let gists = [single(["十日", "二十日"], 0), single(["二十日", "十日"], 1)]
            .map(|body| gist(&question("何时?", body)));
        assert_eq!(gists[0], gists[1]);
        let other = gist(&question("何时", single(["十日", "三十日"], 0)));
        assert_ne!(gists[0], other, "other options make another question");
    }
}
