//! The state of a database, looked at without changing it.

use std::path::Path;

use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, SqliteConnection, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};

use super::{Dialect, Place, Result, StoreError, migrate};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The version of the tables; `None` if there are none.
    pub version: Option<i64>,
    /// The version that this program works with.
    pub known: i64,
    /// The engine's own version.
    pub engine: String,
    /// How SQLite keeps its promises: `wal`. Empty for PostgreSQL.
    pub journal: String,
    /// What is damaged; `None` if all is well. PostgreSQL sees to itself.
    pub damage: Option<String>,
    /// The size in bytes.
    pub bytes: i64,
}

/// Looks at a database; `None` if there is no such file. Nothing is made or
/// brought up to date.
pub async fn look(place: &Place) -> Result<Option<Health>> {
    match place {
        Place::Sqlite(path) if !path.exists() => Ok(None),
        Place::Sqlite(path) => look_at_file(path).await.map(Some),
        Place::Postgres(options) => look_at_server(place, options).await.map(Some),
    }
}

async fn look_at_file(path: &Path) -> Result<Health> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).disable_statement_logging();
    let mut connection = options.connect().await?;
    let tables = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut connection).await?;
    let health = Health {
        version: if tables == 0 { None } else { version_of_file(&mut connection).await? },
        known: migrate::known(Dialect::Sqlite),
        engine: sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut connection).await?,
        journal: sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut connection).await?,
        damage: damage(&mut connection).await?,
        bytes: size_of_file(&mut connection).await?,
    };
    connection.close().await?;
    Ok(health)
}

const VERSION: &str = "SELECT MAX(version) FROM _sqlx_migrations";

async fn version_of_file(connection: &mut SqliteConnection) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar(VERSION).fetch_one(connection).await?)
}

async fn damage(connection: &mut SqliteConnection) -> Result<Option<String>> {
    let told: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(connection).await?;
    Ok((told != "ok").then_some(told))
}

async fn size_of_file(connection: &mut SqliteConnection) -> Result<i64> {
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut *connection).await?;
    let size: i64 = sqlx::query_scalar("PRAGMA page_size").fetch_one(connection).await?;
    Ok(pages.saturating_mul(size))
}

async fn look_at_server(place: &Place, options: &PgConnectOptions) -> Result<Health> {
    let connected = options.clone().disable_statement_logging().connect().await;
    let mut connection = connected
        .map_err(|error| StoreError::Unreachable { place: place.to_string(), why: error.to_string() })?;
    let size = "SELECT pg_database_size(current_database())";
    let health = Health {
        version: version_on_server(&mut connection).await?,
        known: migrate::known(Dialect::Postgres),
        engine: sqlx::query_scalar("SHOW server_version").fetch_one(&mut connection).await?,
        journal: String::new(),
        damage: None,
        bytes: sqlx::query_scalar(size).fetch_one(&mut connection).await?,
    };
    connection.close().await?;
    Ok(health)
}

async fn version_on_server(connection: &mut PgConnection) -> Result<Option<i64>> {
    let tables = "SELECT to_regclass('_sqlx_migrations') IS NOT NULL";
    if sqlx::query_scalar(tables).fetch_one(&mut *connection).await? {
        Ok(sqlx::query_scalar(VERSION).fetch_one(connection).await?)
    } else {
        Ok(None)
    }
}

/// The version of the tables that this program works with there.
pub fn known(place: &Place) -> i64 {
    migrate::known(match place {
        Place::Sqlite(_) => Dialect::Sqlite,
        Place::Postgres(_) => Dialect::Postgres,
    })
}
