//! Administrators look at the question banks, search them, withdraw and
//! restore, export, paste; nobody else does.

use std::time::Duration;

use baiti::table::{self, Workbook};

use crate::office::{KINDS, Office, Someone, simple_bank};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股", "0003 王五 市财政局/人事股 管理员"];

async fn office() -> Office {
    Office::with(&[KINDS, &simple_bank("s", "ethics", 10)]).staff(STAFF).open().await
}

/// Lets the jobs be done.
async fn goes_on(office: &Office) {
    office.advance(Duration::from_secs(1)).await;
    office.advance(Duration::from_secs(1)).await;
}

/// The newest file that has come.
fn newest(someone: &Someone<'_>) -> (String, Vec<u8>) {
    someone.phone.received().pop().expect("a file has come")
}

fn cells(book: &Workbook) -> Vec<String> {
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.flat_map(|row| row.cells.iter().map(|(_, cell)| cell.to_string())).collect()
}

#[tokio::test]
async fn banks_are_looked_at_page_by_page() {
    let office = office().await;
    let wang = office.staff("0003").await;
    let messages = wang.messages();
    wang.says("题库").await.sees("共 2 个").sees("题库s（职业道德）：10 题").sees("四种题型（法规）：4 题");
    wang.presses("四种题型").await.sees("编号：kinds").sees("单选 1、多选 1、判断 1、填空 1");
    wang.presses("返回").await.presses("题库s").await.presses("看题").await;
    wang.sees("共 10 题（第 1/2 页）").sees("1. s 第 1 问：程序（s-1）").sees_no("s 第 9 问");
    wang.presses("下一页").await.sees("10. s 第 10 问").sees_no("下一页");
    wang.presses("9. s 第 9 问").await.sees("s/s-9").sees("正确答案：A").sees("停用这道题");
    // Back to the page on which it stands, and all the way up.
    wang.presses("看这个题库的题").await.sees("第 2/2 页").presses("返回").await.sees("编号：s");
    wang.presses("返回").await.sees("共 2 个");
    assert_eq!(wang.messages(), messages + 1, "all of it in one message");
    office.closes().await;
}

#[tokio::test]
async fn questions_are_found_by_words_codes_and_articles() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("/bank 行政许可法第42条")
        .await
        .sees("共 2 题")
        .sees("1. 行政机关应当")
        .sees("四种题型 · single");
    wang.presses("2. 行政机关应当").await.sees("kinds/blank").presses("返回").await;
    wang.sees("查找“行政许可法第42条”：共 2 题");
    wang.presses("搜题").await.sees("请打字发送要找的内容");
    wang.says("S-1").await.sees("查找“S-1”：共 2 题").sees("s-10").sees_no("s-9");
    wang.says("/bank 问： S")
        .await
        .sees("共 10 题（第 1/2 页）")
        .presses("下一页")
        .await
        .sees("10. s 第 10 问");
    wang.presses("10. s 第 10 问").await.presses("返回").await.sees("第 2/2 页");
    // A whole stem is too long for a button, and finds its question all the same.
    wang.presses("搜题").await.says("行政机关应当自受理申请之日起几日内作出行政许可决定？").await;
    wang.sees("共 1 题").presses("1. 行政机关").await.sees("kinds/single");
    wang.says("/bank 没有这样的题").await.sees("没有找到");
    // What was asked for is not waited for any longer.
    wang.presses("搜题").await.presses("返回").await.sees("共 2 个");
    wang.says("会计").await.sees("没有看懂");
    wang.presses("搜题").await.says("答题").await.sees("请选择练习内容");
    office.closes().await;
}

#[tokio::test]
async fn a_question_is_withdrawn_and_restored_from_its_list() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("/bank 不收费").await.presses("1. 行政许可").await.presses("停用这道题").await;
    wang.is_told("已处理").presses("看这个题库的题").await.sees("（judge，已停用）").sees("⏸ 3.");
    wang.presses("返回").await.sees("在用：3 题").sees("停用：1 题").sees_no("判断");
    assert_eq!(office.number("SELECT COUNT(*) FROM question WHERE live").await, 13);
    wang.presses("看题").await.presses("⏸ 3.").await.presses("恢复使用").await;
    wang.presses("看这个题库的题").await.sees("（judge）");
    assert_eq!(office.number("SELECT COUNT(*) FROM question WHERE live").await, 14);
    office.closes().await;
}

#[tokio::test]
async fn a_bank_comes_as_a_workbook_that_reads_the_same() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("/bank").await.presses("四种题型").await.presses("导出").await.sees("请选择格式");
    wang.presses("Excel").await.is_told("正在生成文件").presses("Excel").await;
    goes_on(&office).await;
    let (name, bytes) = newest(&wang);
    assert_eq!(name, "四种题型.xlsx");
    assert_eq!(wang.phone.received().len(), 1, "however often it was tapped");
    let cells = cells(&table::read(&bytes).unwrap());
    for text in ["下列哪些可以设定行政许可？", "会议纪要", "《中华人民共和国行政许可法》第四十二条"]
    {
        assert!(cells.iter().any(|cell| cell == text), "{text} in {cells:?}");
    }
    wang.sees("四种题型：在用的 4 题");
    // Sent back as it is, it changes nothing.
    wang.phone.sends_file(&name, &bytes);
    office.rests().await;
    goes_on(&office).await;
    wang.sees("题库里已经都有了").sees("没有变化 4");
    office.closes().await;
}

#[tokio::test]
async fn a_file_that_never_comes_for_the_storage_fails_is_told() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("/bank").await.presses("四种题型").await.presses("导出").await;
    office.database.raw("UPDATE question_version SET content = '{'").await;
    wang.presses("Excel").await.is_told("正在生成文件");
    for _ in 0..10 {
        wang.sees_no("没有导出成功");
        office.advance(Duration::from_secs(61)).await;
    }
    wang.sees("没有导出成功");
    assert_eq!(office.number("SELECT COUNT(*) FROM job WHERE done_at IS NULL").await, 0);
    office.closes().await;
}

#[tokio::test]
async fn what_a_format_cannot_hold_is_told_with_the_file() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("/bank").await.presses("四种题型").await.presses("导出").await.presses("Aiken").await;
    goes_on(&office).await;
    let (name, bytes) = newest(&wang);
    assert_eq!(name, "四种题型.txt");
    assert!(String::from_utf8(bytes).unwrap().contains("ANSWER: C"));
    wang.sees("整题没有写入").sees("multiple");
    for (format, name) in
        [("无答案", "四种题型-试卷.docx"), ("含答案", "四种题型-试卷及答案.docx"), ("TOML", "四种题型.toml")]
    {
        wang.presses(format).await;
        goes_on(&office).await;
        assert_eq!(newest(&wang).0, name);
    }
    office.closes().await;
}

#[tokio::test]
async fn the_template_comes_and_can_be_sent_back() {
    let office = office().await;
    let wang = office.staff("0003").await;
    wang.says("题库管理").await.presses("下载模板").await.is_told("正在生成文件");
    goes_on(&office).await;
    let (name, bytes) = newest(&wang);
    assert_eq!(name, "题库模板.xlsx");
    assert!(cells(&table::read(&bytes).unwrap()).iter().any(|cell| cell.contains("题干")));
    wang.sees("填好后直接发到这里");
    office.closes().await;
}

#[tokio::test]
async fn pasted_questions_are_shown_before_they_are_loaded() {
    let office = office().await;
    let wang = office.staff("0003").await;
    let one = |n: usize| {
        format!("{n}. 第{n}项经费由哪个部门核定？\nA. 财政部门\nB. 审计部门\nC. 统计部门\n答案：A\n\n")
    };
    let long: String = (1..=40).map(one).collect();
    assert!((1_000..4_096).contains(&long.chars().count()));
    wang.says("/bank").await.presses("导入").await.sees("粘贴成一条消息").sees("不能合成一份");
    wang.says(&long).await.sees("粘贴的题目.txt");
    goes_on(&office).await;
    wang.sees("可以导入 40 题").presses("✅ 导入").await;
    goes_on(&office).await;
    wang.sees("新增 40 题");
    // It was waited for once.
    wang.says(&long).await.sees("这条消息太长了");
    // Where a file comes instead, the next text is no paste.
    wang.says("/bank").await.presses("导入").await;
    wang.phone.sends_file("空.txt", b"");
    office.rests().await;
    goes_on(&office).await;
    wang.says("B").await.sees("没有看懂");
    office.closes().await;
}

#[tokio::test]
async fn who_is_no_administrator_gets_nothing() {
    let office = office().await;
    let (zhang, wang) = (office.staff("0001").await, office.staff("0003").await);
    wang.says("/bank").await.presses("四种题型").await.presses("导出").await;
    let (_, export) = wang.button("Excel").unwrap();
    let bank = export.split('.').nth(2).unwrap().to_owned();
    for text in ["/bank", "题库", "/bank 行政许可"] {
        zhang.says(text).await.sees("只有管理员可以使用");
    }
    assert!(!zhang.menu().contains(&"bank".to_owned()) && wang.menu().contains(&"bank".to_owned()));
    let acts = ["l.0", "a.1", "s", "w.0.行政", "o.1.0.行政", "i", "t"].map(|act| format!("1g.{act}"));
    let of_one =
        ["1g.b", "1g.f", "1g.q"].map(|act| format!("{act}.{bank}{}", if act == "1g.q" { ".0" } else { "" }));
    for data in acts.iter().chain(&of_one).chain([&export]) {
        zhang.taps_data(data).await.is_told("只有管理员").sees("只有管理员可以使用");
    }
    assert_eq!(office.number("SELECT COUNT(*) FROM job").await, 0, "nothing is written for them");
    zhang.says("行政许可").await.sees("没有看懂");
    office.closes().await;
}

#[tokio::test]
async fn a_role_that_ends_ends_what_was_asked_for() {
    let office = office().await;
    let wang = office.staff("0003").await;
    let id = office.id_of("0003").await;
    let revoke = async || {
        let mut tx = office.house.store.begin().await.unwrap();
        let role = baiti::domain::person::Role::Administrator;
        baiti::store::staff::revoke(&mut tx, id, role, None).await.unwrap();
        tx.commit().await.unwrap();
    };
    wang.says("/bank").await.presses("四种题型").await.presses("导出").await;
    wang.presses("Excel").await.is_told("正在生成文件").says("/bank").await.presses("搜题").await;
    revoke().await;
    goes_on(&office).await;
    assert!(wang.phone.received().is_empty(), "the file was not sent any more");
    wang.says("行政许可").await.sees_no("查找");
    office.closes().await;
}

#[tokio::test]
async fn old_buttons_do_no_harm() {
    let office = office().await;
    let wang = office.staff("0003").await;
    // What is shown already is shown again.
    office.expects("message is not modified");
    wang.says("/bank").await;
    for gone in ["1g.b.1", "1g.q.1.0", "1g.f.1", "1g.x.1.xlsx", "1g.a.999", "1g.o.999.0.许可"] {
        wang.taps_data(gone).await.is_told("已过期").sees("共 2 个");
    }
    for far in ["1g.l.99999", "1g.w.99999.许可"] {
        wang.taps_data(far).await.is_told("").sees("1. ");
    }
    for unknown in ["1g.x.1.pdf", "1g.zz", "1g"] {
        wang.taps_data(unknown).await.is_told("已过期");
    }
    assert_eq!(office.number("SELECT COUNT(*) FROM job").await, 0);
    office.closes().await;
}
