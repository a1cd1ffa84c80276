//! What people have to be told of an exam without having asked: kept as durable
//! jobs, written in the transaction that decides, so that nobody is told of what
//! did not happen and nobody is forgotten. A job tells so many people in one
//! transaction and leaves the rest to the next, from where it stopped.

use serde::{Deserialize, Serialize};

use crate::{
    clock::Timestamp,
    domain::ids::{ExamId, SittingId, StaffId},
    store::{Result, Tx, job},
};

/// The kind of these jobs. Their subject is a [`Tell`].
pub const JOB: &str = "exam tell";

/// What is to be told. Its JSON form is what the database keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tell {
    /// It opens soon: to those who sit it.
    Reminder {
        /// Which exam.
        exam: ExamId,
        /// The moment of the reminder, which tells one from the next.
        at: Timestamp,
        /// The last person who was told.
        after: StaffId,
    },
    /// It is open: to those who sit it and have not begun.
    Opened {
        /// Which exam.
        exam: ExamId,
        /// The last person who was told.
        after: StaffId,
    },
    /// It is marked: to those in charge.
    Marked {
        /// Which exam.
        exam: ExamId,
    },
    /// The results are known: to those who sat it; of a correction to those
    /// whose result it changes.
    Released {
        /// Which exam.
        exam: ExamId,
        /// Which list.
        number: i64,
        /// The last person who was told.
        after: StaffId,
    },
    /// The results are known: to leaders and administrators.
    ReleasedToLeaders {
        /// Which exam.
        exam: ExamId,
        /// Which list.
        number: i64,
    },
    /// An outage is over: to those who sit.
    GivenBack {
        /// Which outage.
        outage: i64,
        /// The last sitting whose person was told.
        after: SittingId,
    },
    /// An outage has met an exam: to those in charge.
    Interrupted {
        /// Which exam.
        exam: ExamId,
        /// Which outage.
        outage: i64,
    },
    /// The clock was set: to those who sit.
    ClockSet {
        /// When, by the clock as it goes now.
        at: Timestamp,
        /// The last sitting whose person was told.
        after: SittingId,
    },
}

impl Tell {
    /// Reads a job's subject; `None` if it is of a later program.
    pub fn read(subject: &str) -> Option<Self> {
        serde_json::from_str(subject).ok()
    }

    /// Writes the job, due now.
    pub async fn put(self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        let subject = serde_json::to_string(&self).expect("plain data");
        job::add(tx, JOB, &subject, now.0).await
    }
}
