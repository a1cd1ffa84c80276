//! Question banks of others.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

use baiti::{
    clock::Timestamp,
    domain::topic,
    exchange::settle,
    intake::{
        Target, Wish,
        questions::{self, Compared, Reading},
    },
    store::bank,
};

use crate::database::TestDatabase;

const SHEET: &str = "题型,题目,选项A,选项B,正确答案,解析,依据\n\
                     单选题,预算年度自公历几月几日起？,1月1日,3月1日,A,,\n";

async fn reading(database: &TestDatabase, text: &str) -> Reading {
    let bytes = text.as_bytes().to_vec();
    questions::read(&database.store, bytes, None, settle::Options::default()).await.unwrap()
}

async fn target(database: &TestDatabase, title: &str) -> Target {
    let mut tx = database.store.read().await.unwrap();
    Target::find(&mut tx, &topic::standing(), &Wish::default(), title).await.unwrap()
}

async fn compared(database: &TestDatabase, reading: &Reading, target: &Target) -> Compared {
    reading.compare(&mut database.store.read().await.unwrap(), target).await.unwrap()
}

async fn loads(database: &TestDatabase, reading: &Reading, target: &Target, shown: &Compared) -> bool {
    let (store, shown) = (&database.store, &shown.preview);
    questions::load_as_shown(store, None, target, reading, shown, Timestamp(1)).await.unwrap()
}

/// Loads a file as it is shown just now.
async fn load(database: &TestDatabase, text: &str, title: &str) {
    let (reading, target) = (reading(database, text).await, target(database, title).await);
    let shown = compared(database, &reading, &target).await;
    assert!(loads(database, &reading, &target, &shown).await);
}

/// Counts and samples may be the same where the words are not.
#[tokio::test]
async fn only_what_was_shown_is_loaded_word_by_word() {
    let database = TestDatabase::new().await;
    load(&database, SHEET, "财政").await;
    let explained = SHEET.replace(",A,,", ",A,见预算法,");
    let (mine, target) = (reading(&database, &explained).await, target(&database, "财政").await);
    let shown = compared(&database, &mine, &target).await;
    assert_eq!((shown.preview.changed, shown.preview.rekeyed.len()), (1, 0));
    // Somebody else adds the source meanwhile.
    load(&database, &SHEET.replace(",A,,", ",A,,《预算法》第十八条"), "财政").await;
    assert!(!loads(&database, &mine, &target, &shown).await);
    let shown = compared(&database, &mine, &target).await;
    assert!(loads(&database, &mine, &target, &shown).await);
    assert_eq!(database.number("SELECT COUNT(*) FROM question_version").await, 3);
}

#[tokio::test]
async fn a_bank_that_was_renamed_is_found_and_keeps_its_name() {
    let database = TestDatabase::new().await;
    load(&database, SHEET, "财政").await;
    let made = target(&database, "财政").await;
    let rename = async |title: &str| {
        let mut tx = database.store.begin().await.unwrap();
        bank::put(&mut tx, &made.id, title, made.topic.as_str(), 2).await.unwrap();
        tx.commit().await.unwrap();
    };
    rename("财政法规").await;
    let found = target(&database, "财政").await;
    assert_eq!((found.title.as_str(), found.is_new, &found.id), ("财政法规", false, &made.id));
    let mine = reading(&database, &SHEET.replace("预算", "会计")).await;
    let shown = compared(&database, &mine, &found).await;
    // Renamed again after it was shown: the name must not be taken back.
    rename("财政法规题库").await;
    assert!(!loads(&database, &mine, &found, &shown).await);
    let found = target(&database, "财政").await;
    assert!(loads(&database, &mine, &found, &shown).await);
    let (title, _) = bank::get(&mut database.store.read().await.unwrap(), &made.id).await.unwrap().unwrap();
    assert_eq!(title, "财政法规题库");
}
