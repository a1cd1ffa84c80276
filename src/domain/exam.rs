//! Exams (考试): what they are, how they are sat and what comes after.

pub mod advance;
pub mod hints;
mod real;
pub mod results;
pub mod statistics;
