//! The database as a database.

use std::cmp::Ordering;

use super::Findings;
use crate::{
    app::{data::size, out},
    settings::Settings,
    store::{Place, Store, health, health::Health, meta},
};

/// Looks at it, and opens it if it is whole and up to date.
pub async fn look(settings: &Settings, findings: &mut Findings) -> Option<Store> {
    let place: Place = match settings.database.expose().parse() {
        Ok(place) => place,
        Err(error) => {
            findings.broken(told(error), "");
            return None;
        }
    };
    match health::look(&place).await {
        Ok(Some(health)) if tell(&place, &health, findings) => open(&place, findings).await,
        Ok(Some(_)) => None,
        Ok(None) => {
            findings.doubtful(format!("还没有数据库 {place}"), "第一次运行 baiti 时会建立");
            None
        }
        Err(error) => {
            findings.broken(format!("打不开数据库 {place}：{}", told(error)), "");
            None
        }
    }
}

fn told(error: impl Into<anyhow::Error>) -> String {
    out::chain(&error.into())
}

/// Says how it is; whether it can be used.
fn tell(place: &Place, health: &Health, findings: &mut Findings) -> bool {
    if let Some(damage) = &health.damage {
        let mend = "请先复制一份数据文件，再用 baiti restore 恢复最近的备份";
        findings.broken(format!("数据库 {place} 已损坏：{damage}"), mend);
        return false;
    }
    let Some(version) = health.version else {
        findings.doubtful(format!("数据库 {place} 里还没有表"), "运行 baiti migrate，或直接启动");
        return false;
    };
    let size = size(u64::try_from(health.bytes).unwrap_or_default());
    let what = format!("数据库 {place}：结构版本 {version}，{size}，引擎 {}", health.engine);
    match version.cmp(&health.known) {
        Ordering::Less => findings.doubtful(what, "结构较旧：运行 baiti migrate，或直接启动"),
        Ordering::Equal => findings.well(what),
        Ordering::Greater => findings.broken(what, "由更新版本的 baiti 建立，请换用新版本的程序"),
    }
    if matches!(place, Place::Sqlite(_)) && health.journal != "wal" {
        let mend = "数据文件可能在网络磁盘上，请移到本机磁盘";
        findings.doubtful(format!("数据库没有使用 WAL（{}）", health.journal), mend);
    }
    version == health.known
}

/// Opens it and tries to write, without leaving anything.
async fn open(place: &Place, findings: &mut Findings) -> Option<Store> {
    let store = match Store::open(place).await {
        Ok(store) => store,
        Err(error) => {
            findings.broken(told(error), "");
            return None;
        }
    };
    let written = async {
        let mut tx = store.begin().await?;
        meta::set(&mut tx, "doctor", "was here").await
    };
    match written.await {
        Ok(()) => findings.well("数据库可以写入"),
        Err(error) => findings.broken(format!("数据库不能写入：{}", told(error)), ""),
    }
    Some(store)
}
