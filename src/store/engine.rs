//! One code path for two engines.
//!
//! A body of queries is compiled for both by the macros below; a [`Tx`] is a
//! transaction on either.

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

use super::{
    Result,
    group::{Ticket, work::Work},
};

/// Which engine a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded database.
    Sqlite,
    /// The server.
    Postgres,
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx {
    inner: Inner,
    /// The numbers of the outbox rows that the turn wrote.
    numbers: Vec<i64>,
}

enum Inner {
    Writing(Ticket),
    Reading(PoolConnection<Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// The connection of a transaction.
pub(super) enum Engine<'t> {
    Sqlite(&'t mut SqliteConnection),
    Postgres(&'t mut PgConnection),
}

impl Tx {
    const fn new(inner: Inner) -> Self {
        Self { inner, numbers: Vec::new() }
    }

    pub(super) fn writing(ticket: Ticket) -> Self {
        Self::new(Inner::Writing(ticket))
    }

    pub(super) fn reading(connection: PoolConnection<Sqlite>) -> Self {
        Self::new(Inner::Reading(connection))
    }

    pub(super) fn postgres(transaction: Transaction<'static, Postgres>) -> Self {
        Self::new(Inner::Postgres(transaction))
    }

    /// The connection, for this query.
    pub(super) async fn engine(&mut self, sql: &str) -> Result<Engine<'_>> {
        Ok(match &mut self.inner {
            Inner::Writing(ticket) => Engine::Sqlite(ticket.connection(sql).await?),
            Inner::Reading(connection) => Engine::Sqlite(connection),
            Inner::Postgres(transaction) => Engine::Postgres(transaction),
        })
    }

    /// The ticket, if this writes on SQLite.
    pub(super) fn ticket(&mut self) -> Option<&mut Ticket> {
        match &mut self.inner {
            Inner::Writing(ticket) => Some(ticket),
            Inner::Reading(_) | Inner::Postgres(_) => None,
        }
    }

    /// Which engine it runs on.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Writing(_) | Inner::Reading(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// What the turn leaves to be written at its end, if this writes on SQLite.
    pub(super) fn work(&mut self) -> Option<&mut Work> {
        self.ticket().map(Ticket::work)
    }

    /// Notes the numbers of outbox rows that were written at once.
    pub(super) fn wrote(&mut self, numbers: Vec<i64>) {
        self.numbers.extend(numbers);
    }

    /// Makes what was written durable. Once this is `Ok`, it stays.
    pub async fn commit(self) -> Result<()> {
        self.commit_turn().await.map(drop)
    }

    /// The same, and gives the numbers of the outbox rows that the turn wrote.
    pub async fn commit_turn(self) -> Result<Vec<i64>> {
        match self.inner {
            Inner::Writing(ticket) => ticket.commit().await,
            Inner::Reading(_) => Ok(Vec::new()),
            Inner::Postgres(transaction) => {
                transaction.commit().await?;
                Ok(self.numbers)
            }
        }
    }
}

/// The text of a query that both engines understand.
macro_rules! sql {
    ($($name:literal),+) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/sql/", $($name,)+ ".sql"))
    };
}

/// The text of a query that differs between the engines.
macro_rules! twin {
    ($tx:expr, $name:literal) => {
        match $tx.dialect() {
            crate::store::Dialect::Sqlite => sql!("sqlite/", $name),
            crate::store::Dialect::Postgres => sql!("postgres/", $name),
        }
    };
}

/// Runs a query with these arguments on whichever engine the transaction is
/// on, by this method.
macro_rules! run {
    ($tx:expr, $sql:expr, $query:expr, $method:ident $(, $arg:expr)*) => {
        match $tx.engine($sql).await? {
            crate::store::engine::Engine::Sqlite(connection) => {
                $query$(.bind($arg))*.$method(&mut *connection).await?
            }
            crate::store::engine::Engine::Postgres(connection) => {
                $query$(.bind($arg))*.$method(&mut *connection).await?
            }
        }
    };
}

/// Runs a query for its effect and gives the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        match $tx.engine(sql).await? {
            crate::store::engine::Engine::Sqlite(connection) => {
                sqlx::query(sql)$(.bind($arg))*.execute(&mut *connection).await?.rows_affected()
            }
            crate::store::engine::Engine::Postgres(connection) => {
                sqlx::query(sql)$(.bind($arg))*.execute(&mut *connection).await?.rows_affected()
            }
        }
    }};
}

/// Runs a query and gives the one row it must have, a tuple or a `FromRow`.
macro_rules! fetch_one {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        run!($tx, sql, sqlx::query_as(sql), fetch_one $(, $arg)*)
    }};
}

/// Runs a query and gives its row, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        run!($tx, sql, sqlx::query_as(sql), fetch_optional $(, $arg)*)
    }};
}

/// Runs a query and gives all its rows.
macro_rules! fetch_all {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        run!($tx, sql, sqlx::query_as(sql), fetch_all $(, $arg)*)
    }};
}

/// Runs a query and gives its rows one by one to a closure that may fail, so
/// that they aren't in memory all together.
macro_rules! fetch_each {
    ($tx:expr, $sql:expr, $take:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        let mut take = $take;
        match $tx.engine(sql).await? {
            crate::store::engine::Engine::Sqlite(connection) => {
                let mut rows = sqlx::query_as(sql)$(.bind($arg))*.fetch(&mut *connection);
                while let Some(row) = futures::TryStreamExt::try_next(&mut rows).await? {
                    take(row)?;
                }
            }
            crate::store::engine::Engine::Postgres(connection) => {
                let mut rows = sqlx::query_as(sql)$(.bind($arg))*.fetch(&mut *connection);
                while let Some(row) = futures::TryStreamExt::try_next(&mut rows).await? {
                    take(row)?;
                }
            }
        }
    }};
}
