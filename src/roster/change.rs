//! What loading a roster would change: nothing is loaded before it was shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Reading, Roles, StaffRow};
use crate::domain::person::{Birth, Role, UnitPath};

/// A person as they stand in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位
    pub unit: UnitPath,
    /// 出生年月
    pub birth: Option<Birth>,
    /// The hash of the phone number, opaque here.
    pub phone: Option<String>,
    /// 职务
    pub post: Option<String>,
    /// Roles held; owner may be among them and is left alone.
    pub roles: Roles,
    /// Whether they are on the roster now, or were deactivated.
    pub active: bool,
}

/// What a row would change of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// 姓名, from and to.
    Name(String, String),
    /// 单位: the person moves.
    Unit(UnitPath, UnitPath),
    /// 出生年月
    Birth(Option<Birth>, Option<Birth>),
    /// 手机号: whether there was one, and whether there will be.
    Phone(bool, bool),
    /// 职务
    Post(Option<String>, Option<String>),
    /// 角色
    Roles(Roles, Roles),
}

/// A person whom a row changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed<'a> {
    /// The row.
    pub row: &'a StaffRow,
    /// What is different; empty for somebody who only comes back.
    pub details: Vec<Detail>,
    /// Whether they were deactivated and come back.
    pub comes_back: bool,
}

impl Changed<'_> {
    /// Whether they move to another unit.
    pub fn moves(&self) -> bool {
        self.details.iter().any(|detail| matches!(detail, Detail::Unit(..)))
    }
}

/// All that loading would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change<'a> {
    /// New people.
    pub added: Vec<&'a StaffRow>,
    /// People of whom something is different, or who come back.
    pub changed: Vec<Changed<'a>>,
    /// People as they are.
    pub unchanged: Vec<&'a StaffRow>,
    /// Active people whom the file doesn't mention, not even in a refused row.
    pub vanished: Vec<&'a Standing>,
}

/// Compares a roster with the people who stand. `hash` makes of a phone number
/// what [`Standing::phone`] has.
pub fn compare<'a>(
    standing: &'a [Standing],
    reading: &'a Reading,
    hash: impl Fn(&str) -> String,
) -> Change<'a> {
    let known: BTreeMap<&str, &Standing> =
        standing.iter().map(|person| (person.staff_no.as_str(), person)).collect();
    let mut change = Change::default();
    for row in &reading.rows {
        let Some(person) = known.get(row.staff_no.as_str()) else {
            change.added.push(row);
            continue;
        };
        let details = details(person, row, &hash);
        if details.is_empty() && person.active {
            change.unchanged.push(row);
        } else {
            change.changed.push(Changed { row, details, comes_back: !person.active });
        }
    }
    let listed: BTreeSet<&str> = reading.rows.iter().map(|row| row.staff_no.as_str()).collect();
    let mentioned = |person: &&Standing| {
        listed.contains(person.staff_no.as_str()) || reading.refused.contains(&person.staff_no)
    };
    change.vanished = standing.iter().filter(|person| person.active && !mentioned(person)).collect();
    change
}

fn details(person: &Standing, row: &StaffRow, hash: impl Fn(&str) -> String) -> Vec<Detail> {
    let birth = row.birth.clone().over(person.birth);
    let post = row.post.clone().over(person.post.clone());
    let had = listed(&person.roles);
    let roles = row.roles.clone().over(Some(had.clone())).unwrap_or_default();
    let phone = match &row.phone {
        Entry::NoColumn => person.phone.clone(),
        Entry::Blank => None,
        Entry::Value(number) => Some(hash(number)),
    };
    let all = [
        (row.name != person.name).then(|| Detail::Name(person.name.clone(), row.name.clone())),
        (row.unit != person.unit).then(|| Detail::Unit(person.unit.clone(), row.unit.clone())),
        (birth != person.birth).then_some(Detail::Birth(person.birth, birth)),
        (phone != person.phone).then_some(Detail::Phone(person.phone.is_some(), phone.is_some())),
        (post != person.post).then(|| Detail::Post(person.post.clone(), post)),
        (roles != had).then_some(Detail::Roles(had, roles)),
    ];
    all.into_iter().flatten().collect()
}

/// The roles that a roster may give: everyone is staff, and owners are made elsewhere.
fn listed(roles: &Roles) -> Roles {
    roles.iter().filter(|(role, _)| !matches!(role, Role::Staff | Role::Owner)).cloned().collect()
}

/// How many of the vanished are named.
const NAMED: usize = 10;

impl Change<'_> {
    /// Whether loading would do nothing (those who vanished stay in any case).
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty()
    }

    /// How many move to another unit.
    pub fn moved(&self) -> usize {
        self.changed.iter().filter(|changed| changed.moves()).count()
    }

    /// How many come back.
    pub fn reactivated(&self) -> usize {
        self.changed.iter().filter(|changed| changed.comes_back).count()
    }

    /// One line for the administrator.
    pub fn summary(&self) -> String {
        let among = [("调动", self.moved()), ("恢复", self.reactivated())];
        let among: Vec<String> = among
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word} {count} 人"))
            .collect();
        let among =
            if among.is_empty() { String::new() } else { format!("（其中{}）", among.join("、")) };
        let vanished: Vec<String> = self
            .vanished
            .iter()
            .take(NAMED)
            .map(|person| format!("{}（{}）", person.name, person.staff_no))
            .collect();
        let more = if self.vanished.len() > NAMED { "等" } else { "" };
        let names =
            if vanished.is_empty() { String::new() } else { format!("：{}{more}", vanished.join("、")) };
        format!(
            "新增 {} 人，变更 {} 人{among}，不变 {} 人，名单中没有的 {} 人{names}",
            self.added.len(),
            self.changed.len(),
            self.unchanged.len(),
            self.vanished.len(),
        )
    }
}

/// One line for a changed person: `张三（0001）：单位 市财政局/预算股 → 市财政局/国库股`.
impl std::fmt::Display for Changed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let back = self.comes_back.then(|| "恢复".to_owned());
        let all: Vec<String> = back.into_iter().chain(self.details.iter().map(ToString::to_string)).collect();
        write!(f, "{}（{}）：{}", self.row.name, self.row.staff_no, all.join("，"))
    }
}

impl std::fmt::Display for Detail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let none = || "无".to_owned();
        let has = |has: bool| if has { "有" } else { "无" };
        match self {
            Self::Name(from, to) => write!(f, "姓名 {from} → {to}"),
            Self::Unit(from, to) => write!(f, "单位 {from} → {to}"),
            Self::Birth(from, to) => {
                let text = |birth: &Option<Birth>| birth.map_or_else(none, |birth| birth.to_string());
                write!(f, "出生年月 {} → {}", text(from), text(to))
            }
            Self::Phone(true, true) => f.write_str("手机号换了"),
            Self::Phone(from, to) => write!(f, "手机号 {} → {}", has(*from), has(*to)),
            Self::Post(from, to) => {
                let text = |post: &Option<String>| post.clone().unwrap_or_else(none);
                write!(f, "职务 {} → {}", text(from), text(to))
            }
            Self::Roles(from, to) => write!(f, "角色 {} → {}", roles_text(from), roles_text(to)),
        }
    }
}

fn roles_text(roles: &Roles) -> String {
    if roles.is_empty() { "职工".to_owned() } else { super::write::roles(roles) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Place;

    fn unit(path: &str) -> UnitPath {
        UnitPath::parse(path).unwrap()
    }

    fn row(staff_no: &str, name: &str) -> StaffRow {
        StaffRow {
            place: Place { sheet: String::new(), row: 2 },
            staff_no: staff_no.into(),
            name: name.into(),
            unit: unit("市财政局/预算股"),
            birth: Entry::NoColumn,
            phone: Entry::NoColumn,
            post: Entry::NoColumn,
            roles: Entry::NoColumn,
        }
    }

    fn standing(staff_no: &str, name: &str) -> Standing {
        Standing {
            staff_no: staff_no.into(),
            name: name.into(),
            unit: unit("市财政局/预算股"),
            birth: Birth::new(1985, 6, None),
            phone: Some("#13812345678".into()),
            post: Some("科员".into()),
            roles: Roles::from([(Role::Owner, None), (Role::Proctor, None), (Role::Staff, None)]),
            active: true,
        }
    }

    fn hash(phone: &str) -> String {
        format!("#{phone}")
    }

    fn reading(rows: Vec<StaffRow>) -> Reading {
        Reading { rows, ..Reading::default() }
    }

    fn details_of(row: StaffRow) -> Vec<Detail> {
        let (people, reading) = (vec![standing("1", "张三")], reading(vec![row]));
        compare(&people, &reading, hash)
            .changed
            .first()
            .map(|changed| changed.details.clone())
            .unwrap_or_default()
    }

    #[test]
    fn columns_that_are_absent_change_nothing() {
        assert_eq!(details_of(row("1", "张三")), []);
    }

    #[test]
    fn empty_cells_take_away_but_never_the_owner() {
        let blank = StaffRow {
            birth: Entry::Blank,
            phone: Entry::Blank,
            post: Entry::Blank,
            roles: Entry::Blank,
            ..row("1", "张三")
        };
        let proctor = Roles::from([(Role::Proctor, None)]);
        let expected = [
            Detail::Birth(Birth::new(1985, 6, None), None),
            Detail::Phone(true, false),
            Detail::Post(Some("科员".into()), None),
            Detail::Roles(proctor.clone(), Roles::new()),
        ];
        assert_eq!(details_of(blank), expected);
        assert_eq!(details_of(StaffRow { roles: Entry::Value(proctor), ..row("1", "张三") }), []);
    }

    #[test]
    fn phones_are_compared_by_hash() {
        let with = |phone: &str| StaffRow { phone: Entry::Value(phone.into()), ..row("1", "张三") };
        assert_eq!(details_of(with("13812345678")), []);
        assert_eq!(details_of(with("13900000000")), [Detail::Phone(true, true)]);
    }

    #[test]
    fn everyone_is_counted_once_and_summed_up() {
        let mut gone = standing("9", "钱九");
        let mut old = standing("3", "王五");
        old.active = false;
        gone.name = "钱九".into();
        let mut left_before = standing("8", "孙八");
        left_before.active = false;
        let people =
            vec![standing("1", "张三"), standing("2", "李四"), old, gone, left_before, standing("7", "周七")];
        let moved = StaffRow { unit: unit("市财政局/国库股"), ..row("2", "李四") };
        let mut reading = reading(vec![row("1", "张三"), moved, row("3", "王五"), row("4", "赵六")]);
        reading.refused.insert("7".into());
        let change = compare(&people, &reading, hash);
        assert_eq!(
            change.summary(),
            "新增 1 人，变更 2 人（其中调动 1 人、恢复 1 人），不变 1 人，名单中没有的 1 人：钱九（9）"
        );
        let lines: Vec<String> = change.changed.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["李四（2）：单位 市财政局/预算股 → 市财政局/国库股", "王五（3）：恢复"]);
    }

    #[test]
    fn a_long_list_of_vanished_is_cut() {
        let people: Vec<Standing> = (0..12).map(|n| standing(&n.to_string(), "某人")).collect();
        let reading = reading(vec![]);
        let change = compare(&people, &reading, hash);
        assert!(change.is_empty() && change.summary().ends_with("某人（9）等"), "{}", change.summary());
    }

    #[test]
    fn details_are_told_in_words() {
        let leader = Roles::from([(Role::Leader, Some(unit("市财政局")))]);
        for (detail, text) in [
            (Detail::Name("张三".into(), "张山".into()), "姓名 张三 → 张山"),
            (Detail::Birth(None, Birth::new(1990, 1, None)), "出生年月 无 → 1990-01"),
            (Detail::Phone(true, true), "手机号换了"),
            (Detail::Phone(false, true), "手机号 无 → 有"),
            (Detail::Post(None, Some("科长".into())), "职务 无 → 科长"),
            (Detail::Roles(Roles::new(), leader), "角色 职工 → 领导（市财政局）"),
        ] {
            assert_eq!(detail.to_string(), text);
        }
    }
}
