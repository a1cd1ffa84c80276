//! The question banks, as administrators see them.

use std::fmt::Write as _;

use super::{Pages, Way, cut, kind, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            bank::{OfBank, Words as LookedFor},
            upload::fingerprint,
        },
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{ids::QuestionId, question::Kind, topic::Topic},
    exchange::write::Format,
    intake::find::MOST,
    words,
};

/// The most banks and questions of a page.
pub const PAGE: usize = 8;
/// The most columns of a label, of a title, of a stem, of a code in a list.
const LABEL: usize = 40;
const NAME: usize = 60;
const STEM: usize = 100;
const CODE: usize = 40;
/// The most columns of words that were looked for.
const WORDS: usize = 80;
/// The most lines of what a file doesn't hold, and the columns of each: what
/// stands below a file has to be short.
const LEFT_OUT: usize = 6;
const LINE: usize = 120;

/// The formats, in the order of the buttons.
const FORMATS: [Format; 9] = [
    Format::Xlsx,
    Format::Paper,
    Format::PaperWithKey,
    Format::Csv,
    Format::Toml,
    Format::Json,
    Format::Gift,
    Format::Moodle,
    Format::Aiken,
];

/// Something about the question banks.
#[derive(Debug, Clone)]
pub enum Bank {
    /// A page of them.
    List {
        /// How many there are.
        count: usize,
        /// Which page, from 0.
        page: usize,
        /// Those of the page.
        banks: Vec<Listed>,
    },
    /// One of them.
    One {
        /// Which.
        bank: Listed,
        /// How many questions of each kind it asks, in the order of
        /// [`Kind::ALL`].
        kinds: [i64; Kind::ALL.len()],
        /// The page of the list on which it stands.
        page: usize,
    },
    /// A page of its questions.
    Questions {
        /// Of which.
        bank: Listed,
        /// Which page, from 0.
        page: usize,
        /// Those of the page.
        questions: Vec<Item>,
    },
    /// Words are asked for.
    Ask,
    /// What was found by words.
    Found {
        /// The words, as typed.
        text: String,
        /// The same for buttons, if they are short enough.
        words: Option<LookedFor>,
        /// How many questions were found.
        count: usize,
        /// Whether only a part of those that may fit was looked at.
        is_cut: bool,
        /// Which page, from 0.
        page: usize,
        /// Those of the page, each with its bank's title.
        questions: Vec<Item>,
    },
    /// How questions are loaded.
    Import,
    /// The formats of a bank.
    Formats {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
    /// It could not be written.
    NotExported {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
    /// The template could not be written.
    NoTemplate,
    /// It is not there any more.
    Gone,
}

/// A bank in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its topic.
    pub topic: Option<Topic>,
    /// How many questions are asked.
    pub live: i64,
    /// How many are withdrawn.
    pub withdrawn: i64,
}

/// A question in a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which.
    pub question: QuestionId,
    /// Its code, with its bank's title where questions of several stand.
    pub code: String,
    /// Whether it is asked.
    pub live: bool,
    /// Its stem.
    pub stem: String,
}

impl Listed {
    fn topic(&self, words: Words<'_>) -> String {
        self.topic.as_ref().map_or_else(String::new, |topic| topic.name(words.lang).to_owned())
    }

    fn all(&self) -> usize {
        usize::try_from(self.live + self.withdrawn).unwrap_or(0)
    }
}

impl Bank {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::List { count, page, banks } => list(*count, *page, banks, words),
            Self::One { bank, kinds, page } => one(bank, kinds, *page, words),
            Self::Questions { bank, page, questions } => of_bank(bank, *page, questions, words),
            Self::Ask => Page::new(words!(words, "bank-ask"), vec![back(OfBank::List(0), words)]),
            Self::Found { text, words: looked_for, count, is_cut, page, questions } => {
                let pages = Pages::nearest(*count, PAGE, *page);
                found(text, looked_for.as_ref(), pages, *is_cut, questions, words)
            }
            Self::Import => {
                let rows =
                    vec![vec![to("button-template", OfBank::Template, words)], back(OfBank::List(0), words)];
                Page::new(words!(words, "bank-import"), rows)
            }
            Self::Formats { id, title } => formats(id, title, words),
            Self::NotExported { id, title } => {
                let rows = vec![back(OfBank::Formats(fingerprint(id)), words)];
                Page::new(words!(words, "bank-not-exported", bank = cut(title, NAME)), rows)
            }
            Self::NoTemplate => {
                Page::new(words!(words, "bank-no-template"), vec![back(OfBank::List(0), words)])
            }
            Self::Gone => Page::new(words!(words, "bank-gone"), vec![back(OfBank::List(0), words)]),
        }
    }
}

/// What stands below a bank that was written to a file.
pub(super) fn caption(bank: &str, questions: usize, left_out: &[String], words: Words<'_>) -> String {
    let mut html = words!(words, "bank-exported", bank = cut(bank, NAME), count = questions);
    for line in left_out.iter().take(LEFT_OUT) {
        let _ = write!(html, "\n{}", escape(&cut(line, LINE)));
    }
    if let Some(more) = left_out.len().checked_sub(LEFT_OUT).filter(|more| *more > 0) {
        let _ = write!(html, "\n{}", words!(words, "bank-left-out-more", count = more));
    }
    html
}

fn to(key: &str, of: OfBank, words: Words<'_>) -> Button {
    button(words!(words, key), &Press::Bank(of))
}

fn back(of: OfBank, words: Words<'_>) -> Vec<Button> {
    vec![to("button-back", of, words)]
}

fn list(count: usize, page: usize, banks: &[Listed], words: Words<'_>) -> Page {
    let pages = Pages::nearest(count, PAGE, page);
    let key = if count == 0 { "banks-none" } else { "banks" };
    let mut html = words!(words, key, count = count, place = pages.place(words));
    let mut rows = Vec::new();
    for (nth, bank) in banks.iter().enumerate() {
        let number = pages.number(nth);
        let line = words!(
            words,
            "banks-row",
            number = number,
            bank = cut(&bank.title, NAME),
            topic = bank.topic(words),
            live = bank.live,
            withdrawn = bank.withdrawn,
        );
        let _ = write!(html, "\n{line}");
        let label = cut(&format!("{number}. {}", bank.title), LABEL);
        rows.push(vec![button(label, &Press::Bank(OfBank::One(fingerprint(&bank.id))))]);
    }
    rows.extend(pages.steps(|page| Press::Bank(OfBank::List(page)), words));
    rows.push(vec![
        to("button-bank-search", OfBank::Ask, words),
        to("button-bank-import", OfBank::Import, words),
    ]);
    rows.push(vec![to("button-template", OfBank::Template, words)]);
    rows.push(ways(&[Way::Todo, Way::Help], words));
    Page::new(html, rows)
}

fn one(bank: &Listed, counts: &[i64], page: usize, words: Words<'_>) -> Page {
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(one, count)| format!("{} {count}", kind(*one, words)))
        .collect();
    let mut html = words!(
        words,
        "bank-title",
        bank = cut(&bank.title, NAME),
        id = &bank.id,
        topic = bank.topic(words),
        live = bank.live,
        withdrawn = bank.withdrawn,
    );
    if !kinds.is_empty() {
        let _ = write!(
            html,
            "\n{}",
            words!(words, "bank-kinds", kinds = kinds.join(&words!(words, "between-items")))
        );
    }
    let print = fingerprint(&bank.id);
    let looks = vec![
        to("button-bank-questions", OfBank::Questions { bank: print, page: 0 }, words),
        to("button-bank-export", OfBank::Formats(print), words),
    ];
    Page::new(html, vec![looks, back(OfBank::List(page), words)])
}

fn of_bank(bank: &Listed, page: usize, questions: &[Item], words: Words<'_>) -> Page {
    let pages = Pages::nearest(bank.all(), PAGE, page);
    let title = cut(&bank.title, NAME);
    let key = if questions.is_empty() { "bank-questions-none" } else { "bank-questions" };
    let mut html = words!(words, key, bank = title, count = pages.count, place = pages.place(words));
    let mut rows = items(&mut html, pages, questions, Press::Reported, words);
    let print = fingerprint(&bank.id);
    rows.extend(pages.steps(|page| Press::Bank(OfBank::Questions { bank: print, page }), words));
    rows.push(back(OfBank::One(print), words));
    Page::new(html, rows)
}

/// Questions, a line and a button each.
fn items(
    html: &mut String,
    pages: Pages,
    questions: &[Item],
    press: impl Fn(QuestionId) -> Press,
    words: Words<'_>,
) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    for (nth, item) in questions.iter().enumerate() {
        let number = pages.number(nth);
        let key = if item.live { "bank-item" } else { "bank-item-withdrawn" };
        let stem = item.stem.split_whitespace().collect::<Vec<_>>().join(" ");
        let code = cut(&item.code, CODE);
        let _ =
            write!(html, "\n{}", words!(words, key, number = number, stem = cut(&stem, STEM), code = code));
        let mark = if item.live { "" } else { "⏸ " };
        rows.push(vec![button(cut(&format!("{mark}{number}. {stem}"), LABEL), &press(item.question))]);
    }
    rows
}

fn found(
    text: &str,
    looked_for: Option<&LookedFor>,
    pages: Pages,
    is_cut: bool,
    questions: &[Item],
    words: Words<'_>,
) -> Page {
    let key = if pages.count == 0 { "bank-found-none" } else { "bank-found" };
    let text = cut(text, WORDS);
    let mut html = words!(words, key, text = text, count = pages.count, place = pages.place(words));
    let press = |question| {
        looked_for.map_or(Press::Reported(question), |looked_for| {
            Press::Bank(OfBank::Question { question, page: pages.page(), words: looked_for.clone() })
        })
    };
    let mut rows = items(&mut html, pages, questions, press, words);
    if is_cut {
        let _ = write!(html, "\n{}", words!(words, "bank-found-cut", most = MOST));
    }
    match looked_for {
        Some(looked_for) => {
            let to = |page| Press::Bank(OfBank::Found { page, words: looked_for.clone() });
            rows.extend(pages.steps(to, words));
        }
        // Too long a text for the buttons of further pages.
        None if pages.count > questions.len() => {
            let _ = write!(html, "\n{}", words!(words, "bank-found-first", shown = questions.len()));
        }
        None => {}
    }
    rows.push(vec![to("button-bank-search", OfBank::Ask, words), to("button-banks", OfBank::List(0), words)]);
    Page::new(html, rows)
}

fn formats(id: &str, title: &str, words: Words<'_>) -> Page {
    let bank = fingerprint(id);
    let one = |format: &Format| to(format_key(*format), OfBank::Export { bank, format: *format }, words);
    let (first, rest) = FORMATS.split_at(3);
    let mut rows: Vec<Vec<Button>> = first.iter().map(|format| vec![one(format)]).collect();
    rows.extend(rest.chunks(3).map(|some| some.iter().map(one).collect()));
    rows.push(back(OfBank::One(bank), words));
    Page::new(words!(words, "bank-formats", bank = cut(title, NAME)), rows)
}

const fn format_key(format: Format) -> &'static str {
    match format {
        Format::Xlsx => "format-xlsx",
        Format::Paper => "format-paper",
        Format::PaperWithKey => "format-paper-key",
        Format::Csv => "format-csv",
        Format::Toml => "format-toml",
        Format::Json => "format-json",
        Format::Gift => "format-gift",
        Format::Moodle => "format-moodle",
        Format::Aiken => "format-aiken",
    }
}
