//! What goes wrong with disks, files and servers, each with its own words.

use std::process::Command;

use baiti::store::{Place, Store, StoreError, meta, outbox};

use crate::{
    database::{TestDatabase, server_or_said},
    small_disk::{folder, run_inside},
};

/// A turn that writes some kilobytes.
async fn write(store: &Store, number: i64) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    outbox::add(&mut tx, "telegram", number, false, &"满".repeat(10_000), 1).await?;
    tx.commit().await
}

async fn kept(store: &Store) -> Vec<i64> {
    let mut tx = store.read().await.unwrap();
    outbox::open_chats(&mut tx, "telegram", i64::MAX).await.unwrap()
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    run_inside("store::trouble::inside_a_full_disk", 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs a small disk: a_full_disk_is_told_and_loses_nothing"]
async fn inside_a_full_disk() {
    let ballast = folder().join("ballast");
    std::fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let place = Place::Sqlite(folder().join("baiti.db"));
    let store = Store::open(&place).await.unwrap();
    let (mut written, mut refused) = (Vec::new(), 0);
    for round in 0..60 {
        // Several at once, so that commits are shared.
        let turns = (0..4).map(|n| {
            let store = store.clone();
            tokio::spawn(async move { (round * 4 + n, write(&store, round * 4 + n).await) })
        });
        for (number, outcome) in futures::future::try_join_all(turns).await.unwrap() {
            match outcome {
                Ok(()) => written.push(number),
                Err(error) => {
                    refused += 1;
                    assert!(matches!(error.cause(), StoreError::Full(_)), "{error:?}");
                    assert!(error.to_string().contains("磁盘已满"), "{error}");
                }
            }
        }
        if refused > 12 {
            break;
        }
    }
    assert!(written.len() > 5 && refused > 12, "{written:?} {refused}");
    let mut found = kept(&store).await;
    found.sort_unstable();
    written.sort_unstable();
    assert_eq!(found, written, "what was promised, and nothing else");

    for round in 0..3 {
        too_much_for_a_shared_commit(&store, 500 + round * 10, &mut written).await;
    }
    let mut found = kept(&store).await;
    found.sort_unstable();
    written.sort_unstable();
    assert_eq!(found, written);

    std::fs::remove_file(&ballast).unwrap();
    write(&store, 1_000).await.expect("there is room again, without a restart");
    store.close().await;
    let store = Store::open(&place).await.unwrap();
    assert_eq!(kept(&store).await.len(), written.len() + 1);
}

/// A turn that does not even fit the cache meets the full disk in its middle,
/// and SQLite takes the whole commit back. The small turns before it in the
/// same commit are told that they may try again.
async fn too_much_for_a_shared_commit(store: &Store, first: i64, written: &mut Vec<i64>) {
    let small = async |number| {
        let mut tx = store.begin().await?;
        outbox::add(&mut tx, "telegram", number, false, "a", 1).await?;
        tx.commit().await
    };
    let large = async {
        let mut tx = store.begin().await?;
        for _ in 0..30 {
            outbox::add(&mut tx, "telegram", 0, false, &"满".repeat(300_000), 1).await?;
        }
        tx.commit().await
    };
    let (before, refused, after) = futures::join!(small(first), large, small(first + 1));
    assert!(matches!(refused.as_ref().unwrap_err().cause(), StoreError::Full(_)), "{refused:?}");
    for (number, outcome) in [(first, before), (first + 1, after)] {
        match outcome {
            Ok(()) => written.push(number),
            Err(error) => assert!(error.is_passing(), "{error:?}"),
        }
    }
}

#[test]
fn a_read_only_disk_is_told() {
    run_inside("store::trouble::inside_a_read_only_disk", 4);
}

fn mount(arguments: &[&str]) {
    assert!(Command::new("mount").args(arguments).status().unwrap().success(), "{arguments:?}");
}

async fn refused(place: &Place) -> (StoreError, String) {
    let error = match Store::open(place).await {
        Err(error) => error,
        Ok(store) => write(&store, 9).await.expect_err("can't be written"),
    };
    let text = error.to_string();
    (error, text)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a small disk: a_read_only_disk_is_told"]
async fn inside_a_read_only_disk() {
    let file = folder().join("baiti.db");
    let place = Place::Sqlite(file.clone());
    let store = Store::open(&place).await.unwrap();
    write(&store, 1).await.unwrap();
    store.close().await;

    // The file alone.
    let path = file.to_str().unwrap();
    mount(&["--bind", path, path]);
    mount(&["-o", "remount,ro,bind", path]);
    let (error, text) = refused(&place).await;
    assert!(matches!(error.cause(), StoreError::ReadOnly(_)), "{error:?}");
    assert!(text.contains("只读") && text.contains("写权限"), "{text}");
    // Lazily: the connection may still be closing.
    assert!(Command::new("umount").args(["-l", path]).status().unwrap().success());

    // The whole folder.
    mount(&["-o", "remount,ro", folder().to_str().unwrap()]);
    let (error, text) = refused(&place).await;
    assert!(matches!(error, StoreError::ReadOnly(_) | StoreError::Unreachable { .. }), "{error:?}");
    assert!(text.contains("权限"), "{text}");
    let (error, text) = refused(&Place::Sqlite(folder().join("new.db"))).await;
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(text.contains("new.db"), "{text}");
    let (error, text) = refused(&Place::Sqlite(folder().join("folder/new.db"))).await;
    assert!(matches!(error, StoreError::File { .. }), "{error:?}");
    assert!(text.contains("folder"), "{text}");

    mount(&["-o", "remount,rw", folder().to_str().unwrap()]);
    let store = Store::open(&place).await.unwrap();
    assert_eq!(kept(&store).await, [1]);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("baiti.db");
    let text = "工号,姓名,单位\n".repeat(500);
    std::fs::write(&file, &text).unwrap();
    let error = Store::open(&Place::Sqlite(file.clone())).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    assert!(error.to_string().contains("baiti restore"), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test]
async fn a_damaged_database_is_told() {
    let database = TestDatabase::sqlite().await;
    database.store.close().await;
    let mut bytes = std::fs::read(database.file()).unwrap();
    for byte in &mut bytes[4_096..] {
        *byte = 0x5a;
    }
    std::fs::write(database.file(), &bytes).unwrap();
    let error = Store::open(&database.place).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
}

#[tokio::test]
async fn a_folder_where_the_file_should_be_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(&Place::Sqlite(folder.path().to_owned())).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains(folder.path().to_str().unwrap()), "{error}");
}

#[tokio::test]
async fn a_database_from_a_newer_version_is_refused_untouched() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    meta::set(&mut tx, "kept", "yes").await.unwrap();
    tx.commit().await.unwrap();
    database
        .raw(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT 9999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
    database.store.close().await;
    let before = match &database.place {
        Place::Sqlite(path) => Some(std::fs::read(path).unwrap()),
        Place::Postgres(_) => None,
    };
    let error = Store::open(&database.place).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 9999, .. }), "{error:?}");
    assert!(error.to_string().contains("换用新版本"), "{error}");
    if let Some(before) = before {
        assert_eq!(std::fs::read(database.file()).unwrap(), before);
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM meta").await, 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_at_once_and_without_the_password() {
    let place: Place = "postgres://baiti:s3cret@127.0.0.1:1/office".parse().unwrap();
    let error = Store::open(&place).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    let text = format!("{error} {error:?} {place} {place:?}");
    assert!(text.contains("127.0.0.1:1/office") && text.contains("refused"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}

#[test]
fn a_wrong_address_is_told_without_the_password() {
    for url in ["postgres://baiti:s3cret@127.0.0.1:port/office", "mysql://baiti:s3cret@localhost/office"] {
        let error = url.parse::<Place>().unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("s3cret"), "{text}");
    }
    let place: Place = "sqlite://data/baiti.db".parse().unwrap();
    assert_eq!(place.to_string(), "sqlite:data/baiti.db");
}

#[tokio::test]
async fn a_database_that_the_server_does_not_have_is_told() {
    let Some(server) = server_or_said() else { return };
    let place = Place::Postgres(Box::new(server.database("baiti_nowhere")));
    let error = Store::open(&place).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }), "{error:?}");
    assert!(error.to_string().contains("baiti_nowhere"), "{error}");
}

#[tokio::test]
async fn a_server_that_drops_its_connections_is_taken_up_again() {
    let Some(database) = TestDatabase::postgres().await else { return };
    write(&database.store, 1).await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    outbox::add(&mut tx, "telegram", 2, false, "x", 1).await.unwrap();
    database
        .raw(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .await;
    assert!(tx.commit().await.is_err(), "the turn is lost, and says so");
    write(&database.store, 3).await.expect("connects anew");
    assert_eq!(kept(&database.store).await, [1, 3]);
}
