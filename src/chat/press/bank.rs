//! What buttons of the question banks carry. Banks stand in them by
//! [`super::upload::fingerprint`]; pages count from 0.

use super::number;
use crate::{domain::ids::QuestionId, exchange::write::Format};

/// The most bytes of the words that a button can carry.
pub const MAX_WORDS: usize = 33;

/// A tap on a button of the question banks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfBank {
    /// Show a page of the banks.
    List(usize),
    /// Show a bank.
    One(u32),
    /// Show a page of its questions.
    Questions {
        /// Of which bank.
        bank: u32,
        /// Which page.
        page: usize,
    },
    /// Show the page of its bank on which a question stands.
    Around(QuestionId),
    /// Ask for words to look for.
    Ask,
    /// Show a page of what was found.
    Found {
        /// Which page.
        page: usize,
        /// By which words.
        words: Words,
    },
    /// Show a question that was found.
    Question {
        /// Which.
        question: QuestionId,
        /// On which page it was found.
        page: usize,
        /// By which words.
        words: Words,
    },
    /// Tell how questions are loaded.
    Import,
    /// Give the template.
    Template,
    /// Choose a format of a bank.
    Formats(u32),
    /// Give a bank as a file.
    Export {
        /// Which bank.
        bank: u32,
        /// In which format.
        format: Format,
    },
}

/// Words that are looked for, on one line with a single blank between them,
/// short enough for a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// These words, if they fit a button and there are any.
    pub fn of(text: &str) -> Option<Self> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = !words.is_empty() && words.len() <= MAX_WORDS && !words.contains(char::is_control);
        fits.then_some(Self(words))
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Reads what a button carries, which may have any mark in it.
    pub(super) fn read(fields: &[&str]) -> Option<Self> {
        let text = fields.join(".");
        Self::of(&text).filter(|words| words.0 == text)
    }
}

impl OfBank {
    pub(super) fn encode(&self) -> String {
        let act = match self {
            Self::List(page) => format!("l.{page}"),
            Self::One(bank) => format!("b.{bank}"),
            Self::Questions { bank, page } => format!("q.{bank}.{page}"),
            Self::Around(question) => format!("a.{question}"),
            Self::Ask => "s".to_owned(),
            Self::Found { page, words } => format!("w.{page}.{}", words.0),
            Self::Question { question, page, words } => format!("o.{question}.{page}.{}", words.0),
            Self::Import => "i".to_owned(),
            Self::Template => "t".to_owned(),
            Self::Formats(bank) => format!("f.{bank}"),
            Self::Export { bank, format } => format!("x.{bank}.{}", format.word()),
        };
        format!("g.{act}")
    }

    pub(super) fn decode(act: &[&str]) -> Option<Self> {
        Some(match act {
            ["l", page] => Self::List(number(page)?),
            ["b", bank] => Self::One(number(bank)?),
            ["q", bank, page] => Self::Questions { bank: number(bank)?, page: number(page)? },
            ["a", question] => Self::Around(QuestionId(number(question)?)),
            ["s"] => Self::Ask,
            ["w", page, words @ ..] => Self::Found { page: number(page)?, words: Words::read(words)? },
            ["o", question, page, words @ ..] => Self::Question {
                question: QuestionId(number(question)?),
                page: number(page)?,
                words: Words::read(words)?,
            },
            ["i"] => Self::Import,
            ["t"] => Self::Template,
            ["f", bank] => Self::Formats(number(bank)?),
            ["x", bank, format] => Self::Export { bank: number(bank)?, format: Format::from_word(format)? },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::press::Press;

    fn looked_for() -> Words {
        Words::of("第1.5条 许可").unwrap()
    }

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let fixed = [
            (Press::Bank(OfBank::List(1)), "1g.l.1"),
            (Press::Bank(OfBank::One(4_000_000_000)), "1g.b.4000000000"),
            (Press::Bank(OfBank::Questions { bank: 7, page: 2 }), "1g.q.7.2"),
            (Press::Bank(OfBank::Around(QuestionId(8))), "1g.a.8"),
            (Press::Bank(OfBank::Ask), "1g.s"),
            (Press::Bank(OfBank::Found { page: 1, words: looked_for() }), "1g.w.1.第1.5条 许可"),
            (
                Press::Bank(OfBank::Question { question: QuestionId(8), page: 1, words: looked_for() }),
                "1g.o.8.1.第1.5条 许可",
            ),
            (Press::Bank(OfBank::Import), "1g.i"),
            (Press::Bank(OfBank::Template), "1g.t"),
            (Press::Bank(OfBank::Formats(7)), "1g.f.7"),
            (Press::Bank(OfBank::Export { bank: 7, format: Format::PaperWithKey }), "1g.x.7.paper-key"),
        ];
        for (press, payload) in fixed {
            assert_eq!(press.encode(), payload);
            assert_eq!(Press::decode(payload), Some(press), "{payload}");
        }
    }

    #[test]
    fn words_fit_a_button() {
        let text = |text: &str| Words::of(text).map(|words| words.text().to_owned());
        assert_eq!(text("  预算法\n第5条 ").as_deref(), Some("预算法 第5条"));
        assert_eq!(text(&"法".repeat(11)), Some("法".repeat(11)));
        assert_eq!((text(&"法".repeat(12)), text(" \n"), text("")), (None, None, None));
        assert_eq!(Words::read(&["1", "5 倍"]).unwrap().text(), "1.5 倍");
        assert_eq!((Words::read(&["甲 "]), Words::read(&[])), (None, None));
    }
}
