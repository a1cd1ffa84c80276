//! The parser's complaints in Chinese.

use toml::de::Error;

use crate::bank::{diagnostic::Diagnostic, page::Page};

/// What the parser says (its beginning), what that means, and what is right.
const COMPLAINTS: [(&str, &str, &str); 20] = [
    ("duplicate key", "同一个字段写了两次", "每个字段在一道题里只写一次"),
    ("key with no value", "字段名后面缺少等号", r#"stem = "题干的文字""#),
    ("missing value for key", "字段名后面缺少等号", r#"stem = "题干的文字""#),
    ("missing value", "等号后面没有内容", r#"stem = "题干的文字""#),
    ("string values must be quoted", "文字没有用英文双引号括起来", r#"stem = "题干的文字""#),
    ("invalid basic string", "文字里的引号没有配对", r#"stem = "题干的文字""#),
    ("invalid literal string", "文字里的引号没有配对", r#"stem = "题干的文字""#),
    ("invalid multi-line", "三个引号开头的文字没有用三个引号结尾", r#"stem = """题干的文字""""#),
    ("missing escaped value", "反斜杠 \\ 要写两遍", r#"stem = "路径 C:\\资料""#),
    ("too few unicode", "反斜杠 \\ 要写两遍", r#"stem = "路径 C:\\资料""#),
    ("unclosed array table", "双方括号没有写完整", "[[question]]"),
    ("unclosed array", "列表缺少右方括号 ]", r#"options = ["甲", "乙"]"#),
    ("missing comma between array", "列表的两项之间缺少英文逗号", r#"options = ["甲", "乙"]"#),
    ("extra comma in array", "列表里多了一个逗号", r#"options = ["甲", "乙"]"#),
    ("unexpected `=` in array", "列表缺少右方括号 ]", r#"options = ["甲", "乙"]"#),
    ("extra `=`", "多了一个等号", "format = 1"),
    ("unclosed table", "方括号没有写完整", "[[question]]"),
    ("unexpected key or value", "这一行的内容后面多了东西", r#"stem = "题干的文字""#),
    ("invalid unquoted key", "字段名只能用英文", r#"stem = "题干的文字""#),
    ("unquoted keys", "字段名只能用英文", r#"stem = "题干的文字""#),
];

/// Chinese marks that slip in for ASCII ones, with what belongs there.
const SLIPS: [(char, char); 9] = [
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('‘', '"'),
    ('，', ','),
    ('、', ','),
    ('＝', '='),
    ('【', '['),
    ('】', ']'),
];

/// A syntax error of a part of a file that begins at `base`.
pub(super) fn diagnostic(page: &Page<'_>, base: usize, error: &Error) -> Diagnostic {
    let at = base + error.span().map_or(0, |span| span.start);
    // What is missing at the end of a line is complained of on the next.
    let at = at.min(page.text.len());
    let line = page.line(at);
    let (message, example) = slip(page, at).unwrap_or_else(|| translated(error.message()));
    let mut found = Diagnostic::of_file(page.name, message, "").at(line);
    found.column = Some(page.column(at));
    (found.example, found.help) = (Some(example), None);
    found
}

/// A Chinese mark where the parser stumbled.
fn slip(page: &Page<'_>, at: usize) -> Option<(String, String)> {
    let stumbled = page.text.get(at..)?.chars().next()?;
    let (wrong, right) = SLIPS.into_iter().find(|(wrong, _)| *wrong == stumbled)?;
    let line = page.text_of(page.line(at));
    let message = format!("这里用了中文的符号 {wrong}，要换成英文的 {right}");
    Some((message, example_for(line)))
}

fn example_for(line: &str) -> String {
    let example = if line.trim_start().starts_with("options") {
        r#"options = ["甲", "乙"]"#
    } else {
        r#"stem = "题干的文字""#
    };
    example.to_owned()
}

fn translated(message: &str) -> (String, String) {
    COMPLAINTS.iter().find(|(begins, ..)| message.starts_with(begins)).map_or_else(
        || (format!("这里不符合 TOML 的写法（{message}）"), r#"stem = "题干的文字""#.to_owned()),
        |(_, meaning, example)| ((*meaning).to_owned(), (*example).to_owned()),
    )
}
