//! The text of a file with its lines.

/// A file's text, and where its lines begin.
pub(crate) struct Page<'a> {
    /// The name of the file.
    pub(crate) name: &'a str,
    /// All of its text.
    pub(crate) text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let after_feeds = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { name, text, starts: std::iter::once(0).chain(after_feeds).collect() }
    }

    /// The line of a byte offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// The column of a byte offset in characters, from 1.
    pub(crate) fn column(&self, offset: usize) -> usize {
        let start = self.starts.get(self.line(offset) - 1).copied().unwrap_or(0);
        self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1)
    }

    /// The text of a line, from 1.
    pub(crate) fn text_of(&self, line: usize) -> &'a str {
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).copied();
        start.and_then(|start| self.text.get(start..)).and_then(|rest| rest.lines().next()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_told_as_people_count() {
        let page = Page::new("a.toml", "甲乙\n丙");
        assert_eq!((page.line(0), page.column(0)), (1, 1));
        assert_eq!((page.line(3), page.column(3)), (1, 2));
        assert_eq!((page.line(7), page.column(7)), (2, 1));
        assert_eq!((page.line(99), page.column(99)), (2, 1));
        assert_eq!(page.text_of(2), "丙");
        assert_eq!(page.text_of(0), "");
    }
}
