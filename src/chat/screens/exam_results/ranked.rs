//! A results list as those see it who lead, and the comparison of units.

use chrono::NaiveDateTime;

use super::{
    super::{Way, cut, exam_notice::moment, name, standing::own_name, ways},
    figures, percent,
};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::Words,
    },
    domain::{
        exam::results::{Bands, Tally},
        ids::ExamId,
        points::Points,
    },
    words,
};

/// How many rows a page of a list has, and how many units one of a comparison.
pub const ROWS: usize = 20;
pub const UNITS: usize = 15;
/// The most columns of a title, of a name, and of a unit.
const TITLE: usize = 60;
const NAME: usize = 12;
const UNIT: usize = 14;
/// The most tracks that have a button.
const TRACKS: usize = 6;

/// A results list.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// What stands above it.
    pub head: Head,
    /// The names of the tracks.
    pub tracks: Vec<String>,
    /// Which is shown, from 1; 0 for all.
    pub track: usize,
    /// The figures of those who are shown.
    pub tally: Tally,
    /// The rows of the page.
    pub rows: Vec<Row>,
    /// Which page, from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Whether the results can be made known by whoever looks.
    pub can_release: bool,
    /// Whether whoever looks can decide on questions.
    pub can_rule: bool,
}

/// What stands above a list.
#[derive(Debug, Clone)]
pub struct Head {
    /// Which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// Whether the whole office is shown, or only whom one leads.
    pub whole: bool,
    /// When it was made known, as which list, with which check code; none if it
    /// is not known yet.
    pub known: Option<(NaiveDateTime, usize, String)>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The place.
    pub place: usize,
    /// The name.
    pub name: String,
    /// The path of the unit.
    pub unit: String,
    /// The mark.
    pub mark: Points,
    /// Whether it passes.
    pub passed: Option<bool>,
}

/// Bands and units.
#[derive(Debug, Clone)]
pub struct Figures {
    /// What stands above them.
    pub head: Head,
    /// The figures of all who are shown.
    pub tally: Tally,
    /// The units by their paths, the highest mean first: those of the page.
    pub units: Vec<(String, Tally)>,
    /// Which page, from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

impl Head {
    fn text(&self, words: Words<'_>) -> String {
        let key = if self.whole { "results-title" } else { "results-title-led" };
        let title = words!(words, key, title = cut(&self.title, TITLE));
        let known = match &self.known {
            None => words!(words, "results-not-known"),
            Some((at, 1, code)) => words!(words, "results-known", at = moment(*at, words), code = code),
            Some((at, number, code)) => {
                let at = moment(*at, words);
                words!(words, "results-known-again", at = at, number = *number, code = code)
            }
        };
        format!("{title}\n{known}")
    }
}

/// The buttons that turn pages.
pub(super) fn turn(page: usize, pages: usize, words: Words<'_>, to: impl Fn(usize) -> OfExam) -> Vec<Button> {
    let earlier = (page > 0)
        .then(|| button(words!(words, "button-page-back"), &Press::Exam(to(page.saturating_sub(1)))));
    let later =
        (page + 1 < pages).then(|| button(words!(words, "button-page-on"), &Press::Exam(to(page + 1))));
    earlier.into_iter().chain(later).collect()
}

impl Ranked {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![self.head.text(words), figures(&self.tally, words), String::new()];
        if self.rows.is_empty() {
            lines.push(words!(words, "results-nobody"));
        }
        lines.extend(self.rows.iter().map(|row| row.text(words)));
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let exam = self.head.exam;
        let mut rows = Vec::new();
        if self.tracks.len() > 1 {
            rows.push(self.track_buttons(words));
        }
        rows.push(turn(self.page, self.pages, words, |page| OfExam::Results {
            exam,
            track: self.track,
            page,
        }));
        let figures = Press::Exam(OfExam::Figures { exam, page: 0 });
        let mut looks = vec![button(words!(words, "button-figures"), &figures)];
        if self.can_rule {
            let items = Press::Exam(OfExam::Items { exam, page: 0 });
            looks.push(button(words!(words, "button-items"), &items));
        }
        rows.push(looks);
        if self.can_release {
            rows.push(vec![button(words!(words, "button-release"), &Press::Exam(OfExam::Release(exam)))]);
        }
        rows.push(vec![
            button(words!(words, "button-results"), &Press::Exam(OfExam::AllResults)),
            Way::Exams.button(words),
        ]);
        rows.retain(|row| !row.is_empty());
        rows
    }

    fn track_buttons(&self, words: Words<'_>) -> Vec<Button> {
        let all = words!(words, "button-all-tracks");
        let names = std::iter::once(all).chain(self.tracks.iter().take(TRACKS).map(|track| cut(track, NAME)));
        let one = |(track, name): (usize, String)| {
            let label = if track == self.track { format!("● {name}") } else { name };
            button(label, &Press::Exam(OfExam::Results { exam: self.head.exam, track, page: 0 }))
        };
        names.enumerate().map(one).collect()
    }
}

impl Row {
    fn text(&self, words: Words<'_>) -> String {
        let key = match self.passed {
            Some(true) => "results-row-passed",
            Some(false) => "results-row-failed",
            None => "results-row",
        };
        let name = cut(&name(&self.name, words), NAME);
        let unit = cut(own_name(&self.unit), UNIT);
        words!(words, key, place = self.place, name = name, unit = unit, mark = self.mark)
    }
}

impl Figures {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![self.head.text(words), figures(&self.tally, words), String::new()];
        lines.push(words!(words, "figures-bands"));
        lines.extend(bands(&self.tally, words));
        lines.push(String::new());
        lines.push(words!(words, "figures-units"));
        lines.extend(self.units.iter().map(|(path, tally)| unit(path, tally, words)));
        let exam = self.head.exam;
        let mut rows = vec![turn(self.page, self.pages, words, |page| OfExam::Figures { exam, page })];
        let list = Press::Exam(OfExam::Results { exam, track: 0, page: 0 });
        rows.push(vec![button(words!(words, "button-ranked"), &list)]);
        rows.push(ways(&[Way::Exams], words));
        rows.retain(|row| !row.is_empty());
        Page::new(lines.join("\n"), rows)
    }
}

/// How many are in each band.
fn bands(tally: &Tally, words: Words<'_>) -> Vec<String> {
    let bands = Bands::default();
    let boundaries = bands.boundaries();
    let line = |(at, number): (usize, &usize)| match boundaries.get(at) {
        Some(boundary) => {
            words!(words, "figures-band", percent = usize::from(*boundary), number = *number)
        }
        None => {
            let last = boundaries.last().copied().map_or(0, usize::from);
            words!(words, "figures-last-band", percent = last, number = *number)
        }
    };
    tally.bands.iter().enumerate().map(line).collect()
}

fn unit(path: &str, tally: &Tally, words: Words<'_>) -> String {
    let unit = cut(own_name(path), TITLE);
    let Some(mean) = tally.mean() else {
        return words!(words, "figures-unit-nobody", unit = unit, expected = tally.expected);
    };
    let key = if tally.is_small() { "figures-unit-small" } else { "figures-unit" };
    words!(words, key, unit = unit, sat = tally.sat, mean = mean, percent = percent(tally.pass_rate()))
}
