//! The results list (成绩表): places, passing, and figures by track and unit.

mod attempts;
mod tally;
#[cfg(test)]
mod tests;

use std::{cmp::Reverse, collections::BTreeMap, time::Duration};

pub use attempts::{Counting, Sat};
use serde::{Deserialize, Serialize};
pub use tally::{Bands, Rate, SMALL_UNIT, Tally};

use crate::domain::{
    ids::{StaffId, UnitId},
    points::Points,
};

/// How a person stands after the exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They sat it (实考), and this counts.
    Sat(Sat),
    /// They sat it and the sitting was made void (作废).
    Void,
    /// They didn't come (缺考).
    Absent,
    /// They needn't come (免考) and are left out of every rate.
    Excused,
}

/// A person who was to sit the exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who; once in a list.
    pub staff: StaffId,
    /// Their unit on the day of the exam.
    pub unit: UnitId,
    /// The id of their track.
    pub track: String,
    /// How they stand.
    pub standing: Standing,
}

/// What decides between places.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The mark alone.
    #[default]
    Mark,
    /// The mark, then less time.
    MarkThenTime,
}

impl Order {
    /// What sorts first stands higher.
    fn key(self, sat: &Sat) -> (Reverse<Points>, Duration) {
        let used = match self {
            Self::Mark => Duration::ZERO,
            Self::MarkThenTime => sat.used,
        };
        (Reverse(sat.mark), used)
    }
}

/// By what a list is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// What decides between places.
    pub order: Order,
    /// The pass mark of each track; a track without one has nobody pass or
    /// fail.
    pub pass_marks: BTreeMap<String, Points>,
    /// The bands.
    pub bands: Bands,
}

impl Terms {
    fn passed(&self, track: &str, mark: Points) -> Option<bool> {
        self.pass_marks.get(track).map(|pass| mark >= *pass)
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub staff: StaffId,
    /// Their unit.
    pub unit: UnitId,
    /// The id of their track.
    pub track: String,
    /// What counts of their sittings.
    pub sat: Sat,
    /// Their place among all, from 1. Equals share a place, and the next is
    /// skipped: 1, 2, 2, 4.
    pub place: usize,
    /// Their place within the track.
    pub track_place: usize,
    /// Whether they passed; `None` where the track has no pass mark.
    pub passed: Option<bool>,
    /// Which of the [`Bands`], 0 for the highest.
    pub band: usize,
}

/// The results of an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// Everyone with a mark, the best first; equals by staff id.
    pub rows: Vec<Placed>,
    /// The figures of everyone.
    pub overall: Tally,
    /// The figures of each track.
    pub tracks: BTreeMap<String, Tally>,
    /// The figures of each unit, to compare them.
    pub units: BTreeMap<UnitId, Tally>,
}

/// Makes the list. Places go by the mark itself and not by its share of the
/// full mark: tracks with another full mark are comparable only within
/// themselves.
pub fn results(entries: &[Entry], terms: &Terms) -> Results {
    let mut rows: Vec<Placed> = entries.iter().filter_map(|entry| row(entry, terms)).collect();
    rows.sort_by_key(|row| (terms.order.key(&row.sat), row.staff));
    number(&mut rows, terms.order);
    Results {
        overall: tally::by(entries, terms, |_| ()).remove(&()).unwrap_or_else(|| Tally::new(&terms.bands)),
        tracks: tally::by(entries, terms, |entry| entry.track.clone()),
        units: tally::by(entries, terms, |entry| entry.unit),
        rows,
    }
}

fn row(entry: &Entry, terms: &Terms) -> Option<Placed> {
    let Standing::Sat(sat) = entry.standing else { return None };
    Some(Placed {
        staff: entry.staff,
        unit: entry.unit,
        track: entry.track.clone(),
        sat,
        place: 0,
        track_place: 0,
        passed: terms.passed(&entry.track, sat.mark),
        band: terms.bands.of(sat.mark, sat.full),
    })
}

/// Gives places to rows in order.
fn number(rows: &mut [Placed], order: Order) {
    let mut overall = Counter::default();
    let mut tracks: BTreeMap<String, Counter> = BTreeMap::new();
    for row in rows {
        let key = order.key(&row.sat);
        row.place = overall.next(key);
        row.track_place = tracks.entry(row.track.clone()).or_default().next(key);
    }
}

/// Counts rows that come in order and tells each one's place.
#[derive(Default)]
struct Counter {
    rows: usize,
    place: usize,
    last: Option<(Reverse<Points>, Duration)>,
}

impl Counter {
    fn next(&mut self, key: (Reverse<Points>, Duration)) -> usize {
        self.rows += 1;
        if self.last.replace(key) != Some(key) {
            self.place = self.rows;
        }
        self.place
    }
}
