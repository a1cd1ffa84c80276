//! Looking at a paper again after the exam: what was right, and what was decided
//! of it.

use super::mark;
use crate::{
    domain::{
        exam::ruling::{Ruling, Scheme, Scored},
        question::Question,
    },
    store::{Result, StoreError, Tx, exam::ExamRow, ruling, sitting::Sitting},
};

/// A question of a paper, as it counted.
#[derive(Debug)]
pub struct Reviewed {
    /// The question with the key by which it was marked.
    pub question: Question,
    /// What was decided of it.
    pub ruling: Option<Ruling>,
    /// What the answer was worth.
    pub scored: Scored,
}

/// The question at a place of a paper; `None` if there is none.
pub async fn question(
    tx: &mut Tx,
    row: &ExamRow,
    sitting: &Sitting,
    place: usize,
) -> Result<Option<Reviewed>> {
    let items = sitting.paper.items().iter().zip(sitting.work.entries());
    let Some((item, entry)) = items.skip(place).map(|(item, entry)| (*item, entry)).next() else {
        return Ok(None);
    };
    let keys = match &row.keys {
        Some(keys) => mark::fixed(tx, keys, &[item]).await?,
        None => mark::in_force(tx, &[item]).await?.1,
    };
    let rulings = ruling::of_exam(tx, row.id).await?;
    let scheme = Scheme { keys: &keys, rulings: &rulings, multiple: row.exam.multiple };
    let broken = || StoreError::broken("sitting", "paper", sitting.id);
    let scored = scheme.score(item, entry.answer.as_ref()).ok_or_else(broken)?;
    let mut question = keys.get(&item.version).cloned().ok_or_else(broken)?;
    let ruling = rulings.get(&item.question).cloned();
    if let Some(Ruling::Key(body)) = &ruling {
        question.body = body.clone();
    }
    Ok(Some(Reviewed { question, ruling, scored }))
}
