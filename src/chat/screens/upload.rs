//! A file that is to be loaded: what that would do, and what can be said of it.

mod approval;
mod columns;
mod lists;
mod preview;

use super::{Way, cut, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{
            Press,
            upload::{Act, OfUpload},
        },
        say::{Page, button},
        texts::Words,
    },
    domain::{ids::UploadId, topic::Topic},
    exchange::sheet::Field,
    intake::plan::{Plan, Stage},
    words,
};

/// The most columns of a name, of a label.
const NAME: usize = 80;
const LABEL: usize = 40;

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
    /// A page of what another administrator must agree to.
    Changes(usize),
    /// What another administrator is asked: a page of it.
    Approval {
        /// From whom the file is.
        from: String,
        /// Which page.
        page: usize,
    },
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

    /// The two answers of another administrator.
    fn decision(&self, words: Words<'_>) -> Vec<Button> {
        vec![
            self.button(words, "button-approve", Act::Approve),
            self.button(words, "button-refuse", Act::Refuse),
        ]
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
            (View::Changes(page), Some(shown)) => self.changes(shown, *page, words),
            (View::Approval { from, page }, Some(shown)) => self.approval(shown, from, *page, words),
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
                asked = asked(&self.plan.asked, words),
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
                Page::new(
                    counted("upload-asking"),
                    vec![vec![self.button(words, "button-rekeyed", Act::Changes(0))], cancel],
                )
            }
            Stage::Loading(_) => Page::new(counted("upload-loading"), vec![ends]),
            Stage::Loaded(_) => Page::new(counted("upload-loaded"), vec![ends]),
            // A staff list has a screen of its own.
            Stage::Cancelled
            | Stage::People(_)
            | Stage::AskingPeople(_)
            | Stage::LoadingPeople(_)
            | Stage::LoadedPeople { .. } => {
                Page::new(words!(words, "upload-cancelled", name = &name), vec![ends])
            }
            Stage::Refused => Page::new(words!(words, "upload-refused", name = &name), vec![ends]),
            Stage::Failed(why) => {
                Page::new(words!(words, "upload-failed", name = &name, why = why), vec![ends])
            }
        }
    }
}

/// The names of those who were asked.
pub(super) fn asked(names: &[String], words: Words<'_>) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.dedup();
    cut(&names.join(&words!(words, "between-items")), NAME)
}
