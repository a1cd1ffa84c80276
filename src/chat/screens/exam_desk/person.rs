//! One person at an exam: where they are, what a proctor can do, and what they
//! are told of it.

use chrono::NaiveDateTime;

use super::{NAME, REASON, TITLE, asked_again, room::At, to};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            exam::OfExam,
            exam_desk::{Lot, OfDesk},
        },
        say::{Page, button},
        screens::{Way, cut, moment, name, ways},
        texts::Words,
    },
    domain::ids::{ExamId, SittingId, StaffId},
    exams::proctor::Act,
    words,
};

/// How many minutes can be added at once.
pub const MINUTES: [u32; 4] = [5, 10, 15, 30];

/// Whom something is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// In which exam.
    pub exam: ExamId,
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
}

/// Somebody at an exam.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub subject: Subject,
    /// 工号
    pub staff_no: String,
    /// Their unit.
    pub unit: String,
    /// The name of their track.
    pub track: String,
    /// Where they are.
    pub at: At,
    /// Whether they may begin late.
    pub late: bool,
    /// How many minutes were added.
    pub extra: usize,
    /// Why they are excused.
    pub note: String,
    /// What can be done.
    pub acts: Vec<Act>,
}

/// What is done about somebody wants a reason.
#[derive(Debug, Clone)]
pub struct Why {
    /// About whom.
    pub subject: Subject,
    /// What.
    pub act: Act,
    /// Whether what was typed does not do.
    pub again: bool,
}

/// What a proctor has decided, for whom it concerns.
#[derive(Debug, Clone)]
pub struct Told {
    /// The title of the exam.
    pub title: String,
    /// Which.
    pub exam: ExamId,
    /// When it opens.
    pub opens: NaiveDateTime,
    /// What was decided.
    pub act: Act,
    /// Why.
    pub reason: String,
    /// What they sit, and until when.
    pub sits: Option<(SittingId, NaiveDateTime)>,
}

impl Subject {
    fn shown(&self, words: Words<'_>) -> String {
        cut(&name(&self.name, words), NAME)
    }

    fn back(&self, words: Words<'_>) -> Vec<Button> {
        vec![to("button-back", OfDesk::Person(self.exam, self.staff), words)]
    }

    fn act(&self, act: Act) -> OfDesk {
        OfDesk::Act(self.exam, self.staff, act)
    }

    pub(super) fn times(&self, words: Words<'_>) -> Page {
        let minutes = |minutes: u32| {
            let label =
                words!(words, "button-minutes", minutes = usize::try_from(minutes).unwrap_or(usize::MAX));
            button(label, &Press::Desk(self.act(Act::Time(minutes))))
        };
        let rows = vec![MINUTES.into_iter().map(minutes).collect(), self.back(words)];
        Page::new(words!(words, "times-ask", name = self.shown(words)), rows)
    }
}

impl Person {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![words!(
            words,
            "seat",
            name = self.subject.shown(words),
            staff_no = &self.staff_no,
            unit = cut(&self.unit, TITLE),
            track = cut(&self.track, TITLE),
            at = self.at.text(words),
        )];
        lines.extend(self.late.then(|| words!(words, "seat-late")));
        lines.extend((self.extra > 0).then(|| words!(words, "seat-extra", minutes = self.extra)));
        if !self.note.is_empty() {
            lines.push(words!(words, "seat-note", note = cut(&self.note, REASON)));
        }
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let subject = &self.subject;
        let one = |act: &Act| match act {
            Act::Time(_) => to("button-add-time", OfDesk::Times(subject.exam, subject.staff), words),
            act => to(label(*act), subject.act(*act), words),
        };
        let acts: Vec<Button> = self.acts.iter().map(one).collect();
        let mut rows: Vec<Vec<Button>> = acts.chunks(2).map(<[Button]>::to_vec).collect();
        let all = OfDesk::People { exam: subject.exam, lot: Lot::All, page: 0 };
        rows.push(vec![
            to("button-refresh", OfDesk::Person(subject.exam, subject.staff), words),
            to("button-lot-all", all, words),
            to("button-room", OfDesk::Room(subject.exam), words),
        ]);
        rows
    }
}

const fn label(act: Act) -> &'static str {
    match act {
        Act::Admit => "button-admit",
        Act::Time(_) => "button-add-time",
        Act::Excuse => "button-excuse",
        Act::Expect => "button-expect",
        Act::TakeIn => "button-take-in",
        Act::Void => "button-void",
        Act::Note => "button-note",
    }
}

impl Why {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let who = self.subject.shown(words);
        let asked = match self.act {
            Act::Time(minutes) => {
                let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
                words!(words, "why-time", name = who, minutes = minutes)
            }
            Act::Excuse => words!(words, "why-excuse", name = who),
            Act::TakeIn => words!(words, "why-take-in", name = who),
            Act::Void => words!(words, "why-void", name = who),
            Act::Note | Act::Admit | Act::Expect => words!(words, "why-note", name = who),
        };
        Page::new(asked_again(asked, self.again, words), vec![self.subject.back(words)])
    }
}

impl Told {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let (title, reason) = (cut(&self.title, TITLE), cut(&self.reason, REASON));
        let text = match self.act {
            Act::Time(minutes) => {
                let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
                words!(words, "told-time", title = title, minutes = minutes, reason = reason)
            }
            Act::Expect => words!(words, "told-expected", title = title, opens = moment(self.opens, words)),
            Act::Excuse => words!(words, "told-excused", title = title, reason = reason),
            Act::TakeIn => words!(words, "told-taken-in", title = title, reason = reason),
            Act::Void => words!(words, "told-voided", title = title, reason = reason),
            Act::Admit | Act::Note => words!(words, "told-admitted", title = title),
        };
        match self.sits {
            Some((sitting, until)) => {
                let until = words!(words, "told-time-until", until = until.format("%H:%M").to_string());
                let paper = button(words!(words, "button-to-paper"), &Press::Exam(OfExam::Show(sitting)));
                Page::new(format!("{text}\n{until}"), vec![vec![paper]])
            }
            None => Page::new(text, vec![ways(&[Way::Exams, Way::Help], words)]),
        }
    }
}
