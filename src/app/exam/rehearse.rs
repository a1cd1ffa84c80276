//! `baiti exam rehearse`.

use std::{process::ExitCode, time::Duration};

use anyhow::{Result, bail};

use super::{check, named, told};
use crate::{
    app::{out, progress::Progress},
    chat::house::House,
    exams::rehearse::{self, How, Odd, Oddity, Refusal, Report, Spent},
    store::{backup, exam::ExamRow},
};

/// How many odd questions are told.
const TOLD: usize = 50;

/// Rehearses an exam on a copy of the data and tells what was found.
pub async fn run(house: &House, code: &str, people: u32) -> Result<ExitCode> {
    let row = named(&mut house.store.read().await?, code).await?;
    out::line("演练在数据的副本上进行，不改动任何数据，也不通知任何人。")?;
    let copy = backup::scratch(&house.store).await?;
    let people = usize::try_from(people).unwrap_or(usize::MAX);
    let bar = Progress::new("演练", people);
    let seed = house.seeds.next();
    let how = How { people, zone: house.zone, clock: &*house.clock, seed, step: &|| bar.step() };
    let rehearsed = rehearse::rehearse(&copy.store, &row, &how).await;
    copy.store.close().await;
    drop(bar);
    match rehearsed? {
        Ok(report) => told(&row, &report),
        Err(Refusal::Past) => {
            bail!("考试 {code} {}，不用再演练", told::phase(row.phase))
        }
        Err(Refusal::Short(_) | Refusal::Nobody) => {
            check::look(&mut house.store.read().await?, house, code, &row.exam).await?;
            bail!("题目不够或没有人参加，不能演练。请按上面的提示处理后再试")
        }
    }
}

fn told(row: &ExamRow, report: &Report) -> Result<ExitCode> {
    let (people, questions) = (report.people, row.exam.questions());
    out::line(format!("模拟了 {people} 人，每份试卷 {questions} 题。"))?;
    if report.refused > 0 {
        out::line(format!("另有 {} 人进不了考场（正在参加别的考试）。", report.refused))?;
    }
    let line = |what: &str, spent: Spent| {
        vec![what.to_owned(), spent.times.to_string(), millis(spent.mean()), millis(spent.longest)]
    };
    let rows = [
        line("抽卷入场", report.drawing),
        line("作答（每点一次）", report.answering),
        line("交卷判分", report.handing_in),
    ];
    out::print(&out::table(&["环节", "次数", "平均（毫秒）", "最长（毫秒）"], &rows))?;
    report.odd.iter().take(TOLD).try_for_each(|odd| out::line(format!("可疑：{}", oddity(odd))))?;
    if report.odd.len() > TOLD {
        out::line(format!("另有 {} 处可疑没有列出。", report.odd.len() - TOLD))?;
    }
    if report.odd.is_empty() {
        out::line("没有发现可疑的题。")?;
    }
    if !report.proved {
        bail!("演练后的试卷、作答和得分核对不上。请不要用这个版本考试，并联系程序的维护者");
    }
    out::line("演练后的每份试卷、每个作答和得分都核对无误。")?;
    Ok(ExitCode::SUCCESS)
}

fn millis(spent: Duration) -> String {
    format!("{:.1}", spent.as_secs_f64() * 1_000.0)
}

fn oddity(odd: &Odd) -> String {
    let question = &odd.question;
    match &odd.what {
        Oddity::KeyFails => format!("{question} 按答案作答得不了满分，请检查答案"),
        Oddity::EqualOptions => format!("{question} 有两个选项文字相同"),
        Oddity::Long(length) => format!("{question} 题干有 {length} 字，手机上不好读"),
        Oddity::Twin { other, other_row, together } => {
            let place = if *other_row { "在两段组卷里" } else { "在同一段组卷里" };
            let seen =
                if *together > 0 { format!("，{together} 份试卷两题都有") } else { String::new() };
            format!("{question} 与 {other} 问的相同，{place}{seen}")
        }
        Oddity::Twice(papers) => format!("{question} 在 {papers} 份试卷里出现了两次"),
    }
}
