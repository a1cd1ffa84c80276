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
pub struct BankChange<'a> {
    /// Its title, if it is another than before: the old one and the new.
    title: Option<(String, String)>,
    /// Its topic likewise.
    topic: Option<(String, String)>,
    /// Its questions.
    questions: Change<'a>,
}

impl BankChange<'_> {
    /// Whether loading would do nothing.
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.topic.is_none() && self.questions.is_empty()
    }
}

impl fmt::Display for BankChange<'_> {
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
pub async fn changes<'a>(store: &Store, files: &'a [BankFile]) -> Result<Vec<BankChange<'a>>> {
    changes_in(&mut store.read().await?, files).await
}

async fn changes_in<'a>(tx: &mut Tx, files: &'a [BankFile]) -> Result<Vec<BankChange<'a>>> {
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

fn standing_of(questions: &[StandingQuestion]) -> Vec<Standing<'_>> {
    questions.iter().map(standing_one).collect()
}

fn standing_one(question: &StandingQuestion) -> Standing<'_> {
    Standing { content: &question.content, live: question.live }
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
    shown: &[BankChange<'_>],
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

async fn load_one(tx: &mut Tx, file: &BankFile, by: Option<StaffId>, now: i64) -> Result<()> {
    let standing = bank::questions(tx, &file.id).await?;
    let change = change::between(&standing_of(&standing), file);
    let bank = Bank { id: &file.id, title: &file.title, topic: file.topic.as_str() };
    let all = file.questions.iter().map(|placed| &placed.question);
    apply(tx, bank, &standing, &change, all, by, now).await
}

/// Adds questions to a bank and gives some of those that stand there another
/// content; the others stay. `standing` is what stands there.
pub(super) async fn join(
    tx: &mut Tx,
    bank: Bank<'_>,
    standing: &[StandingQuestion],
    added: Vec<&Question>,
    changed: &[Question],
    by: Option<StaffId>,
    now: i64,
) -> Result<()> {
    let by_code =
        standing.iter().map(|one| (one.content.code.as_str(), standing_one(one))).collect::<HashMap<_, _>>();
    let change = Change::joining(&by_code, added, changed.iter());
    let kept = standing.iter().filter(|one| one.live).map(|one| &one.content);
    apply(tx, bank, standing, &change, kept, by, now).await
}

/// A bank without its questions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bank<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub topic: &'a str,
}

/// Makes a bank what the change says. `all` are the questions that it asks
/// then, as far as they stay as they are.
async fn apply<'q>(
    tx: &mut Tx,
    bank: Bank<'_>,
    standing: &[StandingQuestion],
    change: &Change<'_>,
    all: impl Iterator<Item = &'q Question>,
    by: Option<StaffId>,
    now: i64,
) -> Result<()> {
    let moved = bank::get(tx, bank.id).await?.is_some_and(|(_, topic)| topic != bank.topic);
    bank::put(tx, bank.id, bank.title, bank.topic, now).await?;
    let by_code = standing.iter().map(|one| (one.content.code.as_str(), one)).collect();
    let loading = Loading { topic: bank.topic, standing: by_code, now };
    question::add_all(tx, bank.id, loading.topic, &change.added, now, |_| {}).await?;
    loading.change(tx, change).await?;
    loading.withdraw(tx, change).await?;
    if moved {
        loading.move_unchanged(tx, all, change).await?;
    }
    if moved || !change.is_empty() {
        let (subject, detail) = (format!("bank {}", bank.id), counts(change));
        audit::append(tx, now, by, "bank-load", &subject, &detail).await?;
    }
    Ok(())
}

fn counts(change: &Change<'_>) -> String {
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

    /// Appends the new contents, and has marked again what asks for it.
    async fn change(&self, tx: &mut Tx, change: &Change<'_>) -> Result<()> {
        for changed in &change.changed {
            let id = self.append(tx, changed.question).await?;
            flag::resolve(tx, id, "changed", None, self.now).await?;
            if changed.remarks() {
                job::add(tx, REMARK, &id.to_string(), self.now).await?;
            }
        }
        for restored in &change.restored {
            let id = self.append(tx, restored.question).await?;
            job::add(tx, REMARK, &id.to_string(), self.now).await?;
        }
        Ok(())
    }

    async fn withdraw(&self, tx: &mut Tx, change: &Change<'_>) -> Result<()> {
        for withdrawn in &change.withdrawn {
            if let Some(old) = self.find(&withdrawn.code) {
                question::set_live(tx, old.id, false).await?;
                flag::resolve(tx, old.id, "withdrawn", None, self.now).await?;
            }
        }
        Ok(())
    }

    async fn append(&self, tx: &mut Tx, content: &Question) -> Result<QuestionId> {
        let old = self.find(&content.code).expect("a changed question stands");
        question::add_version(tx, old.id, old.number + 1, self.topic, content, self.now).await?;
        Ok(old.id)
    }

    /// A bank of another topic than before takes its questions along; answers
    /// keep the topic they were given under.
    async fn move_unchanged<'q>(
        &self,
        tx: &mut Tx,
        all: impl Iterator<Item = &'q Question>,
        change: &Change<'_>,
    ) -> Result<()> {
        let added = change.added.iter().map(|question| question.code.as_str());
        let changed = change.changed.iter().map(|changed| changed.question.code.as_str());
        let restored = change.restored.iter().map(|restored| restored.question.code.as_str());
        let appended: HashSet<&str> = added.chain(changed).chain(restored).collect();
        for question in all.filter(|question| !appended.contains(question.code.as_str())) {
            self.append(tx, question).await?;
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
