//! The program itself, as an administrator meets it on the command line.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod banks;
mod data;
mod doctor;
mod exams;
mod foreign;
mod office;
mod reference;
mod roster;
mod usage;

use office::Office;
