//! What buttons of the reference texts carry. Pages and parts count from 0.

use super::{bank::Words, number};
use crate::domain::ids::ArticleId;

/// A tap on a button of the reference texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfReference {
    /// Tell how to look something up.
    Ask,
    /// Show a page of what was found.
    Found(Place),
    /// Show an article whole.
    Article {
        /// Which.
        article: ArticleId,
        /// Which part of it, if it is longer than a message.
        part: usize,
        /// Where it was found, if the words are short enough for a button.
        back: Option<Place>,
    },
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which page.
    pub page: usize,
    /// By which words.
    pub words: Words,
}

impl Place {
    fn read(fields: &[&str]) -> Option<Self> {
        let (page, words) = fields.split_first()?;
        Some(Self { page: number(page)?, words: Words::read(words)? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.page, self.words.text())
    }
}

impl OfReference {
    pub(super) fn encode(&self) -> String {
        match self {
            Self::Ask => "wh".to_owned(),
            Self::Found(place) => format!("wf.{place}"),
            Self::Article { article, part, back: None } => format!("w.{article}.{part}"),
            Self::Article { article, part, back: Some(place) } => format!("w.{article}.{part}.{place}"),
        }
    }

    pub(super) fn decode(act: &str, fields: &[&str]) -> Option<Self> {
        Some(match (act, fields) {
            ("wh", []) => Self::Ask,
            ("wf", place) => Self::Found(Place::read(place)?),
            ("w", [article, part, place @ ..]) => Self::Article {
                article: ArticleId(number(article)?),
                part: number(part)?,
                back: if place.is_empty() { None } else { Some(Place::read(place)?) },
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::press::{
        MAX_BYTES, Press,
        bank::{MAX_WORDS, Words},
    };

    fn place(page: usize, words: &str) -> Place {
        Place { page, words: Words::of(words).unwrap() }
    }

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let article = ArticleId(81);
        let back = Some(place(2, "第1.5条 许可"));
        let fixed = [
            (OfReference::Ask, "1wh"),
            (OfReference::Found(place(1, "第1.5条 许可")), "1wf.1.第1.5条 许可"),
            (OfReference::Article { article, part: 0, back: None }, "1w.81.0"),
            (OfReference::Article { article, part: 3, back }, "1w.81.3.2.第1.5条 许可"),
        ];
        for (of, payload) in fixed {
            let press = Press::Reference(of);
            assert_eq!(press.encode(), payload);
            assert_eq!(Press::decode(payload), Some(press), "{payload}");
        }
        for wrong in ["1w", "1w.81", "1w.81.0.2", "1wf", "1wf.1", "1wf.x.甲", "1wh.1", "1wg.1"] {
            assert_eq!(Press::decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_longest_payload_fits() {
        let back = Some(place(199, &"a".repeat(MAX_WORDS)));
        let longest = OfReference::Article { article: ArticleId(i64::MAX), part: 99, back };
        assert!(Press::Reference(longest).encode().len() <= MAX_BYTES);
    }
}
