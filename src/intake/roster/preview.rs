//! What loading a roster would do, in numbers and lines: shown before anybody
//! is loaded, on the command line and in chat alike.

use std::{collections::HashMap, fmt};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Hash, rights::Rights};
use crate::roster::{
    Problem, Reading, StaffRow,
    change::{Change, Standing},
    matching::Matching,
};

/// How many changed people are shown one by one.
const LINES: usize = 50;
/// How many people who vanish are named.
const VANISHED: usize = 10;
/// How many people who were found by name, and how many doubtful ones, are told.
const TOLD: usize = 200;
/// The most sorts of problems.
const GROUPS: usize = 200;
/// The most places of one sort.
const PLACES: usize = 50;

/// What loading a roster would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterPreview {
    /// How many are new.
    pub added: usize,
    /// How many are changed, those who come back included.
    pub changed: usize,
    /// How many of them move to another unit.
    pub moved: usize,
    /// How many of them come back.
    pub back: usize,
    /// How many stay as they are.
    pub same: usize,
    /// How many active people the file doesn't mention.
    pub vanished: usize,
    /// How many were found by name and unit.
    pub matched: usize,
    /// How many are not loaded because they might be somebody else.
    pub doubtful: usize,
    /// How many cells are asked back: births that stay as they stand.
    pub asked: usize,
    /// How many rows are refused.
    pub refused: usize,
    /// All of it in one line.
    pub summary: String,
    /// Every right that is given or taken, those of administrators first:
    /// `赵六（0009）：新职工，给予 管理员`.
    #[serde(default)]
    pub roles: Vec<String>,
    /// How many of them are about administrators, so that another one is asked.
    #[serde(default)]
    pub administrators: usize,
    /// The first changes: `张三（0001）：单位 甲 → 乙`.
    pub lines: Vec<String>,
    /// The first of those who vanish: `王五（0003）`.
    pub gone: Vec<String>,
    /// The first who were found by name: `第2行 张三：按姓名和单位对应到 0012`.
    pub matches: Vec<String>,
    /// The first doubtful ones, with what to do and who may be meant.
    pub doubts: Vec<String>,
    /// What is refused or asked back, by sort.
    pub groups: Vec<Group>,
    /// What was passed over on purpose.
    pub notes: Vec<String>,
    /// Stands for everything that is not among the first.
    pub digest: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 错误: the row is not taken.
    Refused,
    /// 问回: the row is taken without this cell.
    Asked,
}

impl Weight {
    /// Its Chinese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "错误",
            Self::Asked => "问回",
        }
    }
}

/// Problems of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How bad.
    pub weight: Weight,
    /// What, and what to do.
    pub message: String,
    /// Where, and what stands there: the first places.
    pub places: Vec<String>,
    /// How many there are.
    pub count: usize,
}

impl RosterPreview {
    /// What is to be shown of a change.
    pub(super) fn of(
        change: &Change<'_>,
        standing: &[Standing],
        reading: &Reading,
        matching: &Matching,
        hash: &Hash<'_>,
    ) -> Self {
        let rights = Rights::of(change, standing);
        let first = |lines: &[String], most: usize| lines.iter().take(most).cloned().collect();
        let lines: Vec<String> = change.changed.iter().map(ToString::to_string).collect();
        let gone: Vec<String> =
            change.vanished.iter().map(|person| format!("{}（{}）", person.name, person.staff_no)).collect();
        let matches: Vec<String> = matching.matched.iter().map(ToString::to_string).collect();
        let doubts: Vec<String> = matching.doubtful.iter().map(ToString::to_string).collect();
        Self {
            added: change.added.len(),
            changed: change.changed.len(),
            moved: change.moved(),
            back: change.reactivated(),
            same: change.unchanged.len(),
            vanished: change.vanished.len(),
            matched: matches.len(),
            doubtful: doubts.len(),
            asked: reading.asked.len(),
            refused: rows(&reading.problems),
            summary: change.summary(),
            lines: first(&lines, LINES),
            gone: first(&gone, VANISHED),
            matches: first(&matches, TOLD),
            doubts: first(&doubts, TOLD),
            groups: grouped(reading),
            notes: reading.notes.clone(),
            digest: digest(change, [&rights.lines, &lines, &gone, &matches, &doubts], hash),
            roles: rights.lines,
            administrators: rights.administrators,
        }
    }

    /// Whether loading would do nothing (those who vanish stay in any case).
    pub fn is_empty(&self) -> bool {
        self.added == 0 && self.changed == 0
    }

    /// How many people of the file are sound.
    pub fn sound(&self) -> usize {
        self.added + self.changed + self.same
    }
}

/// In how many rows there is something wrong.
fn rows(problems: &[Problem]) -> usize {
    let mut rows: Vec<(&str, u32)> = problems.iter().map(|one| (one.sheet.as_str(), one.row)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len()
}

/// If this is another when a change is carried out, somebody else was at work.
fn digest(change: &Change<'_>, lists: [&[String]; 5], hash: &Hash<'_>) -> String {
    let mut all = Sha256::new();
    let changed = change.changed.iter().map(|changed| changed.row);
    for row in change.added.iter().copied().chain(changed) {
        all.update(written(row, hash));
        all.update("\n");
    }
    for line in lists.into_iter().flatten() {
        all.update(line);
        all.update("\n");
    }
    HEXLOWER.encode(&all.finalize())
}

/// All that a row writes; of the phone number only its keyed hash.
fn written(row: &StaffRow, hash: &Hash<'_>) -> String {
    let StaffRow { place: _, staff_no, name, unit, birth, phone, post, roles } = row;
    let phone = phone.value().map(|number| hash(number));
    format!("{:?}", (staff_no, name, unit, birth, phone, post, roles))
}

fn grouped(reading: &Reading) -> Vec<Group> {
    let refused = reading.problems.iter().map(|problem| (Weight::Refused, problem));
    let asked = reading.asked.iter().map(|problem| (Weight::Asked, problem));
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<(Weight, String), usize> = HashMap::new();
    for (weight, problem) in refused.chain(asked) {
        let message = problem.message();
        let at = *known.entry((weight, message)).or_insert_with_key(|(_, message)| {
            groups.push(Group { weight, message: message.clone(), places: Vec::new(), count: 0 });
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.count += 1;
        if group.places.len() < PLACES {
            group.places.push(problem.spot());
        }
    }
    groups.truncate(GROUPS);
    groups
}

/// The most places that are named in a text.
const NAMED: usize = 5;

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<&str> = self.places.iter().take(NAMED).map(String::as_str).collect();
        let more = if self.count > NAMED { format!(" 等{}处", self.count) } else { String::new() };
        write!(f, "{}{more}：{}", named.join("、"), self.message)
    }
}
