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
    /// What has to be cleared away before anything else is said.
    left: Left,
}

/// What a turn that was dropped has left on the connection. What was said is
/// carried out even if nobody waits for the answer any more, so it is noted
/// before it is said.
#[derive(Debug, Clone, Copy)]
enum Left {
    Nothing,
    /// A transaction without a batch.
    Begun,
    /// A savepoint, with whatever the turn has written.
    Turn,
    /// The savepoint of a turn that has done its work.
    Done,
    /// Perhaps a savepoint, without anything to take back.
    Released,
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
        Self(Arc::new(Mutex::new(Shared { connection, batch: None, left: Left::Nothing })))
    }

    /// Waits for the connection. The savepoint is opened with the first query.
    pub(super) async fn begin(&self) -> Result<Ticket> {
        let shared = self.0.clone().lock_owned().await;
        // From here on, whoever is dropped clears up.
        let mut ticket = Ticket { shared: Some(shared), writer: self.clone(), opened: false, waits: false };
        ticket.shared().mend().await;
        Ok(ticket)
    }

    /// Commits what is gathered, if anything is.
    async fn settle(&self) {
        settle(self.0.clone().lock_owned().await).await;
    }

    /// Clears up after a turn that was dropped. Where others wait for the
    /// commit, it is theirs: a commit too early would part a crowd.
    async fn clear_up(&self) {
        let mut shared = self.0.clone().lock_owned().await;
        shared.mend().await;
        let others = shared.batch.as_ref().is_some_and(|batch| Arc::strong_count(batch) > 1);
        if !others {
            settle(shared).await;
        }
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

/// Commits in a task of its own: a commit that is under way is everybody's,
/// and must not end with the turn that happened to begin it.
async fn settle(mut shared: OwnedMutexGuard<Shared>) {
    let settled = tokio::spawn(async move {
        shared.mend().await;
        shared.commit().await;
    });
    // It only fails when the whole program is on its way out.
    let _ = settled.await;
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
        if matches!(self.left, Left::Turn) {
            match self.say("ROLLBACK TO turn").await {
                Ok(()) => self.left = Left::Done,
                Err(trouble) => self.fail(trouble).await,
            }
        }
        // What is said here may have been carried out before.
        let _ = match self.left {
            Left::Begun => self.say("ROLLBACK").await,
            Left::Released => self.say("RELEASE turn").await,
            Left::Turn | Left::Done | Left::Nothing => return,
        };
        self.left = Left::Nothing;
    }

    async fn commit(&mut self) {
        let Some(batch) = self.batch.take() else { return };
        self.left = Left::Nothing;
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
        self.left = Left::Nothing;
        if let Some(batch) = self.batch.take() {
            batch.end(Some(Arc::new(undone(trouble))));
        }
    }
}

/// What has to be said to open a turn's savepoint. Each query is a hand-over
/// to the connection's own thread, so a turn can say its first query in the
/// same breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A new transaction.
    Begin,
    /// After the savepoint of a turn that has done its work.
    Next,
    /// Within the transaction, where no savepoint is open.
    Within,
}

impl Opening {
    const fn words(self) -> &'static str {
        match self {
            Self::Begin => "BEGIN IMMEDIATE; SAVEPOINT turn",
            Self::Next => "RELEASE turn; SAVEPOINT turn",
            Self::Within => "SAVEPOINT turn",
        }
    }

    /// Whose mistake it is if the savepoint could not be opened.
    pub(super) fn blame(self, trouble: StoreError) -> StoreError {
        if self == Self::Begin { trouble } else { undone(trouble) }
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

/// The right to use the connection for one turn.
pub(super) struct Ticket {
    shared: Option<OwnedMutexGuard<Shared>>,
    writer: Writer,
    /// Whether its savepoint is open.
    opened: bool,
    /// Whether it has given the connection on and waits for the commit.
    waits: bool,
}

impl Ticket {
    fn shared(&mut self) -> &mut Shared {
        self.shared.as_mut().expect("held until the ticket is committed")
    }

    /// The connection, with the savepoint open.
    pub(super) async fn connection(&mut self) -> Result<&mut SqliteConnection> {
        if !self.opened {
            let opening = self.opening();
            self.shared().say(opening.words()).await.map_err(|trouble| opening.blame(trouble))?;
            self.is_open();
        }
        Ok(&mut self.shared().connection)
    }

    /// The connection for a query that opens the savepoint itself, and how;
    /// `None` if it is open. Once that was said, [`Ticket::is_open`].
    pub(super) fn unopened(&mut self) -> Option<(Opening, &mut SqliteConnection)> {
        let opening = (!self.opened).then(|| self.opening())?;
        Some((opening, &mut self.shared().connection))
    }

    /// How the savepoint is to be opened. It is noted that it may be.
    fn opening(&mut self) -> Opening {
        let shared = self.shared();
        let (opening, left) = match (&shared.batch, shared.left) {
            (None, _) => (Opening::Begin, Left::Begun),
            (Some(_), Left::Done) => (Opening::Next, Left::Released),
            (Some(_), _) => (Opening::Within, Left::Released),
        };
        shared.left = left;
        opening
    }

    /// Notes that the savepoint is open.
    pub(super) fn is_open(&mut self) {
        let shared = self.shared();
        shared.batch.get_or_insert_default();
        shared.left = Left::Turn;
        self.opened = true;
    }

    /// Gives the connection on and waits until the work is durable.
    pub(super) async fn commit(mut self) -> Result<()> {
        let opened = self.opened;
        let shared = self.shared();
        if !opened {
            // Nothing was said; what is gathered belongs to others.
            return Ok(());
        }
        shared.left = Left::Done;
        let batch = shared.batch.clone();
        drop(self.shared.take());
        let Some(batch) = batch else { return Ok(()) };
        self.waits = true;
        tokio::select! {
            biased;
            ended = batch.ended() => { self.waits = false; return ended }
            shared = self.writer.0.clone().lock_owned() => {
                if shared.batch.as_ref().is_some_and(|open| Arc::ptr_eq(open, &batch)) {
                    settle(shared).await;
                }
            }
        }
        self.waits = false;
        batch.ended().await
    }
}

impl Drop for Ticket {
    /// A turn that was given up must not keep the transaction open.
    fn drop(&mut self) {
        let held = self.shared.take().is_some();
        if (held || self.waits)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let writer = self.writer.clone();
            runtime.spawn(async move { writer.clear_up().await });
        }
    }
}
