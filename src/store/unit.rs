//! Units: a tree of any depth.

use super::{Result, StoreError, Tx};
use crate::domain::{ids::UnitId, person::UnitPath};

/// A unit of the office.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Which.
    pub id: UnitId,
    /// Its path.
    pub path: String,
    /// The ids from the office down to it: `/1/5/`.
    pub lineage: String,
}

impl Unit {
    /// Whether it is the other unit, or below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.lineage.starts_with(&other.lineage)
    }
}

/// The unit of a path; it and what is missing above it is made.
pub async fn ensure(tx: &mut Tx, path: &UnitPath) -> Result<UnitId> {
    let mut parent: Option<(i64, String)> = None;
    let mut walked = String::new();
    for name in path.names() {
        if !walked.is_empty() {
            walked.push('/');
        }
        walked.push_str(name);
        let found: Option<(i64, String)> = fetch_optional!(tx, sql!("unit_by_path"), &walked);
        parent = Some(match found {
            Some(unit) => unit,
            None => add(tx, parent.as_ref(), name, &walked).await?,
        });
    }
    parent.map(|(id, _)| UnitId(id)).ok_or_else(|| StoreError::broken("unit", "path", path))
}

async fn add(tx: &mut Tx, parent: Option<&(i64, String)>, name: &str, path: &str) -> Result<(i64, String)> {
    let parent_id = parent.map(|(id, _)| *id);
    let (id,): (i64,) = fetch_one!(tx, sql!("unit_add"), parent_id, name, path);
    let lineage = format!("{}{id}/", parent.map_or("/", |(_, lineage)| lineage));
    execute!(tx, sql!("unit_set_lineage"), id, &lineage);
    Ok((id, lineage))
}

/// The unit of a path, if there is one.
pub async fn find(tx: &mut Tx, path: &UnitPath) -> Result<Option<UnitId>> {
    let row: Option<(i64, String)> = fetch_optional!(tx, sql!("unit_by_path"), path.to_string());
    Ok(row.map(|(id, _)| UnitId(id)))
}

/// A unit, if there is one.
pub async fn get(tx: &mut Tx, unit: UnitId) -> Result<Option<Unit>> {
    let row: Option<(i64, String, String)> = fetch_optional!(tx, sql!("unit_get"), unit.0);
    Ok(row.map(|(id, path, lineage)| Unit { id: UnitId(id), path, lineage }))
}

/// The path of a unit.
pub async fn path(tx: &mut Tx, unit: UnitId) -> Result<String> {
    let (path,): (String,) = fetch_one!(tx, sql!("unit_path"), unit.0);
    Ok(path)
}

/// The ids from the office down to a unit: `/1/5/`.
pub async fn lineage(tx: &mut Tx, unit: UnitId) -> Result<String> {
    let (lineage,): (String,) = fetch_one!(tx, sql!("unit_lineage"), unit.0);
    Ok(lineage)
}
