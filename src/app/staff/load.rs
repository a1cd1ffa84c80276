//! `baiti staff load`: shown first, then all or nothing.

use std::{path::Path, process::ExitCode};

use anyhow::{Result, bail};

use crate::{
    app::{ask, cli::Ask, files, out, progress::Progress},
    chat::{house::House, notices},
    intake::roster::{self, Loaded, Outcome, RosterPreview},
    roster::Reading,
    table::MAX_BYTES,
};

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
    let shown = roster::compare(&mut tx, &reading, &|phone| house.phone_key.hash(phone)).await?;
    drop(tx);
    show(&shown, how)?;
    let nobody_goes = !how.deactivate_missing || shown.vanished == 0;
    if shown.sound() == 0 && shown.doubtful > 0 {
        bail!("名单里没有一个人能确定是谁，没有导入");
    }
    if shown.is_empty() && nobody_goes {
        out::line("没有变化，不用导入。")?;
    } else if how.dry_run {
        out::line("只是看看，没有导入（--dry-run）。")?;
    } else if is_agreed(&shown, how.ask)? {
        told(&load(house, &reading, how, &shown).await?)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn is_agreed(shown: &RosterPreview, ask: Ask) -> Result<bool> {
    let rights = format!("其中 {} 人的变动与管理员的权限有关，核对过了吗？", shown.administrators);
    Ok(ask::confirm(ask, "导入这些变化吗？")? && (shown.administrators == 0 || ask::confirm(ask, &rights)?))
}

async fn read(house: &House, file: &Path, how: How) -> Result<Reading> {
    let bytes = files::read(file, MAX_BYTES)?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let reading = roster::read(bytes, name, house.day(house.clock.now())).await?;
    reading.notes.iter().try_for_each(|note| out::line(format!("提示：{note}")))?;
    reading.problems.iter().try_for_each(out::line)?;
    if !reading.problems.is_empty() && !how.skip_bad {
        bail!(
            "名单有 {} 处错误，一个人也没有导入。请改正后再试，或加 --skip-bad 跳过有错的行",
            reading.problems.len()
        );
    }
    if reading.rows.is_empty() && reading.unnumbered.is_empty() {
        bail!("名单里没有一行是对的，没有导入");
    }
    if !reading.problems.is_empty() {
        out::line(format!("以上 {} 处有错，这些行跳过。", reading.problems.len()))?;
    }
    reading.asked.iter().try_for_each(|question| out::line(format!("问回：{question}")))?;
    Ok(reading)
}

fn show(shown: &RosterPreview, how: How) -> Result<()> {
    shown.roles.iter().try_for_each(|line| out::line(format!("权限：{line}")))?;
    if shown.asked > 0 {
        out::line(format!("以上 {} 人的出生年月要核对，先不改；改好名单后再导入一次即可。", shown.asked))?;
    }
    list("", &shown.matches, shown.matched)?;
    list("待定：", &shown.doubts, shown.doubtful)?;
    if shown.doubtful > 0 {
        out::line(format!("以上待定的 {} 人不导入，补上工号后再导入一次即可。", shown.doubtful))?;
    }
    shown.lines.iter().try_for_each(|line| out::line(format!("  {line}")))?;
    if shown.changed > shown.lines.len() {
        out::line(format!("  另有 {} 人变更", shown.changed - shown.lines.len()))?;
    }
    out::line(&shown.summary)?;
    if shown.vanished > 0 {
        out::line(if how.deactivate_missing {
            "名单中没有的人将停用（--deactivate-missing），作答和积分保留。"
        } else {
            "名单中没有的人保持不变；要停用他们，请加 --deactivate-missing。"
        })?;
    }
    Ok(())
}

/// The first lines of a list, and how many more there are.
fn list(word: &str, first: &[String], count: usize) -> Result<()> {
    first.iter().try_for_each(|line| out::line(format!("{word}{line}")))?;
    if count > first.len() {
        out::line(format!("{word}另有 {} 人", count - first.len()))?;
    }
    Ok(())
}

async fn load(house: &House, reading: &Reading, how: How, shown: &RosterPreview) -> Result<Loaded> {
    let bar = Progress::new("导入", shown.added + shown.changed);
    let hash = |phone: &str| house.phone_key.hash(phone);
    let order = roster::How {
        hash: &hash,
        by: None,
        deactivate_missing: how.deactivate_missing,
        now: house.clock.now(),
        step: &|| bar.step(),
    };
    let mut tx = house.store.begin().await?;
    let Outcome::Loaded(loaded) = roster::load_as_shown(&mut tx, reading, shown, &order).await? else {
        bail!("询问期间花名册有了别的变化，没有导入。请再运行一次");
    };
    for id in &loaded.menus {
        notices::menus(&mut tx, house, *id).await?;
    }
    tx.commit().await?;
    Ok(loaded)
}

fn told(loaded: &Loaded) -> Result<()> {
    out::line(format!("已导入：新增 {} 人，变更 {} 人。", loaded.added, loaded.changed))?;
    for name in &loaded.kept {
        out::line(format!("{name} 是所有者，没有停用。"))?;
    }
    if loaded.samples > 0 {
        out::line("试用时的示范职工已停用。终端对话请说明身份：baiti chat --as 工号")?;
    }
    Ok(())
}
