//! SQLite and PostgreSQL: the only room that knows SQL.
//!
//! One file a noun. A query is a `.sql` file named by its intent, with one
//! text for both engines; what must differ has a twin in `sql/sqlite` and
//! `sql/postgres`. All writing goes through one door, [`Store::begin`].

#[macro_use]
mod engine;

pub mod account;
pub mod audit;
pub mod backup;
pub mod bank;
pub mod bind_request;
pub mod candidate;
pub mod copy;
pub mod error;
pub mod exam;
pub mod file;
pub mod flag;
mod group;
pub mod health;
pub mod inbox;
pub mod incident;
pub mod invitation;
pub mod job;
pub mod mapping;
pub mod meta;
mod migrate;
mod open;
pub mod outage;
pub mod outbox;
pub mod progress;
pub mod question;
pub mod rebuild;
pub mod reference;
pub mod release;
pub mod response;
pub mod round;
pub mod ruling;
pub mod score;
pub mod sitting;
pub mod staff;
pub mod tries;
pub mod turn;
pub mod unit;
pub mod upload;

pub use engine::{Dialect, Tx};
pub use error::StoreError;
pub use open::{Place, Store};

/// The result of a query.
pub type Result<T> = std::result::Result<T, StoreError>;
