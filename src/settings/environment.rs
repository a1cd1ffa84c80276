//! The settings that the environment makes.

use std::{collections::BTreeMap, ffi::OsString};

use super::{
    given::{Found, Given},
    key::{self, CONFIG_ENV, Key},
    wrong::{Place, Wrong},
};

/// The variables that are ours, and set to something.
#[derive(Debug, Default)]
pub struct Environment(BTreeMap<&'static str, String>);

impl Environment {
    /// Picks ours out of all variables. A variable that is set to nothing is
    /// not set. What looks like a slip of one of ours is told.
    pub fn pick<N, V>(all: impl IntoIterator<Item = (N, V)>, wrongs: &mut Vec<Wrong>) -> Self
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        let mut picked = Self::default();
        for (name, value) in all {
            let (name, value) = (name.into(), value.into());
            let Some(name) = name.to_str() else { continue };
            match key::variables().find(|ours| *ours == name) {
                Some(ours) => picked.keep(ours, value, wrongs),
                None => wrongs.extend(slip(name)),
            }
        }
        picked
    }

    fn keep(&mut self, name: &'static str, value: OsString, wrongs: &mut Vec<Wrong>) {
        match value.into_string() {
            Ok(value) if value.trim().is_empty() => {}
            Ok(value) => {
                self.0.insert(name, value);
            }
            Err(_) => wrongs.push(Wrong::Value {
                name: name.to_owned(),
                place: Place::Environment(name.to_owned()),
                shown: "（不是 UTF-8）".to_owned(),
                allowed: " UTF-8 编码的文字".to_owned(),
            }),
        }
    }

    /// The value of a setting, if the environment makes it.
    pub fn find(&self, key: &Key) -> Option<Found> {
        let name = key.env?;
        let value = self.0.get(name)?;
        Some(Found {
            given: Given::Text(value.clone()),
            written: format!("“{}”", value.trim()),
            place: Place::Environment(name.to_owned()),
        })
    }

    /// The file that the environment names.
    pub fn config(&self) -> Option<&str> {
        self.0.get(CONFIG_ENV).map(|path| path.trim())
    }
}

fn slip(name: &str) -> Option<Wrong> {
    if !name.starts_with("BAITI") && !name.starts_with("TELOXIDE") {
        return None;
    }
    let meant = key::nearest(name, key::variables())?;
    Some(Wrong::Unknown {
        name: name.to_owned(),
        place: Place::Environment(name.to_owned()),
        hint: format!("是不是想写 {meant}？"),
    })
}
