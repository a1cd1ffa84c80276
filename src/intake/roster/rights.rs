//! Who is given rights by a roster, or loses them: what somebody must see before
//! anything else, and what another administrator must agree to.

use std::collections::HashMap;

use crate::{
    domain::person::Role,
    roster::{
        Roles,
        change::{Change, Changed, Detail, Standing},
        write,
    },
};

/// The rights that a roster gives and takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rights {
    /// A line a person: `赵六（0009）：新职工，给予 管理员`; those about
    /// administrators come first.
    pub lines: Vec<String>,
    /// How many of them are about administrators.
    pub administrators: usize,
}

impl Rights {
    /// Those of a change. `standing` are the people it was compared with.
    pub fn of(change: &Change<'_>, standing: &[Standing]) -> Self {
        let known: HashMap<&str, &Standing> =
            standing.iter().map(|person| (person.staff_no.as_str(), person)).collect();
        let added = change.added.iter().filter_map(|row| {
            let roles = row.roles.value().filter(|roles| !roles.is_empty())?;
            let line = format!("{}（{}）：新职工，给予 {}", row.name, row.staff_no, write::roles(roles));
            Some((rules(roles), line))
        });
        let changed = change.changed.iter().filter_map(|changed| {
            let person = known.get(changed.row.staff_no.as_str())?;
            of_changed(changed, &person.roles)
        });
        let (above, below): (Vec<_>, Vec<_>) = added.chain(changed).partition(|(rules, _)| *rules);
        let administrators = above.len();
        let lines = above.into_iter().chain(below).map(|(_, line)| line).collect();
        Self { lines, administrators }
    }
}

/// Whether one of them is an administrator's.
fn rules(roles: &Roles) -> bool {
    roles.iter().any(|(role, _)| matches!(role, Role::Administrator | Role::Owner))
}

/// What a row does to the rights of somebody who stands, in a line, and whether
/// it is about an administrator.
fn of_changed(changed: &Changed<'_>, held: &Roles) -> Option<(bool, String)> {
    let mut parts = Vec::new();
    let mut is_ruling = false;
    let mut left = held.clone();
    for detail in &changed.details {
        match detail {
            Detail::Roles(from, to) => {
                let (given, taken): (Roles, Roles) =
                    (to.difference(from).cloned().collect(), from.difference(to).cloned().collect());
                is_ruling |= rules(&given) || rules(&taken);
                parts.extend((!given.is_empty()).then(|| format!("给予 {}", write::roles(&given))));
                parts.extend((!taken.is_empty()).then(|| format!("收回 {}", write::roles(&taken))));
                left = left.difference(&taken).chain(&given).cloned().collect();
            }
            // Who has the number may bind as an administrator.
            Detail::Phone(_, true) if rules(held) => {
                is_ruling = true;
                parts.push("管理员的手机号改动".to_owned());
            }
            _ => {}
        }
    }
    if changed.comes_back && !left.is_empty() {
        is_ruling |= rules(&left);
        parts.push(format!("恢复在册，角色 {}", named(&left)));
    }
    let line = format!("{}（{}）：{}", changed.row.name, changed.row.staff_no, parts.join("，"));
    (!parts.is_empty()).then_some((is_ruling, line))
}

/// Roles in words, an owner's too, which no list can give.
fn named(roles: &Roles) -> String {
    let owner = roles.iter().any(|(role, _)| *role == Role::Owner).then(|| "所有者".to_owned());
    let rest = Some(write::roles(roles)).filter(|rest| !rest.is_empty());
    owner.into_iter().chain(rest).collect::<Vec<_>>().join("、")
}
