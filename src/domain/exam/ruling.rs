//! What is decided of a question after the exam, and what each answer is worth
//! by it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    paper::{Item, Paper},
    sitting::{self, Work},
};
use crate::domain::{
    answer::Answer,
    ids::{QuestionId, VersionId},
    points::Points,
    question::{Body, Question},
    rules::MultipleRule,
};

/// What is decided of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// 送分: everybody who had it gets its full mark.
    Everybody,
    /// 不计分: it counts for nobody, neither in the mark nor in the full mark.
    LeftOut,
    /// 改答案: its key is this one; options as the question has them.
    Key(Body),
}

/// The mark of an item and what it counts in the full mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scored {
    /// The mark.
    pub earned: Points,
    /// The full mark.
    pub full: Points,
}

/// By what a paper is marked.
#[derive(Debug)]
pub struct Scheme<'a> {
    /// Each wording that was asked, with the key that is in force for it.
    pub keys: &'a HashMap<VersionId, Question>,
    /// What was decided of questions.
    pub rulings: &'a HashMap<QuestionId, Ruling>,
    /// How incomplete multiple-choice answers are marked.
    pub multiple: MultipleRule,
}

impl Scheme<'_> {
    /// What the answer to an item is worth. `None` if its wording is not among
    /// the keys.
    pub fn score(&self, item: Item, answer: Option<&Answer>) -> Option<Scored> {
        let full = Scored { earned: item.marks, full: item.marks };
        let question = self.keys.get(&item.version)?;
        let marked = |question: &Question| Scored {
            earned: sitting::mark(question, answer, item.marks, self.multiple),
            ..full
        };
        Some(match self.rulings.get(&item.question) {
            None => marked(question),
            Some(Ruling::Everybody) => full,
            Some(Ruling::LeftOut) => Scored::default(),
            Some(Ruling::Key(body)) => marked(&Question { body: body.clone(), ..question.clone() }),
        })
    }

    /// What each item of a paper is worth, in its order. `None` if a wording is
    /// not among the keys.
    pub fn items(&self, paper: &Paper, work: &Work) -> Option<Vec<Scored>> {
        let items = paper.items().iter().zip(work.entries());
        items.map(|(item, entry)| self.score(*item, entry.answer.as_ref())).collect()
    }
}

/// Marks together.
pub fn total(scored: &[Scored]) -> Scored {
    let sum = |part: fn(&Scored) -> Points| scored.iter().map(part).sum();
    Scored { earned: sum(|one| one.earned), full: sum(|one| one.full) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruling_goes_before_the_key() {
        let question = Question {
            code: "q-1".into(),
            stem: "题干".into(),
            body: Body::Judge { key: true },
            explanation: None,
            source: None,
            points: Points::ONE,
            difficulty: None,
            tags: vec![],
            valid_until: None,
            shuffle: true,
        };
        let item = Item { question: QuestionId(1), version: VersionId(2), marks: Points::whole(2) };
        let keys = HashMap::from([(VersionId(2), question)]);
        let score = |ruling: Option<Ruling>, answer: Option<bool>| {
            let rulings = ruling.map(|ruling| (QuestionId(1), ruling)).into_iter().collect();
            let scheme = Scheme { keys: &keys, rulings: &rulings, multiple: MultipleRule::default() };
            let scored = scheme.score(item, answer.map(Answer::Judged).as_ref()).unwrap();
            (scored.earned.hundredths() / 100, scored.full.hundredths() / 100)
        };
        assert_eq!(score(None, Some(true)), (2, 2));
        assert_eq!(score(None, Some(false)), (0, 2));
        assert_eq!(score(Some(Ruling::Everybody), None), (2, 2));
        assert_eq!(score(Some(Ruling::LeftOut), Some(true)), (0, 0));
        assert_eq!(score(Some(Ruling::Key(Body::Judge { key: false })), Some(false)), (2, 2));
    }
}
