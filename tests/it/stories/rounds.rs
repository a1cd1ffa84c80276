//! A round from its beginning to its end.

use crate::office::{KINDS, Office, Someone};

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
        zhang.picks("会议纪要").await.picks("行政法规").await;
        // A second tap takes it away again.
        zhang.picks("会议纪要").await.presses("提交").await.is_told("答对了").sees("积分 +2");
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
    zhang.sees("本轮答完了").sees("得分：5 / 5").sees("正确率 100%").sees("积分：+5").sees("全部答对");
    zhang.sees("第 1 名，本周第一次上榜");
    // One message for the questions; the blank is typed, so that its verdict is a new one.
    assert!(zhang.messages() <= 4, "{}", zhang.transcript());
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
