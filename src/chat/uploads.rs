//! Files that are to be loaded, as they are shown.

use super::{
    house::House,
    incoming::Channel,
    say::Say,
    screens::{
        people::{self, People},
        upload::{Upload, View},
    },
    texts::Words,
};
use crate::{
    domain::ids::UploadId,
    intake::plan::{Plan, Stage},
    words,
};

/// The job of going on with such a file. Its subject is the file's number, and
/// [`NOTES`] behind it if it is to be given back with notes.
pub const JOB: &str = "upload";
/// The same for files that only the terminal's own program can fetch.
pub const TERMINAL_JOB: &str = "upload-terminal";
/// See [`JOB`].
pub const NOTES: &str = " notes";

/// The job for a file that came through this channel.
pub fn job(channel: &str) -> &'static str {
    if channel == Channel::Terminal.word() { TERMINAL_JOB } else { JOB }
}

/// A file that is to be loaded, on a screen.
pub fn screen(house: &House, id: UploadId, version: i64, plan: Plan, view: View) -> Say {
    if plan.people().is_some() || matches!(plan.stage, Stage::LoadedPeople { .. }) {
        let view = of_people(view);
        let Plan { name, asked, stage, .. } = plan;
        return Say::People(Box::new(People { id, version, name, stage, asked, view }));
    }
    let topic = plan.shown().and_then(|shown| house.topic(shown.target.topic.as_str()));
    Say::Upload(Box::new(Upload { id, version, plan, topic, view }))
}

fn of_people(view: View) -> people::View {
    match view {
        View::Problems(page) => people::View::Details(page),
        View::Changes(page) => people::View::Rights(page),
        View::Approval { from, page } => people::View::Approval { from, page },
        _ => people::View::State,
    }
}

/// What is said of a file that goes back with notes, or of a mere list of them.
pub fn notes_caption(words: Words<'_>, name: &str, is_loadable: bool) -> String {
    let key = if is_loadable { "upload-notes" } else { "upload-notes-list" };
    words!(words, key, name = name)
}
