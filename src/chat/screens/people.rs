//! A staff list that is to be loaded.

use std::fmt::Write as _;

use super::{Pages, Way, cut, upload::asked, ways};
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

/// The most lines of each sort in the first message, of rights there, and on a
/// page; the most columns of one.
const FIRST: usize = 5;
const ROLES: usize = 8;
const LINES: usize = 12;
const LINE: usize = 160;
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
    /// The names of the administrators who were asked about it.
    pub asked: Vec<String>,
    /// What is looked at.
    pub view: View,
}

/// What is looked at.
#[derive(Debug, Clone)]
pub enum View {
    /// How it stands.
    State,
    /// A page of all that is to be known.
    Details(usize),
    /// A page of the rights that it gives and takes.
    Rights(usize),
    /// What another administrator is asked: a page of it.
    Approval {
        /// From whom the list is.
        from: String,
        /// Which page.
        page: usize,
    },
}

impl People {
    fn press(&self, act: Act) -> Press {
        Press::Upload(OfUpload { upload: self.id, version: self.version, act })
    }

    fn button(&self, words: Words<'_>, key: &str, act: Act) -> Button {
        button(words!(words, key), &self.press(act))
    }

    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let name = cut(&self.name, NAME);
        match (&self.stage, &self.view) {
            (Stage::AskingPeople(shown), View::Approval { from, page }) => {
                self.approval(shown, from, *page, words)
            }
            (Stage::People(shown) | Stage::AskingPeople(shown), View::Rights(page)) => {
                self.rights(shown, *page, words)
            }
            (Stage::People(shown), View::Details(page)) => self.lines(shown, *page, words),
            (Stage::People(shown), _) => self.preview(shown, &name, words),
            (Stage::AskingPeople(_), _) => self.asking(&name, words),
            _ => self.ended(&name, words),
        }
    }

    fn asking(&self, name: &str, words: Words<'_>) -> Page {
        let text = words!(words, "people-asking", name = name, asked = asked(&self.asked, words));
        let looks = vec![self.button(words, "button-rights", Act::Changes(0))];
        Page::new(text, vec![looks, vec![self.button(words, "button-cancel-upload", Act::Cancel)]])
    }

    /// Where nothing is left to decide.
    fn ended(&self, name: &str, words: Words<'_>) -> Page {
        let text = match &self.stage {
            Stage::LoadingPeople(shown) => {
                words!(words, "people-loading", added = shown.added, changed = shown.changed)
            }
            Stage::LoadedPeople { added, changed } => {
                words!(words, "people-loaded", added = *added, changed = *changed)
            }
            _ => words!(words, "upload-cancelled", name = name),
        };
        Page::new(text, vec![ways(&[Way::Quiz, Way::Todo, Way::Help], words)])
    }

    fn preview(&self, shown: &RosterPreview, name: &str, words: Words<'_>) -> Page {
        let mut html = words!(words, "people-title", name = name);
        let _ = write!(html, "\n\n{}", counts(shown, words));
        list(&mut html, "people-rights", &shown.roles, ROLES, words);
        if shown.administrators > 0 {
            let _ = write!(html, "\n{}", words!(words, "people-rights-ask"));
        }
        list(&mut html, "people-changes", &shown.lines, FIRST, words);
        list(&mut html, "people-doubts", &shown.doubts, FIRST, words);
        list(&mut html, "people-problems", &problems(shown), FIRST, words);
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
        let mut looks = Vec::new();
        if shown.roles.len() > ROLES {
            looks.push(self.button(words, "button-rights", Act::Changes(0)));
        }
        if all_lines(shown).len() > FIRST {
            looks.push(self.button(words, "button-details", Act::Problems(0)));
        }
        rows.extend((!looks.is_empty()).then_some(looks));
        rows.push(vec![self.button(words, "button-cancel-upload", Act::Cancel)]);
        Page::new(html, rows)
    }

    /// A page of everything that is to be known.
    fn lines(&self, shown: &RosterPreview, page: usize, words: Words<'_>) -> Page {
        let all = all_lines(shown);
        let pages = Pages::nearest(all.len(), LINES, page);
        let mut html = words!(words, "people-details", place = pages.place(words));
        some(&mut html, &all, pages);
        let steps = pages.steps(|page| self.press(Act::Problems(page)), words);
        Page::new(html, steps.into_iter().chain([self.back(words)]).collect())
    }

    /// A page of the rights that it gives and takes, for whoever has sent it.
    fn rights(&self, shown: &RosterPreview, page: usize, words: Words<'_>) -> Page {
        let pages = Pages::nearest(shown.roles.len(), LINES, page);
        let mut html = format!("{}{}", words!(words, "people-rights"), pages.place(words));
        some(&mut html, &shown.roles, pages);
        let steps = pages.steps(|page| self.press(Act::Changes(page)), words);
        Page::new(html, steps.into_iter().chain([self.back(words)]).collect())
    }

    /// The same for the other one, who is asked.
    fn approval(&self, shown: &RosterPreview, from: &str, page: usize, words: Words<'_>) -> Page {
        let pages = Pages::nearest(shown.roles.len(), LINES, page);
        let name = cut(&self.name, NAME);
        let mut html = words!(words, "people-approval", from = from, name = name, place = pages.place(words));
        some(&mut html, &shown.roles, pages);
        let decision = vec![
            self.button(words, "button-approve", Act::Approve),
            self.button(words, "button-refuse", Act::Refuse),
        ];
        let steps = pages.steps(|page| self.press(Act::Changes(page)), words);
        Page::new(html, steps.into_iter().chain([decision]).collect())
    }

    fn back(&self, words: Words<'_>) -> Vec<Button> {
        vec![self.button(words, "button-back", Act::View)]
    }
}

/// The lines of a page.
fn some(html: &mut String, lines: &[String], pages: Pages) {
    for line in pages.of(lines) {
        let _ = write!(html, "\n· {}", escape(&cut(line, LINE)));
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

fn list(html: &mut String, title: &str, lines: &[String], most: usize, words: Words<'_>) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(html, "\n\n{}", words!(words, title));
    some(html, lines, Pages::nearest(lines.len(), most, 0));
    if lines.len() > most {
        let _ = write!(html, "\n{}", words!(words, "upload-more", count = lines.len() - most));
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
