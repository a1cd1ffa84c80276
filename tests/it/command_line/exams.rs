//! `baiti exam`, from the sample file to the proof.

mod proof;
mod results;

use std::{fmt::Write as _, time::Duration};

use baiti::{
    chat::incoming::Channel,
    clock::{Clock as _, SystemClock, Timestamp},
    domain::{calendar, lang::Lang},
    store::{account, exam, outbox, staff},
};

use super::Office;
use crate::database::TestDatabase;

const PEOPLE: &str = "工号,姓名,单位,出生年月\n\
    0001,张三,市财政局/预算股,1990-05-01\n\
    0002,李四,市财政局/预算股,1980-03\n\
    0003,王五,市财政局/国库股,\n\
    0004,赵六,市财政局/国库股,1986-12\n";

/// A bank of statements, half of them true, and some questions with options.
fn bank() -> String {
    let mut text = "format = 1\nid = \"ethics-exam\"\ntitle = \"职业道德\"\ntopic = \"ethics\"\n".to_owned();
    for (n, stem) in
        ["拾金不昧", "廉洁奉公", "公车私用", "收受礼金", "首问负责", "弄虚作假"].iter().enumerate()
    {
        let key = n % 2 == 0;
        write!(
            text,
            "\n[[question]]\nid = \"j{n}\"\nkind = \"judge\"\nstem = \"{stem}是应当的。\"\nkey = {key}\n"
        )
        .unwrap();
    }
    for (n, stem) in ["接电话先说什么？", "群众来访怎么办？", "迟到了应当如何？"].iter().enumerate()
    {
        let options = r#"["甲种做法", "乙种做法", "丙种做法"]"#;
        write!(text, "\n[[question]]\nid = \"s{n}\"\nkind = \"single\"\nstem = \"{stem}\"\noptions = {options}\nkey = \"B\"\n").unwrap();
    }
    text
}

fn local(moment: Timestamp) -> String {
    calendar::local(moment, chrono_tz::Asia::Shanghai).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// An exam that opens at this moment, and is open for two hours.
fn exam_at(opens: Timestamp) -> String {
    let closes = opens.plus(Duration::from_hours(2));
    format!(
        "format = 1\nid = \"ethics-2026\"\ntitle = \"职业道德考试\"\npreset = \"two-tracks\"\n\
         opens = \"{}\"\ncloses = \"{}\"\nminutes = 60\nages_on = 2026-12-20\n\n\
         [[paper]]\nbank = \"ethics-exam\"\nkind = \"judge\"\nnumber = 4\nmarks = 10\n\n\
         [[paper]]\ntopic = \"ethics\"\nkind = \"single\"\nnumber = 3\nmarks = 20\n",
        local(opens),
        local(closes)
    )
}

fn tomorrow() -> Timestamp {
    SystemClock.now().plus(Duration::from_hours(24))
}

/// Leaves out those whose track can't be told.
const SOUND: &str = "\n[who]\nexcept = [\"0003\", \"0004\"]\n";

/// An office with people and questions.
async fn office() -> Office {
    let office = Office::new().await;
    office.file("people.csv", PEOPLE);
    office.baiti("staff load people.csv -y").well();
    office.file("bank.toml", bank());
    office.baiti("bank load bank.toml -y").well();
    office
}

/// The same with an exam that is a draft.
async fn with_draft(opens: Timestamp) -> Office {
    let office = office().await;
    office.file("exam.toml", exam_at(opens) + SOUND);
    office.baiti("exam load exam.toml -y").well();
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_written_checked_and_loaded() {
    let office = Office::new().await;
    office.baiti("exam list").well().sees(&["还没有考试", "baiti exam template"]);
    office.baiti("exam template").well().sees(&["考试.toml", "baiti exam check"]);
    office.baiti("exam template").refuses(&["已经存在"]);
    office.baiti("bank load -y").well();
    office.file("people.csv", PEOPLE);
    office.baiti("staff load people.csv -y").well();
    let told = office.baiti("exam check 考试.toml").ends(1);
    told.sees(&["年度法规考试（2026-year-end）", "合计 70 题，满分 100 分", "1 人缺出生年月"])
        .misses("没有编号");
    office.baiti("exam load 考试.toml -y").well().sees(&["已存为草稿"]);
    office.baiti("exam list").well().sees(&["2026-year-end", "年度法规考试", "草稿"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_names_all_that_is_in_the_way() {
    let office = office().await;
    let text = exam_at(tomorrow())
        .replace("number = 4", "number = 40")
        .replace("minutes", "proctors = [\"0088\"]\nminutes");
    office.file("exam.toml", text + "\n[who]\nunits = [\"市财政局\", \"市教育局\"]\npeople = [\"0099\"]\n");
    let told = office.baiti("exam check exam.toml").ends(1);
    told.sees(&[
        "✗ 第 1 段要抽 40 题，题库里只有 6 题符合",
        "✗ 1 人缺出生年月，分不了场：0003 王五（市财政局/国库股）",
        "✗ 1 人在 2026-12-20 的年龄要看生日是哪一天，花名册里只有年月：0004 赵六（市财政局/国库股）",
        "✗ 花名册里没有这些单位或工号：市教育局、0099、0088",
        "参加：2 人（闭卷 1 人，开卷 1 人）",
        "提示：2 人还没有绑定账号",
        "baiti staff invite",
        "还不能发布",
    ]);
    office.file("exam.toml", exam_at(tomorrow()).replace("ethics-exam", "nothing"));
    office.baiti("exam check exam.toml").ends(1).sees(&["第 1 段：没有编号为 nothing 的题库"]);
    office.file("exam.toml", exam_at(tomorrow()).replace("two-tracks", "闭卷"));
    office
        .baiti("exam check exam.toml")
        .refuses(&["1 处错误"])
        .sees(&["exam.toml:4: 错误", "preset = \"closed\""]);
    office.baiti("exam check nobody").refuses(&["没有编号为 nobody 的考试"]);
    office.baiti("exam check").well().sees(&["没有草稿"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_is_shown_first_and_changes_drafts_only() {
    let office = office().await;
    office.file("exam.toml", exam_at(tomorrow()) + SOUND);
    office.baiti("exam load exam.toml --dry-run").well().sees(&["✓ 可以发布", "没有导入"]);
    office.baiti("exam load exam.toml").refuses(&["存为草稿吗", "--yes"]);
    office.baiti("exam list").well().sees(&["还没有考试"]);
    office.baiti("exam load exam.toml -y").well().sees(&["已存为草稿 ethics-2026"]);
    office.baiti("exam load exam.toml -y").well().sees(&["与现在的草稿相同"]);
    office.file("exam.toml", exam_at(tomorrow()).replace("minutes = 60", "minutes = 45") + SOUND);
    office.baiti("exam load exam.toml -y").well().sees(&["已修改草稿", "限时 45 分钟"]);
    office.baiti("exam check").well().sees(&["ethics-2026", "✓ 可以发布"]);
    office.baiti("exam publish ethics-2026 -y").well();
    office.baiti("exam load exam.toml -y").refuses(&["已发布，不能修改", "baiti exam take-back ethics-2026"]);
    let audited = "SELECT action FROM audit WHERE subject = 'exam ethics-2026' ORDER BY id";
    assert_eq!(TestDatabase::texts(&office.place(), audited).await, ["add", "change", "publish"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_can_be_loaded_again() {
    let office = with_draft(tomorrow()).await;
    office.baiti("exam export ethics-2026 -o out.toml").well().sees(&["已写到 out.toml"]);
    assert_eq!(office.baiti("exam export ethics-2026").well().out, office.text("out.toml"));
    office.baiti("exam load out.toml -y").well().sees(&["与现在的草稿相同"]);
    office.baiti("exam export nobody").refuses(&["没有编号为 nobody 的考试"]);
}

/// How many messages wait to be sent.
async fn waiting(office: &Office) -> i64 {
    let store = office.store().await;
    let waiting = outbox::count_open(&mut store.read().await.unwrap()).await.unwrap();
    store.close().await;
    waiting
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_when_it_is_published_taken_back_and_called_off() {
    let office = with_draft(tomorrow()).await;
    let store = office.store().await;
    let mut tx = store.begin().await.unwrap();
    let zhang = staff::by_no(&mut tx, "0001").await.unwrap().unwrap();
    account::bind(&mut tx, Channel::Telegram.word(), 7, zhang.id, Lang::Zh, 0).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    office.baiti("exam publish ethics-2026").refuses(&["发布并通知这 2 人吗", "--yes"]);
    office.baiti("exam publish ethics-2026 -y").well().sees(&["提示：1 人还没有绑定账号", "已发布"]);
    assert_eq!(waiting(&office).await, 1);
    office.baiti("exam publish ethics-2026 -y").refuses(&["已发布，不能发布"]);
    office.baiti("exam show ethics-2026").well().sees(&["状态：已发布", "闭卷  1", "开卷  1"]);
    office.baiti("exam take-back ethics-2026 -y").well().sees(&["已撤回", "草稿"]);
    assert_eq!(waiting(&office).await, 2);
    office.baiti("exam take-back ethics-2026 -y").refuses(&["草稿可以直接修改"]);
    office.baiti("exam publish ethics-2026 -y").well();
    office.baiti("exam cancel ethics-2026 --reason 题目要改 -y").well().sees(&["已取消"]);
    assert_eq!(waiting(&office).await, 4);
    office.baiti("exam cancel ethics-2026 --reason 再来 -y").refuses(&["已取消，不能取消"]);
    office.baiti("exam list").well().sees(&["已取消"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_sound_or_past_is_not_published() {
    let office = office().await;
    office.file("exam.toml", exam_at(tomorrow()));
    office.baiti("exam load exam.toml -y").well().sees(&["✗ 1 人缺出生年月"]);
    office.baiti("exam publish ethics-2026 -y").refuses(&["还不能发布，没有改动"]);
    let yesterday = SystemClock.now().minus(Duration::from_hours(24));
    office.file("exam.toml", exam_at(yesterday) + SOUND);
    office.baiti("exam load exam.toml -y").well().sees(&["✗ 结束时间已经过了"]);
    office.baiti("exam publish ethics-2026 -y").refuses(&["还不能发布"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_tells_what_is_odd_and_changes_nothing() {
    let office = with_draft(tomorrow()).await;
    // The same questions once more; two options differ by a mark only.
    let twins = bank().replace("ethics-exam", "ethics-twin").replace("\"丙种做法\"", "\"乙种、做法\"");
    office.file("twin.toml", twins);
    office.baiti("bank load twin.toml -y").well();
    let told = office.baiti("exam rehearse ethics-2026 --people 9").well();
    told.sees(&[
        "不改动任何数据",
        "模拟了 2 人，每份试卷 7 题",
        "作答（每点一次）",
        "可疑：ethics-twin/s0 有两个选项文字相同",
        "核对无误",
    ]);
    let store = office.store().await;
    let mut tx = store.read().await.unwrap();
    let row = exam::by_code(&mut tx, "ethics-2026").await.unwrap().unwrap();
    assert!(row.pools.is_none(), "still a draft");
    drop(tx);
    store.close().await;
    assert_eq!(waiting(&office).await, 0);
    let left = |folder: std::path::PathBuf| {
        std::fs::read_dir(folder).map_or(0, |files| {
            files
                .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains(".part"))
                .count()
        })
    };
    assert_eq!(left(office.path("data")), 0, "the copy is gone");
    office.baiti("exam rehearse nobody").refuses(&["没有编号为 nobody 的考试"]);
}
