//! Question banks in the formats of others.

mod fuzz;
mod paper;
mod settle;
mod sheet;
mod whole;
mod written;
