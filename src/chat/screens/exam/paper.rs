//! A question of a paper, and the answer card.

use std::time::Duration;

use chrono::NaiveDateTime;

use super::{
    super::{
        blanks, kind,
        question::{letter_rows, option_lines},
    },
    time_left,
};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{exam::track::Book, ids::SittingId, points::Points, question::Kind},
    words,
};

/// How many places a page of the answer card has, and a row of it.
pub const CARD: usize = 40;
const CARD_ROW: usize = 5;

/// A question of a paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Which sitting.
    pub sitting: SittingId,
    /// Whether one may look things up.
    pub book: Book,
    /// The question's place, from 1.
    pub place: usize,
    /// How many there are.
    pub of: usize,
    /// Its kind.
    pub kind: Kind,
    /// What it is worth.
    pub marks: Points,
    /// What it asks.
    pub stem: String,
    /// The options as shown, each with whether it is chosen.
    pub options: Vec<(String, bool)>,
    /// The verdict that was given.
    pub judged: Option<bool>,
    /// The words that were filled in.
    pub written: Vec<String>,
    /// How many blanks there are.
    pub blanks: usize,
    /// Whether it is marked.
    pub flagged: bool,
    /// How many questions are answered.
    pub answered: usize,
    /// How much time is left.
    pub left: Duration,
    /// When it ends.
    pub ends: NaiveDateTime,
}

/// The answer card.
#[derive(Debug, Clone)]
pub struct Card {
    /// Of which sitting.
    pub sitting: SittingId,
    /// Each question: whether it is answered, and whether it is marked.
    pub entries: Vec<(bool, bool)>,
    /// Which page, from 0.
    pub page: usize,
    /// How much time is left.
    pub left: Duration,
}

impl Paper {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut html = self.heading(words);
        html.push_str("\n\n");
        html.push_str(&escape(&self.stem));
        html.push_str(&option_lines(&self.options));
        if let Some(given) = self.given(words) {
            html.push_str("\n\n");
            html.push_str(&given);
        }
        html.push_str("\n\n<i>");
        html.push_str(&self.hint(words));
        html.push_str("</i>");
        Page::new(html, self.buttons(words)).protect()
    }

    fn heading(&self, words: Words<'_>) -> String {
        let flag = if self.flagged { "🔖 " } else { "" };
        let place = words!(
            words,
            "paper-heading",
            place = self.place,
            of = self.of,
            kind = kind(self.kind, words),
            marks = self.marks,
        );
        let ends = self.ends.format("%H:%M").to_string();
        let time = words!(words, "paper-time", left = time_left(self.left, words), ends = ends);
        format!("{flag}{place}\n{time}")
    }

    /// What was answered, where the options don't show it.
    fn given(&self, words: Words<'_>) -> Option<String> {
        let given = match self.judged {
            Some(true) => words!(words, "judged-true"),
            Some(false) => words!(words, "judged-false"),
            None if self.written.is_empty() => return None,
            None => {
                let written: Vec<Vec<String>> = self.written.iter().map(|word| vec![word.clone()]).collect();
                blanks(&written, words)
            }
        };
        Some(words!(words, "verdict-given", given = given))
    }

    fn hint(&self, words: Words<'_>) -> String {
        let how = match self.kind {
            Kind::Single => words!(words, "hint-single"),
            Kind::Multiple => words!(words, "paper-hint-multiple"),
            Kind::Judge => words!(words, "hint-judge"),
            Kind::Blank if self.blanks == 1 => words!(words, "hint-blank"),
            Kind::Blank => words!(words, "hint-blanks", blanks = self.blanks),
        };
        let change = words!(words, "paper-hint", answered = self.answered, of = self.of);
        if self.book == Book::Open {
            return format!("{how}{change}{}", words!(words, "paper-hint-open"));
        }
        format!("{how}{change}")
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let (sitting, place) = (self.sitting, self.place - 1);
        let mut rows = letter_rows(&self.options, |shown| Press::Exam(OfExam::Tap { sitting, place, shown }));
        if self.kind == Kind::Judge {
            let judge = |key, verdict| {
                let chosen = if self.judged == Some(verdict) { "☑ " } else { "" };
                let press = Press::Exam(OfExam::Judge { sitting, place, verdict });
                button(format!("{chosen}{}", words!(words, key)), &press)
            };
            rows.push(vec![judge("button-true", true), judge("button-false", false)]);
        }
        rows.push(self.ways(words));
        let flag = if self.flagged { "button-unmark" } else { "button-mark" };
        rows.push(vec![
            button(words!(words, flag), &Press::Exam(OfExam::Flag { sitting, place })),
            button(words!(words, "button-card"), &Press::Exam(OfExam::Card { sitting, page: place / CARD })),
            button(words!(words, "button-hand-in"), &Press::Exam(OfExam::HandIn(sitting))),
        ]);
        rows
    }

    /// To the questions before and after.
    fn ways(&self, words: Words<'_>) -> Vec<Button> {
        let go = |key, place| {
            button(words!(words, key), &Press::Exam(OfExam::Go { sitting: self.sitting, place }))
        };
        let earlier = (self.place > 1).then(|| go("button-earlier", self.place - 2));
        let later = (self.place < self.of).then(|| go("button-later", self.place));
        earlier.into_iter().chain(later).collect()
    }
}

impl Card {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let of = self.entries.len();
        let answered = self.entries.iter().filter(|(answered, _)| *answered).count();
        let flagged = self.entries.iter().filter(|(_, flagged)| *flagged).count();
        let text = words!(
            words,
            "card",
            answered = answered,
            open = of - answered,
            flagged = flagged,
            left = time_left(self.left, words),
        );
        let places = self.entries.iter().enumerate().skip(self.page * CARD).take(CARD);
        let cells: Vec<Button> = places.map(|(place, entry)| self.cell(place, *entry)).collect();
        let mut rows: Vec<Vec<Button>> = cells.chunks(CARD_ROW).map(<[Button]>::to_vec).collect();
        let turn = |key, page| {
            button(words!(words, key), &Press::Exam(OfExam::Card { sitting: self.sitting, page }))
        };
        let earlier = (self.page > 0).then(|| turn("button-page-before", self.page - 1));
        let later = ((self.page + 1) * CARD < of).then(|| turn("button-page-after", self.page + 1));
        rows.push(earlier.into_iter().chain(later).collect());
        rows.push(vec![
            super::back_to_paper(self.sitting, words),
            button(words!(words, "button-hand-in"), &Press::Exam(OfExam::HandIn(self.sitting))),
        ]);
        rows.retain(|row| !row.is_empty());
        Page::new(text, rows)
    }

    fn cell(&self, place: usize, (answered, flagged): (bool, bool)) -> Button {
        let mark = match (answered, flagged) {
            (_, true) => "🔖",
            (true, false) => "✓",
            (false, false) => "",
        };
        let label = format!("{}{mark}", place + 1);
        button(label, &Press::Exam(OfExam::Go { sitting: self.sitting, place }))
    }
}
