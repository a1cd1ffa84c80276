//! Several copies of the program on one PostgreSQL, behind a webhook. These run
//! where `BAITI_TEST_POSTGRES` names a server, as CI does.

use std::time::Duration;

use futures::future::join_all;

use crate::{
    database::server_or_said,
    office::{Office, Someone, simple_bank},
};

const PEOPLE: usize = 6;

/// An office with two copies, or nothing without a server.
async fn two_copies(questions: usize) -> Option<Office> {
    server_or_said()?;
    let staff: Vec<String> = (1..=PEOPLE).map(|n| format!("{n:04} 职工{n} 市财政局/预算股")).collect();
    let office = Office::with(&[&simple_bank("s", "ethics", questions)]).staff(&staff).webhook().open().await;
    office.start_copy().await;
    Some(office)
}

async fn people(office: &Office) -> Vec<Someone<'_>> {
    let mut people = Vec::new();
    for n in 1..=PEOPLE {
        people.push(office.bound(&format!("{n:04}")).await);
    }
    people
}

/// Answers a whole round with every tap made twice, waiting for nobody else.
async fn double_taps_through(someone: &Someone<'_>, questions: usize) {
    someone.phone.says("答题");
    someone.phone.sees("请选择练习内容").await.presses("职业道德").await.sees("这一轮答几题").await;
    someone.phone.presses(&format!("{questions} 题")).await;
    for place in 1..=questions {
        someone.phone.sees(&format!("第 {place}/{questions} 题")).await.sees("先到这里").await;
        let (message, data) = someone.button(&someone.letter_of("对")).unwrap();
        someone.phone.taps(message, &data);
        someone.phone.taps(message, &data);
        let next = if place < questions { "下一题" } else { "看成绩" };
        someone.phone.sees(next).await;
        let (message, data) = someone.button(next).unwrap();
        someone.phone.taps(message, &data);
        someone.phone.taps(message, &data);
    }
    someone.phone.sees("这一轮答完了").await;
}

#[tokio::test]
async fn two_copies_count_each_answer_once() {
    let Some(office) = two_copies(10).await else { return };
    office.expects("message is not modified");
    let people = people(&office).await;
    join_all(people.iter().map(|someone| double_taps_through(someone, 10))).await;
    office.rests().await;
    let answers = office.number("SELECT COUNT(*) FROM response").await;
    assert_eq!(answers, i64::try_from(10 * PEOPLE).unwrap());
    assert_eq!(office.number("SELECT COUNT(DISTINCT (round_id, place)) FROM response").await, answers);
    for someone in &people {
        someone
            .sees("得分：10 分（满分 10 分）")
            .says("/me")
            .await
            .sees("今天：积分 10 分")
            .sees("答了 10 题");
    }
    let copies = office.number("SELECT COUNT(*) FROM copy").await;
    assert_eq!(copies, 2);
    office.closes().await;
}

/// Chooses the languages in turn, so many times; each choice sends a message in
/// its language.
fn changes_languages(someone: &Someone<'_>, times: usize) {
    for nth in 0..times {
        someone.phone.taps(1, if nth % 2 == 0 { "1l.en" } else { "1l.zh" });
    }
}

fn in_order(someone: &Someone<'_>, times: usize) {
    let shown = someone.phone.shown();
    let languages: Vec<bool> = shown.iter().map(|message| message.text.starts_with("Hello")).collect();
    let expected: Vec<bool> = (0..times).map(|nth| nth % 2 == 0).collect();
    assert_eq!(languages, expected, "{}", someone.transcript());
}

#[tokio::test]
async fn two_copies_keep_the_order_of_each_chat() {
    let Some(office) = two_copies(1).await else { return };
    let people = people(&office).await;
    for someone in &people {
        changes_languages(someone, 20);
    }
    office.rests().await;
    for someone in &people {
        in_order(someone, 20);
    }
    office.closes().await;
}

#[tokio::test]
async fn what_a_killed_copy_leaves_behind_is_done_by_the_other() {
    let Some(office) = two_copies(5).await else { return };
    office.expects("message is not modified");
    let people = people(&office).await;
    for someone in &people {
        changes_languages(someone, 10);
    }
    office.until("it is at work", async || people.iter().any(|someone| someone.messages() > 2)).await;
    office.loses_a_copy();
    for _ in 0..40 {
        office.passes(Duration::from_secs(1)).await;
    }
    office.rests().await;
    for someone in &people {
        // What was sent and not yet noted at the kill comes again, in its order; none is missing.
        let shown: Vec<bool> =
            someone.phone.shown().iter().map(|message| message.text.starts_with("Hello")).collect();
        let mut awaited = (0..10).map(|nth| nth % 2 == 0).peekable();
        for english in &shown {
            let _ = awaited.next_if_eq(english);
        }
        assert!(awaited.peek().is_none() && shown.last() == Some(&false), "{}", someone.transcript());
    }
    join_all(people.iter().map(|someone| double_taps_through(someone, 5))).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, i64::try_from(5 * PEOPLE).unwrap());
    office.closes().await;
}
