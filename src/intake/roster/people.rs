//! People as they stand in the database, in the terms of a roster.

use std::collections::HashMap;

use crate::{
    domain::{
        ids::UnitId,
        person::{Grant, UnitPath},
    },
    roster::{Roles, change::Standing},
    store::{
        Result, StoreError, Tx,
        staff::{self, Member},
        unit,
    },
};

/// A person with the paths of what they lead.
pub struct Person {
    /// The row.
    pub member: Member,
    /// Where they are.
    pub unit: UnitPath,
    /// Roles beyond staff.
    pub roles: Roles,
}

impl Person {
    /// In the terms of a roster.
    pub fn standing(&self) -> Standing {
        Standing {
            staff_no: self.member.staff_no.clone(),
            name: self.member.name.clone(),
            unit: self.unit.clone(),
            birth: self.member.birth,
            phone: self.member.phone_hash.clone(),
            post: self.member.post.clone(),
            roles: self.roles.clone(),
            active: self.member.active,
        }
    }
}

/// Everyone who was not erased, made-up people included.
pub async fn all(tx: &mut Tx) -> Result<Vec<Person>> {
    let members = staff::list(tx).await?;
    let mut paths = HashMap::new();
    let mut people = Vec::with_capacity(members.len());
    for member in members {
        let mut roles = Roles::new();
        for grant in &member.grants {
            roles.insert((grant.role, path_of(tx, &mut paths, grant).await?));
        }
        let unit = parsed(&member.unit_path, member.unit)?;
        people.push(Person { member, unit, roles });
    }
    Ok(people)
}

async fn path_of(
    tx: &mut Tx,
    paths: &mut HashMap<UnitId, UnitPath>,
    grant: &Grant,
) -> Result<Option<UnitPath>> {
    let Some(id) = grant.unit else { return Ok(None) };
    if let Some(known) = paths.get(&id) {
        return Ok(Some(known.clone()));
    }
    let path = parsed(&unit::path(tx, id).await?, id)?;
    paths.insert(id, path.clone());
    Ok(Some(path))
}

fn parsed(path: &str, id: UnitId) -> Result<UnitPath> {
    UnitPath::parse(path).ok_or_else(|| StoreError::broken("unit", "path", id))
}
