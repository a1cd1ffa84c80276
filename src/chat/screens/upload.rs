//! A file that is to be loaded: what that would do, and what can be said of it.

mod columns;

use std::fmt::Write as _;

use super::{Way, cut, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            upload::{Act, OfUpload, fingerprint},
        },
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        choices::letter,
        ids::UploadId,
        question::{Kind, Question},
        topic::Topic,
    },
    exchange::{
        key::Base,
        preview::{Group, Preview},
        problem::Weight,
        sheet::Field,
        union::key_words,
    },
    intake::plan::{Plan, Shown, Stage},
    words,
};

/// The most problems of a page, and of what is shown first.
const GROUPS: usize = 8;
const FIRST: usize = 4;
/// The most columns of a problem's line, of a name, of a label.
const PROBLEM: usize = 300;
const NAME: usize = 80;
const LABEL: usize = 40;
/// The most banks of a page.
const BANKS: usize = 12;
/// The most corrected keys that are shown, and the columns of each part.
const REKEYED: usize = 8;
const KEY: usize = 60;

/// What a column may be said to be, in the order of the buttons. They stand in
/// chat histories: add at the end, never take away.
pub const FIELDS: [Field; 20] = [
    Field::Stem,
    Field::Kind,
    Field::Option(0),
    Field::Option(1),
    Field::Option(2),
    Field::Option(3),
    Field::Option(4),
    Field::Option(5),
    Field::Options,
    Field::Key(0),
    Field::Explanation,
    Field::Source,
    Field::Points,
    Field::Difficulty,
    Field::Tags,
    Field::Category,
    Field::Id,
    Field::Serial,
    Field::OptionText,
    Field::IsRight,
];

/// A file that is to be loaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Which.
    pub id: UploadId,
    /// How it stands.
    pub version: i64,
    /// What is known of it.
    pub plan: Plan,
    /// The topic of the bank it goes into.
    pub topic: Option<Topic>,
    /// What is looked at.
    pub view: View,
}

/// What is looked at.
#[derive(Debug, Clone)]
pub enum View {
    /// How it stands.
    State,
    /// A sample.
    Sample(usize),
    /// A page of problems.
    Problems(usize),
    /// What the columns of a sheet are.
    Columns(usize),
    /// What a column may be.
    Fields {
        /// Of which sheet.
        sheet: usize,
        /// Which column.
        column: u32,
    },
    /// The banks it may go into, their ids and titles: a page of them.
    Banks {
        /// All of them.
        banks: Vec<(String, String)>,
        /// Which page.
        page: usize,
    },
    /// The topics that a new bank may have.
    Topics(Vec<Topic>),
    /// What another administrator is asked; from whom the file is.
    Approval(String),
}

impl Upload {
    fn press(&self, act: Act) -> Press {
        Press::Upload(OfUpload { upload: self.id, version: self.version, act })
    }

    fn button(&self, words: Words<'_>, key: &str, act: Act) -> Button {
        button(words!(words, key), &self.press(act))
    }

    fn back(&self, words: Words<'_>) -> Vec<Button> {
        vec![self.button(words, "button-back", Act::View)]
    }

    fn name(&self, words: Words<'_>) -> String {
        if self.plan.name.is_empty() { words!(words, "upload-pasted") } else { cut(&self.plan.name, NAME) }
    }

    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        match (&self.view, self.plan.shown()) {
            (View::State, _) | (_, None) => self.state(words),
            (View::Sample(nth), Some(shown)) => self.sample(shown, *nth, words),
            (View::Problems(page), Some(shown)) => self.problems(shown, *page, words),
            (View::Columns(sheet), Some(shown)) => self.columns(shown, *sheet, words),
            (View::Fields { sheet, column }, Some(shown)) => self.fields(shown, *sheet, *column, words),
            (View::Banks { banks, page }, Some(_)) => self.banks(banks, *page, words),
            (View::Topics(topics), Some(_)) => self.topics(topics, words),
            (View::Approval(from), Some(shown)) => self.approval(shown, from, words),
        }
    }

    fn state(&self, words: Words<'_>) -> Page {
        let name = self.name(words);
        let shown = self.plan.shown();
        let counted = |key: &str| {
            let preview = shown.map(|shown| &shown.preview);
            words!(
                words,
                key,
                name = &name,
                bank = shown.map_or_else(String::new, |shown| cut(&shown.target.title, NAME)),
                added = preview.map_or(0, |preview| preview.added),
                changed = preview.map_or(0, |preview| preview.changed),
            )
        };
        let ends = ways(&[Way::Quiz, Way::Todo, Way::Help], words);
        match &self.plan.stage {
            Stage::Reading => {
                let cancel = vec![self.button(words, "button-cancel-upload", Act::Cancel)];
                Page::new(words!(words, "upload-reading", name = &name), vec![cancel])
            }
            Stage::Shown(shown) => self.preview(shown, words),
            Stage::Asking(_) => {
                let cancel = vec![self.button(words, "button-cancel-upload", Act::Cancel)];
                Page::new(counted("upload-asking"), vec![cancel])
            }
            Stage::Loading(_) => Page::new(counted("upload-loading"), vec![ends]),
            Stage::Loaded(_) => Page::new(counted("upload-loaded"), vec![ends]),
            // A staff list has a screen of its own.
            Stage::Cancelled | Stage::People(_) | Stage::LoadingPeople(_) | Stage::LoadedPeople { .. } => {
                Page::new(words!(words, "upload-cancelled", name = &name), vec![ends])
            }
            Stage::Refused => Page::new(words!(words, "upload-refused", name = &name), vec![ends]),
            Stage::Failed(why) => {
                Page::new(words!(words, "upload-failed", name = &name, why = why), vec![ends])
            }
        }
    }

    fn preview(&self, shown: &Shown, words: Words<'_>) -> Page {
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
        rows.push(looks);
        let mut says = vec![self.button(words, "button-bank", Act::Banks(0))];
        if shown.target.is_new {
            says.push(self.button(words, "button-upload-topic", Act::Topics));
        }
        if let Some(sheet) = columns::first_sheet(&shown.mapping.sheets) {
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

    fn sample(&self, shown: &Shown, nth: usize, words: Words<'_>) -> Page {
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

    fn problems(&self, shown: &Shown, page: usize, words: Words<'_>) -> Page {
        let groups = &shown.preview.groups;
        let pages = groups.len().div_ceil(GROUPS).max(1);
        let page = page.min(pages - 1);
        let mut html = words!(words, "upload-problems", page = page + 1, pages = pages);
        let _ = write!(html, "\n{}", weights(&shown.preview, words));
        for group in groups.iter().skip(page * GROUPS).take(GROUPS) {
            let _ = write!(html, "\n\n{}", line(group));
        }
        let mut steps = Vec::new();
        if page > 0 {
            steps.push(self.button(words, "button-before", Act::Problems(page - 1)));
        }
        if page + 1 < pages {
            steps.push(self.button(words, "button-after", Act::Problems(page + 1)));
        }
        let mut rows = vec![steps, vec![self.button(words, "button-notes", Act::Notes)], self.back(words)];
        rows.retain(|row| !row.is_empty());
        Page::new(html, rows)
    }

    fn banks(&self, banks: &[(String, String)], page: usize, words: Words<'_>) -> Page {
        let pages = banks.len().div_ceil(BANKS).max(1);
        let page = page.min(pages - 1);
        let html = words!(words, "upload-banks", page = page + 1, pages = pages);
        let some = banks.iter().skip(page * BANKS).take(BANKS);
        let mut rows: Vec<Vec<Button>> = some
            .map(|(id, title)| vec![button(cut(title, LABEL), &self.press(Act::Bank(fingerprint(id))))])
            .collect();
        rows.push(vec![self.button(words, "button-new-bank", Act::NewBank)]);
        let mut steps = Vec::new();
        if page > 0 {
            steps.push(self.button(words, "button-before", Act::Banks(page - 1)));
        }
        if page + 1 < pages {
            steps.push(self.button(words, "button-after", Act::Banks(page + 1)));
        }
        rows.push(steps);
        rows.push(self.back(words));
        rows.retain(|row| !row.is_empty());
        Page::new(html, rows)
    }

    fn topics(&self, topics: &[Topic], words: Words<'_>) -> Page {
        let one = |(nth, topic): (usize, &Topic)| {
            vec![button(cut(topic.name(words.lang), LABEL), &self.press(Act::Topic(nth)))]
        };
        let mut rows: Vec<Vec<Button>> = topics.iter().enumerate().map(one).collect();
        rows.push(self.back(words));
        Page::new(words!(words, "upload-topics"), rows)
    }

    fn approval(&self, shown: &Shown, from: &str, words: Words<'_>) -> Page {
        let rekeyed = &shown.preview.rekeyed;
        let mut html = words!(
            words,
            "upload-approval",
            from = from,
            name = self.name(words),
            bank = cut(&shown.target.title, NAME),
            count = rekeyed.len(),
        );
        for one in rekeyed.iter().take(REKEYED) {
            let (stem, from, to) = (cut(&one.stem, KEY), cut(&one.from, KEY), cut(&one.to, KEY));
            let _ = write!(html, "\n\n{}\n{} → <b>{}</b>", escape(&stem), escape(&from), escape(&to));
        }
        if rekeyed.len() > REKEYED {
            let _ = write!(html, "\n\n{}", words!(words, "upload-more", count = rekeyed.len() - REKEYED));
        }
        let row = vec![
            self.button(words, "button-approve", Act::Approve),
            self.button(words, "button-refuse", Act::Refuse),
        ];
        Page::new(html, vec![row])
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
        .map(|(kind, count)| format!("{} {count}", super::kind(*kind, words)))
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

fn weights(preview: &Preview, words: Words<'_>) -> String {
    words!(
        words,
        "upload-weights",
        errors = preview.count(Weight::Error),
        warnings = preview.count(Weight::Warning),
        mended = preview.count(Weight::Mended),
    )
}

/// A sort of problem in a line: what is told is Chinese, as the files are.
fn line(group: &Group) -> String {
    let mark = match group.weight {
        Weight::Error => "❌",
        Weight::Warning => "⚠️",
        Weight::Mended => "🔧",
    };
    format!("{mark} {}", escape(&cut(&group.to_string(), PROBLEM)))
}

/// A question as staff will see it, with its key.
fn asked(question: &Question, words: Words<'_>) -> String {
    let mut html = format!("<b>{}</b>\n{}", super::kind(question.kind(), words), escape(&question.stem));
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
