//! What loading a file would do, in lines.

use anyhow::Result;

use crate::{
    app::out,
    domain::{
        choices::letter,
        question::{Kind, Question},
    },
    exchange::{
        preview::Preview,
        problem::Weight,
        sheet::{Certainty, Mapping},
        union::key_words,
    },
    intake::{Target, questions::Reading},
    table,
};

/// The most sorts of problems that are shown.
const GROUPS: usize = 40;
/// The most corrected keys that are shown.
const REKEYED: usize = 20;

/// Shows all of it.
pub fn show(name: &str, target: &Target, reading: &Reading, shown: &Preview) -> Result<()> {
    out::line(format!("{name}：{}", reading.kind.name()))?;
    let made = if target.is_new { "新题库" } else { "已有题库" };
    let guessed = if target.is_guessed { "（按名称猜的，可以用 --topic 指定）" } else { "" };
    out::line(format!(
        "导入到{made} {}：{}，类别 {}{guessed}",
        target.id,
        target.title,
        target.topic.as_str()
    ))?;
    columns(&reading.mapping)?;
    counts(shown)?;
    for (nth, question) in shown.samples.iter().enumerate() {
        out::line(format!("\n样题{}", nth + 1))?;
        sample(question)?;
    }
    if !shown.samples.is_empty() {
        out::line("")?;
    }
    rekeyed(shown)?;
    problems(shown)
}

fn columns(mapping: &Mapping) -> Result<()> {
    for sheet in &mapping.sheets {
        if matches!(sheet.certainty, Certainty::Nothing(_)) || sheet.columns.is_empty() {
            continue;
        }
        let read: Vec<String> = sheet
            .columns
            .iter()
            .map(|(column, field)| format!("{}列={}", table::letters(*column), field.title()))
            .collect();
        let name =
            if sheet.sheet.is_empty() { String::new() } else { format!("“{}”表：", sheet.sheet) };
        let doubt = if sheet.certainty == Certainty::Guessed {
            "（按内容猜的；不对的话请用 --column 指定，例如 --column D=答案）"
        } else {
            ""
        };
        out::line(format!("{name}{}{doubt}", read.join("，")))?;
    }
    Ok(())
}

fn counts(shown: &Preview) -> Result<()> {
    let names = ["单选题", "多选题", "判断题", "填空题"];
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .zip(names)
        .zip(shown.kinds)
        .filter(|(_, count)| *count > 0)
        .map(|((_, name), count)| format!("{name} {count}"))
        .collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!("（{}）", kinds.join("，")) };
    out::line(format!("可以导入 {} 题{kinds}", shown.sound()))?;
    let parts = [
        ("新增", shown.added),
        ("修改", shown.changed),
        ("不变", shown.same),
        ("重复", shown.repeated),
        ("已停用", shown.withdrawn),
        ("不能导入", shown.refused),
    ];
    let parts: Vec<String> = parts.iter().map(|(word, count)| format!("{word} {count} 题")).collect();
    out::line(parts.join("，"))
}

fn sample(question: &Question) -> Result<()> {
    out::line(&question.stem)?;
    for (at, option) in question.options().iter().enumerate() {
        out::line(format!("  {}. {option}", letter(at)))?;
    }
    out::line(format!("  答案：{}", key_words(question)))?;
    for (word, text) in [("解析", &question.explanation), ("依据", &question.source)] {
        if let Some(text) = text {
            out::line(format!("  {word}：{text}"))?;
        }
    }
    Ok(())
}

fn rekeyed(shown: &Preview) -> Result<()> {
    for one in shown.rekeyed.iter().take(REKEYED) {
        let stem: String = one.stem.chars().take(30).collect();
        out::line(format!("答案改动 {}：{} → {}（{stem}）", one.code, one.from, one.to))?;
    }
    if shown.rekeyed.len() > REKEYED {
        out::line(format!("答案改动 另有 {} 题", shown.rekeyed.len() - REKEYED))?;
    }
    Ok(())
}

fn problems(shown: &Preview) -> Result<()> {
    for weight in [Weight::Error, Weight::Warning, Weight::Mended] {
        for group in shown.groups.iter().filter(|group| group.weight == weight).take(GROUPS) {
            out::line(format!("{}：{group}", weight.name()))?;
        }
    }
    if shown.groups.len() > GROUPS {
        out::line("问题种类太多，只列出一部分；用 --annotate 可以得到标在原文件里的批注")?;
    }
    Ok(())
}
