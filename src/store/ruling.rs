//! What was decided of questions after an exam.

use std::collections::HashMap;

use super::{Result, StoreError, Tx};
use crate::domain::{
    exam::ruling::Ruling,
    ids::{ExamId, QuestionId, StaffId},
};

/// A ruling that is to be made.
#[derive(Debug)]
pub struct NewRuling<'a> {
    /// In which exam.
    pub exam: ExamId,
    /// On which question.
    pub question: QuestionId,
    /// What.
    pub ruling: &'a Ruling,
    /// Why.
    pub reason: &'a str,
    /// Who decides; none for the command line.
    pub by: Option<StaffId>,
}

/// Decides on a question, in place of what was decided on it before.
pub async fn put(tx: &mut Tx, new: &NewRuling<'_>, now: i64) -> Result<()> {
    let content = serde_json::to_string(new.ruling).expect("plain data");
    let by = new.by.map(|by| by.0);
    execute!(tx, sql!("ruling_put"), new.exam.0, new.question.0, content, new.reason, by, now);
    Ok(())
}

/// All that was decided in an exam.
pub async fn of_exam(tx: &mut Tx, exam: ExamId) -> Result<HashMap<QuestionId, Ruling>> {
    let rows: Vec<(i64, String)> = fetch_all!(tx, sql!("ruling_list"), exam.0);
    let ruling = |(question, content): (i64, String)| {
        let broken = |_| StoreError::broken("ruling", "content", question);
        Ok((QuestionId(question), serde_json::from_str(&content).map_err(broken)?))
    };
    rows.into_iter().map(ruling).collect()
}
