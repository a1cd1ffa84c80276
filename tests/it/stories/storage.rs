//! What goes wrong on the way into the database: a full disk, a broken row, a
//! mistake in the program. Nothing is lost and nobody else notices.

use std::{sync::Arc, time::Duration};

use baiti::chat::{
    desk::{Decoder, Desk, DeskDoor},
    incoming::{Arrival, Channel, ChatKey},
    outgoing::{Delivery, Outcome, Outgoing},
    outlet::{Deliveries, Door as _},
};

use serde_json::json;

use crate::{
    database::{TestDatabase, server},
    office::{Office, blink, served, simple_bank},
    small_disk,
};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股"];

#[test]
fn a_full_disk_in_the_middle_of_a_round() {
    small_disk::run_inside("stories::storage::inside_a_full_disk_by_polling", 8);
    small_disk::run_inside("stories::storage::inside_a_full_disk_by_webhook", 8);
}

async fn full_disk(webhook: bool) {
    let database = TestDatabase::sqlite_in(&small_disk::folder()).await;
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).on(database);
    let office = if webhook { office.webhook() } else { office }.open().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    zhang.begins("职业道德", 5).await;
    li.begins("职业道德", 5).await;
    let ballast = small_disk::fill();
    // What still fits into the log's last page may pass; soon nothing does.
    let (message, right) = zhang.button(&zhang.letter_of("对")).unwrap();
    let (their_message, wrong) = li.button(&li.letter_of("甲")).unwrap();
    for _ in 0..40 {
        zhang.phone.taps(message, &right);
        li.phone.taps(their_message, &wrong);
    }
    for _ in 0..50 {
        blink().await;
    }
    let waiting = office.telegram.state(|state| state.updates.len());
    assert!(waiting > 0, "nothing is confirmed that was not stored");
    for _ in 0..5 {
        office.clock.advance(Duration::from_secs(10));
        blink().await;
    }
    let still = office.telegram.state(|state| state.updates.len());
    assert!(still > 0, "and while the disk is full it stays so");

    std::fs::remove_file(ballast).unwrap();
    for _ in 0..200 {
        office.clock.advance(Duration::from_secs(10));
        blink().await;
    }
    office.rests().await;
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 2);
    let toasts = zhang.toasts();
    assert_eq!(toasts.len(), 42, "{toasts:?}");
    office.expects("query is too old");
    zhang.sees("✅ 答对了").presses("下一题").await.sees("第 2/3 题");
    li.sees("❌ 答错了").says("/me").await.sees("答了 1 题");
    office.closes().await;
}

#[tokio::test]
#[ignore = "needs a small disk: a_full_disk_in_the_middle_of_a_round"]
async fn inside_a_full_disk_by_polling() {
    full_disk(false).await;
}

#[tokio::test]
#[ignore = "needs a small disk: a_full_disk_in_the_middle_of_a_round"]
async fn inside_a_full_disk_by_webhook() {
    full_disk(true).await;
}

#[tokio::test]
async fn a_broken_row_costs_an_apology_with_a_code_and_the_chat_goes_on() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    zhang.begins("职业道德", 5).await;
    office
        .database
        .raw("UPDATE question_version SET content = '{' WHERE id = (SELECT MIN(version_id) FROM question)")
        .await;
    office.restart().await;
    zhang.presses("A").await.sees("抱歉，程序出了点问题");
    let code = zhang.shows().rsplit('：').next().unwrap().to_owned();
    assert_eq!(office.number(&format!("SELECT COUNT(*) FROM inbox WHERE trouble LIKE '{code}%'")).await, 1);
    zhang.says("/help").await.sees("百题使用说明").says("/rank").await.sees("还没有人上榜");
    li.says("/me").await.sees("李四");
    office.closes().await;
}

#[tokio::test]
async fn a_round_that_cannot_be_read_is_put_aside_and_the_person_goes_on() {
    for state in ["{", r#"{"seed":1,"slots":[],"marked":[],"phase":{"phase":"answered"}}"#] {
        let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
        let zhang = office.staff("0001").await;
        zhang.begins("职业道德", 5).await.picks("对").await.sees("答对了");
        office.database.raw(&format!("UPDATE round SET state = '{state}'")).await;
        zhang.presses("下一题").await.is_told("已过期").sees("读不出来").sees("答题");
        let messages = zhang.messages();
        zhang.says("/me").await.sees("累计：第 1 名，1 分");
        assert_eq!(zhang.messages(), messages + 1, "told once");
        zhang.taps_data("1k.1").await.is_told("已过期").taps_data("1v.1.0").await.is_told("已过期");
        zhang.begins("职业道德", 5).await.answers_all("对").await.sees("得分：3 分");
        let kept = format!("SELECT COUNT(*) FROM round WHERE state = '{state}' AND ended_at IS NOT NULL");
        assert_eq!(office.number(&kept).await, 1);
        let noted = "SELECT COUNT(*) FROM inbox WHERE trouble LIKE 'round 1 %'";
        assert_eq!(office.number(noted).await, 1);
        office.closes().await;
    }
}

#[tokio::test]
async fn a_role_that_is_not_known_shuts_nobody_out() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    let role = "INSERT INTO staff_role (staff_id, role, unit_id) SELECT id, 'examiner', 0 FROM staff";
    office.database.raw(role).await;
    zhang.says("/me").await.sees("张三（0001）");
    let mut tx = office.house.store.read().await.unwrap();
    assert!(baiti::store::staff::by_no(&mut tx, "0001").await.unwrap().unwrap().grants.is_empty());
    drop(tx);
    office.closes().await;
}

/// From now on the database refuses messages with this word.
async fn refuses(office: &Office, word: &str) {
    let sql = match server() {
        Some(_) => {
            format!("ALTER TABLE outbox ADD CONSTRAINT refused CHECK (payload NOT LIKE '%{word}%') NOT VALID")
        }
        None => format!(
            "CREATE TRIGGER refused BEFORE INSERT ON outbox WHEN NEW.payload LIKE '%{word}%' \
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        ),
    };
    office.database.raw(&sql).await;
}

/// As before [`refuses`].
async fn refuses_no_more(office: &Office) {
    let sql = match server() {
        Some(_) => "ALTER TABLE outbox DROP CONSTRAINT refused",
        None => "DROP TRIGGER refused",
    };
    office.database.raw(sql).await;
}

#[tokio::test]
async fn a_stranger_who_was_not_told_after_all_is_told_the_next_time() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let stranger = office.stranger(77);
    refuses(&office, "绑定后就可以使用").await;
    stranger.says("我的身份证号是").await.sees("抱歉，程序出了点问题");
    let kept = "SELECT COUNT(*) FROM inbox WHERE raw LIKE '%身份证%'";
    assert_eq!(office.number(kept).await, 0, "a stranger's words are not kept");
    refuses_no_more(&office).await;
    stranger.says("您好").await.sees("您好！这里是单位内部的学习答题平台");
    let messages = stranger.messages();
    stranger.says("您好").await;
    assert_eq!(stranger.messages(), messages, "once an hour");
    office.closes().await;
}

#[tokio::test]
async fn nobody_apologises_in_a_group() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    office.staff("0001").await;
    refuses(&office, "私聊").await;
    super::words::in_group(&office, -100, json!({ "text": "/help@baiti_test_bot" })).await;
    assert_eq!(office.telegram.state(|state| state.chats[&-100].shown().count()), 0);
    assert_eq!(office.number("SELECT COUNT(*) FROM inbox WHERE trouble IS NOT NULL AND raw = ''").await, 1);
    office.closes().await;
}

/// A desk whose decoder falls over one text, and its stream.
fn fragile_desk(office: &Office) -> (Arc<Desk>, Deliveries) {
    let decoder: Decoder = Box::new(|raw| {
        assert!(!raw.contains("boom"), "a mistake in the program");
        Ok(baiti::telegram::decode::decode(raw, "baiti_test_bot"))
    });
    let (desk, mut streams) = Desk::new(office.house.clone(), "fragile".into(), served(decoder));
    (desk, streams.remove(&Channel::Telegram).unwrap())
}

fn message(update_id: i64, account: i64, text: &str) -> Arrival {
    let chat = ChatKey { channel: Channel::Telegram, id: account };
    let raw = json!({ "update_id": update_id, "message": {
        "message_id": 1, "date": 1, "text": text, "chat": { "id": account, "type": "private" },
        "from": { "id": account, "is_bot": false, "first_name": "…" },
    }});
    Arrival { update_id, chat, raw: raw.to_string() }
}

fn text(delivery: &Delivery) -> &str {
    match &delivery.outgoing {
        Outgoing::Send { html, .. } | Outgoing::Edit { html, .. } | Outgoing::Document { html, .. } => html,
        _ => "",
    }
}

#[tokio::test]
async fn a_panic_inside_a_turn_costs_an_apology_with_a_code_and_the_chat_goes_on() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).closed().await;
    let (zhang, li) = (office.bound("0001").await.id(), office.bound("0002").await.id());
    let (desk, mut stream) = fragile_desk(&office);
    let door = DeskDoor(desk.clone());
    let arrivals = vec![
        message(1, zhang, "/me"),
        message(2, zhang, "boom"),
        message(3, li, "/me"),
        message(4, zhang, "/rank"),
    ];
    door.accept(arrivals).await.unwrap();
    desk.quiet().await;
    let mut deliveries = Vec::new();
    while let Ok(delivery) = stream.try_recv() {
        deliveries.push(delivery);
    }
    let of =
        |account| deliveries.iter().filter(move |one| one.chat.id == account).map(text).collect::<Vec<_>>();
    let [me, sorry, rank] = of(zhang)[..] else { panic!("{deliveries:?}") };
    assert!(me.contains("张三") && sorry.contains("抱歉") && rank.contains("排行"), "{deliveries:?}");
    assert!(of(li)[0].contains("李四"));
    let ended = deliveries.iter().map(|one| (one.id, Outcome::Sent)).collect();
    door.finish(ended).await.unwrap();
    assert_eq!(office.number("SELECT COUNT(*) FROM inbox WHERE trouble LIKE '%panic%'").await, 1);
    office.closed_well().await;
}
