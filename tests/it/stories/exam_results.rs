//! The results of an exam: made known by an administrator, seen by each as far
//! as it concerns them.

use std::time::Duration;

use baiti::{
    clock::Clock as _,
    domain::{
        exam::{Exam, Moment, Review, phase::Phase},
        ids::{ExamId, SittingId},
    },
    store::release,
};

use crate::office::{Office, Someone, simple_bank, simple_exam};

const HOUR: Duration = Duration::from_hours(1);
const SECOND: Duration = Duration::from_secs(1);
const STAFF: &[&str] = &[
    "0001 张三 市财政局/预算股",
    "0002 李四 市财政局/国库股",
    "0003 王五 市财政局/预算股 负责人",
    "0004 赵六 市财政局/办公室 管理员",
];

/// What is left to do by itself is done.
async fn settles(office: &Office) {
    for _ in 0..4 {
        office.advance(2 * SECOND).await;
    }
}

/// An exam of three questions that is over: 张三 has three marks, 李四 one, 王五
/// none; 赵六 was absent.
async fn marked(office: &Office, change: impl FnOnce(&mut Exam)) -> (ExamId, Vec<SittingId>) {
    let mut exam = simple_exam(office.clock.now(), HOUR, HOUR, 3);
    change(&mut exam);
    let id = office.publishes(&exam).await;
    office.advance(HOUR + SECOND).await;
    let mut sittings = Vec::new();
    for (staff_no, right) in [("0001", 3), ("0002", 1), ("0003", 0)] {
        let sitting = office.begins_exam(id, staff_no).await;
        office.answers_exam(sitting, right).await;
        sittings.push(sitting);
    }
    office.advance(HOUR).await;
    settles(office).await;
    assert_eq!(office.exam(id).await.phase, Phase::Marked);
    (id, sittings)
}

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await
}

/// The administrator makes the results known.
async fn releases(office: &Office, admin: &Someone<'_>) {
    admin.says("考试").await.presses("各场成绩").await.presses("法规考试（未公布）").await;
    admin.presses("公布成绩").await.presses("确定公布").await.is_told("好的");
    settles(office).await;
}

#[tokio::test]
async fn results_are_known_when_they_are_released_and_to_whom_they_concern() {
    let office = office().await;
    let (zhang, li) = (office.bound("0001").await, office.bound("0002").await);
    let (wang, zhao) = (office.bound("0003").await, office.bound("0004").await);
    office.expects("message is not modified");
    let (id, sittings) = marked(&office, |_| {}).await;
    // Nobody but an administrator sees anything yet.
    zhang.taps_data(&format!("1e.r.{id}")).await.sees("成绩还没有公布").sees_no("3 分");
    zhang.taps_data(&format!("1e.v.{}.0", sittings[0])).await.sees("成绩还没有公布").sees_no("第 1/3 题");
    wang.says("/exam").await.presses("各场成绩").await.sees("还没有您可以看的成绩表");
    wang.taps_data(&format!("1e.rl.{id}.0.0")).await.is_told("只有管理员").sees_no("张三");
    zhao.says("/exam").await.presses("各场成绩").await.presses("法规考试（未公布）").await;
    zhao.sees("还没有公布，现在只有管理员能看").sees("应考 4 人，实考 3 人，缺考 1 人");
    zhao.sees("1. 张三 预算股 · 3 分 ✓").sees("3. 王五 预算股 · 0 分 ✗");
    zhao.presses("分段统计和部门比较").await.sees("90% 以上：1 人").sees("预算股：实考 2 人，平均 1.5 分");
    zhao.presses("看成绩表").await.presses("公布成绩").await.sees("马上通知 4 人").sees("· 名次：能看");
    assert_eq!(office.number("SELECT COUNT(*) FROM exam_release").await, 0);
    let (message, now) = zhao.button("确定公布").unwrap();
    zhao.presses("确定公布").await.sees("公布，核对码").sees_no("公布成绩]");
    // The same button once more releases nothing.
    zhao.taps(message, &now).await;
    settles(&office).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM exam_release").await, 1);
    zhang.sees("成绩公布了").sees("得分：3 分（满分 3 分），及格").sees("第 1 名（共 3 人）");
    li.sees("得分：1 分（满分 3 分），及格").sees("第 2 名");
    assert!(wang.was_shown("得分：0 分（满分 3 分），不及格"), "{}", wang.transcript());
    assert!(zhao.was_shown("按缺考处理"), "{}", zhao.transcript());
    // A leader sees whom they lead, and staff nobody but themselves.
    wang.presses("看成绩表").await.sees("您分管的部门").sees("1. 张三").sees("3. 王五").sees_no("李四");
    wang.sees("应考 2 人").presses("分段统计和部门比较").await.sees("预算股").sees_no("国库股");
    li.taps_data(&format!("1e.rl.{id}.0.0")).await.is_told("只有管理员").sees_no("张三");
    li.taps_data(&format!("1e.rn.{id}.2")).await.is_told("只有管理员").sees_no("张三");
    li.taps_data(&format!("1e.v.{}.0", sittings[0])).await.is_told("已过期");
    office.closes().await;
}

#[tokio::test]
async fn the_paper_is_looked_at_again_as_far_as_the_exam_shows_it() {
    let office = office().await;
    let zhang = office.bound("0001").await;
    let zhao = office.bound("0004").await;
    let review = Review { key: Moment::Never, place: Moment::Never, ..Review::default() };
    office.expects("message is not modified");
    let (id, sittings) = marked(&office, |exam| exam.review = review).await;
    releases(&office, &zhao).await;
    zhang.sees("成绩公布了").sees_no("名次").presses("看我的成绩").await.sees("我的成绩").sees("核对码");
    zhang.presses("看我的试卷").await.sees("第 1/3 题").sees("☑").sees("您的答案").sees_no("正确答案");
    zhang.presses("下一题 ▶").await.presses("下一题 ▶").await.sees("第 3/3 题").presses("◀ 上一题").await;
    zhang.sees("第 2/3 题").taps_data(&format!("1e.v.{}.99", sittings[0])).await.is_told("已过期");
    zhang.says("考试").await.sees("成绩已经公布").presses("法规考试").await.sees("我的成绩");
    // The list says what it said, whatever is changed in the exam afterwards.
    office.database.raw("UPDATE sitting SET earned = 0").await;
    zhang.taps_data(&format!("1e.r.{id}")).await.sees("得分：3 分");
    office.closes().await;
}

#[tokio::test]
async fn a_check_code_is_confirmed() {
    let office = office().await;
    let (li, zhao) = (office.bound("0002").await, office.bound("0004").await);
    let (id, _) = marked(&office, |_| {}).await;
    releases(&office, &zhao).await;
    let mut tx = office.house.store.read().await.unwrap();
    let code = release::list(&mut tx, id).await.unwrap()[0].check_code.clone();
    drop(tx);
    li.says(&format!("核对 {}", code.to_lowercase())).await;
    li.sees("核对码是真的").sees("法规考试").sees("3 人有成绩").sees_no("更正");
    li.says(&format!("/exam {code}")).await.sees("核对码是真的");
    li.says("核对 ABCD2345").await.sees("没有这个核对码");
    li.says("/exam").await.sees("我的考试");
    office.closes().await;
}

#[tokio::test]
async fn a_question_is_decided_on_after_the_release_and_those_affected_are_told() {
    let office = office().await;
    let (zhang, wang) = (office.bound("0001").await, office.bound("0003").await);
    let zhao = office.bound("0004").await;
    office.expects("message is not modified");
    let (id, sittings) = marked(&office, |_| {}).await;
    releases(&office, &zhao).await;
    let told = zhang.messages();
    zhao.taps_data(&format!("1e.rl.{id}.0.0")).await.presses("题目分析").await;
    zhao.sees("3 份试卷").sees("样本不足").sees("第 1 问");
    let question = office.number("SELECT MIN(id) FROM question").await;
    let shown = format!("1e.iq.{id}.{question}");
    zhao.taps_data(&shown).await.sees("3 人做过这道题").sees("✅ A. 对");
    zhao.presses("人人得分").await.sees("现在还没有改").sees("3 人的试卷上有这道题");
    zhao.sees("减分：0 人").sees("变为及格：1 人（王五）").sees("成绩已经公布");
    assert_eq!(office.number("SELECT COUNT(*) FROM ruling").await, 0);
    // Nobody else can.
    wang.taps_data(&format!("1e.in.{id}.{question}.e")).await.is_told("只有管理员");
    assert_eq!(office.number("SELECT COUNT(*) FROM ruling").await, 0);
    zhao.presses("确定这样改").await.is_told("好的");
    settles(&office).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM exam_release").await, 2);
    // They lead a unit too and are told of the corrected list after their own result.
    wang.sees("请以新的成绩表为准");
    for told in ["更正说明：“s 第", "原来得分：0 分", "得分：1 分（满分 3 分），及格"]
    {
        assert!(wang.was_shown(told), "{}", wang.transcript());
    }
    assert_eq!(zhang.messages(), told, "whoever it does not concern hears nothing");
    // On the paper it stands what was decided.
    let mut places = Vec::new();
    for place in 0..3 {
        wang.taps_data(&format!("1e.v.{}.{place}", sittings[2])).await;
        places.push(wang.shows().contains("人人得分"));
    }
    assert_eq!(places.iter().filter(|ruled| **ruled).count(), 1);
    office.closes().await;
}
