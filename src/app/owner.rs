//! The first owner: a one-time code, printed while nobody owns the office.

use anyhow::Result;
use data_encoding::BASE32_NOPAD;

use super::open::random_bytes;
use crate::{
    chat::{
        OWNER_CODE,
        house::{House, token_hash},
    },
    domain::person::Role,
    store::{meta, staff},
};

/// Prints a fresh code if there is no owner. Earlier codes no longer hold, nor
/// those of other copies of the program.
pub async fn offer(house: &House, bot: &str) -> Result<()> {
    let mut tx = house.store.begin().await?;
    if staff::holders(&mut tx, Role::Owner).await? > 0 {
        return Ok(());
    }
    let letters = BASE32_NOPAD.encode(&random_bytes::<10>()?);
    let code = format!("{}-{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..12], &letters[12..]);
    meta::set(&mut tx, OWNER_CODE, &token_hash(&code)).await?;
    tx.commit().await?;
    println!(
        "还没有所有者。请第一位所有者在 Telegram 里给 @{bot} 发送（以最后显示的口令为准）：\n  /claim {code} 工号 姓名"
    );
    Ok(())
}
