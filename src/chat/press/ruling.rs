//! What is decided of a question after an exam, as buttons carry it.

use crate::domain::{
    choices::Choices,
    exam::ruling::Ruling,
    question::{Body, Question},
};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Everybody gets its full mark.
    Everybody,
    /// It does not count.
    LeftOut,
    /// These options are right.
    Options(Choices),
    /// The statement is true or false.
    Judged(bool),
}

impl How {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Everybody => "e".to_owned(),
            Self::LeftOut => "l".to_owned(),
            Self::Options(key) => format!("o{}", key.letters()),
            Self::Judged(key) => if key { "t" } else { "f" }.to_owned(),
        }
    }

    pub(super) fn decode(text: &str) -> Option<Self> {
        Some(match text {
            "e" => Self::Everybody,
            "l" => Self::LeftOut,
            "t" => Self::Judged(true),
            "f" => Self::Judged(false),
            _ => Self::Options(Choices::from_letters(text.strip_prefix('o')?)?),
        })
    }

    /// What it decides of a question; `None` if it does not fit it.
    pub fn ruling(self, question: &Question) -> Option<Ruling> {
        let body = match (self, &question.body) {
            (Self::Everybody, _) => return Some(Ruling::Everybody),
            (Self::LeftOut, _) => return Some(Ruling::LeftOut),
            (Self::Judged(key), Body::Judge { .. }) => Body::Judge { key },
            (Self::Options(key), body) if !key.is_empty() => rekeyed(body, key)?,
            _ => return None,
        };
        Some(Ruling::Key(body))
    }
}

/// The same body with these options right.
fn rekeyed(body: &Body, key: Choices) -> Option<Body> {
    let mut body = body.clone();
    match &mut body {
        Body::Single { options, key: old } => {
            *old = key.iter().next().filter(|only| key.len() == 1 && *only < options.len())?;
        }
        Body::Multiple { options, key: old } => {
            key.iter().all(|option| option < options.len()).then_some(())?;
            *old = key;
        }
        Body::Judge { .. } | Body::Blank { .. } => return None,
    }
    Some(body)
}
