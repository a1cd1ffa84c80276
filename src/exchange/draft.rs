//! A question as it was found in somebody's file, before anything of it is
//! believed.

use super::place::Place;
use crate::domain::question::Kind;

/// A piece of text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// As it stands there, without blanks round it.
    pub text: String,
    /// Where.
    pub place: Place,
}

impl Piece {
    /// A piece of text from a place, trimmed.
    pub fn new(text: impl AsRef<str>, place: Place) -> Self {
        Self { text: text.as_ref().trim().to_owned(), place }
    }
}

/// A question as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where it begins.
    pub place: Place,
    /// The id that the file gives it, if its format has stable ones.
    pub id: Option<Piece>,
    /// The words that name its kind: `单选题`, or the heading it stands under.
    pub kind: Option<Piece>,
    /// The stem, perhaps with the key in its brackets.
    pub stem: Piece,
    /// The options, without their letters; an empty one keeps its place.
    pub options: Vec<Piece>,
    /// The key.
    pub key: Option<Key>,
    /// 解析
    pub explanation: Option<Piece>,
    /// 依据
    pub source: Option<Piece>,
    /// 分值
    pub points: Option<Piece>,
    /// 难度
    pub difficulty: Option<Piece>,
    /// Tags, knowledge points and categories.
    pub tags: Vec<Piece>,
    /// 有效期至: the last day it may be asked.
    pub valid_until: Option<Piece>,
    /// Whether its options may be shuffled, if the format says.
    pub shuffle: Option<bool>,
    /// Whether its blanks may be filled in any order, if the format says.
    pub any_order: Option<bool>,
    /// What of it could not be taken along, such as pictures.
    pub left_out: Vec<Piece>,
}

impl Draft {
    /// A draft with nothing but a stem.
    pub fn new(stem: Piece) -> Self {
        Self {
            place: stem.place.clone(),
            id: None,
            kind: None,
            stem,
            options: Vec::new(),
            key: None,
            explanation: None,
            source: None,
            points: None,
            difficulty: None,
            tags: Vec::new(),
            valid_until: None,
            shuffle: None,
            any_order: None,
            left_out: Vec::new(),
        }
    }
}

/// A key as it was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// In somebody's words or letters: `ABD`, `1,3`, `对`, the text of an
    /// option, `二十日;20日|本级`.
    Words(Piece),
    /// As a format with marks of its own says it beyond doubt.
    Exact(Exact, Place),
}

/// A key beyond doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exact {
    /// These of the draft's options, by their place from 0, are right. `kind`
    /// says whether one or several may be chosen, if the format does.
    Options {
        /// Which.
        right: Vec<usize>,
        /// Single or multiple, if the format says.
        kind: Option<Kind>,
    },
    /// The statement is true or false.
    Truth(bool),
    /// The accepted answers of each blank.
    Blanks(Vec<Vec<String>>),
}
