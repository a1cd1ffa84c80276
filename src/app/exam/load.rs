//! `baiti exam load`: shown first, then all or nothing.

use std::{path::Path, process::ExitCode};

use anyhow::{Result, bail};

use super::{check, told};
use crate::{
    app::{ask, cli::Ask, files, out},
    bank::{Severity, Source},
    chat::house::House,
    domain::exam::phase::Phase,
    exams::{
        file::{self, ExamFile, Ground, format::MAX_BYTES},
        publish,
    },
    store::{
        audit,
        exam::{self, ExamRow, NewExam},
    },
};

/// Reads a file and tells what is wrong with it.
pub async fn read(house: &House, path: &Path) -> Result<ExamFile> {
    let source = Source::new(path.display().to_string(), files::read(path, MAX_BYTES)?);
    let ground = Ground { topics: house.rules.topics.clone(), zone: house.zone };
    let reading = tokio::task::spawn_blocking(move || file::read(&source, &ground)).await?;
    reading.diagnostics.iter().try_for_each(out::line)?;
    let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let Some(file) = reading.file else {
        bail!("考试文件有 {errors} 处错误。请按上面的提示改正后再试");
    };
    Ok(file)
}

/// Adds a draft, or changes the one of this id.
pub async fn run(house: &House, path: &Path, dry_run: bool, ask: Ask) -> Result<ExitCode> {
    let file = read(house, path).await?;
    let mut tx = house.store.read().await?;
    let standing = exam::by_code(&mut tx, &file.id).await?;
    may_change(standing.as_ref())?;
    check::look(&mut tx, house, &file.id, &file.exam).await?;
    drop(tx);
    if standing.as_ref().is_some_and(|row| row.exam == file.exam) {
        out::line("与现在的草稿相同，不用导入。")?;
    } else if dry_run {
        out::line("只是看看，没有导入（--dry-run）。")?;
    } else if ask::confirm(ask, question(standing.as_ref()))? {
        keep(house, &file, standing.as_ref()).await?;
        let (id, done) = (&file.id, if standing.is_some() { "已修改草稿" } else { "已存为草稿" });
        out::line(format!("{done} {id}。检查：baiti exam check {id}；发布：baiti exam publish {id}。"))?;
    }
    Ok(ExitCode::SUCCESS)
}

const fn question(standing: Option<&ExamRow>) -> &'static str {
    if standing.is_some() { "按文件修改这份草稿吗？" } else { "存为草稿吗？" }
}

/// Only drafts can be changed.
fn may_change(standing: Option<&ExamRow>) -> Result<()> {
    match standing {
        None => Ok(()),
        Some(row) if row.phase == Phase::Draft => Ok(()),
        Some(row) if row.phase == Phase::Published => {
            bail!("考试 {} 已发布，不能修改。请先撤回：baiti exam take-back {}", row.code, row.code)
        }
        Some(row) => {
            bail!("考试 {} {}，不能再改。新的考试请换一个编号 id", row.code, told::phase(row.phase))
        }
    }
}

async fn keep(house: &House, file: &ExamFile, standing: Option<&ExamRow>) -> Result<()> {
    let now = house.clock.now();
    let mut tx = house.store.begin().await?;
    let (kept, action) = match standing {
        Some(row) => (exam::change(&mut tx, row.id, row.version, &file.exam, now.0).await?, "change"),
        None => {
            let seed = house.seeds.next();
            let new = NewExam { code: &file.id, exam: &file.exam, seed, parent: None, by: None };
            (exam::add(&mut tx, &new, now.0).await?.is_some(), "add")
        }
    };
    if !kept {
        bail!("询问期间这场考试有了别的变化，没有导入。请再运行一次");
    }
    audit::append(&mut tx, now.0, None, action, &publish::subject_of(&file.id), "").await?;
    Ok(tx.commit().await?)
}
