//! Files that are to be loaded, as they are shown.

use super::{
    house::House,
    incoming::Channel,
    say::Say,
    screens::{
        people::People,
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
    if matches!(plan.stage, Stage::People(_) | Stage::LoadingPeople(_) | Stage::LoadedPeople { .. }) {
        let page = if let View::Problems(page) = view { Some(page) } else { None };
        return Say::People(Box::new(People { id, version, name: plan.name, stage: plan.stage, page }));
    }
    let topic = plan.shown().and_then(|shown| house.topic(shown.target.topic.as_str()));
    Say::Upload(Box::new(Upload { id, version, plan, topic, view }))
}

/// What is said of a file that goes back with notes, or of a mere list of them.
pub fn notes_caption(words: Words<'_>, name: &str, is_loadable: bool) -> String {
    let key = if is_loadable { "upload-notes" } else { "upload-notes-list" };
    words!(words, key, name = name)
}
