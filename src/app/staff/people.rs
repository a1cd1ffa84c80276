//! Looking people up by their numbers.

use anyhow::{Context as _, Result, bail};

use crate::{
    domain::person::Role,
    store::{
        Tx,
        staff::{self, Member},
    },
};

/// The person with this number, who was not erased.
pub async fn one(tx: &mut Tx, staff_no: &str) -> Result<Member> {
    let found = staff::by_no(tx, staff_no).await?;
    found.with_context(|| format!("花名册上没有工号 {staff_no}，用 baiti staff list 查看"))
}

/// `张三（0001，市财政局/预算股）`
pub fn named(member: &Member) -> String {
    format!("{}（{}，{}）", member.name, member.staff_no, member.unit_path)
}

/// Refuses what would leave the office without an owner.
pub async fn not_the_last_owner(tx: &mut Tx, member: &Member) -> Result<()> {
    let owns = member.grants.iter().any(|grant| grant.role == Role::Owner);
    if owns && member.active && !member.sample && staff::holders(tx, Role::Owner).await? <= 1 {
        bail!(
            "{} 是唯一的所有者，不能收回。请先用 baiti staff role 工号 owner 指定另一位所有者",
            named(member)
        );
    }
    Ok(())
}
