//! From bytes to TOML tables, with errors in plain words.

mod words;

pub(crate) use words::Manual;

use toml::de::{DeTable, DeValue};

use super::{
    Source,
    diagnostic::{Diagnostic, Findings},
    files::too_large,
    format::MAX_BYTES,
    page::Page,
};

/// The most marks (ASCII characters that are neither letter nor digit) of a
/// file. The parser keeps about 60 bytes for each; a real bank has one in
/// seven bytes, a file of nothing else would take a gigabyte.
const MAX_MARKS: usize = 4_000_000;

/// The text of a file, or why it has none.
pub(crate) fn text(source: &Source) -> Result<&str, Box<Diagnostic>> {
    let refused = |message: &str, help: &str| Box::new(Diagnostic::of_file(&source.name, message, help));
    if source.bytes.len() > MAX_BYTES {
        return Err(refused(&too_large(), "请把题库拆成几个文件"));
    }
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&source.bytes);
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Box::new(refused("文件里有空字节，不是文本文件", SAVE_AS_UTF8).at(line(bytes, at))));
    }
    if bytes.iter().filter(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count() > MAX_MARKS {
        return Err(refused("文件里几乎全是符号，不像题库", "请检查是不是选错了文件"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let line = line(bytes, error.valid_up_to());
        Box::new(refused("文件不是 UTF-8 编码", SAVE_AS_UTF8).at(line))
    })
}

const SAVE_AS_UTF8: &str = "用记事本打开，选“另存为”，编码选 UTF-8，再保存";

fn line(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1
}

/// A part of a file that could be parsed by itself.
pub(crate) struct Block<'a> {
    /// Its first byte in the file; the spans within count from here.
    pub(crate) base: usize,
    /// What it holds.
    pub(crate) table: DeTable<'a>,
}

/// The tables of a file.
pub(crate) struct Parsed<'a> {
    /// The whole file as one block; or, if it has a syntax error, what can be
    /// parsed of its head and of each `[[…]]` by itself, so that one missing
    /// quotation mark doesn't hide everything else.
    pub(crate) blocks: Vec<Block<'a>>,
    /// Whether the head could be parsed, so that what is not in it is missing.
    pub(crate) head: bool,
}

/// Parses a file, telling syntax errors.
pub(crate) fn parse<'a>(page: &Page<'a>, manual: &Manual, findings: &mut Findings) -> Parsed<'a> {
    match DeTable::parse(page.text) {
        Ok(table) => Parsed { blocks: vec![Block { base: 0, table: table.into_inner() }], head: true },
        Err(error) => in_blocks(page, manual, &error, findings),
    }
}

fn in_blocks<'a>(
    page: &Page<'a>,
    manual: &Manual,
    first: &toml::de::Error,
    findings: &mut Findings,
) -> Parsed<'a> {
    let mut parsed = Parsed { blocks: Vec::new(), head: true };
    let mut told = false;
    for (base, text) in split(page.text) {
        match DeTable::parse(text) {
            Ok(table) => parsed.blocks.push(Block { base, table: table.into_inner() }),
            Err(error) => {
                parsed.head &= base > 0;
                told = true;
                findings.add(words::diagnostic(page, manual, base, &error));
            }
        }
    }
    // An error that shows only in the whole: `[[question]]` after `question = 1`.
    if !told {
        findings.add(words::diagnostic(page, manual, 0, first));
        return Parsed { blocks: Vec::new(), head: false };
    }
    parsed
}

/// Cuts a text before every line that opens a `[[…]]`.
fn split(text: &str) -> Vec<(usize, &str)> {
    let opens = text.match_indices("[[").filter_map(|(at, _)| line_start(text, at));
    let cuts: Vec<usize> = std::iter::once(0).chain(opens.filter(|&at| at > 0)).chain([text.len()]).collect();
    cuts.windows(2).filter_map(|cut| Some((cut[0], text.get(cut[0]..cut[1])?))).collect()
}

/// The start of the line of an offset if nothing but blanks comes before it.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t']);
    (before.is_empty() || before.ends_with('\n')).then_some(before.len())
}

/// What a value is, in plain words.
pub(crate) fn type_word(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => " true 或 false",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "表",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_before_each_table() {
        let text = "a = 1\n[[question]]\nb = [[\"x\"]]\n  [[retired]]\nc = 1";
        let parts: Vec<&str> = split(text).into_iter().map(|(_, part)| part.trim()).collect();
        assert_eq!(parts, ["a = 1", "[[question]]\nb = [[\"x\"]]", "[[retired]]\nc = 1"]);
    }

    #[test]
    fn a_text_without_tables_is_one_part() {
        assert_eq!(split("a = 1"), [(0, "a = 1")]);
        assert_eq!(split("[[question]]"), [(0, "[[question]]")]);
    }

    #[test]
    fn marks_are_bounded() {
        let source = Source::new("a.toml", vec![b','; MAX_MARKS + 1]);
        assert!(text(&source).unwrap_err().message.contains("不像题库"));
    }
}
