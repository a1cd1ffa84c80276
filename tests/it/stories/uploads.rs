//! Question banks that administrators send as files: looked at, corrected,
//! loaded, and asked.

use std::time::Duration;

use serde_json::json;

use crate::office::{Office, Someone, simple_bank};

const STAFF: &[&str] =
    &["0001 张三 市财政局/预算股", "0002 李四 市财政局/国库股 管理员", "0003 王五 市财政局/人事股 管理员"];

const SHEET: &str = "\
题型,题目,选项A,选项B,选项C,正确答案,解析
单选题,预算年度自公历几月几日起？,1月1日,3月1日,4月1日,A,见预算法第十八条
判断题,预算年度自公历1月1日起，至12月31日止。,,,,对,
";

const WRONG: &str = "\
题型,题目,选项A,选项B,选项C,正确答案
单选题,预算年度自公历几月几日起？,1月1日,3月1日,4月1日,A
单选题,政府采购应当遵循什么原则？,公开透明,先到先得,就近方便,E
单选题,行政许可由谁实施？,行政机关,企业,个人,
";

/// Nobody can tell from the headers which column is the key.
const UNCLEAR: &str = "\
题目,选项A,选项B,选项C,答案,标准
预算年度自公历几月几日起？,1月1日,3月1日,4月1日,3月1日,A
行政许可由谁实施？,行政机关,企业,个人,企业,A
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

async fn live(office: &Office) -> i64 {
    office.number("SELECT COUNT(*) FROM question WHERE live").await
}

#[tokio::test]
async fn a_sheet_is_looked_at_loaded_and_asked() {
    let office = office().await;
    let li = office.staff("0002").await;
    li.phone.sends_file("财政法规.csv", SHEET.as_bytes());
    office.rests().await;
    li.sees("收到财政法规.csv，正在读取");
    goes_on(&office).await;
    li.sees("可以导入 2 题").sees("单选 1").sees("判断 1").sees("新题库“财政法规”").sees("法规");
    assert_eq!(live(&office).await, 1, "nothing is loaded before it is decided");
    li.presses("看样题").await.sees("样题 1/2").sees("A. 1月1日").sees("正确答案：1月1日");
    li.presses("下一个").await.sees("样题 2/2").sees("正确答案：正确").presses("返回").await;
    li.presses("✅ 导入").await.sees("正在导入“财政法规”");
    goes_on(&office).await;
    li.sees("已导入“财政法规”：新增 2 题");
    assert_eq!(live(&office).await, 3);
    let zhang = office.staff("0001").await;
    zhang.begins("法规", 5).await;
    // The same file again changes nothing.
    sends(&li, "财政法规.csv", SHEET).await;
    li.sees("题库里已经都有了").sees("没有变化 2");
    assert!(li.button("✅ 导入").is_none());
    office.closes().await;
}

#[tokio::test]
async fn a_wrong_file_comes_back_with_notes_and_may_be_loaded_in_part() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "题库.csv", WRONG).await;
    li.sees("可以导入 1 题").sees("不能导入 2").sees("第3行 F列：答案“E”，但只有3个选项").sees("没有答案");
    li.presses("看问题").await.sees("错误 2 处").presses("返回").await;
    li.presses("下载批注表").await.is_told("正在做批注");
    goes_on(&office).await;
    let (name, content) = li.phone.received().pop().expect("a file has come");
    assert_eq!(name, "题库（批注）.xlsx");
    let book = baiti::table::read(&content).unwrap();
    let notes: Vec<String> = book.sheets[0].rows.iter().map(|row| row.cell(6).to_string()).collect();
    assert_eq!(notes[0], "批注");
    assert!(notes[2].contains("答案“E”，但只有3个选项"), "{notes:?}");
    li.presses("只导入无误的").await;
    goes_on(&office).await;
    assert!(li.was_shown("已导入“题库”：新增 1 题"));
    assert_eq!(live(&office).await, 2);
    office.closes().await;
}

#[tokio::test]
async fn notes_that_were_promised_and_can_not_be_had_are_told() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "题库.csv", WRONG).await;
    office.database.raw("DELETE FROM file").await;
    li.presses("下载批注表").await.is_told("正在做批注");
    goes_on(&office).await;
    li.sees("题库.csv的批注没有做成").sees("请重新发一次");
    office.closes().await;
}

#[tokio::test]
async fn a_column_is_corrected_once_and_remembered() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "题库.csv", UNCLEAR).await;
    li.presses("各列是什么").await.sees("E 答案 → 答案").sees("F 标准 → 不读");
    li.presses("F 不读").await.sees("F 列（标准）是什么");
    li.presses("答案").await;
    goes_on(&office).await;
    li.presses("看样题").await.sees("正确答案：1月1日").presses("返回").await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    li.sees("新增 2 题");
    let other = UNCLEAR.replace("预算年度", "会计年度").replace("行政许可", "行政处罚");
    sends(&li, "另一份.csv", &other).await;
    li.presses("看样题").await.sees("会计年度").sees("正确答案：1月1日");
    office.closes().await;
}

#[tokio::test]
async fn numbered_keys_count_from_where_an_administrator_says() {
    let office = office().await;
    let li = office.staff("0002").await;
    let numbered = SHEET
        .replace("4月1日,A,", "4月1日,1,")
        .replace("判断题,预算年度自公历1月1日起，至12月31日止。,,,,对,", "");
    sends(&li, "题库.csv", &numbered).await;
    li.sees("没有一道题可以导入").sees("看不出从几数起");
    li.presses("0是第一个选项").await;
    goes_on(&office).await;
    li.presses("看样题").await.sees("正确答案：3月1日").presses("返回").await;
    li.sees("●0是第一个选项").presses("1是第一个选项").await;
    goes_on(&office).await;
    li.presses("看样题").await.sees("正确答案：1月1日").presses("返回").await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    li.sees("新增 1 题");
    office.closes().await;
}

#[tokio::test]
async fn a_changed_key_asks_another_administrator() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "财政法规.csv", SHEET).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    let corrected = SHEET.replace(",A,见", ",B,见");
    sends(&li, "财政法规.csv", &corrected).await;
    li.sees("修改 1").sees("要另一位同意").presses("看答案改动").await.sees("1月1日 → 3月1日");
    li.presses("返回").await.presses("✅ 导入").await.sees("已请王五确认");
    wang.sees("李四要把财政法规.csv导入“财政法规”").sees("1月1日 → 3月1日");
    let (message, approve) = wang.button("同意").unwrap();
    // Who sent the file can't agree for the other, nor can anybody else.
    let zhang = office.staff("0001").await;
    for someone in [&li, &zhang] {
        someone.taps_data(&approve).await.is_told("只有管理员");
    }
    wang.taps(message, &approve).await.is_told("已处理");
    goes_on(&office).await;
    li.sees("已导入“财政法规”：新增 0 题，修改 1 题");
    wang.taps(message, &approve).await.is_told("已经");
    office.closes().await;
}

/// A sheet of so many questions, each with this key.
fn many(questions: usize, key: char) -> String {
    let row = |nth| format!("单选题,财政法规第{nth}条规定了什么事项？,对{nth},甲{nth},乙{nth},{key},\n");
    let rows: String = (1..=questions).map(row).collect();
    format!("题型,题目,选项A,选项B,选项C,正确答案,解析\n{rows}")
}

#[tokio::test]
async fn both_see_every_key_that_changes() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "财政法规.csv", &many(20, 'A')).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    sends(&li, "财政法规.csv", &many(20, 'B')).await;
    li.presses("看答案改动").await.sees("（第 1/3 页）").presses("下一页").await.presses("下一页").await;
    li.sees("第20条").sees("对20 → 甲20").presses("返回").await.presses("✅ 导入").await;
    let (message, onward) = wang.button("下一页").unwrap();
    wang.sees("第8条").sees_no("第9条").presses("下一页").await.sees("第16条").presses("下一页").await;
    wang.sees("第20条").sees_no("下一页").presses("同意").await;
    goes_on(&office).await;
    li.sees("修改 20 题");
    wang.taps(message, &onward).await.is_told("已经有人处理过了");
    office.closes().await;
}

/// Whoever has only the terminal is not waited for.
#[tokio::test]
async fn who_is_only_at_the_terminal_is_not_asked() {
    let office = office().await;
    let li = office.staff("0002").await;
    let mut tx = office.house.store.begin().await.unwrap();
    let wang = office.id_of("0003").await;
    baiti::store::account::bind(&mut tx, "terminal", wang.0, wang, baiti::domain::lang::Lang::Zh, 1)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    sends(&li, "财政法规.csv", SHEET).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    sends(&li, "财政法规.csv", &SHEET.replace(",A,见", ",B,见")).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    li.sees("修改 1 题");
    office.closes().await;
}

#[tokio::test]
async fn another_administrator_may_refuse_and_nothing_changes() {
    let office = office().await;
    let (li, wang) = (office.staff("0002").await, office.staff("0003").await);
    sends(&li, "财政法规.csv", SHEET).await;
    li.presses("✅ 导入").await;
    goes_on(&office).await;
    sends(&li, "财政法规.csv", &SHEET.replace(",A,见", ",B,见")).await;
    li.presses("✅ 导入").await;
    wang.presses("不同意").await;
    goes_on(&office).await;
    li.sees("没有导入：另一位管理员不同意");
    assert_eq!(office.number("SELECT COUNT(*) FROM question_version").await, 3);
    office.closes().await;
}

#[tokio::test]
async fn the_bank_the_topic_and_the_header_can_be_chosen() {
    let office = office().await;
    let li = office.staff("0002").await;
    sends(&li, "第三季度.csv", SHEET).await;
    li.sees("类别按名称猜是法规").presses("改类别").await.presses("职业道德").await;
    goes_on(&office).await;
    li.sees("新题库“第三季度”（职业道德）").presses("换题库").await.presses("题库s").await;
    goes_on(&office).await;
    li.sees("已有题库“题库s”（职业道德）").presses("各列是什么").await.presses("无表头").await;
    goes_on(&office).await;
    li.sees("没有找到题目").presses("各列是什么").await.presses("第1行").await;
    goes_on(&office).await;
    li.sees("可以导入 2 题").presses("取消").await.sees("已取消，第三季度.csv没有导入");
    assert_eq!(live(&office).await, 1);
    office.closes().await;
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_staff_are_refused() {
    let office = office().await;
    let (zhang, li) = (office.staff("0001").await, office.staff("0002").await);
    sends(&zhang, "题库.csv", SHEET).await;
    zhang.sees("管理员");
    assert_eq!(office.number("SELECT COUNT(*) FROM upload").await, 0);
    sends(&li, "通知.pdf", "%PDF-1.7").await;
    li.sees("通知.pdf没有导入").sees("PDF");
    sends(&li, "空.txt", "").await;
    li.sees("文件是空的");
    office.closes().await;
}

#[tokio::test]
async fn a_forwarded_quiz_becomes_a_question() {
    let office = office().await;
    let li = office.staff("0002").await;
    li.phone.sends_quiz("预算年度自公历几月几日起？", &["1月1日", "3月1日"], None);
    office.rests().await;
    li.sees("看不到这道测验的正确答案");
    li.phone.sends_quiz("预算年度自公历几月几日起？", &["1月1日", "3月1日"], Some(0));
    office.rests().await;
    goes_on(&office).await;
    li.sees("可以导入 1 题").presses("✅ 导入").await;
    goes_on(&office).await;
    li.sees("新增 1 题");
    li.sends(&json!({ "poll": { "id": "1", "question": "？", "options": [], "type": "regular" } })).await;
    li.sees("这里只能看懂文字和按钮");
    office.closes().await;
}

#[tokio::test]
async fn an_upload_survives_a_crash_between_its_steps() {
    let office = office().await;
    let li = office.staff("0002").await;
    li.phone.sends_file("财政法规.csv", SHEET.as_bytes());
    office.rests().await;
    office.crash().await;
    goes_on(&office).await;
    li.sees("可以导入 2 题").presses("✅ 导入").await;
    office.crash().await;
    goes_on(&office).await;
    li.sees("已导入“财政法规”：新增 2 题");
    assert_eq!(live(&office).await, 3);
    office.closes().await;
}
