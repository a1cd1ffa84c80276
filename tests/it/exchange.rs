//! Question banks in the formats of others.

mod file;
mod fuzz;
mod paper;
mod settle;
mod sheet;
mod shown;
mod union;
mod whole;
mod written;
