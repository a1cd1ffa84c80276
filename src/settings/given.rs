//! What was set, by whom and where, before anyone looks whether it is right.

use super::{
    key::Key,
    wrong::{Place, Wrong, shown},
};

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Flag(bool),
    /// Several.
    List(Vec<Given>),
    /// What no setting wants: a date, a fraction, a table.
    Other,
}

impl Given {
    /// The text, if it is one; without spaces around.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn list(&self) -> Option<&[Given]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Found {
    /// The value.
    pub given: Given,
    /// The value, letter by letter.
    pub written: String,
    /// Where it stands.
    pub place: Place,
}

impl Found {
    /// That it is wrong.
    pub fn wrong(&self, key: &Key, allowed: &str) -> Wrong {
        Wrong::Value {
            name: key.path(),
            place: self.place.clone(),
            shown: shown(&self.written, key.showing),
            allowed: allowed.to_owned(),
        }
    }
}
