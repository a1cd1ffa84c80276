//! Carrying a roster out, within one transaction.

use std::collections::HashMap;

use super::{How, people::Person};
use crate::{
    domain::{
        ids::{StaffId, UnitId},
        person::{Grant, Role, UnitPath},
    },
    roster::{
        Entry, Roles, StaffRow,
        change::{Change, Changed, Detail},
    },
    store::{
        Result, StoreError, Tx, audit,
        staff::{self, Details},
        unit,
    },
};

/// What the rows are written with.
pub(super) struct Loading<'a> {
    tx: &'a mut Tx,
    how: &'a How<'a>,
    people: HashMap<&'a str, &'a Person>,
    units: HashMap<UnitPath, UnitId>,
    now: i64,
    /// Whose roles are others now.
    pub menus: Vec<StaffId>,
}

impl<'a> Loading<'a> {
    /// Begins.
    pub fn new(tx: &'a mut Tx, people: &'a [Person], how: &'a How<'a>) -> Self {
        let people = people.iter().map(|person| (person.member.staff_no.as_str(), person)).collect();
        Self { tx, how, people, units: HashMap::new(), now: how.now.0, menus: Vec::new() }
    }

    /// Adds and changes people.
    pub async fn rows(&mut self, change: &Change<'_>) -> Result<()> {
        for row in &change.added {
            self.add(row).await?;
            (self.how.step)();
        }
        for changed in &change.changed {
            self.change(changed).await?;
            (self.how.step)();
        }
        Ok(())
    }

    /// Deactivates who vanished, and says how many. Owners stay; their names are given.
    pub async fn vanished(&mut self, change: &Change<'_>) -> Result<(usize, Vec<String>)> {
        let mut kept = Vec::new();
        for standing in &change.vanished {
            let person = self.person(&standing.staff_no)?;
            if person.roles.iter().any(|(role, _)| *role == Role::Owner) {
                kept.push(format!("{}（{}）", standing.name, standing.staff_no));
                continue;
            }
            staff::set_active(self.tx, person.member.id, false, self.now).await?;
            self.audit(person.member.id, "deactivate", "not in the roster").await?;
        }
        Ok((change.vanished.len() - kept.len(), kept))
    }

    fn person(&self, staff_no: &str) -> Result<&'a Person> {
        self.people.get(staff_no).copied().ok_or_else(|| StoreError::broken("staff", "staff_no", staff_no))
    }

    async fn add(&mut self, row: &StaffRow) -> Result<()> {
        // A made-up person must not hand their number on, nor their roles with it.
        if let Some(sample) = self.people.get(row.staff_no.as_str()) {
            staff::erase(self.tx, sample.member.id, self.now).await?;
        }
        let unit = self.unit(&row.unit).await?;
        let phone = row.phone.value().map(|phone| (self.how.hash)(phone));
        let details = Details {
            name: &row.name,
            unit,
            birth: row.birth.value().copied(),
            post: row.post.value().map(String::as_str),
            phone_hash: phone.as_deref(),
        };
        let id = staff::add(self.tx, &row.staff_no, &details, false, self.now).await?;
        self.audit(id, "staff-add", &row.unit.to_string()).await?;
        let roles = row.roles.value().cloned().unwrap_or_default();
        self.set_roles(id, &Roles::new(), &roles).await
    }

    async fn change(&mut self, changed: &Changed<'_>) -> Result<()> {
        let row = changed.row;
        let member = &self.person(&row.staff_no)?.member;
        let phone = match &row.phone {
            Entry::Value(phone) => Some((self.how.hash)(phone)),
            Entry::Blank => None,
            Entry::NoColumn => member.phone_hash.clone(),
        };
        let post = row.post.clone().over(member.post.clone());
        let details = Details {
            name: &row.name,
            unit: self.unit(&row.unit).await?,
            birth: row.birth.clone().over(member.birth),
            post: post.as_deref(),
            phone_hash: phone.as_deref(),
        };
        staff::set(self.tx, member.id, &details, true, self.now).await?;
        if changed.comes_back {
            self.audit(member.id, "activate", "in the roster again").await?;
        }
        for detail in &changed.details {
            self.note(member.id, detail).await?;
        }
        Ok(())
    }

    /// Notes what matters of a change, and carries the roles out.
    async fn note(&mut self, id: StaffId, detail: &Detail) -> Result<()> {
        match detail {
            Detail::Unit(from, to) => self.audit(id, "unit", &format!("{from} → {to}")).await,
            Detail::Name(from, to) => self.audit(id, "name", &format!("{from} → {to}")).await,
            Detail::Roles(from, to) => {
                self.set_roles(id, from, to).await?;
                self.menus.push(id);
                Ok(())
            }
            Detail::Birth(..) | Detail::Phone(..) | Detail::Post(..) => Ok(()),
        }
    }

    async fn set_roles(&mut self, id: StaffId, from: &Roles, to: &Roles) -> Result<()> {
        for (role, path) in from.difference(to) {
            let unit = self.led(path.as_ref()).await?;
            staff::revoke(self.tx, id, *role, unit).await?;
            self.audit(id, "role-revoke", &told(*role, path.as_ref())).await?;
        }
        for (role, path) in to.difference(from) {
            let unit = self.led(path.as_ref()).await?;
            staff::grant(self.tx, id, Grant { role: *role, unit }).await?;
            self.audit(id, "role-grant", &told(*role, path.as_ref())).await?;
        }
        Ok(())
    }

    async fn led(&mut self, path: Option<&UnitPath>) -> Result<Option<UnitId>> {
        match path {
            Some(path) => self.unit(path).await.map(Some),
            None => Ok(None),
        }
    }

    async fn unit(&mut self, path: &UnitPath) -> Result<UnitId> {
        if let Some(known) = self.units.get(path) {
            return Ok(*known);
        }
        let id = unit::ensure(self.tx, path).await?;
        self.units.insert(path.clone(), id);
        Ok(id)
    }

    async fn audit(&mut self, id: StaffId, action: &str, detail: &str) -> Result<()> {
        audit::append(self.tx, self.now, self.how.by, action, &audit::of_staff(id), detail).await
    }
}

/// How the audit log names a role.
pub fn told(role: Role, unit: Option<&UnitPath>) -> String {
    unit.map_or_else(|| role.word().to_owned(), |unit| format!("{} {unit}", role.word()))
}
