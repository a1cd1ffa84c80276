//! The presets: tracks with sensible values, so that the least file is short.

use super::format::Preset;
use crate::domain::{
    exam::{
        results::Counting,
        track::{Ages, Book, Track},
    },
    points::Points,
};

/// How long one sits, and may come late, unless the file says otherwise.
const MINUTES: u32 = 90;
const LATE_MINUTES: u32 = 30;
/// From this age one may look things up.
const AGE: u8 = 40;

/// What a file wants otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    /// For how many minutes one sits.
    pub minutes: Option<u32>,
    /// For how many minutes one may come late.
    pub late_minutes: Option<u32>,
    /// The mark that passes.
    pub pass: Option<Points>,
}

/// The tracks of a preset. Who has three fifths of the full mark passes.
pub fn tracks(preset: Preset, wishes: Wishes, full: Points) -> Vec<Track> {
    let minutes = wishes.minutes.unwrap_or(MINUTES);
    let track = |book, from, under| Track {
        id: if book == Book::Closed { "closed" } else { "open" }.to_owned(),
        title: if book == Book::Closed { "闭卷" } else { "开卷" }.to_owned(),
        ages: Ages { from, under },
        book,
        minutes,
        late_minutes: Some(wishes.late_minutes.unwrap_or(LATE_MINUTES.min(minutes))),
        pass: wishes.pass.unwrap_or(full.share(3, 5)),
        attempts: 1,
        counts: Counting::default(),
    };
    match preset {
        Preset::Closed => vec![track(Book::Closed, None, None)],
        Preset::Open => vec![track(Book::Open, None, None)],
        Preset::TwoTracks => {
            vec![track(Book::Closed, None, Some(AGE)), track(Book::Open, Some(AGE), None)]
        }
    }
}
