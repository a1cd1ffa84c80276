//! Rankings and one's own figures.

use std::time::Duration;

use baiti::{
    domain::person::{Grant, Role, UnitPath},
    store::{staff, unit},
};

use crate::office::{Office, Someone, simple_bank};

/// So many people, half of them in each of two units below 市财政局; the roles of
/// the first three are given.
fn staff(count: usize, roles: [&str; 3]) -> Vec<String> {
    let line = |n: usize| {
        let unit = if n % 2 == 1 { "预算股" } else { "国库股" };
        let role = roles.get(n - 1).copied().unwrap_or_default();
        format!("{n:04} 职工{n:02} 市财政局/{unit} {role}")
    };
    (1..=count).map(line).collect()
}

async fn office(count: usize, roles: [&str; 3]) -> Office {
    let banks = [simple_bank("r", "regulations", 5), simple_bank("e", "ethics", 1)];
    Office::with(&[&banks[0], &banks[1]]).staff(&staff(count, roles)).open().await
}

/// Answers five questions, so many of them rightly.
async fn answers(someone: &Someone<'_>, right: usize) {
    someone.begins("法规", 5).await;
    for place in 1..=5 {
        someone.picks(if place <= right { "对" } else { "甲" }).await;
        someone.presses(if place < 5 { "下一题" } else { "看成绩" }).await;
    }
}

/// The rows of a ranking, each by place and name; `……` where it skips some.
fn rows(someone: &Someone<'_>) -> Vec<String> {
    let screen = someone.shows();
    let is_row = |line: &&str| *line == "……" || line.contains('%');
    let short = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    screen.lines().filter(is_row).map(short).collect()
}

#[tokio::test]
async fn the_board_shows_the_top_oneself_and_the_neighbours() {
    let office = office(15, [""; 3]).await;
    let mut people = Vec::new();
    for n in 1..=15 {
        people.push(office.bound(&format!("{n:04}")).await);
    }
    people[0].says("排行").await.sees("还没有人上榜");
    // Two with 5, two with 4, …, two with 0; then three with nothing but time.
    for (n, someone) in people.iter().enumerate() {
        if n >= 12 {
            someone.begins("法规", 5).await;
            office.advance(Duration::from_secs(u64::try_from(n).unwrap())).await;
            someone.answers_all("甲").await;
        } else {
            answers(someone, 5 - n / 2).await;
        }
    }
    people[0].says("/rank").await.sees("本周排行").sees("全单位").sees("共 15 人上榜");
    let places: Vec<String> =
        rows(&people[0]).iter().map(|row| row.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(places, ["🥇", "🥇", "🥉", "🥉", "5.", "5.", "7.", "7.", "9.", "9."]);
    people[0].sees("5 分 100%").sees("◀").sees_no("……");
    people[14].says("/rank").await;
    let shown = rows(&people[14]);
    assert_eq!(
        shown[10..],
        ["……", "13. 职工13", "14. 职工14", "15. 职工15"],
        "top ten, two neighbours, oneself"
    );
    people[12].says("/rank").await;
    let shown = rows(&people[12]);
    assert_eq!(shown[11..], ["11. 职工11", "11. 职工12", "13. 职工13", "14. 职工14", "15. 职工15"]);
    office.closes().await;
}

#[tokio::test]
async fn spans_units_and_topics_have_boards_of_their_own() {
    let office = office(3, [""; 3]).await;
    let (one, two, three) =
        (office.bound("0001").await, office.bound("0002").await, office.bound("0003").await);
    answers(&one, 3).await;
    answers(&two, 5).await;
    two.begins("职业道德", 5).await.answers_all("对").await;
    one.says("/rank").await.presses("本部门").await.sees("预算股 ·").sees("职工01").sees_no("职工02");
    one.sees("● 本部门").presses("全单位").await.sees("🥇 职工02").sees("6 分");
    one.presses("换类别：法规")
        .await
        .sees("· 法规")
        .sees("5 分")
        .presses("换类别")
        .await
        .presses("换类别")
        .await;
    one.sees("· 职业道德").sees("🥇 职工02").sees_no("职工01").presses("换类别").await.sees("· 全部类别");
    // The next day, the next week, the next month.
    for (hours, empty, full) in [(24, "今日", "本周"), (24 * 7, "本周", "本月"), (24 * 28, "本月", "累计")]
    {
        office.advance(Duration::from_hours(hours)).await;
        one.presses(empty).await.sees(&format!("{empty}排行")).sees("还没有人上榜");
        one.presses(full).await.sees(&format!("{full}排行")).sees("🥇 职工02");
    }
    three.says("我的").await.sees("本周：还没有答题").sees("今天：积分 0 分");
    one.says("/me").await.sees("职工01（0001）").sees("累计：第 2 名，3 分，答了 5 题，正确率 60%");
    office.closes().await;
}

#[tokio::test]
async fn the_whole_list_is_for_leaders() {
    let office = office(24, ["", "负责人", "管理员"]).await;
    let mut people = Vec::new();
    for n in 1..=24 {
        let someone = office.bound(&format!("{n:04}")).await;
        someone.begins("职业道德", 5).await.answers_all(if n % 2 == 0 { "对" } else { "甲" }).await;
        people.push(someone);
    }
    let [staff, leader, administrator, ..] = people.as_slice() else { unreachable!() };
    // Nobody else gets the whole list, not even by a payload from elsewhere.
    staff.says("/rank").await.sees_no("完整名单").presses("本部门").await.sees_no("完整名单");
    for data in ["1r.w.o.1.", "1r.w.u.1.", "1r.a.o.2."] {
        staff.taps_data(data).await;
        assert!(rows(staff).len() <= 16, "{}", staff.shows());
    }
    office.expects("message is not modified");
    leader.says("/rank").await.sees_no("完整名单").presses("本部门").await.presses("看完整名单").await;
    assert_eq!(rows(leader).len(), 12);
    leader.sees_no("下一页").presses("◀ 只看前几名").await.presses("全单位").await.sees_no("完整名单");
    administrator.says("/rank").await.presses("看完整名单").await;
    assert_eq!(rows(administrator).len(), 20);
    administrator.presses("下一页").await.sees_no("下一页");
    assert_eq!(rows(administrator).len(), 4);
    administrator.presses("上一页").await.sees("🥇").presses("◀ 只看前几名").await.sees("看完整名单");
    // Pages far beyond the end are the last.
    for data in ["1r.w.o.999999999.", "1r.w.o.18446744073709551615.", "1r.w.u.18446744073709551615."] {
        administrator.taps_data(data).await.sees("完整名单，第").sees_no("抱歉").sees_no("下一页");
    }
    assert_eq!(office.number("SELECT COUNT(*) FROM inbox WHERE trouble IS NOT NULL").await, 0);
    administrator.says("/me").await.sees("今天：积分 0 分");
    office.closes().await;
}

#[tokio::test]
async fn a_leader_of_other_units_sees_their_whole_lists_and_not_that_of_their_own() {
    let mut people = staff(5, [""; 3]);
    people.push("0006 职工06 市财政局/办公室".to_owned());
    let bank = simple_bank("e", "ethics", 1);
    let office = Office::with(&[&bank]).staff(&people).open().await;
    let mut led = Vec::new();
    let mut tx = office.house.store.begin().await.unwrap();
    for path in ["市财政局/预算股", "市财政局/国库股"] {
        let unit = unit::find(&mut tx, &UnitPath::parse(path).unwrap()).await.unwrap();
        let id = staff::by_no(&mut tx, "0006").await.unwrap().unwrap().id;
        staff::grant(&mut tx, id, Grant { role: Role::Leader, unit }).await.unwrap();
        led.push(unit.unwrap());
    }
    tx.commit().await.unwrap();
    let mut people = Vec::new();
    for n in 1..=5 {
        let someone = office.bound(&format!("{n:04}")).await;
        someone.begins("职业道德", 5).await.answers_all("对").await;
        people.push(someone);
    }
    let leader = office.bound("0006").await;
    leader.says("/rank").await.sees_no("完整名单").presses("本部门").await.sees("排行 · 办公室");
    office.expects("message is not modified");
    leader.sees_no("完整名单").taps_data("1r.w.u.1.").await.sees_no("完整名单，第");
    leader.presses("预算股").await.sees("排行 · 预算股").sees("● 预算股").sees("共 3 人");
    leader.presses("看完整名单").await.sees("完整名单，第 1 页").sees("职工05").sees_no("职工02");
    leader
        .presses("国库股")
        .await
        .sees("排行 · 国库股")
        .sees("完整名单，第 1 页")
        .sees("职工02")
        .sees_no("职工01");
    leader.presses("全单位").await.sees_no("完整名单").sees("共 5 人");
    // A button from elsewhere, or from before someone else led the unit, shows one's own unit.
    let old = format!("1r.w.u{}.1.", led[1]);
    people[0].says("/rank").await.taps_data(&old).await.sees("排行 · 预算股").sees_no("完整名单");
    office.database.raw("DELETE FROM staff_role").await;
    leader.taps_data(&old).await.sees("排行 · 办公室").sees_no("完整名单").sees_no("国库股");
    office.closes().await;
}

#[tokio::test]
async fn scores_stay_where_they_were_earned() {
    let office = office(2, [""; 3]).await;
    let (one, two) = (office.bound("0001").await, office.bound("0002").await);
    answers(&one, 5).await;
    office.database.raw("UPDATE staff SET unit_id = (SELECT unit_id FROM staff WHERE staff_no = '0002') WHERE staff_no = '0001'").await;
    two.says("/rank").await.presses("本部门").await.sees("还没有人上榜");
    answers(&one, 5).await;
    one.says("/rank").await.presses("本部门").await.sees("职工01").sees("国库股 ·");
    one.presses("全单位").await.sees("共 1 人上榜").sees("5 分");
    office.closes().await;
}
