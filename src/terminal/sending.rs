//! Files that the person sends: a word and a path on this machine.

use std::path::{Path, PathBuf};

use crate::chat::{
    files::{self, Fetch, Fetched},
    incoming::Event,
};

/// The words that send a file.
const WORDS: [&str; 2] = ["发送", "send"];

/// The path in a line that sends a file, as it was typed.
pub fn typed_path(line: &str) -> Option<&str> {
    let (word, path) = line.split_once(char::is_whitespace)?;
    let path = path.trim();
    let sends = WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    (sends && !path.is_empty()).then_some(path)
}

/// The file at a path that was typed, pasted or dropped onto the terminal, if
/// there is one. `home` is what `~` stands for.
pub fn event(typed: &str, home: Option<&Path>) -> Option<Event> {
    let path = readings(typed).into_iter().map(|path| at_home(&path, home)).find(|path| path.is_file())?;
    // The program may be somewhere else when the file is fetched.
    let path = std::path::absolute(path).ok()?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let size = path.metadata().ok().map(|about| about.len());
    Some(Event::File { id: path.to_str()?.to_owned(), name, size, mime: None })
}

/// What a typed path may mean, the plainest first.
fn readings(typed: &str) -> Vec<String> {
    let bare = unquoted(typed);
    let address = bare.strip_prefix("file://").map(|rest| {
        let rest = rest.strip_prefix("localhost").unwrap_or(rest);
        let decoded = decoded(rest);
        // On Windows: file:///C:/…
        let drive = decoded.strip_prefix('/').filter(|path| path.as_bytes().get(1) == Some(&b':'));
        drive.map(str::to_owned).unwrap_or(decoded)
    });
    let escaped = (!cfg!(windows) && bare.contains('\\')).then(|| unescaped(bare));
    [Some(typed.to_owned()), Some(bare.to_owned()), address, escaped].into_iter().flatten().collect()
}

fn unquoted(typed: &str) -> &str {
    const QUOTES: [(char, char); 4] = [('\'', '\''), ('"', '"'), ('“', '”'), ('‘', '’')];
    let within = |(open, close): &(char, char)| typed.strip_prefix(*open)?.strip_suffix(*close);
    QUOTES.iter().find_map(within).unwrap_or(typed).trim()
}

/// Without the backslashes by which a terminal protects blanks and brackets.
fn unescaped(path: &str) -> String {
    let mut letters = path.chars();
    let mut out = String::new();
    while let Some(letter) = letters.next() {
        out.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    out
}

/// An address with its `%E9%A2%98` read.
fn decoded(address: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), address.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let digits = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn at_home(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            home.join(rest.trim_start_matches(['/', '\\']))
        }
        _ => PathBuf::from(path),
    }
}

/// The files of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Files;

impl Fetch for Files {
    fn fetch<'a>(&'a self, id: &'a str) -> Fetched<'a> {
        Box::pin(files::read(Path::new(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_and_a_path_send() {
        for (line, path) in [
            ("发送 题库.xlsx", "题库.xlsx"),
            ("发送　/a b/题库.xlsx ", "/a b/题库.xlsx"),
            ("SEND 'x y'", "'x y'"),
            ("send\tx", "x"),
        ] {
            assert_eq!(typed_path(line), Some(path), "{line}");
        }
        for line in ["发送", "发送题库.xlsx", "send", "sender x", "请发送 x", "send  "] {
            assert_eq!(typed_path(line), None, "{line}");
        }
    }

    #[test]
    fn a_path_is_found_however_it_was_put_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("题 库(1).txt");
        std::fs::write(&path, "四字").unwrap();
        let plain = path.to_str().unwrap();
        let base = folder.path().to_str().unwrap();
        let expected = Event::File {
            id: plain.to_owned(),
            name: Some("题 库(1).txt".to_owned()),
            size: Some(6),
            mime: None,
        };
        let mut ways = vec![
            plain.to_owned(),
            format!("'{plain}'"),
            format!("\"{plain}\""),
            format!("“{plain}”"),
            "~/题 库(1).txt".to_owned(),
            format!("file://{base}/%E9%A2%98%20%e5%ba%93(1).txt"),
            format!("'file://localhost{base}/题%20库(1).txt'"),
        ];
        if !cfg!(windows) {
            ways.push(format!("{base}/题\\ 库\\(1\\).txt"));
        }
        for way in ways {
            assert_eq!(event(&way, Some(folder.path())), Some(expected.clone()), "{way}");
        }
        for no_file in ["", "~", "~x", base, "file://", "题 库(1).txt", "''", "%", "file:///%zz"] {
            assert_eq!(event(no_file, Some(folder.path())), None, "{no_file}");
        }
    }

    #[test]
    fn an_address_is_read_as_far_as_it_goes() {
        assert_eq!(decoded("/a%20b%"), "/a b%");
        assert_eq!(decoded("%4"), "%4");
        assert_eq!(decoded("%zz%é"), "%zz%é");
    }
}
