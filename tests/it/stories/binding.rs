//! How an account becomes a person's: invitations, contacts, names, the first
//! owner; and how strangers are kept out.

use std::time::Duration;

use crate::office::{Office, Someone, simple_bank};

const STAFF: &[&str] = &[
    "0001 张三 市财政局/预算股 13800000001",
    "0002 李四 市财政局/国库股 13800000002",
    "0003 王五 市财政局/人事股 管理员",
    "0004 赵六 市财政局/人事股 所有者",
];
const HOUR: Duration = Duration::from_hours(1);

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await
}

#[tokio::test]
async fn an_invitation_is_good_once_and_for_its_time() {
    let office = office().await;
    let token = office.invitation("0001", HOUR * 24).await;
    let (one, two) = (office.stranger(71), office.stranger(72));
    one.says(&format!("/start {token}")).await.sees("张三，您好！您的单位是市财政局/预算股");
    two.says(&format!("/start {token}")).await.sees("这个邀请码已经用过");
    two.says("/start no-such-token").await.sees("不存在或已作废");
    let late = office.invitation("0002", HOUR).await;
    office.advance(HOUR).await;
    two.says(&format!("/start {late}")).await.sees("已经过期");
    // A new one makes the earlier one void.
    let first = office.invitation("0002", HOUR).await;
    let second = office.invitation("0002", HOUR).await;
    two.says(&format!("/start {first}")).await.sees("不存在或已作废");
    two.says(&format!("/start {second}")).await.sees("李四，您好！");
    assert_eq!(office.number("SELECT COUNT(*) FROM audit WHERE action = 'bind'").await, 2);
    office.closes().await;
}

#[tokio::test]
async fn who_is_bound_does_not_take_the_invitation_of_another() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let token = office.invitation("0002", HOUR).await;
    zhang.says(&format!("/start {token}")).await.sees("已经绑定").says("/me").await.sees("张三");
    let li = office.stranger(72);
    li.says(&format!("/start {token}")).await.sees("李四，您好！");
    // One's own spare invitation is used up, so that nobody finds it.
    let own = office.invitation("0001", HOUR).await;
    zhang.says(&format!("/start {own}")).await.sees("已经绑定");
    office.stranger(73).says(&format!("/start {own}")).await.sees("已经用过");
    office.closes().await;
}

#[tokio::test]
async fn ones_own_contact_binds_and_no_other() {
    let office = office().await;
    let someone = office.stranger(71);
    someone.says("你好").await.sees("您好！这里是单位内部的学习答题平台");
    assert_eq!(someone.phone.chat(|chat| chat.key.clone()).unwrap(), "📱 发送我的手机号");
    someone.phone.sends_card("13800000001", 99);
    office.rests().await;
    someone.sees("请发送您自己的手机号");
    someone.phone.shares_contact("13911111111");
    office.rests().await;
    someone.sees("没有查到这个手机号");
    someone.phone.shares_contact("+8613800000001");
    office.rests().await;
    someone.sees("张三，您好！您的单位是");
    office.closes().await;
}

#[tokio::test]
async fn a_second_account_needs_an_administrator() {
    let office = office().await;
    let (wang, zhang) = (office.staff("0003").await, office.staff("0001").await);
    let second = office.stranger(71);
    second.phone.shares_contact("8613800000001");
    office.rests().await;
    second.sees("已经提交管理员确认");
    wang.sees("绑定申请")
        .sees("工号：0001\n姓名：张三")
        .sees("市财政局/预算股")
        .presses("同意")
        .await
        .sees("已同意");
    second.sees("张三，您好！您的单位是");
    assert!(second.was_shown("绑定成功") && second.phone.chat(|chat| chat.key.is_none()));
    assert!(second.menu().contains(&"quiz".to_owned()));
    zhang.sees("这个账号已经解除绑定").says("/me").await.sees("这里是单位内部的学习答题平台");
    second.says("/me").await.sees("张三（0001）");
    office.closes().await;
}

#[tokio::test]
async fn binding_voids_the_invitations_that_were_printed() {
    let office = office().await;
    let wang = office.staff("0003").await;
    let (by_phone, by_approval) =
        (office.invitation("0001", HOUR * 24).await, office.invitation("0002", HOUR * 24).await);
    let (zhang, li, finder) = (office.stranger(71), office.stranger(72), office.stranger(73));
    zhang.phone.shares_contact("13800000001");
    office.rests().await;
    zhang.sees("张三，您好！");
    li.says("0002 李四").await.sees("已经提交管理员确认");
    wang.sees("绑定申请").presses("同意").await;
    li.sees("李四，您好！");
    for slip in [by_phone, by_approval] {
        finder.says(&format!("/start {slip}")).await.sees("不存在或已作废");
    }
    zhang.says("/me").await.sees("张三（0001）");
    li.says("/me").await.sees("李四（0002）");
    office.closes().await;
}

#[tokio::test]
async fn the_former_account_is_told_when_another_takes_over() {
    let office = office().await;
    let former = office.staff("0001").await;
    let token = office.invitation("0001", HOUR * 24).await;
    let next = office.stranger(71);
    next.says(&format!("/start {token}")).await.sees("张三，您好！");
    former.sees("这个账号已经解除绑定").says("/me").await.sees("这里是单位内部的学习答题平台");
    next.says("/me").await.sees("张三（0001）");
    office.closes().await;
}

#[tokio::test]
async fn who_only_talked_in_a_terminal_is_not_bound_yet() {
    let office = office().await;
    let terminal = office.id_of("0001").await;
    let mut tx = office.house.store.begin().await.unwrap();
    let lang = baiti::domain::lang::Lang::Zh;
    baiti::store::account::bind(&mut tx, "terminal", terminal.0, terminal, lang, 1).await.unwrap();
    tx.commit().await.unwrap();
    let zhang = office.stranger(71);
    zhang.phone.shares_contact("13800000001");
    office.rests().await;
    zhang.sees("张三，您好！");
    assert_eq!(office.number("SELECT COUNT(*) FROM account").await, 2, "both hold");
    office.closes().await;
}

#[tokio::test]
async fn number_and_name_are_read_as_people_write_them() {
    let office = office().await;
    for (account, text) in (71..).zip(["工号：０００１，姓名：张三。", "0001张三", "我是张三，工号0001"])
    {
        office.stranger(account).says(text).await.sees("已经提交管理员确认");
    }
    office.closes().await;
}

#[tokio::test]
async fn number_and_name_are_confirmed_or_refused() {
    let office = office().await;
    let (wang, zhao, zhang) =
        (office.staff("0003").await, office.staff("0004").await, office.staff("0001").await);
    let someone = office.stranger(71);
    someone.says("0002 张三").await.sees("没有查到这个工号和姓名");
    someone.says("李四，0002").await.sees("已经提交管理员确认");
    // Both administrators are asked; one decides.
    zhao.sees("绑定申请").sees("路人").sees("工号：0002\n姓名：李四");
    let (_, approve) = wang.sees("绑定申请").button("同意").unwrap();
    zhang.taps_data(&approve).await.is_told("只有管理员可以使用");
    someone.taps_data(&approve).await;
    wang.presses("不同意").await.is_told("已处理").sees("未同意");
    someone.sees("没有同意您的绑定申请");
    zhao.presses("同意").await.is_told("已经有人处理过了").sees("未同意");
    someone.says("0002 李四").await.sees("已经提交");
    zhao.says("待办").await.sees("绑定申请：1 件").presses("同意 0002 李四").await;
    someone.sees("李四，您好！您的单位是").says("答题").await.sees("请选择练习内容");
    zhao.says("待办").await.sees("现在没有要办的事");
    office.closes().await;
}

#[tokio::test]
async fn tries_are_limited() {
    let office = office().await;
    let someone = office.stranger(71);
    for _ in 0..5 {
        someone.says("/start guess").await.sees("不存在");
    }
    let token = office.invitation("0001", HOUR * 24).await;
    someone.says(&format!("/start {token}")).await.sees("尝试的次数太多");
    let messages = someone.messages();
    someone.says("0001 张三").await;
    someone.phone.shares_contact("13800000001");
    office.rests().await;
    assert_eq!(someone.messages(), messages, "told once");
    office.stranger(72).says("/start guess").await.sees("不存在");
    office.advance(HOUR).await;
    someone.says(&format!("/start {token}")).await.sees("张三，您好！");
    office.closes().await;
}

#[tokio::test]
async fn the_first_owner_claims_the_office() {
    let office = Office::with(&[]).staff(&["0001 张三 市财政局/预算股"]).open().await;
    office.set_owner_code("7KQ4-M2XD-AAAA-BBBB").await;
    let (owner, other) = (office.stranger(71), office.stranger(72));
    owner.says("/claim").await.sees("请这样发送");
    owner.says("/claim 7KQ4-M2XD-AAAA-BBBB").await.sees("请这样发送");
    owner.says("/claim WRONG-CODE 0009 孙七").await.sees("口令不对");
    owner.says("/claim 7kq4-m2xd-aaaa-bbbb 0009 孙七").await.sees("您现在是所有者");
    assert!(owner.menu().contains(&"todo".to_owned()));
    owner.says("/me").await.sees("孙七（0009）").says("/todo").await.sees("现在没有要办的事");
    other.says("/claim 7KQ4-M2XD-AAAA-BBBB 0010 周八").await.sees("已经有所有者了");
    office.closes().await;
}

#[tokio::test]
async fn an_owner_who_claims_the_number_of_the_sample_is_not_the_sample() {
    let office = Office::with(&[]).staff(&["0001 张三 市财政局/预算股"]).open().await;
    office.database.raw("UPDATE staff SET sample = TRUE, name = '张明'").await;
    office.set_owner_code("7KQ4-M2XD-AAAA-BBBB").await;
    let owner = office.stranger(71);
    owner.says("/claim 7KQ4-M2XD-AAAA-BBBB 0001 孙七").await.sees("您现在是所有者");
    owner.says("/me").await.sees("孙七（0001）");
    assert_eq!(office.number("SELECT COUNT(*) FROM staff WHERE sample AND active").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn who_is_bound_claims_with_the_code_alone() {
    let office = Office::with(&[]).staff(&["0001 张三 市财政局/预算股"]).open().await;
    office.set_owner_code("7KQ4-M2XD-AAAA-BBBB").await;
    let zhang = office.staff("0001").await;
    assert!(!zhang.menu().contains(&"todo".to_owned()));
    // The invitation was the first try.
    for _ in 0..4 {
        zhang.says("/claim WRONG").await.sees("口令不对");
    }
    // Someone who is bound is never met with silence.
    for _ in 0..2 {
        let messages = zhang.messages();
        zhang.says("/claim 7KQ4-M2XD-AAAA-BBBB").await.sees("尝试的次数太多");
        assert_eq!(zhang.messages(), messages + 1);
    }
    office.advance(HOUR).await;
    zhang.says("/claim 7KQ4-M2XD-AAAA-BBBB").await.sees("您现在是所有者");
    assert!(zhang.menu().contains(&"todo".to_owned()), "{:?}", zhang.menu());
    office.closes().await;
}

async fn rows(office: &Office) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["staff", "account", "round", "response", "bind_request", "audit", "flag", "tries", "unit"] {
        counts.push(office.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    counts
}

fn told(stranger: &Someone<'_>) -> usize {
    assert!(stranger.phone.shown().iter().all(|message| message.text.contains("学习答题平台")));
    stranger.messages()
}

#[tokio::test]
async fn a_stranger_gets_one_line_an_hour_and_leaves_a_count() {
    let office = office().await;
    let before = rows(&office).await;
    let stranger = office.stranger(71);
    for text in ["你好", "/quiz", "/help", "答题", "/rank", "A", "我想答题", "<b>", "/start"] {
        stranger.says(text).await;
    }
    stranger.sends(&serde_json::json!({ "voice": {} })).await;
    stranger.sends(&serde_json::json!({ "text": "𠮷".repeat(4_096) })).await;
    for data in ["1qt", "1a.1.0.0", "1r.w.o.1.", "1t", "1b.1.1", "1fw.1", "garbage"] {
        stranger.taps_data(data).await;
    }
    assert_eq!(told(&stranger), 1, "{}", stranger.transcript());
    let taps = stranger.toasts();
    assert_eq!(taps.len(), 7, "each tap is confirmed, so that no button spins");
    office.advance(HOUR).await;
    stranger.says("有人吗").await;
    assert_eq!(told(&stranger), 2);
    assert_eq!(rows(&office).await, before);
    assert!(office.number("SELECT CAST(SUM(times) AS BIGINT) FROM counter").await >= 12);
    assert_eq!(office.number("SELECT COUNT(*) FROM inbox WHERE raw <> ''").await, 0, "no words are kept");
    office.closes().await;
}

#[tokio::test]
async fn who_has_left_the_office_can_do_nothing() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let (message, data) = zhang.button("A").unwrap();
    office.set_active("0001", false).await;
    zhang.taps(message, &data).await.sees("您已不在花名册上");
    zhang.says("/rank").await.sees("您已不在花名册上");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 0);
    office.set_active("0001", true).await;
    zhang.says("答题").await.presses("接着答").await.picks("对").await.sees("答对了");
    office.closes().await;
}
