//! The connection, and how far what was said on it is.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{
    batch::{Batch, Unit},
    foresight::{self, Foreseen, Key},
    work::{self, Work},
};
use crate::store::{Result, StoreError};

/// What the turns share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) connection: SqliteConnection,
    /// Whether a transaction is open.
    open: bool,
    savepoint: Savepoint,
    /// The commit that is being gathered.
    batch: Option<Arc<Batch>>,
    /// What turns that are done have left to be written.
    done: Vec<(Work, Unit)>,
    /// What turns that wait will begin with, as long as nothing upsets it.
    pub(super) foreseen: Foreseen,
}

/// The savepoint that stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    None,
    /// Of a turn under way, with whatever it has written.
    Turn,
    /// Of a turn that has done its work.
    Done,
}

impl Shared {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self {
            connection,
            open: false,
            savepoint: Savepoint::None,
            batch: None,
            done: Vec::new(),
            foreseen: Foreseen::default(),
        }
    }

    /// Takes another connection in.
    pub(super) fn replace(&mut self, connection: SqliteConnection) -> SqliteConnection {
        std::mem::replace(&mut self.connection, connection)
    }

    async fn say(&mut self, sql: &'static str) -> Result<()> {
        sqlx::query(sql).execute(&mut self.connection).await?;
        Ok(())
    }

    /// The commit that is being gathered.
    pub(super) fn batch(&mut self) -> Arc<Batch> {
        self.batch.get_or_insert_default().clone()
    }

    pub(super) fn gathers(&self, batch: &Arc<Batch>) -> bool {
        self.batch.as_ref().is_some_and(|open| Arc::ptr_eq(open, batch))
    }

    /// Whether anybody waits for the commit.
    pub(super) fn is_awaited(&self) -> bool {
        self.batch.as_ref().is_some_and(|batch| Arc::strong_count(batch) > 1)
    }

    /// Opens the savepoint of a turn, after all that is done.
    pub(super) async fn open_turn(&mut self) -> Result<()> {
        self.write_done().await?;
        let opening = match (self.open, self.savepoint) {
            (false, _) => "BEGIN IMMEDIATE; SAVEPOINT turn",
            (true, Savepoint::None) => "SAVEPOINT turn",
            (true, Savepoint::Turn | Savepoint::Done) => "RELEASE turn; SAVEPOINT turn",
        };
        if let Err(trouble) = self.say(opening).await {
            if self.open {
                return Err(undone(trouble));
            }
            // There may be nothing to roll back.
            let _ = self.say("ROLLBACK").await;
            return Err(trouble);
        }
        self.open = true;
        self.savepoint = Savepoint::Turn;
        self.batch.get_or_insert_default();
        Ok(())
    }

    /// Looks up what these turns begin with, after all that is done.
    pub(super) async fn foresee(&mut self, keys: &[Key], day: i64) -> Result<()> {
        self.write_done().await?;
        if !self.open {
            self.say("BEGIN IMMEDIATE").await?;
            self.open = true;
        }
        let looked = foresight::look(&mut self.connection, keys, day).await;
        self.foreseen = looked.map_err(undone)?;
        Ok(())
    }

    /// Writes what a turn has left, within its own savepoint.
    pub(super) async fn write_own(&mut self, work: Work) -> Result<Vec<i64>> {
        if work.is_empty() {
            return Ok(Vec::new());
        }
        Ok(work::write(&mut self.connection, &[&work]).await?.pop().unwrap_or_default())
    }

    /// Notes that the turn whose savepoint is open has done its work.
    pub(super) fn turn_is_done(&mut self) {
        self.savepoint = Savepoint::Done;
    }

    /// Leaves what a turn has decided to be written with that of others.
    pub(super) fn leave(&mut self, work: Work) -> Unit {
        let unit = Unit::default();
        self.batch.get_or_insert_default();
        self.done.push((work, unit.clone()));
        unit
    }

    /// Writes what was left, all of it at once. Where that fails, each by
    /// itself, so that only whoever is at fault has to bear it.
    async fn write_done(&mut self) -> Result<()> {
        if self.done.is_empty() {
            return Ok(());
        }
        if !self.open {
            if let Err(trouble) = self.say("BEGIN IMMEDIATE").await {
                return self.fail(trouble).await;
            }
            self.open = true;
        }
        let done = std::mem::take(&mut self.done);
        let together: Vec<&Work> = done.iter().map(|(work, _)| work).collect();
        match work::write(&mut self.connection, &together).await {
            Ok(numbers) => {
                for ((_, unit), numbers) in done.iter().zip(numbers) {
                    unit.note(Ok(numbers));
                }
                Ok(())
            }
            Err(_) => self.write_apart(&done).await,
        }
    }

    async fn write_apart(&mut self, done: &[(Work, Unit)]) -> Result<()> {
        self.take_back_work().await?;
        for (work, unit) in done {
            let written = work::write(&mut self.connection, &[work]).await;
            if written.is_err() {
                self.take_back_work().await?;
            }
            unit.note(written.map(|mut numbers| numbers.pop().unwrap_or_default()));
        }
        Ok(())
    }

    /// Takes back what was written by halves. SQLite itself rolls the whole
    /// transaction back when the disk is full; then the batch has failed.
    async fn take_back_work(&mut self) -> Result<()> {
        match self.say("ROLLBACK TO work; RELEASE work").await {
            Ok(()) => Ok(()),
            Err(trouble) => self.fail(trouble).await,
        }
    }

    /// Takes back what a dropped turn has left half done.
    pub(super) async fn mend(&mut self) {
        if self.savepoint == Savepoint::Turn {
            match self.say("ROLLBACK TO turn").await {
                Ok(()) => self.savepoint = Savepoint::Done,
                // Whoever waits is told by their batch.
                Err(trouble) => drop(self.fail(trouble).await),
            }
        }
    }

    /// Commits what is gathered, if anything is.
    pub(super) async fn commit(&mut self) {
        // A failure is told to all that wait.
        if self.write_done().await.is_err() || !self.open {
            return;
        }
        match self.say("COMMIT").await {
            Ok(()) => self.close(None),
            Err(trouble) => drop(self.fail(trouble).await),
        }
    }

    /// Gives up the transaction with all that is gathered in it.
    async fn fail(&mut self, trouble: StoreError) -> Result<()> {
        // There may be nothing left to roll back.
        let _ = self.say("ROLLBACK").await;
        let trouble = Arc::new(undone(trouble));
        self.close(Some(trouble.clone()));
        Err(StoreError::Shared(trouble))
    }

    fn close(&mut self, trouble: Option<Arc<StoreError>>) {
        self.open = false;
        self.savepoint = Savepoint::None;
        self.done.clear();
        self.foreseen.clear();
        if let Some(batch) = self.batch.take() {
            batch.end(trouble);
        }
    }
}

/// Trouble with what others have left is not the mistake of any turn that
/// waits: they may try again.
fn undone(trouble: StoreError) -> StoreError {
    match trouble {
        StoreError::Other(error) => StoreError::Undone(error),
        told => told,
    }
}
