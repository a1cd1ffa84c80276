//! The parser's complaints in Chinese.

use toml::de::Error;

use crate::bank::{
    diagnostic::Diagnostic,
    fields::{Field, OF_BANK, OF_QUESTION, OF_RETIRED},
    page::Page,
    spelling::nearest,
};

/// What is right where nothing better is known.
const PLAIN: &str = r#"stem = "题干的文字""#;
const LIST: &str = r#"options = ["甲", "乙"]"#;
const HEADER: &str = "[[question]]";
const BACKSLASH: &str = r#"stem = "路径 C:\\资料""#;

/// What the parser says (its beginning), what that means, and what is right;
/// where that is empty, the field of the line is shown as an example.
const COMPLAINTS: [(&str, &str, &str); 24] = [
    ("duplicate key", "同一个字段或同一段写了两次，每个字段在一道题里只写一次", ""),
    ("key with no value", "字段名后面缺少等号", ""),
    ("missing value", "等号后面没有内容", ""),
    ("string values must be quoted", "文字要用英文双引号括起来", ""),
    ("invalid basic string", "文字的引号没有配对", ""),
    ("invalid literal string", "文字的引号没有配对", ""),
    ("invalid multi-line", "三个引号开头的文字没有用三个引号结尾", r#"stem = """题干的文字""""#),
    ("missing escaped value", "反斜杠 \\ 要写两遍", BACKSLASH),
    ("too few unicode", "反斜杠 \\ 要写两遍", BACKSLASH),
    ("unclosed array table", "双方括号没有写完整", HEADER),
    ("unclosed table", "方括号没有写完整", HEADER),
    ("unclosed array", "列表缺少右方括号 ]", LIST),
    ("unexpected `=` in array", "列表缺少右方括号 ]", LIST),
    ("missing comma between array", "列表的两项之间缺少英文逗号", LIST),
    ("extra comma in array", "列表里多了一个逗号", LIST),
    ("extra `=`", "多了一个等号", ""),
    ("unexpected key or value", "这一行的内容后面多了东西", ""),
    ("invalid unquoted key", "字段名只能用英文", ""),
    ("unquoted keys", "字段名只能用英文", ""),
    ("invalid key-value", "这一行没有字段名", ""),
    ("invalid date", "没有这个日期", "valid_until = 2027-12-31"),
    ("invalid integer", "数字写得不对", ""),
    ("unexpected leading zero", "数字前面多了 0", ""),
    ("carriage return", "换行符不对，请用记事本另存一次", ""),
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
pub(super) fn diagnostic(page: &Page<'_>, base: usize, error: &Error) -> Diagnostic {
    let at = (base + error.span().map_or(0, |span| span.start)).min(page.text.len());
    let (line, column) = (page.line(at), page.column(at));
    let (message, example) = slip(page, at).unwrap_or_else(|| translated(page, at, error.message()));
    let found = Diagnostic::of_file(page.name, message, "").at(line);
    Diagnostic { column: Some(column), example: Some(example), help: None, ..found }
}

/// A Chinese mark where the parser stumbled.
fn slip(page: &Page<'_>, at: usize) -> Option<(String, String)> {
    let stumbled = page.text.get(at..)?.chars().next()?;
    let (wrong, right) = SLIPS.into_iter().find(|(wrong, _)| *wrong == stumbled)?;
    let message = format!("中文的符号 {wrong} 要换成英文的 {right}");
    Some((message, example(page, at).unwrap_or(PLAIN).to_owned()))
}

fn translated(page: &Page<'_>, at: usize, said: &str) -> (String, String) {
    let (meaning, right) = meaning(page, at, said);
    let right = if right.is_empty() { example(page, at).unwrap_or(PLAIN) } else { right };
    (meaning, right.to_owned())
}

fn meaning(page: &Page<'_>, at: usize, said: &str) -> (String, &'static str) {
    // What is missing at the end of a list is complained of where the next
    // field begins.
    let begins_line = page.column(at) == 1 + indent(page.text_of(page.line(at)));
    if said.starts_with("missing comma") && begins_line && example(page, at).is_some() {
        return ("上一行的列表缺少右方括号 ]".to_owned(), LIST);
    }
    if said.starts_with("string values") && page.text.get(at..).is_none_or(at_line_end) {
        return ("等号后面没有内容".to_owned(), "");
    }
    let known = COMPLAINTS.iter().find(|(begins, ..)| said.starts_with(begins));
    known.map_or_else(
        || (format!("这里不符合 TOML 的写法（{said}）"), ""),
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
fn example(page: &Page<'_>, at: usize) -> Option<&'static str> {
    let line = page.text_of(page.line(at)).trim_start();
    let name = line.split(|c: char| c.is_whitespace() || c == '=' || c == '＝').next()?;
    let fields: Vec<&Field> = OF_QUESTION.iter().chain(&OF_BANK).chain(&OF_RETIRED).collect();
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let meant = names.iter().copied().find(|&known| known == name).or_else(|| nearest(name, &names))?;
    fields.into_iter().find(|field| field.name == meant).map(|field| field.example)
}
