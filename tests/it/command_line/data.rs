//! `migrate`, `rebuild`, `backup` and `restore`.

use baiti::{
    clock::{Clock as _, SystemClock},
    store::{copy, staff},
};

use super::Office;

const JUDGE: &str = r#"format = 1
id = "one"
title = "一道题"
topic = "ethics"

[[question]]
id = "q1"
kind = "judge"
stem = "拾金不昧是美德。"
key = true
"#;

#[tokio::test(flavor = "multi_thread")]
async fn tables_are_made_once() {
    let office = Office::with_a_file();
    office.baiti("migrate").well().sees(&["已建立数据库 sqlite:data/baiti.db"]);
    office.baiti("migrate").well().sees(&["已经是最新"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_everything_back() {
    let office = Office::new().await;
    office.file("list.csv", "工号,姓名,单位\n0001,张三,市财政局\n0002,李四,市财政局\n");
    office.baiti("staff load list.csv --yes").well();
    office.baiti("backup a/b.db").well().sees(&["已备份到 a/b.db"]);
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&office.path("a/b.db").metadata().unwrap().permissions())
            & 0o777,
        0o600
    );
    office.baiti("backup a/b.db").refuses(&["已经存在"]);
    office.baiti("staff erase 0002 --yes").well();
    office.baiti("restore a/b.db").refuses(&["已有数据", "--yes"]);
    office.baiti("staff list").well().misses("李四");
    office.baiti("restore a/b.db --yes").well().sees(&["已从 a/b.db 恢复"]);
    office.baiti("staff list").well().sees(&["李四", "在册 2 人"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_sound_backup_is_restored() {
    let office = Office::new().await;
    office.file("list.csv", "工号,姓名,单位\n0001,张三,市财政局\n");
    office.baiti("staff load list.csv --yes").well();
    office.file("no.db", "not a database at all, just some words");
    office.baiti("restore no.db --yes").refuses(&["不是完好的 baiti 备份"]);
    office.baiti("restore none.db --yes").refuses(&["none.db"]);
    office.baiti("staff list").well().sees(&["张三"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_restored_under_a_running_bot() {
    let office = Office::new().await;
    office.baiti("migrate").well();
    office.baiti("backup b.db").well();
    let store = office.store().await;
    let mut tx = store.begin().await.unwrap();
    copy::beat(&mut tx, "another", SystemClock.now().0).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    office.baiti("restore b.db --yes").refuses(&["正在运行"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_database_is_not_backed_up() {
    let office = Office::with_a_file();
    office.baiti("backup b.db").refuses(&["没有数据库 sqlite:data/baiti.db"]);
    assert!(!office.path("data").exists() && !office.path("b.db").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_can_be_derived_anew() {
    let office = Office::new().await;
    office.baiti("rebuild").well().sees(&["已重新计算 0 人"]);
    // One question that a single tap answers, whatever the chance of the draw.
    office.file("bank.toml", JUDGE);
    office.baiti("bank load bank.toml --yes").well();
    office.baiti_hears("chat", "答题\n1\n1\n1\nquit\n").well().sees(&["拾金不昧是美德。"]);
    let store = office.store().await;
    let mut tx = store.begin().await.unwrap();
    let person = staff::by_no(&mut tx, "0001").await.unwrap().unwrap();
    let before = baiti::store::rebuild::derived(&mut tx, person.id).await.unwrap();
    drop(tx);
    office.baiti("rebuild").well().sees(&["已重新计算 1 人，其中 0 人与原来不同，重新判分 0 次"]);
    let mut tx = store.read().await.unwrap();
    assert_eq!(baiti::store::rebuild::derived(&mut tx, person.id).await.unwrap(), before);
}
