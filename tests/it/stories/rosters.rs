//! Staff lists that administrators send as files: looked at, loaded, and gone.

use std::time::Duration;

use crate::office::{Office, Someone, simple_bank};

const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股 管理员", "0003 王五 市财政局/人事股 管理员"];

const PEOPLE: &str = "\
工号,姓名,部门,出生年月,角色
0001,张三,市财政局/国库股,1985-06,
0009,赵六,市财政局/预算股,1990.1,监考
,王五,市财政局/人事股,,管理员
,孙七,市财政局/人事股,,
";

/// A new administrator, and somebody who no longer is one.
const RULERS: &str = "\
工号,姓名,部门,手机号,角色
0001,张三,市财政局/预算股,,监考
0003,王五,市财政局/人事股,,
0009,赵六,市财政局/预算股,13900000009,管理员
";

async fn office() -> Office {
    Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).open().await
}

/// Sends a file and waits until it was read.
async fn sends(someone: &Someone<'_>, name: &str, content: &str) {
    someone.phone.sends_file(name, content.as_bytes());
    someone.office.rests().await;
    goes_on(someone.office).await;
}

/// Lets the jobs be done.
async fn goes_on(office: &Office) {
    office.advance(Duration::from_secs(1)).await;
    office.advance(Duration::from_secs(1)).await;
}

async fn files(office: &Office) -> i64 {
    office.number("SELECT COUNT(*) FROM file").await
}

/// How often a name stands in what is kept of uploads.
async fn named(office: &Office, name: &str) -> i64 {
    office.number(&format!("SELECT COUNT(*) FROM upload WHERE plan LIKE '%{name}%'")).await
}

async fn rulers(office: &Office) -> i64 {
    office.number("SELECT COUNT(*) FROM staff_role WHERE role = 'administrator'").await
}

#[tokio::test]
async fn a_staff_list_is_looked_at_and_loaded() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "花名册.csv", PEOPLE).await;
    li.sees("花名册：花名册.csv").sees("新增 1").sees("张三（0001）").sees("孙七").sees("1990");
    li.sees("赵六（0009）：新职工，给予 监考").sees_no("要另一位同意");
    li.presses("只导入无误的").await.sees("正在导入花名册");
    goes_on(&office).await;
    li.sees("花名册已导入：新增 1 人").sees("baiti staff invite");
    let unit = "SELECT COUNT(*) FROM staff s JOIN unit u ON u.id = s.unit_id WHERE s.staff_no = '0001' AND u.name = '国库股'";
    assert_eq!(office.number(unit).await, 1);
    sends(&li, "花名册.csv", PEOPLE).await;
    li.sees("花名册里已经都有了");
    office.closes().await;
}

#[tokio::test]
async fn who_becomes_an_administrator_is_shown_first_and_another_must_agree() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "花名册.csv", RULERS).await;
    li.sees("权限变动").sees("赵六（0009）：新职工，给予 管理员").sees("王五（0003）：收回 管理员");
    li.sees("张三（0001）：给予 监考").sees("要另一位同意");
    li.presses("✅ 导入")
        .await
        .sees("已请王五确认")
        .presses("看权限变动")
        .await
        .sees("赵六")
        .presses("返回")
        .await;
    wang.sees("李四要导入花名册花名册.csv").sees("赵六（0009）：新职工，给予 管理员");
    let (message, approve) = wang.button("同意").unwrap();
    li.taps_data(&approve).await.is_told("只有管理员");
    assert_eq!(rulers(&office).await, 2, "nothing is granted before another agrees");
    goes_on(&office).await;
    wang.taps(message, &approve).await.is_told("已处理");
    goes_on(&office).await;
    li.sees("花名册已导入：新增 1 人");
    let zhao = office.staff("0009").await;
    assert!(zhao.menu().contains(&"todo".to_owned()));
    assert_eq!(office.number("SELECT COUNT(*) FROM audit WHERE action = 'rights-approved'").await, 1);
    office.closes().await;
}

#[tokio::test]
async fn another_may_refuse_a_new_administrator() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "花名册.csv", RULERS).await;
    li.presses("✅ 导入").await;
    wang.presses("不同意").await;
    goes_on(&office).await;
    li.sees("花名册.csv没有导入：另一位管理员不同意");
    assert_eq!((rulers(&office).await, files(&office).await, named(&office, "赵六").await), (2, 0, 0));
    office.closes().await;
}

/// Whoever has the phone of an administrator binds as one; whoever comes back
/// comes back with their rights.
#[tokio::test]
async fn the_phone_and_the_return_of_an_administrator_are_rights_too() {
    let office = office().await;
    let li = office.staff("0002").await;
    office.bound("0003").await;
    office.hire(&["0004 钱八 市财政局/人事股 管理员".to_owned()]).await;
    office.set_active("0004", false).await;
    let list = "工号,姓名,部门,手机号\n0003,王五,市财政局/人事股,13900000003\n0004,钱八,市财政局/人事股,\n";
    sends(&li, "花名册.csv", list).await;
    li.sees("王五（0003）：管理员的手机号改动")
        .sees("钱八（0004）：恢复在册，角色 管理员")
        .sees("要另一位同意");
    li.presses("取消").await;
    office.closes().await;
}

/// Days may lie between the sending and the loading.
#[tokio::test]
async fn who_is_no_administrator_any_more_loads_nothing() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "花名册.csv", RULERS).await;
    li.presses("✅ 导入").await;
    office.set_active("0002", false).await;
    let messages = li.messages();
    wang.presses("同意").await;
    goes_on(&office).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM staff WHERE staff_no = '0009'").await, 0);
    assert_eq!((files(&office).await, named(&office, "赵六").await, li.messages()), (0, 0, messages));
    office.closes().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_list_is_told() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "花名册.csv", "工号,姓名,部门\n").await;
    li.sees("花名册.csv没有导入").sees("只有表头，没有一个人");
    sends(&li, "花名册.csv", "姓名,手机号\n张三,13900000001\n").await;
    li.sees("花名册.csv没有导入").sees("最像表头的是第1行：姓名、手机号");
    office.closes().await;
}

/// Where nobody else can be asked, the only administrator decides alone.
#[tokio::test]
async fn the_only_administrator_is_not_held_up() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "花名册.csv", RULERS).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    li.sees("花名册已导入");
    assert_eq!((files(&office).await, named(&office, "赵六").await), (0, 0), "the list is gone");
    office.closes().await;
}

#[tokio::test]
async fn a_list_goes_when_it_is_called_off_or_nobody_decides() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "花名册.csv", PEOPLE).await;
    assert_eq!((files(&office).await, named(&office, "赵六").await), (1, 1));
    li.presses("取消").await;
    assert_eq!((files(&office).await, named(&office, "赵六").await), (0, 0));
    sends(&li, "花名册.csv", PEOPLE).await;
    let (message, load) = li.button("只导入无误的").unwrap();
    office.advance(Duration::from_hours(25)).await;
    // The cleaning is the first thing of a start.
    office.restart().await;
    office.passes(Duration::from_secs(1)).await;
    assert_eq!((files(&office).await, named(&office, "赵六").await), (0, 0));
    li.taps(message, &load).await.is_told("已过期").sees("请重新发送");
    office.closes().await;
}

/// The buttons of an old message must not load another file.
#[tokio::test]
async fn an_old_button_never_belongs_to_a_newer_file() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "花名册.csv", PEOPLE).await;
    let (message, load) = li.button("只导入无误的").unwrap();
    office.advance(Duration::from_hours(8 * 24)).await;
    office.restart().await;
    office.passes(Duration::from_secs(1)).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM upload").await, 0);
    sends(&li, "另一份.csv", RULERS).await;
    li.taps(message, &load).await.is_told("已过期");
    goes_on(&office).await;
    assert_eq!(office.number("SELECT COUNT(*) FROM staff WHERE staff_no = '0009'").await, 0);
    office.closes().await;
}
