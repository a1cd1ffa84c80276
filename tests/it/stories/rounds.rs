//! A round from its beginning to its end.

use crate::office::{KINDS, Office, Someone, simple_bank};

const ZHANG: &[&str] = &["0001 张三 市财政局/预算股"];

/// Answers whatever kind of question stands there; right in every kind.
async fn answers_rightly(zhang: &Someone<'_>) {
    let screen = zhang.shows();
    if screen.contains("单选") {
        zhang.picks("二十日").await.is_told("答对了").sees("积分 +1");
        zhang
            .sees("正确答案：")
            .sees("解析：除可以当场")
            .sees("依据：《中华人民共和国行政许可法》第四十二条");
    } else if screen.contains("多选") {
        zhang.picks("法律").await.is_told("").sees("☑").sees("已选");
        // A second tap takes it away again.
        zhang.picks("会议纪要").await.picks("行政法规").await.picks("会议纪要").await;
        zhang.presses("提交").await.is_told("答对了").sees("积分 +2");
    } else if screen.contains("判断") {
        zhang.presses("× 错误").await.is_told("答对了").sees("正确答案：错误");
    } else {
        zhang.sees("有 2 个空");
        zhang.says("２０ 日；本级").await.sees("✅ 答对了").sees("二十日 / 20日 / 二十个工作日");
    }
}

async fn whole_round(office: Office) {
    let zhang = office.staff("0001").await;
    zhang.says("/quiz").await.sees("请选择练习内容").sees("[法规（4 题）]").sees("综合练习");
    zhang.presses("法规").await.sees("这一轮答几题").presses("5 题").await;
    for place in 1..=4 {
        zhang.sees(&format!("第 {place}/4 题")).sees("法规").sees("先到这里");
        answers_rightly(&zhang).await;
        zhang.presses(if place < 4 { "下一题 ▶" } else { "看成绩 ▶" }).await;
    }
    zhang
        .sees("这一轮答完了")
        .sees("得分：5 分（满分 5 分）")
        .sees("正确率 100%")
        .sees("积分：+5")
        .sees("全部答对");
    zhang.sees("第 1 名，新上榜");
    // One message for the questions; the blank is typed, so that its verdict is a new one.
    assert!(zhang.messages() <= 5, "{}", zhang.transcript());
    office.closes().await;
}

#[tokio::test]
async fn a_round_by_polling() {
    whole_round(Office::with(&[KINDS]).staff(ZHANG).open().await).await;
}

#[tokio::test]
async fn a_round_by_webhook() {
    whole_round(Office::with(&[KINDS]).staff(ZHANG).webhook().open().await).await;
}

/// Begins rounds until this kind of question stands first.
async fn first_asked(zhang: &Someone<'_>, kind: &str) {
    loop {
        zhang.says("答题").await;
        if zhang.button_here("结束这一轮") {
            zhang.presses("结束这一轮，重新选").await;
        }
        zhang.presses("法规").await.presses("5 题").await.sees("第 1/4 题");
        if zhang.shows().contains(&format!("· {kind} ·")) {
            return;
        }
    }
}

#[tokio::test]
async fn a_wrong_answer_is_explained() {
    let office = Office::with(&[KINDS]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    first_asked(&zhang, "单选").await;
    let (mine, right) = (zhang.letter_of("十五日"), zhang.letter_of("二十日"));
    zhang.presses(&mine).await.is_told("答错了").sees("❌ 答错了");
    zhang
        .sees(&format!("您的答案：{mine}"))
        .sees(&format!("正确答案：{right}"))
        .sees("解析：")
        .sees("依据：");
    zhang.sees(&format!("❌ {mine}. 十五日")).sees(&format!("✅ {right}. 二十日")).sees("🚩 题目有误");
    office.closes().await;
}

#[tokio::test]
async fn several_choices_score_in_proportion() {
    let office = Office::with(&[KINDS]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    first_asked(&zhang, "多选").await;
    zhang.presses("提交").await.is_told("还没有选").sees("多选");
    zhang.picks("行政法规").await.presses("提交").await;
    zhang.is_told("部分正确").sees("◐ 部分正确，得 1 分（满分 2 分）").sees_no("积分 +");
    first_asked(&zhang, "多选").await;
    zhang.picks("法律").await.picks("会议纪要").await.presses("提交").await.is_told("答错了");
    office.closes().await;
}

#[tokio::test]
async fn answers_may_be_typed_as_letters_and_words() {
    let office = Office::with(&[KINDS]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    first_asked(&zhang, "单选").await;
    zhang.says("Z").await.sees("请点选项的字母作答");
    zhang.says("不知道").await.sees("请点选项的字母作答");
    // The question itself stands above; the letter is that of its options.
    let letter = office.telegram.state(|state| {
        let text = state.chats[&zhang.id()].shown().nth(2).unwrap().text.clone();
        text.lines().find(|line| line.ends_with("二十日")).unwrap()[..1].to_lowercase()
    });
    zhang.says(&format!("{letter}。")).await.sees("答对了");
    first_asked(&zhang, "多选").await;
    let (one, two) = (zhang.letter_of("法律"), zhang.letter_of("行政法规"));
    zhang.says(&format!("{two}、{one}")).await.sees("✅ 答对了");
    for (typed, told) in [("错", "答对了"), ("√", "答错了"), ("不对", "答对了"), ("T", "答错了")]
    {
        first_asked(&zhang, "判断").await;
        zhang.says(typed).await.sees(told);
    }
    office.closes().await;
}

#[tokio::test]
async fn blanks_are_read_with_patience() {
    let office = Office::with(&[KINDS]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    first_asked(&zhang, "填空").await;
    zhang.says("二十日").await.sees("这道题有 2 个空");
    for (typed, told) in [
        ("二十日；本级", "✅ 答对了"),
        ("20日\n本级", "✅ 答对了"),
        ("２０日，本", "✅ 答对了"),
        ("“二十个工作日” 本级。", "✅ 答对了"),
        ("二十日；上级", "◐ 部分正确"),
        ("本级；二十日", "❌ 答错了"),
    ] {
        first_asked(&zhang, "填空").await;
        zhang.says(typed).await.sees(told);
    }
    zhang.sees("您的答案：本级；二十日");
    office.closes().await;
}

#[tokio::test]
async fn a_command_word_that_is_the_answer_counts_as_the_answer() {
    let bank = "format = 1\nid = \"b\"\ntitle = \"题\"\ntopic = \"ethics\"\n[[question]]\nid = \"1\"\n\
                kind = \"blank\"\nstem = \"群众有困难，应当热情____。\"\nkey = [[\"帮助\"]]\n";
    let office = Office::with(&[bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.says("/help").await.sees("使用说明");
    zhang.says("帮助").await.sees("✅ 答对了");
    zhang.says("帮助").await.sees("使用说明");
    office.closes().await;
}

#[tokio::test]
async fn a_round_is_left_and_resumed_across_a_restart_and_a_crash() {
    let bank = simple_bank("s", "ethics", 5);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    for place in 1..=5 {
        if place == 1 {
            zhang.begins("职业道德", 5).await;
        } else {
            zhang.says("/quiz").await.sees(&format!("停在第 {place}/5 题")).presses("接着答").await;
        }
        zhang.sees(&format!("第 {place}/5 题"));
        let before = zhang.shows();
        zhang.presses("先到这里").await.sees("进度已经保存").presses("接着答").await;
        assert_eq!(zhang.shows(), before, "the order of the options stays");
        zhang.picks("对").await.sees("答对了");
        zhang.presses(if place < 5 { "下一题" } else { "看成绩" }).await;
        match place {
            1 | 3 => office.restart().await,
            2 | 4 => office.crash().await,
            _ => {}
        }
    }
    zhang.sees("答对：5 题（共 5 题）").says("/stop").await.sees("现在没有正在进行的答题");
    office.closes().await;
}

#[tokio::test]
async fn the_time_away_does_not_count() {
    let bank = simple_bank("s", "ethics", 1);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.says("停止").await.sees("进度已经保存");
    office.advance(std::time::Duration::from_hours(20)).await;
    zhang.presses("接着答").await;
    office.advance(std::time::Duration::from_secs(42)).await;
    zhang.picks("对").await.presses("看成绩").await.sees("用时：42 秒");
    office.closes().await;
}

#[tokio::test]
async fn wrong_ones_are_looked_at_and_done_again() {
    let bank = simple_bank("s", "ethics", 3);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    zhang.picks("甲").await.presses("下一题").await.picks("对").await.presses("下一题").await;
    zhang.picks("丙").await.presses("看成绩").await.sees("没有全对的是第 1、3 题").sees("正确率 33%");
    zhang.presses("看错题").await.sees("错题 1/2").sees("❌").presses("下一题").await.sees("错题 2/2");
    zhang.sees_no("[下一题 ▶]").presses("上一题").await.sees("错题 1/2").presses("重做错题").await;
    zhang
        .sees("第 1/2 题")
        .answers_all("对")
        .await
        .sees("答对：2 题（共 2 题）")
        .sees("全部答对")
        .sees("积分：+2");
    office.closes().await;
}

#[tokio::test]
async fn an_option_of_300_characters_stands_whole_in_the_text() {
    let long = "行政机关".repeat(75);
    let bank = simple_bank("s", "ethics", 1).replace("对1", &long);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.sees(&long);
    let labels = zhang.phone.shown().last().unwrap().buttons.concat();
    assert!(labels.iter().all(|(label, _)| label.chars().count() <= 8), "{labels:?}");
    zhang.picks(&long).await.sees("答对了").sees(&long);
    office.closes().await;
}

#[tokio::test]
async fn the_longest_question_that_a_bank_may_have_can_be_shown() {
    let option = "<行政&机关>".repeat(42);
    let options: Vec<String> = (0..8).map(|n| format!("\"{n}{option}\"")).collect();
    let bank = format!(
        "format = 1\nid = \"b\"\ntitle = \"题\"\ntopic = \"ethics\"\n[[question]]\nid = \"1\"\nkind = \"single\"\n\
         stem = \"{}\"\noptions = [{}]\nkey = \"A\"\n",
        "题干".repeat(200),
        options.join(", ")
    );
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks(&format!("0{option}")).await.sees("答对了").sees("看成绩");
    office.closes().await;
}

#[tokio::test]
async fn questions_withdrawn_in_the_middle_of_a_round_do_no_harm() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks("甲").await;
    let rest = simple_bank("t", "ethics", 1).replace("id = \"t\"", "id = \"s\"");
    office.load(&rest).await;
    zhang.presses("下一题").await.answers_all("对").await.sees("答对：2 题（共 3 题）");
    zhang.presses("重做错题").await.sees("没有可以答的题目");
    zhang.says("答题").await.sees("职业道德（1 题）").sees_no("我的错题（1");
    office.closes().await;
}

#[tokio::test]
async fn an_expired_question_is_not_asked_any_more() {
    let mut bank = simple_bank("s", "ethics", 2);
    bank = bank.replacen("key = \"A\"", "key = \"A\"\nvalid_until = 2026-11-02", 1);
    let office = Office::with(&[&bank]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.says("答题").await.sees("职业道德（2 题）").presses("职业道德").await.presses("5 题").await;
    zhang.sees("第 1/2 题").picks("甲").await;
    office.advance(std::time::Duration::from_hours(24)).await;
    // What was begun is finished.
    zhang.presses("下一题").await.picks("甲").await.presses("看成绩").await.sees("答对：0 题（共 2 题）");
    zhang.presses("再来一轮").await.sees("职业道德（1 题）").presses("职业道德").await.presses("5 题").await;
    zhang.sees("第 1/1 题");
    office.closes().await;
}

#[tokio::test]
async fn without_questions_there_is_a_kind_word() {
    let office = Office::with(&[&simple_bank("s", "ethics", 1)]).staff(ZHANG).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.answers_all("对").await;
    // A button for the wrong-question book that is empty by now.
    zhang
        .taps_data("1qb.5.wrong")
        .await
        .sees("没有可以答的题目")
        .presses("返回")
        .await
        .sees("请选择练习内容");
    office.closes().await;
}
