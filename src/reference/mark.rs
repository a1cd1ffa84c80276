//! What a line begins with: the number of an article, of a chapter, of a
//! paragraph.

use super::line::closed_up;
use crate::domain::citation::number;

/// The most characters of a heading, and of the name of an annex.
const LONGEST_HEADING: usize = 50;
/// Figures of both kinds and widths.
const FIGURES: &str = "零〇一二三四五六七八九十百千两0123456789０１２３４５６７８９";

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark<'l> {
    /// `第五条`.
    Article(Numbered<'l>),
    /// A line that is the heading of a part: its rank from the highest, and what
    /// it says.
    Part(usize, String),
    /// The list of contents.
    Contents,
    /// `附件1：…`: its label and its name.
    Annex(String, &'l str),
    /// `一、…`.
    First(String, &'l str),
    /// `（一）…`.
    Second(String, &'l str),
    /// Nothing of that.
    None,
}

/// The number of an article and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered<'l> {
    /// As it stands there.
    pub(super) label: String,
    /// Its number.
    pub(super) number: u32,
    /// Whether it was put in after the one of that number: `第五条之一`.
    pub(super) is_inserted: bool,
    /// What follows.
    pub(super) rest: &'l str,
    /// Whether something parts it from what follows.
    pub(super) is_apart: bool,
}

/// Looks at the start of a line.
pub(super) fn of(line: &str) -> Mark<'_> {
    let found = ordinal(line).or_else(|| contents(line)).or_else(|| annex(line));
    found.or_else(|| first(line)).or_else(|| second(line)).unwrap_or(Mark::None)
}

/// Figures at the start of a text, with blanks between them, and what follows.
fn figures(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| c != ' ' && !FIGURES.contains(c)).unwrap_or(text.len());
    let (figures, rest) = text.split_at(text.get(..end)?.trim_end().len());
    let figures: String = figures.split(' ').collect();
    (!figures.is_empty()).then_some((figures, rest))
}

fn ordinal(line: &str) -> Option<Mark<'_>> {
    let (figures, rest) = figures(line.strip_prefix('第')?)?;
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix('条') {
        return article(&figures, rest);
    }
    let ranks: [(usize, &[&str]); 3] = [(0, &["编", "篇", "部分", "分编"]), (1, &["章"]), (2, &["节"])];
    let rank = ranks.iter().find_map(|(rank, words)| {
        words.iter().find_map(|word| rest.strip_prefix(word)).map(|rest| (*rank, rest))
    });
    let (rank, name) = rank?;
    is_heading(name).then(|| Mark::Part(rank, heading(line, name)))
}

fn article<'l>(figures: &str, rest: &'l str) -> Option<Mark<'l>> {
    let number = number(figures)?;
    let inserted = rest.strip_prefix('之').and_then(self::figures);
    let (label, rest) = match &inserted {
        Some((which, rest)) => (format!("第{figures}条之{which}"), *rest),
        None => (format!("第{figures}条"), rest),
    };
    let is_apart = rest.is_empty() || rest.starts_with([' ', '【', '（', '(', '：', ':', '、']);
    let rest = rest.trim_start_matches([' ', '：', ':', '、']);
    Some(Mark::Article(Numbered { label, number, is_inserted: inserted.is_some(), rest, is_apart }))
}

/// Whether what follows the number of a chapter is its name, not the rest of a
/// sentence.
fn is_heading(name: &str) -> bool {
    name.chars().count() <= LONGEST_HEADING && !name.contains(['。', '；', '，']) && !name.starts_with('的')
}

/// The whole heading, closed up, without the page that a list of contents has.
fn heading(line: &str, name: &str) -> String {
    let number = line.get(..line.len() - name.len()).unwrap_or_default();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || ".…·- ".contains(c));
    format!("{} {}", closed_up(number), closed_up(name.trim())).trim().to_owned()
}

fn contents(line: &str) -> Option<Mark<'_>> {
    matches!(closed_up(line).as_str(), "目录" | "目次").then_some(Mark::Contents)
}

fn annex(line: &str) -> Option<Mark<'_>> {
    let word = ["附件", "附表", "附录", "附图"].into_iter().find(|word| line.starts_with(word))?;
    let rest = line.strip_prefix(word)?;
    let (which, rest) = figures(rest).unwrap_or_else(|| (String::new(), rest));
    let name = rest.trim_start_matches([' ', '：', ':', '.', '．', '、']);
    let is_apart = rest.is_empty() || name.len() < rest.len();
    let fits = is_apart && name.chars().count() <= LONGEST_HEADING && !name.contains('。');
    fits.then(|| Mark::Annex(format!("{word}{which}"), name))
}

fn first(line: &str) -> Option<Mark<'_>> {
    let (figures, rest) = figures(line)?;
    let chinese = !figures.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let rest = rest.strip_prefix('、').filter(|_| chinese)?;
    Some(Mark::First(format!("{figures}、"), rest.trim_start()))
}

fn second(line: &str) -> Option<Mark<'_>> {
    let (figures, rest) = figures(line.strip_prefix(['（', '('])?)?;
    let rest = rest.strip_prefix(['）', ')'])?;
    let chinese = !figures.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    chinese.then(|| Mark::Second(format!("（{figures}）"), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(line: &str) -> (String, u32, String, bool) {
        match of(line) {
            Mark::Article(found) => (found.label, found.number, found.rest.to_owned(), found.is_apart),
            other => panic!("{line} is {other:?}"),
        }
    }

    #[test]
    fn articles_are_known_by_their_numbers() {
        assert_eq!(article("第五条 为了"), ("第五条".into(), 5, "为了".into(), true));
        assert_eq!(article("第 十二 条 为了"), ("第十二条".into(), 12, "为了".into(), true));
        assert_eq!(article("第１2条：为了"), ("第１2条".into(), 12, "为了".into(), true));
        assert_eq!(article("第五条之一 为了"), ("第五条之一".into(), 5, "为了".into(), true));
        assert_eq!(article("第五条"), ("第五条".into(), 5, String::new(), true));
        assert_eq!(article("第五条规定的"), ("第五条".into(), 5, "规定的".into(), false));
        assert_eq!(article("第五条【期限】为了").2, "【期限】为了");
    }

    #[test]
    fn headings_are_whole_lines() {
        let part = |rank, text: &str| Mark::Part(rank, text.to_owned());
        assert_eq!(of("第一章 总 则"), part(1, "第一章 总则"));
        assert_eq!(of("第二节一般规定……12"), part(2, "第二节 一般规定"));
        assert_eq!(of("第一编 总则"), part(0, "第一编 总则"));
        assert_eq!(of("第三部分 附则"), part(0, "第三部分 附则"));
        for sentence in ["第一章的规定适用于本节", "第二章规定，不适用。", "第三方评估", "第章"]
        {
            assert_eq!(of(sentence), Mark::None, "{sentence}");
        }
        assert_eq!(of("目 录"), Mark::Contents);
    }

    #[test]
    fn paragraphs_may_have_numbers_of_their_own() {
        assert_eq!(of("一、总体要求"), Mark::First("一、".into(), "总体要求"));
        assert_eq!(of("(十二) 加强领导"), Mark::Second("（十二）".into(), "加强领导"));
        assert_eq!(of("附件1：申请表"), Mark::Annex("附件1".into(), "申请表"));
        assert_eq!(of("附件"), Mark::Annex("附件".into(), ""));
        for other in ["1、甲", "（1）甲", "十分重要", "附件中的表", "一般规定"] {
            assert_eq!(of(other), Mark::None, "{other}");
        }
    }
}
