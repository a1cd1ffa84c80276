//! `baiti staff load`: shown first, then all or nothing.

use std::{path::Path, process::ExitCode};

use anyhow::{Result, bail};

use super::{
    apply,
    people::{self, Person},
};
use crate::{
    app::{ask, cli::Ask, files, out, progress::Progress},
    chat::house::House,
    roster::{
        self, Reading,
        change::{self, Change, Standing},
    },
    store::staff,
    table::MAX_BYTES,
};

/// How many changed people are shown one by one.
const SHOWN: usize = 50;

/// How to load.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// Leave bad rows out.
    pub skip_bad: bool,
    /// Deactivate who is not in the list.
    pub deactivate_missing: bool,
    /// Only show.
    pub dry_run: bool,
    /// Whether to ask.
    pub ask: Ask,
}

/// Loads a staff list.
pub async fn run(house: &House, file: &Path, how: How) -> Result<ExitCode> {
    let reading = read(house, file, how).await?;
    let mut tx = house.store.read().await?;
    let people = people::all(&mut tx).await?;
    drop(tx);
    let standing = standing(&people);
    let change = compare(house, &standing, &reading);
    show(&change, how)?;
    let shown = fingerprint(&change);
    let nobody_goes = !how.deactivate_missing || change.vanished.is_empty();
    if change.is_empty() && nobody_goes {
        out::line("没有变化，不用导入。")?;
    } else if how.dry_run {
        out::line("只是看看，没有导入（--dry-run）。")?;
    } else if ask::confirm(how.ask, "导入这些变化吗？")? {
        apply(house, &reading, how, &shown).await?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn read(house: &House, file: &Path, how: How) -> Result<Reading> {
    let bytes = files::read(file, MAX_BYTES)?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let today = house.day(house.clock.now());
    let reading = tokio::task::spawn_blocking(move || roster::read(&name, &bytes, today)).await??;
    reading.notes.iter().try_for_each(|note| out::line(format!("提示：{note}")))?;
    reading.problems.iter().try_for_each(out::line)?;
    if !reading.problems.is_empty() && !how.skip_bad {
        bail!(
            "名单有 {} 处错误，一个人也没有导入。请改正后再试，或加 --skip-bad 跳过有错的行",
            reading.problems.len()
        );
    }
    if reading.rows.is_empty() {
        bail!("名单里没有一行是对的，没有导入");
    }
    if !reading.problems.is_empty() {
        out::line(format!("以上 {} 处有错，这些行跳过。", reading.problems.len()))?;
    }
    Ok(reading)
}

/// Made-up people are no part of the comparison: they go.
fn standing(people: &[Person]) -> Vec<Standing> {
    people.iter().filter(|person| !person.member.sample).map(Person::standing).collect()
}

fn compare<'a>(house: &House, standing: &'a [Standing], reading: &'a Reading) -> Change<'a> {
    change::compare(standing, reading, |phone| house.phone_key.hash(phone))
}

fn show(change: &Change<'_>, how: How) -> Result<()> {
    for changed in change.changed.iter().take(SHOWN) {
        out::line(format!("  {changed}"))?;
    }
    if change.changed.len() > SHOWN {
        out::line(format!("  另有 {} 人变更", change.changed.len() - SHOWN))?;
    }
    out::line(change.summary())?;
    if !change.vanished.is_empty() {
        out::line(if how.deactivate_missing {
            "名单中没有的人将停用（--deactivate-missing），作答和积分保留。"
        } else {
            "名单中没有的人保持不变；要停用他们，请加 --deactivate-missing。"
        })?;
    }
    Ok(())
}

/// What a change comes to: if it is another when it is carried out, somebody
/// else was at work.
fn fingerprint(change: &Change<'_>) -> String {
    let lines = change.changed.iter().map(ToString::to_string);
    std::iter::once(change.summary()).chain(lines).collect::<Vec<_>>().join("\n")
}

async fn apply(house: &House, reading: &Reading, how: How, shown: &str) -> Result<()> {
    let mut tx = house.store.begin().await?;
    let people = people::all(&mut tx).await?;
    let standing = standing(&people);
    let change = compare(house, &standing, reading);
    if fingerprint(&change) != shown {
        bail!("询问期间花名册有了别的变化，没有导入。请再运行一次");
    }
    let bar = Progress::new("导入", change.added.len() + change.changed.len());
    let mut loading = apply::Loading::new(house, &mut tx, &people, &bar);
    loading.rows(&change).await?;
    let kept = if how.deactivate_missing { loading.vanished(&change).await? } else { Vec::new() };
    let samples = staff::retire_samples(&mut tx, house.clock.now().0).await?;
    tx.commit().await?;
    drop(bar);
    out::line(format!("已导入：新增 {} 人，变更 {} 人。", change.added.len(), change.changed.len()))?;
    for name in kept {
        out::line(format!("{name} 是所有者，没有停用。"))?;
    }
    if samples > 0 {
        out::line("试用时的示范职工已停用。终端对话请说明身份：baiti chat --as 工号")?;
    }
    Ok(())
}
