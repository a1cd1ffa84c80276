//! One group: who is above the edge, on it and below it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use super::{Advancement, Advancing, Candidate, Further, Group, Link, Reason, Ties, Waiting};
use crate::{
    clock::Timestamp,
    domain::{ids::StaffId, points::Points},
};

/// What sorts first stands higher; who is equal in all of it is equal.
type Rank = (Reverse<Points>, Reverse<Option<Points>>, Tie);
/// What a rule for ties adds to the marks.
type Tie = Option<(Duration, Timestamp, Duration)>;

fn rank(candidate: &Candidate, ties: Ties) -> Rank {
    let tie = match ties {
        Ties::All | Ties::Further => None,
        Ties::Earlier => Some((Duration::ZERO, candidate.handed_in, candidate.used)),
        Ties::LessTime => Some((candidate.used, candidate.handed_in, Duration::ZERO)),
    };
    (Reverse(candidate.mark), Reverse(candidate.further), tie)
}

/// A group in order.
struct Field<'a> {
    ranked: Vec<(Rank, &'a Candidate)>,
    ties: Ties,
    seats: usize,
}

/// Where the edge runs through those who are left.
#[derive(Default)]
struct Edge {
    /// How many go on, from the top.
    advancing: usize,
    /// How many after them are to sit a further exam.
    further: usize,
    /// For how many places.
    open: usize,
}

/// Decides a group and adds it to what is told.
pub(super) fn decide(
    told: &mut Advancement,
    group: Group,
    seats: usize,
    ties: Ties,
    members: Vec<&Candidate>,
    declined: &[StaffId],
) {
    let mut ranked: Vec<_> = members.into_iter().map(|one| (rank(one, ties), one)).collect();
    ranked.sort_by_key(|(rank, candidate)| (*rank, candidate.staff));
    let places = places(&ranked);
    let mut field = Field { ranked, ties, seats };
    let (moved, chain) = field.decline(declined);
    let edge = field.edge();
    let reasons = field.reasons(&edge, &moved);
    let place = |staff: &StaffId| places.get(staff).copied().unwrap_or_default();
    let staff: Vec<StaffId> = field.ranked.iter().map(|(_, candidate)| candidate.staff).collect();
    let (advancing, rest) = staff.split_at(edge.advancing);
    let (further, waiting) = rest.split_at(edge.further);
    let advancing = advancing.iter().zip(reasons);
    told.advancing.extend(advancing.map(|(staff, reason)| Advancing {
        staff: *staff,
        group: group.clone(),
        place: place(staff),
        reason,
    }));
    let waiting = waiting.iter();
    told.waiting.extend(waiting.map(|staff| Waiting {
        staff: *staff,
        group: group.clone(),
        place: place(staff),
    }));
    if !further.is_empty() {
        told.further.push(Further { group, seats: edge.open, staff: further.to_vec() });
    }
    told.chain.extend(chain);
}

/// Each one's place by mark alone, from 1.
fn places(ranked: &[(Rank, &Candidate)]) -> BTreeMap<StaffId, usize> {
    let above = |mark: Points| ranked.partition_point(|(_, other)| other.mark > mark);
    ranked.iter().map(|(_, one)| (one.staff, above(one.mark) + 1)).collect()
}

impl Field<'_> {
    /// The equals that the last place falls among go on, sit a further exam,
    /// or fit in.
    fn edge(&self) -> Edge {
        let Some((last, _)) = self.seats.checked_sub(1).and_then(|last| self.ranked.get(last)) else {
            let advancing = self.ranked.len().min(self.seats);
            return Edge { advancing, ..Edge::default() };
        };
        let above = self.ranked.partition_point(|(rank, _)| rank < last);
        let through = self.ranked.partition_point(|(rank, _)| rank <= last);
        if through == self.seats || self.ties == Ties::All {
            return Edge { advancing: through, ..Edge::default() };
        }
        Edge { advancing: above, further: through - above, open: self.seats - above }
    }

    fn advancing(&self) -> impl Iterator<Item = StaffId> {
        self.ranked.iter().take(self.edge().advancing).map(|(_, candidate)| candidate.staff)
    }

    /// Takes out those who decline, one after another, and tells who moved up
    /// for whom.
    fn decline(&mut self, declined: &[StaffId]) -> (BTreeMap<StaffId, StaffId>, Vec<Link>) {
        let (mut moved, mut chain) = (BTreeMap::new(), Vec::new());
        let mut before: BTreeSet<StaffId> = self.advancing().collect();
        for staff in declined {
            let Some(at) = self.ranked.iter().position(|(_, candidate)| candidate.staff == *staff) else {
                continue;
            };
            self.ranked.remove(at);
            let moved_up: Vec<StaffId> = self.advancing().filter(|one| before.insert(*one)).collect();
            moved.extend(moved_up.iter().map(|one| (*one, *staff)));
            chain.push(Link { declined: *staff, moved_up });
        }
        (moved, chain)
    }

    /// Why each of the advancing goes on, in order.
    fn reasons(&self, edge: &Edge, moved: &BTreeMap<StaffId, StaffId>) -> Vec<Reason> {
        let behind = self.ranked.get(edge.advancing).map(|(_, candidate)| candidate.mark);
        let surplus = (edge.advancing > self.seats).then(|| &self.ranked[edge.advancing - 1].0);
        let reason = |(rank, candidate): &(Rank, &Candidate)| match moved.get(&candidate.staff) {
            Some(of) => Reason::Instead { of: *of },
            None if Some(rank) == surplus => Reason::Equal,
            None if Some(candidate.mark) == behind => Reason::Tie,
            None => Reason::Mark,
        };
        self.ranked.iter().take(edge.advancing).map(reason).collect()
    }
}
