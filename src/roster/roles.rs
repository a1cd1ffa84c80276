//! Reads the words of the role column: `领导（市财政局/预算股）、监考`.

use super::{Reason, Roles};
use crate::domain::person::{Role, UnitPath};

/// The roles beyond staff. A leader without a unit in brackets leads their own.
pub(super) fn read(text: &str, own: Option<&UnitPath>) -> Result<Roles, Reason> {
    let mut roles = Roles::new();
    for word in words(text) {
        match role(&word, own)? {
            (Role::Staff, _) => {}
            (Role::Owner, _) => return Err(Reason::Owner),
            held => {
                roles.insert(held);
            }
        }
    }
    Ok(roles)
}

/// Parts a list at `、，,;；/` and blanks, but not within brackets.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut depth = 0_u32;
    // `领导 (市财政局)` is one word too.
    for c in text.replace(" (", "(").replace(" （", "（").chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = depth == 0 && (c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；' | '/'));
        match words.last_mut() {
            Some(word) if !parts => word.push(c),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn role(word: &str, own: Option<&UnitPath>) -> Result<(Role, Option<UnitPath>), Reason> {
    let (name, unit) = match word.split_once(['(', '（']) {
        Some((name, rest)) => (name, Some(rest.trim_end_matches([')', '）']))),
        None => (word, None),
    };
    let role = Role::from_word(&name.to_lowercase()).ok_or_else(|| Reason::NoRole(word.to_owned()))?;
    match (role, unit) {
        (Role::Leader, Some(unit)) => {
            let unit = UnitPath::parse(unit).ok_or_else(|| Reason::NoLeadersUnit(word.to_owned()))?;
            Ok((role, Some(unit)))
        }
        (Role::Leader, None) => Ok((role, own.cloned())),
        (_, None) => Ok((role, None)),
        (_, Some(_)) => Err(Reason::UnitWithoutLeader(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(path: &str) -> Option<UnitPath> {
        UnitPath::parse(path)
    }

    fn of(text: &str) -> Result<Vec<(Role, Option<UnitPath>)>, Reason> {
        read(text, unit("市财政局/国库股").as_ref()).map(|roles| roles.into_iter().collect())
    }

    #[test]
    fn roles_come_in_lists() {
        let both = vec![(Role::Proctor, None), (Role::Administrator, None)];
        for text in [
            "监考、管理员",
            "管理员,监考员",
            "proctor; Admin",
            "职工/监考/管理员",
            "监考 管理员",
            "监考，监考；管理员",
        ] {
            assert_eq!(of(text), Ok(both.clone()), "{text}");
        }
        assert_eq!(of("职工"), Ok(vec![]));
    }

    #[test]
    fn a_leader_leads_a_unit() {
        assert_eq!(of("领导"), Ok(vec![(Role::Leader, unit("市财政局/国库股"))]));
        for text in [
            "领导(市财政局/预算股)",
            "领导（市财政局／预算股）",
            "领导 (市财政局/预算股)",
            "监考、领导(市财政局/预算股)",
        ] {
            assert!(of(text).unwrap().contains(&(Role::Leader, unit("市财政局/预算股"))), "{text}");
        }
        assert_eq!(of("领导(市财政局)、领导(市税务局)").unwrap().len(), 2);
    }

    #[test]
    fn what_a_roster_can_not_give_is_refused() {
        assert_eq!(of("所有者"), Err(Reason::Owner));
        assert_eq!(of("班长"), Err(Reason::NoRole("班长".into())));
        assert_eq!(of("领导(/)"), Err(Reason::NoLeadersUnit("领导(/)".into())));
        assert_eq!(of("监考(市财政局)"), Err(Reason::UnitWithoutLeader("监考(市财政局)".into())));
    }
}
