//! `baiti exam`: exams from the command line.

mod check;
mod list;
mod load;
mod phase;
mod rehearse;
mod results;
mod told;
mod verify;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result};

use super::{
    cli::{Ask, ExamCommand},
    files::{self, Access},
    open::inside,
    out,
};
use crate::{
    chat::house::House,
    clock::{Clock as _, SystemClock},
    domain::calendar,
    exams::file::sample,
    settings::Settings,
    store::{Tx, exam::ExamRow},
};

/// Where the sample goes.
const TEMPLATE: &str = "考试.toml";

/// Does what is asked.
pub async fn run(settings: &Settings, command: ExamCommand) -> Result<ExitCode> {
    if let ExamCommand::Template { output, ask } = command {
        return template(settings, output, ask);
    }
    inside(settings, async |house| within(settings, house, command).await).await
}

async fn within(settings: &Settings, house: &House, command: ExamCommand) -> Result<ExitCode> {
    match command {
        ExamCommand::Load { file, dry_run, ask } => load::run(house, &file, dry_run, ask).await,
        ExamCommand::Check { exam } => check::run(house, exam.as_deref()).await,
        ExamCommand::List => list::all(house).await,
        ExamCommand::Show { code } => list::one(house, &code).await,
        ExamCommand::Export { code, output, ask } => list::export(house, &code, output, ask).await,
        ExamCommand::Publish { code, ask } => phase::publish(house, &code, ask).await,
        ExamCommand::TakeBack { code, ask } => phase::take_back(house, &code, ask).await,
        ExamCommand::Cancel { code, reason, ask } => phase::cancel(house, &code, &reason, ask).await,
        ExamCommand::Rehearse { code, people } => rehearse::run(house, &code, people).await,
        ExamCommand::Results { code, format, output, ask } => {
            results::run(house, &code, format, output, ask).await
        }
        ExamCommand::Release { code, note, ask } => results::release(house, &code, &note, ask).await,
        ExamCommand::Verify { code } => verify::run(house, &code).await,
        ExamCommand::Template { output, ask } => template(settings, output, ask),
    }
}

/// Writes the sample.
fn template(settings: &Settings, output: Option<PathBuf>, ask: Ask) -> Result<ExitCode> {
    let path = output.unwrap_or_else(|| PathBuf::from(TEMPLATE));
    let today = calendar::day_of(SystemClock.now(), settings.timezone);
    if files::write(&path, sample::text(today).as_bytes(), Access::Usual, ask)? {
        let path = path.display();
        out::line(format!("已写到 {path}。改好以后：baiti exam check {path}，再 baiti exam load {path}。"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The exam of this word.
async fn named(tx: &mut Tx, code: &str) -> Result<ExamRow> {
    let row = crate::store::exam::by_code(tx, code).await?;
    row.with_context(|| format!("没有编号为 {code} 的考试，用 baiti exam list 查看"))
}
