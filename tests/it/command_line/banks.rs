//! `baiti bank`, from the first check to the export.

use baiti::{
    clock::{Clock as _, SystemClock},
    store::{copy, response},
};

use super::Office;

const BANK: &str = r#"format = 1
id = "ethics-test"
title = "职业道德小测"
topic = "ethics"

[[question]]
id = "q1"
kind = "judge"
stem = "拾金不昧是美德。"
key = false
explanation = "先写错，后改正。"
source = "《公民道德建设实施纲要》第一条"

[[question]]
id = "q2"
kind = "single"
stem = "下列哪一项属于文明用语？"
options = ["请稍等", "急什么"]
key = "A"
explanation = "说请。"
source = "《预算法》第十四条"
"#;

/// An office that has loaded the bank above.
async fn office() -> Office {
    let office = Office::new().await;
    office.file("bank.toml", BANK);
    office.baiti("bank load bank.toml --yes").well().sees(&["新增 2 题", "已导入 1 个题库，共 2 道题"]);
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_tells_everything_and_touches_no_database() {
    let office = Office::with_a_file();
    let told = office.baiti("bank check").well();
    assert!(told.out.trim_end().ends_with("0 个错误，0 个警告"), "{}", told.out);
    office.file("bank.toml", BANK);
    office.baiti("bank check bank.toml").well().sees(&["1 个题库，2 道题，0 个错误"]);
    office.file("wrong.toml", BANK.replace("key = \"A\"", "key = \"C\""));
    let told = office.baiti("bank check bank.toml wrong.toml").ends(1);
    told.sees(&["wrong.toml:19", "错误", "q2", "1 个题库，2 道题"]);
    assert!(!office.path("data").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_of_banks_is_checked_if_it_is_there() {
    let office = Office::with_a_file();
    std::fs::create_dir(office.path("question_banks")).unwrap();
    office.file("question_banks/own.toml", BANK);
    office.baiti("bank check").well().sees(&["1 个题库，2 道题"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_banks_are_told_and_nothing_is_loaded() {
    let office = Office::with_a_file();
    office.file("binary.toml", [0xff, 0xfe, 0x00, 0x01, 0x80]);
    let huge = std::fs::File::create(office.path("huge.toml")).unwrap();
    huge.set_len(50 << 20).unwrap();
    std::fs::create_dir(office.path("empty")).unwrap();
    for (path, told) in [
        ("binary.toml", "binary.toml"),
        ("huge.toml", "文件超过 20 MB"),
        ("none.toml", "找不到"),
        ("empty", "没有题库文件"),
        ("no/folder", "不是题库文件"),
    ] {
        office.baiti(&format!("bank check {path}")).ends(1).sees(&[told, "0 个题库"]);
        office.baiti(&format!("bank load {path} --yes")).refuses(&["1 个错误", "没有导入"]).sees(&[told]);
    }
    office.file("bank.toml", BANK);
    office.baiti("bank load bank.toml binary.toml --yes").refuses(&["没有导入"]);
    assert!(!office.path("data").exists(), "all or nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_is_shown_first_and_asks() {
    let office = Office::new().await;
    office.file("bank.toml", BANK);
    office.baiti("bank load bank.toml --dry-run").well().sees(&["新增 2 题", "没有导入"]);
    office.baiti("bank load bank.toml").refuses(&["--yes", "没有改动"]).sees(&["新增 2 题"]);
    office.baiti("bank list").well().sees(&["还没有题库"]);
    office.baiti("bank load bank.toml -y").well();
    office.baiti("bank load bank.toml -y").well().sees(&["不变 2 题", "没有变化"]);
    office.baiti("bank list").well().sees(&["编号", "ethics-test  职业道德小测  职业道德  2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_named_and_what_vanishes_is_withdrawn() {
    let office = office().await;
    let changed = BANK.replace("职业道德小测", "新名称").replace("说请。", "请字当头。");
    let without_the_first = format!(
        "{}{}",
        &changed[..changed.find("[[question]]").unwrap()],
        &changed[changed.rfind("[[question]]").unwrap()..]
    );
    office.file("bank.toml", without_the_first);
    let told = office.baiti("bank load bank.toml --yes").well();
    told.sees(&["修改 q2（解析）", "停用 q1（文件里已经没有这道题）", "名称 职业道德小测 → 新名称"]);
    office.baiti("bank list").well().sees(&["新名称  职业道德  1     1"]);
    office.file("bank.toml", BANK);
    office.baiti("bank load bank.toml --yes").well().sees(&["恢复 1 题"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_of_another_bank_is_warned_about() {
    let office = office().await;
    office.file(
        "other.toml",
        BANK.replace("ethics-test", "other").replace("拾金不昧是美德。", "拾金不昧，是美德"),
    );
    let told = office.baiti("bank load other.toml --dry-run").well();
    told.sees(&["other.toml:6: 警告：题目 q1 与数据库里的 ethics-test/q1 题干相同"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_found_by_their_source() {
    let office = office().await;
    let told = office.baiti("bank list --source 预算法").well();
    told.sees(&["ethics-test", "q2", "《预算法》第十四条", "下列哪一项", "共 1 道题"]).misses("q1");
    office.baiti("bank list --source 宪法").well().sees(&["没有依据里含“宪法”的题目"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn laws_are_listed_with_their_articles() {
    let office = office().await;
    let told = office.baiti("bank list --source").well();
    told.sees(&[
        "条文  题数  停用",
        "公民道德建设实施纲要  1     1",
        "预算法                1     1",
        "共 2 部",
    ]);
    office.baiti("bank list --source 预算法第十四条").well().sees(&["ethics-test/q2"]);
    office.baiti("bank list --source 预算法第四条").well().sees(&["没有依据里含“预算法第四条”的题目"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_of_an_amended_law_are_withdrawn_together() {
    let office = office().await;
    office.baiti("bank withdraw").ends(2);
    office.baiti("bank withdraw ethics-test/q7 --yes").refuses(&["没有题目 ethics-test/q7"]);
    office.baiti("bank withdraw --source 预算法").refuses(&["停用这 1 道题吗", "--yes"]);
    office.baiti("bank list").well().sees(&["职业道德小测  职业道德  2     0"]);
    let told = office.baiti("bank withdraw --source 预算法 --reason 预算法已修改 --yes").well();
    told.sees(&["ethics-test/q2", "已停用 1 道题"]).misses("q1");
    office.baiti("bank list").well().sees(&["职业道德小测  职业道德  1     1"]);
    office.baiti("bank withdraw --source 预算法 --yes").well().sees(&["没有可以停用的题目"]);
    office.baiti("bank restore ethics-test/q2 --yes").well().sees(&["已恢复 1 道题"]);
    office.baiti("bank list").well().sees(&["职业道德小测  职业道德  2     0"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_can_be_checked_and_loaded_again() {
    let office = office().await;
    office.file("bank.toml", BANK.replace("[[question]]\nid = \"q1\"", "[[question]]\nid = \"q9\""));
    office.baiti("bank load bank.toml --yes").well();
    office.baiti("bank export ethics-test -o out.toml").well().sees(&["2 道题，停用 1 道"]);
    assert!(office.text("out.toml").contains("[[retired]]\nid = \"q1\""));
    office.baiti("bank check out.toml").well().sees(&["1 个题库，2 道题，0 个错误"]);
    office.baiti("bank load out.toml --yes").well().sees(&["没有变化"]);
    assert_eq!(office.baiti("bank export ethics-test").well().out, office.text("out.toml"));
    office.file("out.toml", "mine");
    office.baiti("bank export ethics-test -o out.toml").refuses(&["已经存在", "--yes"]);
    assert_eq!(office.text("out.toml"), "mine");
    office.baiti("bank export ethics-test -o out.toml --yes").well();
    office.baiti("bank export nobody").refuses(&["nobody", "baiti bank list"]);
    office.baiti("bank export ethics-test -o no/such/folder.toml").refuses(&["没有这个文件或文件夹"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_goes_out_in_every_format() {
    let office = office().await;
    for (name, told) in [
        ("out.xlsx", "2 道题。"),
        ("out.csv", "2 道题。"),
        ("out.json", "2 道题。"),
        ("out.gift", "2 道题。"),
        ("out.xml", "2 道题。"),
        ("out.docx", "2 道题。"),
    ] {
        office.baiti(&format!("bank export ethics-test -o {name}")).well().sees(&[name, told]);
    }
    office.baiti("bank export ethics-test --format xlsx").well().sees(&["ethics-test.xlsx"]);
    office.baiti("bank export ethics-test --format paper-key").well().sees(&["ethics-test-试卷及答案.docx"]);
    assert!(office.baiti("bank export ethics-test --format csv").well().out.contains("编号,题型,题干"));
    office.baiti("bank export ethics-test -o out.pdf").refuses(&["--format", "paper-key"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_template_is_a_workbook() {
    let office = Office::with_a_file();
    office.baiti("bank template").well().sees(&["题库模板.xlsx", "baiti bank load"]);
    office.baiti("bank template -o 模板.csv").refuses(&[".xlsx"]);
    assert!(office.path("题库模板.xlsx").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_key_marks_again_at_once() {
    let office = office().await;
    // The first topic, the shortest round, the first option, on; what is true counts as wrong.
    let typed = "答题\n1\n1\n1\n1\n1\n1\nquit\n";
    office.baiti_hears("chat", typed).well().sees(&["拾金不昧是美德。"]);
    let store = office.store().await;
    let answered = response::staff(&mut store.read().await.unwrap()).await.unwrap();
    assert_eq!(answered.len(), 1, "nobody answered");
    store.close().await;
    office.file("bank.toml", BANK.replace("key = false", "key = true"));
    let told = office.baiti("bank load bank.toml --yes").well();
    told.sees(&["修改 q1（答案；以前的作答将重新判分）", "已按新的答案重新判分 1 道题"]);
    office.baiti("rebuild").well().sees(&["已重新计算 1 人，其中 0 人与原来不同"]);
    // Marked again, it tells the person when the chat is opened the next time.
    office.baiti_hears("chat", "quit\n").well().sees(&["重新判分"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_bot_is_left_to_mark_again() {
    let office = office().await;
    let store = office.store().await;
    let mut tx = store.begin().await.unwrap();
    copy::beat(&mut tx, "another", SystemClock.now().0).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    office.file("bank.toml", BANK.replace("key = false", "key = true"));
    office.baiti("bank load bank.toml --yes").well().sees(&["程序正在运行"]).misses("已按新的答案");
}
