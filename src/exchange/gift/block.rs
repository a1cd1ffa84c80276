//! A file as blocks, parted by blank lines.

use super::letters::{find, letters};

/// The lines of one question.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Block {
    /// The line of its first word, from 1.
    pub(super) line: u32,
    /// Its lines without comments and category.
    pub(super) text: String,
    /// Its comments, without the slashes.
    pub(super) comments: Vec<String>,
    /// `$CATEGORY: path`
    pub(super) category: Option<String>,
    braces: Braces,
}

/// How far a question's braces are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Braces {
    #[default]
    None,
    Open,
    Closed,
}

impl Block {
    fn add(&mut self, line: &str, number: u32) {
        if let Some(comment) = line.strip_prefix("//") {
            self.comments.push(comment.trim().to_owned());
        } else if let Some(path) = category(line) {
            self.category = Some(path.to_owned());
        } else {
            if self.text.is_empty() {
                self.line = number;
            } else {
                self.text.push('\n');
            }
            self.text.push_str(line);
            self.watch(line);
        }
    }

    /// Keeps count of the braces.
    fn watch(&mut self, line: &str) {
        let all = letters(line);
        let mut rest = &all[..];
        if self.braces == Braces::None
            && let Some(at) = find(rest, "{")
        {
            self.braces = Braces::Open;
            rest = &all[at..];
        }
        if self.braces == Braces::Open && find(rest, "}").is_some() {
            self.braces = Braces::Closed;
        }
    }

    /// Whether its braces are open at its end.
    fn is_open(&self) -> bool {
        self.braces == Braces::Open
    }

    /// What its comments say in brackets: `[tag:文明用语]`.
    pub(super) fn labels(&self, name: &str) -> Vec<String> {
        let opening = format!("[{name}:");
        let parts = |comment: &String| comment.split(&opening).skip(1).filter_map(label).collect::<Vec<_>>();
        self.comments.iter().flat_map(parts).collect()
    }
}

/// What stands before the closing bracket; `\]` is one without meaning.
fn label(text: &str) -> Option<String> {
    let mut value = String::new();
    let mut rest = text.chars();
    loop {
        match rest.next()? {
            '\\' => value.push(rest.next()?),
            ']' => return Some(value),
            c => value.push(c),
        }
    }
}

fn category(line: &str) -> Option<&str> {
    let rest = line.get(..9).filter(|start| start.eq_ignore_ascii_case("$CATEGORY")).and(line.get(9..))?;
    rest.trim_start().strip_prefix(':').map(str::trim)
}

/// Cuts a file at its blank lines and hands over the blocks, as long as they
/// are wanted; a blank line within the braces of a question does not end it.
pub(super) fn each(text: &str, mut visit: impl FnMut(Block) -> bool) {
    let mut present = Block::default();
    let mut fresh = true;
    for (number, line) in (1_u32..).zip(text.lines().map(str::trim)) {
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let begins = fresh && !(present.is_open() && goes_on(line));
        // A category needs no blank line after it.
        let after_category =
            present.category.is_some() && present.text.is_empty() && category(line).is_none();
        if (begins || after_category) && !visit(std::mem::take(&mut present)) {
            return;
        }
        fresh = false;
        present.add(line, number);
    }
    visit(present);
}

/// Whether a line after a blank one belongs to the answers begun before it.
fn goes_on(line: &str) -> bool {
    line.starts_with(['=', '~', '}', '#']) || line.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        each(text, |block| {
            blocks.push(block);
            true
        });
        blocks
    }

    fn texts(text: &str) -> Vec<(u32, String)> {
        let blocks = split(text).into_iter().filter(|block| !block.text.is_empty());
        blocks.map(|block| (block.line, block.text)).collect()
    }

    #[test]
    fn blank_lines_part_questions() {
        let found = texts("// 注释\n\n甲{T}\n \n\n乙{\n=1\n\n~2\n}\n");
        assert_eq!(found, [(3, "甲{T}".to_owned()), (6, "乙{\n=1\n~2\n}".to_owned())]);
    }

    #[test]
    fn an_open_brace_swallows_no_other_question() {
        assert_eq!(texts("甲{=1\n\n乙{T}").len(), 2);
    }

    #[test]
    fn comments_and_categories_are_apart() {
        let blocks = split("$category : a/b\n// [id:T1] [tag:甲\\]乙] [tag:x\n甲{T}");
        assert_eq!(blocks[1].category.as_deref(), Some("a/b"));
        assert_eq!(blocks[2].labels("tag"), ["甲]乙"]);
        assert_eq!(blocks[2].labels("id"), ["T1"]);
        assert_eq!(blocks[2].text, "甲{T}");
    }
}
