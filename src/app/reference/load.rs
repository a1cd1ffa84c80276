//! `baiti reference load`: shown first, then all of it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::{
    app::{ask, cli::Ask, files, out, progress::Progress},
    chat::house::House,
    domain::reference::{Article, MAX_TITLE, Reference, code_of},
    intake::references::{self, Shown},
    reference::{self, Reading},
    table::MAX_BYTES,
};

/// How many articles are shown as samples, and how many characters of each.
const SAMPLES: usize = 3;
const SAMPLE: usize = 60;

/// How it is to be done.
pub struct How {
    /// The title.
    pub title: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// Only to look.
    pub dry_run: bool,
    /// Whether to ask.
    pub ask: Ask,
}

/// A text that was read, with what is doubtful about it.
pub struct Read {
    file: String,
    text: Reference,
    problems: Vec<String>,
}

/// Reads the files: all or none.
pub fn read(paths: &[PathBuf], how: &How) -> Result<Vec<Read>> {
    if paths.len() > 1 && (how.title.is_some() || how.code.is_some()) {
        bail!("--title 和 --code 只能用于一个文件，请一个一个地装入");
    }
    let mut read: Vec<Read> = Vec::with_capacity(paths.len());
    for path in paths {
        let one = one(path, how)?;
        if let Some(other) = read.iter().find(|other| other.text.code == one.text.code) {
            bail!("{} 和 {} 的编号都是 {}，请用 --code 分开装入", other.file, one.file, one.text.code);
        }
        read.push(one);
    }
    Ok(read)
}

fn one(path: &Path, how: &How) -> Result<Read> {
    let bytes = files::read(path, MAX_BYTES)?;
    let file = path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Reading { title, version, articles, problems } =
        reference::read(&name, &bytes).with_context(|| format!("{file}：读不了"))?;
    let title = match &how.title {
        Some(title) => titled(title)?,
        None => title,
    };
    let code = how.code.clone().or_else(|| code_of(&title));
    let code = code.with_context(|| format!("{file}：看不出名称，请用 --title 写上"))?;
    Ok(Read { file, text: Reference { code, title, version, articles }, problems })
}

/// The title that the command line says.
fn titled(title: &str) -> Result<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() || title.chars().count() > MAX_TITLE || title.contains(char::is_control) {
        bail!("--title 要有字，最多 {MAX_TITLE} 个字");
    }
    Ok(title)
}

/// Shows what was read and what it would change, asks, and loads it.
pub async fn run(house: &House, read: &[Read], how: &How) -> Result<()> {
    let mut due: Vec<(&Read, Shown)> = Vec::new();
    for one in read {
        let shown = references::compare(&mut house.store.read().await?, &one.text).await?;
        show(one, &shown)?;
        if !shown.is_empty(&one.text) {
            due.push((one, shown));
        }
    }
    if due.is_empty() {
        return out::line("没有变化，不用装入。");
    }
    if how.dry_run {
        return out::line("只是看看，没有装入（--dry-run）。");
    }
    if !ask::confirm(how.ask, &format!("装入这 {} 部吗？", due.len()))? {
        return Ok(());
    }
    load(house, &due).await
}

async fn load(house: &House, due: &[(&Read, Shown)]) -> Result<()> {
    let bar = Progress::new("装入", due.len());
    for (Read { text, .. }, shown) in due {
        if !references::load_as_shown(&house.store, text, shown, house.clock.now()).await? {
            bail!("询问期间《{}》有了别的变化，没有装入。请再运行一次", text.title);
        }
        bar.step();
    }
    drop(bar);
    let articles: usize = due.iter().map(|(one, _)| one.text.articles.len()).sum();
    out::line(format!("已装入 {} 部，共 {articles} 条。在聊天里发送“查 关键词”就能查。", due.len()))
}

fn show(one: &Read, shown: &Shown) -> Result<()> {
    let Read { file, text, problems } = one;
    let version = if text.version.is_empty() { String::new() } else { format!("（{}）", text.version) };
    out::line(format!(
        "{file}：《{}》{version}，编号 {}，{} 条",
        text.title,
        text.code,
        text.articles.len()
    ))?;
    for Article { label, heading, text } in text.articles.iter().take(SAMPLES) {
        let heading = if heading.is_empty() { String::new() } else { format!("（{heading}）") };
        out::line(format!("  {label}{heading} {}", out::cut(text, SAMPLE)))?;
    }
    for problem in problems {
        out::line(format!("  请核对：{problem}"))?;
    }
    match &shown.replaces {
        None => out::line("  新装入"),
        Some((title, version)) => {
            let version = if version.is_empty() { String::new() } else { format!("（{version}）") };
            out::line(format!("  替换《{title}》{version}：{}", shown.change))
        }
    }
}
