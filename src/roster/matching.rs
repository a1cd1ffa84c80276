//! Finds people without a staff number among those who stand, by name and
//! unit. Where it might be somebody else, an administrator is asked.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{Place, Reading, Roles, StaffRow, change::Standing, problem::place};
use crate::domain::person::{Role, UnitPath};

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Where in the file.
    pub place: Place,
    /// 姓名
    pub name: String,
    /// The number they stand under.
    pub staff_no: String,
}

/// Somebody who is not loaded before their number is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// Where in the file.
    pub place: Place,
    /// 姓名
    pub name: String,
    /// 单位, in the words of the file.
    pub unit: UnitPath,
    /// Why.
    pub doubt: Doubt,
    /// Who may be meant: `0012 张三（市财政局/预算股）`.
    pub candidates: Vec<String>,
}

/// Why a person can't be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody has this name.
    Nobody,
    /// Several have this name in this unit.
    Several,
    /// The name stands in another unit.
    OtherUnit,
    /// The person was deactivated.
    Left,
    /// Another row of the file is about the same person.
    Twice,
}

impl Doubt {
    /// What to do, in Chinese.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Nobody => "花名册上没有这个人。新职工要有工号才能导入，请补上工号",
            Self::Several => "同一单位有几个同名的人，请补上工号",
            Self::OtherUnit => "单位不同，是调动还是重名？请补上工号",
            Self::Left => "这个人已停用。要恢复请补上工号",
            Self::Twice => "名单里另有一行也是这个人，请只留一行或补上工号",
        }
    }
}

impl fmt::Display for Matched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = place(&self.place.sheet, self.place.row);
        write!(f, "{place} {}：按姓名和单位对应到 {}", self.name, self.staff_no)
    }
}

impl fmt::Display for Doubtful {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = place(&self.place.sheet, self.place.row);
        write!(f, "{place} {}（{}）：{}", self.name, self.unit, self.doubt.help())?;
        if self.candidates.is_empty() {
            return Ok(());
        }
        write!(f, "。可能是：{}", self.candidates.join("、"))
    }
}

/// What has become of those without a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matching {
    /// Who was found.
    pub matched: Vec<Matched>,
    /// Who was not.
    pub doubtful: Vec<Doubtful>,
}

/// Gives those without a number the number they stand under, in the rows of the
/// reading; their unit is what stands. Who may be meant by a doubtful row does
/// not count as vanished.
pub fn settle(reading: &mut Reading, standing: &[Standing]) -> Matching {
    let mut by_name: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
    for person in standing {
        by_name.entry(&person.name).or_default().push(person);
    }
    let taken: BTreeSet<String> = reading.rows.iter().map(|row| row.staff_no.clone()).collect();
    let found: Vec<(StaffRow, Found<'_>)> = std::mem::take(&mut reading.unnumbered)
        .into_iter()
        .map(|row| {
            let found = find(&row, by_name.get(row.name.as_str()).map_or(&[], Vec::as_slice));
            (row, found)
        })
        .collect();
    let mut meant: BTreeMap<&str, usize> = BTreeMap::new();
    for person in found.iter().filter_map(|(_, found)| found.as_ref().ok()) {
        *meant.entry(person.staff_no.as_str()).or_default() += 1;
    }
    let mut matching = Matching::default();
    for (row, found) in found {
        let is_alone = |person: &&Standing| {
            meant.get(person.staff_no.as_str()) == Some(&1)
                && !taken.contains(&person.staff_no)
                && !reading.refused.contains(&person.staff_no)
        };
        match found {
            Ok(person) if is_alone(&person) => matching.take(reading, row, person),
            Ok(person) => matching.doubt(reading, row, Doubt::Twice, &[person]),
            Err((doubt, candidates)) => matching.doubt(reading, row, doubt, &candidates),
        }
    }
    matching
}

type Found<'a> = Result<&'a Standing, (Doubt, Vec<&'a Standing>)>;

fn find<'a>(row: &StaffRow, namesakes: &[&'a Standing]) -> Found<'a> {
    let active = || namesakes.iter().copied().filter(|person| person.active);
    let there: Vec<&Standing> = active().filter(|person| person.unit == row.unit).collect();
    let there = if there.is_empty() {
        active().filter(|person| ends_with(&person.unit, &row.unit)).collect()
    } else {
        there
    };
    match there[..] {
        [person] => Ok(person),
        [] if namesakes.is_empty() => Err((Doubt::Nobody, Vec::new())),
        [] if active().next().is_none() => Err((Doubt::Left, namesakes.to_vec())),
        [] => Err((Doubt::OtherUnit, active().collect())),
        _ => Err((Doubt::Several, there)),
    }
}

/// Whether a path ends with these words: `预算股` is `市财政局/预算股`.
fn ends_with(path: &UnitPath, words: &UnitPath) -> bool {
    path.names().ends_with(words.names())
}

impl Matching {
    fn take(&mut self, reading: &mut Reading, mut row: StaffRow, person: &Standing) {
        let (place, name) = (row.place.clone(), row.name.clone());
        self.matched.push(Matched { place, name, staff_no: person.staff_no.clone() });
        let said = std::mem::replace(&mut row.unit, person.unit.clone());
        if let super::Entry::Value(roles) = &mut row.roles {
            *roles = std::mem::take(roles)
                .into_iter()
                .map(|held| of_own(held, &said, &person.unit))
                .collect::<Roles>();
        }
        row.staff_no.clone_from(&person.staff_no);
        reading.rows.push(row);
    }

    fn doubt(&mut self, reading: &mut Reading, row: StaffRow, doubt: Doubt, candidates: &[&Standing]) {
        reading.refused.extend(candidates.iter().map(|person| person.staff_no.clone()));
        let named = |person: &&Standing| format!("{} {}（{}）", person.staff_no, person.name, person.unit);
        let candidates = candidates.iter().map(named).collect();
        self.doubtful.push(Doubtful { place: row.place, name: row.name, unit: row.unit, doubt, candidates });
    }
}

/// Who leads the unit of the row leads it under its whole path.
fn of_own(
    (role, led): (Role, Option<UnitPath>),
    said: &UnitPath,
    own: &UnitPath,
) -> (Role, Option<UnitPath>) {
    (role, led.map(|led| if led == *said { own.clone() } else { led }))
}

#[cfg(test)]
mod tests;
