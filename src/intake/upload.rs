//! How long a file that was sent is kept: until it is decided, and a staff list
//! for a day at most. What stays of it holds nobody's name or number.

use super::plan::Plan;
use crate::{
    domain::ids::{FileId, UploadId},
    store::{Result, Tx, file, upload},
};

/// Keeps how a file stands, if it still has this version; whether it had. Once
/// nothing will be done with it any more, its content goes.
pub async fn keep(tx: &mut Tx, id: UploadId, plan: &mut Plan, version: i64) -> Result<bool> {
    let content = if plan.stage.is_over() { plan.forget() } else { None };
    if !upload::set(tx, id, &plan.write(), plan.stage.may_hold_people(), version).await? {
        return Ok(false);
    }
    remove(tx, content).await?;
    Ok(true)
}

/// Forgets the staff lists that came before then and aren't loaded, and what is
/// not read yet and may be one.
pub async fn forget_people(tx: &mut Tx, before: i64) -> Result<()> {
    for (id, plan) in upload::with_people(tx, before).await? {
        let content = Plan::read(&plan).and_then(|plan| plan.content);
        upload::remove(tx, id).await?;
        remove(tx, content).await?;
    }
    Ok(())
}

async fn remove(tx: &mut Tx, content: Option<i64>) -> Result<()> {
    match content {
        Some(content) => file::remove(tx, FileId(content)).await,
        None => Ok(()),
    }
}
