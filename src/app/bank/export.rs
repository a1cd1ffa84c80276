//! `baiti bank export`: a bank as a file, in whatever format; `baiti bank
//! template`: an empty workbook to be filled in.

use std::{
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
    chat::house::House,
    exchange::write::{self, Format, told, xlsx},
    intake::banks,
};

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
    let bank = banks::standing(&mut house.store.read().await?, id).await?;
    let Some(bank) = bank else {
        bail!("没有编号为 {id} 的题库，用 baiti bank list 查看");
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_by_word_or_suffix() {
        let of = |format, path: &str| format_of(format, Some(Path::new(path)));
        assert_eq!(of(None, "预算法.xlsx").unwrap(), Format::Xlsx);
        assert_eq!(of(Some(Format::PaperWithKey), "预算法.docx").unwrap(), Format::PaperWithKey);
        assert!(of(None, "预算法.pdf").unwrap_err().to_string().contains("--format"));
        assert_eq!(format_of(None, None).unwrap(), Format::Toml);
    }
}
