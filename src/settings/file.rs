//! The settings that the file makes.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use toml::de::{DeTable, DeValue};

use super::{
    given::{Found, Given},
    key::{self, Key, TOPICS},
    wrong::{Place, Wrong},
};

/// The most bytes of a file that are read.
const MAX_BYTES: u64 = 1 << 20;

/// One line of the file: `name = value` in a section.
#[derive(Debug)]
struct Entry {
    section: String,
    /// Which of the sections with this name, from 0.
    nth: usize,
    name: String,
    found: Found,
}

/// A file that has been read.
#[derive(Debug, Default)]
pub struct File {
    entries: Vec<Entry>,
    /// Where each added topic begins.
    topics: Vec<Place>,
    /// Whether it couldn't be read, so that nothing in it is known.
    broken: bool,
}

impl File {
    /// Reads a file. What is wrong with its form is told.
    pub fn read(path: &Path, wrongs: &mut Vec<Wrong>) -> Self {
        match text_of(path) {
            Ok(text) => Self::parse(path, text.trim_start_matches('\u{feff}'), wrongs),
            Err(reason) => {
                wrongs.push(Wrong::File { path: path.display().to_string(), reason });
                Self { broken: true, ..Self::default() }
            }
        }
    }

    /// The same with a text in hand.
    pub fn parse(path: &Path, text: &str, wrongs: &mut Vec<Wrong>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut parsing = Parsing { path, text, file: Self::default(), wrongs };
        parsing.file.broken = !errors.is_empty();
        if errors.is_empty() {
            parsing.document(table.get_ref());
        }
        for error in errors {
            let place = parsing.place(error.span().unwrap_or(0..0).start);
            parsing.wrongs.push(Wrong::Syntax { place, reason: error.message().to_owned() });
        }
        parsing.file
    }

    /// The value of a setting, if the file makes it.
    pub fn find(&self, key: &Key) -> Option<&Found> {
        self.find_nth(key, 0)
    }

    /// The value in the nth section of this name.
    pub fn find_nth(&self, key: &Key, nth: usize) -> Option<&Found> {
        let is_it =
            |entry: &&Entry| entry.section == key.section && entry.nth == nth && entry.name == key.name;
        self.entries.iter().find(is_it).map(|entry| &entry.found)
    }

    /// Whether it couldn't be read, so that what it sets isn't known.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Where each added topic begins.
    pub fn topics(&self) -> &[Place] {
        &self.topics
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| unread(&error))?.len();
    if size > MAX_BYTES {
        return Err(format!("有 {size} 字节，超过了 {MAX_BYTES} 字节，不像是设置文件"));
    }
    let bytes = std::fs::read(path).map_err(|error| unread(&error))?;
    String::from_utf8(bytes).map_err(|_| "不是 UTF-8 编码，请用 UTF-8 另存".to_owned())
}

fn unread(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有读取它的权限".to_owned(),
        std::io::ErrorKind::IsADirectory => "这是一个目录，不是文件".to_owned(),
        _ => format!("读不出来（{error}）"),
    }
}

struct Parsing<'a> {
    path: &'a Path,
    text: &'a str,
    file: File,
    wrongs: &'a mut Vec<Wrong>,
}

impl Parsing<'_> {
    fn document(&mut self, document: &DeTable<'_>) {
        for (name, value) in document {
            let line = name.span().start;
            match value.get_ref() {
                _ if !key::sections().contains(&name.get_ref().as_ref()) => {
                    self.strange(name.get_ref(), line);
                }
                DeValue::Table(table) if name.get_ref() != TOPICS => self.section(name.get_ref(), 0, table),
                DeValue::Array(tables) if name.get_ref() == TOPICS => {
                    for table in tables {
                        self.topic(table.get_ref().as_table(), table.span());
                    }
                }
                _ => self.misshapen(name.get_ref(), value.span()),
            }
        }
    }

    fn topic(&mut self, table: Option<&DeTable<'_>>, span: Range<usize>) {
        let Some(table) = table else { return self.misshapen(TOPICS, span) };
        let nth = self.file.topics.len();
        let place = self.place(span.start);
        self.file.topics.push(place);
        self.section(TOPICS, nth, table);
    }

    fn section(&mut self, section: &str, nth: usize, table: &DeTable<'_>) {
        for (name, value) in table {
            let known = key::ALL.iter().any(|key| key.section == section && key.name == name.get_ref());
            if !known {
                self.stray(section, name.get_ref(), name.span().start);
                continue;
            }
            let found = Found {
                given: given(value.get_ref()),
                written: self.text.get(value.span()).unwrap_or_default().to_owned(),
                place: self.place(name.span().start),
            };
            let (section, name) = (section.to_owned(), name.get_ref().to_string());
            self.file.entries.push(Entry { section, nth, name, found });
        }
    }

    /// A section, or a name before all sections, that there isn't.
    fn strange(&mut self, name: &str, at: usize) {
        let elsewhere = key::ALL.iter().find(|key| key.name == name);
        let hint = match (key::nearest(name, key::sections()), elsewhere) {
            (Some(section), _) => format!("是不是想写 [{section}]？"),
            (None, Some(key)) => format!("{name} 要写在 [{}] 一节里。", key.section),
            (None, None) => format!("可用的节有：{}。", key::sections().join("、")),
        };
        self.unknown(name.to_owned(), at, hint);
    }

    /// A name within a known section that there isn't.
    fn stray(&mut self, section: &str, name: &str, at: usize) {
        let names = || key::ALL.iter().filter(|key| key.section == section).map(|key| key.name);
        let elsewhere = key::ALL.iter().find(|key| key.name == name);
        let hint = match (key::nearest(name, names()), elsewhere) {
            (Some(meant), _) => format!("是不是想写 {meant}？"),
            (None, Some(key)) => format!("{name} 要写在 [{}] 一节里。", key.section),
            (None, None) => format!("这一节可用：{}。", names().collect::<Vec<_>>().join("、")),
        };
        self.unknown(format!("{section}.{name}"), at, hint);
    }

    fn unknown(&mut self, name: String, at: usize, hint: String) {
        let place = self.place(at);
        self.wrongs.push(Wrong::Unknown { name, place, hint });
    }

    /// The contents aren't shown: a secret may be among them.
    fn misshapen(&mut self, name: &str, span: Range<usize>) {
        let allowed = match name {
            TOPICS => "若干个 [[topics]] 小节".to_owned(),
            _ => format!("一节，写作 [{name}]，其下一行一项"),
        };
        let place = self.place(span.start);
        let shown = "（写法）".to_owned();
        self.wrongs.push(Wrong::Value { name: name.to_owned(), place, shown, allowed });
    }

    fn place(&self, at: usize) -> Place {
        let before = self.text.as_bytes().iter().take(at);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Place::File { path: PathBuf::from(self.path), line }
    }
}

fn given(value: &DeValue<'_>) -> Given {
    match value {
        DeValue::String(text) => Given::Text(text.to_string()),
        DeValue::Boolean(flag) => Given::Flag(*flag),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Given::Other, Given::Whole)
        }
        DeValue::Array(list) => Given::List(list.iter().map(|item| given(item.get_ref())).collect()),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => Given::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (File, Vec<Wrong>) {
        let mut wrongs = Vec::new();
        (File::parse(Path::new("baiti.toml"), text, &mut wrongs), wrongs)
    }

    fn number(written: &str) -> Given {
        let (file, wrongs) = parsed(&format!("[rules]\ntop_size = {written}\n"));
        assert_eq!(wrongs, []);
        file.find(&key::TOP_SIZE).unwrap().given.clone()
    }

    #[test]
    fn whole_numbers_are_read_however_they_are_written() {
        for (written, value) in [("10", 10), ("+1_000", 1_000), ("-3", -3), ("0x1F", 31), ("0b101", 5)] {
            assert_eq!(number(written), Given::Whole(value), "{written}");
        }
    }

    #[test]
    fn what_no_setting_wants_is_kept_as_such() {
        for written in ["99999999999999999999", "1.5", "2026-01-01", "{ a = 1 }", "inf"] {
            assert_eq!(number(written), Given::Other, "{written}");
        }
    }

    #[test]
    fn a_value_knows_its_line_and_letters() {
        let (file, _) = parsed("# 注释\n\n[log]\n  level = 'warn' # 说明\n");
        let found = file.find(&key::LOG).unwrap();
        assert_eq!(found.written, "'warn'");
        assert_eq!(found.place.to_string(), "baiti.toml 第 4 行");
    }

    #[test]
    fn dotted_and_inline_sections_are_sections_too() {
        let (file, wrongs) = parsed("log.level = 'warn'\nrules = { top_size = 3 }\n");
        assert_eq!(wrongs, []);
        assert!(file.find(&key::LOG).is_some() && file.find(&key::TOP_SIZE).is_some());
    }

    #[test]
    fn every_syntax_error_is_told_and_nothing_else_believed() {
        let (file, wrongs) = parsed("[log]\nlevel = \n[rules]\ntop_size = = 3\n");
        assert!(
            wrongs.len() >= 2 && wrongs.iter().all(|wrong| matches!(wrong, Wrong::Syntax { .. })),
            "{wrongs:?}"
        );
        assert!(file.is_broken() && file.find(&key::TOP_SIZE).is_none());
    }
}
