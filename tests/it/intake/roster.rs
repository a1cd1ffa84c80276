//! Staff lists.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

use std::sync::atomic::{AtomicUsize, Ordering};

use baiti::{
    clock::Timestamp,
    intake::roster::{self, How, Loaded, Outcome, RosterPreview, Weight},
    roster::Reading,
    store::staff::{self, Member},
};
use chrono::NaiveDate;

use crate::database::TestDatabase;

const LIST: &str = "工号,姓名,单位,出生年月,手机号,角色\n\
                    0001,张三,市财政局/预算股,1985-06,13800138000,管理员\n\
                    0002,李四,市财政局/国库股,1990.1,,\n";

fn hash(phone: &str) -> String {
    format!("#{phone}")
}

async fn reading(text: &str) -> Reading {
    let today = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
    roster::read(text.as_bytes().to_vec(), "list.csv".to_owned(), today).await.unwrap()
}

fn how(deactivate_missing: bool) -> How<'static> {
    How { hash: &hash, by: None, deactivate_missing, now: Timestamp(7), step: &|| {} }
}

async fn shown(database: &TestDatabase, reading: &Reading) -> RosterPreview {
    roster::compare(&mut database.store.read().await.unwrap(), reading, &hash).await.unwrap()
}

/// Loads a list as it is shown just now.
async fn load(database: &TestDatabase, text: &str, deactivate_missing: bool) -> Loaded {
    let reading = reading(text).await;
    let shown = shown(database, &reading).await;
    let mut tx = database.store.begin().await.unwrap();
    let done = roster::load_as_shown(&mut tx, &reading, &shown, &how(deactivate_missing)).await.unwrap();
    tx.commit().await.unwrap();
    match done {
        Outcome::Loaded(loaded) => loaded,
        Outcome::ChangedMeanwhile => panic!("nobody else is at work"),
    }
}

async fn member(database: &TestDatabase, staff_no: &str) -> Member {
    staff::by_no(&mut database.store.read().await.unwrap(), staff_no).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_list_is_loaded_and_the_menus_to_set_are_named() {
    let database = TestDatabase::new().await;
    let first = load(&database, LIST, false).await;
    assert_eq!((first.added, first.changed, first.menus.len()), (2, 0, 0), "nobody new has a chat yet");
    let zhang = member(&database, "0001").await;
    assert_eq!(zhang.phone_hash.as_deref(), Some("#13800138000"));
    assert!(member(&database, "0002").await.birth.is_none(), "a birth that may be two is not guessed");
    let second = load(&database, &LIST.replace("管理员", "监考"), false).await;
    assert_eq!((second.changed, second.menus), (1, vec![zhang.id]));
    let third = load(&database, LIST.lines().take(2).collect::<Vec<_>>().join("\n").as_str(), true).await;
    assert_eq!((third.changed, third.deactivated), (1, 1));
    assert!(!member(&database, "0002").await.active);
}

#[tokio::test]
async fn only_what_was_shown_is_loaded() {
    let database = TestDatabase::new().await;
    load(&database, LIST, false).await;
    let mine = reading(&LIST.replace("国库股", "办公室")).await;
    let shown = shown(&database, &mine).await;
    assert_eq!((shown.changed, shown.moved, shown.same, shown.asked), (1, 1, 1, 1));
    // Somebody else loads while the question stands.
    load(&database, &LIST.replace("张三", "张山"), false).await;
    let mut tx = database.store.begin().await.unwrap();
    let done = roster::load_as_shown(&mut tx, &mine, &shown, &how(false)).await.unwrap();
    assert_eq!(done, Outcome::ChangedMeanwhile);
    drop(tx);
    assert_eq!(member(&database, "0001").await.name, "张山");
    assert_eq!(member(&database, "0002").await.unit_path, "市财政局/国库股");
}

#[tokio::test]
async fn a_preview_says_all_and_can_be_kept() {
    let database = TestDatabase::new().await;
    load(&database, LIST, false).await;
    let text = "工号,姓名,单位,出生年月\n\
                ,张三,预算股,85.6\n,李四,办公室,\n0009,赵六,市财政局,1990-13\n0010,钱七,市财政局,1990-14\n";
    let shown = shown(&database, &reading(text).await).await;
    assert_eq!((shown.matched, shown.doubtful, shown.asked, shown.refused), (1, 1, 1, 2));
    assert_eq!((shown.same, shown.vanished), (1, 0), "who is doubtful has not vanished");
    let told: Vec<String> = shown.groups.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "第4行 D列“1990-13”、第5行 D列“1990-14”：出生年月不是看得懂的日期，请写成 1990-03 或 1990-03-07",
            "第2行 D列“85.6”：出生年月的年份只有两位，可能是 1985-06 或 1996-06（民国），请把这一格设为文本，写成四位的年份",
        ]
    );
    assert_eq!(
        shown.groups.iter().map(|group| group.weight).collect::<Vec<_>>(),
        [Weight::Refused, Weight::Asked]
    );
    let kept = serde_json::to_string(&shown).unwrap();
    assert_eq!(serde_json::from_str::<RosterPreview>(&kept).unwrap(), shown);
}

#[tokio::test]
async fn each_person_written_is_a_step() {
    let database = TestDatabase::new().await;
    let list = reading(LIST).await;
    let shown = shown(&database, &list).await;
    let steps = AtomicUsize::new(0);
    let step = || {
        steps.fetch_add(1, Ordering::Relaxed);
    };
    let mut tx = database.store.begin().await.unwrap();
    roster::load_as_shown(&mut tx, &list, &shown, &How { step: &step, ..how(false) }).await.unwrap();
    drop(tx);
    assert_eq!((steps.into_inner(), shown.added), (2, 2));
    let people = staff::list(&mut database.store.read().await.unwrap()).await.unwrap();
    assert!(people.is_empty(), "the transaction is the caller's");
}
