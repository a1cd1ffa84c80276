//! Opening a database.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection as _, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Dialect, Result, StoreError, Tx, group::Writer, migrate};

/// How long a write waits for another program that holds the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection to the server may take.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(15);

/// Where a database is.
#[derive(Clone)]
pub enum Place {
    /// A file.
    Sqlite(PathBuf),
    /// A server, with the way to it.
    Postgres(Box<PgConnectOptions>),
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::fmt::Display for Place {
    /// Never with a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(options) => write!(
                f,
                "postgres://{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or_default()
            ),
        }
    }
}

impl FromStr for Place {
    type Err = StoreError;

    /// Reads `sqlite:path` or `postgres://…`.
    fn from_str(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        // What is wrong with it may hold a password, so it is not shown.
        let wrong = |why: String| StoreError::Unreachable { place: "postgres://…".into(), why };
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(wrong("地址应以 sqlite: 或 postgres:// 开头".into()));
        }
        let options = PgConnectOptions::from_str(url).map_err(|error| wrong(error.to_string()))?;
        Ok(Self::Postgres(Box::new(options)))
    }
}

/// A database that is open and up to date.
#[derive(Debug, Clone)]
pub struct Store {
    backend: Backend,
    place: Place,
}

#[derive(Debug, Clone)]
enum Backend {
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres(PgPool),
}

impl Store {
    /// Opens a database, makes it if there is none, and brings its tables up
    /// to date. A database from a newer version is refused untouched.
    pub async fn open(place: &Place) -> Result<Self> {
        let backend = match place {
            Place::Sqlite(path) => open_sqlite(place, path).await?,
            Place::Postgres(options) => open_postgres(place, options).await?,
        };
        Ok(Self { backend, place: place.clone() })
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Which engine it is.
    pub fn dialect(&self) -> Dialect {
        match self.backend {
            Backend::Sqlite { .. } => Dialect::Sqlite,
            Backend::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match &self.backend {
            Backend::Sqlite { writer, .. } => Tx::writing(writer.begin().await?),
            Backend::Postgres(pool) => Tx::postgres(pool.begin().await?),
        })
    }

    /// Begins the transaction of a turn in a chat. (On SQLite this looks ahead
    /// for those that wait.)
    pub async fn begin_turn(&self, channel: &'static str, chat: i64) -> Result<Tx> {
        match &self.backend {
            Backend::Sqlite { writer, .. } => Ok(Tx::writing(writer.begin_turn((channel, chat)).await?)),
            Backend::Postgres(_) => self.begin().await,
        }
    }

    /// Begins a transaction that only reads, beside those that write.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match &self.backend {
            Backend::Sqlite { readers, .. } => Tx::reading(readers.acquire().await?),
            Backend::Postgres(pool) => Tx::postgres(pool.begin().await?),
        })
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }
}

fn unreachable(place: &Place) -> impl Fn(sqlx::Error) -> StoreError {
    let place = place.to_string();
    move |error| match StoreError::from(error) {
        StoreError::Other(error) => StoreError::Unreachable { place: place.clone(), why: error.to_string() },
        told => told,
    }
}

/// Makes the file, if there is none, so that only its owner can read it: it
/// holds what people answered. The files beside it take its rights over.
fn make_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Where this can't be, SQLite says why in its own words.
    drop(options.open(path));
}

async fn open_sqlite(place: &Place, path: &PathBuf) -> Result<Backend> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::File { place: folder.display().to_string(), source })?;
    }
    make_private(path);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(256)
        .pragma("cache_size", "-16000")
        .pragma("journal_size_limit", "67108864")
        .disable_statement_logging();
    let mut connection = options.connect().await.map_err(unreachable(place))?;
    migrate::sqlite(&mut connection).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(4)
        .min_connections(0)
        .connect_lazy_with(options.read_only(true).create_if_missing(false));
    Ok(Backend::Sqlite { writer: Writer::new(connection), readers })
}

async fn open_postgres(place: &Place, options: &PgConnectOptions) -> Result<Backend> {
    let options = options.clone().application_name("baiti").disable_statement_logging();
    // The pool would try for a long time and then only say that it did.
    let late = |_| sqlx::Error::PoolTimedOut;
    let first = tokio::time::timeout(ACQUIRE_TIMEOUT, options.connect()).await;
    let first = first.map_err(late).flatten().map_err(unreachable(place))?;
    first.close().await.map_err(unreachable(place))?;
    let pool =
        PgPoolOptions::new().max_connections(16).acquire_timeout(ACQUIRE_TIMEOUT).connect_lazy_with(options);
    migrate::postgres(&pool).await?;
    Ok(Backend::Postgres(pool))
}
