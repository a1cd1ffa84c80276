//! A database of a test's own, on whichever engine the tests run on.
//!
//! SQLite in a temporary folder; or, where the environment says
//! `BAITI_TEST_POSTGRES=postgres://…`, a fresh database on that server, which
//! is dropped at the end. A server that is asked for and does not answer fails
//! the test: nothing is skipped in silence.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    str::FromStr as _,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use baiti::store::{Place, Store};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use tempfile::TempDir;

/// Where the server of the tests is named.
pub const SERVER: &str = "BAITI_TEST_POSTGRES";

/// A database that vanishes with this value.
pub struct TestDatabase {
    /// The open store.
    pub store: Store,
    /// Where it is.
    pub place: Place,
    home: Home,
}

/// What is to be cleared away.
enum Home {
    Folder(#[expect(dead_code, reason = "is deleted when it is dropped")] TempDir),
    Server { server: Box<PgConnectOptions>, name: String },
}

/// The server of the tests, if they are to run on one.
pub fn server() -> Option<PgConnectOptions> {
    let url = std::env::var(SERVER).ok()?;
    Some(PgConnectOptions::from_str(&url).unwrap_or_else(|error| panic!("{SERVER}={url}: {error}")))
}

/// The server, for a test that can't do without. If there is none, that is
/// said past the test's own output, which nobody sees of a test that passes.
pub fn server_or_said() -> Option<PgConnectOptions> {
    let server = server();
    if server.is_none() {
        let test = std::thread::current();
        let test = test.name().unwrap_or("a test").to_owned();
        writeln!(std::io::stderr(), "NOT TESTED, for want of a PostgreSQL in {SERVER}: {test}")
            .expect("can be said");
    }
    server
}

impl TestDatabase {
    /// A fresh, migrated database on the engine that the tests run on.
    pub async fn new() -> Self {
        match server() {
            Some(server) => Self::on(server).await,
            None => Self::sqlite().await,
        }
    }

    /// A fresh SQLite database, whatever the tests run on.
    pub async fn sqlite() -> Self {
        Self::sqlite_in(&std::env::temp_dir()).await
    }

    /// A fresh SQLite database in a folder inside this one.
    pub async fn sqlite_in(folder: &Path) -> Self {
        let folder = tempfile::tempdir_in(folder).expect("a temporary folder");
        let place = Place::Sqlite(folder.path().join("baiti.db"));
        let store = Store::open(&place).await.expect("opens a new file");
        Self { store, place, home: Home::Folder(folder) }
    }

    /// A fresh PostgreSQL database, if there is a server; says so if not.
    pub async fn postgres() -> Option<Self> {
        match server_or_said() {
            Some(server) => Some(Self::on(server).await),
            None => None,
        }
    }

    async fn on(server: PgConnectOptions) -> Self {
        let name = fresh_name();
        say(&server, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        let place = Place::Postgres(Box::new(server.clone().database(&name)));
        let store = Store::open(&place).await.expect("opens a new database");
        Self { store, place, home: Home::Server { server: Box::new(server), name } }
    }

    /// Closes the database and opens it again, as a restart does.
    pub async fn reopen(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.place).await.expect("opens again");
    }

    /// What `BAITI_DATABASE_URL` says for this database.
    pub fn url(&self) -> String {
        match (&self.place, &self.home) {
            (Place::Sqlite(path), _) => format!("sqlite:{}", path.display()),
            (Place::Postgres(options), _) => options.to_url_lossy().to_string(),
        }
    }

    /// Runs SQL past the store, as another program might.
    pub async fn raw(&self, sql: &str) {
        Self::raw_at(&self.place, sql).await;
    }

    /// The same on the database at a place.
    pub async fn raw_at(place: &Place, sql: &str) {
        match place {
            Place::Sqlite(path) => {
                let mut connection = sqlite(path).await;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("runs");
                connection.close().await.expect("closes");
            }
            Place::Postgres(options) => say(options, sql.to_owned()).await,
        }
    }

    /// Asks past the store for texts.
    pub async fn texts(place: &Place, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql);
        match place {
            Place::Sqlite(path) => sqlx::query_scalar(sql).fetch_all(&mut sqlite(path).await).await,
            Place::Postgres(options) => {
                sqlx::query_scalar(sql).fetch_all(&mut options.connect().await.expect("connects")).await
            }
        }
        .expect("texts")
    }

    /// Asks past the store for one whole number.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql);
        match &self.place {
            Place::Sqlite(path) => {
                sqlx::query_scalar(sql).fetch_one(&mut sqlite(path).await).await.expect("a number")
            }
            Place::Postgres(options) => {
                let mut connection = options.connect().await.expect("connects");
                sqlx::query_scalar(sql).fetch_one(&mut connection).await.expect("a number")
            }
        }
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> PathBuf {
        match &self.place {
            Place::Sqlite(path) => path.clone(),
            Place::Postgres(_) => panic!("not a file"),
        }
    }
}

/// A name that no other test and no other run has.
fn fresh_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // The folder's name is random; nothing is left in it.
    let random = tempfile::Builder::new().prefix("").rand_bytes(10).tempdir().expect("a temporary folder");
    let random = random.path().file_name().expect("has a name").to_string_lossy().to_lowercase();
    format!("baiti_test_{}_{count}_{random}", std::process::id())
}

/// A connection of one's own to a file that is there.
pub async fn sqlite(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_secs(10));
    options.connect().await.expect("opens")
}

async fn say(server: &PgConnectOptions, sql: String) {
    let mut connection = server
        .connect()
        .await
        .unwrap_or_else(|error| panic!("{SERVER} is set, but the server does not answer: {error}"));
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("may make and drop databases");
    connection.close().await.expect("closes");
}

impl Drop for TestDatabase {
    /// Drops the database on a thread of its own: a test's runtime may be
    /// single-threaded or on its way out.
    fn drop(&mut self) {
        let Home::Server { server, name } = &self.home else { return };
        let server = server.clone();
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(say(&server, sql));
        })
        .join();
        assert!(dropped.is_ok() || std::thread::panicking(), "could not drop {name}");
    }
}

#[tokio::test]
async fn a_test_database_is_fresh_and_can_be_reopened() {
    let mut database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    baiti::store::meta::set(&mut tx, "kept", "yes").await.unwrap();
    tx.commit().await.unwrap();
    database.reopen().await;
    let mut tx = database.store.read().await.unwrap();
    assert_eq!(baiti::store::meta::get(&mut tx, "kept").await.unwrap().as_deref(), Some("yes"));
    drop(tx);
    assert!(database.url().starts_with(if server().is_some() { "postgres://" } else { "sqlite:" }));
}
