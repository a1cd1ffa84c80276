//! Tracks (分场): closed-book for the younger, open-book for the older, or
//! whatever the office decides.

use std::time::Duration;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::results::Counting;
use crate::domain::{person::Birth, points::Points};

/// A track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Its word, `closed` or `open` as a rule.
    pub id: String,
    /// Its name, as people see it.
    pub title: String,
    /// Who belongs to it.
    #[serde(default)]
    pub ages: Ages,
    /// Whether one may look things up.
    pub book: Book,
    /// For how many minutes one sits.
    pub minutes: u32,
    /// For how many minutes after the window opened one may still begin; to
    /// the end of the window without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_minutes: Option<u32>,
    /// The mark that passes.
    pub pass: Points,
    /// How often one may sit, 1 as a rule.
    #[serde(default = "once")]
    pub attempts: u32,
    /// Which attempt counts.
    #[serde(default)]
    pub counts: Counting,
}

fn once() -> u32 {
    1
}

/// Whether one may look things up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Book {
    /// 闭卷
    Closed,
    /// 开卷: the reference regulations can be searched.
    Open,
}

/// Which ages, in full years on a day. Without bounds: everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ages {
    /// From this age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u8>,
    /// Under this age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<u8>,
}

/// Whether somebody's age fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Yes.
    Yes,
    /// No.
    No,
    /// It can't be told: the birth date is missing, or its day is and the age
    /// changes in that month.
    Unknown,
}

/// Which track a person sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned<'a> {
    /// This one.
    To(&'a Track),
    /// It can't be told without the birth date, to the day.
    BirthUnknown,
    /// None fits.
    Nowhere,
}

impl Track {
    /// How long one sits.
    pub fn length(&self) -> Duration {
        Duration::from_secs(u64::from(self.minutes) * 60)
    }

    /// How long after the opening one may still begin.
    pub fn late_entry(&self) -> Option<Duration> {
        self.late_minutes.map(|minutes| Duration::from_secs(u64::from(minutes) * 60))
    }
}

impl Ages {
    /// Whether no age is left out.
    pub fn is_everybody(self) -> bool {
        self.from.is_none() && self.under.is_none()
    }

    /// Whether somebody born then belongs to it on a day.
    pub fn fit(self, birth: Option<Birth>, on: NaiveDate) -> Fits {
        if self.is_everybody() {
            return Fits::Yes;
        }
        let Some(birth) = birth else { return Fits::Unknown };
        let (least, most) = years(birth, on);
        match (self.holds(least), self.holds(most)) {
            (true, true) => Fits::Yes,
            (false, false) => Fits::No,
            _ => Fits::Unknown,
        }
    }

    fn holds(self, age: i32) -> bool {
        self.from.is_none_or(|from| age >= i32::from(from))
            && self.under.is_none_or(|under| age < i32::from(under))
    }
}

/// The full years of somebody on a day, at least and at most: they differ only
/// where the day of birth is not known and the birthday is in this month. As
/// 《民法典》 第十三条 and practice have it, one is a year older on the birthday
/// itself; a birthday on 29 February counts from 1 March in other years.
pub fn years(birth: Birth, on: NaiveDate) -> (i32, i32) {
    let turned = on.year() - i32::from(birth.year);
    let today = (on.month(), on.day());
    let month = u32::from(birth.month);
    match birth.day {
        Some(day) if today < (month, u32::from(day)) => (turned - 1, turned - 1),
        Some(_) => (turned, turned),
        None if on.month() < month => (turned - 1, turned - 1),
        None if on.month() > month => (turned, turned),
        None => (turned - 1, turned),
    }
}

/// The first track that a person fits on a day.
pub fn assign(tracks: &[Track], birth: Option<Birth>, on: NaiveDate) -> Assigned<'_> {
    for track in tracks {
        match track.ages.fit(birth, on) {
            Fits::Yes => return Assigned::To(track),
            Fits::Unknown => return Assigned::BirthUnknown,
            Fits::No => {}
        }
    }
    Assigned::Nowhere
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(id: &str, ages: Ages) -> Track {
        Track {
            id: id.into(),
            title: id.into(),
            ages,
            book: Book::Closed,
            minutes: 90,
            late_minutes: Some(30),
            pass: Points::whole(60),
            attempts: 1,
            counts: Counting::Best,
        }
    }

    fn born(text: &str) -> Option<Birth> {
        Birth::parse(text)
    }

    #[test]
    fn one_is_forty_on_the_fortieth_birthday() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 20).unwrap();
        let tracks = [
            track("closed", Ages { from: None, under: Some(40) }),
            track("open", Ages { from: Some(40), under: None }),
        ];
        let of = |birth: &str| match assign(&tracks, born(birth), day) {
            Assigned::To(track) => track.id.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(of("1986-12-20"), "open");
        assert_eq!(of("1986-12-21"), "closed");
        assert_eq!(of("1986-11"), "open");
        assert_eq!(of("1987-01"), "closed");
        assert_eq!(of("1986-12"), "BirthUnknown", "it hangs on the day");
        assert_eq!(of("1985-12"), "open", "40 or 41, both fit");
        assert_eq!(of(""), "BirthUnknown");
    }

    #[test]
    fn a_leap_day_counts_from_march() {
        let birth = Birth::parse("1988-02-29").unwrap();
        let years_on = |month, day| years(birth, NaiveDate::from_ymd_opt(2026, month, day).unwrap()).0;
        assert_eq!((years_on(2, 28), years_on(3, 1)), (37, 38));
    }

    #[test]
    fn a_track_for_everybody_asks_no_birth() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 20).unwrap();
        let tracks = [track("all", Ages::default())];
        assert_eq!(assign(&tracks, None, day), Assigned::To(&tracks[0]));
        let young = [track("young", Ages { from: None, under: Some(40) })];
        assert_eq!(assign(&young, born("1960-01-01"), day), Assigned::Nowhere);
    }
}
