//! The program is away, or its clock is set, while people sit an exam: nobody
//! loses time by it, and nobody gains any.

use std::time::Duration;

use baiti::{
    chat::{
        desk::{Desk, DeskDoor},
        incoming::{Arrival, Channel, ChatKey},
        outgoing::Outcome,
        outlet::Door as _,
    },
    clock::{Clock as _, Timestamp},
    domain::{
        exam::{outage::LONGEST_EXTENSION, phase::Phase},
        ids::{ExamId, SittingId},
    },
    jobs,
};

use crate::{
    database::server_or_said,
    office::{Office, served, simple_bank, simple_exam},
};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);
const SECOND: Duration = Duration::from_secs(1);
const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股", "0003 王五 市财政局/办公室 管理员"];

/// An office in which 0001 has just begun an exam of an hour's window.
async fn sitting() -> (Office, ExamId, SittingId) {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
    let (id, sitting) = begun(&office).await;
    (office, id, sitting)
}

async fn begun(office: &Office) -> (ExamId, SittingId) {
    let id = office.publishes(&simple_exam(office.clock.now(), MINUTE, HOUR, 3)).await;
    office.advance(MINUTE).await;
    office.advance(SECOND).await;
    (id, office.begins_exam(id, "0001").await)
}

/// What is left of a sitting.
async fn left(office: &Office, id: SittingId) -> Duration {
    office.sitting(id).await.deadline.since(office.clock.now())
}

async fn closes(office: &Office, id: ExamId) -> Timestamp {
    office.exam(id).await.exam.window.closes
}

/// Lets time pass bit by bit, so that the heart beats.
async fn ticks(office: &Office, seconds: usize) {
    for _ in 0..seconds {
        office.advance(SECOND).await;
    }
}

/// Within a heartbeat.
fn about(one: Duration, other: Duration) -> bool {
    one.abs_diff(other) <= Duration::from_secs(4)
}

#[tokio::test]
async fn the_clock_of_a_sitting_stands_still_while_the_program_is_down() {
    let (office, id, sitting) = sitting().await;
    let (zhang, wang) = (office.bound("0001").await, office.bound("0003").await);
    let closed = closes(&office, id).await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.crashes();
    office.clock.advance(40 * MINUTE);
    office.start_copy().await;
    let after = left(&office, sitting).await;
    assert!(about(before, after) && after >= before, "{before:?} {after:?}");
    let given = Duration::from_millis(office.sitting(sitting).await.given_ms.unsigned_abs());
    assert!(about(given, 40 * MINUTE));
    assert_eq!(closes(&office, id).await, closed.plus(given));
    ticks(&office, 2).await;
    zhang.sees("考试继续").sees("中断了 40 分").sees("全部补给您");
    wang.sees("考试曾经中断").sees("正在答题的有 1 人");
    assert_eq!((zhang.messages(), wang.messages()), (1, 1));
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 1);
    assert_eq!(office.number("SELECT COUNT(*) FROM incident WHERE kind = 'outage'").await, 1);
    // The warnings come when they are due now.
    office.advance(20 * MINUTE).await;
    zhang.sees("还剩 10 分钟");
    office.closes().await;
}

#[tokio::test]
async fn a_quick_restart_is_no_outage() {
    let (office, _, sitting) = sitting().await;
    ticks(&office, 6).await;
    office.crashes();
    office.clock.advance(8 * SECOND);
    office.start_copy().await;
    assert_eq!(office.sitting(sitting).await.given_ms, 0);
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn whoever_taps_first_after_the_program_froze_has_the_time_it_froze() {
    let (office, _, sitting) = sitting().await;
    let zhang = office.bound("0001").await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.freezes(2 * HOUR).await;
    zhang.says("考试").await.sees("第 1/3 题").sees("剩余 30 分钟");
    assert!(about(before, left(&office, sitting).await));
    assert_eq!(office.sitting(sitting).await.ended, None);
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 1);
    // Until everybody is told.
    ticks(&office, 4).await;
    office.closes().await;
}

/// The heart has not beaten again when the tap comes.
#[tokio::test]
async fn a_tap_that_is_faster_than_the_heart_costs_nobody_the_paper() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).closed().await;
    let zhang = office.bound("0001").await.id();
    let decoder = Box::new(|raw: &str| Ok(baiti::telegram::decode::decode(raw, "baiti_test_bot")));
    let (desk, mut streams) = Desk::new(office.house.clone(), "one".into(), served(decoder));
    jobs::beat(&desk).await.unwrap();
    let id = office.publishes(&simple_exam(office.clock.now(), Duration::ZERO, HOUR, 3)).await;
    let sitting = office.begins_exam(id, "0001").await;
    office.clock.advance(2 * HOUR);
    let chat = ChatKey { channel: Channel::Telegram, id: zhang };
    let raw = serde_json::json!({ "update_id": 1, "message": {
        "message_id": 1, "date": 1, "text": "考试", "chat": { "id": zhang, "type": "private" },
        "from": { "id": zhang, "is_bot": false, "first_name": "…" },
    }});
    let door = DeskDoor(desk.clone());
    door.accept(vec![Arrival { update_id: 1, chat, raw: raw.to_string() }]).await.unwrap();
    desk.quiet().await;
    assert_eq!(left(&office, sitting).await, 30 * MINUTE);
    assert_eq!(office.sitting(sitting).await.ended, None);
    jobs::beat(&desk).await.unwrap();
    assert_eq!(left(&office, sitting).await, 30 * MINUTE, "given back once");
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 1);
    let stream = streams.get_mut(&Channel::Telegram).unwrap();
    let shown = stream.try_recv().unwrap();
    door.finish(vec![(shown.id, Outcome::Sent)]).await.unwrap();
    office.closed_well().await;
}

#[tokio::test]
async fn a_clock_that_jumps_forwards_takes_no_time_from_anybody() {
    let (office, id, sitting) = sitting().await;
    let zhang = office.bound("0001").await;
    let closed = closes(&office, id).await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.clock.set(office.clock.now().plus(35 * MINUTE).0);
    ticks(&office, 4).await;
    assert!(about(before, left(&office, sitting).await));
    assert_eq!(office.sitting(sitting).await.ended, None);
    assert_eq!(closes(&office, id).await, closed, "the window is as it was announced");
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 0);
    zhang.sees("系统时间刚刚校准");
    // And back again.
    office.clock.set(office.clock.now().minus(35 * MINUTE).0);
    ticks(&office, 4).await;
    assert!(about(before, left(&office, sitting).await + 8 * SECOND));
    assert_eq!(zhang.messages(), 2);
    office.closes().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_gives_nobody_time() {
    let (office, _, sitting) = sitting().await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.clock.set(office.clock.now().minus(10 * MINUTE).0);
    ticks(&office, 4).await;
    assert!(about(before, left(&office, sitting).await));
    office.crashes();
    office.clock.set(office.clock.now().minus(10 * MINUTE).0);
    office.start_copy().await;
    ticks(&office, 8).await;
    assert!(about(before, left(&office, sitting).await + 12 * SECOND), "set back while it was down");
    assert_eq!(office.sitting(sitting).await.ended, None);
    office.closes().await;
}

#[tokio::test]
async fn an_exam_that_could_not_open_opens_when_the_program_is_back() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
    let zhang = office.bound("0001").await;
    let id = office.publishes(&simple_exam(office.clock.now(), 20 * MINUTE, HOUR, 3)).await;
    office.advance(SECOND).await;
    office.crashes();
    office.clock.advance(50 * MINUTE);
    office.start_copy().await;
    ticks(&office, 2).await;
    let row = office.exam(id).await;
    let window = row.exam.window;
    assert_eq!((row.phase, window.closes.since(window.opens)), (Phase::Open, HOUR));
    assert!(about(office.clock.now().since(window.opens), Duration::ZERO));
    zhang.sees("考试开始了");
    assert_eq!(zhang.messages(), 1, "no reminder of what has begun");
    office.begins_exam(id, "0001").await;
    office.closes().await;
}

#[tokio::test]
async fn after_an_outage_of_a_night_who_sat_goes_on_and_the_window_is_over() {
    let (office, id, sitting) = sitting().await;
    let wang = office.bound("0003").await;
    let closed = closes(&office, id).await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.crashes();
    office.clock.advance(14 * HOUR);
    office.start_copy().await;
    assert!(about(before, left(&office, sitting).await));
    assert_eq!(closes(&office, id).await, closed.plus(LONGEST_EXTENSION));
    ticks(&office, 2).await;
    wang.sees("最多顺延 4 小时").sees("补考");
    assert_eq!(office.exam(id).await.phase, Phase::Open, "it closes when the last is in");
    for _ in 0..2 {
        office.advance(31 * MINUTE).await;
        ticks(&office, 4).await;
    }
    assert_eq!(office.exam(id).await.phase, Phase::Marked);
    office.closes().await;
}

#[tokio::test]
async fn nobody_is_too_late_by_an_outage() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
    let mut exam = simple_exam(office.clock.now(), MINUTE, HOUR, 3);
    exam.tracks[0].late_minutes = Some(15);
    let id = office.publishes(&exam).await;
    office.advance(MINUTE).await;
    ticks(&office, 4).await;
    office.crashes();
    office.clock.advance(20 * MINUTE);
    office.start_copy().await;
    office.begins_exam(id, "0001").await;
    office.closes().await;
}

#[tokio::test]
async fn with_two_copies_an_outage_is_when_both_are_silent_and_is_given_back_once() {
    let Some(_) = server_or_said() else { return };
    let bank = simple_bank("s", "ethics", 3);
    let office = Office::with(&[&bank]).staff(STAFF).webhook().open().await;
    office.start_copy().await;
    let zhang = office.bound("0001").await;
    let (_, sitting) = begun(&office).await;
    let told = zhang.messages();
    ticks(&office, 6).await;
    office.loses_a_copy();
    ticks(&office, 20).await;
    assert_eq!(office.sitting(sitting).await.given_ms, 0, "the other lived");
    office.start_copy().await;
    ticks(&office, 6).await;
    let before = left(&office, sitting).await;
    office.freezes(25 * MINUTE).await;
    ticks(&office, 6).await;
    assert!(about(before, left(&office, sitting).await + 6 * SECOND));
    assert_eq!(office.number("SELECT COUNT(*) FROM outage").await, 1);
    assert_eq!(zhang.messages(), told + 1, "{}", zhang.transcript());
    office.clock.set(office.clock.now().plus(10 * MINUTE).0);
    ticks(&office, 6).await;
    assert!(about(before, left(&office, sitting).await + 12 * SECOND), "both saw it, one moved the ends");
    office.closes().await;
}
