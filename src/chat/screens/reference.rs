//! The reference texts: what was found in them, and an article whole.

use std::fmt::Write as _;

use super::cut;
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            bank::Words as LookedFor,
            reference::{OfReference, Place},
        },
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        ids::ArticleId,
        reference::{
            Article,
            excerpt::{self, Piece},
            query::Query,
        },
    },
    store::reference::Standing,
    words,
};

/// The most hits of a page.
pub const PAGE: usize = 5;
/// The characters of an excerpt.
const EXCERPT: usize = 60;
/// The most columns of a title, of a label, of a heading, of the words that were
/// looked for.
const TITLE: usize = 80;
const LABEL: usize = 40;
const HEADING: usize = 80;
const LOOKED_FOR: usize = 80;
/// The most titles that are listed.
const TITLES: usize = 30;
/// The most UTF-16 units of an article in one message.
const PART: usize = 3_000;
/// The most places that are marked in one message; Telegram marks a hundred.
const MARKS: usize = 60;

/// Something about the reference texts.
#[derive(Debug, Clone)]
pub enum Reference {
    /// How to look something up.
    Ask {
        /// The titles of all that is loaded.
        titles: Vec<String>,
    },
    /// What was found.
    Found {
        /// The words, as typed.
        text: String,
        /// The same for buttons, if they are short enough.
        words: Option<LookedFor>,
        /// How many articles were found.
        count: usize,
        /// Whether there may be more.
        is_cut: bool,
        /// Which page, from 0.
        page: usize,
        /// Those of the page.
        hits: Vec<Hit>,
    },
    /// An article whole.
    Article {
        /// Which.
        id: ArticleId,
        /// The title of its text.
        title: String,
        /// From when its text is; may be empty.
        version: String,
        /// What it says.
        article: Article,
        /// Which part, from 0, if it is too long for a message.
        part: usize,
        /// What was looked for.
        query: Option<Query>,
        /// Where it was found.
        back: Option<Place>,
    },
}

/// An article that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Which.
    pub id: ArticleId,
    /// The title of its text.
    pub title: String,
    /// Its label.
    pub label: String,
    /// Its chapter; may be empty.
    pub heading: String,
    /// What it says round what was looked for.
    pub excerpt: Vec<Piece>,
}

impl Hit {
    /// A hit of a query.
    pub fn new(query: &Query, found: Standing) -> Self {
        let Standing { id, title, article: Article { label, heading, text }, .. } = found;
        Self { id, title, label, heading, excerpt: excerpt::around(query, &text, EXCERPT) }
    }
}

impl Reference {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::Ask { titles } => ask(titles, words),
            Self::Found { text, words: looked_for, count, is_cut, page, hits } => {
                let key = match (count, is_cut) {
                    (0, _) => "reference-found-none",
                    (_, true) => "reference-found-many",
                    (_, false) => "reference-found",
                };
                let pages = Pages { count: *count, page: *page };
                let text = cut(text, LOOKED_FOR);
                let head = words!(words, key, text = text, count = *count, place = pages.place(words));
                found(head, looked_for.as_ref(), pages, hits, words)
            }
            Self::Article { id, title, version, article, part, query, back } => {
                let head = head_of(title, version, article, words);
                whole(&head, *id, &article.text, *part, query.as_ref(), back.as_ref(), words)
            }
        }
    }
}

fn to(key: &str, of: OfReference, words: Words<'_>) -> Button {
    button(words!(words, key), &Press::Reference(of))
}

/// Back to what one was at.
fn back(words: Words<'_>) -> Vec<Button> {
    vec![button(words!(words, "button-back"), &Press::Cancel)]
}

fn ask(titles: &[String], words: Words<'_>) -> Page {
    if titles.is_empty() {
        return Page::new(words!(words, "reference-none"), vec![back(words)]);
    }
    let named: Vec<String> = titles.iter().take(TITLES).map(|title| cut(title, TITLE)).collect();
    let named: Vec<String> =
        named.iter().map(|title| words!(words, "reference-title", title = title)).collect();
    let mut html = words!(words, "reference-ask", count = titles.len());
    let _ = write!(html, "\n{}", named.join("\n"));
    if titles.len() > TITLES {
        let _ = write!(html, "\n{}", words!(words, "reference-more-titles", count = titles.len() - TITLES));
    }
    Page::new(html, vec![back(words)])
}

/// A page of what was found.
#[derive(Debug, Clone, Copy)]
struct Pages {
    count: usize,
    page: usize,
}

impl Pages {
    fn all(self) -> usize {
        self.count.div_ceil(PAGE).max(1)
    }

    fn place(self, words: Words<'_>) -> String {
        match self.all() {
            1 => String::new(),
            pages => words!(words, "page-of", page = self.page + 1, pages = pages),
        }
    }
}

/// The buttons to what is before and after; none where there is none.
fn steps(
    at: usize,
    of: usize,
    press: impl Fn(usize) -> OfReference,
    words: Words<'_>,
) -> Option<Vec<Button>> {
    let earlier = at.checked_sub(1).map(|at| to("button-page-back", press(at), words));
    let later = (at + 1 < of).then(|| to("button-page-on", press(at + 1), words));
    let steps: Vec<Button> = earlier.into_iter().chain(later).collect();
    (!steps.is_empty()).then_some(steps)
}

fn found(head: String, looked_for: Option<&LookedFor>, pages: Pages, hits: &[Hit], words: Words<'_>) -> Page {
    let mut html = head;
    let place = |page| looked_for.map(|words| Place { page, words: words.clone() });
    let mut opens = Vec::new();
    for (nth, hit) in hits.iter().enumerate() {
        let number = pages.page * PAGE + nth + 1;
        let _ = write!(html, "\n\n{}\n{}", headline(number, hit, words), drawn(&hit.excerpt));
        let open = OfReference::Article { article: hit.id, part: 0, back: place(pages.page) };
        opens.push(button(number.to_string(), &Press::Reference(open)));
    }
    let mut rows: Vec<Vec<Button>> = Some(opens).filter(|row| !row.is_empty()).into_iter().collect();
    match looked_for {
        Some(words_of) => {
            let press = |page| OfReference::Found(Place { page, words: words_of.clone() });
            rows.extend(steps(pages.page, pages.all(), press, words));
        }
        // Too long a text for the buttons of further pages.
        None if pages.count > hits.len() => {
            let _ = write!(html, "\n\n{}", words!(words, "reference-found-first", shown = hits.len()));
        }
        None => {}
    }
    rows.push(back(words));
    Page::new(html, rows)
}

fn headline(number: usize, hit: &Hit, words: Words<'_>) -> String {
    let (title, label) = (cut(&hit.title, TITLE), cut(&hit.label, LABEL));
    let line = words!(words, "reference-hit", number = number, title = title, label = label);
    let heading = match hit.heading.as_str() {
        "" => String::new(),
        heading => words!(words, "reference-hit-heading", heading = cut(heading, HEADING)),
    };
    line + &heading
}

/// Pieces of a text, what was looked for in bold.
fn drawn(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| {
        let text = escape(&piece.text);
        if piece.is_found { format!("<b>{text}</b>") } else { text }
    };
    pieces.iter().map(one).collect()
}

fn head_of(title: &str, version: &str, article: &Article, words: Words<'_>) -> String {
    let (title, label) = (cut(title, TITLE), cut(&article.label, LABEL));
    let mut html = words!(words, "reference-article", title = title, label = label);
    for line in [&article.heading, version].into_iter().filter(|line| !line.is_empty()) {
        let _ = write!(html, "\n{}", words!(words, "reference-article-about", line = cut(line, HEADING)));
    }
    html
}

fn whole(
    head: &str,
    id: ArticleId,
    text: &str,
    part: usize,
    query: Option<&Query>,
    found_at: Option<&Place>,
    words: Words<'_>,
) -> Page {
    let parts = parts(text);
    let part = part.min(parts.len().saturating_sub(1));
    let shown = parts.get(part).copied().unwrap_or_default();
    let mut html = format!("{head}\n\n{}", drawn(&excerpt::whole(query, shown, MARKS)));
    if parts.len() > 1 {
        let _ = write!(html, "\n\n{}", words!(words, "reference-part", part = part + 1, parts = parts.len()));
    }
    let press = |part| OfReference::Article { article: id, part, back: found_at.cloned() };
    let mut rows: Vec<Vec<Button>> = steps(part, parts.len(), press, words).into_iter().collect();
    rows.push(match found_at {
        Some(place) => vec![to("button-back", OfReference::Found(place.clone()), words)],
        None => vec![to("button-back", OfReference::Ask, words)],
    });
    Page::new(html, rows)
}

/// A text in parts that fit a message, parted at the end of a paragraph or of a
/// sentence where there is one in the later half.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(part_length(rest));
        parts.push(part.trim());
        rest = after.trim_start();
    }
    parts
}

/// How many bytes of a text go into a message.
fn part_length(text: &str) -> usize {
    let mut units = 0;
    let over = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > PART
    });
    let Some((most, _)) = over else { return text.len() };
    let fits = text.get(..most).unwrap_or_default();
    let end = fits.rfind('\n').filter(|at| *at > most / 2);
    end.or_else(|| fits.rfind('。').map(|at| at + '。'.len_utf8()).filter(|at| *at > most / 2))
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_articles_are_parted_where_a_paragraph_ends() {
        assert_eq!(parts("甲。\n乙。"), ["甲。\n乙。"]);
        let long = format!("{}\n{}。{}", "甲".repeat(2_000), "乙".repeat(2_500), "丙".repeat(4_000));
        let lengths: Vec<usize> = parts(&long).iter().map(|part| part.chars().count()).collect();
        assert_eq!(lengths, [2_000, 2_501, 3_000, 1_000]);
        assert!(parts(&"𠮷".repeat(5_000)).iter().all(|part| part.encode_utf16().count() <= PART));
        assert_eq!(parts(""), [""; 0]);
    }
}
