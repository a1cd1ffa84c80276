//! An exam that is watched over: the room, those in it, what was noted.

use std::time::Duration;

use chrono::NaiveDateTime;

use super::{NAME, Pages, REASON, TITLE, phase, to};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            exam_desk::{Lot, OfDesk},
        },
        say::{Page, button},
        screens::{cut, duration, moment, name},
        texts::Words,
    },
    domain::{
        exam::phase::Phase,
        ids::{ExamId, StaffId},
    },
    store::sitting::EndedBy,
    words,
};

/// How the room stands.
#[derive(Debug, Clone)]
pub struct Room {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it opens and closes, and the present moment.
    pub times: (NaiveDateTime, NaiveDateTime, NaiveDateTime),
    /// The code that is told now, and how long it is shown if it changes.
    pub code: Option<(String, Option<Duration>)>,
    /// How many there are of each lot.
    pub counts: [usize; Lot::EACH.len()],
}

/// Where somebody is.
#[derive(Debug, Clone)]
pub enum At {
    /// They have not begun; whether they have an account.
    Missing(bool),
    /// They sit: at which question, how many are answered, of how many, until
    /// when.
    Sits(usize, usize, usize, NaiveDateTime),
    /// They have handed in.
    HandedIn(EndedBy, NaiveDateTime),
    /// Their sitting is void.
    Voided,
    /// They are excused.
    Excused,
}

/// Some of those who are expected.
#[derive(Debug, Clone)]
pub struct People {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Which of them.
    pub lot: Lot,
    /// Which page.
    pub pages: Pages,
    /// Those of the page: their unit, who, their name, where they are.
    pub people: Vec<(String, StaffId, String, At)>,
}

/// What was noted.
#[derive(Debug, Clone)]
pub struct Incidents {
    /// In which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Which page.
    pub pages: Pages,
    /// Those of the page.
    pub incidents: Vec<Incident>,
}

/// Something that was noted.
#[derive(Debug, Clone)]
pub struct Incident {
    /// When.
    pub at: NaiveDateTime,
    /// The word for what it is.
    pub kind: String,
    /// The name of whom it is about.
    pub about: Option<String>,
    /// In words.
    pub note: String,
    /// The name of who noted it; none for the program.
    pub by: Option<String>,
}

impl Room {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let title = cut(&self.title, TITLE);
        let mut lines = vec![words!(words, "room-title", title = title, phase = phase(self.phase, words))];
        let (opens, closes, now) = self.times;
        let (opens, closes, now) = (moment(opens, words), moment(closes, words), moment(now, words));
        lines.push(words!(words, "room-span", opens = opens, closes = closes, now = now));
        if let Some((code, left)) = &self.code {
            lines.push(words!(words, "room-code", code = code));
            let next = left.map(|left| words!(words, "room-code-next", left = duration(left, words)));
            lines.extend(next);
        }
        let [all, missing, sitting, handed, voided, excused] = self.counts;
        lines.push(words!(
            words,
            "room-counts",
            all = all - excused,
            missing = missing,
            sitting = sitting,
            handed = handed
        ));
        lines.extend((voided > 0).then(|| words!(words, "room-voided", number = voided)));
        lines.extend((excused > 0).then(|| words!(words, "room-excused", number = excused)));
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let exam = self.exam;
        let lots = Lot::EACH.into_iter().zip(self.counts).filter(|(_, number)| *number > 0);
        let lot = |(lot, number): (Lot, usize)| {
            let label = match lot {
                Lot::All => words!(words, "button-lot-all"),
                Lot::Missing => words!(words, "button-lot-missing", number = number),
                Lot::Sitting => words!(words, "button-lot-sitting", number = number),
                Lot::HandedIn => words!(words, "button-lot-handed", number = number),
                Lot::Voided => words!(words, "button-lot-voided", number = number),
                Lot::Excused => words!(words, "button-lot-excused", number = number),
            };
            button(label, &Press::Desk(OfDesk::People { exam, lot, page: 0 }))
        };
        let lots: Vec<Button> = lots.map(lot).collect();
        let mut rows = vec![vec![to("button-refresh", OfDesk::Room(exam), words)]];
        rows.extend(lots.chunks(2).map(<[Button]>::to_vec));
        rows.push(vec![
            to("button-note-room", OfDesk::Note(exam), words),
            to("button-incidents", OfDesk::Incidents(exam, 0), words),
        ]);
        rows.push(vec![to("button-one-exam", OfDesk::One(exam), words)]);
        rows
    }
}

impl At {
    pub(super) fn text(&self, words: Words<'_>) -> String {
        let time = |at: &NaiveDateTime| at.format("%H:%M").to_string();
        match self {
            Self::Missing(true) => words!(words, "at-missing"),
            Self::Missing(false) => words!(words, "at-missing-unbound"),
            Self::Sits(place, answered, of, until) => {
                words!(words, "at-sits", place = *place, answered = *answered, of = *of, until = time(until))
            }
            Self::HandedIn(EndedBy::Person, at) => words!(words, "at-handed-in", at = time(at)),
            Self::HandedIn(EndedBy::Time, at) => words!(words, "at-time", at = time(at)),
            Self::HandedIn(EndedBy::Proctor, at) => words!(words, "at-taken-in", at = time(at)),
            Self::Voided | Self::HandedIn(EndedBy::Void, _) => words!(words, "at-voided"),
            Self::Excused => words!(words, "at-excused"),
        }
    }
}

impl People {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let (exam, lot) = (self.exam, self.lot);
        let title = cut(&self.title, TITLE);
        let lot_name = lot_name(lot, words);
        let mut lines =
            vec![words!(words, "watched-title", title = title, lot = lot_name, number = self.pages.count)];
        if self.people.is_empty() {
            lines.push(words!(words, "watched-none"));
        }
        let mut labels = Vec::new();
        let mut before = None;
        for (nth, (unit, staff, who, at)) in self.people.iter().enumerate() {
            if before.replace(unit) != Some(unit) {
                lines.push(words!(words, "watched-unit", unit = cut(unit, TITLE)));
            }
            let (number, who) = (self.pages.number(nth), cut(&name(who, words), NAME));
            lines.push(words!(words, "watched-row", number = number, name = &who, at = at.text(words)));
            labels.push(button(format!("{number}. {who}"), &Press::Desk(OfDesk::Person(exam, *staff))));
        }
        lines.extend(self.pages.place(words));
        let mut rows: Vec<Vec<Button>> = labels.chunks(2).map(<[Button]>::to_vec).collect();
        rows.extend(self.pages.steps(|page| OfDesk::People { exam, lot, page }, words));
        let refresh = OfDesk::People { exam, lot, page: self.pages.page };
        rows.push(vec![to("button-refresh", refresh, words), to("button-back", OfDesk::Room(exam), words)]);
        Page::new(lines.join("\n"), rows)
    }
}

fn lot_name(lot: Lot, words: Words<'_>) -> String {
    match lot {
        Lot::All => words!(words, "lot-all"),
        Lot::Missing => words!(words, "lot-missing"),
        Lot::Sitting => words!(words, "lot-sitting"),
        Lot::HandedIn => words!(words, "lot-handed"),
        Lot::Voided => words!(words, "lot-voided"),
        Lot::Excused => words!(words, "lot-excused"),
    }
}

impl Incidents {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let exam = self.exam;
        let mut lines = vec![words!(words, "incidents-title", title = cut(&self.title, TITLE))];
        if self.incidents.is_empty() {
            lines.push(words!(words, "incidents-none"));
        }
        lines.extend(self.incidents.iter().map(|incident| incident.line(words)));
        lines.extend(self.pages.place(words));
        let mut rows: Vec<Vec<Button>> = Vec::new();
        rows.extend(self.pages.steps(|page| OfDesk::Incidents(exam, page), words));
        rows.push(vec![to("button-one-exam", OfDesk::One(exam), words)]);
        Page::new(lines.join("\n"), rows)
    }
}

impl Incident {
    fn line(&self, words: Words<'_>) -> String {
        let about = self.about.as_ref().map_or_else(String::new, |who| {
            unescaped(words!(words, "incident-about", name = cut(&name(who, words), NAME)))
        });
        let note = match self.note.trim() {
            "" => String::new(),
            note => unescaped(words!(words, "incident-note", note = cut(note, REASON))),
        };
        let by = match &self.by {
            Some(by) => cut(&name(by, words), NAME),
            None => words!(words, "incident-of-program"),
        };
        let (at, kind) = (moment(self.at, words), kind(&self.kind, words));
        words!(words, "incident-row", at = at, kind = kind, about = about, note = note, by = by)
    }
}

/// What stands within a text is escaped there.
fn unescaped(text: String) -> String {
    crate::chat::texts::unescape(text)
}

fn kind(word: &str, words: Words<'_>) -> String {
    match word {
        "note" => words!(words, "incident-kind-note"),
        "late" => words!(words, "incident-kind-late"),
        "time" => words!(words, "incident-kind-time"),
        "excuse" => words!(words, "incident-kind-excuse"),
        "expect" => words!(words, "incident-kind-expect"),
        "take in" => words!(words, "incident-kind-take-in"),
        "void" => words!(words, "incident-kind-void"),
        _ => words!(words, "incident-kind-other"),
    }
}
