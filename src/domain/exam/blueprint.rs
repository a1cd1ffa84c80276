//! The blueprint (组卷规则): rows of where questions come from, how many, and
//! what each is worth.

use serde::{Deserialize, Serialize};

use crate::domain::{
    points::Points,
    question::{Kind, Question},
};

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Where its questions come from.
    pub from: Source,
    /// Of which kind; any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Of which difficulty, 1 to 3; any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    /// How many are drawn, at least 1.
    pub number: usize,
    /// What each is worth, whatever the bank says.
    pub marks: Points,
}

/// Where questions come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A topic's word.
    Topic(String),
    /// The id of a bank.
    Bank(String),
    /// A tag that questions carry.
    Tag(String),
    /// These questions, as `bank/code`.
    Chosen(Vec<String>),
    /// Everything.
    Any,
}

/// What is known of a question when papers are planned.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The id of its bank.
    pub bank: &'a str,
    /// The topic's word.
    pub topic: &'a str,
    /// The question.
    pub question: &'a Question,
}

impl Row {
    /// What all its questions are worth together.
    pub fn full_mark(&self) -> Points {
        let number = i64::try_from(self.number).unwrap_or(i64::MAX);
        Points::from_hundredths(self.marks.hundredths().saturating_mul(number))
    }

    /// Whether a question may be drawn for it.
    pub fn takes(&self, about: About<'_>) -> bool {
        let question = about.question;
        self.kind.is_none_or(|kind| kind == question.kind())
            && self.difficulty.is_none_or(|difficulty| question.difficulty == Some(difficulty))
            && match &self.from {
                Source::Topic(topic) => topic == about.topic,
                Source::Bank(bank) => bank == about.bank,
                Source::Tag(tag) => question.tags.contains(tag),
                Source::Chosen(chosen) => {
                    chosen.iter().any(|chosen| is_named(chosen, about.bank, &question.code))
                }
                Source::Any => true,
            }
    }
}

/// Whether `named`, as `bank/code`, is this question.
fn is_named(named: &str, bank: &str, code: &str) -> bool {
    named.split_once('/').is_some_and(|named| named == (bank, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::Body;

    fn row(from: Source) -> Row {
        Row { from, kind: None, difficulty: None, number: 25, marks: Points::whole(2) }
    }

    fn question() -> Question {
        Question {
            code: "q-1".into(),
            stem: "预算经人民代表大会批准。".into(),
            body: Body::Judge { key: true },
            explanation: None,
            source: None,
            points: Points::ONE,
            difficulty: Some(2),
            tags: vec!["预算法".into()],
            valid_until: None,
            shuffle: true,
        }
    }

    #[test]
    fn a_row_takes_what_it_names() {
        let question = question();
        let about = About { bank: "budget", topic: "regulations", question: &question };
        for source in [
            Source::Topic("regulations".into()),
            Source::Bank("budget".into()),
            Source::Tag("预算法".into()),
            Source::Chosen(vec!["x/y".into(), "budget/q-1".into()]),
            Source::Any,
        ] {
            assert!(row(source.clone()).takes(about), "{source:?}");
        }
        for source in [
            Source::Topic("ethics".into()),
            Source::Bank("budget2".into()),
            Source::Tag("预算".into()),
            Source::Chosen(vec!["budget/q-2".into(), "q-1".into()]),
        ] {
            assert!(!row(source.clone()).takes(about), "{source:?}");
        }
        assert!(!Row { kind: Some(Kind::Single), ..row(Source::Any) }.takes(about));
        assert!(!Row { difficulty: Some(3), ..row(Source::Any) }.takes(about));
        assert!(Row { kind: Some(Kind::Judge), difficulty: Some(2), ..row(Source::Any) }.takes(about));
    }

    #[test]
    fn a_row_is_worth_its_questions_together() {
        assert_eq!(row(Source::Any).full_mark(), Points::whole(50));
    }
}
