//! Marking the answers to a question again after its key was corrected, and
//! telling those affected.

use crate::{
    chat::{house::House, notices},
    domain::{
        ids::{QuestionId, StaffId},
        points::Points,
    },
    store::{
        Result, StoreError, question,
        rebuild::{self, Difference, Keys},
        response,
    },
};

/// Marks all answers to a question again, a person a transaction, so that the
/// bot goes on answering meanwhile. Run twice, it changes nothing more.
pub async fn run(house: &House, subject: &str, mut progress: impl FnMut(usize, usize)) -> Result<()> {
    let question = subject.parse().map_err(|_| StoreError::broken("job", "subject", subject))?;
    let question = QuestionId(question);
    let mut tx = house.store.read().await?;
    let affected = response::staff_of_question(&mut tx, question).await?;
    drop(tx);
    for (done, staff) in affected.iter().enumerate() {
        progress(done, affected.len());
        one(house, question, *staff).await?;
    }
    Ok(())
}

async fn one(house: &House, id: QuestionId, staff: StaffId) -> Result<()> {
    let mut tx = house.store.begin().await?;
    let difference = rebuild::staff(&mut tx, staff, &house.rules, &mut Keys::default()).await?;
    if difference != Difference::default() && (difference.remarked > 0 || difference.points != Points::ZERO) {
        let (_, content) = question::current(&mut tx, id).await?;
        notices::remarked(&mut tx, house, staff, &content, difference).await?;
    }
    tx.commit().await
}
