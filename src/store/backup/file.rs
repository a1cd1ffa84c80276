//! Files that are complete or not there.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use chrono::DateTime;
use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};

use crate::{
    clock::Timestamp,
    store::{Place, Result, StoreError},
};

/// What SQLite keeps beside a database.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The trouble with a file.
pub(super) fn trouble(path: &Path, source: io::Error) -> StoreError {
    StoreError::File { place: path.display().to_string(), source }
}

/// A path with something added to its last name.
fn named(path: &Path, addition: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(addition);
    PathBuf::from(name)
}

/// A file in the making. It vanishes with this value, unless it becomes what
/// it is made for.
#[derive(Debug)]
pub(super) struct Work(PathBuf);

impl Work {
    /// In the folder of the file that it is to become, which is made if it is
    /// missing.
    pub(super) fn beside(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|source| trouble(folder, source))?;
        }
        Ok(Self::fresh(named(path, &format!(".{}.part", std::process::id()))))
    }

    /// Likewise, and there from the start, for its owner only: others must not
    /// read it even while it is being filled.
    pub(super) fn private_beside(path: &Path) -> Result<Self> {
        let name = Self::beside(path)?.0.clone();
        Self::private(name).map_err(|source| trouble(path, source))
    }

    /// Where the machine keeps temporary files.
    pub(super) fn temporary() -> Result<Self> {
        let folder = std::env::temp_dir();
        let open =
            |n: u32| Self::private(folder.join(format!("baiti-restore-{}-{n}.part", std::process::id())));
        (0..100)
            .find_map(|n| open(n).ok())
            .ok_or_else(|| trouble(&folder, io::ErrorKind::AlreadyExists.into()))
    }

    /// A file that nobody has made before: others may write to that folder.
    fn private(path: PathBuf) -> io::Result<Self> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map(|_| Self(path))
    }

    fn fresh(path: PathBuf) -> Self {
        let work = Self(path);
        work.clear();
        work
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Brings the file to the disk and gives it its name.
    pub(super) fn becomes(self, path: &Path) -> Result<()> {
        let told = |source| trouble(path, source);
        // A read-only handle is enough to sync on Unix; Windows wants to write.
        File::options().write(true).open(&self.0).and_then(|file| file.sync_all()).map_err(told)?;
        fs::rename(&self.0, path).map_err(told)?;
        sync_folder(path);
        Ok(())
    }

    fn clear(&self) {
        for addition in COMPANIONS.iter().chain([&""]) {
            // There may be none.
            let _ = fs::remove_file(named(&self.0, addition));
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Brings a new name to the disk. Not every system knows how to; then it gets
/// there a little later.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Copies a database file with its write-ahead log, if it has one.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(|source| trouble(from, source))?;
    let log = named(from, "-wal");
    if log.exists() {
        fs::copy(&log, named(to, "-wal")).map_err(|source| trouble(&log, source))?;
    }
    Ok(())
}

/// Whether the file may be replaced: nobody has it open, and it holds nothing
/// or is to be replaced by `force`.
pub(super) async fn may_be_replaced(place: &Place, path: &Path, force: bool) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let occupied = match look_into(path).await.map_err(StoreError::from) {
        Ok(occupied) => occupied,
        Err(busy @ StoreError::Busy(_)) => return Err(busy),
        // Something else, or damaged: restoring is the way to mend it, but it
        // may still be wanted.
        Err(_) => true,
    };
    if occupied && !force {
        return Err(StoreError::Occupied { place: place.to_string() });
    }
    Ok(())
}

/// Folds the write-ahead log into the file, which fails if another program has
/// it open, and looks whether there is anything in it.
async fn look_into(path: &Path) -> sqlx::Result<bool> {
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(std::time::Duration::ZERO);
    let mut connection = options.disable_statement_logging().connect().await?;
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
    let tables: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_master").fetch_one(&mut connection).await?;
    let occupied = "SELECT EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM question)
                    OR EXISTS (SELECT 1 FROM response)";
    let occupied = tables > 0 && sqlx::query_scalar(occupied).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(occupied)
}

/// Gives the file that stands there, and what SQLite keeps beside it, a name
/// with the time; gives that name.
pub(super) fn set_aside(path: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let told = |source| trouble(path, source);
    let time = DateTime::from_timestamp_millis(now.0).unwrap_or_default().format("%Y%m%dT%H%M%S%3fZ");
    let aside = named(path, &format!(".{time}.old"));
    if aside.exists() {
        return Err(StoreError::Exists { place: aside.display().to_string() });
    }
    // A log must never meet a file that it does not belong to.
    for companion in COMPANIONS {
        let beside = named(path, companion);
        if beside.exists() {
            fs::rename(&beside, named(&aside, companion)).map_err(told)?;
        }
    }
    // With a second name there is no moment without a database; not every file
    // system has them.
    fs::hard_link(path, &aside).or_else(|_| fs::rename(path, &aside)).map_err(told)?;
    Ok(Some(aside))
}
