//! What an exam would come to if it were published now: who sits it on which
//! track, what their papers are drawn from, and what is in the way.

use std::collections::HashSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::{
    domain::{
        calendar::{day_number, day_of},
        exam::{
            Exam, Who,
            blueprint::About,
            pool::{self, Need, Pools, Shortage},
            track::{self, Assigned},
        },
        person::UnitPath,
    },
    store::{
        Result, Tx, question,
        staff::{self, Present},
        unit,
    },
};

/// What an exam would come to.
#[derive(Debug)]
pub struct Plan {
    /// Who sits it, each with the word of their track.
    pub people: Vec<(Present, String)>,
    /// Those whose track hangs on a birth date that is missing or lacks the day.
    pub birth_unknown: Vec<Present>,
    /// Those whom no track takes.
    pub nowhere: Vec<Present>,
    /// Units, staff numbers and tracks that are named and don't exist.
    pub unknown: Vec<String>,
    /// How many questions fit each row of the blueprint.
    pub fitting: Vec<usize>,
    /// What its papers are drawn from, or the rows that can't be filled.
    pub pools: std::result::Result<Pools, Vec<Shortage>>,
}

impl Plan {
    /// Whether nothing is in the way of publishing it.
    pub fn is_sound(&self) -> bool {
        self.birth_unknown.is_empty()
            && self.nowhere.is_empty()
            && self.unknown.is_empty()
            && self.pools.is_ok()
            && !self.people.is_empty()
    }
}

/// The day on which ages count.
pub fn ages_on(exam: &Exam, zone: Tz) -> NaiveDate {
    exam.ages_on.unwrap_or_else(|| day_of(exam.window.opens, zone))
}

/// Plans an exam.
pub async fn plan(tx: &mut Tx, exam: &Exam, zone: Tz) -> Result<Plan> {
    let present = staff::present(tx).await?;
    let (fitting, pools) = pools(tx, exam, zone).await?;
    let mut plan = Plan {
        people: Vec::new(),
        birth_unknown: Vec::new(),
        nowhere: Vec::new(),
        unknown: unknown(tx, exam, &present).await?,
        fitting,
        pools,
    };
    let on = ages_on(exam, zone);
    for person in present.into_iter().filter(|person| sits(&exam.who, person)) {
        let by_hand = exam.who.tracks.get(&person.staff_no).and_then(|track| exam.track(track));
        match by_hand.map_or_else(|| track::assign(&exam.tracks, person.birth, on), Assigned::To) {
            Assigned::To(track) => plan.people.push((person, track.id.clone())),
            Assigned::BirthUnknown => plan.birth_unknown.push(person),
            Assigned::Nowhere => plan.nowhere.push(person),
        }
    }
    Ok(plan)
}

/// Whether somebody sits it.
fn sits(who: &Who, person: &Present) -> bool {
    let is = |named: &String| *named == person.staff_no;
    let of = |unit: &String| {
        person
            .unit_path
            .strip_prefix(unit.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let everybody = who.units.is_empty() && who.people.is_empty();
    !who.except.iter().any(is) && (everybody || who.people.iter().any(is) || who.units.iter().any(of))
}

/// What is named and doesn't exist.
async fn unknown(tx: &mut Tx, exam: &Exam, present: &[Present]) -> Result<Vec<String>> {
    let known: HashSet<&str> = present.iter().map(|person| person.staff_no.as_str()).collect();
    let mut unknown = Vec::new();
    for path in &exam.who.units {
        let exists = match UnitPath::parse(path) {
            Some(path) => unit::find(tx, &path).await?.is_some(),
            None => false,
        };
        if !exists {
            unknown.push(path.clone());
        }
    }
    let people =
        exam.who.people.iter().chain(&exam.who.except).chain(exam.who.tracks.keys()).chain(&exam.proctors);
    unknown.extend(people.filter(|staff_no| !known.contains(staff_no.as_str())).cloned());
    unknown.extend(exam.who.tracks.values().filter(|track| exam.track(track).is_none()).cloned());
    Ok(unknown)
}

/// What may be asked on the day it closes: how many questions fit each row, and
/// what papers are drawn from.
async fn pools(
    tx: &mut Tx,
    exam: &Exam,
    zone: Tz,
) -> Result<(Vec<usize>, std::result::Result<Pools, Vec<Shortage>>)> {
    let day = day_number(day_of(exam.window.closes, zone));
    let askable = question::askable(tx, day).await?;
    let need = |row: &crate::domain::exam::blueprint::Row| {
        let fits = askable
            .iter()
            .filter(|one| row.takes(About { bank: &one.bank, topic: &one.topic, question: &one.content }));
        Need { number: row.number, fitting: fits.map(|one| one.slot).collect() }
    };
    let needs: Vec<Need> = exam.blueprint.iter().map(need).collect();
    Ok((needs.iter().map(|need| need.fitting.len()).collect(), pool::part(&needs)))
}
