//! What another version of a reference text would change.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use crate::domain::reference::Article;

/// The most labels that are named of each kind.
const NAMED: usize = 10;

/// What would change, by the labels of the articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Those that were not there.
    pub added: Vec<String>,
    /// Those that say something else, or stand in another chapter.
    pub changed: Vec<String>,
    /// Those that are there no more.
    pub removed: Vec<String>,
    /// How many stay as they are.
    pub same: usize,
}

impl Change {
    /// What changes from these articles to those. Articles are told apart by
    /// their labels; of several with one label, by their order.
    pub fn between(old: &[Article], new: &[Article]) -> Self {
        let mut before: HashMap<(&str, usize), &Article> = numbered(old).collect();
        let mut change = Self::default();
        for (key, article) in numbered(new) {
            match before.remove(&key) {
                None => change.added.push(article.label.clone()),
                Some(old) if old == article => change.same += 1,
                Some(_) => change.changed.push(article.label.clone()),
            }
        }
        let gone = |(key, article): &((&str, usize), &Article)| {
            before.contains_key(key).then(|| article.label.clone())
        };
        change.removed = numbered(old).filter_map(|one| gone(&one)).collect();
        change
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Articles by their labels, those of one label counted.
fn numbered(articles: &[Article]) -> impl Iterator<Item = ((&str, usize), &Article)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    articles.iter().map(move |article| {
        let count = counts.entry(&article.label).or_default();
        *count += 1;
        ((article.label.as_str(), *count), article)
    })
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [("新增", &self.added), ("修改", &self.changed), ("删去", &self.removed)];
        for (word, labels) in kinds.iter().filter(|(_, labels)| !labels.is_empty()) {
            let named: Vec<&str> = labels.iter().take(NAMED).map(String::as_str).collect();
            let rest = if labels.len() > NAMED { "等" } else { "" };
            write!(f, "{word} {} 条（{}{rest}），", labels.len(), named.join("、"))?;
        }
        write!(f, "不变 {} 条", self.same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(all: &[(&str, &str)]) -> Vec<Article> {
        let article = |(label, text): &(&str, &str)| Article {
            label: (*label).to_owned(),
            heading: String::new(),
            text: (*text).to_owned(),
        };
        all.iter().map(article).collect()
    }

    #[test]
    fn what_changes_is_told_by_the_labels() {
        let old = articles(&[("第一条", "甲"), ("第二条", "乙"), ("附件", "丙"), ("附件", "丁")]);
        let new = articles(&[("第一条", "甲"), ("第二条", "改"), ("第三条", "新"), ("附件", "丙")]);
        let change = Change::between(&old, &new);
        assert_eq!(
            change.to_string(),
            "新增 1 条（第三条），修改 1 条（第二条），删去 1 条（附件），不变 2 条"
        );
        assert!(!change.is_empty() && Change::between(&old, &old).is_empty());
        assert_eq!(Change::between(&old, &old).to_string(), "不变 4 条");
    }
}
