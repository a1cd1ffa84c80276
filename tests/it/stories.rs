//! What happens between people and the bot, from the first hello to the worst
//! day: each story on the whole bot, see [`crate::office`].

mod binding;
mod buttons;
mod copies;
mod crowd;
mod flags;
mod learning;
mod rounds;
mod standing;
mod storage;
mod trouble;
mod words;
