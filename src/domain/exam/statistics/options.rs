//! What was chosen, and what is odd about it.

use crate::domain::{
    answer::Answer,
    choices::Choices,
    exam::real::{count, share},
    question::Body,
};

/// How often each answer to an item was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// For each option as the bank has it, how many chose it; of a statement
    /// (判断), how many took it for true and how many for false; empty for
    /// blanks. With several right options they add up to more than the
    /// attempts.
    pub options: Vec<usize>,
    /// How many filled in at least one blank.
    pub filled: usize,
    /// How many left it open.
    pub open: usize,
}

impl Chosen {
    /// Counts the answers; one of another kind than the question's counts as
    /// open, as it was marked.
    pub fn of<'a>(body: &Body, answers: impl IntoIterator<Item = Option<&'a Answer>>) -> Self {
        let mut chosen = Self { options: vec![0; options_of(body)], ..Self::default() };
        for answer in answers {
            chosen.add(body, answer);
        }
        chosen
    }

    fn add(&mut self, body: &Body, answer: Option<&Answer>) {
        match (body, answer) {
            (Body::Single { .. } | Body::Multiple { .. }, Some(Answer::Options(picked)))
                if !picked.is_empty() =>
            {
                picked.iter().for_each(|option| self.tick(option));
            }
            (Body::Judge { .. }, Some(Answer::Judged(judged))) => self.tick(usize::from(!judged)),
            (Body::Blank { .. }, Some(Answer::Words(words)))
                if words.iter().any(|word| !word.trim().is_empty()) =>
            {
                self.filled += 1;
            }
            _ => self.open += 1,
        }
    }

    fn tick(&mut self, option: usize) {
        if let Some(times) = self.options.get_mut(option) {
            *times += 1;
        }
    }

    /// The share of the attempts that chose the option, 0 to 1; `None` without
    /// attempts or without such an option.
    pub fn share(&self, option: usize, attempts: usize) -> Option<f64> {
        share(*self.options.get(option)?, attempts)
    }
}

fn options_of(body: &Body) -> usize {
    match body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => options.len(),
        Body::Judge { .. } => 2,
        Body::Blank { .. } => 0,
    }
}

/// The random guess score: the facility that blind guessing would give; 1/k
/// for one right option of k, 0.5 for a statement, `None` for the others.
pub fn guess(body: &Body) -> Option<f64> {
    match body {
        Body::Single { options, .. } => (!options.is_empty()).then(|| 1.0 / count(options.len())),
        Body::Judge { .. } => Some(0.5),
        Body::Multiple { .. } | Body::Blank { .. } => None,
    }
}

/// Right options, by the places of [`Chosen::options`].
fn key(body: &Body) -> Choices {
    match body {
        Body::Single { key, .. } => Choices::only(*key),
        Body::Multiple { key, .. } => *key,
        Body::Judge { key } => Choices::only(usize::from(!key)),
        Body::Blank { .. } => Choices::NONE,
    }
}

/// A wrong option that was chosen more often than a right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attraction {
    /// The wrong option, as in [`Chosen::options`].
    pub wrong: usize,
    /// How many chose it.
    pub wrong_times: usize,
    /// The right option; of several, the one chosen least.
    pub right: usize,
    /// How many chose that.
    pub right_times: usize,
}

/// The wrong options that were chosen more often than the (least chosen)
/// right one.
pub fn attractions(body: &Body, chosen: &Chosen) -> Vec<Attraction> {
    let key = key(body);
    let times = |option: usize| chosen.options.get(option).copied().unwrap_or(0);
    let Some(right) = key.iter().min_by_key(|option| times(*option)) else {
        return Vec::new();
    };
    (0..chosen.options.len())
        .filter(|wrong| !key.contains(*wrong) && times(*wrong) > times(right))
        .map(|wrong| Attraction { wrong, wrong_times: times(wrong), right, right_times: times(right) })
        .collect()
}
