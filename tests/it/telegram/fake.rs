//! The fake server keeps Telegram's semantics; all other tests lean on it.

use std::time::Duration;

use baiti::telegram::{Trouble, decode::decode};
use serde_json::Value;

use super::api;
use crate::fake_telegram::{BOT_NAME, FakeTelegram, Target};

/// Polls once without waiting; gives the updates.
async fn poll(fake: &FakeTelegram, offset: Option<i64>) -> Vec<Value> {
    let updates = api(fake).get_updates(offset, Duration::ZERO).await.unwrap();
    updates.iter().map(|update| serde_json::from_str(update.get()).unwrap()).collect()
}

fn ids(updates: &[Value]) -> Vec<i64> {
    updates.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn updates_stay_until_an_offset_confirms_them() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    for number in 0..120 {
        zhang.says(&number.to_string());
    }
    assert_eq!(ids(&poll(&fake, None).await), (1..=100).collect::<Vec<i64>>(), "the first hundred");
    assert_eq!(ids(&poll(&fake, None).await).len(), 100, "again");
    assert_eq!(ids(&poll(&fake, Some(101)).await), (101..=120).collect::<Vec<i64>>());
    assert_eq!(ids(&poll(&fake, None).await).first(), Some(&101));
    assert!(poll(&fake, Some(121)).await.is_empty());
}

#[tokio::test]
async fn a_long_poll_ends_as_soon_as_there_is_something() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let api = api(&fake);
    let poll = tokio::spawn(async move { api.get_updates(None, Duration::from_secs(50)).await });
    fake.wait_until("a poll", |state| state.poll == 1).await;
    zhang.says("答题");
    assert_eq!(poll.await.unwrap().unwrap().len(), 1);
}

#[tokio::test]
async fn polling_beside_a_webhook_is_refused() {
    let fake = FakeTelegram::start().await;
    let webhook = baiti::telegram::methods::Webhook {
        url: "http://127.0.0.1:9/".parse().unwrap(),
        secret: "s".to_owned(),
        max_connections: 1,
    };
    api(&fake).set_webhook(&webhook).await.unwrap();
    let refused = api(&fake).get_updates(None, Duration::ZERO).await;
    assert!(matches!(refused, Err(Trouble::WebhookSet)));
}

#[tokio::test]
async fn what_people_do_comes_as_telegram_tells_it() {
    use baiti::chat::incoming::{Event, Medium, MessageId};
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三").speaking("en");
    fake.state(|state| {
        let buttons = vec![vec![("A".to_owned(), Target::Press("1:A".to_owned()))]];
        state.chats.get_mut(&1001).unwrap().add(true, "题".to_owned(), buttons)
    });
    zhang.says("/start").presses("A").await;
    zhang.shares_contact("+8613800138000").sends_card("139", 7).edits("改");
    zhang.sends(&serde_json::json!({ "voice": {} })).blocks().unblocks();
    let events: Vec<Event> =
        poll(&fake, None).await.iter().map(|update| decode(&update.to_string(), BOT_NAME).event).collect();
    let press = Event::Press { data: "1:A".to_owned(), message: MessageId(1), tap: "tap1".to_owned() };
    let card = |phone: &str, own| Event::Contact { phone: phone.to_owned(), own };
    let expected = [
        Event::Text("/start".to_owned()),
        press,
        card("+8613800138000", true),
        card("139", false),
        Event::Edited,
        Event::Unreadable(Medium::Voice),
        Event::Blocked,
        Event::Ignored,
    ];
    assert_eq!(events, expected);
    let sender = decode(&poll(&fake, None).await[0].to_string(), BOT_NAME).sender;
    assert_eq!(
        (sender.account, sender.shown_name.as_str(), sender.language.as_deref()),
        (1001, "张三", Some("en"))
    );
}

#[tokio::test]
async fn a_far_server_takes_its_time() {
    let fake = FakeTelegram::start().await;
    fake.take_time(Duration::from_millis(30));
    let call = api(&fake);
    let soon = tokio::time::timeout(Duration::from_millis(10), call.get_me()).await;
    assert!(soon.is_err());
    assert!(api(&fake).get_me().await.is_ok());
}
