//! Values and rules: what a question, a mark, a round or a place is.
//!
//! Nothing in here awaits, reads a database, knows a chat, a clock or a
//! generator of its own: time and chance come in as parameters.

pub mod answer;
pub mod blank;
pub mod calendar;
pub mod choices;
pub mod citation;
pub mod draw;
pub mod exam;
pub mod grading;
pub mod ids;
pub mod lang;
pub mod person;
pub mod points;
pub mod progress;
pub mod question;
pub mod ranking;
pub mod reference;
pub mod round;
pub mod rules;
pub mod shuffle;
pub mod streak;
pub mod topic;
