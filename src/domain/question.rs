//! A question as it is asked and marked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{choices::Choices, points::Points};

/// The most characters of a stem.
pub const MAX_STEM: usize = 800;
/// The most characters of one option.
pub const MAX_OPTION: usize = 300;
/// The most characters of an explanation.
pub const MAX_EXPLANATION: usize = 800;
/// The most characters of all the texts of a question together, so that the
/// question with its verdict fits one message of 4,096 characters.
pub const MAX_TOGETHER: usize = 3_200;
/// How a blank is written in a stem.
pub const BLANK: &str = "____";

/// One version of a question: its words, its key and what it is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id within its bank, stable for ever.
    pub code: String,
    /// What is asked (题干), verbatim.
    pub stem: String,
    /// The options and the key, by kind.
    pub body: Body,
    /// Why the key is right (解析).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Law and article, or another ground (依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The full mark.
    pub points: Points,
    /// 1 easy, 2 medium, 3 hard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    /// Free words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The last day it may be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// Whether its options may be shown in another order.
    pub shuffle: bool,
}

/// The options and the key. Only what fits together can be built by
/// [`crate::bank`]: a key lies within the options, a blank has an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// One option is right (单选).
    Single {
        /// 2 to 26 texts.
        options: Vec<String>,
        /// Which one.
        key: usize,
    },
    /// Two or more options are right (多选).
    Multiple {
        /// 2 to 26 texts.
        options: Vec<String>,
        /// Which ones.
        key: Choices,
    },
    /// The stem is true or false (判断).
    Judge {
        /// Whether it is true.
        key: bool,
    },
    /// Words are to be filled in (填空).
    Blank {
        /// The accepted answers of each blank.
        key: Vec<Vec<String>>,
        /// Whether the blanks may be filled in any order.
        any_order: bool,
    },
}

/// The kinds (题型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 单选
    Single,
    /// 多选
    Multiple,
    /// 判断
    Judge,
    /// 填空
    Blank,
}

impl Kind {
    /// Every kind, in the order people list them.
    pub const ALL: [Self; 4] = [Self::Single, Self::Multiple, Self::Judge, Self::Blank];

    /// The word of the bank format and of the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Judge => "judge",
            Self::Blank => "blank",
        }
    }
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Single { .. } => Kind::Single,
            Body::Multiple { .. } => Kind::Multiple,
            Body::Judge { .. } => Kind::Judge,
            Body::Blank { .. } => Kind::Blank,
        }
    }

    /// The texts of its options; none for judge and blank.
    pub fn options(&self) -> &[String] {
        match &self.body {
            Body::Single { options, .. } | Body::Multiple { options, .. } => options,
            Body::Judge { .. } | Body::Blank { .. } => &[],
        }
    }

    /// Whether the other asks the same thing with the same options in the same
    /// order, so that an answer to one can be marked by the key of the other.
    pub fn same_wording(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.stem == other.stem && self.options() == other.options()
    }
}
