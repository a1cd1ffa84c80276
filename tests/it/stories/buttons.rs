//! Buttons tapped twice, too late, on another phone, or made up: they never do
//! harm.

use crate::office::{Office, simple_bank};

const ZHANG: &[&str] = &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股"];

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(ZHANG).open().await
}

#[tokio::test]
async fn a_double_tap_counts_once() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let (message, data) = zhang.button(&zhang.letter_of("对")).unwrap();
    zhang.phone.taps(message, &data);
    zhang.phone.taps(message, &data);
    office.rests().await;
    assert_eq!(zhang.toasts()[2..], ["答对了", "这道题已经答过了"]);
    let (message, next) = zhang.sees("积分 +1").button("下一题").unwrap();
    zhang.phone.taps(message, &next);
    zhang.phone.taps(message, &next);
    office.expects("message is not modified");
    office.rests().await;
    zhang.sees("第 2/3 题");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 1);
    zhang.says("/me").await.sees("今天：积分 1 分").sees("答了 1 题");
    office.closes().await;
}

#[tokio::test]
async fn two_different_options_tapped_at_once_count_as_the_first() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let wrong = zhang.button(&zhang.letter_of("乙")).unwrap();
    let right = zhang.button(&zhang.letter_of("对")).unwrap();
    zhang.phone.taps(wrong.0, &wrong.1);
    zhang.phone.taps(right.0, &right.1);
    office.rests().await;
    zhang.sees("❌ 答错了");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 1);
    office.closes().await;
}

#[tokio::test]
async fn old_buttons_say_so_or_show_how_things_stand() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    office.expects("message is not modified");
    zhang.begins("职业道德", 5).await;
    let (message, first) = zhang.button(&zhang.letter_of("对")).unwrap();
    let leave = zhang.button("先到这里").unwrap().1;
    zhang.presses(&zhang.letter_of("对")).await.presses("下一题").await.sees("第 2/3 题");
    zhang.taps(message, &first).await.is_told("已经答过").sees("第 2/3 题");
    zhang.picks("对").await.presses("下一题").await.answers_all("对").await.sees("这一轮答完了");
    let result = zhang.shows();
    for data in [&first, &leave] {
        zhang.taps(message, data).await.is_told("已过期");
        assert_eq!(zhang.shows(), result, "an ended round stays as it is");
    }
    zhang.begins("职业道德", 5).await;
    zhang.taps(message, &first).await.is_told("已过期");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 3);
    office.closes().await;
}

#[tokio::test]
async fn garbage_and_payloads_of_another_time_are_too_old() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let (screen, messages) = (zhang.shows(), zhang.messages());
    let never = [
        "2a.1.0.0",
        "9zz",
        "",
        "1",
        "1a",
        "1a.1.0",
        "1a.x.0.0",
        "1a.99999999999999999999.0.0",
        "1a.1.0.0.0",
        "1zz.4",
        "1n.77.0",
        "1s.77.0",
        "1j.77.0.1",
        "1x.77",
        "1v.77.0",
        "1f.77",
        "1qb.5.没有",
        "1qb.5.",
        "1ql.no-such-topic",
        "1l.fr",
        "null",
        "{}",
        "'; DROP TABLE staff; --",
    ];
    for data in never {
        zhang.taps_data(data).await;
        assert!(zhang.toasts().pop().unwrap().contains("已过期"), "{data}");
        assert_eq!(zhang.shows(), screen, "{data}");
    }
    assert_eq!(zhang.messages(), messages);
    zhang.taps_data("1a.1.0.25").await;
    zhang.sees("第 1/3 题").picks("对").await.sees("答对了");
    while !zhang.shows().contains("这一轮答完了") {
        zhang.presses(if zhang.button_here("看成绩") { "看成绩" } else { "下一题" }).await;
        if zhang.button_here("A") {
            zhang.picks("对").await;
        }
    }
    let screen = zhang.shows();
    for data in never.into_iter().chain(["1d.77", "1qb.0.mixed", "1qb.999.mixed"]) {
        zhang.taps_data(data).await;
        assert!(zhang.toasts().pop().unwrap().contains("已过期"), "{data}");
        assert_eq!(zhang.shows(), screen, "{data}");
    }
    office.expects("message is not modified");
    office.closes().await;
}

#[tokio::test]
async fn nobody_reaches_into_the_round_of_another() {
    let office = office().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    zhang.begins("职业道德", 5).await;
    let (_, data) = zhang.button(&zhang.letter_of("对")).unwrap();
    let abandon = data.replace("1a.", "1qe.").split('.').take(2).collect::<Vec<_>>().join(".");
    li.taps_data(&data).await.is_told("已过期");
    li.taps_data(&abandon).await.sees("请选择练习内容");
    for data in ["1v.1.0", "1d.1", "1x.1"] {
        li.taps_data(data).await.is_told("已过期");
    }
    zhang.sees("第 1/3 题").picks("对").await.sees("答对了");
    office.closes().await;
}

#[tokio::test]
async fn two_phones_show_two_copies_and_count_once() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let first = zhang.button(&zhang.letter_of("对")).unwrap();
    // On the other phone the round is taken up again, in a message of its own.
    zhang.says("答题").await.presses("接着答").await.sees("第 1/3 题");
    let second = zhang.button(&zhang.letter_of("对")).unwrap();
    assert_ne!(first.0, second.0);
    zhang.taps(first.0, &first.1).await.is_told("答对了");
    zhang.taps(second.0, &second.1).await.is_told("这道题已经答过了");
    let (message, next) = zhang.button("下一题").unwrap();
    assert_eq!(message, first.0, "the verdict stands where it was tapped");
    zhang.taps(message, &next).await;
    zhang.taps(second.0, &second.1).await.is_told("已经答过");
    zhang.sees("第 2/3 题").picks("对").await.is_told("答对了");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 2);
    office.closes().await;
}
