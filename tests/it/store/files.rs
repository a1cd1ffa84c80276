//! Files on their way to a chat.

use baiti::{
    domain::ids::FileId,
    store::{file, outbox, turn, upload},
};

use super::office::{hire, taken_in, unit};
use crate::database::TestDatabase;

#[tokio::test]
async fn a_file_is_kept_byte_for_byte_until_it_is_forgotten() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let every_byte: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let old = file::add(&mut tx, "题库 “甲”.xlsx", &every_byte, 10).await.unwrap();
    let new = file::add(&mut tx, "空", b"", 20).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    let found = file::get(&mut tx, old).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.content == every_byte), ("题库 “甲”.xlsx", true));
    assert_eq!(file::purge(&mut tx, 20).await.unwrap(), 1);
    assert_eq!(file::get(&mut tx, old).await.unwrap(), None);
    assert_eq!(file::get(&mut tx, new).await.unwrap().unwrap().content, b"");
    assert_eq!(file::get(&mut tx, FileId(-1)).await.unwrap(), None);
}

/// What is sent late must not be a file of somebody else.
#[tokio::test]
async fn the_number_of_a_forgotten_file_is_never_given_again() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let first = file::add(&mut tx, "a", b"a", 1).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    file::purge(&mut tx, 2).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    assert!(file::add(&mut tx, "b", b"b", 3).await.unwrap() > first);
}

/// The buttons of old messages must not load another's file.
#[tokio::test]
async fn the_number_of_an_upload_is_never_given_again() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "市财政局").await;
    let staff = hire(&mut tx, "0001", unit).await;
    let first = upload::add(&mut tx, staff, ("telegram", 5), "{}", 1).await.unwrap();
    let second = upload::add(&mut tx, staff, ("telegram", 5), "{}", 1).await.unwrap();
    assert!(upload::set(&mut tx, second, "{}", false, 1).await.unwrap());
    let known = upload::with_people(&mut tx, 2).await.unwrap();
    assert_eq!(known, [(first, "{}".to_owned())], "what has just come may hold people");
    upload::remove(&mut tx, first).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    assert_eq!(upload::purge(&mut tx, 2).await.unwrap(), 1);
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    assert!(upload::add(&mut tx, staff, ("telegram", 5), "{}", 3).await.unwrap() > second);
}

/// A turn may leave its end to be written with that of others; a file is
/// written at once, and comes and goes with the turn all the same.
#[tokio::test]
async fn a_turn_keeps_a_file_with_what_it_says() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    for update in [1, 2] {
        taken_in(&mut tx, "telegram", update, 5, "x", 1).await.unwrap();
    }
    tx.commit().await.unwrap();
    for keep in [false, true] {
        let mut tx = database.store.begin_turn("telegram", 5).await.unwrap();
        let loaded =
            turn::load(&mut tx, "telegram", 5, super::office::day(20_261_123), 9).await.unwrap().unwrap();
        file::add(&mut tx, "a", b"a", 9).await.unwrap();
        turn::end(&mut tx, loaded.inbox_id, false, 9, vec![("telegram", 5, false, "{}".to_owned())])
            .await
            .unwrap();
        if keep {
            assert_eq!(tx.commit_turn().await.unwrap().len(), 1);
        }
    }
    assert_eq!(database.number("SELECT COUNT(*) FROM file").await, 1);
    let mut tx = database.store.read().await.unwrap();
    assert_eq!(outbox::count_open(&mut tx).await.unwrap(), 1);
}
