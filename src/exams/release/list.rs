//! A results list as it is frozen. People are named by number, so that who is
//! erased later is erased here too.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    clock::{Timestamp, millis},
    domain::{
        exam::{
            Exam,
            results::{self, Bands, Entry, Order, Placed, Results, Sat, Standing, Terms},
            track::Track,
        },
        ids::{StaffId, UnitId},
        points::Points,
    },
    exams::results::terms,
};

/// A results list. Its JSON form is what the database keeps, and what its check
/// code is over: add fields with defaults that are not written, never rename.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The word of the exam.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// The number of the list: 1, and more for corrections.
    pub number: i64,
    /// When it was made known.
    pub at: Timestamp,
    /// What decided between places.
    pub order: Order,
    /// The tracks.
    pub tracks: Vec<OfTrack>,
    /// Everyone with a mark, the best first.
    pub rows: Vec<Row>,
    /// Everyone else who was on the list, by their number.
    pub others: Vec<Other>,
}

/// A track of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfTrack {
    /// Its word.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The mark that passes.
    pub pass: Points,
}

/// Somebody with a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Who.
    pub staff: StaffId,
    /// The unit they sat for.
    pub unit: UnitId,
    /// The word of their track.
    pub track: String,
    /// The mark.
    pub mark: Points,
    /// The full mark.
    pub full: Points,
    /// The time used, in milliseconds.
    pub used_ms: i64,
    /// When it was handed in.
    pub handed_in: Timestamp,
    /// Their place among all.
    pub place: usize,
    /// Their place within the track.
    pub track_place: usize,
    /// Whether they passed.
    pub passed: Option<bool>,
}

/// Somebody without a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Who.
    pub staff: StaffId,
    /// The unit they were to sit for.
    pub unit: UnitId,
    /// The word of their track.
    pub track: String,
    /// Why they have no mark.
    pub why: Why,
}

/// Why somebody has no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Their sitting was declared void.
    Void,
    /// They did not come.
    Absent,
    /// They needn't come.
    Excused,
}

/// How somebody stands on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On<'a> {
    /// With a mark.
    Row(&'a Row),
    /// Without one.
    Other(&'a Other),
}

impl List {
    /// The list of an exam with these people.
    pub fn new(code: &str, exam: &Exam, entries: &[Entry], number: i64, at: Timestamp) -> Self {
        let placed = results::results(entries, &terms(exam));
        let track =
            |track: &Track| OfTrack { id: track.id.clone(), title: track.title.clone(), pass: track.pass };
        let mut others: Vec<Other> = entries.iter().filter_map(other).collect();
        others.sort_by_key(|other| other.staff);
        Self {
            exam: code.to_owned(),
            title: exam.title.clone(),
            number,
            at,
            order: exam.places,
            tracks: exam.tracks.iter().map(track).collect(),
            rows: placed.rows.iter().map(row).collect(),
            others,
        }
    }

    /// Its JSON form.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data")
    }

    /// How somebody stands on it; `None` if they don't.
    pub fn of(&self, staff: StaffId) -> Option<On<'_>> {
        let row = self.rows.iter().find(|row| row.staff == staff).map(On::Row);
        row.or_else(|| self.others.iter().find(|other| other.staff == staff).map(On::Other))
    }

    /// All who are on it, by number.
    pub fn people(&self) -> Vec<StaffId> {
        let rows = self.rows.iter().map(|row| row.staff);
        let mut people: Vec<StaffId> = rows.chain(self.others.iter().map(|other| other.staff)).collect();
        people.sort_unstable();
        people
    }

    /// The figures of those of its people whose units are among these.
    pub fn figures(&self, within: impl Fn(UnitId) -> bool) -> Results {
        let rows = self.rows.iter().map(Row::entry);
        let entries: Vec<Entry> =
            rows.chain(self.others.iter().map(Other::entry)).filter(|entry| within(entry.unit)).collect();
        results::results(&entries, &self.terms())
    }

    fn terms(&self) -> Terms {
        let pass_marks: BTreeMap<String, Points> =
            self.tracks.iter().map(|track| (track.id.clone(), track.pass)).collect();
        Terms { order: self.order, pass_marks, bands: Bands::default() }
    }
}

fn row(placed: &Placed) -> Row {
    Row {
        staff: placed.staff,
        unit: placed.unit,
        track: placed.track.clone(),
        mark: placed.sat.mark,
        full: placed.sat.full,
        used_ms: millis(placed.sat.used),
        handed_in: placed.sat.handed_in,
        place: placed.place,
        track_place: placed.track_place,
        passed: placed.passed,
    }
}

fn other(entry: &Entry) -> Option<Other> {
    let why = match entry.standing {
        Standing::Sat(_) => return None,
        Standing::Void => Why::Void,
        Standing::Absent => Why::Absent,
        Standing::Excused => Why::Excused,
    };
    Some(Other { staff: entry.staff, unit: entry.unit, track: entry.track.clone(), why })
}

impl Row {
    /// The time used.
    pub fn used(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.used_ms).unwrap_or(0))
    }

    fn entry(&self) -> Entry {
        let sat = Sat { mark: self.mark, full: self.full, used: self.used(), handed_in: self.handed_in };
        Entry { staff: self.staff, unit: self.unit, track: self.track.clone(), standing: Standing::Sat(sat) }
    }
}

impl Other {
    fn entry(&self) -> Entry {
        let standing = match self.why {
            Why::Void => Standing::Void,
            Why::Absent => Standing::Absent,
            Why::Excused => Standing::Excused,
        };
        Entry { staff: self.staff, unit: self.unit, track: self.track.clone(), standing }
    }
}

impl On<'_> {
    /// The mark, the full mark and whether it passes, or why there is none.
    pub fn result(&self) -> std::result::Result<(Points, Points, Option<bool>), Why> {
        match self {
            Self::Row(row) => Ok((row.mark, row.full, row.passed)),
            Self::Other(other) => Err(other.why),
        }
    }
}

/// The letters of check codes: without those that look alike.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many letters a check code has.
pub const CODE: usize = 8;

/// The check code of a list's JSON form: the beginning of its SHA-256.
pub fn check_code(json: &str) -> String {
    let digest = Sha256::digest(json.as_bytes());
    let first = digest.iter().take(5).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |at: usize| {
        let index = usize::try_from(first >> (35 - 5 * at) & 31).unwrap_or(0);
        char::from(LETTERS[index])
    };
    (0..CODE).map(letter).collect()
}

/// Reads a typed check code: small letters and blanks between are forgiven.
/// `None` if it can't be one.
pub fn typed_code(text: &str) -> Option<String> {
    let plain = crate::domain::blank::comparable(text).to_uppercase();
    let code: String = plain.chars().filter(|letter| !matches!(letter, '-' | ' ')).collect();
    let fits = code.len() == CODE && code.bytes().all(|letter| LETTERS.contains(&letter));
    fits.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_code_is_that_of_its_list_and_of_no_other() {
        // Computed by hashlib and base64.b32encode, in our letters.
        assert_eq!(check_code("abc"), "ZK6BPR6R");
        assert_ne!(check_code("abc"), check_code("abd"));
        assert_eq!(typed_code(" abcd-2345 ").as_deref(), Some("ABCD2345"));
        assert_eq!(typed_code("ＡＢＣＤ２３４５").as_deref(), Some("ABCD2345"));
        for wrong in ["ABCD234", "ABCD23456", "ABCD2340", "ABCDI345", "考试核对码一二"] {
            assert_eq!(typed_code(wrong), None, "{wrong}");
        }
    }
}
