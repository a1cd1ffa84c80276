//! Question banks in the formats of others.

mod settle;
mod paper;
