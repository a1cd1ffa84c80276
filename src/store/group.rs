//! SQLite has one writer. The turns that wait for it are run one after
//! another inside one commit (group commit), so that a crowd shares the price
//! of a slow disk.
//!
//! There is no leader and no timer: a turn that has done its work gives the
//! connection on and queues for it again. Whoever was waiting goes first; when
//! it is the turn's turn once more, it commits for all, unless someone did.
//!
//! Each query is a hand-over to the connection's own thread and back, which
//! costs more than the query. So what every turn begins with is looked up for
//! all that wait ([`foresight`]), and what it ends with is written for all
//! that are done ([`work`]). Whatever else is asked or written goes to SQLite
//! at once, within a savepoint of the turn's own and after all that is done.

mod batch;
pub(super) mod foresight;
mod shared;
pub(super) mod work;

use std::sync::Arc;

use sqlx::{Connection as _, SqliteConnection};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    task::JoinHandle,
};

use super::{
    Result, StoreError,
    response::{Before, BeforeKey},
    turn::Loaded,
};
use crate::domain::ids::StaffId;
use batch::Unit;
use foresight::{Key, Place, Waiting};
use shared::Shared;
use work::Work;

/// The one connection that writes.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    shared: Arc<Mutex<Shared>>,
    waiting: Waiting,
}

type Guard = OwnedMutexGuard<Shared>;

impl Writer {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self { shared: Arc::new(Mutex::new(Shared::new(connection))), waiting: Waiting::default() }
    }

    /// Waits for the connection.
    pub(super) async fn begin(&self) -> Result<Ticket> {
        self.admit(None).await
    }

    /// Waits for the connection, for a turn of this chat.
    pub(super) async fn begin_turn(&self, key: Key) -> Result<Ticket> {
        let place = self.waiting.queue(key);
        self.admit(Some(place)).await
    }

    async fn admit(&self, place: Option<Place>) -> Result<Ticket> {
        let shared = self.lock().await;
        drop(place);
        // From here on, whoever is dropped clears up.
        let mut ticket = Ticket {
            shared: Some(shared),
            writer: self.clone(),
            opened: false,
            away: false,
            staff: None,
            before: None,
            work: Work::default(),
            numbers: Vec::new(),
        };
        ticket.shared().mend().await;
        Ok(ticket)
    }

    async fn lock(&self) -> Guard {
        self.shared.clone().lock_owned().await
    }

    /// Clears up after a turn that was dropped. Where others wait for the
    /// commit, it is theirs: a commit too early would part a crowd.
    async fn clear_up(&self) {
        let mut shared = self.lock().await;
        shared.mend().await;
        if !shared.is_awaited() {
            settle(shared).await;
        }
    }

    /// Closes the connection, which folds the write-ahead log into the file.
    pub(super) async fn close(&self) {
        settle(self.lock().await).await;
        let mut shared = self.lock().await;
        if let Ok(memory) = SqliteConnection::connect("sqlite::memory:").await
            && let Err(error) = shared.replace(memory).close().await
        {
            tracing::warn!(%error, "could not close the database cleanly");
        }
    }
}

/// Commits in a task of its own: a commit that is under way is everybody's,
/// and must not end with the turn that happened to begin it.
async fn settle(mut shared: Guard) {
    let settled = tokio::spawn(async move {
        shared.mend().await;
        shared.commit().await;
    });
    // It only fails when the whole program is on its way out.
    let _ = settled.await;
}

/// The right to use the connection for one turn.
pub(super) struct Ticket {
    shared: Option<Guard>,
    writer: Writer,
    /// Whether its savepoint is open.
    opened: bool,
    /// Whether the connection is in other hands, on behalf of this turn too.
    away: bool,
    /// Whose turn it is.
    staff: Option<StaffId>,
    /// What was looked up before the turn came.
    before: Option<(BeforeKey, Before)>,
    /// What is to be written at the end.
    work: Work,
    /// The numbers of the outbox rows that were written.
    numbers: Vec<i64>,
}

impl Ticket {
    fn shared(&mut self) -> &mut Shared {
        self.shared.as_mut().expect("held until the ticket is committed")
    }

    /// What the turn leaves to be written at its end, with that of others.
    pub(super) fn work(&mut self) -> &mut Work {
        &mut self.work
    }

    /// Whether nothing was asked or written so far.
    fn is_fresh(&self) -> bool {
        !self.opened && self.work.is_empty()
    }

    /// The connection for this query, with the savepoint open and all that was
    /// left to be written before it.
    pub(super) async fn connection(&mut self, sql: &str) -> Result<&mut SqliteConnection> {
        if !self.opened {
            self.open().await?;
        }
        if !self.work.is_empty() {
            let work = std::mem::take(&mut self.work);
            let numbers = self.shared().write_own(work).await?;
            self.numbers.extend(numbers);
        }
        if foresight::is_upset_by(sql) {
            self.shared().foreseen.clear();
        }
        Ok(&mut self.shared().connection)
    }

    async fn open(&mut self) -> Result<()> {
        let mut shared = self.shared.take().expect("held until the ticket is committed");
        let opening = tokio::spawn(async move {
            let opened = shared.open_turn().await;
            (shared, opened)
        });
        self.back(opening).await??;
        self.opened = true;
        Ok(())
    }

    /// What the turn begins with: looked up before, or now together with what
    /// all begin with that wait. `None` if nothing waits in the chat.
    pub(super) async fn load(&mut self, key: Key, day: i64) -> Result<Option<Loaded>> {
        if !self.is_fresh() {
            let connection = self.connection("").await?;
            return foresight::load_one(connection, key).await;
        }
        if !self.shared().foreseen.holds(key) {
            let keys = self.writer.waiting.with(key);
            let mut shared = self.shared.take().expect("held until the ticket is committed");
            let looking = tokio::spawn(async move {
                let looked = shared.foresee(&keys, day).await;
                (shared, looked)
            });
            self.back(looking).await??;
        }
        let Some(found) = self.shared().foreseen.take(key) else { return Ok(None) };
        self.before = found.before;
        let loaded = found.loaded;
        self.staff = loaded.person.as_ref().map(|person| person.staff);
        Ok(Some(loaded))
    }

    /// What a person has done before an answer, if it was looked up.
    pub(super) fn foreseen(&mut self, key: BeforeKey) -> Option<Before> {
        let known = self.before.take().filter(|(about, _)| *about == key && self.is_fresh());
        known.map(|(_, before)| before)
    }

    /// Waits for what is done with the connection in a task of its own, so
    /// that it is not left half done when this turn is dropped.
    async fn back<T>(&mut self, task: JoinHandle<(Guard, T)>) -> Result<T> {
        self.away = true;
        let (shared, outcome) = task.await.map_err(|_| StoreError::LetIn)?;
        self.shared = Some(shared);
        self.away = false;
        Ok(outcome)
    }

    /// Gives the connection on and waits until the work is durable; gives the
    /// numbers of the outbox rows it wrote.
    pub(super) async fn commit(mut self) -> Result<Vec<i64>> {
        if self.is_fresh() {
            // What is gathered belongs to others.
            return Ok(Vec::new());
        }
        let work = std::mem::take(&mut self.work);
        let staff = self.staff;
        let unit = if self.opened {
            let numbers = self.shared().write_own(work).await?;
            self.numbers.extend(numbers);
            self.shared().turn_is_done();
            Unit::written(std::mem::take(&mut self.numbers))
        } else {
            self.shared().leave(work)
        };
        if let Some(staff) = staff {
            self.shared().foreseen.forget(staff);
        }
        let batch = self.shared().batch();
        drop(self.shared.take());
        self.away = true;
        tokio::select! {
            biased;
            _ = batch.ended() => {}
            shared = self.writer.lock() => {
                if shared.gathers(&batch) {
                    settle(shared).await;
                }
            }
        }
        self.away = false;
        batch.ended().await?;
        unit.outcome()
    }
}

impl Drop for Ticket {
    /// A turn that was given up must not keep the transaction open.
    fn drop(&mut self) {
        let held = self.shared.take().is_some();
        if (held || self.away)
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let writer = self.writer.clone();
            runtime.spawn(async move { writer.clear_up().await });
        }
    }
}
