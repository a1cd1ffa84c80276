//! `baiti exam verify`.

use std::{collections::HashMap, process::ExitCode};

use anyhow::{Result, bail};

use super::{named, told};
use crate::{
    app::out,
    chat::house::House,
    domain::ids::StaffId,
    exams::verify::{self, Difference, Report, What},
    store::candidate,
};

/// Proves an exam and tells all that differs.
pub async fn run(house: &House, code: &str) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    if row.pools.is_none() {
        bail!("考试 {code} {}，还没有可以核对的", told::phase(row.phase));
    }
    let report = verify::verify(&mut tx, &row).await?;
    let expected = candidate::list(&mut tx, row.id).await?;
    drop(tx);
    let people: HashMap<StaffId, String> = expected
        .into_iter()
        .map(|one| (one.candidate.staff, format!("{} {}", one.staff_no, one.name)))
        .collect();
    for difference in &report.differences {
        let who = people.get(&difference.staff).map_or("名单以外的人", String::as_str);
        out::line(format!("✗ {who}{}：{}", attempt(difference), what(house, &difference.what)))?;
    }
    summary(&report)
}

fn summary(report: &Report) -> Result<ExitCode> {
    let (sittings, answers) = (report.sittings, report.answers);
    out::line(format!("核对了 {sittings} 份试卷、{answers} 条作答记录。"))?;
    if !report.marked {
        out::line("还没有评卷，这次只核对了试卷和作答，没有核对得分。")?;
    }
    if report.differences.is_empty() {
        out::line("✓ 全部一致。")?;
        return Ok(ExitCode::SUCCESS);
    }
    out::line(format!("✗ 有 {} 处不一致。", report.differences.len()))?;
    Ok(ExitCode::FAILURE)
}

fn attempt(difference: &Difference) -> String {
    if difference.attempt > 1 { format!("（第 {} 次）", difference.attempt) } else { String::new() }
}

fn what(house: &House, what: &What) -> String {
    match what {
        What::Paper(place) => format!("试卷第 {} 题与按种子抽出的不同", place + 1),
        What::Length { kept, drawn } => format!("试卷有 {kept} 题，按种子应是 {drawn} 题"),
        What::Answer(place) => format!("第 {} 题保存的答案与作答记录不同", place + 1),
        What::Beyond(place) => format!("作答记录里有第 {} 题，试卷没有这一题", place + 1),
        What::Late { place, at } => {
            format!("第 {} 题有一条结束以后的作答记录（{}）", place + 1, told::moment(*at, house.zone))
        }
        What::Mark { kept, rebuilt } => format!("保存的得分是 {kept} 分，按作答记录应是 {rebuilt} 分"),
        What::Full { kept, rebuilt } => format!("保存的满分是 {kept} 分，应是 {rebuilt} 分"),
    }
}
