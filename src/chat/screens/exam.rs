//! Exams, as those see them who sit them.

pub mod door;
pub mod paper;

use std::time::Duration;

use chrono::NaiveDateTime;

use super::{Way, moment, numbers, percent, ways};
use crate::{
    chat::{
        press::{Press, exam::OfExam, exam_desk::OfDesk},
        say::{Page, button},
        texts::Words,
    },
    domain::{
        exam::track::Book,
        ids::{ExamId, SittingId},
        points::Points,
    },
    words,
};

/// Something about exams.
#[derive(Debug, Clone)]
pub enum Exam {
    /// One's exams, and where one can go from them.
    List(Vec<Listed>, Doors),
    /// What an exam asks of whoever sits it.
    Entrance(door::Entrance),
    /// Somebody can't begin.
    Refused(door::Refused),
    /// The code of the room is to be typed.
    WantsCode {
        /// Of which exam.
        exam: ExamId,
        /// Whether a wrong one was typed before.
        wrong: bool,
    },
    /// Too many wrong codes were typed.
    TooManyCodes,
    /// A question of a paper.
    Paper(Box<paper::Paper>),
    /// The answer card.
    Card(paper::Card),
    /// Whether to hand in.
    HandIn(HandIn),
    /// The paper is handed in.
    HandedIn(HandedIn),
    /// Whoever sits an exam can do nothing else meanwhile.
    GoesOn {
        /// Which sitting.
        sitting: SittingId,
        /// How much time is left.
        left: Duration,
        /// Whether one may look things up.
        book: Book,
    },
}

/// Where one can go from one's exams.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Doors {
    /// Whether they look after exams.
    pub desk: bool,
    /// Whether there may be results of others to look at.
    pub results: bool,
}

/// One of a person's exams.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// When it opens and closes.
    pub window: (NaiveDateTime, NaiveDateTime),
    /// How it stands for the person.
    pub state: Standing,
}

/// How an exam stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has not opened yet.
    Coming,
    /// It can be sat.
    Open,
    /// It was handed in; marks come later.
    HandedIn,
    /// It is over.
    Over,
    /// The results are out.
    Released,
    /// They are excused.
    Excused,
}

/// Whether to hand in.
#[derive(Debug, Clone)]
pub struct HandIn {
    /// Which sitting.
    pub sitting: SittingId,
    /// How many questions there are.
    pub of: usize,
    /// The places of the open ones, from 1.
    pub open: Vec<usize>,
    /// The places of those that are marked, from 1.
    pub flagged: Vec<usize>,
    /// How much time is left.
    pub left: Duration,
}

/// The paper is handed in.
#[derive(Debug, Clone)]
pub struct HandedIn {
    /// The title of the exam.
    pub title: String,
    /// Who handed it in.
    pub by: HandedInBy,
    /// How many questions were answered.
    pub answered: usize,
    /// How many there are.
    pub of: usize,
    /// The mark, the full mark and whether it passes, if it is shown at once.
    pub mark: Option<(Points, Points, bool)>,
}

/// Who handed a paper in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedInBy {
    /// The person.
    Person,
    /// The clock.
    Time,
    /// A proctor.
    Proctor,
}

/// The most places that are named one by one.
const NAMED: usize = 20;

impl Exam {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::List(exams, doors) => list(exams, *doors, words),
            Self::Entrance(entrance) => entrance.page(words),
            Self::Refused(refused) => refused.page(words),
            Self::WantsCode { exam, wrong } => {
                let key = if *wrong { "exam-code-wrong" } else { "exam-code" };
                let back = button(words!(words, "button-back"), &Press::Exam(OfExam::Entrance(*exam)));
                Page::new(words!(words, key), vec![vec![back]])
            }
            Self::TooManyCodes => {
                let rows = vec![ways(&[Way::Exams, Way::Help], words)];
                Page::new(words!(words, "exam-code-too-many"), rows)
            }
            Self::Paper(paper) => paper.page(words),
            Self::Card(card) => card.page(words),
            Self::HandIn(asked) => asked.page(words),
            Self::HandedIn(done) => done.page(words),
            Self::GoesOn { sitting, left, book } => {
                let key = if *book == Book::Open { "exam-goes-on-open" } else { "exam-goes-on" };
                let text = words!(words, key, left = time_left(*left, words));
                Page::new(text, vec![vec![back_to_paper(*sitting, words)]])
            }
        }
    }
}

fn list(exams: &[Listed], doors: Doors, words: Words<'_>) -> Page {
    let door = |open: bool, key, press: Press| open.then(|| vec![button(words!(words, key), &press)]);
    let results = door(doors.results, "button-results", Press::Exam(OfExam::AllResults));
    let others = results.into_iter().chain(door(doors.desk, "button-desk", Press::Desk(OfDesk::List(0))));
    if exams.is_empty() {
        let mut rows = vec![ways(&[Way::Quiz, Way::Help], words)];
        rows.extend(others);
        return Page::new(words!(words, "exams-none"), rows);
    }
    let mut lines = vec![words!(words, "exams-title")];
    let mut rows = Vec::new();
    for exam in exams {
        let (opens, closes) = (moment(exam.window.0, words), moment(exam.window.1, words));
        let state = state(exam.state, words);
        let title = &exam.title;
        lines.push(words!(words, "exams-line", title = title, opens = opens, closes = closes, state = state));
        let leads_to = match exam.state {
            Standing::Released => OfExam::Result(exam.exam),
            _ => OfExam::Entrance(exam.exam),
        };
        rows.push(vec![button(exam.title.clone(), &Press::Exam(leads_to))]);
    }
    rows.extend(others);
    Page::new(lines.join("\n\n"), rows)
}

fn state(state: Standing, words: Words<'_>) -> String {
    match state {
        Standing::Coming => words!(words, "exam-coming"),
        Standing::Open => words!(words, "exam-open"),
        Standing::HandedIn => words!(words, "exam-is-handed-in"),
        Standing::Over => words!(words, "exam-over"),
        Standing::Released => words!(words, "exam-released"),
        Standing::Excused => words!(words, "exam-excused"),
    }
}

/// How much time is left, in whole minutes, rounded up; seconds in the last one.
fn time_left(left: Duration, words: Words<'_>) -> String {
    let seconds = usize::try_from(left.as_secs()).unwrap_or(usize::MAX);
    match seconds {
        0..60 => words!(words, "exam-seconds", seconds = seconds),
        _ => words!(words, "exam-minutes", minutes = seconds.div_ceil(60)),
    }
}

fn back_to_paper(sitting: SittingId, words: Words<'_>) -> crate::chat::outgoing::Button {
    button(words!(words, "button-to-paper"), &Press::Exam(OfExam::Show(sitting)))
}

/// The first places of many.
fn places(places: &[usize], words: Words<'_>) -> String {
    let named = numbers(places.iter().copied().take(NAMED), words);
    if places.len() > NAMED { words!(words, "exam-places-more", places = named) } else { named }
}

impl HandIn {
    fn page(&self, words: Words<'_>) -> Page {
        let mut lines =
            vec![words!(words, "hand-in-title", of = self.of, answered = self.of - self.open.len())];
        if !self.open.is_empty() {
            let open = places(&self.open, words);
            lines.push(words!(words, "hand-in-open", number = self.open.len(), places = open));
        }
        if !self.flagged.is_empty() {
            lines.push(words!(words, "hand-in-flagged", places = places(&self.flagged, words)));
        }
        lines.push(words!(words, "hand-in-sure", left = time_left(self.left, words)));
        let mut rows = Vec::new();
        if let Some(first) = self.open.first() {
            let go = OfExam::Go { sitting: self.sitting, place: first - 1 };
            rows.push(vec![button(words!(words, "button-first-open", place = *first), &Press::Exam(go))]);
        }
        rows.push(vec![back_to_paper(self.sitting, words)]);
        rows.push(vec![button(
            words!(words, "button-hand-in-now"),
            &Press::Exam(OfExam::HandInNow(self.sitting)),
        )]);
        Page::new(lines.join("\n"), rows)
    }
}

impl HandedIn {
    fn page(&self, words: Words<'_>) -> Page {
        let key = match self.by {
            HandedInBy::Person => "handed-in",
            HandedInBy::Time => "handed-in-time",
            HandedInBy::Proctor => "handed-in-proctor",
        };
        let mut lines = vec![words!(words, key, title = &self.title)];
        lines.push(words!(words, "handed-in-answered", answered = self.answered, of = self.of));
        lines.push(match self.mark {
            Some((earned, full, passed)) => {
                let share = percent(whole(earned), whole(full));
                let result = if passed { words!(words, "exam-passed") } else { words!(words, "exam-failed") };
                words!(
                    words,
                    "handed-in-mark",
                    earned = earned,
                    full = full,
                    percent = share,
                    result = result
                )
            }
            None => words!(words, "handed-in-later"),
        });
        Page::new(lines.join("\n"), vec![ways(&[Way::Exams, Way::Quiz], words)])
    }
}

fn whole(points: Points) -> usize {
    usize::try_from(points.hundredths()).unwrap_or(0)
}
