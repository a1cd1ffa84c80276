//! The contract of the store, on whichever engine the tests run on.

mod groupcommit;
mod office;
mod people;
mod questions;
mod queues;
mod rebuild;
mod rounds;
mod schema;
mod scores;
mod sql;
mod trouble;
