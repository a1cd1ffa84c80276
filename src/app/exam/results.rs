//! `baiti exam results` and `release`.

mod sheet;

use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

use anyhow::{Result, bail};

use self::sheet::Sheet;
use super::{named, told};
use crate::{
    app::{
        ask,
        cli::{Ask, ResultsFormat},
        files::{self, Access},
        out,
    },
    chat::house::House,
    domain::exam::{phase::Phase, results::Tally},
    exams::release::{self, List, MAX_NOTE, Released},
    store::{Tx, exam::ExamRow, release::Release},
};

/// Prints or writes the results list of an exam, with the absentees and those
/// who have to make up for it.
pub async fn run(
    house: &House,
    code: &str,
    format: Option<ResultsFormat>,
    output: Option<PathBuf>,
    ask: Ask,
) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    let (release, list) = newest(&mut tx, house, &row).await?;
    let sheet = Sheet::new(&mut tx, &list, release.as_ref(), house.zone).await?;
    drop(tx);
    let format = format.unwrap_or(if output.is_some() { ResultsFormat::Csv } else { ResultsFormat::Table });
    let bytes = match format {
        ResultsFormat::Table => {
            format!("{}{}", heading(house, &list, release.as_ref()), sheet.table()).into_bytes()
        }
        ResultsFormat::Csv => sheet.csv().into_bytes(),
        ResultsFormat::Json => sheet.json()?.into_bytes(),
        ResultsFormat::Xlsx => sheet.xlsx()?,
    };
    let path = match (format, output) {
        (_, Some(path)) => path,
        (ResultsFormat::Xlsx, None) => PathBuf::from(format!("成绩表-{code}.xlsx")),
        (_, None) => {
            out::print(&String::from_utf8(bytes)?)?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    if files::write(&path, &bytes, Access::Owner, ask)? {
        out::line(format!("已写到 {}：{} 人。", path.display(), sheet.len()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The newest list that was made known; of an exam that is just marked the list
/// as it would be.
async fn newest(tx: &mut Tx, house: &House, row: &ExamRow) -> Result<(Option<Release>, List)> {
    if let Some((release, list)) = release::newest(tx, row.id).await? {
        return Ok((Some(release), list));
    }
    if row.phase != Phase::Marked {
        bail!("考试 {} {}，还没有成绩；结束并评卷以后才有", row.code, told::phase(row.phase));
    }
    Ok((None, release::draft(tx, row, house.clock.now()).await?))
}

fn heading(house: &House, list: &List, release: Option<&Release>) -> String {
    let known = match release {
        None => "还没有公布".to_owned(),
        Some(release) => {
            let at = told::moment(release.at, house.zone);
            let again = if release.number > 1 {
                format!("（第 {} 次，{}）", release.number, release.note)
            } else {
                String::new()
            };
            format!("{at} 公布{again}，核对码 {}", release.check_code)
        }
    };
    let tally = list.figures(|_| true).overall;
    format!("{}（{}）\n{known}\n{}\n\n", list.title, list.exam, figures(&tally))
}

/// How many came, and how they did.
fn figures(tally: &Tally) -> String {
    let mut line = format!(
        "应考 {} 人，实考 {} 人，缺考 {} 人，作废 {} 人，免考 {} 人",
        tally.expected, tally.sat, tally.absent, tally.void, tally.excused
    );
    if let Some(mean) = tally.mean() {
        let _ = write!(line, "；平均 {mean} 分");
    }
    let rate = tally.pass_rate();
    if let Some(percent) = (rate.part * 100 + rate.whole / 2).checked_div(rate.whole) {
        let _ = write!(line, "，及格率 {percent}%（{} 人及格）", rate.part);
    }
    line
}

/// Makes the results of an exam known.
pub async fn release(house: &House, code: &str, note: &str, ask: Ask) -> Result<ExitCode> {
    let note = note.trim();
    if note.chars().count() > MAX_NOTE {
        bail!("更正说明最多 {MAX_NOTE} 字");
    }
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    let draft = release::draft(&mut tx, &row, house.clock.now()).await?;
    drop(tx);
    if draft.number > 1 && note.is_empty() {
        bail!("{code} 的成绩已经公布过。更正要写明原因：--note 更正说明");
    }
    let tally = draft.figures(|_| true).overall;
    out::line(format!("{}（{code}）：{}", row.exam.title, figures(&tally)))?;
    let question = match draft.number {
        1 => format!("公布成绩，并通知这 {} 人吗？公布以后收不回来。", tally.expected),
        _ => "公布更正后的成绩，并通知成绩有变动的人吗？".to_owned(),
    };
    if !ask::confirm(ask, &question)? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut tx = house.store.begin().await?;
    let row = named(&mut tx, code).await?;
    let done = release::release(&mut tx, &row, draft.number, note, None, house.clock.now()).await?;
    let Released::Done(known) = done else { bail!("{}", refusal(&row, &done)) };
    tx.commit().await?;
    out::line(format!("已公布，核对码 {}；通知会在程序运行时发出。", known.check_code))?;
    out::line(format!("成绩表：baiti exam results {code} -o 成绩表.xlsx --format xlsx"))?;
    Ok(ExitCode::SUCCESS)
}

/// Why nothing was made known.
fn refusal(row: &ExamRow, done: &Released) -> String {
    match done {
        Released::NotMarked => format!("考试 {} {}，不能公布成绩", row.code, told::phase(row.phase)),
        Released::Same => "成绩与上次公布的完全一样，没有重新公布".to_owned(),
        Released::NeedsNote => "更正要写明原因：--note 更正说明".to_owned(),
        Released::Done(_) | Released::Changed => "询问期间情况有了变化，没有公布。请再运行一次".to_owned(),
    }
}
