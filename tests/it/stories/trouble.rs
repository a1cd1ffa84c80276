//! Telegram's words for trouble, each by its meaning, in the middle of a round.

use std::time::Duration;

use crate::{
    fake_telegram::{Fault, Rule},
    office::{Office, Someone, UPKEEP, simple_bank},
};

const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股", "0003 王五 市财政局/人事股 管理员"];

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await
}

/// Taps the right option without waiting for what comes of it.
fn taps_right(someone: &Someone<'_>) {
    let (message, data) = someone.button(&someone.letter_of("对")).unwrap();
    someone.phone.taps(message, &data);
}

#[tokio::test]
async fn too_many_requests_hold_up_one_chat_alone() {
    let office = office().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    zhang.begins("职业道德", 5).await;
    li.begins("职业道德", 5).await;
    office.telegram.plan(Rule::new("editMessageText", Fault::Flood(7)).chat(zhang.id()));
    taps_right(&zhang);
    zhang.phone.is_told("答对了").await;
    taps_right(&li);
    li.phone.sees("✅ 答对了").await;
    office.passes(Duration::from_secs(6)).await;
    zhang.sees("第 1/3 题").sees_no("答对了");
    office.passes(Duration::from_secs(1)).await;
    zhang.phone.sees("✅ 答对了").await;
    office.closes().await;
}

#[tokio::test]
async fn what_telegram_could_not_do_is_done_again() {
    for fault in
        [Fault::Server(502), Fault::CutBefore, Fault::CutAfter, Fault::Page(502), Fault::StrangeResult]
    {
        let office = office().await;
        let zhang = office.staff("0001").await;
        office.expects("message is not modified");
        zhang.begins("职业道德", 5).await;
        office.telegram.plan(Rule::new("editMessageText", fault.clone()));
        taps_right(&zhang);
        zhang.phone.is_told("答对了").await;
        if fault != Fault::StrangeResult {
            office
                .until("it was tried", async || {
                    office.telegram.state(|state| state.calls_of("editMessageText").count() > 2)
                })
                .await;
            office
                .until("the sender waits", async || {
                    office.clock.asleep_within(Duration::from_secs(1)) > UPKEEP - 1
                })
                .await;
            office.passes(Duration::from_secs(1)).await;
        }
        zhang.phone.sees("✅ 答对了").await;
        office.rests().await;
        assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 1, "{fault:?}");
        zhang.presses("下一题").await.sees("第 2/3 题");
        office.closes().await;
    }
}

#[tokio::test]
async fn a_new_message_whose_answer_was_cut_off_comes_twice_rather_than_never() {
    for (fault, copies) in [(Fault::CutBefore, 1), (Fault::CutAfter, 2), (Fault::Server(500), 1)] {
        let office = office().await;
        let zhang = office.staff("0001").await;
        let before = zhang.messages();
        office.telegram.plan(Rule::new("sendMessage", fault));
        zhang.phone.says("答题");
        office
            .until("the sender waits", async || {
                office.clock.asleep_within(Duration::from_secs(1)) > UPKEEP - 1
            })
            .await;
        office.passes(Duration::from_secs(1)).await;
        office.rests().await;
        assert_eq!(zhang.messages(), before + copies);
        // Either copy works.
        zhang.presses("职业道德").await.presses("5 题").await.sees("第 1/3 题");
        office.closes().await;
    }
}

#[tokio::test]
async fn a_message_that_was_deleted_is_sent_anew() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let (message, data) = zhang.button(&zhang.letter_of("对")).unwrap();
    zhang.phone.deletes(message);
    zhang
        .taps(message, &data)
        .await
        .is_told("答对了")
        .sees("✅ 答对了")
        .presses("下一题")
        .await
        .sees("第 2/3 题");
    office.expects("message to edit not found");
    office.closes().await;
}

#[tokio::test]
async fn a_tap_that_is_too_old_to_be_confirmed_counts_all_the_same() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    office.telegram.hold("answerCallbackQuery", None);
    taps_right(&zhang);
    zhang.phone.sees("✅ 答对了").await;
    office.telegram.state(|state| state.taps.values_mut().for_each(|tap| tap.expired = true));
    office.telegram.release();
    office.expects("query is too old");
    office.rests().await;
    zhang.presses("下一题").await.sees("第 2/3 题");
    office.closes().await;
}

#[tokio::test]
async fn who_blocks_the_bot_gets_no_notices_until_they_come_back() {
    let office = office().await;
    let (zhang, li, wang) =
        (office.staff("0001").await, office.staff("0002").await, office.staff("0003").await);
    let calls =
        || office.telegram.calls("sendMessage").iter().filter(|call| call["chat_id"] == wang.id()).count();
    wang.phone.blocks();
    office.rests().await;
    let before = calls();
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await;
    assert_eq!(calls(), before, "not even tried");
    wang.phone.unblocks();
    office.rests().await;
    li.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await;
    wang.sees("待核实的题目");
    wang.says("待办").await.sees("待核实的题目");
    office.closes().await;
}

#[tokio::test]
async fn a_block_that_nobody_told_of_is_found_out_by_the_first_notice() {
    let office = office().await;
    let (zhang, wang) = (office.staff("0001").await, office.staff("0003").await);
    wang.phone.chat(|chat| chat.blocked = true);
    let calls =
        || office.telegram.calls("sendMessage").iter().filter(|call| call["chat_id"] == wang.id()).count();
    let before = calls();
    zhang.begins("职业道德", 5).await;
    for nth in 1..=3 {
        zhang.picks("甲").await.presses("🚩").await;
        assert_eq!(calls(), before + 1, "{nth}");
        if nth < 3 {
            zhang.presses("下一题").await;
        }
    }
    office.expects("bot was blocked");
    wang.phone.chat(|chat| chat.blocked = false);
    wang.says("待办").await.sees("待核实的题目：3 道");
    assert_eq!(office.number("SELECT COUNT(*) FROM account WHERE NOT reachable").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn a_chat_that_is_gone_is_given_up_with_its_reason() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    office.telegram.plan(Rule::new("sendMessage", Fault::ChatGone).chat(zhang.id()));
    zhang.says("/me").await;
    assert_eq!(office.number("SELECT COUNT(*) FROM outbox WHERE outcome = 'chat not found'").await, 1);
    zhang.says("/me").await.sees("张三");
    office.closes().await;
}

#[tokio::test]
async fn a_second_poller_is_waited_out() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let words =
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    office.telegram.plan(Rule::new("getUpdates", Fault::Says(409, words)).times(2));
    // The poll under way gives these; the next two are refused.
    zhang.phone.says("/me");
    for _ in 0..2 {
        office
            .until("the poller waits", async || office.clock.asleep_within(Duration::from_secs(5)) > UPKEEP)
            .await;
        office.passes(Duration::from_secs(5)).await;
    }
    zhang.says("/rank").await.sees("本周排行");
    office.closes().await;
}

#[tokio::test]
async fn a_revoked_token_ends_the_program_and_loses_nothing() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    office.telegram.plan(Rule::new("getUpdates", Fault::Unauthorized));
    office.telegram.hold("sendMessage", None);
    // The poll under way brings this one in before the next is refused.
    zhang.phone.says("/me");
    let copy = office.take_copies().remove(0);
    office.telegram.wait_until("the end is near", |state| state.rules.iter().all(Rule::is_over)).await;
    office.telegram.release();
    let error = copy.ended().await.expect_err("a token that is no good");
    assert!(format!("{error:#}").contains("TELOXIDE_TOKEN"), "{error:#}");
    zhang.phone.says("/rank");
    office.start_copy().await;
    office.rests().await;
    zhang.sees("本周排行");
    assert!(zhang.was_shown("张三（0001）"));
    office.closes().await;
}

#[tokio::test]
async fn a_wrong_token_is_told_at_the_start() {
    let office = Office::with(&[])
        .set(|settings| settings.telegram.token = Some(baiti::settings::Secret::new("42:WRONG")))
        .closed()
        .await;
    office.start_copy().await;
    let error = office.take_copies().remove(0).ended().await.expect_err("is refused");
    assert!(format!("{error:#}").contains("TELOXIDE_TOKEN"), "{error:#}");
    office.closed_well().await;
}

#[tokio::test]
async fn a_network_that_is_away_at_the_start_is_waited_for() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).closed().await;
    office.telegram.plan(Rule::new("getMe", Fault::CutBefore).times(2));
    let clock = office.clock.clone();
    clock.drive(office.start_copy()).await;
    office.staff("0001").await.says("/me").await.sees("张三");
    office.closes().await;
}

#[tokio::test]
async fn a_webhook_that_telegram_does_not_take_yet_is_set_later() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).webhook().closed().await;
    for fault in [Fault::Flood(7), Fault::Server(502), Fault::CutBefore] {
        office.telegram.plan(Rule::new("setWebhook", fault));
    }
    office.start_copy().await;
    for seconds in [7, 3, 3] {
        let pause = Duration::from_secs(seconds);
        office.until("it waits", async || office.clock.asleep_within(pause) > UPKEEP).await;
        assert!(office.telegram.state(|state| state.webhook.is_none()));
        office.passes(pause).await;
    }
    office.until("it is set", async || office.telegram.state(|state| state.webhook.is_some())).await;
    office.staff("0001").await.says("/me").await.sees("张三");
    office.closes().await;
}

#[tokio::test]
async fn a_webhook_that_telegram_will_never_take_ends_the_program_in_order() {
    let words = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
    for (fault, told) in [(Fault::Says(400, words), words), (Fault::Unauthorized, "TELOXIDE_TOKEN")] {
        let office = Office::with(&[]).webhook().closed().await;
        office.telegram.plan(Rule::new("setWebhook", fault));
        office.start_copy().await;
        let error = office.take_copies().remove(0).ended().await.expect_err("is refused");
        assert!(format!("{error:#}").contains(told), "{error:#}");
        assert_eq!(office.number("SELECT COUNT(*) FROM copy").await, 0, "it has taken leave");
        office.closed_well().await;
    }
}
