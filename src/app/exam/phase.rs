//! `baiti exam publish`, `take-back` and `cancel`.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::{check, named, told};
use crate::{
    app::{ask, cli::Ask, out},
    chat::{house::House, notices},
    domain::exam::phase::{Phase, Step},
    exams::publish::{self, Published},
    store::{candidate, exam::ExamRow},
};

/// The most characters of a reason.
const MAX_REASON: usize = 200;

/// Publishes a draft and tells the people.
pub async fn publish(house: &House, code: &str, ask: Ask) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    may(&row, Step::Publish, "发布")?;
    let (sound, plan) = check::look(&mut tx, house, &row.code, &row.exam).await?;
    drop(tx);
    check::must_be_sound(sound)?;
    if !ask::confirm(ask, &format!("发布并通知这 {} 人吗？", plan.people.len()))? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut tx = house.store.begin().await?;
    let row = unchanged(named(&mut tx, code).await?, &row)?;
    match publish::publish(&mut tx, &row, None, house.zone, house.clock.now()).await? {
        Published::Done(_) => {}
        Published::InTheWay(_) | Published::Past | Published::NoDraft => bail!("{CHANGED}"),
    }
    notices::exam_published(&mut tx, house, &row).await?;
    tx.commit().await?;
    out::line(format!("已发布 {code}，名单和题目已经固定；通知会在程序运行时发出。"))?;
    out::line(format!("要改：先撤回，baiti exam take-back {code}。"))?;
    Ok(ExitCode::SUCCESS)
}

const CHANGED: &str = "询问期间情况有了变化，没有改动。请再运行一次";

fn unchanged(now: ExamRow, shown: &ExamRow) -> Result<ExamRow> {
    if now.version == shown.version && now.phase == shown.phase { Ok(now) } else { bail!("{CHANGED}") }
}

/// Takes a published exam back and tells the people.
pub async fn take_back(house: &House, code: &str, ask: Ask) -> Result<ExitCode> {
    let row = named(&mut house.store.read().await?, code).await?;
    may(&row, Step::TakeBack, "撤回")?;
    if !ask::confirm(ask, &format!("撤回“{}”，并通知参加的人吗？", row.exam.title))? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut tx = house.store.begin().await?;
    let row = unchanged(named(&mut tx, code).await?, &row)?;
    // Taken back, nobody is expected any more.
    notices::exam_taken_back(&mut tx, house, &row).await?;
    if !publish::take_back(&mut tx, &row, None, house.clock.now()).await? {
        bail!("{CHANGED}");
    }
    tx.commit().await?;
    out::line(format!("已撤回 {code}，现在是草稿。改好后再发布：baiti exam publish {code}。"))?;
    Ok(ExitCode::SUCCESS)
}

/// Calls an exam off and tells the people.
pub async fn cancel(house: &House, code: &str, reason: &str, ask: Ask) -> Result<ExitCode> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        bail!("请写明取消的原因，最多 {MAX_REASON} 字");
    }
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    may(&row, Step::Cancel, "取消")?;
    let people = candidate::list(&mut tx, row.id).await?.len();
    drop(tx);
    let title = &row.exam.title;
    if !ask::confirm(ask, &format!("取消“{title}”，并通知 {people} 人吗？取消后不能恢复。"))?
    {
        return Ok(ExitCode::SUCCESS);
    }
    let mut tx = house.store.begin().await?;
    let row = unchanged(named(&mut tx, code).await?, &row)?;
    if !publish::cancel(&mut tx, &row, None, reason, house.clock.now()).await? {
        bail!("{CHANGED}");
    }
    notices::exam_called_off(&mut tx, house, &row, reason).await?;
    tx.commit().await?;
    out::line(format!("已取消 {code}。"))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a step fits where an exam stands.
fn may(row: &ExamRow, step: Step, word: &str) -> Result<()> {
    if row.phase.after(step).is_ok() {
        return Ok(());
    }
    let (code, phase) = (&row.code, told::phase(row.phase));
    let help = match (step, row.phase) {
        (Step::TakeBack, Phase::Draft) => "；草稿可以直接修改，再用 baiti exam load 导入".to_owned(),
        (Step::TakeBack, Phase::Open) => format!("；要停止考试，请用 baiti exam cancel {code} --reason 原因"),
        _ => String::new(),
    };
    bail!("考试 {code} {phase}，不能{word}{help}")
}
