//! Reading reference texts out of files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod files;
mod texts;
