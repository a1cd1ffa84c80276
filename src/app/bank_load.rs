//! Loading banks: all or nothing, appending versions; answers keep the version
//! they were given to, and are marked again where only the key was corrected.

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
        Tx,
        bank::{self, StandingQuestion},
        flag, job, question,
    },
};

/// What loading these banks would change, bank by bank.
pub async fn changes(house: &House, files: &[BankFile]) -> Result<Vec<Change>> {
    let mut tx = house.store.read().await?;
    let mut changes = Vec::with_capacity(files.len());
    for file in files {
        let standing = bank::questions(&mut tx, &file.id).await?;
        changes.push(change::between(&standing_of(&standing), file));
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
        }
    }
    if moved {
        loading.move_unchanged(tx, file, &change).await?;
    }
    Ok(())
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
