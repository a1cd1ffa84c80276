//! Topics (类别): what a bank is about.

use serde::{Deserialize, Serialize};

use super::lang::Lang;

/// The word of a topic: `regulations`, `civilized-language`, `ethics` or one
/// that the settings add.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TopicId(String);

impl TopicId {
    /// Lower-case letters, digits and hyphens, at most 32; `None` otherwise.
    pub fn new(word: &str) -> Option<Self> {
        is_word(word, 32).then(|| Self(word.to_owned()))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is an id as baiti wants it: `a-z`, `0-9` and hyphens within,
/// 1 to `max` characters.
pub fn is_word(text: &str, max: usize) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty()
        && text.len() <= max
        && text.chars().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A topic with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its word.
    pub id: TopicId,
    /// Its Chinese name.
    pub zh: String,
    /// Its English name.
    pub en: String,
}

impl Topic {
    /// Its name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The three topics every office has.
pub fn standing() -> Vec<Topic> {
    [
        ("regulations", "法规", "Regulations"),
        ("civilized-language", "文明用语", "Civilized language"),
        ("ethics", "职业道德", "Professional ethics"),
    ]
    .into_iter()
    .map(|(id, zh, en)| Topic { id: TopicId(id.to_owned()), zh: zh.to_owned(), en: en.to_owned() })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain() {
        assert!(TopicId::new("civilized-language").is_some());
        for wrong in ["", "法规", "Regulations", "-a", "a-", "a b", &"a".repeat(33)] {
            assert!(TopicId::new(wrong).is_none(), "{wrong}");
        }
    }
}
