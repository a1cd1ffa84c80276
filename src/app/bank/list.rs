//! `baiti bank list`.

use std::process::ExitCode;

use anyhow::Result;
use unicode_normalization::UnicodeNormalization as _;

use crate::{app::out, chat::house::House, domain::lang::Lang, store::bank};

/// How many characters of a stem are shown.
const STEM: usize = 40;

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

/// The questions whose source has these words in it.
pub async fn by_source(house: &House, words: &str) -> Result<ExitCode> {
    let wanted = plain(words);
    let mut tx = house.store.read().await?;
    let mut rows = Vec::new();
    for row in bank::list(&mut tx).await? {
        for question in bank::questions(&mut tx, &row.id).await? {
            let source = question.content.source.unwrap_or_default();
            if plain(&source).contains(&wanted) {
                let state = if question.live { "在用" } else { "停用" };
                let stem = out::cut(&question.content.stem, STEM);
                rows.push(vec![row.id.clone(), question.content.code, state.to_owned(), source, stem]);
            }
        }
    }
    drop(tx);
    if rows.is_empty() {
        out::line(format!("没有依据里含“{words}”的题目。"))?;
    } else {
        out::print(&out::table(&["题库", "题目", "状态", "依据", "题干"], &rows))?;
        out::line(format!("共 {} 道题。", rows.len()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Without what doesn't matter: width and blanks.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
