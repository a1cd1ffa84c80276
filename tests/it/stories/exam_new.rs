//! Making an exam in chat, step by step.

use std::time::Duration;

use crate::office::{KINDS, Office, simple_bank};

const STAFF: [&str; 3] =
    ["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股", "0009 赵主任 市财政局/办公室 管理员"];

async fn office() -> Office {
    Office::with(&[KINDS, &simple_bank("budget", "regulations", 30)]).staff(&STAFF).open().await
}

#[tokio::test]
async fn an_exam_is_made_step_by_step_and_published() {
    let office = office().await;
    let (zhao, zhang) = (office.staff("0009").await, office.staff("0001").await);
    zhao.says("/exam new").await.sees("新建考试").presses("闭卷考试").await.sees("第 1/7 步");
    zhao.says("预算法考试").await.sees("第 2/7 步").sees("预算法考试");
    zhao.says("下个月吧").await.sees("没有看懂").says("2020-01-01 9:00").await.sees("已经过去");
    zhao.says("明天上午9点到11点").await.sees("09:00 至 11:00").sees("星期");
    zhao.presses("对，就是这个时间").await.sees("第 3/7 步").presses("45 分钟").await;
    zhao.sees("谁参加").sees("全体在册人员，3 人").presses("市财政局/预算股（1 人）").await;
    zhao.sees("1 个单位").says("0404").await.sees("没有这些工号：0404");
    zhao.says("0002").await.sees("另按名单 1 人").presses("下一步 ▶").await;
    zhao.sees("考什么").presses("题库budget（30 题）").await.sees("共 25 题，满分 50 分");
    zhao.presses("50 单选×2").await.sees("共 30 题，满分 60 分").presses("下一步 ▶").await;
    zhao.sees("满分 60 分，现在 36 分及格").presses("48 分（80%）").await;
    zhao.sees("要考试码吗").presses("不用考试码").await;
    zhao.sees("预算法考试").sees("参加：2 人").sees("限时 45 分钟，48 分及格").sees("可以发布");
    zhao.presses("发布").await.presses("确定发布").await.sees("已发布").sees_no("改时间");
    zhang.sees("考试通知").sees("预算法考试");
    office.closes().await;
}

#[tokio::test]
async fn a_half_made_exam_waits_as_a_draft() {
    let office = office().await;
    let zhao = office.staff("0009").await;
    zhao.says("考试").await.presses("管理考试").await.presses("新建考试").await.presses("两轨考试").await;
    zhao.says("年度考试").await.sees("第 2/7 步");
    let (message, old) = zhao.button("下一步 ▶").unwrap();
    office.crash().await;
    zhao.says("12月20日 9:00").await.sees("12月20日").presses("先存草稿").await;
    zhao.sees("草稿").presses("1. 年度考试").await.sees("3 人没有出生年月").sees_no("[发布]");
    zhao.presses("改时长").await.sees_no("步").presses("30 分钟").await.sees("限时 30 分钟");
    zhao.presses("改名称").await.says(&"长".repeat(61)).await.sees("最多 60 字").says("年终考试").await;
    zhao.sees("年终考试").sees("[改名称]").presses("取消考试").await.says("不考了").await.sees("已取消");
    zhao.taps(message, &old).await.is_told("过期");
    assert!(zhao.was_shown("已经不能改了"), "{}", zhao.transcript());
    office.closes().await;
}

#[tokio::test]
async fn only_administrators_make_exams() {
    let office = office().await;
    let (zhao, zhang) = (office.staff("0009").await, office.staff("0001").await);
    zhang.says("/exam new").await.sees("只有管理员可以使用");
    zhao.says("/exam new").await.presses("开卷考试").await.sees("第 1/7 步");
    let steps = ["1m.n", "1m.k.c", "1m.s.1.t.0", "1m.c.1.m.0.1.m.30", "1m.c.1.p.0.1.a"];
    for data in steps {
        zhang.taps_data(data).await.is_told("只有管理员");
    }
    // Somebody else was quicker.
    zhao.presses("下一步 ▶").await.presses("下一步 ▶").await;
    let (message, tap) = zhao.button("30 分钟").unwrap();
    zhao.taps(message, &tap).await.presses("先存草稿").await;
    zhao.taps(message, &tap).await.is_told("改过了");
    assert_eq!(office.number("SELECT COUNT(*) FROM exam").await, 1);
    office.passes(Duration::from_secs(1)).await;
    office.closes().await;
}
