//! `baiti bank export`: a bank as a file that can be loaded again.

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, Result, bail};

use crate::{
    app::{
        cli::Ask,
        files::{self, Access},
        out,
    },
    bank::{BankFile, Placed, Retired, write},
    chat::house::House,
    domain::topic::TopicId,
    store::{bank, bank::StandingQuestion},
};

/// Writes a bank to a file, or prints it.
pub async fn run(house: &House, id: &str, output: Option<&Path>, ask: Ask) -> Result<ExitCode> {
    let bank = standing(house, id).await?;
    let text = write::write(&bank);
    match output {
        None => out::print(&text)?,
        Some(path) if files::write(path, text.as_bytes(), Access::Usual, ask)? => {
            let (questions, retired) = (bank.questions.len(), bank.retired.len());
            out::line(format!("已导出到 {}：{questions} 道题，停用 {retired} 道。", path.display()))?;
        }
        Some(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// The bank as it stands; what was withdrawn becomes a tombstone.
async fn standing(house: &House, id: &str) -> Result<BankFile> {
    let mut tx = house.store.read().await?;
    let Some((title, topic)) = bank::get(&mut tx, id).await? else {
        bail!("没有编号为 {id} 的题库，用 baiti bank list 查看");
    };
    let (live, withdrawn): (Vec<StandingQuestion>, Vec<StandingQuestion>) =
        bank::questions(&mut tx, id).await?.into_iter().partition(|question| question.live);
    let retired = |question: StandingQuestion| Retired { id: question.content.code, reason: None };
    Ok(BankFile {
        file: String::new(),
        id: id.to_owned(),
        title,
        topic: TopicId::new(&topic).with_context(|| format!("题库 {id} 的类别 {topic} 不对"))?,
        questions: live.into_iter().map(|question| Placed { line: 0, question: question.content }).collect(),
        retired: withdrawn.into_iter().map(retired).collect(),
    })
}
