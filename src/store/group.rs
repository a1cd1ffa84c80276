//! SQLite has one writer. The turns that wait for it are run one after
//! another inside one commit, with a savepoint each (group commit), so that a
//! crowd shares the price of a slow disk.
//!
//! There is no leader and no timer: a turn that has done its work gives the
//! connection on and queues for it again. Whoever was waiting goes first; when
//! it is the turn's turn once more, it commits for all, unless someone did.

use std::sync::{Arc, OnceLock};

use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

use super::{Result, StoreError};

/// The one connection that writes.
#[derive(Debug, Clone)]
pub(super) struct Writer(Arc<Mutex<Shared>>);

#[derive(Debug)]
struct Shared {
    connection: SqliteConnection,
    /// The commit that is being gathered.
    batch: Option<Arc<Batch>>,
    /// Whether a turn was dropped in the middle of its savepoint.
    torn: bool,
}

#[derive(Debug, Default)]
struct Batch {
    ended: OnceLock<Option<Arc<StoreError>>>,
    news: Notify,
}

impl Batch {
    fn end(&self, trouble: Option<Arc<StoreError>>) {
        // A batch that has ended keeps how it ended.
        let _ = self.ended.set(trouble);
        self.news.notify_waiters();
    }

    async fn ended(&self) -> Result<()> {
        loop {
            let news = self.news.notified();
            if let Some(trouble) = self.ended.get() {
                return trouble.clone().map_or(Ok(()), |trouble| Err(StoreError::Shared(trouble)));
            }
            news.await;
        }
    }
}

impl Writer {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self(Arc::new(Mutex::new(Shared { connection, batch: None, torn: false })))
    }

    /// Waits for the connection and opens a savepoint.
    pub(super) async fn begin(&self) -> Result<Ticket> {
        let mut shared = self.0.clone().lock_owned().await;
        shared.mend().await;
        if shared.batch.is_none() {
            shared.say("BEGIN IMMEDIATE").await?;
            shared.batch = Some(Arc::default());
        }
        shared.torn = true;
        let mut ticket = Ticket { shared: Some(shared), writer: self.clone() };
        ticket.shared().say("SAVEPOINT turn").await?;
        Ok(ticket)
    }

    /// Commits what is gathered, if anything is.
    async fn settle(&self) {
        let mut shared = self.0.lock().await;
        shared.mend().await;
        shared.commit().await;
    }

    /// Closes the connection, which folds the write-ahead log into the file.
    pub(super) async fn close(&self) {
        self.settle().await;
        let mut shared = self.0.lock().await;
        if let Ok(memory) = SqliteConnection::connect("sqlite::memory:").await {
            let connection = std::mem::replace(&mut shared.connection, memory);
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "could not close the database cleanly");
            }
        }
    }
}

impl Shared {
    async fn say(&mut self, sql: &'static str) -> Result<()> {
        sqlx::query(sql).execute(&mut self.connection).await?;
        Ok(())
    }

    /// Takes back what a dropped turn left half done. Where even that fails
    /// (SQLite itself rolls the whole transaction back when the disk is full),
    /// the batch has failed.
    async fn mend(&mut self) {
        if !std::mem::take(&mut self.torn) {
            return;
        }
        let undone = self.say("ROLLBACK TO turn").await.and(self.say("RELEASE turn").await);
        if let Err(trouble) = undone {
            self.fail(trouble).await;
        }
    }

    async fn commit(&mut self) {
        let Some(batch) = self.batch.take() else { return };
        match self.say("COMMIT").await {
            Ok(()) => batch.end(None),
            Err(trouble) => {
                self.batch = Some(batch);
                self.fail(trouble).await;
            }
        }
    }

    async fn fail(&mut self, trouble: StoreError) {
        // There may be nothing left to roll back.
        let _ = self.say("ROLLBACK").await;
        if let Some(batch) = self.batch.take() {
            batch.end(Some(Arc::new(trouble)));
        }
    }
}

/// The right to use the connection for one turn.
pub(super) struct Ticket {
    shared: Option<OwnedMutexGuard<Shared>>,
    writer: Writer,
}

impl Ticket {
    fn shared(&mut self) -> &mut Shared {
        self.shared.as_mut().expect("held until the ticket is committed")
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.shared().connection
    }

    /// Gives the connection on and waits until the work is durable.
    pub(super) async fn commit(mut self) -> Result<()> {
        let shared = self.shared();
        shared.say("RELEASE turn").await?;
        shared.torn = false;
        let batch = shared.batch.clone();
        drop(self.shared.take());
        let Some(batch) = batch else { return Ok(()) };
        tokio::select! {
            biased;
            ended = batch.ended() => return ended,
            mut shared = self.writer.0.lock() => {
                shared.mend().await;
                if shared.batch.as_ref().is_some_and(|open| Arc::ptr_eq(open, &batch)) {
                    shared.commit().await;
                }
            }
        }
        batch.ended().await
    }
}

impl Drop for Ticket {
    /// A turn that was given up must not keep the transaction open.
    fn drop(&mut self) {
        if self.shared.take().is_some()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let writer = self.writer.clone();
            runtime.spawn(async move { writer.settle().await });
        }
    }
}
