//! `baiti bank withdraw` and `restore`.

use std::process::ExitCode;

use anyhow::Result;

use super::find;
use crate::{
    app::{
        ask,
        cli::{Ask, Which},
        out,
    },
    chat::house::House,
    intake::find::Found,
    store::{audit, question},
};

/// What is to be done with questions.
pub enum Act {
    /// They are asked no more; what was answered stays.
    Withdraw {
        /// Why, for the audit log.
        reason: String,
    },
    /// They are asked again.
    Restore,
}

impl Act {
    const fn lives(&self) -> bool {
        matches!(self, Self::Restore)
    }

    /// Its Chinese word.
    const fn word(&self) -> &'static str {
        match self {
            Self::Withdraw { .. } => "停用",
            Self::Restore => "恢复",
        }
    }

    /// Its word in the audit log, which is that of the chat's.
    const fn audited(&self) -> &'static str {
        match self {
            Self::Withdraw { .. } => "withdrawn",
            Self::Restore => "restored",
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Withdraw { reason } => reason,
            Self::Restore => "",
        }
    }
}

/// Shows the questions, asks, and does it: to all or to none.
pub async fn run(house: &House, which: &Which, act: &Act, ask: Ask) -> Result<ExitCode> {
    let mut found = find::named(house, which).await?;
    found.retain(|found| found.question.live != act.lives());
    if found.is_empty() {
        out::line(format!("没有可以{}的题目。", act.word()))?;
        return Ok(ExitCode::SUCCESS);
    }
    find::show(&found)?;
    if ask::confirm(ask, &format!("{}这 {} 道题吗？", act.word(), found.len()))? {
        change(house, &found, act).await?;
        out::line(format!("已{} {} 道题。", act.word(), found.len()))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn change(house: &House, found: &[Found], act: &Act) -> Result<()> {
    let now = house.clock.now().0;
    let mut tx = house.store.begin().await?;
    for found in found {
        let id = found.question.id;
        question::set_live(&mut tx, id, act.lives()).await?;
        audit::append(&mut tx, now, None, act.audited(), &format!("question {id}"), act.reason()).await?;
    }
    Ok(tx.commit().await?)
}
