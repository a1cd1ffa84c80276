//! Marking an answer.

use super::{
    answer::Answer,
    blank,
    choices::Choices,
    points::Points,
    question::{Body, Question},
    rules::MultipleRule,
};

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The mark.
    pub earned: Points,
    /// The full mark.
    pub full: Points,
}

impl Mark {
    /// Whether the answer is wholly right.
    pub fn is_right(self) -> bool {
        self.earned == self.full
    }
}

/// Marks an answer. An answer of another kind than the question's is worth
/// nothing.
pub fn grade(question: &Question, answer: &Answer, rule: MultipleRule) -> Mark {
    let full = question.points;
    let all_if = |right: bool| if right { full } else { Points::ZERO };
    let earned = match (&question.body, answer) {
        (Body::Single { key, .. }, Answer::Options(chosen)) => all_if(*chosen == Choices::only(*key)),
        (Body::Judge { key }, Answer::Judged(judged)) => all_if(judged == key),
        (Body::Multiple { key, .. }, Answer::Options(chosen)) => multiple(full, *key, *chosen, rule),
        (Body::Blank { key, any_order }, Answer::Words(words)) => {
            full.share(blank::filled_rightly(key, words, *any_order), key.len())
        }
        _ => Points::ZERO,
    };
    Mark { earned, full }
}

fn multiple(full: Points, key: Choices, chosen: Choices, rule: MultipleRule) -> Points {
    if chosen == key {
        return full;
    }
    if chosen.is_empty() || !chosen.within(key) {
        return Points::ZERO;
    }
    match rule {
        MultipleRule::Strict => Points::ZERO,
        MultipleRule::Half => full.share(1, 2),
        MultipleRule::Proportional => full.share(chosen.len(), key.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn question(points: Points, body: Body) -> Question {
        Question {
            code: "q-1".into(),
            stem: "题干".into(),
            body,
            explanation: None,
            source: None,
            points,
            difficulty: None,
            tags: vec![],
            valid_until: None,
            shuffle: true,
        }
    }

    fn letters(letters: &str) -> Choices {
        Choices::from_letters(letters).unwrap()
    }

    fn earned(chosen: &str, rule: MultipleRule) -> Points {
        let options = ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec();
        let question = question(Points::whole(2), Body::Multiple { options, key: letters("ABD") });
        grade(&question, &Answer::Options(letters(chosen)), rule).earned
    }

    #[test]
    fn a_part_of_a_multiple_choice_scores_by_the_rule() {
        let half = Points::from_hundredths(50);
        assert_eq!(earned("ABD", MultipleRule::Strict), Points::whole(2));
        assert_eq!(earned("AB", MultipleRule::Proportional), Points::whole(1));
        assert_eq!(earned("A", MultipleRule::Proportional), half);
        assert_eq!(earned("AB", MultipleRule::Strict), Points::ZERO);
        assert_eq!(earned("A", MultipleRule::Half), Points::whole(1));
    }

    #[test]
    fn one_wrong_choice_scores_nothing() {
        for rule in [MultipleRule::Proportional, MultipleRule::Strict, MultipleRule::Half] {
            assert_eq!(earned("ABCD", rule), Points::ZERO);
            assert_eq!(earned("C", rule), Points::ZERO);
            assert_eq!(earned("", rule), Points::ZERO);
        }
    }

    #[test]
    fn an_answer_of_another_kind_is_worth_nothing() {
        let question = question(Points::ONE, Body::Judge { key: true });
        assert!(grade(&question, &Answer::Judged(true), MultipleRule::default()).is_right());
        assert!(!grade(&question, &Answer::Judged(false), MultipleRule::default()).is_right());
        assert!(!grade(&question, &Answer::Options(letters("A")), MultipleRule::default()).is_right());
    }

    proptest! {
        #[test]
        fn a_mark_lies_between_nothing_and_full(key in 1_u32..1 << 26, chosen in 0_u32..1 << 26, halves in 1_i64..200) {
            let set = |bits: u32| (0..26).filter(|i| bits & (1 << i) != 0).fold(Choices::NONE, Choices::toggled);
            let full = Points::from_hundredths(halves * 50);
            let question = question(full, Body::Multiple { options: vec![String::new(); 26], key: set(key) });
            let mark = grade(&question, &Answer::Options(set(chosen)), MultipleRule::Proportional);
            prop_assert!(mark.earned >= Points::ZERO && mark.earned <= full);
            prop_assert_eq!(mark.is_right(), key == chosen);
            prop_assert_eq!(mark.earned.hundredths() % 50, 0);
        }
    }
}
