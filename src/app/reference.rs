//! `baiti reference`: regulations to look things up in, from the command line.

mod load;

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{
    ask,
    cli::{Ask, ReferenceCommand},
    open::inside,
    out,
};
use crate::{
    chat::house::House,
    domain::reference::{excerpt, query::Query},
    intake::references,
    settings::Settings,
    store::reference::{self, Standing},
};

/// How many articles are shown that were found, and how many characters of each.
const FOUND: usize = 10;
const EXCERPT: usize = 60;

/// Does what is asked.
pub async fn run(settings: &Settings, command: ReferenceCommand) -> Result<ExitCode> {
    match command {
        ReferenceCommand::Load { files, title, code, dry_run, ask } => {
            let how = load::How { title, code, dry_run, ask };
            let read = load::read(&files, &how)?;
            inside(settings, async |house| load::run(house, &read, &how).await).await?;
        }
        ReferenceCommand::List => inside(settings, async |house| list(house).await).await?,
        ReferenceCommand::Remove { code, ask } => {
            inside(settings, async |house| remove(house, &code, ask).await).await?;
        }
        ReferenceCommand::Find { words } => {
            inside(settings, async |house| find(house, &words.join(" ")).await).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(house: &House) -> Result<()> {
    let rows = reference::list(&mut house.store.read().await?).await?;
    if rows.is_empty() {
        return out::line("还没有装入法规。装入：baiti reference load 文件");
    }
    let cells =
        |row: reference::ReferenceRow| vec![row.code, row.title, row.version, row.articles.to_string()];
    let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
    out::print(&out::table(&["编号", "名称", "版本", "条数"], &rows))
}

async fn remove(house: &House, code: &str, ask: Ask) -> Result<()> {
    let Some(text) = reference::get(&mut house.store.read().await?, code).await? else {
        bail!("没有编号为 {code} 的法规，用 baiti reference list 查看");
    };
    if !ask::confirm(ask, &format!("移除《{}》（{} 条）吗？", text.title, text.articles.len()))? {
        return Ok(());
    }
    references::remove(&house.store, code, None, house.clock.now()).await?;
    out::line(format!("已移除《{}》。", text.title))
}

async fn find(house: &House, words: &str) -> Result<()> {
    let Some(query) = Query::read(words) else {
        bail!("请写要找的词，例如：baiti reference find 罚款")
    };
    let found = references::find(&mut house.store.read().await?, &query).await?;
    for Standing { title, article, .. } in found.articles.iter().take(FOUND) {
        let heading =
            if article.heading.is_empty() { String::new() } else { format!("（{}）", article.heading) };
        out::line(format!("《{title}》{}{heading}", article.label))?;
        let pieces = excerpt::around(&query, &article.text, EXCERPT);
        let text: String = pieces.into_iter().map(|piece| piece.text).collect();
        out::line(format!("  {text}"))?;
    }
    let more = if found.is_cut { "以上" } else { "" };
    match found.articles.len() {
        0 => out::line(format!("没有找到“{words}”。")),
        many if many > FOUND => out::line(format!("共 {many} 条{more}，列出前 {FOUND} 条。")),
        many => out::line(format!("共 {many} 条。")),
    }
}
