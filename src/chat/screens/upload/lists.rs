//! What a file holds and where it may go: samples, problems, banks, topics.

use std::fmt::Write as _;

use super::{LABEL, Upload};
use crate::{
    chat::{
        outgoing::Button,
        press::upload::{Act, fingerprint},
        say::{Page, button},
        screens::{Pages, cut, kind},
        texts::{Words, escape},
    },
    domain::{choices::letter, question::Question, topic::Topic},
    exchange::{
        preview::{Group, Preview},
        problem::Weight,
        union::key_words,
    },
    intake::plan::Shown,
    words,
};

/// The most problems of a page.
const GROUPS: usize = 8;
/// The most columns of a problem's line.
const PROBLEM: usize = 300;
/// The most banks of a page.
const BANKS: usize = 12;

impl Upload {
    pub(super) fn sample(&self, shown: &Shown, nth: usize, words: Words<'_>) -> Page {
        let samples = &shown.preview.samples;
        let Some(question) = samples.get(nth) else { return self.state(words) };
        let mut html = words!(words, "upload-sample", nth = nth + 1, of = samples.len());
        let _ = write!(html, "\n\n{}", asked(question, words));
        let mut steps = Vec::new();
        if nth > 0 {
            steps.push(self.button(words, "button-before", Act::Sample(nth - 1)));
        }
        if nth + 1 < samples.len() {
            steps.push(self.button(words, "button-after", Act::Sample(nth + 1)));
        }
        let mut rows = vec![steps, self.back(words)];
        rows.retain(|row| !row.is_empty());
        Page::new(html, rows)
    }

    pub(super) fn problems(&self, shown: &Shown, page: usize, words: Words<'_>) -> Page {
        let groups = &shown.preview.groups;
        let pages = Pages::nearest(groups.len(), GROUPS, page);
        let mut html = words!(words, "upload-problems", place = pages.place(words));
        let _ = write!(html, "\n{}", weights(&shown.preview, words));
        for group in pages.of(groups) {
            let _ = write!(html, "\n\n{}", line(group));
        }
        let steps = pages.steps(|page| self.press(Act::Problems(page)), words);
        let notes = vec![self.button(words, "button-notes", Act::Notes)];
        Page::new(html, steps.into_iter().chain([notes, self.back(words)]).collect())
    }

    pub(super) fn banks(&self, banks: &[(String, String)], page: usize, words: Words<'_>) -> Page {
        let pages = Pages::nearest(banks.len(), BANKS, page);
        let html = words!(words, "upload-banks", place = pages.place(words));
        let one = |(id, title): &(String, String)| {
            vec![button(cut(title, LABEL), &self.press(Act::Bank(fingerprint(id))))]
        };
        let mut rows: Vec<Vec<Button>> = pages.of(banks).map(one).collect();
        rows.push(vec![self.button(words, "button-new-bank", Act::NewBank)]);
        rows.extend(pages.steps(|page| self.press(Act::Banks(page)), words));
        rows.push(self.back(words));
        Page::new(html, rows)
    }

    pub(super) fn topics(&self, topics: &[Topic], words: Words<'_>) -> Page {
        let one = |(nth, topic): (usize, &Topic)| {
            vec![button(cut(topic.name(words.lang), LABEL), &self.press(Act::Topic(nth)))]
        };
        let mut rows: Vec<Vec<Button>> = topics.iter().enumerate().map(one).collect();
        rows.push(self.back(words));
        Page::new(words!(words, "upload-topics"), rows)
    }
}

pub(super) fn weights(preview: &Preview, words: Words<'_>) -> String {
    words!(
        words,
        "upload-weights",
        errors = preview.count(Weight::Error),
        warnings = preview.count(Weight::Warning),
        mended = preview.count(Weight::Mended),
    )
}

/// A sort of problem in a line: what is told is Chinese, as the files are.
pub(super) fn line(group: &Group) -> String {
    let mark = match group.weight {
        Weight::Error => "❌",
        Weight::Warning => "⚠️",
        Weight::Mended => "🔧",
    };
    format!("{mark} {}", escape(&cut(&group.to_string(), PROBLEM)))
}

/// A question as staff will see it, with its key.
fn asked(question: &Question, words: Words<'_>) -> String {
    let mut html = format!("<b>{}</b>\n{}", kind(question.kind(), words), escape(&question.stem));
    for (option, text) in question.options().iter().enumerate() {
        let _ = write!(html, "\n{}. {}", letter(option), escape(text));
    }
    let _ =
        write!(html, "\n\n<b>{}</b>", words!(words, "verdict-key", key = cut(&key_words(question), PROBLEM)));
    if let Some(text) = &question.explanation {
        let _ = write!(html, "\n{}", escape(text));
    }
    if let Some(source) = &question.source {
        let _ = write!(html, "\n{}", words!(words, "verdict-source", text = source));
    }
    html
}
