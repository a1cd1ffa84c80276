//! Backups hold everything, from either engine into either.

mod fixtures;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use baiti::{
    domain::rules::Rules,
    store::{
        Place, Store, StoreError,
        backup::{TABLES, backup, restore},
        meta,
    },
};
use sqlx::Connection as _;

use self::fixtures::{NOW, dump, fill, goes_on, names, quiet, shelf};
use super::office::{Attempt, answer, bank, day, hire, unit};
use crate::database::{TestDatabase, sqlite};

#[tokio::test]
async fn the_tables_of_a_backup_are_all_there_and_each_after_what_it_refers_to() {
    let database = TestDatabase::sqlite().await;
    let mut connection = sqlite(&database.file()).await;
    let known: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master
         WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    assert_eq!(known, BTreeSet::from(TABLES));
    for (place, table) in TABLES.iter().enumerate() {
        let sql = "SELECT \"table\" FROM pragma_foreign_key_list($1)";
        let others: Vec<String> =
            sqlx::query_scalar(sql).bind(table).fetch_all(&mut connection).await.unwrap();
        for other in others {
            assert!(TABLES[..=place].contains(&other.as_str()), "{table} refers to {other}");
        }
    }
}

#[tokio::test]
async fn a_backup_holds_every_row_of_every_table() {
    let database = TestDatabase::new().await;
    fill(&database.store).await;
    let (_folder, file) = shelf();
    let mut told = BTreeMap::new();
    backup(&database.store, &file, |table, rows| {
        told.insert(table, rows);
    })
    .await
    .unwrap();
    let expected = dump(&database.place).await;
    for (table, rows) in &expected {
        assert!(!rows.is_empty(), "{table} is not tested");
        if matches!(database.place, Place::Postgres(_)) {
            assert_eq!(told.get(table).copied(), u64::try_from(rows.len()).ok(), "{table}");
        }
    }
    assert_eq!(names(file.parent().unwrap()), ["2026-11-23.db"], "one file");
    assert_eq!(dump(&Place::Sqlite(file)).await, expected);
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_for_its_owner_only_from_the_start() {
    let mode = |path: &Path| {
        std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o777
    };
    let database = TestDatabase::new().await;
    fill(&database.store).await;
    let (_folder, file) = shelf();
    let folder = file.parent().unwrap().to_path_buf();
    let half_made = |_: &str, _| {
        for name in names(&folder) {
            assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
        }
    };
    backup(&database.store, &file, half_made).await.unwrap();
    assert_eq!(mode(&file), 0o600);
}

#[tokio::test]
async fn a_restored_database_is_the_same_and_goes_on() {
    let database = TestDatabase::new().await;
    let attempt = fill(&database.store).await;
    let (folder, file) = shelf();
    backup(&database.store, &file, quiet).await.unwrap();
    let expected = dump(&database.place).await;

    let empty = TestDatabase::new().await;
    empty.store.close().await;
    let kept = restore(&empty.place, &file, false, NOW, quiet).await.unwrap();
    assert_eq!(kept.is_some(), matches!(empty.place, Place::Sqlite(_)), "an empty file was there");
    assert_eq!(dump(&empty.place).await, expected);
    goes_on(&empty.place, attempt).await;

    let before = std::fs::read(&file).unwrap();
    let fresh = Place::Sqlite(folder.path().join("data/baiti.db"));
    assert_eq!(restore(&fresh, &file, false, NOW, quiet).await.unwrap(), None);
    assert_eq!(names(&folder.path().join("data")), ["baiti.db"]);
    assert_eq!(dump(&fresh).await, expected);
    goes_on(&fresh, attempt).await;
    assert_eq!(std::fs::read(&file).unwrap(), before, "a backup is left as it is");
}

#[tokio::test]
async fn an_office_moves_to_a_server_and_back() {
    let Some(server) = TestDatabase::postgres().await else {
        // Without a server, backups of SQLite are restored above.
        return;
    };
    let lite = TestDatabase::sqlite().await;
    let attempt = fill(&lite.store).await;
    let expected = dump(&lite.place).await;
    let (folder, there) = shelf();
    backup(&lite.store, &there, quiet).await.unwrap();
    let mut told = Vec::new();
    restore(&server.place, &there, false, NOW, |table, rows| told.push((table, rows))).await.unwrap();
    assert!(told.contains(&("inbox", 1_000)) && told.contains(&("inbox", 2_500)), "{told:?}");
    assert_eq!(dump(&server.place).await, expected);

    let back = folder.path().join("back.db");
    backup(&server.store, &back, quiet).await.unwrap();
    let home = Place::Sqlite(folder.path().join("baiti.db"));
    restore(&home, &back, false, NOW, quiet).await.unwrap();
    assert_eq!(dump(&home).await, expected);
    goes_on(&home, attempt).await;
    goes_on(&server.place, attempt).await;

    // And once more to a server, over what is there.
    restore(&server.place, &back, true, NOW, quiet).await.unwrap();
    assert_eq!(dump(&server.place).await, expected);
    goes_on(&server.place, attempt).await;
}

#[tokio::test]
async fn a_backup_never_overwrites_and_leaves_nothing_half_done() {
    let database = TestDatabase::new().await;
    let (_folder, file) = shelf();
    backup(&database.store, &file, quiet).await.unwrap();
    let before = std::fs::read(&file).unwrap();
    let again = backup(&database.store, &file, quiet).await.unwrap_err();
    assert!(matches!(again, StoreError::Exists { .. }), "{again:?}");
    assert!(again.to_string().contains("2026-11-23.db"), "{again}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let beneath_a_file = backup(&database.store, &file.join("x.db"), quiet).await.unwrap_err();
    assert!(matches!(beneath_a_file, StoreError::File { .. }), "{beneath_a_file:?}");
    assert_eq!(names(file.parent().unwrap()), ["2026-11-23.db"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_of_a_running_bot_is_of_one_moment() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let place = unit(&mut tx, "局").await;
    let questions = bank(&mut tx, "r", "regulations", 1).await;
    let mut people = Vec::new();
    for number in 0..4 {
        people.push(hire(&mut tx, &number.to_string(), place).await);
    }
    tx.commit().await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let players = people.into_iter().map(|staff| {
        let (store, stop) = (database.store.clone(), stop.clone());
        let attempt = Attempt {
            staff,
            unit: place,
            question: questions[0],
            option: 0,
            day: day(20_261_123),
            seconds: 1,
        };
        tokio::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                let mut tx = store.begin().await.unwrap();
                answer(&mut tx, &Rules::default(), attempt).await;
                tx.commit().await.unwrap();
            }
        })
    });
    let players: Vec<_> = players.collect();
    let (folder, _) = shelf();
    let mut counts = Vec::new();
    for number in 0..6 {
        let file = folder.path().join(format!("{number}.db"));
        backup(&database.store, &file, quiet).await.unwrap();
        let copied = Place::Sqlite(file.clone());
        restore(&Place::Sqlite(file.with_extension("back")), &file, false, NOW, quiet).await.unwrap();
        let rows = dump(&copied).await;
        let answers = rows["response"].len();
        let mut connection = sqlite(&file).await;
        let scored: Option<i64> =
            sqlx::query_scalar("SELECT SUM(answered) FROM score").fetch_one(&mut connection).await.unwrap();
        assert_eq!(scored.unwrap_or(0), 16 * i64::try_from(answers).unwrap());
        assert_eq!(rows["round"].len(), answers);
        counts.push(answers);
    }
    stop.store(true, Ordering::Relaxed);
    futures::future::try_join_all(players).await.unwrap();
    assert!(counts.is_sorted() && counts[5] > counts[0], "the bot went on: {counts:?}");
}

#[tokio::test]
async fn what_is_in_use_is_replaced_only_by_force() {
    let (source, target) = (TestDatabase::new().await, TestDatabase::new().await);
    let attempt = fill(&source.store).await;
    let (_folder, file) = shelf();
    backup(&source.store, &file, quiet).await.unwrap();
    let mut tx = target.store.begin().await.unwrap();
    let place = unit(&mut tx, "别处").await;
    hire(&mut tx, "9999", place).await;
    tx.commit().await.unwrap();
    target.store.close().await;
    let (before, expected) = (dump(&target.place).await, dump(&source.place).await);

    let refused = restore(&target.place, &file, false, NOW, quiet).await.unwrap_err();
    assert!(matches!(refused, StoreError::Occupied { .. }), "{refused:?}");
    assert!(refused.to_string().contains("--force"), "{refused}");
    assert_eq!(dump(&target.place).await, before, "untouched");

    let kept = restore(&target.place, &file, true, NOW, quiet).await.unwrap();
    assert_eq!(dump(&target.place).await, expected);
    goes_on(&target.place, attempt).await;
    if let Some(kept) = kept {
        assert!(kept.to_string_lossy().ends_with("baiti.db.20261123T120000000Z.old"), "{kept:?}");
        assert_eq!(dump(&Place::Sqlite(kept)).await, before);
    }
}

#[tokio::test]
async fn a_running_bots_file_is_not_replaced() {
    let (source, target) = (TestDatabase::sqlite().await, TestDatabase::sqlite().await);
    fill(&source.store).await;
    let (_folder, file) = shelf();
    backup(&source.store, &file, quiet).await.unwrap();
    let running = restore(&target.place, &file, true, NOW, quiet).await.unwrap_err();
    assert!(matches!(running, StoreError::Busy(_)), "{running:?}");
    let mut tx = target.store.begin().await.unwrap();
    meta::set(&mut tx, "still", "there").await.unwrap();
    tx.commit().await.unwrap();
    target.store.close().await;
    restore(&target.place, &file, false, NOW, quiet).await.unwrap();
}

#[tokio::test]
async fn a_damaged_database_is_kept_and_replaced() {
    let (source, target) = (TestDatabase::sqlite().await, TestDatabase::sqlite().await);
    fill(&source.store).await;
    let (_folder, file) = shelf();
    backup(&source.store, &file, quiet).await.unwrap();
    target.store.close().await;
    std::fs::write(target.file(), "no database at all").unwrap();
    std::fs::write(target.file().with_extension("db-wal"), "nor a log").unwrap();
    let refused = restore(&target.place, &file, false, NOW, quiet).await.unwrap_err();
    assert!(matches!(refused, StoreError::Occupied { .. }), "{refused:?}");
    let kept = restore(&target.place, &file, true, NOW, quiet).await.unwrap().unwrap();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "no database at all");
    assert_eq!(dump(&target.place).await, dump(&source.place).await);
}

/// Tries to restore a file that must be refused, over nothing and over data.
async fn is_refused(file: &Path) -> StoreError {
    let target = TestDatabase::new().await;
    fill(&target.store).await;
    target.store.close().await;
    let before = dump(&target.place).await;
    let refused = restore(&target.place, file, true, NOW, quiet).await.unwrap_err();
    assert_eq!(dump(&target.place).await, before, "{refused}");
    refused
}

#[tokio::test]
async fn what_is_no_backup_is_refused_before_anything_is_touched() {
    let database = TestDatabase::sqlite().await;
    fill(&database.store).await;
    let (_folder, file) = shelf();
    backup(&database.store, &file, quiet).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();

    std::fs::write(&file, "工号,姓名\n".repeat(2_000)).unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::NotABackup { .. }), "{refused:?}");

    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::NotABackup { .. }), "{refused:?}");
    assert!(refused.to_string().contains("2026-11-23.db"), "{refused}");

    let mut garbled = bytes.clone();
    let middle = garbled.len() / 2;
    garbled[middle..middle + 5_000].fill(0x5a);
    std::fs::write(&file, &garbled).unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::NotABackup { .. }), "{refused:?}");

    std::fs::remove_file(&file).unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::File { .. }), "{refused:?}");

    std::fs::write(&file, "").unwrap();
    let mut other = sqlite(&file).await;
    sqlx::raw_sql("CREATE TABLE staff (id INTEGER)").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::NotABackup { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_refused() {
    let database = TestDatabase::sqlite().await;
    let (_folder, file) = shelf();
    backup(&database.store, &file, quiet).await.unwrap();
    let mut connection = sqlite(&file).await;
    sqlx::raw_sql("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let refused = is_refused(&file).await;
    assert!(matches!(refused, StoreError::Newer { found: 9999, .. }), "{refused:?}");
}

#[tokio::test]
async fn a_backup_of_the_first_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let migrations = folder.path().join("migrations");
    std::fs::create_dir(&migrations).unwrap();
    let first = "0001_foundation.sql";
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite").join(first);
    std::fs::copy(source, migrations.join(first)).unwrap();
    let file = folder.path().join("old.db");
    std::fs::write(&file, "").unwrap();
    let mut connection = sqlite(&file).await;
    let migrator = sqlx::migrate::Migrator::new(migrations.as_path()).await.unwrap();
    migrator.run_direct(None, &mut connection, false).await.unwrap();
    sqlx::raw_sql("INSERT INTO meta (key, value) VALUES ('from', 'long ago')")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();

    let target = TestDatabase::new().await;
    target.store.close().await;
    restore(&target.place, &file, false, NOW, quiet).await.unwrap();
    let store = Store::open(&target.place).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(meta::get(&mut tx, "from").await.unwrap().as_deref(), Some("long ago"));
    let place = unit(&mut tx, "局").await;
    hire(&mut tx, "0001", place).await;
    tx.commit().await.unwrap();
}
