//! The text that grows while HTML is read.

use super::{Plain, script};
use crate::{bank::normalise::is_invisible, domain::question::BLANK};

/// Tags that stand on lines of their own.
const BLOCKS: [&str; 26] = [
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];

/// The most pictures that are told one by one.
const PICTURES: usize = 50;

/// The most characters of a picture's name that are told.
const NAME: usize = 60;

/// The most tags within each other whose content is changed.
const DEEPEST: usize = 50;

/// A tag whose content is changed when it closes.
struct Open {
    tag: String,
    /// Where its content begins.
    start: usize,
    /// How many blanks there were before.
    blanks: usize,
}

/// Takes tags and words one after another.
#[derive(Default)]
pub(in crate::exchange) struct Flow {
    out: String,
    /// A blank that is written only if a word follows on the same line.
    blank: bool,
    /// How many blanks have been seen.
    blanks: usize,
    open: Vec<Open>,
    /// The tag whose content is dropped, and how deep within itself it is.
    silent: Option<(String, usize)>,
    lines: bool,
    tabs: bool,
    left_out: Vec<String>,
}

impl Flow {
    /// Line feeds among the words count.
    pub(super) fn of_lines() -> Self {
        Self { lines: true, ..Self::default() }
    }

    /// Cells are parted by tabs.
    pub(super) fn of_page() -> Self {
        Self { tabs: true, ..Self::default() }
    }

    /// Words as they stand in the source: blanks in a row are one.
    pub(in crate::exchange) fn words(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            match c {
                '\r' if letters.peek() == Some(&'\n') => {}
                '\n' | '\r' if self.lines => self.feed(),
                _ if c.is_ascii_whitespace() => {
                    self.blanks += 1;
                    self.blank = true;
                }
                _ => self.letter(c),
            }
        }
    }

    /// A character that stands as it is.
    pub(in crate::exchange) fn letter(&mut self, c: char) {
        if self.silent.is_some() || is_invisible(c) {
            return;
        }
        self.settle_blank();
        let c = if c == '\u{a0}' { ' ' } else { c };
        self.blanks += usize::from(c.is_whitespace());
        self.out.push(c);
    }

    fn settle_blank(&mut self) {
        let follows = !self.out.is_empty() && !self.out.ends_with('\n');
        if std::mem::take(&mut self.blank) && follows && self.silent.is_none() {
            self.out.push(' ');
        }
    }

    fn feed(&mut self) {
        self.blank = false;
        if self.silent.is_none() {
            self.out.push('\n');
        }
    }

    fn own_line(&mut self) {
        self.blank = false;
        if !self.out.is_empty() && !self.out.ends_with('\n') && self.silent.is_none() {
            self.out.push('\n');
        }
    }

    /// A tag opens.
    pub(in crate::exchange) fn open(&mut self, tag: &str, attribute: impl Fn(&str) -> Option<String>) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth += usize::from(silent == tag);
            return;
        }
        match tag {
            "br" | "hr" => self.feed(),
            "script" | "style" | "head" => self.silent = Some((tag.to_owned(), 1)),
            "svg" | "canvas" | "object" => {
                self.leave_out("图片", None);
                self.silent = Some((tag.to_owned(), 1));
            }
            "img" => self.leave_out(
                "图片",
                attribute("alt").filter(|alt| !alt.trim().is_empty()).or_else(|| attribute("src")),
            ),
            "audio" => self.leave_out("录音", attribute("src")),
            "video" | "iframe" | "embed" => self.leave_out("视频", attribute("src")),
            "math" => self.leave_out("公式", None),
            "sup" | "sub" | "u" => self.begin(tag),
            "td" | "th" => self.blank = !self.tabs,
            _ if BLOCKS.contains(&tag) || tag == "ol" || tag == "pre" => self.own_line(),
            _ => {}
        }
    }

    /// A tag closes.
    pub(in crate::exchange) fn close(&mut self, tag: &str) {
        if let Some((silent, depth)) = &mut self.silent {
            *depth -= usize::from(silent == tag);
            if *depth == 0 {
                self.silent = None;
            }
            return;
        }
        match tag {
            "sup" | "sub" | "u" => self.end(tag),
            "td" | "th" if self.tabs => {
                self.blank = false;
                self.out.push('\t');
            }
            _ if BLOCKS.contains(&tag) || tag == "ol" || tag == "pre" => self.own_line(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &str) {
        self.settle_blank();
        if self.open.len() >= DEEPEST {
            return;
        }
        self.open.push(Open { tag: tag.to_owned(), start: self.out.len(), blanks: self.blanks });
    }

    fn end(&mut self, tag: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.tag == tag) else { return };
        let open = self.open.swap_remove(at);
        self.open.truncate(at);
        let inner = self.out.split_off(open.start.min(self.out.len()));
        let changed = match tag {
            "sup" => script::superscript(&inner),
            "sub" => script::subscript(&inner),
            _ if inner.trim().is_empty() && self.blanks >= open.blanks + 2 => {
                self.blank = false;
                BLANK.to_owned()
            }
            _ => inner,
        };
        self.out.push_str(&changed);
    }

    /// Tells that something was left out, by its name or by that of its file.
    pub(in crate::exchange) fn leave_out(&mut self, what: &str, name: Option<String>) {
        if self.left_out.len() >= PICTURES {
            return;
        }
        let name = name.filter(|name| !name.starts_with("data:")).unwrap_or_default();
        let name = decoded(name.rsplit('/').next().unwrap_or_default());
        let name: String = name.trim().chars().take(NAME).collect();
        self.left_out.push(if name.is_empty() { what.to_owned() } else { format!("{what} {name}") });
    }

    /// All that was read.
    pub(in crate::exchange) fn finish(self) -> Plain {
        Plain { text: self.out.trim().to_owned(), left_out: self.left_out }
    }
}

/// A file's name as in an address: `%20` is a blank.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.filter(|_| first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
