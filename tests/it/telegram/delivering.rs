//! The sender against the fake server.

use std::{sync::Arc, time::Duration};

use baiti::{
    chat::{
        incoming::{Channel, ChatKey, MessageId},
        outgoing::{Action, Button, Class, Delivery, Keyboard, Outcome, Outgoing},
    },
    clock::Clock,
    telegram::sender::{self, Rates},
};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

use super::{PATIENCE, api, list_door::ListDoor, stop};
use crate::{
    fake_telegram::{FakeTelegram, Fault, Person, Rule},
    test_clock::TestClock,
};

pub(super) struct Office {
    pub fake: FakeTelegram,
    pub door: Arc<ListDoor>,
    pub clock: Arc<TestClock>,
    rows: i64,
    out: mpsc::UnboundedSender<Delivery>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Office {
    pub async fn open() -> Self {
        Self::with_rates(Rates::unlimited()).await
    }

    async fn with_rates(rates: Rates) -> Self {
        let fake = FakeTelegram::start().await;
        let (door, clock) = (ListDoor::new(), TestClock::new());
        let (out, deliveries) = mpsc::unbounded_channel();
        let (give, stop) = stop();
        let task =
            tokio::spawn(sender::run(api(&fake), deliveries, door.clone(), clock.clone(), rates, stop));
        Self { fake, door, clock, rows: 0, out, stop: give, task }
    }

    pub fn person(&self, id: i64) -> Person {
        self.fake.person(id, "张三")
    }

    pub fn deliver(&mut self, chat: i64, outgoing: Outgoing) -> i64 {
        self.rows += 1;
        let chat = ChatKey { channel: Channel::Telegram, id: chat };
        self.out.send(Delivery { id: self.rows, chat, class: Class::Reply, outgoing }).unwrap();
        self.rows
    }

    fn send(&mut self, chat: i64, html: &str) -> i64 {
        self.deliver(
            chat,
            Outgoing::Send { html: html.to_owned(), keyboard: Keyboard::None, protected: false },
        )
    }

    fn edit(&mut self, chat: i64, message: i64, html: &str) -> i64 {
        let (message, html) = (MessageId(message), html.to_owned());
        self.deliver(chat, Outgoing::Edit { message, html, keyboard: Keyboard::None, protected: false })
    }

    fn confirm(&mut self, chat: i64, tap: &str, text: &str) -> i64 {
        let (tap, text) = (tap.to_owned(), text.to_owned());
        self.deliver(chat, Outgoing::Confirm { tap, text, alert: false })
    }

    /// Waits until all rows have ended; time jumps over every pause.
    pub async fn all_ended(&self) -> Vec<(i64, Outcome)> {
        let rows = usize::try_from(self.rows).unwrap();
        self.clock.drive(self.door.wait_until(|lists| lists.ended.len() >= rows)).await;
        self.door.ended()
    }

    async fn row_ended(&self, row: i64) -> Outcome {
        self.door.wait_until(|lists| lists.ended.iter().any(|(ended, _)| *ended == row)).await;
        self.door.ended().into_iter().find(|(ended, _)| *ended == row).unwrap().1
    }

    pub async fn close(self) {
        let _ = self.stop.send(true);
        tokio::time::timeout(PATIENCE, self.task).await.expect("the sender ends").unwrap();
    }
}

fn texts(person: &Person) -> Vec<String> {
    person.shown().into_iter().map(|message| message.text).collect()
}

pub(super) fn given_up(code: &str) -> Outcome {
    Outcome::GivenUp(code.to_owned())
}

pub(super) fn buttons(labels: &[&str]) -> Keyboard {
    let button =
        |label: &&str| Button { label: (*label).to_owned(), action: Action::Press(format!("1:{label}")) };
    Keyboard::Buttons(vec![labels.iter().map(button).collect()])
}

#[tokio::test]
async fn people_see_what_is_sent() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    let html = "<b>第 1/10 题</b>\n1 &lt; 2 &amp; 3".to_owned();
    office.deliver(1001, Outgoing::Send { html, keyboard: buttons(&["A", "B"]), protected: false });
    assert_eq!(office.all_ended().await, [(1, Outcome::Sent)]);
    assert_eq!(zhang.screen(), "第 1/10 题\n1 < 2 & 3\n[A] [B]");
    let sent = &office.fake.calls("sendMessage")[0];
    assert_eq!(sent["link_preview_options"]["is_disabled"], true);

    let keyboard = Keyboard::ShareContact("发送手机号".to_owned());
    office.deliver(1001, Outgoing::Send { html: "请".to_owned(), keyboard, protected: false });
    office.all_ended().await;
    assert_eq!(zhang.chat(|chat| chat.key.clone()).as_deref(), Some("发送手机号"));
    office.deliver(
        1001,
        Outgoing::Send { html: "谢谢".to_owned(), keyboard: Keyboard::Remove, protected: false },
    );
    office.deliver(1001, Outgoing::Menu { commands: vec![("quiz".to_owned(), "答题".to_owned())] });
    office.all_ended().await;
    assert_eq!(zhang.chat(|chat| chat.key.clone()), None);
    assert_eq!(zhang.chat(|chat| chat.menu.clone()).unwrap()[0]["command"], "quiz");
    office.close().await;
}

#[tokio::test]
async fn thousands_over_many_chats_keep_their_order() {
    let mut office = Office::open().await;
    let people: Vec<Person> = (0..100).map(|number| office.person(2000 + number)).collect();
    for (fault, times) in [(Fault::Server(500), 20), (Fault::CutBefore, 20), (Fault::Flood(3), 20)] {
        office.fake.plan(Rule::new("sendMessage", fault).times(times));
    }
    for round in 0..30 {
        for person in &people {
            office.send(person.id(), &format!("第 {round} 条"));
        }
    }
    let ended = office.all_ended().await;
    assert_eq!(ended.len(), 3000);
    assert!(ended.iter().all(|(_, outcome)| *outcome == Outcome::Sent));
    let expected: Vec<String> = (0..30).map(|round| format!("第 {round} 条")).collect();
    for person in &people {
        assert_eq!(texts(person), expected);
    }
    office.close().await;
}

#[tokio::test]
async fn a_slow_chat_delays_no_other() {
    let mut office = Office::open().await;
    let (slow, quick) = (office.person(1), office.person(2));
    office.fake.hold("sendMessage", Some(1));
    for text in ["一", "二"] {
        office.send(1, text);
        office.send(2, text);
    }
    assert_eq!(office.row_ended(4).await, Outcome::Sent);
    assert_eq!((texts(&slow), texts(&quick)), (vec![], vec!["一".to_owned(), "二".to_owned()]));
    office.fake.release();
    assert_eq!(office.row_ended(3).await, Outcome::Sent);
    office.close().await;
}

#[tokio::test]
async fn a_flooded_chat_waits_its_time_alone() {
    let mut office = Office::open().await;
    let (flooded, free) = (office.person(1), office.person(2));
    office.fake.plan(Rule::new("sendMessage", Fault::Flood(30)).chat(1));
    office.send(1, "一");
    office.fake.wait_until("the flood", |state| state.calls_of("sendMessage").count() == 1).await;
    assert_eq!(office.clock.next_due_when_asleep().await.since(office.clock.now()), Duration::from_secs(30));
    let row = office.send(2, "不等");
    assert_eq!(office.row_ended(row).await, Outcome::Sent);
    assert!(texts(&flooded).is_empty() && texts(&free).len() == 1);
    office.clock.advance(Duration::from_secs(30));
    assert_eq!(office.row_ended(1).await, Outcome::Sent);
    assert_eq!(texts(&flooded), ["一"]);
    office.close().await;
}

#[tokio::test]
async fn a_confirmation_leaves_beside_the_edit() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.send(1001, "题");
    office.all_ended().await;
    let tap = zhang.taps(1, "1:A");
    office.fake.hold("editMessageText", None);
    office.edit(1001, 1, "对");
    let row = office.confirm(1001, &tap, "✓");
    assert_eq!(office.row_ended(row).await, Outcome::Sent);
    zhang.is_told("✓").await;
    assert_eq!(texts(&zhang), ["题"]);
    office.fake.release();
    zhang.sees("对").await;
    office.close().await;
}

#[tokio::test]
async fn late_confirmations_are_given_up() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    let tap = zhang.taps(1, "1:A");
    office.fake.state(|state| state.taps.get_mut(&tap).unwrap().expired = true);
    let old = office.confirm(1001, &tap, "");
    assert_eq!(office.row_ended(old).await, given_up("tap expired"));
    let tap = zhang.taps(1, "1:A");
    office.fake.plan(Rule::new("answerCallbackQuery", Fault::Server(502)).always());
    office.confirm(1001, &tap, "");
    assert_eq!(office.all_ended().await[1].1, given_up("expired"));
    office.close().await;
}

#[tokio::test]
async fn edits_are_repeated_without_harm_and_overtaken_without_a_trace() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.send(1001, "题");
    office.all_ended().await;
    office.fake.plan(Rule::new("editMessageText", Fault::CutAfter));
    office.edit(1001, 1, "甲");
    office.all_ended().await;
    assert_eq!(zhang.shown()[0].edits, 1, "the second time it was not modified");
    office.fake.hold("editMessageText", None);
    office.edit(1001, 1, "乙");
    office.fake.wait_until("乙 under way", |state| state.calls_of("editMessageText").count() == 3).await;
    office.edit(1001, 1, "丙");
    office.edit(1001, 1, "丁");
    assert_eq!(office.row_ended(4).await, Outcome::Overtaken);
    office.fake.release();
    assert_eq!(office.all_ended().await[4], (5, Outcome::Sent));
    assert_eq!((texts(&zhang), zhang.shown()[0].edits), (vec!["丁".to_owned()], 3));
    office.close().await;
}

#[tokio::test]
async fn an_edit_of_a_message_that_is_gone_is_sent_anew() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.send(1001, "题");
    office.all_ended().await;
    zhang.deletes(1);
    let (message, html) = (MessageId(1), "对".to_owned());
    office.deliver(1001, Outgoing::Edit { message, html, keyboard: buttons(&["下一题"]), protected: false });
    assert_eq!(office.all_ended().await[1].1, Outcome::Sent);
    assert_eq!(zhang.screen(), "对\n[下一题]");
    zhang.says("甲");
    let row = office.edit(1001, 2, "不是我写的");
    office.all_ended().await;
    assert_eq!((office.row_ended(row).await, zhang.screen().as_str()), (Outcome::Sent, "不是我写的"));
    office.close().await;
}

#[tokio::test]
async fn what_can_not_arrive_is_given_up_with_a_reason() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    zhang.blocks();
    office.send(1001, "有人吗");
    office.send(404, "有人吗");
    office.person(1002);
    office.send(1002, "  ");
    let ended: Vec<Outcome> = office.all_ended().await.into_iter().map(|(_, outcome)| outcome).collect();
    let empty = given_up("refused: Bad Request: message text is empty");
    assert_eq!(ended, [given_up("blocked"), given_up("chat not found"), empty]);
    zhang.unblocks();
    office.send(1001, "欢迎回来");
    assert_eq!(office.all_ended().await[3].1, Outcome::Sent);
    office.close().await;
}

#[tokio::test]
async fn refused_markup_is_sent_as_plain_text() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.send(1001, "<b>甲 &lt; 乙<x> 丙");
    assert_eq!(office.all_ended().await[0].1, Outcome::Sent);
    assert_eq!(zhang.screen(), "甲 < 乙 丙");
    office.close().await;
}

#[tokio::test]
async fn what_is_too_long_is_cut() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.send(1001, &format!("<b>{}</b>", "长".repeat(5000)));
    assert_eq!(office.all_ended().await[0].1, Outcome::Sent);
    let screen = zhang.screen();
    assert_eq!((screen.chars().count(), screen.chars().last()), (4096, Some('…')));
    office.close().await;
}

#[tokio::test]
async fn a_send_that_was_cut_off_is_made_again() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.fake.plan(Rule::new("sendMessage", Fault::CutBefore));
    office.send(1001, "一");
    office.all_ended().await;
    assert_eq!(texts(&zhang), ["一"]);
    office.fake.plan(Rule::new("sendMessage", Fault::StrangeResult));
    office.send(1001, "二");
    office.all_ended().await;
    assert_eq!(texts(&zhang), ["一", "二"], "a strange answer is an answer");
    office.close().await;
}

#[tokio::test]
async fn a_day_of_outage_ends_with_a_reason() {
    let mut office = Office::open().await;
    office.person(1001);
    office.fake.plan(Rule::new("sendMessage", Fault::Server(502)).always());
    office.send(1001, "一");
    let start = office.clock.now();
    while office.fake.calls("sendMessage").len() < 10 {
        office.clock.jump_when_asleep().await;
    }
    office.fake.wait_until("ten tries", |state| state.calls_of("sendMessage").count() >= 10).await;
    assert!(office.door.ended().is_empty());
    office.clock.next_due_when_asleep().await;
    office.clock.advance(Duration::from_hours(24));
    assert_eq!(office.row_ended(1).await, given_up("expired"));
    assert!(office.clock.now().since(start) >= Duration::from_hours(24));
    office.close().await;
}

#[tokio::test]
async fn endings_are_told_in_batches_and_survive_a_full_disk() {
    let mut office = Office::open().await;
    let people: Vec<Person> = (0..200).map(|number| office.person(3000 + number)).collect();
    office.door.slow(true);
    for person in &people {
        office.send(person.id(), "x");
    }
    office.fake.wait_until("all sent", |state| state.calls_of("sendMessage").count() == 200).await;
    office
        .fake
        .wait_until("all shown", |state| state.chats.values().all(|chat| !chat.messages.is_empty()))
        .await;
    office.door.refuse(2);
    office.door.slow(false);
    let ended = office.all_ended().await;
    assert_eq!(ended.len(), 200, "each once");
    assert!(office.door.with(|lists| lists.finishes.len()) < 10);
    office.close().await;
}

#[tokio::test]
async fn the_default_rates_pace_a_chat() {
    let mut office = Office::with_rates(Rates::default()).await;
    let zhang = office.person(1001);
    for number in 0..8 {
        office.send(1001, &number.to_string());
    }
    office.row_ended(5).await;
    for row in 6..=8 {
        assert_eq!(zhang.shown().len(), row - 1, "nothing before its time");
        assert_eq!(office.clock.jump_when_asleep().await, Duration::from_secs(1));
        office.row_ended(i64::try_from(row).unwrap()).await;
    }
    office.close().await;
}

#[tokio::test]
async fn at_the_end_calls_under_way_are_finished_and_told() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    office.fake.hold("sendMessage", None);
    office.send(1001, "一");
    office.send(1001, "二");
    office.fake.wait_until("a call", |state| state.calls_of("sendMessage").count() == 1).await;
    office.stop.send(true).unwrap();
    office.fake.release();
    let (door, fake) = (office.door.clone(), office.fake.clone());
    office.close().await;
    assert_eq!(door.ended(), [(1, Outcome::Sent)]);
    assert_eq!((texts(&zhang), fake.calls("sendMessage").len()), (vec!["一".to_owned()], 1));
}

#[tokio::test]
async fn a_call_that_hangs_holds_up_the_end_for_seconds_only() {
    let mut office = Office::open().await;
    office.person(1001);
    office.fake.hold("sendMessage", None);
    office.send(1001, "一");
    office.fake.wait_until("a call", |state| state.calls_of("sendMessage").count() == 1).await;
    office.stop.send(true).unwrap();
    assert_eq!(office.clock.jump_when_asleep().await, Duration::from_secs(3));
    let door = office.door.clone();
    office.close().await;
    assert!(door.ended().is_empty(), "the row stays in the outbox");
}

#[tokio::test]
async fn the_end_does_not_wait_for_ever_for_a_full_disk() {
    let mut office = Office::open().await;
    office.person(1001);
    office.door.refuse(usize::MAX);
    office.send(1001, "一");
    office.fake.wait_until("a message", |state| !state.chats[&1001].messages.is_empty()).await;
    office.clock.next_due_when_asleep().await;
    let (clock, start) = (office.clock.clone(), office.clock.now());
    clock.drive(office.close()).await;
    assert!(clock.now().since(start) < Duration::from_secs(4));
}

#[tokio::test]
async fn it_ends_when_the_house_closes() {
    let office = Office::open().await;
    let Office { out, task, stop, .. } = office;
    drop(out);
    tokio::time::timeout(PATIENCE, task).await.expect("the sender ends").unwrap();
    drop(stop);
}

#[tokio::test]
async fn a_clock_that_is_set_back_stops_nothing() {
    let mut office = Office::with_rates(Rates::default()).await;
    let zhang = office.person(1001);
    for number in 0..6 {
        office.send(1001, &number.to_string());
    }
    office.fake.wait_until("the burst", |state| state.chats[&1001].messages.len() == 5).await;
    office.clock.set(office.clock.now().0 - 3_600_000);
    let start = office.clock.now();
    office.all_ended().await;
    assert_eq!(zhang.shown().len(), 6);
    assert!(office.clock.now().since(start) < Duration::from_secs(3));
    office.close().await;
}
