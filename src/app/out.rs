//! What the commands print: their results to stdout, and tables in which
//! Chinese stands in line.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

use anyhow::Result;
use unicode_width::UnicodeWidthStr as _;

use super::files;

/// Prints a line.
pub fn line(text: impl Display) -> Result<()> {
    print(&format!("{text}\n"))
}

/// Prints a text as it is. Who reads it may have gone (`| head`): that is an
/// error like any other, which [`is_closed`] knows again.
pub fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| {
        let told = format!("写不到标准输出：{}", files::why(&error));
        anyhow::Error::from(error).context(told)
    })
}

/// Tells something beside a result that goes to stdout itself.
pub fn aside(text: impl Display) {
    // Nobody can be told that stderr is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether a command ended because nobody reads any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    let io = error.root_cause().downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A table with columns as wide as they must be, two cells to a Chinese
/// character.
pub fn table(headers: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = headers.iter().map(|header| header.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let headers: Vec<String> = headers.iter().map(ToString::to_string).collect();
    let lines = std::iter::once(&headers).chain(rows).map(|row| aligned(row, &widths));
    lines.collect()
}

fn aligned(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// The first so many characters of a text, on one line.
pub fn cut(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// An error with its causes on one line, without those that its text already
/// tells.
pub fn chain(error: &anyhow::Error) -> String {
    error.chain().skip(1).fold(error.to_string(), |told, cause| {
        let cause = cause.to_string();
        if told.contains(&cause) { told } else { format!("{told}：{cause}") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_stands_in_line() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let table =
            table(&["编号", "名称", "题数"], &[row(["a", "行政许可法", "12"]), row(["long-id", "法", "3"])]);
        let expected = "编号     名称        题数\n\
                        a        行政许可法  12\n\
                        long-id  法          3\n";
        assert_eq!(table, expected);
    }

    #[test]
    fn long_texts_are_cut_to_one_line() {
        assert_eq!(cut("一\n二三", 10), "一 二三");
        assert_eq!(cut("一二三四", 2), "一二…");
    }

    #[test]
    fn causes_are_told_once() {
        let error = anyhow::anyhow!("磁盘已满").context("写不了 a.toml：磁盘已满").context("没有导出");
        assert_eq!(chain(&error), "没有导出：写不了 a.toml：磁盘已满");
    }

    #[test]
    fn a_reader_who_has_gone_is_known() {
        let closed =
            anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("写不到标准输出");
        assert!(is_closed(&closed));
        assert!(!is_closed(&anyhow::anyhow!("磁盘已满")));
    }
}
