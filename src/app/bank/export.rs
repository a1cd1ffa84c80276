//! `baiti bank export`: a bank as a file, in whatever format; `baiti bank
//! template`: an empty workbook to be filled in.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    app::{
        cli::Ask,
        files::{self, Access},
        out,
    },
    bank::{BankFile, Placed, Retired},
    chat::house::House,
    domain::topic::TopicId,
    exchange::write::{self, Format, LeftOut, xlsx},
    store::{bank, bank::StandingQuestion},
};

/// So many ids are named of those that lost the same thing.
const NAMED: usize = 5;
/// Where the template goes.
const TEMPLATE: &str = "题库模板.xlsx";

/// Writes a bank to a file. A text without a file to go to is printed.
pub async fn run(
    house: &House,
    id: &str,
    format: Option<Format>,
    output: Option<PathBuf>,
    ask: Ask,
) -> Result<ExitCode> {
    let format = format_of(format, output.as_deref())?;
    let bank = standing(house, id).await?;
    let (questions, retired) = (bank.questions.len(), bank.retired.len());
    let file = tokio::task::spawn_blocking(move || write::write(format, &bank)).await??;
    let path = match output {
        None if format.is_text() => {
            out::print(&String::from_utf8_lossy(&file.bytes))?;
            for line in told(&file.left_out) {
                out::aside(line);
            }
            return Ok(ExitCode::SUCCESS);
        }
        None => PathBuf::from(file.name),
        Some(path) => path,
    };
    if files::write(&path, &file.bytes, Access::Usual, ask)? {
        let tail = if format == Format::Toml { format!("，停用 {retired} 道") } else { String::new() };
        out::line(format!("已导出到 {}：{questions} 道题{tail}。", path.display()))?;
        told(&file.left_out).iter().try_for_each(out::line)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the template.
pub fn template(output: Option<PathBuf>, ask: Ask) -> Result<ExitCode> {
    let path = output.unwrap_or_else(|| PathBuf::from(TEMPLATE));
    if Format::from_suffix(&suffix(&path)) != Some(Format::Xlsx) {
        bail!("模板是 Excel 工作簿，文件名请以 .xlsx 结尾");
    }
    if files::write(&path, &xlsx::template()?, Access::Usual, ask)? {
        out::line(format!("已写到 {}。填好以后用 baiti bank load 导入。", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The format that is asked for, or that of the file's suffix.
fn format_of(format: Option<Format>, output: Option<&Path>) -> Result<Format> {
    match (format, output) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(Format::Toml),
        (None, Some(path)) => Format::from_suffix(&suffix(path)).with_context(|| {
            let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
            format!("从 {} 的后缀看不出格式，请用 --format 说明：{}", path.display(), words.join("、"))
        }),
    }
}

fn suffix(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().into_owned()
}

/// What is not in the file, the same things together.
fn told(left_out: &[LeftOut]) -> Vec<String> {
    let mut groups: BTreeMap<(bool, &str), Vec<&str>> = BTreeMap::new();
    for out in left_out {
        groups.entry((!out.whole, out.what)).or_default().push(&out.code);
    }
    let line = |((part, what), codes): (&(bool, &str), &Vec<&str>)| {
        let named = codes.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
        let more = if codes.len() > NAMED { " 等" } else { "" };
        let head = match part {
            false => format!("整题没有写入（{what}）"),
            true if what.starts_with("再导入") => format!("注意：{what}"),
            true => format!("没有写入：{what}"),
        };
        format!("{head}，{} 道题：{named}{more}", codes.len())
    };
    groups.iter().map(line).collect()
}

/// The bank as it stands; what was withdrawn becomes a tombstone.
async fn standing(house: &House, id: &str) -> Result<BankFile> {
    let mut tx = house.store.read().await?;
    let Some((title, topic)) = bank::get(&mut tx, id).await? else {
        bail!("没有编号为 {id} 的题库，用 baiti bank list 查看");
    };
    let (live, withdrawn): (Vec<StandingQuestion>, Vec<StandingQuestion>) =
        bank::questions(&mut tx, id).await?.into_iter().partition(|question| question.live);
    let retired = |question: StandingQuestion| Retired { id: question.content.code, reason: None };
    Ok(BankFile {
        file: String::new(),
        id: id.to_owned(),
        title,
        topic: TopicId::new(&topic).with_context(|| format!("题库 {id} 的类别 {topic} 不对"))?,
        questions: live.into_iter().map(|question| Placed { line: 0, question: question.content }).collect(),
        retired: withdrawn.into_iter().map(retired).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_loss_is_told_once() {
        let out = |code: &str, whole, what| LeftOut { code: code.to_owned(), whole, what };
        let mut left_out: Vec<LeftOut> = (1..=7).map(|n| out(&format!("q{n}"), false, "解析")).collect();
        left_out.push(out("q9", true, "是多选题，Aiken 只有单选"));
        left_out.push(out("q3", false, "再导入时题干会变样"));
        let expected = [
            "整题没有写入（是多选题，Aiken 只有单选），1 道题：q9",
            "注意：再导入时题干会变样，1 道题：q3",
            "没有写入：解析，7 道题：q1、q2、q3、q4、q5 等",
        ];
        let mut told = told(&left_out);
        told.sort_by_key(|line| expected.iter().position(|known| known == line));
        assert_eq!(told, expected);
    }

    #[test]
    fn the_format_is_told_by_word_or_suffix() {
        let of = |format, path: &str| format_of(format, Some(Path::new(path)));
        assert_eq!(of(None, "预算法.xlsx").unwrap(), Format::Xlsx);
        assert_eq!(of(Some(Format::PaperWithKey), "预算法.docx").unwrap(), Format::PaperWithKey);
        assert!(of(None, "预算法.pdf").unwrap_err().to_string().contains("--format"));
        assert_eq!(format_of(None, None).unwrap(), Format::Toml);
    }
}
