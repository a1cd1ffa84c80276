//! `baiti bank list`.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

use anyhow::Result;

use super::find;
use crate::{app::out, chat::house::House, domain::lang::Lang, store::bank};

/// All banks.
pub async fn banks(house: &House) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let banks = bank::list(&mut tx).await?;
    drop(tx);
    if banks.is_empty() {
        out::line("还没有题库。导入自带的题库：baiti bank load")?;
        return Ok(ExitCode::SUCCESS);
    }
    let topic = |word: &str| {
        house.topic(word).map_or_else(|| word.to_owned(), |topic| topic.name(Lang::Zh).to_owned())
    };
    let rows: Vec<Vec<String>> = banks
        .into_iter()
        .map(|bank| {
            let topic = topic(&bank.topic);
            vec![bank.id, bank.title, topic, bank.live.to_string(), bank.withdrawn.to_string()]
        })
        .collect();
    out::print(&out::table(&["编号", "名称", "类别", "题数", "停用"], &rows))?;
    Ok(ExitCode::SUCCESS)
}

/// The questions that rest on a law or an article; all laws if none is named.
pub async fn by_source(house: &House, words: &str) -> Result<ExitCode> {
    if words.trim().is_empty() {
        return laws(house).await;
    }
    let found = find::by_source(house, words).await?;
    if found.is_empty() {
        out::line(format!("没有依据里含“{words}”的题目。"))?;
    } else {
        find::show(&found)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is cited of a law.
#[derive(Default)]
struct Cited {
    articles: BTreeSet<u32>,
    live: usize,
    withdrawn: usize,
}

/// All laws that questions rest on, with how many articles and questions.
async fn laws(house: &House) -> Result<ExitCode> {
    let mut laws: BTreeMap<String, Cited> = BTreeMap::new();
    for found in find::all(house).await? {
        let titles: BTreeSet<&String> = found.citations.iter().map(|cited| &cited.law).collect();
        for title in titles {
            let law = laws.entry(title.clone()).or_default();
            law.live += usize::from(found.question.live);
            law.withdrawn += usize::from(!found.question.live);
        }
        for cited in &found.citations {
            laws.entry(cited.law.clone()).or_default().articles.extend(cited.article);
        }
    }
    let row = |(title, law): (String, Cited)| {
        vec![title, law.articles.len().to_string(), law.live.to_string(), law.withdrawn.to_string()]
    };
    let rows: Vec<Vec<String>> = laws.into_iter().map(row).collect();
    out::print(&out::table(&["依据", "条文", "题数", "停用"], &rows))?;
    out::line(format!("共 {} 部法规和文件。看其中一部的题目：baiti bank list --source 预算法", rows.len()))?;
    Ok(ExitCode::SUCCESS)
}
