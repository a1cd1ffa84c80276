//! The results of exams: one's own, those of the people one leads, and how they
//! are made known.

pub mod items;
pub mod mine;
pub mod paper;
pub mod ranked;
pub mod release;

use chrono::NaiveDateTime;

use super::{Way, exam_notice::moment, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::Words,
    },
    domain::{
        exam::results::{Rate, Tally},
        ids::ExamId,
    },
    words,
};

/// Something about results.
#[derive(Debug, Clone)]
pub enum ExamResults {
    /// One's own.
    Mine(mine::Mine),
    /// A question of one's own paper, looked at again.
    Paper(paper::Paper),
    /// The exams whose results somebody may look at, each with whether they are
    /// known.
    Exams(Vec<(ExamId, String, bool)>),
    /// A results list.
    Ranked(ranked::Ranked),
    /// Bands and units.
    Figures(ranked::Figures),
    /// A page of the analysis of questions.
    Items(items::Items),
    /// A question with its figures.
    Item(Box<items::Shown>),
    /// What deciding on a question would change.
    Effect(Box<items::Effect>),
    /// Whether to make results known.
    Ask(release::Ask),
    /// Results are known; told to those who lead.
    Known(release::Known),
    /// A check code is that of this list.
    Checked(Checked),
    /// No list has this check code.
    Unknown,
}

/// The list that a check code belongs to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The title of the exam.
    pub title: String,
    /// When it was made known.
    pub at: NaiveDateTime,
    /// Its number.
    pub number: usize,
    /// How many people have a mark on it.
    pub rows: usize,
    /// Whether a later list has corrected it.
    pub corrected: bool,
}

impl ExamResults {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::Mine(mine) => mine.page(words),
            Self::Paper(paper) => paper.page(words),
            Self::Exams(exams) => self::exams(exams, words),
            Self::Ranked(ranked) => ranked.page(words),
            Self::Figures(figures) => figures.page(words),
            Self::Items(items) => items.page(words),
            Self::Item(item) => item.page(words),
            Self::Effect(effect) => effect.page(words),
            Self::Ask(ask) => ask.page(words),
            Self::Known(known) => known.page(words),
            Self::Checked(checked) => checked.page(words),
            Self::Unknown => {
                Page::new(words!(words, "check-unknown"), vec![ways(&[Way::Exams, Way::Help], words)])
            }
        }
    }
}

fn exams(exams: &[(ExamId, String, bool)], words: Words<'_>) -> Page {
    let key = if exams.is_empty() { "results-exams-none" } else { "results-exams" };
    let line = |(exam, title, known): &(ExamId, String, bool)| {
        let key = if *known { "button-results-known" } else { "button-results-new" };
        let press = Press::Exam(OfExam::Results { exam: *exam, track: 0, page: 0 });
        vec![button(words!(words, key, title = super::cut(title, LABEL)), &press)]
    };
    let mut rows: Vec<Vec<Button>> = exams.iter().map(line).collect();
    rows.push(ways(&[Way::Exams], words));
    Page::new(words!(words, key), rows)
}

/// The most columns of a title on a button.
const LABEL: usize = 40;

impl Checked {
    fn page(&self, words: Words<'_>) -> Page {
        let (title, at) = (&self.title, moment(self.at, words));
        let mut lines = vec![words!(words, "check-right", title = title, at = at, rows = self.rows)];
        if self.number > 1 {
            lines.push(words!(words, "check-number", number = self.number));
        }
        if self.corrected {
            lines.push(words!(words, "check-corrected"));
        }
        Page::new(lines.join("\n"), vec![ways(&[Way::Exams, Way::Help], words)])
    }
}

/// How many were expected and came, and how they did.
fn figures(tally: &Tally, words: Words<'_>) -> String {
    let mut lines = vec![words!(
        words,
        "results-came",
        expected = tally.expected,
        sat = tally.sat,
        absent = tally.absent
    )];
    if tally.void + tally.excused > 0 {
        lines.push(words!(words, "results-aside", void = tally.void, excused = tally.excused));
    }
    if let (Some(mean), Some(highest), Some(lowest)) = (tally.mean(), tally.highest, tally.lowest) {
        lines.push(words!(words, "results-marks", mean = mean, highest = highest, lowest = lowest));
    }
    let rate = tally.pass_rate();
    if rate.whole > 0 {
        let share = percent(rate);
        lines.push(words!(words, "results-passed", percent = share, passed = rate.part, judged = rate.whole));
    }
    lines.join("\n")
}

fn percent(rate: Rate) -> usize {
    super::percent(rate.part, rate.whole)
}
