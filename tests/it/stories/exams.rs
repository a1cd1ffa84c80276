//! Sitting an exam.

use std::time::Duration;

use baiti::{
    clock::Timestamp,
    domain::{
        exam::{
            Draw, Exam, Moment, Order, Review, RoomCode, Who,
            blueprint::{Row, Source},
            results::{self, Counting},
            timing::Window,
            track::{Ages, Book, Track},
        },
        ids::ExamId,
        person::Birth,
        points::Points,
        rules::MultipleRule,
        shuffle::Seed,
    },
    exams::publish::{self, Published},
    store::{
        exam::{self, NewExam},
        staff::{self, Details},
    },
};

use super::reference::loads;
use crate::office::{KINDS, Office, Someone};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);

fn track(id: &str, title: &str, book: Book, ages: Ages) -> Track {
    Track {
        id: id.into(),
        title: title.into(),
        ages,
        book,
        minutes: 60,
        late_minutes: Some(30),
        pass: Points::whole(6),
        attempts: 1,
        counts: Counting::Best,
    }
}

/// Two tracks over the four kinds of question, two marks each; it opens in an
/// hour, for two hours.
pub(super) fn two_tracks(now: Timestamp) -> Exam {
    let row = Row {
        from: Source::Bank("kinds".into()),
        kind: None,
        difficulty: None,
        number: 4,
        marks: Points::whole(2),
    };
    Exam {
        title: "法规考试".into(),
        window: Window { opens: now.plus(HOUR), closes: now.plus(3 * HOUR) },
        who: Who::default(),
        blueprint: vec![row],
        draw: Draw::Each,
        order: Order::Rows,
        multiple: MultipleRule::default(),
        tracks: vec![
            track("closed", "闭卷", Book::Closed, Ages { from: None, under: Some(40) }),
            track("open", "开卷", Book::Open, Ages { from: Some(40), under: None }),
        ],
        ages_on: None,
        review: Review { mark: Moment::HandedIn, ..Review::default() },
        places: results::Order::default(),
        advance: None,
        code: RoomCode::None,
        proctors: vec![],
    }
}

/// Gives somebody a birth date.
pub(super) async fn born(office: &Office, staff_no: &str, birth: &str) {
    let mut tx = office.house.store.begin().await.unwrap();
    let member = staff::by_no(&mut tx, staff_no).await.unwrap().unwrap();
    let details = Details {
        name: &member.name,
        unit: member.unit,
        birth: Birth::parse(birth),
        post: None,
        phone_hash: None,
    };
    staff::set(&mut tx, member.id, &details, true, 0).await.unwrap();
    tx.commit().await.unwrap();
}

/// Adds a draft.
pub(super) async fn add(office: &Office, exam: &Exam) -> ExamId {
    let now = office.house.clock.now();
    let mut tx = office.house.store.begin().await.unwrap();
    let new = NewExam { code: "2026-q4", exam, seed: Seed(5), parent: None, by: None };
    let id = exam::add(&mut tx, &new, now.0).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    id
}

/// Publishes an exam.
async fn publish(office: &Office, exam: &Exam) -> ExamId {
    let now = office.house.clock.now();
    let id = add(office, exam).await;
    let mut tx = office.house.store.begin().await.unwrap();
    let row = exam::get(&mut tx, id).await.unwrap().unwrap();
    let published = publish::publish(&mut tx, &row, None, office.house.zone, now).await.unwrap();
    assert!(matches!(published, Published::Done(_)), "{published:?}");
    tx.commit().await.unwrap();
    id
}

/// An office in which 张三 is 31 and 李四 is 56, with an exam to come.
async fn office(change: impl FnOnce(&mut Exam)) -> Office {
    let staff = ["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股"];
    let office = Office::with(&[KINDS]).staff(&staff).open().await;
    born(&office, "0001", "1995-06-01").await;
    born(&office, "0002", "1970-06").await;
    let mut exam = two_tracks(office.house.clock.now());
    change(&mut exam);
    publish(&office, &exam).await;
    office
}

/// Answers whatever stands there rightly.
pub(super) async fn answers(someone: &Someone<'_>) {
    let screen = someone.shows();
    if screen.contains("· 单选 ·") {
        someone.picks("二十日").await.is_told("已保存").sees("☑");
    } else if screen.contains("· 多选 ·") {
        someone.picks("行政法规").await.is_told("已保存").picks("法律").await.sees("☑");
    } else if screen.contains("· 判断 ·") {
        someone.presses("× 错误").await.is_told("已保存").sees("您的答案：错误");
    } else {
        someone.says("二十日；本级").await.sees("您的答案：二十日；本级");
    }
}

/// Until the exam is open and everybody is told so.
async fn opens(office: &Office) {
    office.advance(HOUR).await;
    for _ in 0..3 {
        office.advance(Duration::from_secs(2)).await;
    }
}

pub(super) async fn enters(someone: &Someone<'_>) {
    someone.says("考试").await.sees("法规考试").sees("正在进行").presses("法规考试").await;
    someone.sees("共 4 题，满分 8 分，6 分及格").presses("开始考试").await.sees("第 1/4 题");
}

#[tokio::test]
async fn a_closed_book_exam_from_the_door_to_the_mark() {
    let office = office(|_| {}).await;
    let zhang = office.staff("0001").await;
    zhang.says("/exam").await.sees("法规考试").sees("还没有开始").presses("法规考试").await;
    zhang.sees("开始，请到时再来").sees_no("开始考试]");
    opens(&office).await;
    zhang.says("考试").await.presses("法规考试").await.sees("闭卷：不能查资料");
    zhang.presses("开始考试").await.sees("第 1/4 题").sees("剩余 60 分钟");
    let before = zhang.messages();
    for place in 1..=4 {
        zhang.sees(&format!("第 {place}/4 题"));
        answers(&zhang).await;
        if place < 4 {
            zhang.presses("下一题 ▶").await;
        }
    }
    // Nothing tells whether an answer was right.
    assert!(!zhang.was_shown("解析") && !zhang.was_shown("正确答案"), "{}", zhang.transcript());
    assert!(zhang.messages() <= before + 1, "one message, and one more for what was typed");
    zhang.presses("交卷").await.sees("共 4 题，已答 4 题").sees_no("没有答").presses("确定交卷").await;
    zhang.sees("已交卷").sees("得分：8 分（满分 8 分，100%），及格");
    zhang.says("考试").await.sees("已经交卷").presses("法规考试").await.sees("您已经交卷，不能再考");
    assert_eq!(office.number("SELECT COUNT(*) FROM sitting_answer").await, 5, "each change is kept");
    office.closes().await;
}

#[tokio::test]
async fn open_questions_are_warned_of_and_answers_changed() {
    let office = office(|_| {}).await;
    let li = office.staff("0002").await;
    opens(&office).await;
    li.says("考试").await.presses("法规考试").await.sees("开卷：可以查资料").presses("开始考试").await;
    answers(&li).await;
    li.presses("🔖 标记").await.sees("🔖").presses("下一题 ▶").await.presses("答题卡").await;
    li.sees("已答 1 题，未答 3 题，标记 1 题").sees("[1🔖]").sees("[2]");
    li.presses("4").await.sees("第 4/4 题").presses("交卷").await;
    li.sees("⚠️ 还有 3 题没有答：第 2、3、4 题").sees("有标记的：第 1 题");
    li.presses("去答第 2 题").await.sees("第 2/4 题").presses("交卷").await.presses("确定交卷").await;
    li.sees("答了 1 题（共 4 题）").sees("不及格");
    office.closes().await;
}

#[tokio::test]
async fn whoever_sits_an_exam_has_the_exam_alone() {
    let office = office(|_| {}).await;
    let zhang = office.staff("0001").await;
    zhang.says("答题").await.sees("请选择练习内容");
    let (practice, topics) = zhang.button("法规（4 题）").unwrap();
    opens(&office).await;
    enters(&zhang).await;
    for typed in ["/quiz", "/rank", "/me", "/bank", "/start"] {
        zhang.says(typed).await.sees("您正在考试").sees("回到试卷");
    }
    zhang.taps(practice, &topics).await.is_told("正在考试").sees("您正在考试");
    zhang.presses("◀ 回到试卷").await.sees("第 1/4 题");
    zhang.says("/help").await.sees("使用说明");
    zhang.says("考试").await.sees("第 1/4 题");
    office.closes().await;
}

#[tokio::test]
async fn in_an_open_book_exam_regulations_are_looked_up_and_that_is_kept() {
    let office = office(|_| {}).await;
    let text = "云桥市礼品管理办法\n第一条 为了管好礼品，制定本办法。\n第二条 收受的礼品应当在五日内登记。";
    loads(&office, "礼品", text).await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    opens(&office).await;
    enters(&li).await;
    li.says("查 礼品").await.sees("礼品管理办法").presses("2").await.sees("五日内登记");
    li.says("考试").await.sees("第 1/4 题");
    assert_eq!(office.number("SELECT COUNT(*) FROM sitting_search").await, 2);
    // Whoever sits closed-book is led back to the paper.
    enters(&zhang).await;
    zhang.says("/find 礼品").await.sees("您正在考试").sees_no("五日内");
    assert_eq!(office.number("SELECT COUNT(*) FROM sitting_search").await, 2);
    office.closes().await;
}

#[tokio::test]
async fn a_crash_and_another_phone_lose_nothing() {
    let office = office(|_| {}).await;
    let zhang = office.staff("0001").await;
    opens(&office).await;
    enters(&zhang).await;
    answers(&zhang).await;
    zhang.presses("下一题 ▶").await;
    answers(&zhang).await;
    office.crash().await;
    zhang.says("考试").await.sees("第 2/4 题").sees("已答 2/4 题");
    office.closes().await;
}

#[tokio::test]
async fn the_clock_of_the_exam_is_strict() {
    let office = office(|_| {}).await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    opens(&office).await;
    enters(&zhang).await;
    office.advance(31 * MINUTE).await;
    li.says("考试").await.presses("法规考试").await.sees("不能再入场").sees("监考人员");
    office.advance(28 * MINUTE).await;
    zhang.says("考试").await.sees("剩余 1 分钟");
    let (message, tap) = zhang.button("下一题 ▶").unwrap();
    office.advance(2 * MINUTE).await;
    zhang.taps(message, &tap).await.is_told("已经交卷").sees("时间到，已自动交卷");
    office.closes().await;
}

#[tokio::test]
async fn the_code_of_the_room_is_asked_for() {
    let office = office(|exam| exam.code = RoomCode::Fixed("2468".into())).await;
    let zhang = office.staff("0001").await;
    opens(&office).await;
    zhang.says("考试").await.presses("法规考试").await.sees("考试码").presses("开始考试").await;
    zhang.sees("请把考场里公布的考试码打出来").says("1357").await.sees("考试码不对");
    for _ in 0..10 {
        zhang.says("0000").await;
    }
    zhang.sees("输错的次数太多了");
    office.advance(11 * MINUTE).await;
    zhang.presses("我的考试").await.presses("法规考试").await;
    zhang.presses("开始考试").await.says(" 2468 ").await.sees("第 1/4 题");
    office.closes().await;
}
