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

/// Somebody of the group.
struct Member {
    rank: Rank,
    staff: StaffId,
    mark: Points,
    place: usize,
}

/// Those of a group who haven't declined, in order.
struct Field {
    members: Vec<Member>,
    ties: Ties,
    seats: usize,
}

/// Where the edge runs through them.
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
    group: &Group,
    seats: usize,
    ties: Ties,
    candidates: &[&Candidate],
    declined: &[StaffId],
) {
    let mut field = Field { members: in_order(candidates, ties), ties, seats };
    let (moved, chain) = field.decline(declined);
    told.chain.extend(chain);
    let edge = field.edge();
    let (advancing, rest) = field.members.split_at(edge.advancing);
    let (further, waiting) = rest.split_at(edge.further);
    told.advancing.extend(advancing.iter().map(|one| one.advancing(group, field.reason(one, &edge, &moved))));
    told.waiting.extend(waiting.iter().map(|one| one.waiting(group)));
    if !further.is_empty() {
        let staff = further.iter().map(|one| one.staff).collect();
        told.further.push(Further { group: group.clone(), seats: edge.open, staff });
    }
}

fn in_order(candidates: &[&Candidate], ties: Ties) -> Vec<Member> {
    let member =
        |one: &&Candidate| Member { rank: rank(one, ties), staff: one.staff, mark: one.mark, place: 0 };
    let mut members: Vec<Member> = candidates.iter().map(member).collect();
    members.sort_by_key(|member| (member.rank, member.staff));
    for at in 0..members.len() {
        members[at].place = members.partition_point(|other| other.mark > members[at].mark) + 1;
    }
    members
}

impl Member {
    fn advancing(&self, group: &Group, reason: Reason) -> Advancing {
        Advancing { staff: self.staff, group: group.clone(), place: self.place, reason }
    }

    fn waiting(&self, group: &Group) -> Waiting {
        Waiting { staff: self.staff, group: group.clone(), place: self.place }
    }
}

impl Field {
    /// The equals whom the last place falls among fit in, all go on, or sit a
    /// further exam.
    fn edge(&self) -> Edge {
        let Some(last) = self.seats.checked_sub(1).and_then(|last| self.members.get(last)) else {
            return Edge { advancing: self.members.len().min(self.seats), ..Edge::default() };
        };
        let above = self.members.partition_point(|member| member.rank < last.rank);
        let through = self.members.partition_point(|member| member.rank <= last.rank);
        if through == self.seats || self.ties == Ties::All {
            return Edge { advancing: through, ..Edge::default() };
        }
        Edge { advancing: above, further: through - above, open: self.seats - above }
    }

    fn advancing(&self) -> impl Iterator<Item = StaffId> {
        self.members.iter().take(self.edge().advancing).map(|member| member.staff)
    }

    /// Takes out those who decline, one after another, and tells who moved up
    /// for whom.
    fn decline(&mut self, declined: &[StaffId]) -> (BTreeMap<StaffId, StaffId>, Vec<Link>) {
        let (mut moved, mut chain) = (BTreeMap::new(), Vec::new());
        let mut known: BTreeSet<StaffId> = self.advancing().collect();
        for staff in declined {
            let Some(at) = self.members.iter().position(|member| member.staff == *staff) else {
                continue;
            };
            self.members.remove(at);
            let moved_up: Vec<StaffId> = self.advancing().filter(|one| known.insert(*one)).collect();
            moved.extend(moved_up.iter().map(|one| (*one, *staff)));
            chain.push(Link { declined: *staff, moved_up });
        }
        (moved, chain)
    }

    /// Why one of the advancing goes on.
    fn reason(&self, one: &Member, edge: &Edge, moved: &BTreeMap<StaffId, StaffId>) -> Reason {
        let last = edge.advancing.checked_sub(1).and_then(|last| self.members.get(last));
        let beyond = edge.advancing > self.seats && last.is_some_and(|last| last.rank == one.rank);
        let behind = self.members.get(edge.advancing).is_some_and(|first| first.mark == one.mark);
        match moved.get(&one.staff) {
            Some(of) => Reason::Instead { of: *of },
            None if beyond => Reason::Equal,
            None if behind => Reason::Tie,
            None => Reason::Mark,
        }
    }
}
