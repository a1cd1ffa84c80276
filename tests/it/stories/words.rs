//! What people say that is no answer: commands, languages, things that can't be
//! read, groups.

use baiti::domain::topic::{Topic, TopicId};
use serde_json::{Value, json};

use crate::office::{Office, Someone, simple_bank};

const STAFF: &[&str] = &[
    "0001 张三 市财政局/预算股",
    "0002 李四 市财政局/国库股 负责人",
    "0003 王五 市财政局/人事股 管理员",
    "0004 赵六 市财政局/人事股 所有者",
];

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await
}

#[tokio::test]
async fn every_command_has_its_chinese_word() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    for (command, words, shown) in [
        ("/quiz", "答题", "请选择练习内容"),
        ("/rank", "排行。", "本周排行"),
        ("/me", " 我的 ", "张三（0001）"),
        ("/find", "查", "还没有装入法规"),
        ("/help", "帮助", "百题使用说明"),
        ("/lang", "语言", "请选择语言"),
        ("/stop", "退出", "没有正在进行的答题"),
        ("/start", "你好", "张三，您好！"),
    ] {
        zhang.says(command).await.sees(shown);
        let answer = zhang.shows();
        zhang.says("嗯？").await.sees("没有看懂").says(words).await;
        assert_eq!(zhang.shows(), answer, "{command} and {words}");
    }
    zhang.says("/quiz@baiti_test_bot").await.sees("请选择练习内容");
    let messages = zhang.messages();
    zhang.says("/quiz@another_bot").await;
    assert_eq!(zhang.messages(), messages, "a command for another bot");
    office.closes().await;
}

#[tokio::test]
async fn home_names_the_topics_of_the_settings() {
    let office = Office::with(&[&simple_bank("s", "safety", 1)])
        .set(|settings| {
            let id = TopicId::new("safety").unwrap();
            settings
                .rules
                .topics
                .push(Topic { id, zh: "消防安全".to_owned(), en: "fire safety".to_owned() });
        })
        .staff(STAFF)
        .open()
        .await;
    let zhang = office.staff("0001").await;
    zhang.says("/start").await.sees("可以练习法规、文明用语、职业道德、消防安全。");
    office.closes().await;
}

#[tokio::test]
async fn help_and_menus_fit_the_role() {
    let office = office().await;
    let everyone = ["quiz", "rank", "me", "find", "stop", "lang", "help"];
    for (staff_no, todo) in [("0001", false), ("0002", false), ("0003", true), ("0004", true)] {
        let someone = office.staff(staff_no).await;
        assert_eq!(someone.button_here("待办"), todo);
        let menu = someone.menu();
        assert!(everyone.iter().all(|command| menu.contains(&(*command).to_owned())), "{menu:?}");
        assert_eq!(menu.contains(&"todo".to_owned()), todo, "{staff_no}: {menu:?}");
        someone
            .says("/help")
            .await
            .sees("发送“答题”或点 /quiz")
            .sees("每人每天最多得 50 分")
            .sees("2 个不同的日子");
        if todo {
            someone.sees("发送“待办”或点 /todo").says("/todo").await.sees("现在没有要办的事");
        } else {
            someone.sees_no("/todo").says("待办").await.sees("只有管理员可以使用");
        }
    }
    let menus = office.telegram.state(|state| state.menus.clone());
    assert_eq!(menus.keys().collect::<Vec<_>>(), ["", "en", "zh"]);
    assert!(menus["en"].to_string().contains("rankings") && menus["zh"].to_string().contains("看积分排行"));
    assert!(!menus[""].to_string().contains("todo"));
    office.closes().await;
}

/// Whether there is a Chinese character.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn in_english(someone: &Someone<'_>) {
    // Names, units and questions stay as they are; the letters of options too.
    let screen = someone.shows().replace("张三", "").replace("市财政局/预算股", "");
    let own = |line: &&str| !line.contains(". ") && !line.contains("第 ") && !line.starts_with("· /");
    let chinese: Vec<&str> = screen.lines().filter(own).filter(|line| is_chinese(line)).collect();
    assert!(chinese.is_empty(), "{chinese:?} in {screen}");
}

#[tokio::test]
async fn who_chooses_english_gets_all_of_it_in_english() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.says("/lang").await.presses("English").await.sees("Hello 张三!");
    in_english(&zhang);
    let menu = zhang.phone.chat(|chat| chat.menu.clone()).unwrap().to_string();
    assert!(menu.contains("rankings"), "{menu}");
    for (typed, shown) in [
        ("/help", "How to use baiti"),
        ("/rank", "Nobody"),
        ("/me", "0001"),
        ("/stop", "going on"),
        ("答题", "what would you like to practise?"),
    ] {
        zhang.says(typed).await;
        if typed != "/rank" {
            zhang.sees(shown);
        }
        in_english(&zhang);
    }
    zhang.presses("(3)").await.presses("5 questions").await.sees("Question 1/3 · one choice");
    in_english(&zhang);
    zhang.picks("甲").await.is_told("Wrong").sees("❌ Wrong").sees("Right answer:");
    in_english(&zhang);
    zhang.presses("Next").await.picks("对").await.is_told("Right").presses("Next").await;
    zhang.picks("对").await.presses("Result").await.sees("Round finished").sees("Right: 2 of 3, 67%");
    in_english(&zhang);
    zhang.presses("See wrong ones").await.sees("Wrong answer 1/1");
    in_english(&zhang);
    zhang.says("blah").await.sees("I did not understand");
    zhang.says("/lang").await.presses("简体中文").await.sees("张三，您好！");
    assert!(zhang.phone.chat(|chat| chat.menu.clone()).unwrap().to_string().contains("看积分排行"));
    office.closes().await;
}

#[tokio::test]
async fn a_program_in_english_is_greeted_in_english() {
    let office = office().await;
    let zhang = office.stranger(77);
    let phone = zhang.phone.clone().speaking("en-GB");
    phone.says("hi");
    office.rests().await;
    zhang.sees("Hello! This is an office").sees_no("您好");
    let token = office.invitation("0001", std::time::Duration::from_hours(1)).await;
    zhang.says(&format!("/start {token}")).await.sees("Your unit is");
    office.closes().await;
}

fn media() -> Vec<(Value, &'static str)> {
    let file = |size: u64| json!({ "file_id": "f", "file_unique_id": "u", "file_size": size });
    let document = |name: &str, size: u64| {
        let mut document = file(size);
        document["file_name"] = json!(name);
        json!({ "document": document })
    };
    vec![
        (json!({ "photo": [file(9)], "caption": "答题" }), "只能看懂文字和按钮"),
        (json!({ "voice": file(9) }), "只能看懂文字和按钮"),
        (json!({ "sticker": file(9) }), "只能看懂文字和按钮"),
        (json!({ "video": file(9) }), "只能看懂文字和按钮"),
        (json!({ "location": { "latitude": 1.0, "longitude": 2.0 } }), "只能看懂文字和按钮"),
        (json!({ "a_kind_that_came_after_us": {} }), "只能看懂文字和按钮"),
        (document("题库.xlsx", 50_000_000), "太大（50 MB），最多只能收 20 MB"),
        (document("花名册.xlsx", 1_000), "文件没有保存"),
        (json!({ "document": { "file_id": "f" } }), "文件没有保存"),
        (json!({ "text": "𠮷".repeat(4_096) }), "太长了"),
        (json!({ "text": "一二三四五".repeat(200) + "六" }), "太长了"),
        (json!({ "text": "随便说说" }), "没有看懂"),
        (json!({ "text": "/nothing" }), "没有看懂"),
        (json!({ "text": "<b>&lt;\u{202e}\u{0}" }), "没有看懂"),
        (json!({ "contact": { "phone_number": "1", "first_name": "…", "user_id": 10_001 } }), "已经绑定"),
    ]
}

#[tokio::test]
async fn whatever_is_sent_gets_a_useful_answer() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    for (fields, told) in media() {
        let before = zhang.messages();
        zhang.sends(&fields).await.sees(told);
        assert_eq!(zhang.messages(), before + 1, "one answer to {fields}");
    }
    let before = zhang.messages();
    zhang.sends(&json!({ "pinned_message": {} })).await;
    assert_eq!(zhang.messages(), before, "a note of the chat itself");
    office.closes().await;
}

#[tokio::test]
async fn none_of_it_disturbs_a_round() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    for (fields, _) in media() {
        zhang.sends(&fields).await;
    }
    zhang.says("答题").await.sees("停在第 1/3 题").presses("接着答").await.picks("对").await.sees("答对了");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 1);
    office.closes().await;
}

#[tokio::test]
async fn changing_a_message_does_not_change_the_answer() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.says("甲").await.sees("请点选项的字母作答");
    zhang.phone.edits("A");
    office.rests().await;
    zhang.sees("修改已经发出的消息，不会改变答案");
    assert_eq!(office.number("SELECT COUNT(*) FROM response").await, 0);
    office.closes().await;
}

/// Someone says something in a group.
pub(super) async fn in_group(office: &Office, group: i64, fields: Value) {
    office.telegram.state(|state| {
        state.open(group, "群");
        let mut message = json!({
            "message_id": 1, "date": 1, "chat": { "id": group, "type": "supergroup", "title": "群" },
            "from": { "id": 10_001, "is_bot": false, "first_name": "张三" },
        });
        message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        state.push(group, "message", &message);
    });
    office.rests().await;
}

#[tokio::test]
async fn in_a_group_the_bot_is_quiet_but_for_help() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    let before = zhang.messages();
    for text in ["/quiz", "答题", "帮助", "A", "0002 李四", "/start x", "/claim x 0001 张三"] {
        in_group(&office, -100, json!({ "text": text })).await;
    }
    in_group(&office, -100, json!({ "new_chat_members": [] })).await;
    in_group(
        &office,
        -100,
        json!({ "contact": { "phone_number": "1", "first_name": "…", "user_id": 10_001 } }),
    )
    .await;
    assert_eq!(office.telegram.state(|state| state.chats[&-100].shown().count()), 0);
    in_group(&office, -100, json!({ "text": "/help@baiti_test_bot" })).await;
    let (shown, buttons) = office.telegram.state(|state| {
        let message = state.chats[&-100].shown().next().unwrap();
        (message.text.clone(), format!("{:?}", message.buttons))
    });
    assert!(shown.contains("私聊"), "{shown}");
    assert!(buttons.contains("https://t.me/baiti_test_bot"), "{buttons}");
    assert_eq!(zhang.messages(), before, "the private chat does not notice");
    office.closes().await;
}
