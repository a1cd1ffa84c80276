//! The desk of exams, as administrators and proctors see it.

pub mod one;
pub mod person;
pub mod room;

use chrono::NaiveDateTime;

use super::{Way as Out, cut, moment, ways};
use crate::{
    chat::{
        outgoing::{Button, Keyboard},
        press::{Press, exam_desk::OfDesk, exam_draft::OfDraft},
        say::{Page, button},
        texts::Words,
    },
    domain::{exam::phase::Phase, ids::ExamId},
    words,
};

/// The most exams, people and incidents of a page.
pub const PAGE: usize = 10;
/// The most columns of a title, of a name, of a label.
const TITLE: usize = 60;
const NAME: usize = 24;
const LABEL: usize = 50;
/// The most columns of a typed reason or note.
const REASON: usize = 400;
/// The most characters of what is typed.
pub const MOST_TYPED: usize = 200;

/// Something about the desk of exams.
#[derive(Debug, Clone)]
pub enum Desk {
    /// A page of the exams.
    List {
        /// Those of the page.
        exams: Vec<Listed>,
        /// Which page.
        pages: Pages,
        /// Whether the person may make new ones.
        administers: bool,
    },
    /// An exam.
    One(one::One),
    /// Whether to publish it or take it back.
    Ask(one::Ask),
    /// The reason for calling it off is to be typed.
    WhyCancel(one::WhyCancel),
    /// How the room stands.
    Room(room::Room),
    /// Some of those who are expected.
    People(room::People),
    /// One of them.
    Person(person::Person),
    /// How much time to add.
    Times(person::Subject),
    /// What is done about somebody wants a reason.
    Why(person::Why),
    /// What was noted.
    Incidents(room::Incidents),
    /// What happened in the room is to be typed.
    WantsNote {
        /// In which exam.
        exam: ExamId,
        /// Whether what was typed does not do.
        again: bool,
    },
    /// What a proctor has decided, for whom it concerns.
    Told(person::Told),
    /// The exam is not theirs.
    NotYours,
}

/// An exam of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it opens.
    pub opens: NaiveDateTime,
}

/// A page of a list, from 0.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// Which page.
    pub page: usize,
    /// How much the whole list holds.
    pub count: usize,
}

impl Pages {
    /// The page that is nearest to the one wanted.
    pub fn nearest(page: usize, count: usize) -> Self {
        Self { page: page.min(count.div_ceil(PAGE).saturating_sub(1)), count }
    }

    /// What stands on it.
    pub fn of<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.page * PAGE).take(PAGE).collect()
    }

    fn number(self, nth: usize) -> usize {
        self.page * PAGE + nth + 1
    }

    fn place(self, words: Words<'_>) -> Option<String> {
        let pages = self.count.div_ceil(PAGE);
        (pages > 1).then(|| words!(words, "desk-page", page = self.page + 1, pages = pages))
    }

    fn steps(self, of: impl Fn(usize) -> OfDesk, words: Words<'_>) -> Option<Vec<Button>> {
        let before = self.page.checked_sub(1).map(|page| to("button-page-before", of(page), words));
        let more = (self.page + 1) * PAGE < self.count;
        let after = more.then(|| to("button-page-after", of(self.page + 1), words));
        let steps: Vec<Button> = before.into_iter().chain(after).collect();
        (!steps.is_empty()).then_some(steps)
    }
}

impl Desk {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::List { exams, pages, administers } => {
                let mut page = list(exams, *pages, words);
                if let (Keyboard::Buttons(rows), true) = (&mut page.keyboard, administers) {
                    rows.insert(
                        0,
                        vec![button(words!(words, "button-new-exam"), &Press::Draft(OfDraft::New))],
                    );
                }
                page
            }
            Self::One(one) => one.page(words),
            Self::Ask(ask) => ask.page(words),
            Self::WhyCancel(why) => why.page(words),
            Self::Room(room) => room.page(words),
            Self::People(people) => people.page(words),
            Self::Person(person) => person.page(words),
            Self::Times(subject) => subject.times(words),
            Self::Why(why) => why.page(words),
            Self::Incidents(incidents) => incidents.page(words),
            Self::WantsNote { exam, again } => {
                let asked = words!(words, "why-note-room");
                let rows = vec![vec![to("button-back", OfDesk::Room(*exam), words)]];
                Page::new(asked_again(asked, *again, words), rows)
            }
            Self::Told(told) => told.page(words),
            Self::NotYours => {
                Page::new(words!(words, "desk-not-yours"), vec![ways(&[Out::Exams, Out::Help], words)])
            }
        }
    }
}

fn list(exams: &[Listed], pages: Pages, words: Words<'_>) -> Page {
    if exams.is_empty() {
        return Page::new(words!(words, "desk-none"), vec![ways(&[Out::Exams, Out::Help], words)]);
    }
    let mut lines = vec![words!(words, "desk-title")];
    let mut rows = Vec::new();
    let mut before = None;
    for (nth, exam) in exams.iter().enumerate() {
        if before.replace(exam.phase) != Some(exam.phase) {
            lines.push(format!("<b>{}</b>", phase(exam.phase, words)));
        }
        let number = pages.number(nth);
        let (title, opens) = (cut(&exam.title, TITLE), moment(exam.opens, words));
        lines.push(words!(words, "desk-row", number = number, title = title, opens = opens));
        let label = cut(&format!("{number}. {}", exam.title), LABEL);
        rows.push(vec![button(label, &Press::Desk(OfDesk::One(exam.exam)))]);
    }
    lines.extend(pages.place(words));
    rows.extend(pages.steps(OfDesk::List, words));
    rows.push(ways(&[Out::Exams], words));
    Page::new(lines.join("\n"), rows)
}

fn to(key: &str, of: OfDesk, words: Words<'_>) -> Button {
    button(words!(words, key), &Press::Desk(of))
}

/// The name of a phase.
fn phase(phase: Phase, words: Words<'_>) -> String {
    match phase {
        Phase::Draft => words!(words, "phase-draft"),
        Phase::Published => words!(words, "phase-published"),
        Phase::Open => words!(words, "phase-open"),
        Phase::Closed => words!(words, "phase-closed"),
        Phase::Marked => words!(words, "phase-marked"),
        Phase::Released => words!(words, "phase-released"),
        Phase::Archived => words!(words, "phase-archived"),
        Phase::Cancelled => words!(words, "phase-cancelled"),
    }
}

/// What is asked for, once more if what was typed did not do.
fn asked_again(asked: String, again: bool, words: Words<'_>) -> String {
    if again { format!("{}\n{asked}", words!(words, "why-too-long", most = MOST_TYPED)) } else { asked }
}
