//! What happens between people and the bot, from the first hello to the worst
//! day: each story on the whole bot, see [`crate::office`].

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod banks;
mod binding;
mod buttons;
mod copies;
mod crowd;
mod exam_clock;
mod exam_desk;
mod exam_new;
mod exam_outages;
mod exam_results;
mod exams;
mod files;
mod flags;
mod learning;
mod reference;
mod rosters;
mod rounds;
mod standing;
mod storage;
mod tries;
mod trouble;
mod upkeep;
mod uploads;
mod words;
