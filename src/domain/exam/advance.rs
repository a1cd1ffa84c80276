//! Advancement (晋级): who goes on to the next exam, and who moves up when
//! somebody declines.

mod edge;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use serde::{Deserialize, Serialize};

use crate::{
    clock::Timestamp,
    domain::{
        ids::{StaffId, UnitId},
        points::Points,
    },
};

/// How many go on, and of which groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quota {
    /// So many of all.
    Overall(usize),
    /// So many of each track; nobody of a track that isn't named.
    PerTrack(BTreeMap<String, usize>),
    /// The same number of each unit.
    EachUnit(usize),
    /// So many of each unit; nobody of a unit that isn't named.
    PerUnit(BTreeMap<UnitId, usize>),
}

/// What happens when equals stand at the edge and not all of them fit in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// All of them go on.
    #[default]
    All,
    /// Who handed in earlier goes on; at the same moment, who used less time.
    Earlier,
    /// Who used less time goes on; with the same time, who handed in earlier.
    LessTime,
    /// They sit a further exam (加试).
    Further,
}

/// The rule of an advancement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// How many.
    pub quota: Quota,
    /// What happens to equals at the edge.
    pub ties: Ties,
}

/// Somebody who could go on: has a mark, and whatever else the office asks
/// for (that they passed, for instance).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who; once in a list.
    pub staff: StaffId,
    /// Their unit.
    pub unit: UnitId,
    /// The id of their track.
    pub track: String,
    /// The mark.
    pub mark: Points,
    /// The mark of a further exam among equals, once it was sat; decides
    /// between those of the same mark under every rule. Who didn't sit it
    /// stands below who did.
    pub further: Option<Points>,
    /// The time used.
    pub used: Duration,
    /// When it was handed in.
    pub handed_in: Timestamp,
}

/// Those who compete for the same places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Everyone.
    All,
    /// A track.
    Track(String),
    /// A unit.
    Unit(UnitId),
}

/// Why somebody goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Their mark: nobody who stays behind has the same.
    Mark,
    /// Equal at the edge, and all of the equals go on.
    Equal,
    /// Equal in mark with somebody who stays behind, and ahead by the rule for
    /// ties or by the further exam.
    Tie,
    /// Moved up.
    Instead {
        /// For whom, who declined.
        of: StaffId,
    },
}

/// Somebody who goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advancing {
    /// Who.
    pub staff: StaffId,
    /// Among whom.
    pub group: Group,
    /// Their place by mark in the group, those who declined counted; equals
    /// share it.
    pub place: usize,
    /// Why.
    pub reason: Reason,
}

/// Somebody who stays behind, unless somebody declines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub staff: StaffId,
    /// Among whom.
    pub group: Group,
    /// Their place by mark in the group; equals share it.
    pub place: usize,
}

/// Equals at the edge between whom the rule can't decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// Among whom.
    pub group: Group,
    /// For how many places they compete: fewer than they are.
    pub seats: usize,
    /// Who.
    pub staff: Vec<StaffId>,
}

/// A link of the chain of declining and moving up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Who declined.
    pub declined: StaffId,
    /// Who moved up for them: nobody where nobody is left, where they
    /// themselves were only waiting, or where more than the number had gone on
    /// as equals; several where equals move up.
    pub moved_up: Vec<StaffId>,
}

/// Who goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advancement {
    /// Those who go on, by group, the best first.
    pub advancing: Vec<Advancing>,
    /// Those who would move up, by group, the next one first; equals share a
    /// place, and stand in the order of the rule for ties.
    pub waiting: Vec<Waiting>,
    /// Those who are to sit a further exam.
    pub further: Vec<Further>,
    /// Who declined and who moved up for whom, in the order of declining.
    pub chain: Vec<Link>,
}

/// Works out who goes on after these have declined, in this order. Those who
/// decline twice or aren't candidates are passed over; who declines while
/// waiting leaves the list.
///
/// Each group is decided for itself: whoever has fewer people above them than
/// there are places goes on. Declining takes people from above others and so
/// never puts anybody out. The mark of the advancing is never below that of
/// somebody of the group who stays behind.
pub fn advance(candidates: &[Candidate], rule: &Rule, declined: &[StaffId]) -> Advancement {
    let mut groups: BTreeMap<Group, Vec<&Candidate>> = BTreeMap::new();
    for candidate in candidates {
        groups.entry(rule.quota.group(candidate)).or_default().push(candidate);
    }
    let mut told = Advancement::default();
    for (group, members) in groups {
        if let Some(seats) = rule.quota.seats(&group) {
            edge::decide(&mut told, &group, seats, rule.ties, &members, declined);
        }
    }
    told.chain = in_order(&told.chain, declined);
    told
}

/// The links of all groups, in the order of declining.
fn in_order(chain: &[Link], declined: &[StaffId]) -> Vec<Link> {
    let links: BTreeMap<StaffId, &Link> = chain.iter().map(|link| (link.declined, link)).collect();
    let mut told = BTreeSet::new();
    let first = declined.iter().filter(|staff| told.insert(**staff));
    first.filter_map(|staff| links.get(staff).copied().cloned()).collect()
}

impl Quota {
    fn group(&self, candidate: &Candidate) -> Group {
        match self {
            Self::Overall(_) => Group::All,
            Self::PerTrack(_) => Group::Track(candidate.track.clone()),
            Self::EachUnit(_) | Self::PerUnit(_) => Group::Unit(candidate.unit),
        }
    }

    fn seats(&self, group: &Group) -> Option<usize> {
        match (self, group) {
            (Self::Overall(seats) | Self::EachUnit(seats), _) => Some(*seats),
            (Self::PerTrack(seats), Group::Track(track)) => seats.get(track).copied(),
            (Self::PerUnit(seats), Group::Unit(unit)) => seats.get(unit).copied(),
            (Self::PerTrack(_) | Self::PerUnit(_), _) => None,
        }
    }
}
