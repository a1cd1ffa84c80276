//! Into which bank a file goes.

use sha2::{Digest as _, Sha256};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        lang::Lang,
        topic::{Topic, TopicId, is_word},
    },
    store::{Result, Tx, bank},
};

/// The most characters of a bank's title.
const MAX_TITLE: usize = 60;
/// The most characters of a bank's id.
const MAX_ID: usize = 48;

/// Into which bank a file is to go, as far as somebody has said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// The id of a bank, standing or new.
    pub bank: Option<String>,
    /// The title of a new bank.
    pub title: Option<String>,
    /// The topic of a new bank.
    pub topic: Option<String>,
}

/// Into which bank a file goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: TopicId,
    /// Whether it is yet to be made.
    pub is_new: bool,
    /// Whether the topic is a guess by the title.
    pub is_guessed: bool,
}

impl Target {
    /// The bank that is wished for; else the one of that title, or the one that
    /// was made by that title and is called otherwise since; else a new one.
    /// `title` is what the file calls itself or is called.
    pub async fn find(tx: &mut Tx, topics: &[Topic], wish: &Wish, title: &str) -> Result<Self> {
        let title = shown_title(wish.title.as_deref().unwrap_or(title));
        let banks = bank::list(tx).await?;
        let wished = wish.bank.as_deref();
        let made = made_id(&title);
        let standing = match wished {
            Some(id) => banks.iter().find(|row| row.id == id),
            None => banks
                .iter()
                .find(|row| row.title == title)
                .or_else(|| banks.iter().find(|row| row.id == made)),
        };
        if let Some(row) = standing
            && let Some(topic) = TopicId::new(&row.topic)
        {
            let (id, title) = (row.id.clone(), row.title.clone());
            return Ok(Self { id, title, topic, is_new: false, is_guessed: false });
        }
        let said = wish.topic.as_deref().and_then(TopicId::new);
        let is_guessed = said.is_none();
        let topic = said.unwrap_or_else(|| guessed(topics, &title));
        let id = wished.map_or(made, str::to_owned);
        Ok(Self { id, title, topic, is_new: true, is_guessed })
    }

    /// Whether it is still as it was found: neither made nor renamed since.
    pub(super) async fn still_stands(&self, tx: &mut Tx) -> Result<bool> {
        Ok(match bank::get(tx, &self.id).await? {
            Some((title, topic)) => !self.is_new && title == self.title && topic == self.topic.as_str(),
            None => self.is_new,
        })
    }
}

/// Whether a bank may have this id.
pub fn is_id(id: &str) -> bool {
    is_word(id, MAX_ID)
}

fn shown_title(title: &str) -> String {
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title: String = words.chars().filter(|c| !c.is_control()).take(MAX_TITLE).collect();
    if title.is_empty() { "未命名题库".to_owned() } else { title }
}

/// An id that is the same whenever a file of this title comes.
fn made_id(title: &str) -> String {
    format!("bank-{}", &HEXLOWER.encode(&Sha256::digest(title))[..8])
}

/// Words of titles, and the topics that they tell.
const SIGNS: [(&str, &[&str]); 3] = [
    ("civilized-language", &["文明", "礼仪", "用语", "服务"]),
    ("ethics", &["道德", "廉", "作风", "操守", "师德", "纪律"]),
    ("regulations", &["法", "条例", "规定", "办法", "制度", "规章", "规范"]),
];

fn guessed(topics: &[Topic], title: &str) -> TopicId {
    let named = topics.iter().find(|topic| title.contains(topic.name(Lang::Zh)));
    let sign = |(word, signs): &(&str, &[&str])| {
        signs
            .iter()
            .any(|sign| title.contains(sign))
            .then(|| topics.iter().find(|topic| topic.id.as_str() == *word))
    };
    let found = named.or_else(|| SIGNS.iter().find_map(sign).flatten()).or(topics.first());
    found.map_or_else(|| TopicId::new("regulations").expect("a word"), |topic| topic.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::topic;

    #[test]
    fn the_title_tells_the_topic() {
        let topics = topic::standing();
        for (title, expected) in [
            ("行政许可法测试题", "regulations"),
            ("窗口文明用语100句", "civilized-language"),
            ("职业道德题库", "ethics"),
            ("2026年第三季度", "regulations"),
        ] {
            assert_eq!(guessed(&topics, title).as_str(), expected, "{title}");
        }
    }

    #[test]
    fn made_ids_are_ids() {
        assert!(is_id(&made_id("财政法规题库")));
        assert_eq!(shown_title("  财政\n题库 "), "财政 题库");
    }
}
