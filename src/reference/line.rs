//! Lines without what only sets them: blanks round them, the marks of Markdown.

/// The lines that say something, clean.
pub(super) fn cleaned<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<String> {
    let mut cleaned = Vec::new();
    let mut in_comment = false;
    for line in lines {
        let line = without_comments(line, &mut in_comment);
        let line = without_marks(&spaced(&line));
        if line.chars().any(char::is_alphanumeric) {
            cleaned.push(line);
        }
    }
    cleaned
}

/// Every blank a plain one, none round the text, nothing invisible.
fn spaced(line: &str) -> String {
    let visible: String = line.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).fold(
        String::new(),
        |mut line, word| {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            line
        },
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
}

/// A line without `<!-- … -->`, which may go on over several lines.
fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let (mut left, mut rest) = (String::new(), line);
    loop {
        let mark = if *in_comment { "-->" } else { "<!--" };
        let Some((before, after)) = rest.split_once(mark) else {
            if !*in_comment {
                left.push_str(rest);
            }
            return left;
        };
        if !*in_comment {
            left.push_str(before);
        }
        (*in_comment, rest) = (!*in_comment, after);
    }
}

/// A line without the marks of Markdown: `## `, `> `, `**`.
fn without_marks(line: &str) -> String {
    let mut text = line.trim_start_matches("> ");
    let bare = text.trim_start_matches('#');
    if bare.len() < text.len() && bare.starts_with(' ') {
        text = bare.trim();
    }
    text.replace("**", "").replace("__", "").trim().to_owned()
}

/// A heading without blanks between its characters: `总 则` is `总则`.
pub(super) fn closed_up(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_han = |at: Option<usize>| {
        at.and_then(|at| letters.get(at)).is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(c))
    };
    let keep = |at: &usize| letters[*at] != ' ' || !(is_han(at.checked_sub(1)) && is_han(at.checked_add(1)));
    (0..letters.len()).filter(keep).map(|at| letters[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_sets_a_line_is_left_out() {
        let text = "# 办法\n\n<!-- 内部\n注释 -->## 第一章　总 则\n　　**第一条**　为了\u{200b}管理 \n---\n> 引文\n#标签";
        assert_eq!(cleaned(text.lines()), ["办法", "第一章 总 则", "第一条 为了管理", "引文", "#标签"]);
    }

    #[test]
    fn headings_are_closed_up() {
        assert_eq!(closed_up("第一章 总 则"), "第一章总则");
        assert_eq!(closed_up("IT 设备"), "IT 设备");
    }
}
