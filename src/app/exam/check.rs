//! `baiti exam check`: what would be in the way of publishing.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};

use super::{load, named, told};
use crate::{
    app::out,
    chat::{house::House, incoming::Channel},
    domain::{
        exam::{Exam, blueprint::Source, phase::Phase, pool::Shortage},
        ids::StaffId,
    },
    exams::plan::{self, Plan},
    store::{Tx, account, bank, exam, staff::Present},
};

/// How many people a list names.
const NAMED: usize = 30;

/// Checks an exam, a file, or all drafts.
pub async fn run(house: &House, which: Option<&str>) -> Result<ExitCode> {
    let sound = match which {
        Some(path) if is_path(path) => {
            let file = load::read(house, &PathBuf::from(path)).await?;
            let mut tx = house.store.read().await?;
            look(&mut tx, house, &file.id, &file.exam).await?.0
        }
        Some(code) => {
            let mut tx = house.store.read().await?;
            let row = named(&mut tx, code).await?;
            look(&mut tx, house, &row.code, &row.exam).await?.0
        }
        None => drafts(house).await?,
    };
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// An id has no dot and no slash.
fn is_path(text: &str) -> bool {
    text.contains(['.', '/', '\\']) || Path::new(text).is_file()
}

async fn drafts(house: &House) -> Result<bool> {
    let mut tx = house.store.read().await?;
    let listed = exam::list(&mut tx).await?;
    let drafts: Vec<_> = listed.into_iter().filter(|listed| listed.phase == Phase::Draft).collect();
    if drafts.is_empty() {
        out::line("没有草稿。用 baiti exam template 写一份样例，改好后用 baiti exam load 导入。")?;
    }
    let mut sound = true;
    for draft in drafts {
        let row = named(&mut tx, &draft.code).await?;
        sound &= look(&mut tx, house, &row.code, &row.exam).await?.0;
        out::line("")?;
    }
    Ok(sound)
}

/// Tells what an exam would come to; whether it could be published.
pub async fn look(tx: &mut Tx, house: &House, code: &str, exam: &Exam) -> Result<(bool, Plan)> {
    let plan = plan::plan(tx, exam, house.zone).await?;
    told::exam(house, code, exam, Some(&plan.fitting))?;
    out::line(people(exam, &plan))?;
    let bound = account::holders(tx, Channel::Telegram.word()).await?;
    unbound(&plan, &bound)?;
    let wrongs = wrongs(tx, house, exam, &plan).await?;
    wrongs.iter().try_for_each(|wrong| out::line(format!("✗ {wrong}")))?;
    let past = exam.window.closes <= house.clock.now();
    if past {
        out::line("✗ 结束时间已经过了，请改时间")?;
    }
    let sound = wrongs.is_empty() && !past;
    out::line(if sound {
        "✓ 可以发布。"
    } else {
        "还不能发布，请先处理上面打 ✗ 的。"
    })?;
    Ok((sound, plan))
}

/// How many sit it, track by track.
fn people(exam: &Exam, plan: &Plan) -> String {
    let of = |id: &str| plan.people.iter().filter(|(_, track)| track == id).count();
    let tracks: Vec<String> =
        exam.tracks.iter().map(|track| format!("{} {} 人", track.title, of(&track.id))).collect();
    format!("参加：{} 人（{}）", plan.people.len(), tracks.join("，"))
}

fn unbound(plan: &Plan, bound: &HashSet<StaffId>) -> Result<()> {
    let unbound: Vec<&Present> =
        plan.people.iter().map(|(person, _)| person).filter(|person| !bound.contains(&person.id)).collect();
    if unbound.is_empty() {
        return Ok(());
    }
    let line = format!(
        "提示：{} 人还没有绑定账号，收不到通知，也进不了考场：{}。请用 baiti staff invite 打印邀请",
        unbound.len(),
        list(&unbound)
    );
    out::line(line)
}

/// All that is in the way.
async fn wrongs(tx: &mut Tx, house: &House, exam: &Exam, plan: &Plan) -> Result<Vec<String>> {
    let mut wrongs = Vec::new();
    if let Err(shortages) = &plan.pools {
        for shortage in shortages {
            wrongs.push(short(tx, exam, *shortage, &plan.fitting).await?);
        }
    }
    let (missing, day): (Vec<&Present>, Vec<&Present>) =
        plan.birth_unknown.iter().partition(|person| person.birth.is_none());
    if !missing.is_empty() {
        let line =
            format!("{} 人缺出生年月，分不了场：{}。请补进花名册后再导入", missing.len(), list(&missing));
        wrongs.push(line);
    }
    if !day.is_empty() {
        let on = plan::ages_on(exam, house.zone);
        let line = format!(
            "{} 人在 {} 的年龄要看生日是哪一天，花名册里只有年月：{}。请补上日期，或在 [who] 的 tracks 里指定分场",
            day.len(),
            on,
            list(&day)
        );
        wrongs.push(line);
    }
    if !plan.nowhere.is_empty() {
        let nowhere: Vec<&Present> = plan.nowhere.iter().collect();
        wrongs.push(format!(
            "{} 人不属于任何分场：{}。请调整分场的年龄，或不让他们参加",
            nowhere.len(),
            list(&nowhere)
        ));
    }
    if !plan.unknown.is_empty() {
        let first: Vec<&str> = plan.unknown.iter().take(NAMED).map(String::as_str).collect();
        wrongs.push(format!("花名册里没有这些单位或工号：{}。请检查 [who] 和 proctors", first.join("、")));
    }
    if plan.people.is_empty() && wrongs.is_empty() {
        wrongs.push("没有人参加，请检查 [who]".to_owned());
    }
    Ok(wrongs)
}

/// Why a row can't be filled.
async fn short(tx: &mut Tx, exam: &Exam, shortage: Shortage, fitting: &[usize]) -> Result<String> {
    let (nth, fitting) = (shortage.row + 1, fitting.get(shortage.row).copied().unwrap_or(0));
    if let Some(Source::Bank(id)) = exam.blueprint.get(shortage.row).map(|row| &row.from)
        && bank::get(tx, id).await?.is_none()
    {
        return Ok(format!("第 {nth} 段：没有编号为 {id} 的题库，用 baiti bank list 查看"));
    }
    let wanted = shortage.wanted;
    Ok(if fitting < wanted {
        format!("第 {nth} 段要抽 {wanted} 题，题库里只有 {fitting} 题符合")
    } else {
        let found = shortage.found;
        format!("第 {nth} 段要抽 {wanted} 题，符合的题有些要留给别的段，只剩 {found} 题")
    })
}

/// People by number, name and unit.
fn list(people: &[&Present]) -> String {
    let one = |person: &&Present| format!("{} {}（{}）", person.staff_no, person.name, person.unit_path);
    let first: Vec<String> = people.iter().take(NAMED).map(one).collect();
    let more = people.len().saturating_sub(NAMED);
    let tail = if more > 0 { format!(" 等，另有 {more} 人") } else { String::new() };
    first.join("、") + &tail
}

/// Refuses what can't be published.
pub fn must_be_sound(sound: bool) -> Result<()> {
    if sound {
        Ok(())
    } else {
        bail!("考试还不能发布，没有改动。请按上面的提示处理后再试")
    }
}
