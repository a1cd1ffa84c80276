//! The files of this machine: sent by their paths.

use std::path::{Path, PathBuf};

use crate::chat::{
    files::{Fetch, Fetched, read},
    incoming::Event,
};

/// What begins a line that sends a file.
const WORDS: [&str; 2] = ["发送", "send"];

/// Fetches by paths.
#[derive(Debug, Clone, Copy)]
pub struct Files;

impl Fetch for Files {
    fn fetch<'a>(&'a self, id: &'a str) -> Fetched<'a> {
        Box::pin(read(Path::new(id)))
    }
}

/// The file that a line sends: `发送 路径` or `send PATH`; `None` for any other
/// line. The path may stand in quotes, begin with `~`, or be an address as
/// programs give it when a file is dropped on a terminal.
pub(super) fn sent(line: &str) -> Option<PathBuf> {
    let (word, rest) = line.trim().split_once(char::is_whitespace)?;
    let is_word = WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    let path = rest.trim().trim_matches(['\'', '"']).trim();
    let path = path.strip_prefix("file://").unwrap_or(path);
    (is_word && !path.is_empty()).then(|| at_home(path, std::env::home_dir()))
}

/// What sending it means; `None` if there is no such file.
pub(super) fn event(path: &Path) -> Option<Event> {
    let path = path.canonicalize().ok().filter(|path| path.is_file())?;
    let size = path.metadata().ok().map(|about| about.len());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Some(Event::File { id: path.to_str()?.to_owned(), name, size, mime: None })
}

fn at_home(path: &str, home: Option<PathBuf>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_sends_a_file_by_its_path() {
        for line in ["发送 题库.xlsx", "send  题库.xlsx", "SEND '题库.xlsx'", "发送 \"题库.xlsx\" "]
        {
            assert_eq!(sent(line), Some(PathBuf::from("题库.xlsx")), "{line}");
        }
        assert_eq!(sent("send file:///tmp/题 库.xlsx"), Some(PathBuf::from("/tmp/题 库.xlsx")));
        assert_eq!(at_home("~/题库.csv", Some("/home/li".into())), PathBuf::from("/home/li/题库.csv"));
        for line in ["发送", "send", "答题", "sending x", ""] {
            assert_eq!(sent(line), None, "{line}");
        }
    }
}
