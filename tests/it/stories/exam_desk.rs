//! Looking after exams: the desk of administrators, the room of proctors.

use std::time::Duration;

use baiti::domain::{exam::RoomCode, person::Role};

use super::exams::{add, answers, enters, opens, two_tracks};
use crate::office::{KINDS, Office, Someone};

const MINUTE: Duration = Duration::from_mins(1);

const STAFF: [&str; 4] = [
    "0001 张三 市财政局/预算股",
    "0002 李四 市财政局/国库股",
    "0008 王监考 市财政局/办公室 监考",
    "0009 赵主任 市财政局/办公室 管理员",
];

/// An office with a draft that only 张三 and 李四 sit.
async fn office(change: impl FnOnce(&mut baiti::domain::exam::Exam)) -> Office {
    let office = Office::with(&[KINDS]).staff(&STAFF).open().await;
    super::exams::born(&office, "0001", "1995-06-01").await;
    super::exams::born(&office, "0002", "1970-06").await;
    let mut exam = two_tracks(office.house.clock.now());
    exam.who.people = vec!["0001".into(), "0002".into()];
    change(&mut exam);
    add(&office, &exam).await;
    office
}

/// The administrator publishes it.
async fn published(admin: &Someone<'_>) {
    admin.says("考试").await.presses("管理考试").await.presses("1. 法规考试").await;
    admin.presses("发布").await.presses("确定发布").await.sees("已发布");
}

async fn opens_room<'s>(proctor: &'s Someone<'s>) -> &'s Someone<'s> {
    proctor.says("考试").await.presses("管理考试").await.presses("1. 法规考试").await;
    proctor.presses("监考").await
}

async fn of_person(proctor: &Someone<'_>, name: &str) {
    opens_room(proctor).await.presses("全部").await.presses(name).await;
}

#[tokio::test]
async fn an_administrator_publishes_takes_back_and_calls_off() {
    let office = office(|_| {}).await;
    let (zhao, zhang) = (office.staff("0009").await, office.staff("0001").await);
    zhao.says("考试").await.presses("管理考试").await.sees("草稿").presses("1. 法规考试").await;
    zhao.sees("参加：2 人").sees("闭卷（不能查资料）：1 人").sees("满分 8 分").sees("可以发布");
    zhao.sees("1 人还没有绑定账号").sees("0002 李四").presses("发布").await.sees("马上通知 2 人");
    let old = zhao.button("确定发布").unwrap();
    zhao.presses("确定发布").await.sees("已发布");
    zhang.sees("考试通知").sees("法规考试");
    // It shows the present state, which stands there already.
    office.expects("message is not modified");
    zhao.taps(old.0, &old.1).await.is_told("过期");
    zhao.presses("撤回修改").await.presses("确定撤回").await.sees("草稿");
    zhang.sees("考试有变动");
    published(&zhao).await;
    zhao.presses("取消考试").await.sees("请把原因打出来").says("题库要修改").await.sees("已取消");
    zhang.sees("考试取消").sees("题库要修改");
    assert_eq!(office.number("SELECT COUNT(*) FROM audit WHERE action = 'cancel'").await, 1);
    office.closes().await;
}

#[tokio::test]
async fn what_is_in_the_way_is_told() {
    let office = office(|exam| {
        exam.who.people.push("0009".into());
        exam.blueprint[0].number = 9;
    })
    .await;
    let zhao = office.staff("0009").await;
    zhao.says("考试").await.presses("管理考试").await.presses("1. 法规考试").await;
    zhao.sees("还不能发布").sees("没有出生年月").sees("0009 赵主任").sees("要 9 题，题库里只有 4 题");
    zhao.sees_no("[发布]");
    office.closes().await;
}

#[tokio::test]
async fn a_proctor_sees_the_room_fill_and_empty() {
    let office = office(|exam| exam.code = RoomCode::Changing).await;
    let (zhao, wang) = (office.staff("0009").await, office.staff("0008").await);
    let zhang = office.staff("0001").await;
    published(&zhao).await;
    opens(&office).await;
    opens_room(&wang).await.sees("应到 2 人").sees("未到：2 人").sees("考试码：").sees("后换新的");
    let screen = wang.shows();
    let code = screen.split("考试码：").nth(1).unwrap().trim_start()[..6].to_owned();
    zhang.says("考试").await.presses("法规考试").await.presses("开始考试").await.says(&code).await;
    answers(&zhang).await;
    wang.presses("刷新").await.sees("未到：1 人").sees("正在答题：1 人");
    wang.presses("正在答题（1）").await.sees("张三：第 1 题，已答 1/4");
    zhang.presses("交卷").await.presses("确定交卷").await;
    wang.presses("刷新").await.sees("现在没有人").presses("返回").await.sees("已交卷：1 人");
    wang.presses("未到（1）").await.sees("李四：未到，还没有绑定账号");
    office.closes().await;
}

#[tokio::test]
async fn a_proctor_lets_in_adds_time_and_takes_in() {
    let office = office(|_| {}).await;
    let (zhao, wang) = (office.staff("0009").await, office.staff("0008").await);
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    published(&zhao).await;
    opens(&office).await;
    enters(&zhang).await;
    office.advance(31 * MINUTE).await;
    li.says("考试").await.presses("法规考试").await.sees("不能再入场");
    of_person(&wang, "李四").await;
    wang.presses("准许迟到入场").await.sees("已准许迟到入场");
    li.sees("准许您入场").presses("我的考试").await.presses("法规考试").await.presses("开始考试").await;
    li.sees("第 1/4 题");
    of_person(&wang, "张三").await;
    wang.presses("加时").await.presses("10 分钟").await.sees("请把原因打出来").says("手机没电").await;
    wang.sees("已加时 10 分钟");
    zhang.sees("加时 10 分钟。原因：手机没电").presses("◀ 回到试卷").await.sees("剩余 39 分钟");
    wang.presses("收卷").await.says("提前离场").await.sees("监考收卷").sees_no("[收卷]");
    zhang.sees("收了您的试卷").says("考试").await.sees("已经交卷");
    opens_room(&wang).await.presses("考场记录").await;
    wang.sees("准许迟到入场：李四").sees("加时：张三，+10 手机没电").sees("收卷：张三").sees("王监考");
    let kept = "SELECT COUNT(*) FROM audit WHERE action LIKE 'exam %'";
    assert_eq!(office.number(kept).await, 3);
    office.closes().await;
}

#[tokio::test]
async fn a_sitting_is_declared_void_and_may_be_sat_anew() {
    let office = office(|_| {}).await;
    let (zhao, zhang) = (office.staff("0009").await, office.staff("0001").await);
    published(&zhao).await;
    opens(&office).await;
    enters(&zhang).await;
    zhang.presses("交卷").await.presses("确定交卷").await.sees("已交卷");
    of_person(&zhao, "张三").await;
    zhao.presses("作废").await.says("夹带资料").await.sees("已作废");
    zhang.sees("作废，不计成绩").sees("夹带资料");
    opens_room(&zhao).await.sees("已作废：1 人").presses("记一笔").await.says("  ").await;
    zhao.says("停电两分钟").await.sees("记录，停电两分钟").sees("作废：张三，夹带资料");
    office.closes().await;
}

#[tokio::test]
async fn somebody_is_excused_and_expected_again() {
    let office = office(|_| {}).await;
    let (zhao, zhang) = (office.staff("0009").await, office.staff("0001").await);
    published(&zhao).await;
    of_person(&zhao, "张三").await;
    zhao.presses("不用参加").await.says("出差").await.sees("说明：出差");
    zhang.sees("您不用参加这次考试。原因：出差");
    zhao.presses("改为要参加").await.sees("未到");
    zhang.sees("您仍要参加");
    office.closes().await;
}

#[tokio::test]
async fn the_desk_is_for_those_who_may() {
    let office = office(|exam| exam.proctors = vec!["0002".into()]).await;
    let (zhao, wang) = (office.staff("0009").await, office.staff("0008").await);
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    zhang.says("考试").await.sees_no("管理考试");
    wang.says("考试").await.presses("管理考试").await.sees("现在没有考试");
    published(&zhao).await;
    // Whoever is named watches over this one, and can't change it.
    li.says("考试").await.presses("管理考试").await.presses("1. 法规考试").await;
    li.sees("[监考]").sees_no("撤回").sees_no("取消考试");
    li.taps_data("1p.q.1.t").await.is_told("只有管理员");
    for data in ["1p.l.0", "1p.o.1", "1p.r.1", "1p.p.1.2", "1p.a.1.2.v", "1p.i.1.0", "1p.n.1", "1p.o.99"] {
        zhang.taps_data(data).await.sees("只有它的监考人员和管理员");
    }
    of_person(&wang, "张三").await;
    let (message, excuse) = wang.button("不用参加").unwrap();
    wang.presses("不用参加").await.sees("请把原因打出来");
    let id = office.id_of("0008").await;
    let mut tx = office.house.store.begin().await.unwrap();
    baiti::store::staff::revoke(&mut tx, id, Role::Proctor, None).await.unwrap();
    tx.commit().await.unwrap();
    wang.says("出差").await.sees("只有它的监考人员和管理员");
    wang.taps(message, &excuse).await.is_told("只有");
    assert_eq!(office.number("SELECT COUNT(*) FROM candidate WHERE standing = 'excused'").await, 0);
    office.closes().await;
}
