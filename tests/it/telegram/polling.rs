//! Fetching updates loses nothing.

use std::{sync::Arc, time::Duration};

use baiti::{
    chat::incoming::Event,
    telegram::{decode::decode, polling},
};
use tokio::{sync::watch, task::JoinHandle};

use super::{PATIENCE, api, list_door::ListDoor, stop};
use crate::{
    fake_telegram::{BOT_NAME, FakeTelegram, Fault, Rule},
    test_clock::TestClock,
};

struct Running {
    door: Arc<ListDoor>,
    clock: Arc<TestClock>,
    stop: watch::Sender<bool>,
    task: JoinHandle<Result<(), polling::PollingError>>,
}

fn poll(fake: &FakeTelegram, door: &Arc<ListDoor>) -> Running {
    let clock = TestClock::new();
    let (give, stop) = stop();
    let task = tokio::spawn(polling::run(api(fake), door.clone(), clock.clone(), stop));
    Running { door: door.clone(), clock, stop: give, task }
}

impl Running {
    async fn came(&self, count: usize) {
        self.door.wait_until(|lists| lists.arrivals.len() == count).await;
    }

    async fn end(self) -> Result<(), polling::PollingError> {
        let _ = self.stop.send(true);
        self.ended().await
    }

    async fn ended(self) -> Result<(), polling::PollingError> {
        tokio::time::timeout(PATIENCE, self.task).await.expect("polling ends").unwrap()
    }
}

#[tokio::test]
async fn updates_come_verbatim_in_order_and_are_confirmed() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    for number in 0..250 {
        zhang.says(&number.to_string());
    }
    running.came(250).await;
    let texts: Vec<Event> = door
        .with(|lists| lists.arrivals.iter().map(|arrival| decode(&arrival.raw, BOT_NAME).event).collect());
    let expected: Vec<Event> = (0..250).map(|number| Event::Text(number.to_string())).collect();
    assert_eq!(texts, expected);
    assert!(door.with(|lists| lists.arrivals.iter().all(|arrival| arrival.chat.id == 1001)));
    fake.wait_until("all confirmed", |state| state.updates.is_empty()).await;
    assert_eq!(door.with(|lists| lists.known_again), 0);
    running.end().await.unwrap();
}

#[tokio::test]
async fn the_offset_stands_while_the_storage_fails() {
    let fake = FakeTelegram::start().await;
    let door = ListDoor::new();
    door.refuse(3);
    fake.person(1001, "张三").says("答题");
    let running = poll(&fake, &door);
    let mut pauses = Vec::new();
    for _ in 0..3 {
        pauses.push(running.clock.jump_when_asleep().await.as_secs());
        assert_eq!(fake.state(|state| state.updates.len()), 1, "not confirmed");
    }
    running.came(1).await;
    assert_eq!(pauses, [1, 2, 4]);
    fake.wait_until("confirmed", |state| state.updates.is_empty()).await;
    running.end().await.unwrap();
}

#[tokio::test]
async fn a_stop_while_the_storage_hangs_confirms_nothing() {
    let fake = FakeTelegram::start().await;
    let door = ListDoor::new();
    door.slow(true);
    fake.person(1001, "张三").says("答题");
    let running = poll(&fake, &door);
    fake.wait_until("a poll", |state| state.calls_of("getUpdates").count() == 1).await;
    running.end().await.unwrap();
    assert_eq!(fake.state(|state| state.updates.len()), 1);
    door.slow(false);
    let again = poll(&fake, &door);
    again.came(1).await;
    again.end().await.unwrap();
}

#[tokio::test]
async fn trouble_is_waited_out_ever_longer() {
    let fake = FakeTelegram::start().await;
    fake.person(1001, "张三").says("答题");
    for fault in [Fault::Server(502), Fault::CutBefore, Fault::CutAfter, Fault::Page(200)] {
        fake.plan(Rule::new("getUpdates", fault));
    }
    fake.plan(Rule::new("getUpdates", Fault::Flood(17)));
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    let mut pauses = Vec::new();
    for _ in 0..5 {
        pauses.push(running.clock.jump_when_asleep().await.as_secs());
    }
    running.came(1).await;
    assert_eq!(pauses, [1, 2, 4, 8, 17]);
    running.end().await.unwrap();
}

#[tokio::test]
async fn a_restart_gets_what_was_not_confirmed_and_knows_it() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    zhang.says("一");
    running.came(1).await;
    // Killed, not stopped: what came last may not have been confirmed.
    running.task.abort();
    zhang.says("二");
    let again = poll(&fake, &door);
    again.came(2).await;
    again.end().await.unwrap();
}

#[tokio::test]
async fn a_webhook_is_taken_away_and_its_updates_come() {
    let fake = FakeTelegram::start().await;
    let webhook = baiti::telegram::methods::Webhook {
        url: "http://127.0.0.1:9/".parse().unwrap(),
        secret: "s".to_owned(),
        max_connections: 1,
    };
    api(&fake).set_webhook(&webhook).await.unwrap();
    assert_eq!(api(&fake).get_webhook_info().await.unwrap().url, "http://127.0.0.1:9/");
    fake.person(1001, "张三").says("答题");
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    running.came(1).await;
    assert_eq!(api(&fake).get_webhook_info().await.unwrap().url, "");
    running.end().await.unwrap();
}

#[tokio::test]
async fn a_second_poller_is_waited_for_and_nothing_is_lost() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    fake.wait_until("the first poll", |state| state.poll == 1).await;
    let other = api(&fake);
    let other = tokio::spawn(async move { other.get_updates(None, Duration::from_secs(50)).await });
    assert_eq!(running.clock.jump_when_asleep().await.as_secs(), 5);
    assert!(other.await.unwrap().is_err(), "the line went back to the first");
    zhang.says("答题");
    running.came(1).await;
    running.end().await.unwrap();
}

#[tokio::test]
async fn a_revoked_token_ends_it_with_a_clear_word() {
    let fake = FakeTelegram::start().await;
    fake.plan(Rule::new("getUpdates", Fault::Unauthorized));
    let door = ListDoor::new();
    let error = poll(&fake, &door).ended().await.unwrap_err();
    assert!(error.to_string().contains("TELOXIDE_TOKEN"), "{error}");
}

#[tokio::test]
async fn what_is_new_to_us_does_not_stop_the_line() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let door = ListDoor::new();
    let running = poll(&fake, &door);
    fake.state(|state| state.push(0, "brand_new_kind", &serde_json::json!({ "x": [1] })));
    zhang.says("答题");
    running.came(2).await;
    assert_eq!(door.with(|lists| lists.arrivals[0].chat.id), 0);
    running.end().await.unwrap();
}

#[tokio::test]
async fn numbers_may_begin_anew_from_below_after_a_quiet_week() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let door = ListDoor::new();
    fake.state(|state| state.number_from(900_000));
    zhang.says("早");
    let running = poll(&fake, &door);
    running.came(1).await;
    fake.wait_until("confirmed", |state| state.updates.is_empty()).await;
    // The poll's time is up.
    fake.state(|state| state.polls_to_end = 1);
    fake.wait_until("a poll without offset", |state| {
        let polls: Vec<_> = state.calls_of("getUpdates").collect();
        polls.len() == 3 && polls[1]["offset"] == 900_001 && polls[2].get("offset").is_none()
    })
    .await;
    fake.state(|state| state.number_from(7));
    zhang.says("晚");
    running.came(2).await;
    running.end().await.unwrap();
}
