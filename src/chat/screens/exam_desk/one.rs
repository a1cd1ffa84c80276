//! One exam at the desk: how it is made, what is in the way, what can be done.

use chrono::NaiveDateTime;

use super::{TITLE, asked_again, phase, to};
use crate::{
    chat::{
        outgoing::Button,
        press::exam_desk::{OfDesk, Way},
        say::Page,
        screens::{cut, exam_draft, kind, moment},
        texts::{Words, unescape},
    },
    domain::{
        exam::{RoomCode, phase::Phase, pool::Shortage, track::Book},
        ids::ExamId,
        points::Points,
        question::Kind,
    },
    words,
};

/// How many names, rows and tracks are shown, and the columns of all names.
const NAMES: usize = 8;
const NAMES_COLUMNS: usize = 300;
const ROWS: usize = 12;
const TRACKS: usize = 6;

/// An exam.
#[derive(Debug, Clone)]
pub struct One {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Its word.
    pub code: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it opens and closes.
    pub window: (NaiveDateTime, NaiveDateTime),
    /// The tracks.
    pub tracks: Vec<TrackLine>,
    /// The blueprint.
    pub rows: Vec<PaperLine>,
    /// The number of questions, and the full mark.
    pub paper: (usize, Points),
    /// The code of the room.
    pub room_code: RoomCode,
    /// What is in the way, for a draft.
    pub trouble: Option<Trouble>,
    /// Those who have no account.
    pub unbound: Vec<String>,
    /// Whether the person may change it.
    pub administers: bool,
}

/// A track with those who sit it.
#[derive(Debug, Clone)]
pub struct TrackLine {
    /// Its name.
    pub title: String,
    /// Whether one may look things up.
    pub book: Book,
    /// How many sit it.
    pub people: usize,
    /// For how many minutes.
    pub minutes: u32,
    /// The mark that passes.
    pub pass: Points,
}

/// A row of the blueprint.
#[derive(Debug, Clone)]
pub struct PaperLine {
    /// Where the questions come from.
    pub from: From,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// How many.
    pub number: usize,
    /// What each is worth.
    pub marks: Points,
}

/// Where questions come from.
#[derive(Debug, Clone)]
pub enum From {
    /// A topic or a bank of this name.
    Named(String),
    /// A tag.
    Tag(String),
    /// Chosen ones.
    Chosen,
    /// Everywhere.
    Any,
}

/// What is in the way of publishing an exam.
#[derive(Debug, Clone, Default)]
pub struct Trouble {
    /// It would be over.
    pub past: bool,
    /// It asks nothing.
    pub no_questions: bool,
    /// Nobody sits it.
    pub nobody: bool,
    /// Those whose birth date is missing.
    pub birth_unknown: Vec<String>,
    /// Those whom no track takes.
    pub nowhere: Vec<String>,
    /// What is named and doesn't exist.
    pub unknown: Vec<String>,
    /// The rows that can't be filled.
    pub short: Vec<Shortage>,
}

/// Whether to take a step with an exam.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The exam.
    pub one: One,
    /// In which version.
    pub version: i64,
    /// Publish or take back.
    pub way: Way,
}

/// The reason for calling an exam off is to be typed.
#[derive(Debug, Clone)]
pub struct WhyCancel {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// How many people are told.
    pub people: usize,
    /// Whether what was typed does not do.
    pub again: bool,
}

impl One {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = self.lines(words);
        if self.phase == Phase::Draft {
            lines.extend(self.trouble(words));
        }
        lines.extend(self.unbound(words));
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn lines(&self, words: Words<'_>) -> Vec<String> {
        let (opens, closes) = (moment(self.window.0, words), moment(self.window.1, words));
        let mut lines = vec![words!(
            words,
            "desk-one",
            title = cut(&self.title, TITLE),
            phase = phase(self.phase, words),
            code = &self.code,
            opens = opens,
            closes = closes,
        )];
        lines.push(words!(words, "desk-people", number = self.people()));
        lines.extend(self.tracks.iter().take(TRACKS).map(|track| track.line(words)));
        let (questions, full) = self.paper;
        lines.push(words!(words, "desk-paper", questions = questions, full = full));
        lines.extend(self.rows.iter().take(ROWS).map(|row| row.line(words)));
        lines.push(match self.room_code {
            RoomCode::None => words!(words, "desk-code-none"),
            RoomCode::Fixed(_) => words!(words, "desk-code-fixed"),
            RoomCode::Changing => words!(words, "desk-code-changing"),
        });
        lines
    }

    fn people(&self) -> usize {
        self.tracks.iter().map(|track| track.people).sum()
    }

    fn trouble(&self, words: Words<'_>) -> Vec<String> {
        let told = self.trouble.as_ref().map(|trouble| trouble.lines(words)).unwrap_or_default();
        if told.is_empty() {
            return vec![words!(words, "desk-ready")];
        }
        let mut lines = vec![words!(words, "desk-in-the-way")];
        lines.extend(told);
        lines
    }

    fn unbound(&self, words: Words<'_>) -> Option<String> {
        let number = self.unbound.len();
        (number > 0 && self.phase <= Phase::Open)
            .then(|| words!(words, "desk-unbound", number = number, names = names(&self.unbound, words)))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let ask = |key, way| to(key, OfDesk::Ask(self.exam, way), words);
        let mut rows = Vec::new();
        if self.phase != Phase::Draft && self.phase != Phase::Cancelled {
            rows.push(vec![to("button-room", OfDesk::Room(self.exam), words)]);
        }
        if self.phase != Phase::Draft {
            rows.push(vec![to("button-incidents", OfDesk::Incidents(self.exam, 0), words)]);
        }
        if self.administers {
            let sound = self.trouble.as_ref().is_none_or(Trouble::is_none);
            if self.phase == Phase::Draft {
                rows.extend(exam_draft::changes(self.exam, words));
            }
            match self.phase {
                Phase::Draft if sound => rows.push(vec![ask("button-publish", Way::Publish)]),
                Phase::Published => rows.push(vec![ask("button-take-back", Way::TakeBack)]),
                _ => {}
            }
            if matches!(self.phase, Phase::Draft | Phase::Published | Phase::Open) {
                rows.push(vec![ask("button-cancel-exam", Way::Cancel)]);
            }
        }
        rows.push(vec![to("button-all-exams", OfDesk::List(0), words)]);
        rows
    }
}

impl TrackLine {
    fn line(&self, words: Words<'_>) -> String {
        let book = match self.book {
            Book::Closed => words!(words, "desk-closed-book"),
            Book::Open => words!(words, "desk-open-book"),
        };
        words!(
            words,
            "desk-track",
            track = cut(&self.title, TITLE),
            book = book,
            people = self.people,
            minutes = usize::try_from(self.minutes).unwrap_or(usize::MAX),
            pass = self.pass,
        )
    }
}

impl PaperLine {
    fn line(&self, words: Words<'_>) -> String {
        let from = match &self.from {
            From::Named(name) => cut(name, TITLE),
            From::Tag(tag) => unescape(words!(words, "desk-tag", tag = cut(tag, TITLE))),
            From::Chosen => words!(words, "desk-chosen"),
            From::Any => words!(words, "desk-any-source"),
        };
        let kind = self.kind.map_or_else(|| words!(words, "desk-any-kind"), |of| kind(of, words));
        words!(words, "desk-paper-row", from = from, kind = kind, number = self.number, marks = self.marks)
    }
}

impl Trouble {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        !self.past
            && !self.nobody
            && !self.no_questions
            && self.birth_unknown.is_empty()
            && self.nowhere.is_empty()
            && self.unknown.is_empty()
            && self.short.is_empty()
    }

    fn lines(&self, words: Words<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.past.then(|| words!(words, "desk-past")));
        lines.extend(self.no_questions.then(|| words!(words, "desk-no-questions")));
        lines.extend(self.nobody.then(|| words!(words, "desk-nobody")));
        for (key, who) in [
            ("desk-birth-unknown", &self.birth_unknown),
            ("desk-nowhere", &self.nowhere),
            ("desk-unknown", &self.unknown),
        ] {
            if !who.is_empty() {
                lines.push(words!(words, key, number = who.len(), names = names(who, words)));
            }
        }
        for short in self.short.iter().take(ROWS) {
            let (row, wanted, found) = (short.row + 1, short.wanted, short.found);
            lines.push(words!(words, "desk-short", row = row, wanted = wanted, found = found));
        }
        lines
    }
}

impl Ask {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let one = &self.one;
        let (question, yes) = match self.way {
            Way::Publish => ("desk-ask-publish", "button-do-publish"),
            Way::TakeBack | Way::Cancel => ("desk-ask-take-back", "button-do-take-back"),
        };
        let mut lines = one.lines(words);
        if self.way == Way::Publish {
            lines.extend(one.unbound(words));
        }
        lines.push(words!(words, question, number = one.people()));
        let done = OfDesk::Do { exam: one.exam, version: self.version, way: self.way };
        let rows = vec![vec![to(yes, done, words)], vec![back(one.exam, words)]];
        Page::new(lines.join("\n"), rows)
    }
}

impl WhyCancel {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let asked = words!(words, "desk-ask-cancel", title = cut(&self.title, TITLE), number = self.people);
        Page::new(asked_again(asked, self.again, words), vec![vec![back(self.exam, words)]])
    }
}

fn back(exam: ExamId, words: Words<'_>) -> Button {
    to("button-one-exam", OfDesk::One(exam), words)
}

/// The first of many names.
fn names(names: &[String], words: Words<'_>) -> String {
    let first: Vec<&str> = names.iter().take(NAMES).map(String::as_str).collect();
    let shown = cut(&first.join(&words!(words, "between-items")), NAMES_COLUMNS);
    if names.len() > NAMES { unescape(words!(words, "desk-names-more", names = shown)) } else { shown }
}
