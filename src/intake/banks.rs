//! Loading banks: all or nothing, appending versions; answers keep the version
//! they were given to, and are marked again where only the key was corrected.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use crate::{
    bank::{
        BankFile, Placed, Retired,
        change::{self, Change, Standing},
    },
    clock::Timestamp,
    domain::{
        ids::{QuestionId, StaffId},
        question::Question,
        topic::TopicId,
    },
    store::{
        Result, Store, StoreError, Tx, audit,
        bank::{self, StandingQuestion},
        flag, job, question,
    },
};

/// The job of marking the answers to a question again. Its subject is the
/// question's number.
pub const REMARK: &str = "remark";

/// What loading a bank would change.
#[derive(Debug, PartialEq)]
pub struct BankChange {
    /// Its title, if it is another than before: the old one and the new.
    title: Option<(String, String)>,
    /// Its topic likewise.
    topic: Option<(String, String)>,
    /// Its questions.
    questions: Change,
}

impl BankChange {
    /// Whether loading would do nothing.
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.topic.is_none() && self.questions.is_empty()
    }
}

impl fmt::Display for BankChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.questions.fmt(f)?;
        for (word, change) in [("名称", &self.title), ("类别", &self.topic)] {
            if let Some((from, to)) = change {
                write!(f, "\n  {word} {from} → {to}")?;
            }
        }
        Ok(())
    }
}

/// A bank as it stands, to be written to a file; what was withdrawn becomes a
/// tombstone.
pub async fn standing(tx: &mut Tx, id: &str) -> Result<Option<BankFile>> {
    let Some((title, topic)) = bank::get(tx, id).await? else { return Ok(None) };
    let (live, withdrawn): (Vec<StandingQuestion>, Vec<StandingQuestion>) =
        bank::questions(tx, id).await?.into_iter().partition(|question| question.live);
    let retired = |question: StandingQuestion| Retired { id: question.content.code, reason: None };
    Ok(Some(BankFile {
        file: String::new(),
        id: id.to_owned(),
        title,
        topic: TopicId::new(&topic).ok_or_else(|| StoreError::broken("bank", "topic", id))?,
        questions: live.into_iter().map(|question| Placed { line: 0, question: question.content }).collect(),
        retired: withdrawn.into_iter().map(retired).collect(),
    }))
}

/// What loading these banks would change, bank by bank.
pub async fn changes(store: &Store, files: &[BankFile]) -> Result<Vec<BankChange>> {
    changes_in(&mut store.read().await?, files).await
}

async fn changes_in(tx: &mut Tx, files: &[BankFile]) -> Result<Vec<BankChange>> {
    let mut changes = Vec::with_capacity(files.len());
    for file in files {
        let standing = bank::questions(tx, &file.id).await?;
        let differs = |old: String, new: &str| (old != new).then(|| (old, new.to_owned()));
        let (title, topic) = bank::get(tx, &file.id).await?.unzip();
        changes.push(BankChange {
            title: title.and_then(|title| differs(title, &file.title)),
            topic: topic.and_then(|topic| differs(topic, file.topic.as_str())),
            questions: change::between(&standing_of(&standing), file),
        });
    }
    Ok(changes)
}

fn standing_of(questions: &[StandingQuestion]) -> Vec<Standing> {
    let standing = |question: &StandingQuestion| Standing {
        code: question.content.code.clone(),
        content: question.content.clone(),
        live: question.live,
    };
    questions.iter().map(standing).collect()
}

/// Loads banks in one transaction.
pub async fn load(store: &Store, files: &[BankFile], now: Timestamp) -> Result<()> {
    load_in(store.begin().await?, files, now).await
}

/// The same, if the changes still are those that were shown; says whether it
/// has loaded them.
pub async fn load_as_shown(
    store: &Store,
    files: &[BankFile],
    shown: &[BankChange],
    now: Timestamp,
) -> Result<bool> {
    let mut tx = store.begin().await?;
    let as_shown = changes_in(&mut tx, files).await? == shown;
    if as_shown {
        load_in(tx, files, now).await?;
    }
    Ok(as_shown)
}

async fn load_in(mut tx: Tx, files: &[BankFile], now: Timestamp) -> Result<()> {
    for file in files {
        load_one(&mut tx, file, None, now.0).await?;
    }
    tx.commit().await
}

/// Loads a bank within a transaction, for whoever did it.
pub(super) async fn load_one(tx: &mut Tx, file: &BankFile, by: Option<StaffId>, now: i64) -> Result<()> {
    let standing = bank::questions(tx, &file.id).await?;
    let moved = bank::get(tx, &file.id).await?.is_some_and(|(_, topic)| topic != file.topic.as_str());
    let change = change::between(&standing_of(&standing), file);
    bank::put(tx, &file.id, &file.title, file.topic.as_str(), now).await?;
    let by_code = standing.iter().map(|one| (one.content.code.as_str(), one)).collect();
    let loading = Loading { topic: file.topic.as_str(), standing: by_code, now };
    question::add_all(tx, &file.id, loading.topic, &change.added, now, |_| {}).await?;
    for changed in &change.changed {
        let id = loading.append(tx, &changed.question).await?;
        flag::resolve(tx, id, "changed", None, now).await?;
        if changed.remarks() {
            job::add(tx, REMARK, &id.to_string(), now).await?;
        }
    }
    for restored in &change.restored {
        let id = loading.append(tx, &restored.question).await?;
        job::add(tx, REMARK, &id.to_string(), now).await?;
    }
    for withdrawn in &change.withdrawn {
        if let Some(old) = loading.find(&withdrawn.code) {
            question::set_live(tx, old.id, false).await?;
            flag::resolve(tx, old.id, "withdrawn", None, now).await?;
        }
    }
    if moved {
        loading.move_unchanged(tx, file, &change).await?;
    }
    if moved || !change.is_empty() {
        let (subject, detail) = (format!("bank {}", file.id), counts(&change));
        audit::append(tx, now, by, "bank-load", &subject, &detail).await?;
    }
    Ok(())
}

fn counts(change: &Change) -> String {
    let Change { added, changed, withdrawn, restored, .. } = change;
    let counts = [added.len(), changed.len(), withdrawn.len(), restored.len()];
    let words = ["added", "changed", "withdrawn", "restored"];
    let counts: Vec<String> =
        words.iter().zip(counts).map(|(word, count)| format!("{word} {count}")).collect();
    counts.join(", ")
}

struct Loading<'a> {
    topic: &'a str,
    standing: HashMap<&'a str, &'a StandingQuestion>,
    now: i64,
}

impl Loading<'_> {
    fn find(&self, code: &str) -> Option<&StandingQuestion> {
        self.standing.get(code).copied()
    }

    async fn append(&self, tx: &mut Tx, content: &Question) -> Result<QuestionId> {
        let old = self.find(&content.code).expect("a changed question stands");
        question::add_version(tx, old.id, old.number + 1, self.topic, content, self.now).await?;
        Ok(old.id)
    }

    /// A bank of another topic than before takes its questions along; answers
    /// keep the topic they were given under.
    async fn move_unchanged(&self, tx: &mut Tx, file: &BankFile, change: &Change) -> Result<()> {
        let added = change.added.iter().map(|question| question.code.as_str());
        let changed = change.changed.iter().map(|changed| changed.question.code.as_str());
        let restored = change.restored.iter().map(|restored| restored.question.code.as_str());
        let appended: HashSet<&str> = added.chain(changed).chain(restored).collect();
        for placed in &file.questions {
            if !appended.contains(placed.question.code.as_str()) {
                self.append(tx, &placed.question).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bank::{self as banks, Source},
        domain::topic,
        store::Place,
    };

    const NOW: Timestamp = Timestamp(0);

    fn bank_of(title: &str) -> Vec<BankFile> {
        let text = format!(
            "format = 1\nid = \"one\"\ntitle = \"{title}\"\ntopic = \"ethics\"\n\n[[question]]\nid = \"q1\"\n\
             kind = \"judge\"\nstem = \"拾金不昧是美德。\"\nkey = true\n"
        );
        let rules = banks::Rules { topics: topic::standing(), today: chrono::NaiveDate::default() };
        let reading = banks::read(&[Source::new("one.toml".to_owned(), text)], &rules);
        assert_eq!(reading.errors(), 0, "{:?}", reading.diagnostics);
        reading.banks
    }

    #[tokio::test]
    async fn only_what_was_shown_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Place::Sqlite(folder.path().join("baiti.db"))).await.unwrap();
        let (mine, another) = (bank_of("一"), bank_of("二"));
        let shown = changes(&store, &mine).await.unwrap();
        // Somebody else loads while the question stands.
        load(&store, &another, NOW).await.unwrap();
        assert!(!load_as_shown(&store, &mine, &shown, NOW).await.unwrap());
        assert_eq!(changes(&store, &another).await.unwrap().len(), 1);
        assert!(changes(&store, &another).await.unwrap()[0].is_empty(), "the other's stands");
        let shown = changes(&store, &mine).await.unwrap();
        assert!(load_as_shown(&store, &mine, &shown, NOW).await.unwrap());
        assert!(changes(&store, &mine).await.unwrap()[0].is_empty());
    }
}
