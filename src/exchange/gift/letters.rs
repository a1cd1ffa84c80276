//! Text in which a backslash takes its meaning from a mark.

/// A character, and whether it only stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The character.
    pub(super) c: char,
    /// Whether it was written with a backslash.
    pub(super) escaped: bool,
}

/// The marks that can be written with a backslash.
const MARKS: [char; 7] = [':', '#', '=', '{', '}', '~', '\\'];

/// Takes the backslashes away: `\=` is an equals sign without meaning, `\n` a
/// line feed. Before anything else a backslash stands for itself.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut all = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().filter(|_| c == '\\');
        let meant = match after {
            Some('n') => Some('\n'),
            Some(mark) if MARKS.contains(&mark) => Some(mark),
            _ => None,
        };
        if meant.is_some() {
            rest.next();
        }
        all.push(Letter { c: meant.unwrap_or(c), escaped: meant.is_some() });
    }
    all
}

/// The characters.
pub(super) fn text(all: &[Letter]) -> String {
    all.iter().map(|letter| letter.c).collect()
}

/// Where these marks stand first, with their meaning.
pub(super) fn find(all: &[Letter], marks: &str) -> Option<usize> {
    (0..all.len()).find(|&at| strip(&all[at..], marks).is_some())
}

/// What follows these marks, if the text begins with them.
pub(super) fn strip<'a>(all: &'a [Letter], marks: &str) -> Option<&'a [Letter]> {
    let mut rest = all;
    for mark in marks.chars() {
        let (first, after) = rest.split_first()?;
        if first.escaped || !first.c.eq_ignore_ascii_case(&mark) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Without the blanks round it that were not written with a backslash.
pub(super) fn trimmed(all: &[Letter]) -> &[Letter] {
    let is_blank = |letter: &Letter| letter.c.is_whitespace() && !letter.escaped;
    let start = all.iter().position(|letter| !is_blank(letter)).unwrap_or(all.len());
    let end = all.iter().rposition(|letter| !is_blank(letter)).map_or(start, |at| at + 1);
    &all[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_takes_the_meaning() {
        let all = letters("a\\=b=c\\\\\\n\\x\\");
        assert_eq!(text(&all), "a=b=c\\\n\\x\\");
        assert_eq!(find(&all, "="), Some(3));
        assert_eq!(find(&letters("\\\\="), "="), Some(1));
    }

    #[test]
    fn blanks_go_but_written_line_feeds_stay() {
        assert_eq!(text(trimmed(&letters(" \n\\n甲 "))), "\n甲");
        assert!(trimmed(&letters("  ")).is_empty());
    }
}
