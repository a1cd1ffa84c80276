//! The body of a text, line by line: articles, or what stands in their place.

use super::mark::{self, Mark, Numbered};
use crate::domain::reference::{Article, MAX_TEXT};

/// What stands before the first article.
const PREAMBLE: &str = "前言";
/// The most problems that are told.
const MOST_PROBLEMS: usize = 20;
/// The most characters of a numbered line that is a heading of those below it.
const LONGEST_HEADING: usize = 40;
/// What goes on with a sentence that only begins with an article's number.
const GOES_ON: &str = "第规所、和或至及的之中与前后";

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) articles: Vec<Article>,
    pub(super) problems: Vec<String>,
    /// Whether the text has articles.
    has_articles: bool,
    /// The headings of each rank that stand above.
    path: [Option<String>; 3],
    /// The numbered heading above, in texts without articles.
    above: Option<String>,
    /// Whether what follows belongs to the last entry.
    is_open: bool,
    /// How many paragraphs there were, in texts without articles.
    paragraphs: usize,
    /// The number of the last article.
    last: Option<u32>,
    /// Whether this is the list of contents.
    in_contents: bool,
}

/// Reads the lines below a title.
pub(super) fn read(lines: &[String]) -> Body {
    let is_article = |line: &String| matches!(mark::of(line), Mark::Article(found) if found.is_apart);
    let mut body = Body { has_articles: lines.iter().any(is_article), ..Body::default() };
    for line in lines {
        if body.has_articles { body.of_articles(line) } else { body.of_paragraphs(line) }
    }
    body.end();
    body
}

impl Body {
    /// A line of a text that has articles.
    fn of_articles(&mut self, line: &str) {
        match mark::of(line) {
            Mark::Article(found) if self.is_next(&found) => self.article(&found),
            Mark::Part(rank, heading) => self.part(rank, &heading),
            Mark::Annex(label, name) if self.last.is_some() => {
                self.path = [const { None }; 3];
                self.open(label, name);
            }
            Mark::Contents if self.last.is_none() => self.in_contents = true,
            _ if self.is_open => self.goes_on(line),
            _ if self.in_contents || self.last.is_some() => {}
            _ => self.open(PREAMBLE.to_owned(), line),
        }
    }

    /// Whether this begins an article, and is no sentence about one.
    fn is_next(&self, found: &Numbered<'_>) -> bool {
        let follows = self.last.map_or(found.number == 1, |last| found.number == last + 1);
        found.is_apart || (follows && !found.rest.starts_with(|c| GOES_ON.contains(c)))
    }

    fn article(&mut self, found: &Numbered<'_>) {
        match self.last {
            Some(last) if found.number <= last && !found.is_inserted => {
                self.doubts(format!(
                    "{}排在第 {last} 条之后，请核对条号；一个文件里请只放一部法规",
                    found.label
                ));
            }
            Some(last) if found.number > last + 1 => {
                self.doubts(format!("第 {last} 条之后就是{}，中间可能缺了条文", found.label));
            }
            None if found.number > 1 => self.doubts(format!("从{}开始，前面可能缺了条文", found.label)),
            _ => {}
        }
        self.last = Some(found.number);
        self.in_contents = false;
        self.open(found.label.clone(), found.rest);
    }

    /// A line of a text that has no articles.
    fn of_paragraphs(&mut self, line: &str) {
        match mark::of(line) {
            Mark::Part(rank, heading) => {
                self.part(rank, &heading);
                self.above = None;
            }
            Mark::Contents => {}
            Mark::Annex(label, name) => {
                self.path = [const { None }; 3];
                self.above = None;
                self.open(label, name);
            }
            Mark::First(label, rest) => {
                self.above = Some(line.to_owned()).filter(|line| is_heading(line));
                self.open(label, rest);
                // The heading of what is below it is not its own.
                if self.above.is_some() {
                    self.head_of_last_is_path();
                }
            }
            Mark::Second(label, rest) => {
                self.drop_bare_heading();
                self.open(label, rest);
            }
            _ if self.is_open => self.goes_on(line),
            _ => {
                self.paragraphs += 1;
                self.open(format!("第{}段", self.paragraphs), line);
                self.is_open = false;
            }
        }
    }

    fn head_of_last_is_path(&mut self) {
        let path = self.path_only();
        if let Some(last) = self.articles.last_mut() {
            last.heading = path;
        }
    }

    /// A numbered line with nothing of its own below it is a heading only.
    fn drop_bare_heading(&mut self) {
        let Some(above) = &self.above else { return };
        let is_bare = |last: &Article| format!("{}{}", last.label, last.text) == above.replace("、 ", "、");
        if self.articles.last().is_some_and(is_bare) {
            self.articles.pop();
        }
    }

    fn part(&mut self, rank: usize, heading: &str) {
        self.is_open = false;
        for (at, place) in self.path.iter_mut().enumerate().skip(rank) {
            *place = (at == rank).then(|| heading.to_owned());
        }
    }

    fn path_only(&self) -> String {
        self.path.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    fn heading(&self) -> String {
        self.path.iter().flatten().chain(&self.above).map(String::as_str).collect::<Vec<_>>().join(" · ")
    }

    /// Begins an entry.
    fn open(&mut self, label: String, text: &str) {
        self.is_open = true;
        self.articles.push(Article { label, heading: self.heading(), text: String::new() });
        self.goes_on(text);
    }

    /// Adds a paragraph to the last entry; one that grows too long goes on in
    /// another of the same label.
    fn goes_on(&mut self, line: &str) {
        let letters: Vec<char> = line.chars().collect();
        for piece in letters.chunks(MAX_TEXT) {
            let Some(last) = self.articles.last_mut() else { return };
            if last.text.chars().count() + piece.len() >= MAX_TEXT && !last.text.is_empty() {
                let Article { label, heading, .. } = last.clone();
                let label = format!("{}（续）", label.trim_end_matches("（续）"));
                self.articles.push(Article { label, heading, text: String::new() });
            }
            let Some(last) = self.articles.last_mut() else { return };
            if !last.text.is_empty() {
                last.text.push('\n');
            }
            last.text.extend(piece);
        }
    }

    fn end(&mut self) {
        for empty in self.articles.iter().filter(|article| article.text.is_empty()) {
            self.problems.push(format!("{}没有内容，没有读入", empty.label));
        }
        self.articles.retain(|article| !article.text.is_empty());
        if !self.has_articles && !self.articles.is_empty() {
            self.problems.insert(0, "没有找到“第一条”这样的条文，按段落读入".to_owned());
        }
        let more = self.problems.len().saturating_sub(MOST_PROBLEMS);
        self.problems.truncate(MOST_PROBLEMS);
        if more > 0 {
            self.problems.push(format!("另有 {more} 处"));
        }
    }

    fn doubts(&mut self, problem: String) {
        self.problems.push(problem);
    }
}

/// Whether a numbered line is short and no sentence.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADING && !line.ends_with(['。', '；', '：', ':', '，'])
}
