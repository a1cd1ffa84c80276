//! The screens: what is said, in words. One file a screen; the words
//! themselves stand in `texts/`.

pub mod admin;
pub mod bank;
pub mod binding;
pub mod choose;
pub mod closing;
pub mod exam;
pub mod exam_clock;
pub mod exam_desk;
pub mod exam_draft;
pub mod exam_notice;
pub mod exam_results;
pub mod line;
pub mod people;
pub mod question;
pub mod reference;
pub mod standing;
pub mod upload;
pub mod verdict;

#[cfg(test)]
mod samples;

use chrono::{Datelike as _, NaiveDateTime};
use unicode_width::UnicodeWidthChar as _;

use super::{
    outgoing::Button,
    press::{Press, RankView, bank::OfBank, exam::OfExam},
    say::button,
    texts::Words,
};
use crate::{
    domain::{points::Points, question::Kind, topic::Topic},
    words,
};

/// Where one can go from a screen on which nothing is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Quiz,
    Again,
    Rank,
    Me,
    Help,
    Todo,
    Banks,
    Exams,
}

impl Way {
    fn button(self, words: Words<'_>) -> Button {
        let (key, press) = match self {
            Self::Quiz => ("button-quiz", Press::Topics),
            Self::Again => ("button-again", Press::Topics),
            Self::Rank => ("button-rank", Press::Rank(RankView::default())),
            Self::Me => ("button-me", Press::Me),
            Self::Help => ("button-help", Press::Help),
            Self::Todo => ("button-todo", Press::Todo),
            Self::Banks => ("button-banks", Press::Bank(OfBank::List(0))),
            Self::Exams => ("button-exams", Press::Exam(OfExam::List)),
        };
        button(words!(words, key), &press)
    }
}

/// A row of ways out of a screen.
fn ways(ways: &[Way], words: Words<'_>) -> Vec<Button> {
    ways.iter().map(|way| way.button(words)).collect()
}

/// A text within so many columns of a phone, a Chinese character taking two;
/// what is longer ends in `…`. A column is at least one UTF-16 unit, so that
/// this bounds the length of a message too.
fn cut(text: &str, columns: usize) -> String {
    if self::columns(text) <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(ELLIPSIS);
    let fits = |letter: &char| {
        let left = room.checked_sub(columns_of(*letter));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let mut shown: String = text.chars().take_while(fits).collect();
    shown.push('…');
    shown
}

/// The columns of `…`, which Chinese fonts draw wide.
const ELLIPSIS: usize = 2;

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

fn columns_of(letter: char) -> usize {
    letter.width().unwrap_or(0).max(letter.len_utf16())
}

/// A page of a list.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    count: usize,
    size: usize,
    page: usize,
}

impl Pages {
    /// Of so many things, so many a page: the page that is nearest to the one
    /// wanted.
    pub fn nearest(count: usize, size: usize, page: usize) -> Self {
        Self { count, size, page: page.min(count.div_ceil(size).saturating_sub(1)) }
    }

    /// Which page, from 0.
    pub const fn page(self) -> usize {
        self.page
    }

    /// How many things come before those of this page.
    pub const fn before(self) -> usize {
        self.page * self.size
    }

    /// Those of the things that stand on this page.
    pub fn of<T>(self, things: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        things.into_iter().skip(self.before()).take(self.size)
    }

    fn all(self) -> usize {
        self.count.div_ceil(self.size).max(1)
    }

    /// The number of the nth of this page, from 1.
    const fn number(self, nth: usize) -> usize {
        self.before() + nth + 1
    }

    /// Where this is, if there are several pages.
    fn place(self, words: Words<'_>) -> String {
        match self.all() {
            1 => String::new(),
            pages => words!(words, "page-of", page = self.page + 1, pages = pages),
        }
    }

    /// The buttons to the pages before and after; none where there is none.
    fn steps(self, to: impl Fn(usize) -> Press, words: Words<'_>) -> Option<Vec<Button>> {
        let earlier =
            self.page.checked_sub(1).map(|page| button(words!(words, "button-page-back"), &to(page)));
        let later =
            (self.page + 1 < self.all()).then(|| button(words!(words, "button-page-on"), &to(self.page + 1)));
        let steps: Vec<Button> = earlier.into_iter().chain(later).collect();
        (!steps.is_empty()).then_some(steps)
    }
}

/// What stands above a question.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its place, from 1.
    pub place: usize,
    /// How many there are.
    pub of: usize,
    /// Its kind.
    pub kind: Kind,
    /// Its topic.
    pub topic: Topic,
    /// What it is worth.
    pub points: Points,
}

impl Heading {
    fn text(&self, words: Words<'_>) -> String {
        words!(
            words,
            "heading",
            place = self.place,
            of = self.of,
            kind = kind(self.kind, words),
            topic = self.topic.name(words.lang),
            points = self.points,
        )
    }
}

/// The name of a kind.
pub fn kind(kind: Kind, words: Words<'_>) -> String {
    match kind {
        Kind::Single => words!(words, "kind-single"),
        Kind::Multiple => words!(words, "kind-multiple"),
        Kind::Judge => words!(words, "kind-judge"),
        Kind::Blank => words!(words, "kind-blank"),
    }
}

/// A span of time for people: `3 分 20 秒`.
fn duration(elapsed: std::time::Duration, words: Words<'_>) -> String {
    let seconds = usize::try_from(elapsed.as_secs()).unwrap_or(usize::MAX);
    match seconds {
        0..60 => words!(words, "seconds", seconds = seconds),
        60..3_600 => words!(words, "minutes", minutes = seconds / 60, seconds = seconds % 60),
        _ => words!(words, "hours", hours = seconds / 3_600, minutes = seconds / 60 % 60),
    }
}

/// A moment by the clock on the wall: `12月20日 09:00`.
fn moment(at: NaiveDateTime, words: Words<'_>) -> String {
    let number = |part: u32| usize::try_from(part).unwrap_or(0);
    let time = at.format("%H:%M").to_string();
    words!(words, "moment", month = number(at.month()), day = number(at.day()), time = time)
}

/// Numbers one after another: `5、10、20`.
fn numbers(numbers: impl IntoIterator<Item = usize>, words: Words<'_>) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
    numbers.join(&words!(words, "between-items"))
}

/// What is or may be written into blanks: the accepted forms of each, blank by
/// blank.
fn blanks(blanks: &[Vec<String>], words: Words<'_>) -> String {
    let blanks: Vec<String> = blanks.iter().map(|ways| ways.join(" / ")).collect();
    cut(&blanks.join(&words!(words, "between-blanks")), LONGEST_BLANKS)
}

/// The most columns of what is written into blanks. All that a question says
/// has its bounds, but an answer is typed by anyone, and accepted forms may be
/// many.
const LONGEST_BLANKS: usize = 600;

/// The name of someone, who may have been erased.
fn name(name: &str, words: Words<'_>) -> String {
    if name.is_empty() { words!(words, "erased-name") } else { name.to_owned() }
}

/// A share in whole per cent, rounded.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_phone_ends() {
        assert_eq!(cut("预算股", 6), "预算股");
        assert_eq!(cut("预算股股", 6), "预算…");
        assert_eq!(cut("budget", 6), "budget");
        assert_eq!(cut("budgets", 6), "budg…");
        assert_eq!(cut("𠮷𠮷𠮷", 5), "𠮷…");
        assert_eq!(cut("a\u{301}\u{301}\u{301}", 3), "a…", "what has no width has a length");
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!((percent(2, 3), percent(1, 3), percent(0, 0), percent(5, 5)), (67, 33, 0, 100));
    }
}
