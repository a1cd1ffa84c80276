//! `baiti bank load`: shown first, then all or nothing.

mod office;
mod preview;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};

use super::{sources, twins};
use crate::{
    app::{
        ask,
        cli::{Ask, Foreign},
        open, out,
        progress::Progress,
    },
    bank::BankFile,
    chat::house::House,
    intake::banks::{self, BankChange},
    jobs,
    settings::Settings,
};

const ONLY_FOREIGN: &str = "--bank、--title、--topic、--only-sound、--column、--header、--sheet、--numbers-from、--annotate 只用于 Excel、Word、文本等文件，这里没有这样的文件";

/// What the files of offices are called.
const OFFICE: [&str; 14] =
    ["xlsx", "xls", "xlsm", "ods", "csv", "tsv", "docx", "doc", "txt", "json", "jsonl", "gift", "xml", "zip"];

/// Refuses a folder of files that are to be named one by one.
fn refuse_folder(path: &Path) -> Result<()> {
    let Ok(inside) = path.read_dir() else { return Ok(()) };
    let names: Vec<PathBuf> = inside.flatten().map(|entry| entry.path()).collect();
    let ends = |path: &PathBuf, known: &[&str]| {
        let suffix = path.extension().map(|suffix| suffix.to_string_lossy().to_lowercase());
        suffix.is_some_and(|suffix| known.contains(&suffix.as_str()))
    };
    let (first, has_own) = (
        names.iter().filter(|path| ends(path, &OFFICE)).min(),
        names.iter().any(|path| ends(path, &["toml"])),
    );
    match first {
        Some(first) if !has_own => bail!(
            "{} 是文件夹，里面没有 .toml 题库。Excel、Word 等文件请写出文件名，例如 baiti bank load {}",
            path.display(),
            first.display()
        ),
        _ => Ok(()),
    }
}

/// Loads the banks at these paths, or those that come with the program.
pub async fn run(
    settings: &Settings,
    paths: &[PathBuf],
    foreign: &Foreign,
    dry_run: bool,
    ask: Ask,
) -> Result<ExitCode> {
    let is_own = |path: &&PathBuf| path.is_dir() || path.extension().is_none_or(|suffix| suffix == "toml");
    paths.iter().try_for_each(|path| refuse_folder(path))?;
    let (own, others): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_own);
    if others.is_empty() && *foreign != Foreign::default() {
        bail!("{ONLY_FOREIGN}");
    }
    if !others.is_empty() {
        open::inside(settings, async |house| {
            for path in others {
                office::run(house, path, foreign, dry_run, ask).await?;
            }
            Ok(ExitCode::SUCCESS)
        })
        .await?;
        if own.is_empty() {
            return Ok(ExitCode::SUCCESS);
        }
    }
    let paths: Vec<PathBuf> = own.into_iter().cloned().collect();
    load_own(settings, &paths, dry_run, ask).await
}

async fn load_own(settings: &Settings, paths: &[PathBuf], dry_run: bool, ask: Ask) -> Result<ExitCode> {
    let read = sources::read(settings, paths.to_vec()).await?;
    read.tell()?;
    if read.errors() > 0 {
        bail!("题库有 {} 个错误，一道题也没有导入。请按上面的提示改正后再试", read.errors());
    }
    open::inside(settings, async |house| {
        load(house, &read.reading.banks, dry_run, ask).await?;
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn load(house: &House, files: &[BankFile], dry_run: bool, ask: Ask) -> Result<()> {
    for warning in twins::warnings(house, files).await? {
        out::line(warning)?;
    }
    let changes = banks::changes(&house.store, files).await?;
    show(files, &changes)?;
    if changes.iter().all(BankChange::is_empty) {
        return out::line("没有变化，不用导入。");
    }
    if dry_run {
        return out::line("只是看看，没有导入（--dry-run）。");
    }
    if !ask::confirm(ask, "导入这些变化吗？")? {
        return Ok(());
    }
    if !banks::load_as_shown(&house.store, files, &changes, house.clock.now()).await? {
        bail!("询问期间题库有了别的变化，没有导入。请再运行一次");
    }
    let questions: usize = files.iter().map(|file| file.questions.len()).sum();
    out::line(format!("已导入 {} 个题库，共 {questions} 道题。", files.len()))?;
    mark_again(house).await
}

fn show(files: &[BankFile], changes: &[BankChange]) -> Result<()> {
    for (file, change) in files.iter().zip(changes) {
        out::line(format!("{} {}：{change}", file.id, file.title))?;
    }
    Ok(())
}

/// Marks the answers to corrected questions again at once, unless somebody
/// runs who does it anyway.
async fn mark_again(house: &House) -> Result<()> {
    let mut tx = house.store.read().await?;
    let somebody_works = jobs::somebody_works(&mut tx, house.clock.now()).await?;
    drop(tx);
    if somebody_works {
        return out::line("程序正在运行：如有答案改正，由它重新判分并通知本人。");
    }
    let bar = Progress::new("重新判分", 0);
    let remarked =
        jobs::remark_due(house, |done, at, of| bar.tell(format!("第 {} 题 {at}/{of} 人", done + 1))).await?;
    drop(bar);
    if remarked.questions > 0 {
        out::line(format!("已按新的答案重新判分 {} 道题；通知会在程序运行时发出。", remarked.questions))?;
    }
    if remarked.failed > 0 {
        out::line(format!("{} 道题没能重新判分，程序运行时会再试。", remarked.failed))?;
    }
    Ok(())
}
