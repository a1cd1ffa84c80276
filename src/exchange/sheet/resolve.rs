//! What the headers of a row say together.

use std::collections::BTreeMap;

use super::{
    content::SAMPLE,
    field::Field,
    headers::{Known, Mark, Name},
};
use crate::table::Row;

/// Two columns with one meaning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rivals(u32, u32);

impl Rivals {
    /// Whether they say different things, so that it matters which is meant.
    pub(super) fn differ(self, rows: &[Row]) -> bool {
        rows.iter().take(SAMPLE).any(|row| {
            let (one, other) = (row.cell(self.0), row.cell(self.1));
            !one.is_empty() && !other.is_empty() && one != other
        })
    }
}

/// A column with the header it has and what that says.
struct Column {
    at: u32,
    known: Known,
}

/// What the columns hold, and which had to stand back behind which.
pub(super) fn resolve(texts: &[(u32, String)]) -> (BTreeMap<u32, Field>, Vec<Rivals>) {
    let named = |(at, text): &(u32, String)| Name::of(text).map(|known| Column { at: *at, known });
    let columns: Vec<Column> = texts.iter().filter_map(named).collect();
    let beside = Beside::of(&columns);
    let mut placed: BTreeMap<Field, &Column> = BTreeMap::new();
    let (mut found, mut rivals) = (BTreeMap::new(), Vec::new());
    for column in &columns {
        let Some(field) = beside.field(column) else { continue };
        if let Some(there) = placed.get(&field).filter(|_| !field.is_many()) {
            let equal = there.known.rank == column.known.rank;
            if matches!(field, Field::Key(_)) || (field == Field::Stem && equal) {
                rivals.push(Rivals(there.at, column.at));
            }
            if (there.known.rank, there.at) < (column.known.rank, column.at) {
                continue;
            }
            found.remove(&there.at);
        }
        placed.insert(field, column);
        found.insert(column.at, field);
    }
    (found, rivals)
}

/// What the headers of a row say together.
struct Beside {
    names: Vec<Name>,
    /// The columns that are called `选项` and nothing more.
    options: Vec<u32>,
}

impl Beside {
    fn of(columns: &[Column]) -> Self {
        let plain = columns.iter().filter(|column| column.known.name == Name::Field(Field::Options));
        let options: Vec<u32> = plain.map(|column| column.at).collect();
        let names: Vec<Name> = columns.iter().map(|column| column.known.name).collect();
        let numbered = names.iter().any(|name| matches!(name, Name::Field(Field::Option(_))));
        Self { names, options: if numbered { Vec::new() } else { options } }
    }

    fn has(&self, field: Field) -> bool {
        self.names.contains(&Name::Field(field))
    }

    fn are_letters(&self) -> bool {
        self.names.contains(&Name::Letter(0)) && self.names.contains(&Name::Letter(1))
    }

    fn field(&self, column: &Column) -> Option<Field> {
        match column.known.name {
            Name::Field(Field::Options) => self.options(column.at),
            Name::Field(Field::Substem) if !self.has(Field::Stem) => Some(Field::Stem),
            Name::Field(field) => Some(field),
            Name::Letter(at) => self.are_letters().then_some(Field::Option(at)),
            Name::Answer(Mark { at, is_letter }) if is_letter || self.has(Field::Key(0)) => {
                Some(Field::Option(at))
            }
            Name::Answer(Mark { at, .. }) => Some(Field::Key(at)),
        }
    }

    /// `选项` over several columns: an option each. With options of their own
    /// besides it is only a title.
    fn options(&self, at: u32) -> Option<Field> {
        let place = self.options.iter().position(|column| *column == at)?;
        match self.options.len() {
            _ if self.has(Field::IsRight) => Some(Field::OptionText),
            1 => Some(Field::Options),
            _ => u8::try_from(place).ok().filter(|at| *at < 26).map(Field::Option),
        }
    }
}
