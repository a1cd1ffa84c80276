//! Questions by what they rest on, or by their ids.

use anyhow::{Result, bail};

use crate::{
    app::{cli::Which, out},
    chat::house::House,
    intake::find::{self, Found},
};

/// How many characters of a stem are shown.
const STEM: usize = 40;

fn row(found: &Found) -> Vec<String> {
    let state = if found.question.live { "在用" } else { "停用" };
    let stem = out::cut(&found.question.content.stem, STEM);
    vec![found.name(), state.to_owned(), found.source().to_owned(), stem]
}

/// All questions, bank by bank.
pub async fn all(house: &House) -> Result<Vec<Found>> {
    Ok(find::all(&mut house.store.read().await?).await?)
}

/// The questions that rest on a law or an article.
pub async fn by_source(house: &House, words: &str) -> Result<Vec<Found>> {
    Ok(find::by_source(&mut house.store.read().await?, words).await?)
}

/// The questions that the command line names.
pub async fn named(house: &House, which: &Which) -> Result<Vec<Found>> {
    let mut found = match &which.source {
        Some(words) => by_source(house, words).await?,
        None => Vec::new(),
    };
    if which.questions.is_empty() {
        return Ok(found);
    }
    let mut rest = all(house).await?;
    rest.retain(|one| found.iter().all(|found| found.question.id != one.question.id));
    for name in &which.questions {
        if found.iter().any(|found| found.name() == *name) {
            continue;
        }
        match rest.iter().position(|found| found.name() == *name) {
            Some(at) => found.push(rest.swap_remove(at)),
            None => bail!("没有题目 {name}。编号写成“题库编号/题目编号”，用 baiti bank list --source 查找"),
        }
    }
    Ok(found)
}

/// Shows questions as a table.
pub fn show(found: &[Found]) -> Result<()> {
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    out::print(&out::table(&["题目", "状态", "依据", "题干"], &rows))?;
    out::line(format!("共 {} 道题。", found.len()))
}
