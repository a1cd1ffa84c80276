//! Backups: always one SQLite file, whichever engine it was taken from, so
//! that a backup also moves an office from SQLite to PostgreSQL and back.

mod file;
mod rows;

use std::path::{Path, PathBuf};

use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{Place, Result, Store, StoreError, migrate};
use crate::clock::Timestamp;

/// Every table, each after those it refers to.
pub const TABLES: [&str; 40] = [
    "meta",
    "unit",
    "staff",
    "staff_role",
    "account",
    "invitation",
    "bind_request",
    "tries",
    "counter",
    "audit",
    "bank",
    "question",
    "question_version",
    "flag",
    "round",
    "response",
    "score",
    "progress",
    "streak",
    "inbox",
    "outbox",
    "file",
    "sending",
    "job",
    "copy",
    "mapping",
    "upload",
    "exam",
    "candidate",
    "sitting",
    "sitting_work",
    "sitting_answer",
    "sitting_search",
    "incident",
    "ruling",
    "reference",
    "reference_article",
    "reference_term",
    "exam_release",
    "outage",
];

/// Copies everything, as it stood at one moment, into a new file that only its
/// owner may read; the bot may
/// run meanwhile. A file that is there is never overwritten, and there is
/// either the whole backup or none.
///
/// `progress` is told the table and how many of its rows are copied. SQLite
/// copies in one go and tells nothing.
pub async fn backup(store: &Store, to: &Path, progress: impl FnMut(&'static str, u64)) -> Result<()> {
    if to.exists() {
        return Err(StoreError::Exists { place: to.display().to_string() });
    }
    let work = file::Work::private_beside(to)?;
    match store.place() {
        Place::Sqlite(from) => vacuum(from, work.path()).await?,
        Place::Postgres(from) => export(from, work.path(), progress).await?,
    }
    work.becomes(to)
}

/// A copy of a whole database to try things out on. It vanishes with this
/// value; close its store first.
#[derive(Debug)]
pub struct Scratch {
    /// The copy.
    pub store: Store,
    _work: file::Work,
}

/// Copies everything, as it stood at one moment, into a database of its own:
/// beside a file, so that the same disk is used, else where the machine keeps
/// temporary files.
pub async fn scratch(store: &Store) -> Result<Scratch> {
    let work = match store.place() {
        Place::Sqlite(beside) => file::Work::private_beside(beside)?,
        Place::Postgres(_) => file::Work::temporary()?,
    };
    match store.place() {
        Place::Sqlite(from) => vacuum(from, work.path()).await?,
        Place::Postgres(from) => export(from, work.path(), |_, _| {}).await?,
    }
    let store = Store::open(&Place::Sqlite(work.path().to_owned())).await?;
    Ok(Scratch { store, _work: work })
}

async fn vacuum(from: &Path, to: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(from).disable_statement_logging();
    let mut connection = options.connect().await?;
    let name = to.to_str().ok_or_else(|| file::trouble(to, std::io::ErrorKind::InvalidFilename.into()))?;
    sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

async fn export(from: &PgConnectOptions, to: &Path, progress: impl FnMut(&'static str, u64)) -> Result<()> {
    let mut target = single_file(to).connect().await?;
    migrate::sqlite(&mut target).await?;
    let mut source = from.clone().disable_statement_logging().connect().await?;
    // One moment for all tables.
    let mut snapshot =
        source.begin_with("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
    let mut filling = target.begin().await?;
    rows::copy_to_sqlite(&mut snapshot, &mut filling, progress).await?;
    filling.commit().await?;
    snapshot.rollback().await?;
    source.close().await?;
    Ok(target.close().await?)
}

/// How a backup file is opened: it stays a single file, and is brought to the
/// disk when it is complete.
fn single_file(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(true)
        .disable_statement_logging()
}

/// Puts a backup in the place of a database; one of an older version is
/// brought up to date. The bot must not run meanwhile. The backup is checked
/// first, and left as it is.
///
/// A place that holds people, questions or answers is refused unless it is
/// `force`d. Then a SQLite file is kept beside under a name with the time, and
/// that name is given; on PostgreSQL the tables are emptied and filled in one
/// transaction.
pub async fn restore(
    place: &Place,
    from: &Path,
    force: bool,
    now: Timestamp,
    progress: impl FnMut(&'static str, u64),
) -> Result<Option<PathBuf>> {
    match place {
        Place::Sqlite(to) => {
            let work = file::Work::beside(to)?;
            checked(from, work.path()).await?.close().await?;
            file::may_be_replaced(place, to, force).await?;
            let kept = file::set_aside(to, now)?;
            work.becomes(to)?;
            Ok(kept)
        }
        Place::Postgres(to) => {
            let work = file::Work::temporary()?;
            let mut backup = checked(from, work.path()).await?;
            // Makes the tables if there are none.
            Store::open(place).await?.close().await;
            let mut target = to.clone().disable_statement_logging().connect().await?;
            import(place, &mut backup, &mut target, force, progress).await?;
            target.close().await?;
            drop(backup.close().await);
            Ok(None)
        }
    }
}

/// A copy of a backup that is whole, is baiti's and is up to date.
async fn checked(from: &Path, to: &Path) -> Result<SqliteConnection> {
    file::copy(from, to)?;
    let told = |error: sqlx::Error| match StoreError::from(error) {
        StoreError::Other(error) => not_a_backup(from, &error.to_string()),
        StoreError::Damaged(_) => not_a_backup(from, "文件已损坏或不是数据库"),
        told => told,
    };
    let mut connection = single_file(to).create_if_missing(false).connect().await.map_err(told)?;
    let whole: String =
        sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await.map_err(told)?;
    if whole != "ok" {
        return Err(not_a_backup(from, &whole));
    }
    let tables = "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('_sqlx_migrations', 'staff', 'response')";
    let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut connection).await.map_err(told)?;
    if tables != 3 {
        return Err(not_a_backup(from, "里面没有 baiti 的表"));
    }
    migrate::sqlite(&mut connection).await?;
    Ok(connection)
}

fn not_a_backup(from: &Path, why: &str) -> StoreError {
    StoreError::NotABackup { place: from.display().to_string(), why: why.to_owned() }
}

async fn import(
    place: &Place,
    backup: &mut SqliteConnection,
    target: &mut PgConnection,
    force: bool,
    progress: impl FnMut(&'static str, u64),
) -> Result<()> {
    let mut filling = target.begin().await?;
    let occupied = "SELECT EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM question)
                    OR EXISTS (SELECT 1 FROM response)";
    let occupied: bool = sqlx::query_scalar(occupied).fetch_one(&mut *filling).await?;
    if occupied && !force {
        return Err(StoreError::Occupied { place: place.to_string() });
    }
    rows::empty(&mut filling).await?;
    rows::copy_to_postgres(backup, &mut filling, progress).await?;
    Ok(filling.commit().await?)
}
