//! What proctors noted and did in an exam, and what the program did.

use super::{Result, Tx};
use crate::{
    clock::Timestamp,
    domain::ids::{ExamId, StaffId},
};

/// Something to be noted.
#[derive(Debug)]
pub struct NewIncident<'a> {
    /// In which exam.
    pub exam: ExamId,
    /// Whom it is about, if it is one person.
    pub staff: Option<StaffId>,
    /// Who notes it; none for the program itself.
    pub by: Option<StaffId>,
    /// A word for what it is: `note`, `late`, `time`, `void`, `outage`.
    pub kind: &'a str,
    /// In words.
    pub note: &'a str,
}

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Whom it is about, with their name.
    pub about: Option<(StaffId, String)>,
    /// The name of who noted it.
    pub by: Option<String>,
    /// A word for what it is.
    pub kind: String,
    /// In words.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// Notes something.
pub async fn add(tx: &mut Tx, new: &NewIncident<'_>, now: i64) -> Result<()> {
    let (staff, by) = (new.staff.map(|staff| staff.0), new.by.map(|by| by.0));
    execute!(tx, sql!("incident_add"), new.exam.0, staff, by, new.kind, new.note, now);
    Ok(())
}

/// All that was noted in an exam, in its order.
pub async fn list(tx: &mut Tx, exam: ExamId) -> Result<Vec<Incident>> {
    type Row = (Option<i64>, Option<String>, Option<String>, String, String, i64);
    let rows: Vec<Row> = fetch_all!(tx, sql!("incident_list"), exam.0);
    let incident = |(staff, name, by, kind, note, at): Row| Incident {
        about: staff.map(StaffId).zip(name),
        by,
        kind,
        note,
        at: Timestamp(at),
    };
    Ok(rows.into_iter().map(incident).collect())
}
