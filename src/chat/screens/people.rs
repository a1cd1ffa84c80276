//! A staff list that is to be loaded.

use std::fmt::Write as _;

use super::{Way, cut, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            upload::{Act, OfUpload},
        },
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::ids::UploadId,
    intake::{plan::Stage, roster::RosterPreview},
    words,
};

/// The most lines of each sort in the first message, and on a page; the most
/// columns of one.
const FIRST: usize = 5;
const LINES: usize = 12;
const LINE: usize = 180;
/// The most columns of a file's name.
const NAME: usize = 80;

/// A staff list that is to be loaded.
#[derive(Debug, Clone)]
pub struct People {
    /// Which file.
    pub id: UploadId,
    /// How it stands.
    pub version: i64,
    /// The file's name.
    pub name: String,
    /// How far it is, with what is shown of it.
    pub stage: Stage,
    /// Which page of what is doubtful or wrong; `None` for how it stands.
    pub page: Option<usize>,
}

impl People {
    fn button(&self, words: Words<'_>, key: &str, act: Act) -> Button {
        let press = Press::Upload(OfUpload { upload: self.id, version: self.version, act });
        button(words!(words, key), &press)
    }

    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let ends = ways(&[Way::Quiz, Way::Todo, Way::Help], words);
        let name = cut(&self.name, NAME);
        match (&self.stage, self.page) {
            (Stage::People(shown), None) => self.preview(shown, &name, words),
            (Stage::People(shown), Some(page)) => self.lines(shown, page, words),
            (Stage::LoadingPeople(shown), _) => {
                let text = words!(words, "people-loading", added = shown.added, changed = shown.changed);
                Page::new(text, vec![ends])
            }
            (Stage::LoadedPeople { added, changed }, _) => {
                let text = words!(words, "people-loaded", added = *added, changed = *changed);
                Page::new(text, vec![ends])
            }
            _ => Page::new(words!(words, "upload-cancelled", name = &name), vec![ends]),
        }
    }

    fn preview(&self, shown: &RosterPreview, name: &str, words: Words<'_>) -> Page {
        let mut html = words!(words, "people-title", name = name);
        let _ = write!(html, "\n\n{}", counts(shown, words));
        list(&mut html, "people-changes", &shown.lines, words);
        list(&mut html, "people-doubts", &shown.doubts, words);
        list(&mut html, "people-problems", &problems(shown), words);
        if shown.vanished > 0 {
            let _ = write!(html, "\n\n{}", words!(words, "people-vanished", count = shown.vanished));
        }
        let is_whole = shown.refused == 0 && shown.doubtful == 0;
        let advice = match () {
            () if shown.sound() == 0 => "people-nothing-sound",
            () if shown.is_empty() => "people-nothing-new",
            () if is_whole => "people-all-sound",
            () => "people-some-refused",
        };
        let _ = write!(html, "\n\n{}", words!(words, advice));
        let mut rows = Vec::new();
        if !shown.is_empty() {
            let key = if is_whole { "button-load" } else { "button-load-sound" };
            rows.push(vec![self.button(words, key, Act::Load)]);
        }
        if all_lines(shown).len() > FIRST {
            rows.push(vec![self.button(words, "button-details", Act::Problems(0))]);
        }
        rows.push(vec![self.button(words, "button-cancel-upload", Act::Cancel)]);
        Page::new(html, rows)
    }

    /// A page of everything that is to be known.
    fn lines(&self, shown: &RosterPreview, page: usize, words: Words<'_>) -> Page {
        let all = all_lines(shown);
        let pages = all.len().div_ceil(LINES).max(1);
        let page = page.min(pages - 1);
        let mut html = words!(words, "people-details", page = page + 1, pages = pages);
        for line in all.iter().skip(page * LINES).take(LINES) {
            let _ = write!(html, "\n· {}", escape(&cut(line, LINE)));
        }
        let mut steps = Vec::new();
        if page > 0 {
            steps.push(self.button(words, "button-before", Act::Problems(page - 1)));
        }
        if page + 1 < pages {
            steps.push(self.button(words, "button-after", Act::Problems(page + 1)));
        }
        let mut rows = vec![steps, vec![self.button(words, "button-back", Act::View)]];
        rows.retain(|row| !row.is_empty());
        Page::new(html, rows)
    }
}

fn counts(shown: &RosterPreview, words: Words<'_>) -> String {
    let parts = [
        ("upload-added", shown.added),
        ("upload-changed", shown.changed),
        ("upload-same", shown.same),
        ("people-matched", shown.matched),
        ("people-doubtful", shown.doubtful),
        ("people-asked", shown.asked),
        ("upload-refused-count", shown.refused),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words!(words, *key, count = *count))
        .collect();
    let sound = words!(words, "people-sound", count = shown.sound());
    if parts.is_empty() { sound } else { format!("{sound}\n{}", parts.join(&words!(words, "between-items"))) }
}

fn list(html: &mut String, title: &str, lines: &[String], words: Words<'_>) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(html, "\n\n{}", words!(words, title));
    for line in lines.iter().take(FIRST) {
        let _ = write!(html, "\n· {}", escape(&cut(line, LINE)));
    }
    if lines.len() > FIRST {
        let _ = write!(html, "\n{}", words!(words, "upload-more", count = lines.len() - FIRST));
    }
}

fn problems(shown: &RosterPreview) -> Vec<String> {
    let groups = shown.groups.iter().map(|group| format!("{}：{group}", group.weight.name()));
    shown.notes.iter().cloned().chain(groups).collect()
}

fn all_lines(shown: &RosterPreview) -> Vec<String> {
    let lists = [&shown.doubts, &shown.matches, &shown.lines];
    problems(shown).into_iter().chain(lists.into_iter().flatten().cloned()).collect()
}
