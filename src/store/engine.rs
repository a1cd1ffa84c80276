//! One code path for two engines.
//!
//! A body of queries is compiled for both by the macros below; a [`Tx`] is a
//! transaction on either.

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

use super::{Result, group::Ticket};

/// Which engine a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded database.
    Sqlite,
    /// The server.
    Postgres,
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx(Inner);

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
    pub(super) fn writing(ticket: Ticket) -> Self {
        Self(Inner::Writing(ticket))
    }

    pub(super) fn reading(connection: PoolConnection<Sqlite>) -> Self {
        Self(Inner::Reading(connection))
    }

    pub(super) fn postgres(transaction: Transaction<'static, Postgres>) -> Self {
        Self(Inner::Postgres(transaction))
    }

    pub(super) async fn engine(&mut self) -> Result<Engine<'_>> {
        Ok(match &mut self.0 {
            Inner::Writing(ticket) => Engine::Sqlite(ticket.connection().await?),
            Inner::Reading(connection) => Engine::Sqlite(connection),
            Inner::Postgres(transaction) => Engine::Postgres(transaction),
        })
    }

    /// The ticket, if this writes on SQLite.
    pub(super) fn ticket(&mut self) -> Option<&mut Ticket> {
        match &mut self.0 {
            Inner::Writing(ticket) => Some(ticket),
            Inner::Reading(_) | Inner::Postgres(_) => None,
        }
    }

    /// Which engine it runs on.
    pub fn dialect(&self) -> Dialect {
        match self.0 {
            Inner::Writing(_) | Inner::Reading(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Makes what was written durable. Once this is `Ok`, it stays.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Inner::Writing(ticket) => ticket.commit().await,
            Inner::Reading(_) => Ok(()),
            Inner::Postgres(transaction) => Ok(transaction.commit().await?),
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
    ($tx:expr, $query:expr, $method:ident $(, $arg:expr)*) => {
        match $tx.engine().await? {
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
        match $tx.engine().await? {
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
        run!($tx, sqlx::query_as(sql), fetch_one $(, $arg)*)
    }};
}

/// Runs a query and gives its row, if there is one.
macro_rules! fetch_optional {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        run!($tx, sqlx::query_as(sql), fetch_optional $(, $arg)*)
    }};
}

/// Runs a query and gives all its rows.
macro_rules! fetch_all {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql: &'static str = $sql;
        run!($tx, sqlx::query_as(sql), fetch_all $(, $arg)*)
    }};
}
