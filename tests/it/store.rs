//! The contract of the store, on whichever engine the tests run on.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod backup;
mod exams;
mod files;
mod groupcommit;
mod office;
mod people;
mod questions;
mod queues;
mod rebuild;
mod references;
mod rounds;
mod schema;
mod scores;
mod sql;
mod trouble;
