//! What loading a file would do, and what can be said of it.

use std::fmt::Write as _;

use super::{
    NAME, Upload,
    lists::{line, weights},
};
use crate::{
    chat::{
        outgoing::Button,
        press::upload::Act,
        say::{Page, button},
        screens::{self, cut},
        texts::Words,
    },
    domain::question::Kind,
    exchange::{key::Base, preview::Preview},
    intake::plan::Shown,
    words,
};

/// The most problems of what is shown first.
const FIRST: usize = 4;

impl Upload {
    pub(super) fn preview(&self, shown: &Shown, words: Words<'_>) -> Page {
        let preview = &shown.preview;
        let mut html = words!(words, "upload-title", name = self.name(words), kind = &shown.kind);
        let _ = write!(html, "\n{}", self.target(shown, words));
        let _ = write!(html, "\n\n{}", counts(preview, words));
        if !preview.rekeyed.is_empty() {
            let _ = write!(html, "\n{}", words!(words, "upload-rekeyed", count = preview.rekeyed.len()));
        }
        if shown.uncounted {
            let _ = write!(html, "\n\n⚠️ {}", words!(words, "upload-uncounted"));
        }
        if shown.mapping.is_guessed() {
            let _ = write!(html, "\n\n⚠️ {}", words!(words, "upload-guessed"));
        }
        if !preview.groups.is_empty() {
            let _ = write!(html, "\n\n{}", weights(preview, words));
            for group in preview.groups.iter().take(FIRST) {
                let _ = write!(html, "\n{}", line(group));
            }
            if preview.groups.len() > FIRST {
                let _ =
                    write!(html, "\n{}", words!(words, "upload-more", count = preview.groups.len() - FIRST));
            }
        }
        let _ = write!(html, "\n\n{}", words!(words, advice(preview)));
        Page::new(html, self.choices(shown, words))
    }

    /// From where numbered keys count, if that must be said or was.
    fn numbers(&self, shown: &Shown, words: Words<'_>) -> Vec<Button> {
        let present = self.plan.base;
        if !shown.uncounted && present == Base::Unknown {
            return Vec::new();
        }
        let of = |(base, key, from_one)| {
            let dot = if base == present { "●" } else { "" };
            button(format!("{dot}{}", words!(words, key)), &self.press(Act::Numbers { from_one }))
        };
        let both =
            [(Base::One, "button-numbers-from-one", true), (Base::Zero, "button-numbers-from-nought", false)];
        both.map(of).to_vec()
    }

    fn target(&self, shown: &Shown, words: Words<'_>) -> String {
        let target = &shown.target;
        let key = match (target.is_new, target.is_guessed) {
            (true, true) => "upload-new-bank-guessed",
            (true, false) => "upload-new-bank",
            (false, _) => "upload-bank",
        };
        words!(
            words,
            key,
            bank = cut(&target.title, NAME),
            topic = self
                .topic
                .as_ref()
                .map_or_else(|| target.topic.as_str().to_owned(), |topic| topic.name(words.lang).to_owned()),
        )
    }

    fn choices(&self, shown: &Shown, words: Words<'_>) -> Vec<Vec<Button>> {
        let preview = &shown.preview;
        let mut rows = Vec::new();
        if !preview.is_empty() {
            let key = if preview.is_sound() { "button-load" } else { "button-load-sound" };
            rows.push(vec![self.button(words, key, Act::Load)]);
        }
        let mut looks = Vec::new();
        if !preview.samples.is_empty() {
            looks.push(self.button(words, "button-samples", Act::Sample(0)));
        }
        if !preview.groups.is_empty() {
            looks.push(self.button(words, "button-problems", Act::Problems(0)));
        }
        if !preview.rekeyed.is_empty() {
            looks.push(self.button(words, "button-rekeyed", Act::Changes(0)));
        }
        rows.push(looks);
        let mut says = vec![self.button(words, "button-bank", Act::Banks(0))];
        if shown.target.is_new {
            says.push(self.button(words, "button-upload-topic", Act::Topics));
        }
        if let Some(sheet) = super::columns::first_sheet(&shown.mapping.sheets) {
            says.push(self.button(words, "button-columns", Act::Columns(sheet)));
        }
        rows.push(says);
        rows.push(self.numbers(shown, words));
        let mut ends = vec![self.button(words, "button-cancel-upload", Act::Cancel)];
        if !preview.groups.is_empty() {
            ends.push(self.button(words, "button-notes", Act::Notes));
        }
        rows.push(ends);
        rows.retain(|row| !row.is_empty());
        rows
    }
}

fn advice(preview: &Preview) -> &'static str {
    match () {
        () if preview.sound() == 0 => "upload-nothing-sound",
        () if preview.is_empty() => "upload-nothing-new",
        () if !preview.is_sound() => "upload-some-refused",
        () => "upload-all-sound",
    }
}

fn counts(preview: &Preview, words: Words<'_>) -> String {
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .zip(preview.kinds)
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{} {count}", screens::kind(*kind, words)))
        .collect();
    let mut html = words!(words, "upload-sound", count = preview.sound());
    if !kinds.is_empty() {
        html.push_str(&words!(words, "upload-kinds", kinds = kinds.join(&words!(words, "between-items"))));
    }
    let parts = [
        ("upload-added", preview.added),
        ("upload-changed", preview.changed),
        ("upload-same", preview.same),
        ("upload-repeated", preview.repeated),
        ("upload-withdrawn", preview.withdrawn),
        ("upload-refused-count", preview.refused),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words!(words, *key, count = *count))
        .collect();
    if !parts.is_empty() {
        let _ = write!(html, "\n{}", parts.join(&words!(words, "between-items")));
    }
    html
}
