//! `baiti staff role`.

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use super::people::{self, named};
use crate::{
    app::out,
    chat::{house::House, notices},
    domain::{
        ids::UnitId,
        person::{Grant, Role, UnitPath},
    },
    intake::roster::told,
    store::{
        Tx, audit,
        staff::{self, Member},
        unit,
    },
};

/// Gives a role.
pub async fn give(house: &House, staff_no: &str, role: Role, of: Option<UnitPath>) -> Result<ExitCode> {
    makes_sense(role, of.as_ref())?;
    let mut tx = house.store.begin().await?;
    let member = people::one(&mut tx, staff_no).await?;
    if !member.active {
        bail!("{} 已停用，不能给予角色", named(&member));
    }
    let of = match (role, of) {
        (Role::Leader, None) => UnitPath::parse(&member.unit_path),
        (_, of) => of,
    };
    let unit = led(&mut tx, of.as_ref()).await?;
    if member.grants.contains(&Grant { role, unit }) {
        out::line(format!("{} 已经是{}，没有变化。", named(&member), title(role, of.as_ref())))?;
        return Ok(ExitCode::SUCCESS);
    }
    staff::grant(&mut tx, member.id, Grant { role, unit }).await?;
    finish(tx, house, &member, "role-grant", &told(role, of.as_ref())).await?;
    out::line(format!("{} 现在是{}。", named(&member), title(role, of.as_ref())))?;
    Ok(ExitCode::SUCCESS)
}

/// Takes a role away; a leader's of one unit or of all.
pub async fn take(house: &House, staff_no: &str, role: Role, of: Option<UnitPath>) -> Result<ExitCode> {
    makes_sense(role, of.as_ref())?;
    let mut tx = house.store.begin().await?;
    let member = people::one(&mut tx, staff_no).await?;
    if role == Role::Owner {
        people::not_the_last_owner(&mut tx, &member).await?;
    }
    let unit = led(&mut tx, of.as_ref()).await?;
    if staff::revoke(&mut tx, member.id, role, unit).await? == 0 {
        bail!("{} 不是{}，没有可以收回的", named(&member), title(role, of.as_ref()));
    }
    finish(tx, house, &member, "role-revoke", &told(role, of.as_ref())).await?;
    out::line(format!("{} 不再是{}。", named(&member), title(role, of.as_ref())))?;
    Ok(ExitCode::SUCCESS)
}

fn makes_sense(role: Role, of: Option<&UnitPath>) -> Result<()> {
    if role == Role::Staff {
        bail!("在册的人都是职工，不用给予也不能收回；离开的人请用 baiti staff load 停用");
    }
    if of.is_some() && role != Role::Leader {
        bail!("只有领导有单位，请去掉 --unit");
    }
    Ok(())
}

async fn led(tx: &mut Tx, of: Option<&UnitPath>) -> Result<Option<UnitId>> {
    let Some(path) = of else { return Ok(None) };
    let found = unit::find(tx, path).await?;
    found.map(Some).with_context(|| format!("没有单位 {path}，请检查路径（用 baiti staff list 查看）"))
}

async fn finish(mut tx: Tx, house: &House, member: &Member, action: &str, detail: &str) -> Result<()> {
    let subject = audit::of_staff(member.id);
    audit::append(&mut tx, house.clock.now().0, None, action, &subject, detail).await?;
    notices::menus(&mut tx, house, member.id).await?;
    Ok(tx.commit().await?)
}

fn title(role: Role, of: Option<&UnitPath>) -> String {
    let word = match role {
        Role::Staff => "职工",
        Role::Proctor => "监考",
        Role::Leader => "领导",
        Role::Administrator => "管理员",
        Role::Owner => "所有者",
    };
    of.map_or_else(|| word.to_owned(), |of| format!("{word}（{of}）"))
}
