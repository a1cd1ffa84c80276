//! The first run: the banks that come with the program, and for the terminal
//! a made-up person with every role, so that a newcomer can try all of it.

use anyhow::Result;

use crate::{
    bank,
    chat::{house::House, incoming::Channel},
    domain::{
        ids::StaffId,
        lang::Lang,
        person::{Grant, Role, UnitPath},
    },
    intake,
    store::{
        account, bank as banks,
        staff::{self, Details},
        unit,
    },
};

/// The made-up person's staff number.
pub const SAMPLE_NO: &str = "0001";

/// Loads the banks that come with the program into a database that has none.
pub async fn load_own_banks(house: &House) -> Result<()> {
    if has_banks(house).await? {
        return Ok(());
    }
    let rules = bank::Rules { topics: house.rules.topics.clone(), today: house.day(house.clock.now()) };
    let reading = bank::read(&bank::embedded::sources(), &rules);
    match intake::banks::load(&house.store, &reading.banks, house.clock.now()).await {
        // Another copy of the program has just done it.
        Err(_) if has_banks(house).await? => Ok(()),
        loaded => Ok(loaded?),
    }
}

async fn has_banks(house: &House) -> Result<bool> {
    let mut tx = house.store.read().await?;
    Ok(!banks::list(&mut tx).await?.is_empty())
}

/// The made-up person with every role, made if the roster is empty; bound to
/// the terminal.
pub async fn welcome_sample(house: &House) -> Result<Option<StaffId>> {
    let now = house.clock.now().0;
    let mut tx = house.store.begin().await?;
    let known = staff::by_no(&mut tx, SAMPLE_NO).await?;
    let id = match known {
        Some(member) if member.active && member.sample => member.id,
        Some(_) => return Ok(None),
        None if staff::count(&mut tx).await? > 0 => return Ok(None),
        None => {
            let path = UnitPath::parse("示范单位/办公室").expect("a path");
            let unit = unit::ensure(&mut tx, &path).await?;
            let details =
                Details { name: "张明", unit, birth: None, post: Some("办事员"), phone_hash: None };
            let id = staff::add(&mut tx, SAMPLE_NO, &details, true, now).await?;
            for role in [Role::Proctor, Role::Leader, Role::Administrator, Role::Owner] {
                let unit = (role == Role::Leader).then_some(unit);
                staff::grant(&mut tx, id, Grant { role, unit }).await?;
            }
            id
        }
    };
    bind_to_terminal(&mut tx, id, now).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// Binds a person to the terminal, under the number of their own.
pub async fn bind_to_terminal(tx: &mut crate::store::Tx, id: StaffId, now: i64) -> crate::store::Result<()> {
    let channel = Channel::Terminal.word();
    if account::on_channel(tx, channel, id).await?.is_none() {
        account::bind(tx, channel, id.0, id, Lang::Zh, now).await?;
    }
    Ok(())
}
