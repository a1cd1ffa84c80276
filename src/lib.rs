//! baiti 百题: a chat bot for study-and-training quizzes in government offices.
//!
//! # The rooms, from the ground up
//!
//! | room | what it is for | may use |
//! |---|---|---|
//! | [`clock`] | the only place that knows the real time | — |
//! | [`domain`] | values and rules: question, grading, round, ranking, … | clock's values |
//! | [`bank`] | question-bank files in and out, and their diagnostics | domain |
//! | [`table`] | tables in office files, told from their bytes | — |
//! | [`roster`] | staff lists in and out | domain, table |
//! | [`exchange`] | question banks in the formats of others, in and out | domain, bank, table |
//! | [`mod@reference`] | reference texts out of files, article by article | domain, exchange |
//! | [`report`] | pages and workbooks to print and file | domain |
//! | [`store`] | SQLite and PostgreSQL, a file a noun | domain |
//! | [`intake`] | files from outside: what they would change, and loading them as shown | bank, roster, exchange, reference, store |
//! | [`exams`] | exams: their files; planning, sitting and marking them | domain, bank, store |
//! | [`chat`] | the conversation, in any chat; the desk that runs the turns | all above |
//! | [`jobs`] | durable jobs and the house's upkeep | chat, store |
//! | [`telegram`] | the Bot API | chat |
//! | [`terminal`] | the same conversation in a terminal | chat |
//! | [`settings`] | `baiti.toml` and the environment | domain, telegram |
//! | [`app`] | the command line; where everything is wired together | all |
//!
//! No arrow runs upwards and none in a circle; `tests/it/house_rules.rs` reads
//! the `use` lines.
//!
//! # The way of an update
//!
//! ```text
//! channel ─► inbox row (raw, committed; only then is it confirmed)
//!         ─► a turn: one transaction { take the row · load · domain decides · write · outbox rows }
//!         ─► commit ─► sender ─► channel
//! ```
//!
//! * **Effectively once.** A turn that dies leaves its inbox row to be taken up
//!   again; one that committed can't run twice. The order of a chat is kept by
//!   its lane ([`chat::desk`]), across copies of the program by row locks.
//! * **One writer.** On SQLite the turns that wait share one commit
//!   ([`store`]'s group commit); on PostgreSQL they run side by side.
//! * **One way out.** What is said goes through the outbox; rows are written in
//!   the turn and handed to the sender after the commit.
//!
//! # What is deliberately absent
//!
//! * The domain never awaits, and has no clock and no generator of its own.
//! * No SQL outside the store, no Bot API outside telegram, no words outside
//!   the Fluent files of the chat.
//! * No triggers, no `CURRENT_TIMESTAMP`, no `random()` in SQL; no advisory
//!   locks, LISTEN or extensions on PostgreSQL.
//! * No sleeping tasks as timers: what is to happen later is a row.
//!
//! # What is kept, what is derived
//!
//! Question versions, responses and the audit log are appended, never changed.
//! Marks, points, places, streaks and the wrong-question book are folds over
//! the responses and can be replayed ([`store::rebuild`]).

pub mod app;
pub mod bank;
pub mod chat;
pub mod clock;
pub mod domain;
pub mod exams;
pub mod exchange;
pub mod intake;
pub mod jobs;
pub mod reference;
pub mod report;
pub mod roster;
pub mod settings;
pub mod store;
pub mod table;
pub mod telegram;
pub mod terminal;
