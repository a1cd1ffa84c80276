//! Paragraphs and tables while they are read.

use crate::{
    domain::question::BLANK,
    exchange::paper::Line,
    table::{Cell, MAX_COLUMNS, Row, Script, Sheet, scripted},
};

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// From 1.
    pub count: u32,
    pub text: String,
    /// Where what is underlined begins, at the end of the text.
    pub(super) line: Option<usize>,
    pub style: Option<String>,
    pub list: Option<String>,
    pub level: Option<usize>,
    /// Its mark is deleted: with no text left it is not there.
    pub deleted: bool,
    pub left_out: Vec<String>,
    /// What stands in the text boxes that hang on it.
    pub after: Vec<Line>,
}

impl Paragraph {
    /// Takes a text.
    pub(super) fn push(&mut self, text: &str, script: Script, underlined: bool) {
        if !underlined || text == "\n" {
            self.settle_line();
        } else if self.line.is_none() {
            self.line = Some(self.text.len());
        }
        self.text.push_str(&scripted(text, script));
    }

    /// Underlined blanks are a place to write in; Word parts them into several
    /// runs, and words may stand among them.
    pub(super) fn settle_line(&mut self) {
        let Some(start) = self.line.take() else { return };
        let width = |c: char| if matches!(c, '\t' | '\u{3000}') { LEAST_LINE } else { 1 };
        let line = self.text.get(start..).unwrap_or_default();
        if line.chars().all(char::is_whitespace) && line.chars().map(width).sum::<usize>() >= LEAST_LINE {
            self.text.truncate(start);
            self.text.push_str(BLANK);
        }
    }

    /// Notes what can't be taken along, once.
    pub(super) fn note(&mut self, what: &str) {
        if !self.left_out.iter().any(|known| known == what) {
            self.left_out.push(what.to_owned());
        }
    }
}

/// From so many underlined blanks on there is room to write in.
const LEAST_LINE: usize = 2;

/// A cell while it is read.
#[derive(Debug, Default)]
pub(super) struct TableCell {
    pub lines: Vec<Line>,
    /// How many columns it takes.
    pub span: u32,
    /// It belongs to the one above it.
    pub merged: bool,
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<TableCell>>,
}

/// Words of a header over stems, and over keys and options.
const STEMS: [&str; 9] =
    ["题干", "题目", "试题", "问题", "题目内容", "试题内容", "试题题干", "题目题干", "question"];
const KEYS: [&str; 7] = ["答案", "正确答案", "标准答案", "参考答案", "正确选项", "answer", "选项"];

impl Table {
    /// The cell that is being read.
    pub(super) fn cell(&mut self) -> Option<&mut TableCell> {
        self.rows.last_mut()?.last_mut()
    }

    /// Whether one of its first rows is the header of a list of questions.
    pub(super) fn header(&self) -> Option<usize> {
        let fits = |row: &Vec<TableCell>| {
            let names: Vec<String> = row.iter().map(name).collect();
            let has = |words: &[&str], start: bool| {
                names.iter().any(|name| {
                    words.iter().any(|word| if start { name.starts_with(word) } else { name == word })
                })
            };
            has(&STEMS, false) && has(&KEYS, true)
        };
        let at = self.rows.iter().take(3).position(fits)?;
        (at + 1 < self.rows.len()).then_some(at)
    }

    /// As the sheet of a workbook; cells that were merged downwards are filled.
    /// With how many bytes of text it has.
    pub(super) fn sheet(&self, name: String, most: usize) -> Option<Sheet> {
        let mut above: Vec<(u32, Cell)> = Vec::new();
        let mut rows = Vec::new();
        let mut taken = 0_usize;
        for (number, row) in (1_u32..).zip(&self.rows) {
            let mut cells = Vec::new();
            let mut column = 0_u32;
            for cell in row {
                let filled = above.binary_search_by_key(&column, |(at, _)| *at).ok().filter(|_| cell.merged);
                let filled = filled.and_then(|at| above.get(at)).map(|(_, value)| value.clone());
                let value = filled.unwrap_or_else(|| Cell::text(&cell.text()));
                taken += cell_bytes(&value);
                cells.push((column, value));
                column = column.saturating_add(cell.span.max(1));
                if column >= MAX_COLUMNS {
                    break;
                }
            }
            if taken > most {
                return None;
            }
            above.clone_from(&cells);
            cells.retain(|(_, cell)| !cell.is_empty());
            if !cells.is_empty() {
                rows.push(Row { number, cells });
            }
        }
        Some(Sheet { name, rows })
    }

    /// As lines: a row is one line, unless a cell in it has several.
    pub(super) fn lines(self) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in self.rows {
            let plain = row.iter().all(|cell| cell.lines.len() <= 1);
            let mut found = row.into_iter().flat_map(|cell| cell.lines);
            match found.next().filter(|_| plain) {
                Some(mut first) => {
                    for line in found {
                        first.text.push('\t');
                        first.text.push_str(&line.text);
                        first.left_out.extend(line.left_out);
                    }
                    lines.push(first);
                }
                None => lines.extend(found),
            }
        }
        lines
    }
}

impl TableCell {
    fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// The name of a column, without blanks and what stands in brackets.
fn name(cell: &TableCell) -> String {
    let text: String = cell.text().chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let end = text.find(['(', '（', '[', '【']).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_lowercase()
}

const fn cell_bytes(cell: &Cell) -> usize {
    if let Cell::Text(text) = cell { text.len() } else { 0 }
}
