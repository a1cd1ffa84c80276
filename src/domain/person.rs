//! People, their units and what they may do.

use serde::{Deserialize, Serialize};

use super::ids::UnitId;

/// A role (角色). Everyone on the roster is staff; the others come on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 职工
    Staff,
    /// 监考
    Proctor,
    /// 领导, of a unit and all below it
    Leader,
    /// 管理员
    Administrator,
    /// 所有者
    Owner,
}

impl Role {
    /// Every role, from the least to the most.
    pub const ALL: [Self; 5] = [Self::Staff, Self::Proctor, Self::Leader, Self::Administrator, Self::Owner];

    /// The word of the command line and of the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Proctor => "proctor",
            Self::Leader => "leader",
            Self::Administrator => "administrator",
            Self::Owner => "owner",
        }
    }

    /// Reads the English word or the Chinese one of a roster.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "staff" | "职工" | "员工" | "干部" => Some(Self::Staff),
            "proctor" | "监考" | "监考员" => Some(Self::Proctor),
            "leader" | "领导" | "负责人" => Some(Self::Leader),
            "administrator" | "admin" | "管理员" => Some(Self::Administrator),
            "owner" | "所有者" => Some(Self::Owner),
            _ => None,
        }
    }
}

/// A role as it is held: a leader's is tied to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// Of which unit; only for leaders.
    pub unit: Option<UnitId>,
}

/// The path of a unit from the office down: `市财政局/预算股`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPath(Vec<String>);

impl UnitPath {
    /// The most levels of a path.
    pub const MAX_DEPTH: usize = 12;
    /// The most characters of one name.
    pub const MAX_NAME: usize = 60;

    /// Reads a path. Levels are parted by `/` (`／` and `>` too); blanks round
    /// a name are dropped. `None` if there is no name, one is empty or longer
    /// than 60 characters, or there are more than 12 levels.
    pub fn parse(text: &str) -> Option<Self> {
        let names: Vec<String> = text.split(['/', '／', '>']).map(|name| name.trim().to_owned()).collect();
        let fits = |name: &String| !name.is_empty() && name.chars().count() <= Self::MAX_NAME;
        (names.len() <= Self::MAX_DEPTH && names.iter().all(fits)).then_some(Self(names))
    }

    /// The names from the office down.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl std::fmt::Display for UnitPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

/// A birth date as rosters have it: often without the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Birth {
    /// The year, 1900 to 2100.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, where it is known.
    pub day: Option<u8>,
}

impl Birth {
    /// A date that exists, `None` otherwise.
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Option<Self> {
        let of_month =
            chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day.unwrap_or(1)));
        ((1900..=2100).contains(&year) && of_month.is_some()).then_some(Self { year, month, day })
    }

    /// Reads `1985-06` or `1985-06-01`, as the database has it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        parts.next().is_none().then(|| Self::new(year, month, day))?
    }
}

impl std::fmt::Display for Birth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_trees_of_names() {
        let path = UnitPath::parse(" 市财政局 / 预算股").unwrap();
        assert_eq!(path.names(), ["市财政局", "预算股"]);
        assert_eq!(path.to_string(), "市财政局/预算股");
        for wrong in ["", "/", "市财政局/", "a//b", &"长".repeat(61)] {
            assert!(UnitPath::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn births_exist() {
        assert_eq!(Birth::parse("1985-06").unwrap().to_string(), "1985-06");
        assert_eq!(Birth::parse("1985-06-01").unwrap().to_string(), "1985-06-01");
        for wrong in ["1985-13", "1985-02-30", "1885-01", "1985", "1985-06-01-01", "x-y"] {
            assert!(Birth::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn roles_have_one_word_each() {
        for role in Role::ALL {
            assert_eq!(Role::from_word(role.word()), Some(role));
        }
    }
}
