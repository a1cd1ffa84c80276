//! What people are told of an exam without having asked.

use chrono::{Datelike as _, NaiveDateTime};

use super::{Way, cut, ways};
use crate::{
    chat::{say::Page, texts::Words},
    domain::exam::track::Book,
    words,
};

/// The most columns of a reason.
const LONGEST_REASON: usize = 400;

/// A notice about an exam.
#[derive(Debug, Clone)]
pub struct ExamNotice {
    /// What has happened.
    pub what: What,
    /// The title of the exam.
    pub title: String,
    /// When it opens, where the office is.
    pub opens: NaiveDateTime,
    /// When it closes.
    pub closes: NaiveDateTime,
    /// How the person sits it.
    pub track: Option<Sits>,
}

/// What has happened to an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was published.
    Published,
    /// It was taken back: it does not take place as it was announced.
    TakenBack,
    /// It was called off, for this reason.
    CalledOff(String),
}

/// How somebody sits an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sits {
    /// The name of the track.
    pub title: String,
    /// Whether one may look things up.
    pub book: Book,
    /// For how many minutes.
    pub minutes: usize,
}

impl ExamNotice {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let way = match self.what {
            What::Published => [Way::Exams, Way::Quiz, Way::Help].as_slice(),
            What::TakenBack | What::CalledOff(_) => &[Way::Exams, Way::Help],
        };
        Page::new(self.text(words), vec![ways(way, words)])
    }

    fn text(&self, words: Words<'_>) -> String {
        let when = span(self.opens, self.closes, words);
        let title = &self.title;
        match &self.what {
            What::Published => {
                let told = words!(words, "exam-notice-published", title = title, when = when);
                let track = self.track.as_ref().map(|track| track.text(words));
                let how = words!(words, "exam-notice-how");
                [Some(told), track, Some(how)].into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
            What::TakenBack => words!(words, "exam-notice-taken-back", title = title, when = when),
            What::CalledOff(reason) => {
                let reason = cut(reason, LONGEST_REASON);
                words!(words, "exam-notice-called-off", title = title, when = when, reason = reason)
            }
        }
    }
}

impl Sits {
    fn text(&self, words: Words<'_>) -> String {
        let key = match self.book {
            Book::Closed => "exam-notice-closed-book",
            Book::Open => "exam-notice-open-book",
        };
        words!(words, key, track = &self.title, minutes = self.minutes)
    }
}

/// From when to when, the day only once.
fn span(opens: NaiveDateTime, closes: NaiveDateTime, words: Words<'_>) -> String {
    let same_day = opens.date() == closes.date();
    let until = if same_day { closes.format("%H:%M").to_string() } else { moment(closes, words) };
    words!(words, "exam-notice-span", from = moment(opens, words), until = until)
}

/// A moment with its year.
pub(super) fn moment(at: NaiveDateTime, words: Words<'_>) -> String {
    let number = |part: u32| usize::try_from(part).unwrap_or(0);
    words!(
        words,
        "exam-notice-moment",
        year = at.year().to_string(),
        month = number(at.month()),
        day = number(at.day()),
        time = at.format("%H:%M").to_string(),
    )
}
