//! Over days: points, the wrong-question book, the streak.

use std::time::Duration;

use crate::office::{Office, simple_bank};

const ZHANG: &[&str] = &["0001 张三 市财政局/预算股"];
const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn a_question_earns_points_once_a_day() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("积分 +1").presses("看成绩").await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("今天已经得过积分").presses("看成绩").await;
    zhang.sees("积分：+0（今天共 1 分").sees("名次不变");
    office.advance(DAY).await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("积分 +1").presses("看成绩").await;
    zhang
        .sees("今天共 1 分")
        .says("/me")
        .await
        .sees("今天：积分 1 分")
        .sees("累计：第 1 名，2 分")
        .sees("答了 3 题");
    office.closes().await;
}

#[tokio::test]
async fn the_day_ends_at_midnight_of_the_office() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("积分 +1").presses("看成绩").await;
    // From 8:00 to a second before midnight in Shanghai.
    office.advance(Duration::from_hours(16) - Duration::from_secs(1)).await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("今天已经得过积分").presses("看成绩").await;
    office.advance(Duration::from_secs(1)).await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("积分 +1");
    office.closes().await;
}

#[tokio::test]
async fn fifty_points_a_day_are_the_most() {
    let bank = simple_bank("s", "ethics", 4).replace("key = \"A\"", "key = \"A\"\npoints = 20");
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    for told in ["积分 +20", "积分 +20", "今天的积分已满 50 分", "今天的积分已满 50 分"] {
        zhang
            .picks("对")
            .await
            .sees(told)
            .presses(if zhang.button_here("看成绩") { "看成绩" } else { "下一题" })
            .await;
    }
    zhang.sees("得分：80 分（满分 80 分）").sees("积分：+50（今天共 50 分，上限 50 分）");
    zhang.says("我的").await.sees("今天：积分 50 分（上限 50 分）");
    office.advance(DAY).await;
    zhang.begins("职业道德", 5).await.picks("对").await.sees("积分 +20");
    office.closes().await;
}

#[tokio::test]
async fn a_wrong_question_leaves_the_book_after_two_right_days() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("看成绩").await;
    zhang.says("/me").await.sees("错题本：1 题（已掌握 0 题）");
    for (days, book) in [(0, "错题本：1 题"), (0, "错题本：1 题"), (1, "错题本：0 题（已掌握 1 题）")]
    {
        office.advance(DAY * days).await;
        zhang.says("/me").await.presses("练我的错题").await.presses("5 题").await.sees("第 1/1 题");
        zhang.answers_all("对").await.says("/me").await.sees(book);
    }
    zhang.sees_no("练我的错题").says("答题").await.sees_no("我的错题");
    // A mistake brings it back.
    zhang.presses("职业道德").await.presses("5 题").await.picks("乙").await.presses("看成绩").await;
    zhang.says("答题").await.sees("我的错题").says("/me").await.sees("错题本：1 题（已掌握 0 题）");
    office.closes().await;
}

#[tokio::test]
async fn what_is_valid_no_more_is_not_asked_again() {
    let bank = simple_bank("s", "ethics", 2).replacen("key =", "valid_until = 2026-11-02\nkey =", 1);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.answers_all("甲").await.sees("第 1、2 题");
    let (message, redo) = zhang.button("重做错题").unwrap();
    zhang.taps(message, &redo).await.sees("第 1/2 题").answers_all("甲").await;
    office.advance(DAY).await;
    zhang.taps_data(&redo).await.sees("第 1/1 题").sees("第 2 问");
    office.closes().await;
}

#[tokio::test]
async fn places_of_two_weeks_are_not_compared() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.answers_all("对").await.sees("本周名次：第 1 名，新上榜");
    zhang.begins("职业道德", 5).await.answers_all("对").await.sees("本周名次：第 1 名，名次不变");
    zhang.begins("职业道德", 5).await;
    office.advance(DAY * 7).await;
    zhang.answers_all("对").await.sees("本周名次：第 1 名").sees_no("名次不变").sees_no("新上榜");
    office.closes().await;
}

#[tokio::test]
async fn a_mistake_in_between_begins_the_two_days_anew() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    for (option, book) in [("甲", 1), ("对", 1), ("乙", 1), ("对", 1), ("对", 0)] {
        zhang.begins("职业道德", 5).await.answers_all(option).await;
        zhang.says("/me").await.sees(&format!("错题本：{book} 题"));
        office.advance(DAY).await;
    }
    office.closes().await;
}

#[tokio::test]
async fn a_hundred_right_answers_in_a_row_are_celebrated() {
    let office = Office::with(&[&simple_bank("s", "ethics", 20)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    for _ in 0..4 {
        zhang.begins("职业道德", 20).await.answers_all("对").await;
    }
    zhang.begins("职业道德", 20).await;
    for nth in 81..100 {
        zhang.picks("对").await.sees_no("连续答对");
        zhang.presses("下一题").await;
        assert!(nth < 100);
    }
    zhang.picks("对").await.sees("🎉 您已经连续答对 100 题！").presses("看成绩").await;
    zhang.begins("职业道德", 5).await.picks("甲").await;
    zhang.says("/me").await.sees("连续答对：0 题（最多一次 100 题）");
    office.closes().await;
}

#[tokio::test]
async fn unseen_questions_come_first() {
    let office = Office::with(&[&simple_bank("s", "ethics", 10)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    for _ in 0..2 {
        zhang.begins("职业道德", 5).await.answers_all("对").await.sees("积分：+5");
    }
    assert_eq!(office.number("SELECT COUNT(DISTINCT question_id) FROM response").await, 10);
    office.closes().await;
}
