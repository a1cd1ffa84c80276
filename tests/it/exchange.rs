//! Question banks in the formats of others.

mod paper;
mod settle;
mod sheet;
mod written;
