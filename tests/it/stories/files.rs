//! Files in and out of the chat, through the whole program.

use std::{sync::Arc, time::Duration};

use baiti::{
    chat::{
        desk::{Desk, Served},
        files::FetchTrouble,
        incoming::Channel,
        outgoing::{Keyboard, Outgoing},
    },
    domain::ids::FileId,
    store::{file, outbox},
    telegram,
};

use crate::{
    fake_telegram::{Fault, Rule, TOKEN},
    office::{Office, Someone, simple_bank},
};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股"];

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await
}

/// Keeps a file and a word that it is to be sent, as a turn does.
async fn export(office: &Office, zhang: &Someone<'_>, name: &str, content: &[u8]) -> FileId {
    let now = office.house.clock.now().0;
    let mut tx = office.house.store.begin().await.unwrap();
    let id = file::add(&mut tx, name, content, now).await.unwrap();
    let document =
        Outgoing::Document { file: id.0, html: "请收好。".to_owned(), keyboard: Keyboard::None };
    let payload = serde_json::to_string(&document).unwrap();
    outbox::add(&mut tx, "telegram", zhang.id(), false, &payload, now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The next rounds of the sweep hand on what another program has written.
async fn swept(office: &Office) {
    office.passes(Duration::from_secs(1)).await;
    office.passes(Duration::from_secs(2)).await;
}

#[tokio::test]
async fn an_exported_file_is_received_and_forgotten_after_a_week() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let id = export(&office, &zhang, "题库.xlsx", b"PK").await;
    swept(&office).await;
    office.rests().await;
    zhang.sees("请收好。");
    assert_eq!(zhang.phone.received(), [("题库.xlsx".to_owned(), b"PK".to_vec())]);
    for (days, kept) in [(6, true), (2, false)] {
        office.advance(Duration::from_hours(24 * days)).await;
        // The cleaning is the first thing of a start.
        office.restart().await;
        office.passes(Duration::from_secs(1)).await;
        let mut tx = office.house.store.read().await.unwrap();
        assert_eq!(file::get(&mut tx, id).await.unwrap().is_some(), kept, "after {days} days more");
    }
    office.closes().await;
}

#[tokio::test]
async fn a_file_that_is_forgotten_before_it_went_out_is_given_up() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let id = export(&office, &zhang, "题库.xlsx", b"PK").await;
    let mut tx = office.house.store.begin().await.unwrap();
    file::purge(&mut tx, i64::MAX).await.unwrap();
    assert_eq!(file::get(&mut tx, id).await.unwrap(), None);
    tx.commit().await.unwrap();
    swept(&office).await;
    office.rests().await;
    assert_eq!(office.number("SELECT COUNT(*) FROM outbox WHERE outcome = 'file gone'").await, 1);
    assert!(zhang.phone.received().is_empty());
    zhang.says("/me").await.sees("张三");
    office.closes().await;
}

#[tokio::test]
async fn files_and_quizzes_are_answered() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.phone.sends_file("题库.xlsx", b"PK");
    office.rests().await;
    zhang.sees("文件没有保存");
    zhang.phone.sends_quiz("行政许可由谁实施？", &["甲", "乙"], Some(1));
    office.rests().await;
    zhang.sees("只能看懂文字和按钮");
    office.closes().await;
}

#[tokio::test]
async fn the_desk_fetches_what_was_sent() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let id = zhang.phone.sends_file("题库.xlsx", b"PK");
    office.rests().await;
    let settings = telegram::Settings::parse(TOKEN, Some(&office.telegram.url()), None).unwrap();
    let api = telegram::connect(&settings).unwrap();
    let decoder = Box::new(|raw: &str| Ok(telegram::decode::decode(raw, "baiti_test_bot")));
    let served = Served { channel: Channel::Telegram, decoder, fetcher: Arc::new(api) };
    let (desk, _streams) = Desk::new(office.house.clone(), "beside".into(), vec![served]);
    assert_eq!(desk.fetch(Channel::Telegram, &id).await, Ok(b"PK".to_vec()));
    assert_eq!(desk.fetch(Channel::Terminal, "/etc/hostname").await, Err(FetchTrouble::Gone));
    office.telegram.plan(Rule::new("download", Fault::Server(500)));
    assert!(matches!(desk.fetch(Channel::Telegram, &id).await, Err(FetchTrouble::Passing(_))));
    office.closes().await;
}
