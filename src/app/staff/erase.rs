//! `baiti staff erase` and `baiti staff release`.

use std::process::ExitCode;

use anyhow::{Result, bail};

use super::people::{self, named};
use crate::{
    app::{ask, cli::Ask, out},
    chat::{house::House, notices},
    intake::upload,
    store::{account, audit, staff},
};

/// Makes a person nobody; the counts stay.
pub async fn run(house: &House, staff_no: &str, ask: Ask) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let member = people::one(&mut tx, staff_no).await?;
    people::not_the_last_owner(&mut tx, &member).await?;
    drop(tx);
    out::line(format!("注销 {}：", named(&member)))?;
    out::line(
        "  抹去：工号、姓名、出生年月、职务、手机号、角色、绑定的账号、邀请、写过的报错理由；不能恢复。",
    )?;
    out::line("  还会清掉：发给机器人、还没有导入的文件，要用的请重新发送。")?;
    out::line("  保留：作答和积分（不再有名字），所在单位的统计不变。")?;
    if !ask::confirm(ask, "确定注销吗？")? {
        return Ok(ExitCode::SUCCESS);
    }
    let mut tx = house.store.begin().await?;
    let member = people::one(&mut tx, staff_no).await?;
    people::not_the_last_owner(&mut tx, &member).await?;
    let addresses = account::addresses(&mut tx, member.id).await?;
    let now = house.clock.now().0;
    staff::erase(&mut tx, member.id, now).await?;
    // A list that waits to be loaded may hold this person too.
    upload::forget_people(&mut tx, i64::MAX).await?;
    notices::plain_menus(&mut tx, house, &addresses).await?;
    audit::append(&mut tx, now, None, "erase", &audit::of_staff(member.id), "").await?;
    tx.commit().await?;
    out::line("已注销。备份文件里可能还有这个人的信息，请按规定处理旧备份。")?;
    Ok(ExitCode::SUCCESS)
}

/// Releases a person's accounts, so that another can be bound.
pub async fn release(house: &House, staff_no: &str) -> Result<ExitCode> {
    let mut tx = house.store.begin().await?;
    let member = people::one(&mut tx, staff_no).await?;
    let addresses = account::addresses(&mut tx, member.id).await?;
    notices::plain_menus(&mut tx, house, &addresses).await?;
    if account::release_all(&mut tx, member.id).await? == 0 {
        bail!("{} 还没有绑定，不用解除", named(&member));
    }
    let subject = audit::of_staff(member.id);
    audit::append(&mut tx, house.clock.now().0, None, "release", &subject, "").await?;
    tx.commit().await?;
    out::line(format!("已解除 {} 的绑定。重新邀请：baiti staff invite {staff_no}", named(&member)))?;
    Ok(ExitCode::SUCCESS)
}
