//! What is wrong, doubtful or was mended in somebody's file, told cell by cell.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::place::Place;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 错误: the question is not taken.
    Error,
    /// 提醒: it is taken, but somebody should look.
    Warning,
    /// 已修正: it was read otherwise than it stands there, safely.
    Mended,
}

impl Weight {
    /// Its Chinese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Mended => "已修正",
        }
    }
}

/// One thing that is wrong, doubtful or was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// How bad.
    pub weight: Weight,
    /// What, in Chinese, without the place: `答案“E”，但只有4个选项`. Problems
    /// of one sort share their words, so that they can be grouped.
    pub message: String,
    /// What to do; empty if there is nothing to do.
    pub help: &'static str,
}

impl Problem {
    /// Something for which a question is not taken.
    pub fn error(place: Place, message: impl Into<String>, help: &'static str) -> Self {
        Self { place, weight: Weight::Error, message: shortened(message.into()), help }
    }

    /// Something that somebody should look at.
    pub fn warning(place: Place, message: impl Into<String>, help: &'static str) -> Self {
        Self { place, weight: Weight::Warning, message: shortened(message.into()), help }
    }

    /// Something that was read otherwise than it stands there.
    pub fn mended(place: Place, message: impl Into<String>) -> Self {
        Self { place, weight: Weight::Mended, message: shortened(message.into()), help: "" }
    }
}

/// The most characters of a message, and how many of them stand at its end.
const MAX_MESSAGE: usize = 160;
const END: usize = 40;

/// A message that quotes too much of the file loses its middle.
fn shortened(message: String) -> String {
    let length = message.chars().count();
    if length <= MAX_MESSAGE {
        return message;
    }
    let start = message.chars().take(MAX_MESSAGE - END - 1);
    start.chain(['…']).chain(message.chars().skip(length - END)).collect()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.place, self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "。{}", self.help) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_start_and_its_end() {
        let quoted = format!("答案“{}”分不成2份", "甲".repeat(50_000));
        let message = Problem::error(Place::File, quoted, "").message;
        assert!(message.starts_with("答案“甲") && message.ends_with("甲”分不成2份"), "{message}");
        assert_eq!(message.chars().count(), MAX_MESSAGE);
        let short = "题".repeat(MAX_MESSAGE);
        assert_eq!(Problem::mended(Place::File, short.clone()).message, short);
    }
}
