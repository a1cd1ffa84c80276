//! What comes from outside to stay: what it would change is shown first, and
//! it is carried out only as it was shown.
//!
//! [`banks`] takes whole banks in baiti's own format, which say what a bank is;
//! [`questions`] takes the files of others, whose questions are added to a bank;
//! [`roster`] takes staff lists; [`upload`] says how long a file is kept that was
//! sent; [`references`] takes regulations to look things up in; [`find`] looks up
//! what has come, and [`export`] gives it out again.

pub mod banks;
pub mod export;
pub mod find;
pub mod plan;
pub mod questions;
pub mod references;
pub mod roster;
pub mod target;
pub mod upload;

pub use target::{Target, Wish};
