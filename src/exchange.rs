//! Question banks in the formats of others, in and out.
//!
//! One pipeline: bytes → table or document → [`draft`]s, each with its place
//! of origin → [`settle`]d questions and [`problem`]s. A reader of a format
//! believes nothing: it only says what stands where. What a key means, which
//! kind a question is and whether it is sound is decided in one place.

pub mod aiken;
pub mod annotate;
mod convention;
pub mod document;
pub mod docx;
pub mod draft;
pub mod file;
pub mod gift;
pub mod html;
mod in_parts;
pub mod json;
pub mod key;
pub mod kind;
pub mod moodle;
mod own;
mod page;
pub mod paper;
pub mod place;
pub mod preview;
pub mod problem;
pub mod qti;
pub mod settle;
pub mod sheet;
mod simplified;
pub mod union;
mod web;
pub mod write;
mod xml;

use draft::Draft;
use problem::Problem;

/// What a reader of a format has found in a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The questions, in the order of the file.
    pub drafts: Vec<Draft>,
    /// What could not be read, or was left out.
    pub problems: Vec<Problem>,
    /// What the file calls itself, if it does.
    pub title: Option<String>,
}
