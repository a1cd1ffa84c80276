//! What happens between people and the bot, from the first hello to the worst
//! day: each story on the whole bot, see [`crate::office`].

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod banks;
mod binding;
mod buttons;
mod copies;
mod crowd;
mod files;
mod flags;
mod learning;
mod rosters;
mod rounds;
mod standing;
mod storage;
mod tries;
mod trouble;
mod upkeep;
mod uploads;
mod words;
