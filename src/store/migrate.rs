//! Bringing the tables up to date.

use sqlx::{
    Connection as _, PgPool, SqliteConnection,
    migrate::{Migrate, MigrateError, Migrator},
};

use super::{Dialect, Result, StoreError};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How often copies that start at the same moment try to be the one that
/// makes the tables.
const ATTEMPTS: usize = 5;

/// The newest version of the tables that this program knows.
pub(super) fn known(dialect: Dialect) -> i64 {
    let migrator = match dialect {
        Dialect::Sqlite => &SQLITE,
        Dialect::Postgres => &POSTGRES,
    };
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}

pub(super) async fn sqlite(connection: &mut SqliteConnection) -> Result<()> {
    run(&SQLITE, connection).await
}

/// Without sqlx's advisory lock, which PostgreSQL-compatible engines lack: of
/// two copies that start together one fails on the other's table, and finds
/// the work done when it looks again.
pub(super) async fn postgres(pool: &PgPool) -> Result<()> {
    let mut last = Ok(());
    for _ in 0..ATTEMPTS {
        let mut connection = pool.acquire().await?;
        last = run(&POSTGRES, &mut *connection).await;
        match &last {
            Err(StoreError::Migration(_) | StoreError::Other(_)) => {
                // The failed connection may be in the middle of something.
                drop(connection.detach().close().await);
            }
            _ => return last,
        }
    }
    last
}

async fn run<C: Migrate>(migrator: &Migrator, connection: &mut C) -> Result<()> {
    connection.ensure_migrations_table(&migrator.table_name).await.map_err(told)?;
    let applied = connection.list_applied_migrations(&migrator.table_name).await.map_err(told)?;
    let found = applied.iter().map(|migration| migration.version).max().unwrap_or(0);
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in migrator.iter() {
        if applied.iter().all(|done| done.version != migration.version) {
            connection.apply(&migrator.table_name, migration).await.map_err(told)?;
        }
    }
    Ok(())
}

fn told(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) => StoreError::from(error),
        MigrateError::ExecuteMigration(error, version) => match StoreError::from(error) {
            StoreError::Other(error) => StoreError::Migration(MigrateError::ExecuteMigration(error, version)),
            known => known,
        },
        other => StoreError::Migration(other),
    }
}
