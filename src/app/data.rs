//! The database as a whole: `migrate`, `rebuild`, `backup` and `restore`.

use std::{path::Path, process::ExitCode};

use anyhow::{Result, bail};

use super::{ask, cli::Ask, open, out, progress::Progress};
use crate::{
    chat::house::House,
    clock::{Clock as _, SystemClock},
    domain::ids::StaffId,
    jobs,
    settings::Settings,
    store::{
        Place, Store, StoreError, backup as copies, health,
        rebuild::{self, Difference, Keys},
        response,
    },
};

/// Makes the tables or brings them up to date.
pub async fn migrate(settings: &Settings) -> Result<ExitCode> {
    let place: Place = settings.database.expose().parse()?;
    let before = health::look(&place).await?.and_then(|health| health.version);
    Store::open(&place).await?.close().await;
    let known = health::known(&place);
    out::line(match before {
        None => format!("已建立数据库 {place}（结构版本 {known}）。"),
        Some(before) if before < known => format!("数据库 {place} 已由结构版本 {before} 升级到 {known}。"),
        Some(_) => format!("数据库 {place} 已经是最新（结构版本 {known}）。"),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Derives scores, histories and streaks of everyone anew.
pub async fn rebuild(settings: &Settings) -> Result<ExitCode> {
    open::inside(settings, async |house| {
        let mut tx = house.store.read().await?;
        let everyone = response::staff(&mut tx).await?;
        drop(tx);
        let bar = Progress::new("重新计算", everyone.len());
        let (mut differed, mut remarked, mut keys) = (0, 0, Keys::default());
        for staff in &everyone {
            let (different, difference) = anew(house, *staff, &mut keys).await?;
            differed += usize::from(different);
            remarked += difference.remarked;
            bar.step();
        }
        drop(bar);
        let people = everyone.len();
        out::line(format!(
            "已重新计算 {people} 人，其中 {differed} 人与原来不同，重新判分 {remarked} 次作答。"
        ))?;
        Ok(ExitCode::SUCCESS)
    })
    .await
}

/// One person, in a transaction of their own; whether anything is different.
async fn anew(house: &House, staff: StaffId, keys: &mut Keys) -> Result<(bool, Difference)> {
    let mut tx = house.store.begin().await?;
    let before = rebuild::derived(&mut tx, staff).await?;
    let difference = rebuild::staff(&mut tx, staff, &house.rules, keys).await?;
    let after = rebuild::derived(&mut tx, staff).await?;
    tx.commit().await?;
    Ok((before != after || difference != Difference::default(), difference))
}

/// Copies the whole database into one file, while the bot runs.
pub async fn backup(settings: &Settings, to: &Path) -> Result<ExitCode> {
    let place: Place = settings.database.expose().parse()?;
    if health::look(&place).await?.is_none() {
        bail!("没有数据库 {place}，没有可以备份的。请检查 BAITI_DATABASE_URL 和当前文件夹");
    }
    let store = Store::open(&place).await?;
    let bar = Progress::new("备份", 0);
    let done = copies::backup(&store, to, |table, rows| bar.tell(format!("{table} {rows}"))).await;
    drop(bar);
    store.close().await;
    done?;
    let bytes = to.metadata().map_or(0, |about| about.len());
    out::line(format!("已备份到 {}（{}）。里面有人员信息，请妥善保管。", to.display(), size(bytes)))?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup in the place of the database.
pub async fn restore(settings: &Settings, from: &Path, ask: Ask) -> Result<ExitCode> {
    let place: Place = settings.database.expose().parse()?;
    nobody_runs(&place).await?;
    let kept = match put_back(&place, from, ask.yes).await {
        Err(StoreError::Occupied { .. }) => {
            if !ask::confirm(ask, &format!("{place} 里已有数据，恢复会用备份替换它。确定吗？"))?
            {
                return Ok(ExitCode::SUCCESS);
            }
            put_back(&place, from, true).await?
        }
        done => done?,
    };
    out::line(format!("已从 {} 恢复到 {place}。", from.display()))?;
    if let Some(kept) = kept {
        out::line(format!("原来的数据库留在 {}，确认无误后可以删除。", kept.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn put_back(place: &Place, from: &Path, force: bool) -> Result<Option<std::path::PathBuf>, StoreError> {
    let bar = Progress::new("恢复", 0);
    let tell = |table, rows| bar.tell(format!("{table} {rows}"));
    copies::restore(place, from, force, SystemClock.now(), tell).await
}

/// Refuses while a copy of the program is alive. A database that can't even be
/// looked into is what a restore is for.
async fn nobody_runs(place: &Place) -> Result<()> {
    let Ok(Some(health)) = health::look(place).await else { return Ok(()) };
    if health.version != Some(health.known) || health.damage.is_some() {
        return Ok(());
    }
    let store = Store::open(place).await?;
    let mut tx = store.read().await?;
    let somebody = jobs::somebody_works(&mut tx, SystemClock.now()).await?;
    drop(tx);
    store.close().await;
    if somebody {
        bail!("程序正在运行，不能恢复。请先停止它（刚停止的话，请等半分钟）再试");
    }
    Ok(())
}

/// A size for people.
pub fn size(bytes: u64) -> String {
    let (shift, unit) = if bytes < 1 << 30 { (20, "MB") } else { (30, "GB") };
    let tenths = (u128::from(bytes) * 10) >> shift;
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_for_people() {
        assert_eq!(size(0), "0.0 MB");
        assert_eq!(size(1_572_864), "1.5 MB");
        assert_eq!(size(5 << 29), "2.5 GB");
        assert_eq!(size(u64::MAX), "17179869183.9 GB");
    }
}
