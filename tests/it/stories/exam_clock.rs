//! What an exam does by itself when its time has come, and what people are told.

use std::time::Duration;

use baiti::{
    chat::desk::Desk,
    clock::{Clock as _, SystemClock},
    domain::{
        exam::{Exam, Moment, phase::Phase, timing},
        ids::{ExamId, SittingId},
        points::Points,
    },
    jobs::exams,
    store::{
        candidate,
        sitting::{self, EndedBy},
    },
};
use tokio::sync::watch;

use crate::{
    database::server_or_said,
    office::{Office, Someone, served, simple_bank, simple_exam},
};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);
const SECOND: Duration = Duration::from_secs(1);
const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股", "0003 王五 市财政局/办公室 管理员"];

async fn open() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await
}

fn exam(office: &Office, opens: Duration, lasts: Duration) -> Exam {
    simple_exam(office.clock.now(), opens, lasts, 3)
}

/// How often a text was shown.
fn times(someone: &Someone<'_>, text: &str) -> usize {
    someone.phone.shown().iter().filter(|message| message.text.contains(text)).count()
}

/// Lets time pass until this moment before the exam opens.
async fn until_before(office: &Office, id: ExamId, before: Duration) {
    let opens = office.exam(id).await.exam.window.opens;
    office.advance(opens.minus(before).since(office.clock.now())).await;
    office.advance(SECOND).await;
}

#[tokio::test]
async fn people_are_reminded_a_day_an_hour_and_ten_minutes_before() {
    let office = open().await;
    let zhang = office.bound("0001").await;
    let id = office.publishes(&exam(&office, 30 * HOUR, HOUR)).await;
    office.advance(5 * HOUR).await;
    assert_eq!(zhang.messages(), 0);
    until_before(&office, id, 24 * HOUR).await;
    zhang.sees("考试提醒").sees("法规考试").sees("11月3日 14:00 开始").sees("答题时间 30 分钟");
    until_before(&office, id, HOUR).await;
    assert_eq!((zhang.messages(), times(&zhang, "考试提醒")), (2, 2));
    until_before(&office, id, 10 * MINUTE).await;
    zhang.sees("考试马上开始");
    until_before(&office, id, Duration::ZERO).await;
    zhang.sees("考试开始了").sees("11月3日 15:00 结束");
    assert_eq!(office.exam(id).await.phase, Phase::Open);
    office.advance(MINUTE).await;
    assert_eq!(zhang.messages(), 4, "each once");
    office.closes().await;
}

#[tokio::test]
async fn after_an_outage_only_the_reminder_that_is_still_of_use_is_sent() {
    let office = open().await;
    let zhang = office.bound("0001").await;
    let id = office.publishes(&exam(&office, 25 * HOUR, HOUR)).await;
    office.advance(MINUTE).await;
    office.crashes();
    let opens = office.exam(id).await.exam.window.opens;
    office.clock.set(opens.minus(40 * MINUTE).0);
    office.start_copy().await;
    office.advance(2 * SECOND).await;
    assert_eq!((zhang.messages(), times(&zhang, "考试提醒")), (1, 1), "{}", zhang.transcript());
    office.closes().await;
}

#[tokio::test]
async fn whoever_has_begun_or_is_excused_is_not_called_in() {
    let office = open().await;
    let (zhang, li) = (office.bound("0001").await, office.bound("0002").await);
    let id = office.publishes(&exam(&office, MINUTE, HOUR)).await;
    let mut tx = office.house.store.begin().await.unwrap();
    let li_id = office.id_of("0002").await;
    candidate::set_standing(&mut tx, id, li_id, candidate::Standing::Excused, "出差").await.unwrap();
    tx.commit().await.unwrap();
    until_before(&office, id, Duration::ZERO).await;
    assert_eq!((times(&zhang, "考试开始了"), li.messages()), (1, 0));
    office.closes().await;
}

/// Opens an exam now and lets these begin.
async fn begun(office: &Office, exam: &Exam, staff: &[&str]) -> (ExamId, Vec<SittingId>) {
    let id = office.publishes(exam).await;
    until_before(office, id, Duration::ZERO).await;
    let mut sittings = Vec::new();
    for staff_no in staff {
        sittings.push(office.begins_exam(id, staff_no).await);
    }
    (id, sittings)
}

#[tokio::test]
async fn a_sitting_is_warned_of_and_handed_in_to_the_second() {
    let office = open().await;
    let zhang = office.bound("0001").await;
    let mut exam = exam(&office, MINUTE, HOUR);
    exam.review.mark = Moment::HandedIn;
    let (_, sittings) = begun(&office, &exam, &["0001"]).await;
    office.answers_exam(sittings[0], 2).await;
    office.advance(20 * MINUTE).await;
    zhang.sees("还剩 10 分钟");
    office.advance(9 * MINUTE).await;
    zhang.sees("还剩 1 分钟");
    // A tap under way at the end still counts: the grace.
    office.advance(MINUTE + timing::GRACE.saturating_sub(Duration::from_millis(1))).await;
    assert_eq!(office.sitting(sittings[0]).await.ended, None);
    office.advance(SECOND).await;
    let sitting = office.sitting(sittings[0]).await;
    let ended = sitting.ended.unwrap();
    assert_eq!((ended.by, ended.at, ended.earned), (EndedBy::Time, sitting.deadline, Points::whole(2)));
    zhang.sees("时间到，已自动交卷").sees("共 3 题，您答了 2 题").sees("2 分").sees("满分 3 分");
    assert_eq!((times(&zhang, "还剩"), times(&zhang, "已自动交卷")), (2, 1));
    office.closes().await;
}

#[tokio::test]
async fn an_exam_closes_with_its_window_is_marked_and_waits_for_release() {
    let office = open().await;
    let (zhang, wang) = (office.bound("0001").await, office.bound("0003").await);
    let (id, sittings) = begun(&office, &exam(&office, MINUTE, HOUR), &["0001"]).await;
    office.answers_exam(sittings[0], 3).await;
    office.advance(31 * MINUTE).await;
    office.advance(29 * MINUTE).await;
    assert_eq!(office.exam(id).await.phase, Phase::Open, "the grace is not over");
    for _ in 0..4 {
        office.advance(2 * SECOND).await;
    }
    let row = office.exam(id).await;
    assert_eq!((row.phase, row.alarm_at), (Phase::Marked, None));
    assert!(row.keys.is_some_and(|keys| keys.len() == 3));
    zhang.sees("成绩公布时会通知您");
    wang.sees("评卷完成，等待公布").sees("参加 1 人，缺考 2 人");
    assert_eq!((times(&wang, "评卷完成"), times(&zhang, "评卷完成")), (1, 0));
    office.closes().await;
}

#[tokio::test]
async fn an_exam_stays_open_for_whoever_was_given_time() {
    let office = open().await;
    let wang = office.bound("0003").await;
    let (id, sittings) = begun(&office, &exam(&office, MINUTE, 30 * MINUTE), &["0001"]).await;
    let deadline = office.sitting(sittings[0]).await.deadline;
    let later = deadline.plus(5 * MINUTE);
    let mut tx = office.house.store.begin().await.unwrap();
    let alarm = timing::next_alarm(later, office.clock.now());
    sitting::set_times(&mut tx, sittings[0], later, alarm).await.unwrap();
    tx.commit().await.unwrap();
    office.advance(30 * MINUTE).await;
    for _ in 0..5 {
        office.advance(2 * SECOND).await;
    }
    assert_eq!(office.exam(id).await.phase, Phase::Open);
    office.advance(5 * MINUTE).await;
    for _ in 0..5 {
        office.advance(2 * SECOND).await;
    }
    assert_eq!(office.exam(id).await.phase, Phase::Marked);
    assert_eq!(office.sitting(sittings[0]).await.ended.unwrap().at, later);
    wang.sees("参加 1 人，缺考 2 人");
    office.closes().await;
}

#[tokio::test]
async fn an_exam_that_is_taken_back_tells_nobody() {
    let office = open().await;
    let zhang = office.bound("0001").await;
    let id = office.publishes(&exam(&office, 2 * HOUR, HOUR)).await;
    let row = office.exam(id).await;
    let mut tx = office.house.store.begin().await.unwrap();
    assert!(baiti::exams::publish::take_back(&mut tx, &row, None, office.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    office.advance(3 * HOUR).await;
    office.advance(SECOND).await;
    assert_eq!((zhang.messages(), office.exam(id).await.phase), (0, Phase::Draft));
    office.closes().await;
}

#[tokio::test]
async fn a_sitting_that_cannot_be_read_keeps_nobody_else_waiting() {
    let office = open().await;
    let (_, sittings) = begun(&office, &exam(&office, MINUTE, HOUR), &["0001", "0002"]).await;
    office.database.raw(&format!("UPDATE sitting SET paper = '{{' WHERE id = {}", sittings[0])).await;
    office.advance(20 * MINUTE).await;
    office.advance(10 * MINUTE + timing::GRACE + SECOND).await;
    office.advance(SECOND).await;
    assert_eq!(office.sitting(sittings[1]).await.ended.unwrap().by, EndedBy::Time);
    office.closes().await;
}

#[tokio::test]
async fn of_two_copies_one_looks_after_each_thing() {
    let Some(_) = server_or_said() else { return };
    let bank = simple_bank("s", "ethics", 3);
    let staff: Vec<String> = (1..=60).map(|n| format!("{n:04} 职工{n} 市财政局/预算股")).collect();
    let office = Office::with(&[&bank]).staff(&staff).webhook().open().await;
    office.start_copy().await;
    let mut people = Vec::new();
    for n in 1..=60 {
        people.push(office.bound(&format!("{n:04}")).await);
    }
    let exam = exam(&office, 2 * HOUR, 30 * MINUTE);
    let id = office.publishes(&exam).await;
    for before in [HOUR, 10 * MINUTE, Duration::ZERO] {
        until_before(&office, id, before).await;
        office.advance(SECOND).await;
    }
    let mut sittings = Vec::new();
    for n in 1..=60 {
        sittings.push(office.begins_exam(id, &format!("{n:04}")).await);
    }
    for pause in [20 * MINUTE, 9 * MINUTE, 2 * MINUTE] {
        // The notices of a crowd are handed on by the sweep, seconds later.
        office.passes(pause).await;
        for _ in 0..4 {
            office.passes(SECOND).await;
        }
        office.rests().await;
    }
    for _ in 0..5 {
        office.advance(2 * SECOND).await;
    }
    assert_eq!(office.exam(id).await.phase, Phase::Marked);
    for someone in &people {
        let told = ["考试提醒", "考试马上开始", "考试开始了", "还剩 10 分钟", "还剩 1 分钟", "已自动交卷"];
        let told = told.map(|text| times(someone, text));
        assert_eq!((told, someone.messages()), ([1; 6], 6), "{}", someone.transcript());
    }
    office.closes().await;
}

/// As many as the environment says, for measuring.
fn crowd() -> usize {
    std::env::var("BAITI_TEST_CROWD").ok().and_then(|crowd| crowd.parse().ok()).unwrap_or(120)
}

#[tokio::test]
async fn a_crowd_whose_time_is_over_at_once_is_handed_in_in_one_round() {
    let people = crowd();
    let staff: Vec<String> = (1..=people).map(|n| format!("{n:04} 职工{n} 市财政局/预算股")).collect();
    let office = Office::with(&[&simple_bank("s", "ethics", 60)]).staff(&staff).closed().await;
    let decoder = Box::new(|raw: &str| Ok(baiti::telegram::decode::decode(raw, "baiti_test_bot")));
    let (desk, stream) = Desk::new(office.house.clone(), "one".into(), served(decoder));
    let id = office.publishes(&simple_exam(office.clock.now(), Duration::ZERO, 30 * MINUTE, 40)).await;
    for n in 1..=people {
        office.bound(&format!("{n:04}")).await;
        let sitting = office.begins_exam(id, &format!("{n:04}")).await;
        office.answers_exam(sitting, if n % 10 == 0 { 20 } else { 0 }).await;
    }
    let (_stop, stopped) = watch::channel(false);
    let mut took = Vec::new();
    for pause in [20 * MINUTE, 9 * MINUTE, MINUTE + timing::GRACE, SECOND, SECOND, SECOND] {
        office.clock.advance(pause);
        let start = SystemClock.running();
        exams::run(&desk, &stopped).await.unwrap();
        took.push(SystemClock.running().saturating_sub(start));
    }
    eprintln!("{people} people: warned, warned, handed in, closed, marked, nothing: {took:?}");
    assert_eq!(
        office.number("SELECT COUNT(*) FROM sitting WHERE ended_by = 'time'").await,
        i64::try_from(people).unwrap()
    );
    assert_eq!(office.exam(id).await.phase, Phase::Marked);
    let notices = 3 * i64::try_from(people).unwrap();
    assert_eq!(office.number("SELECT COUNT(*) FROM outbox").await, notices);
    drop(stream);
    office.database.raw("DELETE FROM outbox; DELETE FROM job").await;
    office.closed_well().await;
}

#[tokio::test]
async fn what_is_published_in_its_window_is_open_at_once() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(&["0001 张三 局/一科"]).open().await;
    let id = office.publishes(&simple_exam(office.clock.now(), Duration::ZERO, HOUR, 3)).await;
    for _ in 0..2 {
        office.advance(2 * SECOND).await;
    }
    assert_eq!(office.exam(id).await.phase, Phase::Open);
    office.closes().await;
}
