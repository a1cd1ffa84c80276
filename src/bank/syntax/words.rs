//! The parser's complaints in Chinese.

use toml::de::Error;

use crate::bank::{diagnostic::Diagnostic, fields::Field, page::Page, spelling::nearest};

/// What is right in the files of one form.
pub(crate) struct Manual {
    /// The fields; the first one of a name counts.
    pub(crate) fields: &'static [&'static [Field]],
    /// A text.
    pub(crate) text: &'static str,
    /// A text of several lines.
    pub(crate) lines: &'static str,
    /// A backslash within a text.
    pub(crate) backslash: &'static str,
    /// A list.
    pub(crate) list: &'static str,
    /// What opens a table.
    pub(crate) table: &'static str,
    /// A date.
    pub(crate) date: &'static str,
    /// What has each field once.
    pub(crate) part: &'static str,
}

/// Which example helps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Right {
    /// That of the field of the line.
    Line,
    Lines,
    Backslash,
    List,
    Table,
    Date,
}

/// What the parser says (its beginning), what that means, and what is right.
const COMPLAINTS: [(&str, &str, Right); 23] = [
    ("key with no value", "字段名后面缺少等号", Right::Line),
    ("missing value", "等号后面没有内容", Right::Line),
    ("string values must be quoted", "文字要用英文双引号括起来", Right::Line),
    ("invalid basic string", "文字的引号没有配对", Right::Line),
    ("invalid literal string", "文字的引号没有配对", Right::Line),
    ("invalid multi-line", "三个引号开头的文字没有用三个引号结尾", Right::Lines),
    ("missing escaped value", "反斜杠 \\ 要写两遍", Right::Backslash),
    ("too few unicode", "反斜杠 \\ 要写两遍", Right::Backslash),
    ("unclosed array table", "双方括号没有写完整", Right::Table),
    ("unclosed table", "方括号没有写完整", Right::Table),
    ("unclosed array", "列表缺少右方括号 ]", Right::List),
    ("unexpected `=` in array", "列表缺少右方括号 ]", Right::List),
    ("missing comma between array", "列表的两项之间缺少英文逗号", Right::List),
    ("extra comma in array", "列表里多了一个逗号", Right::List),
    ("extra `=`", "多了一个等号", Right::Line),
    ("unexpected key or value", "这一行的内容后面多了东西", Right::Line),
    ("invalid unquoted key", "字段名只能用英文", Right::Line),
    ("unquoted keys", "字段名只能用英文", Right::Line),
    ("invalid key-value", "这一行没有字段名", Right::Line),
    ("invalid date", "没有这个日期", Right::Date),
    ("invalid integer", "数字写得不对", Right::Line),
    ("unexpected leading zero", "数字前面多了 0", Right::Line),
    ("carriage return", "换行符不对，请用记事本另存一次", Right::Line),
];

/// Chinese marks that slip in for ASCII ones, with what belongs there.
const SLIPS: [(char, char); 10] = [
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('‘', '"'),
    ('’', '"'),
    ('，', ','),
    ('、', ','),
    ('＝', '='),
    ('【', '['),
    ('】', ']'),
];

/// A syntax error in a part of a file that begins at `base`.
pub(super) fn diagnostic(page: &Page<'_>, manual: &Manual, base: usize, error: &Error) -> Diagnostic {
    let at = (base + error.span().map_or(0, |span| span.start)).min(page.text.len());
    let (line, column) = (page.line(at), page.column(at));
    let said = || translated(page, manual, at, error.message());
    let (message, example) = slip(page, manual, at).unwrap_or_else(said);
    let found = Diagnostic::of_file(page.name, message, "").at(line);
    Diagnostic { column: Some(column), example: Some(example), help: None, ..found }
}

/// A Chinese mark where the parser stumbled.
fn slip(page: &Page<'_>, manual: &Manual, at: usize) -> Option<(String, String)> {
    let stumbled = page.text.get(at..)?.chars().next()?;
    let (wrong, right) = SLIPS.into_iter().find(|(wrong, _)| *wrong == stumbled)?;
    let message = format!("中文的符号 {wrong} 要换成英文的 {right}");
    Some((message, example(page, manual, at).unwrap_or(manual.text).to_owned()))
}

fn translated(page: &Page<'_>, manual: &Manual, at: usize, said: &str) -> (String, String) {
    let (meaning, right) = meaning(page, manual, at, said);
    let right = match right {
        Right::Line => example(page, manual, at).unwrap_or(manual.text),
        Right::Lines => manual.lines,
        Right::Backslash => manual.backslash,
        Right::List => manual.list,
        Right::Table => manual.table,
        Right::Date => manual.date,
    };
    (meaning, right.to_owned())
}

fn meaning(page: &Page<'_>, manual: &Manual, at: usize, said: &str) -> (String, Right) {
    // What is missing at the end of a list is complained of where the next
    // field begins.
    let begins_line = page.column(at) == 1 + indent(page.text_of(page.line(at)));
    if said.starts_with("missing comma") && begins_line && example(page, manual, at).is_some() {
        return ("上一行的列表缺少右方括号 ]".to_owned(), Right::List);
    }
    if said.starts_with("string values") && page.text.get(at..).is_none_or(at_line_end) {
        return ("等号后面没有内容".to_owned(), Right::Line);
    }
    if said.starts_with("duplicate key") {
        let twice = format!("同一个字段或同一段写了两次，每个字段在{}里只写一次", manual.part);
        return (twice, Right::Line);
    }
    let known = COMPLAINTS.iter().find(|(begins, ..)| said.starts_with(begins));
    known.map_or_else(
        || (format!("这里不符合 TOML 的写法（{said}）"), Right::Line),
        |(_, meaning, right)| ((*meaning).to_owned(), *right),
    )
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

fn at_line_end(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r', '#']) || rest.trim().is_empty()
}

/// How the field that a line begins with is written, if it begins with one or
/// with what people call one.
fn example(page: &Page<'_>, manual: &Manual, at: usize) -> Option<&'static str> {
    let line = page.text_of(page.line(at)).trim_start();
    let name = line.split(|c: char| c.is_whitespace() || c == '=' || c == '＝').next()?;
    let fields: Vec<&Field> = manual.fields.iter().copied().flatten().collect();
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let meant = names.iter().copied().find(|&known| known == name).or_else(|| nearest(name, &names))?;
    fields.into_iter().find(|field| field.name == meant).map(|field| field.example)
}
