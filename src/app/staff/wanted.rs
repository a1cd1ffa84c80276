//! Whom to invite.

use std::collections::HashSet;

use anyhow::{Result, bail};

use crate::{
    chat::incoming::Channel,
    domain::ids::StaffId,
    store::{
        Tx, account, invitation,
        staff::{self, Member},
    },
};

/// The people to invite, and what should be known before.
pub struct Wanted {
    /// Whom.
    pub people: Vec<Member>,
    /// Those among them who are bound: the invitation binds them anew.
    pub bound: Vec<String>,
    /// Those among them with an invitation that was not used yet: it will hold
    /// no longer.
    pub waiting: Vec<String>,
}

/// The people with these numbers, or all who are not bound.
pub async fn wanted(tx: &mut Tx, numbers: &[String], now: i64) -> Result<Wanted> {
    let bound = account::holders(tx, Channel::Telegram.word()).await?;
    let everyone = staff::list(tx).await?;
    let here = everyone.into_iter().filter(|member| member.active && !member.sample);
    let people: Vec<Member> = if numbers.is_empty() {
        here.filter(|member| !bound.contains(&member.id)).collect()
    } else {
        let wished: HashSet<&str> = numbers.iter().map(String::as_str).collect();
        here.filter(|member| wished.contains(member.staff_no.as_str())).collect()
    };
    all_found(numbers, &people)?;
    let waiting: HashSet<StaffId> = invitation::waiting(tx, now).await?.into_iter().collect();
    let names = |which: &dyn Fn(&Member) -> bool| -> Vec<String> {
        people.iter().filter(|member| which(member)).map(name).collect()
    };
    Ok(Wanted {
        bound: names(&|member| bound.contains(&member.id)),
        waiting: names(&|member| waiting.contains(&member.id)),
        people,
    })
}

fn all_found(numbers: &[String], people: &[Member]) -> Result<()> {
    let found: HashSet<&str> = people.iter().map(|member| member.staff_no.as_str()).collect();
    let missing: Vec<&str> =
        numbers.iter().map(String::as_str).filter(|number| !found.contains(number)).collect();
    if !missing.is_empty() {
        bail!("花名册上没有在册的工号 {}，没有生成邀请。用 baiti staff list 查看", missing.join("、"));
    }
    Ok(())
}

fn name(member: &Member) -> String {
    format!("{}（{}）", member.name, member.staff_no)
}
