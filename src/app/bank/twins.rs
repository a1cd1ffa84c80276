//! Questions that another bank of the database already asks.

use std::collections::{HashMap, HashSet};

use anyhow::Result;

use crate::{
    bank::{BankFile, normalise},
    chat::house::House,
    store::bank,
};

/// A line for each question of these files whose stem stands in another bank.
pub async fn warnings(house: &House, files: &[BankFile]) -> Result<Vec<String>> {
    let standing = standing(house, files).await?;
    let mut found = Vec::new();
    for file in files {
        for placed in &file.questions {
            if let Some(other) = standing.get(&normalise::stem(&placed.question.stem)) {
                let place = format!("{}:{}", file.file, placed.line);
                found.push(format!(
                    "{place}: 警告：题目 {} 与数据库里的 {other} 题干相同",
                    placed.question.code
                ));
            }
        }
    }
    Ok(found)
}

/// The stems that are asked by banks other than these, each with the question.
async fn standing(house: &House, files: &[BankFile]) -> Result<HashMap<String, String>> {
    let loaded: HashSet<&str> = files.iter().map(|file| file.id.as_str()).collect();
    let mut tx = house.store.read().await?;
    let mut stems = HashMap::new();
    for row in bank::list(&mut tx).await?.iter().filter(|row| !loaded.contains(row.id.as_str())) {
        for question in bank::questions(&mut tx, &row.id).await?.iter().filter(|question| question.live) {
            let name = format!("{}/{}", row.id, question.content.code);
            stems.entry(normalise::stem(&question.content.stem)).or_insert(name);
        }
    }
    Ok(stems)
}
