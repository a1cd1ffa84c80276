//! The figures of a crowd: of everyone, of a track, of a unit.

use std::collections::BTreeMap;

use super::{Entry, Standing, Terms};
use crate::domain::{exam::real::share, points::Points};

/// Under so many marks, a unit's mean and rates say more about single people
/// than about the unit; our own choice.
pub const SMALL_UNIT: usize = 5;

/// The lower boundaries of the bands, in percent of the full mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands(Vec<u8>);

impl Default for Bands {
    /// 90 优秀, 80 良好, 70 中等, 60 及格, and below 不及格.
    fn default() -> Self {
        Self(vec![90, 80, 70, 60])
    }
}

impl Bands {
    /// Boundaries from the highest down, each 1 to 100 percent. `None` if they
    /// aren't, or one isn't below the one before it.
    pub fn new(boundaries: Vec<u8>) -> Option<Self> {
        let within = boundaries.iter().all(|boundary| (1..=100).contains(boundary));
        let falling = boundaries.is_sorted_by(|higher, lower| higher > lower);
        (within && falling).then_some(Self(boundaries))
    }

    /// The boundaries, from the highest down; the last band has none.
    pub fn boundaries(&self) -> &[u8] {
        &self.0
    }

    /// The band of a mark: the number of boundaries that it doesn't reach. A
    /// mark of nothing at all is in the last.
    pub fn of(&self, mark: Points, full: Points) -> usize {
        let (mark, full) = (i128::from(mark.hundredths()), i128::from(full.hundredths()));
        let reaches = |boundary: &u8| full > 0 && mark * 100 >= i128::from(*boundary) * full;
        self.0.iter().position(reaches).unwrap_or(self.0.len())
    }
}

/// A part of a whole, as counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many of them.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Rate {
    /// 0 to 1; `None` of nobody.
    pub fn share(self) -> Option<f64> {
        share(self.part, self.whole)
    }
}

/// The figures of a crowd.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were expected (应考): all but the excused.
    pub expected: usize,
    /// How many have a mark (实考).
    pub sat: usize,
    /// How many sittings were made void (作废).
    pub void: usize,
    /// How many didn't come (缺考).
    pub absent: usize,
    /// How many needn't come (免考).
    pub excused: usize,
    /// How many passed.
    pub passed: usize,
    /// How many could pass: a mark, and a track with a pass mark.
    pub judged: usize,
    /// The sum of the marks.
    pub sum: Points,
    /// The highest mark.
    pub highest: Option<Points>,
    /// The lowest mark.
    pub lowest: Option<Points>,
    /// How many marks are in each band, the highest band first.
    pub bands: Vec<usize>,
}

impl Tally {
    /// Of nobody.
    pub(super) fn new(bands: &Bands) -> Self {
        Self { bands: vec![0; bands.0.len() + 1], ..Self::default() }
    }

    /// The mean mark, rounded to the nearest hundredth (halves up).
    pub fn mean(&self) -> Option<Points> {
        let sat = i64::try_from(self.sat).ok().filter(|sat| *sat > 0)?;
        Some(Points::from_hundredths((2 * self.sum.hundredths() + sat).div_euclid(2 * sat)))
    }

    /// The pass rate (及格率): of those with a mark in a track that has a pass
    /// mark. Void sittings and absentees are not in it.
    pub fn pass_rate(&self) -> Rate {
        Rate { part: self.passed, whole: self.judged }
    }

    /// The attendance rate (参考率): who came, void sittings among them, of
    /// those expected.
    pub fn attendance_rate(&self) -> Rate {
        Rate { part: self.sat + self.void, whole: self.expected }
    }

    /// Whether there are too few marks for a fair comparison: under
    /// [`SMALL_UNIT`].
    pub fn is_small(&self) -> bool {
        self.sat < SMALL_UNIT
    }

    fn add(&mut self, entry: &Entry, terms: &Terms) {
        self.expected += usize::from(entry.standing != Standing::Excused);
        match entry.standing {
            Standing::Void => self.void += 1,
            Standing::Absent => self.absent += 1,
            Standing::Excused => self.excused += 1,
            Standing::Sat(sat) => {
                self.add_mark(sat.mark, terms.passed(&entry.track, sat.mark));
                self.bands[terms.bands.of(sat.mark, sat.full)] += 1;
            }
        }
    }

    fn add_mark(&mut self, mark: Points, passed: Option<bool>) {
        self.sat += 1;
        self.judged += usize::from(passed.is_some());
        self.passed += usize::from(passed == Some(true));
        self.sum += mark;
        self.highest = self.highest.max(Some(mark));
        self.lowest = Some(self.lowest.map_or(mark, |lowest| lowest.min(mark)));
    }
}

/// The figures of each crowd that the entries fall into.
pub(super) fn by<K: Ord>(
    entries: &[Entry],
    terms: &Terms,
    crowd: impl Fn(&Entry) -> K,
) -> BTreeMap<K, Tally> {
    let mut tallies = BTreeMap::new();
    for entry in entries {
        tallies.entry(crowd(entry)).or_insert_with(|| Tally::new(&terms.bands)).add(entry, terms);
    }
    tallies
}
