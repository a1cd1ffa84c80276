//! Making an exam step by step, as administrators see it.

use chrono::{Datelike as _, NaiveDateTime};

use super::{Way, cut, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            exam_desk::OfDesk,
            exam_draft::{At, Choice, OfDraft, PRESETS, Step},
        },
        say::{Page, button},
        texts::{Words, unescape},
    },
    domain::{
        exam::{RoomCode, timing::Window, when::Wrong},
        ids::{ExamId, UnitId},
        points::Points,
        question::Kind,
    },
    exams::{
        draft::{TEMPLATES, Template},
        file::format::{MAX_TITLE, Preset},
    },
    words,
};

/// How many units and sources can be tapped.
pub const UNITS: usize = 60;
pub const SOURCES: usize = 40;
/// The lengths and the pass marks, in per cent, that buttons offer.
const MINUTES: [u32; 5] = [30, 45, 60, 90, 120];
const PASSES: [usize; 4] = [60, 70, 80, 90];
/// The most columns of a title, of a label, of what was typed.
const TITLE: usize = 60;
const LABEL: usize = 44;
const TYPED: usize = 60;
/// The most columns of staff numbers that are not known.
const UNKNOWN: usize = 300;

/// Something about making an exam.
#[derive(Debug, Clone)]
pub enum Draft {
    /// What kind of exam.
    New,
    /// Too many were begun.
    TooMany,
    /// It is no draft any more.
    Fixed(ExamId),
    /// A step.
    Step(Shown),
}

/// A step.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Which.
    pub at: At,
    /// The version of the draft.
    pub version: i64,
    /// The title of the exam.
    pub title: String,
    /// What is decided.
    pub asks: Asks,
}

/// What is decided at a step.
#[derive(Debug, Clone)]
pub enum Asks {
    /// The title; whether one was typed that does not do.
    Title(bool),
    /// When it opens and closes, as it stands.
    When(NaiveDateTime, NaiveDateTime),
    /// What was typed is no date and time.
    WhenWrong(String, Wrong),
    /// Whether this is what was meant.
    WhenSure(Window, NaiveDateTime, NaiveDateTime),
    /// For how many minutes one sits.
    Minutes(u32),
    /// Who sits it.
    Who(Who),
    /// What is asked.
    Paper(Paper),
    /// The full mark and the one that passes.
    Pass(Points, Points),
    /// The code of the room.
    Code(RoomCode),
}

/// Who sits an exam.
#[derive(Debug, Clone)]
pub struct Who {
    /// How many there are in the whole office, if all of them sit it.
    pub everybody: Option<usize>,
    /// How many units and how many single people are chosen.
    pub chosen: (usize, usize),
    /// The units: which, the path, how many people, whether it is chosen.
    pub units: Vec<(UnitId, String, usize, bool)>,
    /// Staff numbers that were typed and are not known.
    pub unknown: Vec<String>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Paper {
    /// By which template.
    pub template: usize,
    /// How many questions, and the full mark.
    pub comes_to: (usize, Points),
    /// The sources: the print, the name, how many questions, whether it is
    /// chosen.
    pub sources: Vec<(u32, String, usize, bool)>,
}

impl Draft {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::New => {
                let preset =
                    |preset| button(self::preset(preset, words), &Press::Draft(OfDraft::Make(preset)));
                let mut rows: Vec<Vec<Button>> = PRESETS.map(|one| vec![preset(one)]).to_vec();
                rows.push(vec![desk("button-all-exams", OfDesk::List(0), words)]);
                Page::new(words!(words, "draft-new"), rows)
            }
            Self::TooMany => {
                let rows = vec![vec![desk("button-all-exams", OfDesk::List(0), words)]];
                Page::new(words!(words, "draft-too-many"), rows)
            }
            Self::Fixed(exam) => {
                let rows = vec![
                    vec![desk("button-one-exam", OfDesk::One(*exam), words)],
                    ways(&[Way::Exams], words),
                ];
                Page::new(words!(words, "draft-changed-meanwhile"), rows)
            }
            Self::Step(shown) => shown.page(words),
        }
    }
}

fn preset(preset: Preset, words: Words<'_>) -> String {
    match preset {
        Preset::Closed => words!(words, "button-preset-closed"),
        Preset::Open => words!(words, "button-preset-open"),
        Preset::TwoTracks => words!(words, "button-preset-two"),
    }
}

fn desk(key: &str, of: OfDesk, words: Words<'_>) -> Button {
    button(words!(words, key), &Press::Desk(of))
}

/// The buttons that change a draft.
pub(super) fn changes(exam: ExamId, words: Words<'_>) -> Vec<Vec<Button>> {
    let one = |step: Step| {
        let at = At { exam, step, guided: false };
        button(words!(words, label(step)), &Press::Draft(OfDraft::Show(at)))
    };
    let all: Vec<Button> = Step::ALL.into_iter().map(one).collect();
    all.chunks(3).map(<[Button]>::to_vec).collect()
}

const fn label(step: Step) -> &'static str {
    match step {
        Step::Title => "button-step-title",
        Step::When => "button-step-when",
        Step::Minutes => "button-step-minutes",
        Step::Who => "button-step-who",
        Step::Paper => "button-step-paper",
        Step::Pass => "button-step-pass",
        Step::Code => "button-step-code",
    }
}

impl Shown {
    fn page(&self, words: Words<'_>) -> Page {
        let title = cut(&self.title, TITLE);
        let heading = if self.at.guided {
            let (nth, of) = (self.at.step.number(), Step::ALL.len());
            words!(words, "draft-heading-guided", title = title, nth = nth, of = of)
        } else {
            words!(words, "draft-heading", title = title)
        };
        let (text, mut rows) = self.asked(words);
        rows.push(self.on(words));
        Page::new(format!("{heading}\n\n{text}"), rows)
    }

    /// The ways on.
    fn on(&self, words: Words<'_>) -> Vec<Button> {
        let exam = self.at.exam;
        if !self.at.guided {
            return vec![desk("button-one-exam", OfDesk::One(exam), words)];
        }
        let next = match self.at.step.next() {
            Some(step) => Press::Draft(OfDraft::Show(At { step, ..self.at })),
            None => Press::Desk(OfDesk::One(exam)),
        };
        vec![
            desk("button-save-draft", OfDesk::List(0), words),
            button(words!(words, "button-next-step"), &next),
        ]
    }

    fn choose(&self, label: String, choice: Choice) -> Button {
        button(label, &Press::Draft(OfDraft::Choose { at: self.at, version: self.version, choice }))
    }

    fn asked(&self, words: Words<'_>) -> (String, Vec<Vec<Button>>) {
        match &self.asks {
            Asks::Title(false) => (words!(words, "draft-title"), vec![]),
            Asks::Title(true) => (words!(words, "draft-title-wrong", most = MAX_TITLE), vec![]),
            Asks::When(opens, closes) => {
                (words!(words, "draft-when", when = span(*opens, *closes, words)), vec![])
            }
            Asks::WhenWrong(text, wrong) => (when_wrong(text, *wrong, words), vec![]),
            Asks::WhenSure(window, opens, closes) => {
                let text = words!(words, "draft-when-sure", when = span(*opens, *closes, words));
                let yes = self.choose(words!(words, "button-when-yes"), Choice::When(*window));
                let again = button(words!(words, "button-when-again"), &Press::Draft(OfDraft::Show(self.at)));
                (text, vec![vec![yes], vec![again]])
            }
            Asks::Minutes(now) => {
                let number = |minutes: u32| usize::try_from(minutes).unwrap_or(usize::MAX);
                let one = |minutes: u32| {
                    let label = words!(words, "button-minutes", minutes = number(minutes));
                    self.choose(ticked(label, minutes == *now), Choice::Minutes(minutes))
                };
                let rows = MINUTES.map(one).chunks(3).map(<[Button]>::to_vec).collect();
                (words!(words, "draft-minutes", minutes = number(*now)), rows)
            }
            Asks::Who(who) => self.who(who, words),
            Asks::Paper(paper) => self.paper(paper, words),
            Asks::Pass(full, pass) => self.pass(*full, *pass, words),
            Asks::Code(code) => self.code(code, words),
        }
    }

    fn who(&self, who: &Who, words: Words<'_>) -> (String, Vec<Vec<Button>>) {
        let mut lines = vec![match who.everybody {
            Some(number) => words!(words, "draft-who-everybody", number = number),
            None => {
                words!(words, "draft-who-some", units = who.chosen.0, people = who.chosen.1)
            }
        }];
        if !who.unknown.is_empty() {
            let names = cut(&who.unknown.join(&words!(words, "between-items")), UNKNOWN);
            lines.push(words!(words, "draft-who-unknown", names = names));
        }
        lines.push(words!(words, "draft-who-how"));
        lines.extend((who.units.len() > UNITS).then(|| words!(words, "draft-who-more", shown = UNITS)));
        let everybody = ticked(words!(words, "button-everybody"), who.everybody.is_some());
        let mut rows = vec![vec![self.choose(everybody, Choice::Everybody)]];
        let unit = |(id, path, number, chosen): &(UnitId, String, usize, bool)| {
            let label = words!(words, "draft-unit", unit = tail(path), number = *number);
            vec![self.choose(ticked(label, *chosen), Choice::Unit(*id))]
        };
        rows.extend(who.units.iter().take(UNITS).map(unit));
        (lines.join("\n"), rows)
    }

    fn paper(&self, paper: &Paper, words: Words<'_>) -> (String, Vec<Vec<Button>>) {
        let (questions, full) = paper.comes_to;
        let mut lines = vec![words!(words, "draft-paper", questions = questions, full = full)];
        lines.push(words!(words, "draft-paper-how"));
        lines.extend(
            (paper.sources.len() > SOURCES).then(|| words!(words, "draft-paper-more", shown = SOURCES)),
        );
        let source = |(print, name, number, chosen): &(u32, String, usize, bool)| {
            let label = words!(words, "draft-source", source = cut(name, LABEL), number = *number);
            vec![self.choose(ticked(label, *chosen), Choice::Source(paper.template, *print))]
        };
        let mut rows: Vec<Vec<Button>> = paper.sources.iter().take(SOURCES).map(source).collect();
        let template = |(nth, template): (usize, &Template)| {
            let label = ticked(described(template, words), nth == paper.template);
            vec![self.choose(label, Choice::Template(nth))]
        };
        rows.extend(TEMPLATES.iter().enumerate().map(template));
        (lines.join("\n"), rows)
    }

    fn pass(&self, full: Points, pass: Points, words: Words<'_>) -> (String, Vec<Vec<Button>>) {
        let one = |percent: usize| {
            let marks = full.share(percent, 100);
            let label = words!(words, "button-pass", pass = marks, percent = percent);
            self.choose(ticked(label, marks == pass), Choice::Pass(percent))
        };
        let rows = PASSES.map(one).chunks(2).map(<[Button]>::to_vec).collect();
        (words!(words, "draft-pass", full = full, pass = pass), rows)
    }

    fn code(&self, code: &RoomCode, words: Words<'_>) -> (String, Vec<Vec<Button>>) {
        let text = match code {
            RoomCode::None => words!(words, "draft-code-none"),
            RoomCode::Changing => words!(words, "draft-code-changing"),
            RoomCode::Fixed(_) => words!(words, "draft-code-fixed"),
        };
        let none = ticked(words!(words, "button-code-none"), *code == RoomCode::None);
        let changing = ticked(words!(words, "button-code-changing"), *code == RoomCode::Changing);
        let rows = vec![
            vec![self.choose(none, Choice::Code(false))],
            vec![self.choose(changing, Choice::Code(true))],
        ];
        (text, rows)
    }
}

fn when_wrong(text: &str, wrong: Wrong, words: Words<'_>) -> String {
    let text = cut(text, TYPED);
    match wrong {
        Wrong::Unclear => words!(words, "draft-when-unclear", text = text),
        Wrong::Past => words!(words, "draft-when-past", text = text),
        Wrong::Backwards => words!(words, "draft-when-backwards", text = text),
    }
}

fn ticked(label: String, chosen: bool) -> String {
    if chosen { format!("✓ {label}") } else { label }
}

/// The end of a path, which tells units apart.
fn tail(path: &str) -> String {
    let names: Vec<&str> = path.rsplit('/').take(2).collect();
    cut(&names.into_iter().rev().collect::<Vec<_>>().join("/"), LABEL)
}

/// `25 单选×2 + 10 多选×3`.
fn described(template: &Template, words: Words<'_>) -> String {
    let part = |&(of, number, marks): &(Kind, usize, i64)| {
        words!(words, "draft-template", number = number, kind = short(of, words), marks = marks)
    };
    let parts: Vec<String> = template.iter().map(part).collect();
    parts.join(&words!(words, "between-template"))
}

/// The name of a kind, short enough for a button with several.
fn short(kind: Kind, words: Words<'_>) -> String {
    match kind {
        Kind::Single => words!(words, "draft-kind-single"),
        Kind::Multiple => words!(words, "draft-kind-multiple"),
        Kind::Judge => words!(words, "draft-kind-judge"),
        Kind::Blank => words!(words, "draft-kind-blank"),
    }
}

/// From when to when, in full.
fn span(opens: NaiveDateTime, closes: NaiveDateTime, words: Words<'_>) -> String {
    let same_day = opens.date() == closes.date();
    let until = if same_day { closes.format("%H:%M").to_string() } else { moment(closes, words) };
    unescape(words!(words, "draft-when-span", from = moment(opens, words), until = until))
}

fn moment(at: NaiveDateTime, words: Words<'_>) -> String {
    let number = |part: u32| usize::try_from(part).unwrap_or(0);
    let weekday = format!("weekday-{}", at.weekday().number_from_monday());
    words!(
        words,
        "draft-moment",
        year = at.year().to_string(),
        month = number(at.month()),
        day = number(at.day()),
        weekday = words!(words, &weekday),
        time = at.format("%H:%M").to_string(),
    )
}
