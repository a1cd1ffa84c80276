//! What is in the database: people, banks, what waits, who runs.

use std::collections::HashSet;

use anyhow::Result;

use super::Findings;
use crate::{
    app::bank::own_banks,
    clock::{Clock as _, SystemClock, Timestamp},
    domain::person::Role,
    jobs,
    settings::Settings,
    store::{Store, Tx, bank, copy, inbox, job, outbox, staff},
};

/// Looks at all of it.
pub async fn look(settings: &Settings, store: &Store, findings: &mut Findings) -> Result<()> {
    let now = SystemClock.now();
    let mut tx = store.read().await?;
    people(&mut tx, findings).await?;
    banks(settings, &mut tx, findings).await?;
    let running = copies(&mut tx, now, findings).await?;
    waiting(&mut tx, running, findings).await?;
    jobs_failed(&mut tx, findings).await
}

async fn people(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    match staff::count(tx).await? {
        0 => findings.doubtful("花名册是空的", "导入：baiti staff load 文件"),
        people => findings.well(format!("花名册有 {people} 人")),
    }
    let owners = staff::holders(tx, Role::Owner).await?;
    let administrators = staff::holders(tx, Role::Administrator).await?;
    if owners == 0 {
        let mend = "运行 baiti serve，按它打印的一次性口令发送 /claim；或 baiti staff role 工号 owner";
        findings.doubtful("还没有所有者", mend);
    } else {
        findings.well(format!("所有者 {owners} 人，管理员 {administrators} 人"));
    }
    Ok(())
}

async fn banks(settings: &Settings, tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let loaded = bank::list(tx).await?;
    let questions: i64 = loaded.iter().map(|bank| bank.live).sum();
    if questions == 0 {
        findings.doubtful("没有可以答的题", "导入：baiti bank load");
        return Ok(());
    }
    let known: HashSet<&str> = loaded.iter().map(|bank| bank.id.as_str()).collect();
    let missing: Vec<String> =
        own_banks(settings).await?.into_iter().filter(|id| !known.contains(id.as_str())).collect();
    let what = format!("题库 {} 个，{questions} 道题", loaded.len());
    if missing.is_empty() {
        findings.well(what);
    } else {
        let mend = format!("自带的题库可用 baiti bank load 导入（{}）", missing.join("、"));
        findings.doubtful(format!("{what}，有 {} 个题库没有导入", missing.len()), &mend);
    }
    Ok(())
}

async fn copies(tx: &mut Tx, now: Timestamp, findings: &mut Findings) -> Result<usize> {
    let all = copy::list(tx).await?;
    let silent_since = now.minus(jobs::SILENT).0;
    let running: Vec<String> =
        all.into_iter().filter(|copy| copy.beat_at >= silent_since).map(|copy| copy.id).collect();
    findings.well(match running.as_slice() {
        [] => "没有正在运行的程序".to_owned(),
        some => format!("正在运行 {} 个：{}", some.len(), some.join("、")),
    });
    Ok(running.len())
}

async fn waiting(tx: &mut Tx, running: usize, findings: &mut Findings) -> Result<()> {
    let (inbox, outbox) = (inbox::count_open(tx).await?, outbox::count_open(tx).await?);
    let what = format!("待处理的消息 {inbox} 条，待发送 {outbox} 条");
    match (inbox + outbox, running) {
        (0, _) => findings.well(what),
        (_, 0) => findings.doubtful(what, "程序运行起来就会处理"),
        (_, _) => findings.well(what),
    }
    Ok(())
}

async fn jobs_failed(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    match job::troubled(tx).await? {
        (0, 0) => findings.well("没有失败的后台任务"),
        (open, given_up) => {
            let what = format!("后台任务失败待重试 {open} 个，已放弃 {given_up} 个");
            findings.doubtful(what, "请看日志中的原因；积分有疑问时可运行 baiti rebuild");
        }
    }
    Ok(())
}
