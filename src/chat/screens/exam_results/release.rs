//! Making results known: what it will come to, and that it is done.

use super::{super::ways, figures};
use crate::{
    chat::{
        press::{Press, exam::OfExam},
        say::{Page, button},
        screens::Way,
        texts::Words,
    },
    domain::{
        exam::{Moment, Review, phase::Phase, results::Tally},
        ids::ExamId,
    },
    words,
};

/// Whether to make results known.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// As which list.
    pub number: i64,
    /// The figures.
    pub tally: Tally,
    /// How many people are told.
    pub people: usize,
    /// What each sees of their own.
    pub review: Review,
}

/// Results are known; told to those who lead.
#[derive(Debug, Clone)]
pub struct Known {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// As which list.
    pub number: usize,
    /// The check code.
    pub code: String,
}

impl Ask {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines =
            vec![words!(words, "release-title", title = &self.title), figures(&self.tally, words)];
        lines.push(String::new());
        lines.push(words!(words, "release-people", people = self.people));
        lines.extend(self.shown(words));
        lines.push(words!(words, "release-leaders"));
        lines.push(words!(words, "release-sure"));
        let now = OfExam::ReleaseNow { exam: self.exam, number: self.number };
        let back = OfExam::Results { exam: self.exam, track: 0, page: 0 };
        let rows = vec![
            vec![button(words!(words, "button-release-now"), &Press::Exam(now))],
            vec![button(words!(words, "button-release-not-now"), &Press::Exam(back))],
        ];
        Page::new(lines.join("\n"), rows)
    }

    /// What each will see, line by line.
    fn shown(&self, words: Words<'_>) -> Vec<String> {
        let shown = |moment: Moment| moment.has_come(Phase::Released);
        let line = |(moment, yes, no): (Moment, &str, &str)| {
            let key = if shown(moment) { yes } else { no };
            words!(words, key)
        };
        let of = [
            (self.review.mark, "release-mark", "release-no-mark"),
            (self.review.place, "release-place", "release-no-place"),
            (self.review.answers, "release-answers", "release-no-answers"),
            (self.review.key, "release-key", "release-no-key"),
        ];
        of.into_iter().map(line).collect()
    }
}

impl Known {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let key = if self.number > 1 { "known-corrected" } else { "known" };
        let text = words!(words, key, title = &self.title, code = &self.code);
        let list = Press::Exam(OfExam::Results { exam: self.exam, track: 0, page: 0 });
        let rows = vec![vec![button(words!(words, "button-ranked"), &list)], ways(&[Way::Exams], words)];
        Page::new(text, rows)
    }
}
