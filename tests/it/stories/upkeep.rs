//! What the house does without being asked, and what one copy of the program
//! leaves to another.

use std::{sync::Arc, time::Duration};

use baiti::{
    chat::{
        desk::{Decoder, Desk, DeskDoor},
        incoming::{Arrival, Channel, ChatKey},
        outgoing::{Delivery, Keyboard, Outcome, Outgoing},
        outlet::{Deliveries, Door as _},
    },
    jobs,
    store::{job, outbox},
    terminal::Files,
};
use futures::poll;

use crate::{
    fake_telegram::{Fault, Rule},
    office::{Office, UPKEEP, blink, served, simple_bank},
};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股"];

async fn closed() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).closed().await
}

fn decoder() -> Decoder {
    Box::new(|raw| Ok(baiti::telegram::decode::decode(raw, "baiti_test_bot")))
}

/// A copy of the program without its sender.
fn desk(office: &Office, copy: &str) -> (Arc<Desk>, Deliveries) {
    let (desk, mut streams) = Desk::new(office.house.clone(), copy.into(), served(decoder()));
    (desk, streams.remove(&Channel::Telegram).unwrap())
}

fn telegram(id: i64) -> ChatKey {
    ChatKey { channel: Channel::Telegram, id }
}

fn says(update_id: i64, account: i64, text: &str) -> Vec<Arrival> {
    let raw = serde_json::json!({ "update_id": update_id, "message": {
        "message_id": 1, "date": 1, "text": text, "chat": { "id": account, "type": "private" },
        "from": { "id": account, "is_bot": false, "first_name": "…" },
    }});
    vec![Arrival { update_id, chat: telegram(account), raw: raw.to_string() }]
}

fn taken(stream: &mut Deliveries) -> Vec<Delivery> {
    std::iter::from_fn(|| stream.try_recv().ok()).collect()
}

fn rows(deliveries: &[Delivery]) -> Vec<i64> {
    deliveries.iter().map(|delivery| delivery.id).collect()
}

fn sent(deliveries: &[Delivery]) -> Vec<(i64, Outcome)> {
    deliveries.iter().map(|delivery| (delivery.id, Outcome::Sent)).collect()
}

/// Writes what another program has to say in a chat.
async fn write(office: &Office, chat: ChatKey, payload: &str) -> i64 {
    let mut tx = office.house.store.begin().await.unwrap();
    let now = office.house.clock.now().0;
    let row = outbox::add(&mut tx, chat.channel.word(), chat.id, true, payload, now).await.unwrap();
    tx.commit().await.unwrap();
    row
}

fn greeting() -> String {
    let outgoing =
        Outgoing::Send { html: "你好".to_owned(), keyboard: Keyboard::default(), protected: false };
    serde_json::to_string(&outgoing).unwrap()
}

fn terminal(id: i64) -> ChatKey {
    ChatKey { channel: Channel::Terminal, id }
}

#[tokio::test]
async fn a_job_of_a_kind_that_is_not_known_is_left_to_a_newer_copy() {
    let office = closed().await;
    let mut tx = office.house.store.begin().await.unwrap();
    job::add(&mut tx, "from the future", "1", office.house.clock.now().0).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!jobs::one_job(&desk(&office, "one").0).await.unwrap());
    assert_eq!(office.number("SELECT COUNT(*) FROM job WHERE done_at IS NULL AND attempts = 0").await, 1);
    office.closed_well().await;
}

#[tokio::test]
async fn chats_where_something_is_in_flight_cost_nothing_to_pass_over() {
    let office = closed().await;
    let zhang = office.bound("0001").await.id();
    let (desk, mut stream) = desk(&office, "one");
    let door = DeskDoor(desk.clone());
    door.accept(says(1, zhang, "/me")).await.unwrap();
    desk.quiet().await;
    let first = taken(&mut stream);
    let later = write(&office, telegram(zhang), &greeting()).await;
    // Nobody can write: whoever wanted to would wait.
    let writer = office.house.store.begin().await.unwrap();
    let passing = desk.hand_on_left_over(Duration::ZERO);
    tokio::time::timeout(Duration::from_secs(20), passing).await.expect("it does not write").unwrap();
    assert!(taken(&mut stream).is_empty());
    drop(writer);
    door.finish(sent(&first)).await.unwrap();
    desk.hand_on_left_over(Duration::ZERO).await.unwrap();
    let rest = taken(&mut stream);
    assert_eq!(rows(&rest), [later]);
    door.finish(sent(&rest)).await.unwrap();
    office.closed_well().await;
}

#[tokio::test]
async fn what_nobody_can_read_is_ended_and_the_rest_goes_on() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    write(&office, telegram(zhang.id()), r#"{"do":"dance"}"#).await;
    write(&office, telegram(zhang.id()), &greeting()).await;
    office.passes(Duration::from_secs(1)).await;
    office.passes(Duration::from_secs(2)).await;
    office.rests().await;
    assert_eq!(office.number("SELECT COUNT(*) FROM outbox WHERE outcome = 'unreadable'").await, 1);
    zhang.sees("你好").says("/me").await.sees("张三");
    assert_eq!(office.number("SELECT COUNT(*) FROM sending").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn a_terminal_sends_to_its_own_chat_alone() {
    let office = closed().await;
    let (desk, mut stream) =
        Desk::for_one(office.house.clone(), "mine".into(), terminal(7), decoder(), Arc::new(Files));
    let mine = write(&office, terminal(7), &greeting()).await;
    let theirs = write(&office, terminal(8), &greeting()).await;
    desk.hand_on_left_over(Duration::ZERO).await.unwrap();
    let shown = taken(&mut stream);
    assert_eq!(rows(&shown), [mine]);
    let held = office.number("SELECT COUNT(*) FROM sending WHERE chat_id <> 7").await;
    assert_eq!(held, 0, "nor is another's chat held");
    DeskDoor(desk).finish(sent(&shown)).await.unwrap();
    assert_eq!(office.number("SELECT MIN(id) FROM outbox WHERE ended_at IS NULL").await, theirs);
    office.closed_well().await;
}

#[tokio::test]
async fn what_waits_for_a_terminal_is_given_up_after_a_week() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    write(&office, terminal(8), &greeting()).await;
    let open = "SELECT COUNT(*) FROM outbox WHERE ended_at IS NULL";
    for (days, left) in [(6, 1), (2, 0)] {
        office.advance(Duration::from_hours(24 * days)).await;
        // The cleaning is the first thing of a start.
        office.restart().await;
        office.passes(Duration::from_secs(1)).await;
        assert_eq!(office.number(open).await, left, "after {days} days more");
    }
    assert_eq!(office.number("SELECT COUNT(*) FROM outbox WHERE outcome = 'expired'").await, 1);
    zhang.says("/me").await.sees("张三");
    office.closes().await;
}

#[tokio::test]
async fn who_is_cut_off_at_the_door_does_not_shut_it_for_those_behind() {
    let office = closed().await;
    let zhang = office.bound("0001").await.id();
    let (desk, mut stream) = desk(&office, "one");
    let door = DeskDoor(desk.clone());
    let busy = office.house.store.begin().await.unwrap();
    let mut first = door.accept(says(1, zhang, "/me"));
    let mut second = door.accept(says(2, zhang, "/me"));
    let mut third = door.accept(says(3, zhang, "/me"));
    assert!(
        poll!(&mut first).is_pending() && poll!(&mut second).is_pending() && poll!(&mut third).is_pending()
    );
    // The first was about to take the others' in with its own.
    blink().await;
    drop(first);
    drop(busy);
    second.await.expect("the second is let in");
    third.await.expect("the third is let in");
    desk.quiet().await;
    assert_eq!(office.number("SELECT COUNT(*) FROM inbox WHERE handled_at IS NOT NULL").await, 3);
    let deliveries = taken(&mut stream);
    assert_eq!(deliveries.len(), 3);
    door.finish(sent(&deliveries)).await.unwrap();
    office.closed_well().await;
}

/// A menu that Telegram would not take at the start is set later.
#[tokio::test]
async fn menus_are_set_as_soon_as_telegram_takes_them() {
    let office = closed().await;
    office.telegram.plan(Rule::new("setMyCommands", Fault::Flood(7)));
    office.telegram.plan(Rule::new("setMyCommands", Fault::Server(502)));
    office.start_copy().await;
    let zhang = office.bound("0001").await;
    zhang.says("/me").await.sees("张三");
    let set = async || office.telegram.state(|state| state.menus.len()) == 3;
    for seconds in [7, 3] {
        assert!(!set().await);
        let pause = Duration::from_secs(seconds);
        office.until("it waits", async || office.clock.asleep_within(pause) > UPKEEP).await;
        office.passes(pause).await;
    }
    office.until("the menus are set", set).await;
    office.closes().await;
}
