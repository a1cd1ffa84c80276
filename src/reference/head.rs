//! The head of a text: its title, and from when it is.

use super::{
    line::closed_up,
    mark::{self, Mark},
};
use crate::domain::reference::MAX_TITLE;

/// What is done to a regulation, in the order in which it may be told of one.
const DEEDS: [&str; 8] = ["通过", "印发", "颁布", "公布", "发布", "修正", "修订", "批准"];
/// The most characters of a version that has no date which we can read.
const LONGEST_VERSION: usize = 60;
/// Figures of years, months and days.
const FIGURES: &str = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十";

/// What a line with a date may stand in.
const BRACKETS: [char; 8] = ['（', '）', '(', ')', '〔', '〕', '［', '］'];

/// The head.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) version: String,
}

/// Reads the head of some lines, and gives the lines after it. `name` is that of
/// the file.
pub(super) fn read<'l>(lines: &'l [String], name: &str) -> (Head, &'l [String]) {
    let (named, of_name) = apart(stem(name));
    let (first, rest) = match lines.split_first() {
        Some((first, rest)) if is_title(first) => (Some(first), rest),
        _ => (None, lines),
    };
    let (title, of_title) = first.map_or((named, None), |first| apart(first));
    let dated = rest.iter().take_while(|line| is_dated(line)).count();
    let (head, body) = rest.split_at(dated);
    let version = of_title.or_else(|| version(head)).or(of_name).unwrap_or_default();
    (Head { title: closed_up(&title).chars().take(MAX_TITLE).collect(), version }, body)
}

/// The name of a file without its suffix.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}

/// Whether a first line is a title: short, no sentence, not numbered.
fn is_title(line: &str) -> bool {
    let short = line.chars().count() <= MAX_TITLE && !line.ends_with(['。', '；', '：', ':']);
    short && mark::of(line) == Mark::None
}

/// A title without 《》 and without its date in brackets behind it.
fn apart(title: &str) -> (String, Option<String>) {
    let title = title.trim().trim_start_matches('《');
    let whole = || (title.replace('》', ""), None);
    let Some(inner) = title.strip_suffix(['）', ')']) else { return whole() };
    let Some((before, bracket)) = inner.rsplit_once(['（', '(']) else { return whole() };
    let is_version = bracket.contains(|c: char| c.is_ascii_digit())
        || (bracket.contains('年') && bracket.contains(|c| FIGURES.contains(c)));
    if !is_version || before.trim().is_empty() {
        return whole();
    }
    (before.trim().replace('》', ""), Some(bracket.trim().to_owned()))
}

/// Whether a line below the title tells when the text was made.
fn is_dated(line: &str) -> bool {
    let in_brackets = line.starts_with(BRACKETS);
    let tells = DEEDS.iter().chain(&["施行", "令", "号"]).any(|word| line.contains(word));
    mark::of(line) == Mark::None && !dates(line).is_empty() && (in_brackets || tells) && !line.ends_with('。')
}

/// The newest of what the lines tell: `2018年12月29日修正`; else the last line.
fn version(lines: &[String]) -> Option<String> {
    let deeds = lines.iter().flat_map(|line| deeds(line));
    let last = || {
        let line = lines.last()?.trim_matches(BRACKETS);
        Some(line.chars().take(LONGEST_VERSION).collect())
    };
    deeds.last().or_else(last)
}

/// What a line says was done on which date.
fn deeds(line: &str) -> Vec<String> {
    let dates = dates(line);
    let next = dates.iter().skip(1).map(|(at, _)| *at).chain([line.len()]);
    let deed = |((at, date), end): (&(usize, &str), usize)| {
        let told = line.get(at + date.len()..end)?;
        let (_, deed) = DEEDS.iter().filter_map(|deed| Some((told.rfind(deed)?, deed))).max()?;
        Some(format!("{}{deed}", date.replace(' ', "")))
    };
    dates.iter().zip(next).filter_map(deed).collect()
}

/// The dates of a text, each with where it begins.
fn dates(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (at, c) in text.char_indices() {
        let free = found.last().is_none_or(|(last, date)| last + date.len() <= at);
        if free && FIGURES.contains(c) {
            found.extend(text.get(at..).and_then(date).map(|date| (at, date)));
        }
    }
    found
}

/// The date that a text begins with.
fn date(text: &str) -> Option<&str> {
    let mut rest = text;
    for unit in ['年', '月', '日'] {
        let figures = rest.trim_start_matches(|c| c == ' ' || FIGURES.contains(c));
        rest = figures.strip_prefix(unit).filter(|_| figures.len() < rest.len())?;
    }
    text.get(..text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str, name: &str) -> (String, String, Vec<String>) {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let (head, rest) = read(&lines, name);
        (head.title, head.version, rest.to_vec())
    }

    #[test]
    fn the_first_line_is_the_title() {
        let (title, version, rest) = head("机关食堂 管理办法\n第一条 为了", "x.txt");
        assert_eq!((title.as_str(), version.as_str()), ("机关食堂管理办法", ""));
        assert_eq!(rest, ["第一条 为了"]);
        assert_eq!(head("《食堂办法》\n甲", "").0, "食堂办法");
        assert_eq!(head("食堂办法（试行）\n甲", "").0, "食堂办法（试行）");
        let (title, version, _) = head("食堂办法（2020年修订）\n甲", "");
        assert_eq!((title.as_str(), version.as_str()), ("食堂办法", "2020年修订"));
    }

    #[test]
    fn without_a_title_the_file_has_a_name() {
        let (title, version, rest) = head("第一条 为了", "食堂办法(2020-01-05).docx");
        assert_eq!((title.as_str(), version.as_str()), ("食堂办法", "2020-01-05"));
        assert_eq!(rest.len(), 1);
        assert_eq!(head("为了管好食堂，制定本办法。", "食堂.txt").0, "食堂");
    }

    #[test]
    fn the_newest_date_is_the_version() {
        let lines = "食堂办法\n2001年3月1日 市政府办公室公布\n2009年8月27日 《决定》第一次修正\n2018年12月29日 第二次修正）\n2019年1月1日 施行\n第一条 甲";
        let (_, version, rest) = head(lines, "");
        assert_eq!((version.as_str(), rest.len()), ("2018年12月29日修正", 1));
        let one = "食堂办法\n（二〇〇一年三月一日局务会议通过 2020 年 5 月 6 日修订 自2020年6月1日起施行）\n第一条 甲";
        assert_eq!(head(one, "").1, "2020年5月6日修订");
        assert_eq!(head("食堂办法\n（2020年5月6日）\n第一条 甲", "").1, "2020年5月6日");
        let (_, version, rest) = head("食堂办法\n自2020年6月1日起施行新标准。\n第一条 甲", "");
        assert_eq!((version.as_str(), rest.len()), ("", 2));
    }
}
