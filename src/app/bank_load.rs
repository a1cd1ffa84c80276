//! Loading banks: all or nothing, appending versions; answers keep the version
//! they were given to, and are marked again where only the key was corrected.

use std::fmt;

use anyhow::Result;

use crate::{
    bank::{
        BankFile,
        change::{self, Change, Standing},
    },
    chat::house::House,
    domain::{ids::QuestionId, question::Question},
    jobs,
    store::{
        Tx, audit,
        bank::{self, StandingQuestion},
        flag, job, question,
    },
};

/// What loading a bank would change.
#[derive(Debug)]
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

/// What loading these banks would change, bank by bank.
pub async fn changes(house: &House, files: &[BankFile]) -> Result<Vec<BankChange>> {
    let mut tx = house.store.read().await?;
    let mut changes = Vec::with_capacity(files.len());
    for file in files {
        let standing = bank::questions(&mut tx, &file.id).await?;
        let differs = |old: String, new: &str| (old != new).then(|| (old, new.to_owned()));
        let (title, topic) = bank::get(&mut tx, &file.id).await?.unzip();
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
pub async fn load(house: &House, files: &[BankFile]) -> Result<()> {
    let mut tx = house.store.begin().await?;
    for file in files {
        load_one(&mut tx, file, house.clock.now().0).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn load_one(tx: &mut Tx, file: &BankFile, now: i64) -> Result<()> {
    let standing = bank::questions(tx, &file.id).await?;
    let moved = bank::get(tx, &file.id).await?.is_some_and(|(_, topic)| topic != file.topic.as_str());
    let change = change::between(&standing_of(&standing), file);
    bank::put(tx, &file.id, &file.title, file.topic.as_str(), now).await?;
    let loading = Loading { topic: file.topic.as_str(), standing: &standing, now };
    for added in &change.added {
        question::add(tx, &file.id, loading.topic, added, now).await?;
    }
    for changed in &change.changed {
        let id = loading.append(tx, &changed.question).await?;
        flag::resolve(tx, id, "changed", None, now).await?;
        if changed.remarks() {
            job::add(tx, jobs::REMARK, &id.to_string(), now).await?;
        }
    }
    for restored in &change.restored {
        let id = loading.append(tx, &restored.question).await?;
        job::add(tx, jobs::REMARK, &id.to_string(), now).await?;
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
        audit::append(tx, now, None, "bank-load", &subject, &detail).await?;
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
    standing: &'a [StandingQuestion],
    now: i64,
}

impl Loading<'_> {
    fn find(&self, code: &str) -> Option<&StandingQuestion> {
        self.standing.iter().find(|old| old.content.code == code)
    }

    async fn append(&self, tx: &mut Tx, content: &Question) -> Result<QuestionId> {
        let old = self.find(&content.code).expect("a changed question stands");
        question::add_version(tx, old.id, old.number + 1, self.topic, content, self.now).await?;
        Ok(old.id)
    }

    /// A bank of another topic than before takes its questions along; answers
    /// keep the topic they were given under.
    async fn move_unchanged(&self, tx: &mut Tx, file: &BankFile, change: &Change) -> Result<()> {
        let appended = |code: &str| {
            change.added.iter().any(|question| question.code == code)
                || change.changed.iter().any(|changed| changed.question.code == code)
                || change.restored.iter().any(|restored| restored.question.code == code)
        };
        for placed in &file.questions {
            if !appended(&placed.question.code) {
                self.append(tx, &placed.question).await?;
            }
        }
        Ok(())
    }
}
