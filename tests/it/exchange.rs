//! Question banks in the formats of others.

mod file;
mod paper;
mod settle;
mod sheet;
mod union;
mod written;
