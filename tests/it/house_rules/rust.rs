//! As much of Rust as the rules of the house need.

use std::{collections::BTreeSet, fs, path::Path};

use super::name_of;

/// A source file.
pub struct Source {
    /// Its name within the project.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The text without comments and without what stands in strings; the
    /// lines are the same.
    code: String,
    strings: Vec<String>,
}

impl Source {
    pub fn read(root: &Path, path: &Path) -> Self {
        Self::new(name_of(root, path), fs::read_to_string(path).expect("a text file"))
    }

    fn new(name: String, text: String) -> Self {
        let (code, strings) = parted(&text);
        Self { name, text, code, strings }
    }

    /// The room it belongs to: the name after `src/`.
    pub fn room(&self) -> String {
        let within = self.name.strip_prefix("src/").unwrap_or(&self.name);
        within.split(['/', '.']).next().unwrap_or_default().to_owned()
    }

    /// The texts in its strings.
    pub fn strings(&self) -> &[String] {
        &self.strings
    }

    /// The texts that people may come to read: those of tests are left out.
    pub fn shown_strings(&self) -> Vec<String> {
        let of_tests = ["tests.rs", "laws.rs"].iter().any(|end| self.name.ends_with(end))
            || self.name.contains("/samples");
        let before = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        if of_tests { Vec::new() } else { parted(before).1 }
    }

    /// Whether this word stands in its code.
    pub fn has_word(&self, word: &str) -> bool {
        self.code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
    }

    /// The rooms that its code names, by `crate::` or by climbing out of its
    /// own. The macro of the texts belongs to the chat.
    pub fn rooms_used(&self) -> BTreeSet<String> {
        let climb = "super::".repeat(self.depth() + 1);
        let mut used = BTreeSet::new();
        for way in ["crate::", climb.as_str()] {
            for (at, _) in self.code.match_indices(way) {
                let begins =
                    !self.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
                if begins {
                    used.extend(heads(&self.code[at + way.len()..]));
                }
            }
        }
        used.remove("");
        // What a test module gets from the file it stands in.
        used.remove("*");
        if used.remove("words") {
            used.insert("chat".to_owned());
        }
        used
    }

    /// How many folders lie between the file and its room's own.
    fn depth(&self) -> usize {
        self.name.matches('/').count().saturating_sub(1)
    }

    /// Its functions with the lines each takes, its signature included.
    pub fn functions(&self) -> Vec<(String, usize)> {
        let mut functions = Vec::new();
        for (at, _) in self.code.match_indices("fn ") {
            let (before, after) = (&self.code[..at], &self.code[at + 3..]);
            let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
                && !name.is_empty()
                && let Some(body) = body(after)
            {
                functions.push((name, body.lines().count()));
            }
        }
        functions
    }
}

/// From a function's name to the end of its body; `None` without a body.
fn body(after: &str) -> Option<&str> {
    let (mut depth, mut round) = (0_usize, 0_usize);
    for (at, letter) in after.char_indices() {
        match letter {
            '(' | '[' => round += 1,
            ')' | ']' => round = round.saturating_sub(1),
            ';' if depth == 0 && round == 0 => return None,
            '{' => depth += 1,
            '}' if depth == 1 => return Some(&after[..=at]),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The first names of a path: one, or those of a group in braces.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        if text.starts_with('*') {
            return "*".to_owned();
        }
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut heads = Vec::new();
    let (mut depth, mut fresh) = (0, true);
    for (at, letter) in group.char_indices() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            letter if fresh && depth == 0 && !letter.is_whitespace() => {
                heads.push(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

/// Parts a text into its code and what stands in its strings.
fn parted(text: &str) -> (String, Vec<String>) {
    let (mut code, mut strings) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (kept, string, length) =
            piece(rest, letter, code.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        code.push_str(kept);
        // The lines stay the same.
        code.extend(rest[kept.len()..length].chars().filter(|c| *c == '\n'));
        strings.extend(string.map(str::to_owned));
        rest = &rest[length..];
    }
    (code, strings)
}

/// The next piece: what of it is code, its text if it is a string, its length.
fn piece(rest: &str, letter: char, within_word: bool) -> (&str, Option<&str>, usize) {
    let until =
        |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    if rest.starts_with("//") {
        return ("", None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return ("", None, until("*/", 2));
    }
    if letter == 'r' && !within_word {
        let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
        if rest[1 + hashes..].starts_with('"') {
            let end = until(&format!("\"{}", "#".repeat(hashes)), 2 + hashes);
            return ("", Some(&rest[2 + hashes..end - 1 - hashes]), end);
        }
    }
    if letter == '"' {
        let end = string_end(rest);
        return ("", Some(&rest[1..end - 1]), end);
    }
    if letter == '\''
        && let Some(end) = char_end(rest)
    {
        return ("", None, end);
    }
    (&rest[..letter.len_utf8()], None, letter.len_utf8())
}

fn string_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Where a character literal ends; `None` for a lifetime.
fn char_end(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1);
    match letters.next()?.1 {
        '\\' => rest[3..].find('\'').map(|at| at + 4),
        _ => letters.next().filter(|(_, letter)| *letter == '\'').map(|(at, _)| at + 1),
    }
}

#[test]
fn the_reader_sees_what_it_looks_for() {
    let text = r##"
use super::super::super::app;
use crate::{store::{a, b}, domain as d, chat};
// use crate::telegram;
fn long<'a>(x: &'a str) -> char {
    let s = "crate::bank; } \" SELECT 1";
    let r = r#"fn not() { "x" }"#;
    crate::words!(w, "key");
    '}'
}
trait T { fn none(&self); fn some() {} }
"##;
    let source = Source::new("src/terminal/deep/file.rs".to_owned(), text.to_owned());
    assert_eq!((source.room().as_str(), source.depth()), ("terminal", 2));
    let used = ["app", "chat", "domain", "store"].map(str::to_owned);
    assert_eq!(source.rooms_used(), used.into_iter().collect());
    let functions = [("long".to_owned(), 6), ("some".to_owned(), 1)];
    assert_eq!(source.functions(), functions);
    assert!(source.has_word("domain") && !source.has_word("telegram"));
    assert!(source.strings().iter().any(|text| text.contains("SELECT 1")));
}
