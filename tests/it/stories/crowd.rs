//! Many people, and one who floods.

use std::time::Duration;

use crate::office::{Office, simple_bank};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股"];

#[tokio::test]
async fn a_flood_from_one_does_not_delay_another() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    let before = zhang.messages();
    // Telegram itself is slow with this one chat.
    office.telegram.hold("sendMessage", Some(zhang.id()));
    for n in 0..500 {
        zhang.phone.says(&format!("洪水 {n}"));
    }
    li.phone.says("/me");
    li.phone.sees("李四（0002）").await;
    assert_eq!(zhang.messages(), before);
    office.telegram.release();
    office.rests().await;
    assert_eq!(zhang.messages(), before + 500, "each gets its answer");
    office.closes().await;
}

#[tokio::test]
async fn a_flood_of_taps_counts_each_answer_once() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).webhook().open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let taps: Vec<_> = ["A", "B", "C", "D"].map(|letter| zhang.button(letter).unwrap()).into();
    for (message, data) in taps.iter().cycle().take(200) {
        zhang.phone.taps(*message, data);
    }
    office.rests().await;
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 1);
    let toasts = zhang.toasts();
    assert_eq!(toasts.iter().filter(|told| told.contains("已经答过")).count(), 199);
    office.closes().await;
}

#[tokio::test]
async fn telegrams_rates_are_kept() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)])
        .staff(STAFF)
        .set(|settings| settings.telegram.rates = baiti::settings::Rates::default())
        .open()
        .await;
    let (zhang, li) = (office.bound("0001").await, office.bound("0002").await);
    for n in 0..8 {
        zhang.phone.says(&format!("慢慢来 {n}"));
    }
    office.until("five are there", async || zhang.messages() == 5).await;
    for sent in 6..=8 {
        office.passes(Duration::from_millis(999)).await;
        assert_eq!(zhang.messages(), sent - 1);
        li.phone.says("/me");
        li.phone.sees("李四").await;
        office.passes(Duration::from_millis(1)).await;
        office.until("one more is there", async || zhang.messages() == sent).await;
    }
    office.closes().await;
}

#[tokio::test]
async fn fifty_people_answer_at_once() {
    let staff: Vec<String> = (1..=50).map(|n| format!("{n:04} 职工{n} 市财政局/预算股")).collect();
    let office = Office::with(&[&simple_bank("s", "ethics", 5)]).staff(&staff).webhook().open().await;
    let mut people = Vec::new();
    for n in 1..=50 {
        people.push(office.bound(&format!("{n:04}")).await);
    }
    for data in ["1qt", "1qb.5.ethics"] {
        for someone in &people {
            someone.phone.taps(1, data);
        }
        office.rests().await;
    }
    for place in 1..=5 {
        for someone in &people {
            let (message, data) =
                someone.sees(&format!("第 {place}/5 题")).button(&someone.letter_of("对")).unwrap();
            someone.phone.taps(message, &data);
        }
        office.rests().await;
        for someone in &people {
            let (message, data) = someone.button(if place < 5 { "下一题" } else { "看成绩" }).unwrap();
            someone.phone.taps(message, &data);
        }
        office.rests().await;
    }
    office.expects("message to edit not found");
    people[49].sees("得分：5 分（满分 5 分）").says("/rank").await.sees("共 50 人上榜").sees("🥇");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 250);
    office.closes().await;
}
