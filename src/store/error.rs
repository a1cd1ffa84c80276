//! What can go wrong with a database, told apart by what to do about it.

/// A failure of the storage.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full. Nothing of the failed transaction was kept.
    #[error("磁盘已满，数据没有写入。请清理磁盘空间，程序会自动继续 (the disk is full)")]
    Full(#[source] sqlx::Error),
    /// The database can only be read.
    #[error("数据库是只读的，不能写入。请检查数据文件和所在文件夹的写权限 (the database is read-only)")]
    ReadOnly(#[source] sqlx::Error),
    /// Another program holds the database.
    #[error("数据库正被其他程序占用，请关闭其他程序后再试 (the database is locked)")]
    Busy(#[source] sqlx::Error),
    /// The file is no database, or is damaged.
    #[error("数据文件已损坏或不是数据库。请用 baiti restore 恢复最近的备份 (the database is damaged)")]
    Damaged(#[source] sqlx::Error),
    /// The database can't be opened or reached.
    #[error("打不开数据库 {place}：{why}。请检查路径、权限或服务器地址 (can't open the database)")]
    Unreachable {
        /// Where, without a password.
        place: String,
        /// What the driver said.
        why: String,
    },
    /// A later version of baiti has changed the database.
    #[error(
        "数据库由更新版本的 baiti 建立（结构版本 {found}，本程序只认识到 {known}）。请换用新版本的程序，数据没有改动 (the database is newer than this program)"
    )]
    Newer {
        /// The version of the tables.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The tables could not be brought up to date.
    #[error("数据库结构升级失败：{0} (migration failed)")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A row does not hold what it should.
    #[error("数据库中的记录有误：表 {table}，列 {column}，编号 {row} (a broken row)")]
    Broken {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's number or key.
        row: String,
    },
    /// A file could not be read or written.
    #[error("{place}：{source}")]
    File {
        /// Which.
        place: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file that must not be overwritten.
    #[error("{place} 已经存在，不会覆盖。请换一个文件名 (the file exists)")]
    Exists {
        /// Which.
        place: String,
    },
    /// A restore would replace what is there.
    #[error(
        "{place} 里已有人员、题目或作答记录，没有改动。确要用备份替换，请加 --force (the database is in use)"
    )]
    Occupied {
        /// Where.
        place: String,
    },
    /// What should be restored is no backup of baiti, or is damaged.
    #[error("{place} 不是完好的 baiti 备份：{why}。没有改动任何数据 (not a backup)")]
    NotABackup {
        /// Which file.
        place: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the driver reports.
    #[error("数据库出错：{0}")]
    Other(#[source] sqlx::Error),
    /// The commit that turns shared was undone through no fault of theirs, as
    /// SQLite does when another's write meets a full disk.
    #[error("这一批写入被撤销，数据没有写入，会自动重试：{0} (the shared commit was undone)")]
    Undone(#[source] sqlx::Error),
    /// The program ends while updates wait to be taken in.
    #[error("程序正在停止，消息稍后重新接收 (the program is ending)")]
    LetIn,
    /// The commit that this turn shared with others failed.
    #[error("{0}")]
    Shared(std::sync::Arc<StoreError>),
}

impl StoreError {
    /// A row that does not hold what it should.
    pub fn broken(table: &'static str, column: &'static str, row: impl std::fmt::Display) -> Self {
        Self::Broken { table, column, row: row.to_string() }
    }

    /// The failure itself, also where the turn only shared a commit with it.
    pub fn cause(&self) -> &Self {
        match self {
            Self::Shared(shared) => shared.cause(),
            own => own,
        }
    }
}

impl StoreError {
    /// Whether waiting may help: the disk gets room, the server comes back.
    /// What does not pass is a mistake of the program or a broken row.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Other(sqlx::Error::Database(error)) => {
                // Connection, resources, operator, system, and rolled-back transactions.
                let code = error.code().unwrap_or_default();
                let server = ["08", "40", "53", "57", "58"].iter().any(|class| code.starts_with(class));
                let lite = code.parse::<u32>().ok().filter(|_| code.len() < 5);
                code.len() == 5 && server || lite.is_some_and(|code| code & 0xff == SQLITE_IOERR)
            }
            // The driver and the way to the server.
            Self::Other(error) => matches!(
                error,
                sqlx::Error::Io(_)
                    | sqlx::Error::Tls(_)
                    | sqlx::Error::Protocol(_)
                    | sqlx::Error::PoolTimedOut
                    | sqlx::Error::PoolClosed
                    | sqlx::Error::WorkerCrashed
                    | sqlx::Error::BeginFailed
            ),
            Self::Full(_)
            | Self::ReadOnly(_)
            | Self::Busy(_)
            | Self::Unreachable { .. }
            | Self::File { .. }
            | Self::Undone(_)
            | Self::LetIn => true,
            Self::Damaged(_)
            | Self::Broken { .. }
            | Self::Newer { .. }
            | Self::Migration(_)
            | Self::Exists { .. }
            | Self::Occupied { .. }
            | Self::NotABackup { .. } => false,
            Self::Shared(error) => error.is_passing(),
        }
    }
}

/// SQLite's code for trouble with the disk.
const SQLITE_IOERR: u32 = 10;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        match code.as_deref().map(Meaning::of) {
            Some(Meaning::Full) => Self::Full(error),
            Some(Meaning::ReadOnly) => Self::ReadOnly(error),
            Some(Meaning::Busy) => Self::Busy(error),
            Some(Meaning::Damaged) => Self::Damaged(error),
            Some(Meaning::Other) | None => Self::Other(error),
        }
    }
}

enum Meaning {
    Full,
    ReadOnly,
    Busy,
    Damaged,
    Other,
}

impl Meaning {
    /// SQLite's (extended) result codes and PostgreSQL's SQLSTATE.
    fn of(code: &str) -> Self {
        let primary = code.parse::<u32>().ok().filter(|_| code.len() < 5).map(|code| code & 0xff);
        match (primary, code) {
            (Some(13), _) | (_, "53100") => Self::Full,
            (Some(8), _) | (_, "25006") => Self::ReadOnly,
            (Some(5 | 6), _) | (_, "55P03") => Self::Busy,
            (Some(11 | 26), _) => Self::Damaged,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_are_told_apart() {
        let is = |code, expected: fn(&Meaning) -> bool| assert!(expected(&Meaning::of(code)), "{code}");
        for full in ["13", "53100"] {
            is(full, |meaning| matches!(meaning, Meaning::Full));
        }
        // 1032 is "read-only, because the database was moved".
        for read_only in ["8", "1032", "25006"] {
            is(read_only, |meaning| matches!(meaning, Meaning::ReadOnly));
        }
        // 261 is "busy, because another process recovers the log".
        for busy in ["5", "6", "261", "55P03"] {
            is(busy, |meaning| matches!(meaning, Meaning::Busy));
        }
        for damaged in ["11", "26", "267"] {
            is(damaged, |meaning| matches!(meaning, Meaning::Damaged));
        }
        // A duplicate key, and SQLSTATEs of five digits that are no SQLite codes.
        for other in ["2067", "23505", "08006", "00013", ""] {
            is(other, |meaning| matches!(meaning, Meaning::Other));
        }
    }

    #[test]
    fn a_shared_failure_is_looked_through() {
        let full = StoreError::Full(sqlx::Error::PoolClosed);
        let shared = StoreError::Shared(std::sync::Arc::new(StoreError::Shared(std::sync::Arc::new(full))));
        assert!(matches!(shared.cause(), StoreError::Full(_)));
        assert!(shared.to_string().contains("磁盘已满"));
    }

    #[test]
    fn mistakes_of_the_program_do_not_pass() {
        for passing in [sqlx::Error::PoolTimedOut, sqlx::Error::WorkerCrashed] {
            assert!(StoreError::Other(passing).is_passing());
        }
        for mistake in [sqlx::Error::RowNotFound, sqlx::Error::ColumnNotFound("x".into())] {
            assert!(!StoreError::Other(mistake).is_passing());
        }
        assert!(!StoreError::Damaged(sqlx::Error::RowNotFound).is_passing());
        assert!(StoreError::Full(sqlx::Error::RowNotFound).is_passing());
    }
}
