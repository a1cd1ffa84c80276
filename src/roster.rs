//! Staff lists in and out.
//!
//! [`read()`] takes a roster as offices keep it and gives the people in it and
//! every row that it refused, with its place and what to do. [`matching`] finds
//! people without a staff number, [`change::compare`] says what loading would
//! do, and [`mod@write`] gives a list back.

mod birth;
pub mod change;
pub mod headers;
pub mod matching;
mod person;
mod phone;
pub mod problem;
mod reading;
mod roles;
pub mod write;

pub use headers::Column;
pub use problem::{Problem, Reason, Refusal};
pub use reading::{Reading, read};

use crate::domain::person::{Birth, Role, UnitPath};

/// Where a person stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The sheet; empty for a text file.
    pub sheet: String,
    /// The row as Excel shows it, from 1.
    pub row: u32,
}

/// What a file says of something it need not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Entry<T> {
    /// The sheet has no such column: what stands in the database stays.
    #[default]
    NoColumn,
    /// The column is there and the cell is empty: there is none.
    Blank,
    /// This.
    Value(T),
}

impl<T> Entry<T> {
    /// What is given, if anything is.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::NoColumn | Self::Blank => None,
        }
    }

    /// What is true after loading, given what stands.
    pub fn over(self, standing: Option<T>) -> Option<T> {
        match self {
            Self::NoColumn => standing,
            Self::Blank => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// Roles as held: a leader's is tied to a unit.
pub type Roles = std::collections::BTreeSet<(Role, Option<UnitPath>)>;

/// A person as a roster gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Where in the file.
    pub place: Place,
    /// 工号, at most 32 characters without blanks; leading zeros are kept. Empty
    /// only where the file gives none ([`Reading::unnumbered`]).
    pub staff_no: String,
    /// 姓名, at most 40 characters.
    pub name: String,
    /// 单位.
    pub unit: UnitPath,
    /// 出生年月.
    pub birth: Entry<Birth>,
    /// 手机号: 11 digits. To be hashed before it is kept.
    pub phone: Entry<String>,
    /// 职务, at most 100 characters.
    pub post: Entry<String>,
    /// 角色 beyond staff, never owner. A leader's unit is always given.
    pub roles: Entry<Roles>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_column_leaves_what_stands_and_an_empty_cell_does_not() {
        assert_eq!(Entry::NoColumn.over(Some(1)), Some(1));
        assert_eq!(Entry::Blank.over(Some(1)), None);
        assert_eq!(Entry::Value(2).over(Some(1)), Some(2));
        assert_eq!((Entry::Value(2).value(), Entry::<u8>::Blank.value()), (Some(&2), None));
    }
}
