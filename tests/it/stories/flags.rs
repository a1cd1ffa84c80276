//! Wrong questions: reported, withdrawn, upheld, and corrected with all answers
//! marked again.

use std::time::Duration;

use crate::office::{Office, simple_bank, simple_question};

const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股", "0003 王五 市财政局/人事股 管理员"];

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await
}

#[tokio::test]
async fn a_reported_question_is_withdrawn_and_the_reporters_are_told() {
    let office = office().await;
    let (zhang, li, wang) =
        (office.staff("0001").await, office.staff("0002").await, office.staff("0003").await);
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await.is_told("已报给管理员");
    zhang.sees("请打字说明哪里有误");
    wang.sees("待核实的题目").sees("题库s").sees("s/s-1").sees("正确答案：A").sees("🚩 张三：（没有说明）");
    zhang.says("答案应当是甲").await.sees("说明已经收到");
    zhang.presses("🚩").await.is_told("您已经报过这道题");
    li.begins("职业道德", 5).await.picks("对").await.presses("🚩").await.presses("不用说明").await;
    wang.says("/todo").await.sees("待核实的题目：1 道").presses("s/s-1（2 人）").await;
    wang.sees("🚩 张三：答案应当是甲").sees("🚩 李四：（没有说明）").sees("baiti bank load");
    wang.presses("停用这道题").await.is_told("已处理").sees("恢复使用");
    for someone in [&zhang, &li] {
        someone.sees("经核实已经停用").presses("看成绩").await;
        someone.says("答题").await.sees("题库里还没有题目");
    }
    wang.says("/todo").await.sees("现在没有要办的事");
    office.closes().await;
}

#[tokio::test]
async fn a_question_that_is_right_stays() {
    let office = office().await;
    let (zhang, wang) = (office.staff("0001").await, office.staff("0003").await);
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await;
    let (_, withdraw) = wang.button("停用这道题").unwrap();
    wang.presses("题目没有问题").await;
    zhang.sees("没有问题，继续使用").presses("看成绩").await.says("答题").await.sees("职业道德（1 题）");
    // Who is no administrator can't withdraw anything.
    zhang.taps_data(&withdraw).await.is_told("只有管理员").says("答题").await.sees("职业道德（1 题）");
    // It may be reported anew, withdrawn, and asked again.
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await;
    wang.presses("停用这道题").await.presses("恢复使用").await;
    zhang.says("停止").await;
    office.staff("0002").await.says("答题").await.sees("职业道德（1 题）");
    office.closes().await;
}

#[tokio::test]
async fn whoever_goes_on_after_a_report_sees_the_next_question_below() {
    let office = Office::with(&[&simple_bank("s", "ethics", 4)]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await.sees("请打字说明");
    zhang.presses("下一题").await.sees("第 2/4 题").picks("甲").await.sees("答错了");
    zhang.presses("🚩").await.says("答案应当是甲").await.sees("说明已经收到");
    zhang.presses("下一题").await.sees("第 3/4 题");
    // From there on it goes in one message again.
    let messages = zhang.messages();
    zhang.picks("甲").await.presses("下一题").await.sees("第 4/4 题").picks("甲").await.presses("🚩").await;
    zhang.presses("不用说明").await.sees("这一轮答完了");
    assert_eq!(zhang.messages(), messages + 1);
    office.closes().await;
}

#[tokio::test]
async fn what_was_corrected_since_is_shown_before_it_is_decided_on() {
    let office = office().await;
    let (zhang, wang) = (office.staff("0001").await, office.staff("0003").await);
    zhang.begins("职业道德", 5).await.picks("甲").await.presses("🚩").await;
    let (message, withdraw) = wang.sees("正确答案：A").button("停用这道题").unwrap();
    office.load(&simple_bank("s", "ethics", 1).replace("key = \"A\"", "key = \"B\"")).await;
    office.advance(Duration::from_secs(1)).await;
    wang.taps(message, &withdraw).await.is_told("后来改过了").sees("正确答案：B").sees("停用这道题");
    assert_eq!(office.number("SELECT COUNT(*) FROM question WHERE live").await, 1);
    wang.presses("停用这道题").await.is_told("已处理").sees("恢复使用");
    assert_eq!(office.number("SELECT COUNT(*) FROM question WHERE live").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn what_is_typed_after_going_on_is_an_answer_and_no_reason() {
    let blank = "format = 1\nid = \"b\"\ntitle = \"题\"\ntopic = \"ethics\"\n[[question]]\nid = \"1\"\n\
                 kind = \"blank\"\nstem = \"第一____。\"\nkey = [[\"甲\"]]\n[[question]]\nid = \"2\"\n\
                 kind = \"blank\"\nstem = \"第二____。\"\nkey = [[\"甲\"]]\n";
    let office = Office::with(&[blank]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.says("乙").await.sees("答错了").presses("🚩").await.sees("请打字说明");
    zhang.presses("下一题").await.says("甲").await.sees("✅ 答对了");
    assert_eq!(office.number("SELECT COUNT(*) FROM flag WHERE reason <> ''").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn a_corrected_key_marks_the_answers_again() {
    let bank = simple_bank("s", "ethics", 2);
    let office = Office::with(&[&bank]).staff(STAFF).open().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    let wang = office.staff("0003").await;
    zhang.begins("职业道德", 5).await.answers_all("甲").await.sees("得分：0 分（满分 2 分）");
    li.begins("职业道德", 5)
        .await
        .answers_all("对")
        .await
        .sees("得分：2 分（满分 2 分）")
        .presses("排行")
        .await;
    li.sees("🥇 李四").sees("2 分 100%");
    li.begins("职业道德", 5).await.answers_all("对").await;
    zhang.begins("职业道德", 5).await.sees("第 1/2 题");
    let messages = wang.messages();

    let corrected = bank.replacen("key = \"A\"", "key = \"B\"", 1);
    office.load(&corrected).await;
    office.advance(Duration::from_secs(1)).await;

    zhang.sees("有一道题的答案更正了：“s 第 1 问：程序”。您的 1 次作答已经重新判分，积分增加 1 分");
    li.sees("您的 2 次作答已经重新判分，积分减少 1 分");
    assert_eq!(wang.messages(), messages, "who never answered it hears nothing");
    zhang.says("/me").await.sees("今天：积分 1 分").sees("错题本：1 题").sees("正确率 50%");
    li.says("/me").await.sees("今天：积分 1 分").sees("错题本：1 题").sees("连续答对：1 题");
    wang.says("/rank").await.sees("🥇 张三").sees("🥇 李四").sees("1 分");
    // Looking at the wrong ones again shows the key that holds now.
    li.taps_data("1v.2.0").await.sees("错题 1/1").sees("s 第 1 问").sees("❌ 答错了");
    let (wrong, right) = (li.letter_of("对1"), li.letter_of("甲1"));
    li.sees(&format!("您的答案：{wrong}")).sees(&format!("正确答案：{right}"));
    // The open round goes on in the wording that was drawn, and the next is marked by the new key.
    zhang.says("答题").await.presses("接着答").await.sees("第 1/2 题").presses("先到这里").await;
    // Loaded once more, nothing changes and nobody is told.
    let told = zhang.messages();
    office.load(&corrected).await;
    office.advance(Duration::from_secs(2)).await;
    assert_eq!(zhang.messages(), told);
    office.closes().await;
}

#[tokio::test]
async fn an_answer_given_after_the_correction_counts_by_the_new_key() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    office.load(&simple_bank("s", "ethics", 1).replace("key = \"A\"", "key = \"B\"")).await;
    office.advance(Duration::from_secs(1)).await;
    zhang.picks("甲").await.sees("✅ 答对了").sees("积分 +1");
    office.closes().await;
}

#[tokio::test]
async fn an_option_tapped_after_the_shuffling_was_turned_off_is_the_one_that_was_shown() {
    let bank = simple_bank("s", "ethics", 1);
    let office = Office::with(&[&bank]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    let fixed = bank.replace("key = \"A\"", "key = \"A\"\nshuffle = false");
    // Begun with the one, answered with the other.
    for other in [&fixed, &bank, &fixed, &bank] {
        zhang.begins("职业道德", 5).await;
        office.load(other).await;
        zhang.picks("对").await.sees("✅ 答对了").presses("看成绩").await;
    }
    office.closes().await;
}

#[tokio::test]
async fn a_corrected_key_outlives_a_new_wording() {
    let bank = simple_bank("s", "ethics", 1);
    let office = Office::with(&[&bank]).staff(STAFF).open().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    li.begins("职业道德", 5).await;
    zhang.begins("职业道德", 5).await.answers_all("甲").await;
    let corrected = bank.replace("key = \"A\"", "key = \"B\"");
    office.load(&corrected).await;
    office.advance(Duration::from_secs(1)).await;
    zhang.sees("您的 1 次作答已经重新判分，积分增加 1 分");
    let messages = zhang.messages();
    office.load(&corrected.replace("第 1 问", "第 1 问，改写")).await;
    office.advance(Duration::from_secs(1)).await;
    // Who still has the first wording before them is marked by its corrected key.
    li.picks("甲").await.sees("✅ 答对了").sees("积分 +1");
    zhang.taps_data("1k.2").await.sees("答对：1 题（共 1 题）");
    assert_eq!(zhang.messages(), messages);
    office.closes().await;
}

#[tokio::test]
async fn a_reworded_question_leaves_past_answers_alone() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await.answers_all("对").await;
    let messages = zhang.messages();
    let reworded = simple_question("s", 1, "B").replace("第 1 问", "第 1 问，改写");
    let head = simple_bank("s", "ethics", 0);
    office.load(&format!("{head}{reworded}")).await;
    office.advance(Duration::from_secs(1)).await;
    assert_eq!(zhang.messages(), messages);
    zhang.says("/me").await.sees("今天：积分 1 分").sees("错题本：0 题");
    zhang.begins("职业道德", 5).await.sees("第 1 问，改写").picks("甲").await.sees("答对了");
    office.closes().await;
}
