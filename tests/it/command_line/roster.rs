//! `baiti staff`, from the first list to the last erasure.

use baiti::{
    domain::lang::Lang,
    store::{account, staff},
};

use super::Office;
use crate::{
    database::TestDatabase,
    fake_telegram::{BOT_NAME, FakeTelegram},
};

const LIST: &str = "工号,姓名,单位,出生年月,手机号,职务,角色\n\
                    0001,张三,市财政局/预算股,1985-06,13800138000,科员,管理员\n\
                    0002,李四,市财政局/国库股,1990-01,,,领导\n\
                    0003,王五,市财政局/预算股,,,,\n";

async fn office() -> Office {
    let office = Office::new().await;
    office.file("list.csv", LIST);
    office.baiti("staff load list.csv --yes").well().sees(&["新增 3 人"]);
    office
}

async fn actions(office: &Office) -> Vec<String> {
    TestDatabase::texts(&office.place(), "SELECT action || ' ' || detail FROM audit ORDER BY id").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_loaded_after_it_was_shown() {
    let office = Office::new().await;
    office.file("list.csv", LIST);
    office.baiti("staff list").well().sees(&["花名册是空的"]);
    office.baiti("staff load list.csv --dry-run").well().sees(&["新增 3 人", "没有导入"]);
    office.baiti("staff load list.csv").refuses(&["--yes", "没有改动"]);
    office.baiti("staff load list.csv -y").well().sees(&["已导入：新增 3 人"]);
    office.baiti("staff load list.csv -y").well().sees(&["不变 3 人", "没有变化"]);
    let told = office.baiti("staff list").well();
    told.sees(&["0001  张三  市财政局/预算股  管理员", "领导（市财政局/国库股）", "在册 3 人，已绑定 0 人"]);
    let csv = office.baiti("staff list --csv").well().out;
    assert!(csv.starts_with("\u{feff}工号,姓名,单位,") && csv.lines().count() == 4, "{csv}");
    office.baiti("staff list --format xlsx -o 名单.xlsx").well().sees(&["名单.xlsx：3 人"]);
    office.baiti("staff load 名单.xlsx -y").well().sees(&["没有变化"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_rows_are_told_and_refused_or_skipped() {
    let office = office().await;
    let bad = LIST.replace("1985-06", "1990-13").replace("0003,王五", "0003,").replace("李四", "李四光");
    office.file("bad.csv", bad);
    let told = office.baiti("staff load bad.csv --yes").refuses(&["2 处错误", "一个人也没有", "--skip-bad"]);
    told.sees(&["bad.csv 第2行 D列（出生年月）：“1990-13”", "bad.csv 第4行 B列（姓名）"]);
    office.baiti("staff list").well().misses("李四光");
    let told = office.baiti("staff load bad.csv --skip-bad --deactivate-missing --yes").well();
    told.sees(&["李四光（0002）：姓名 李四 → 李四光", "这些行跳过", "变更 1 人", "名单中没有的 0 人"]);
    office.baiti("staff list").well().sees(&["李四光", "张三", "王五", "在册 3 人"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_birth_that_may_be_two_is_asked_back_and_stays_as_it_stands() {
    let office = office().await;
    office.file("list.csv", LIST.replace("1985-06", "1990.1").replace("王五", "王五一"));
    let told = office.baiti("staff load list.csv --yes").well();
    told.sees(&[
        "问回：list.csv 第2行 D列（出生年月）：“1990.1”可能是1月也可能是10月，请把这一格设为文本，写成 1990.01 或 1990.10",
        "以上 1 人的出生年月要核对",
        "变更 1 人，不变 2 人",
        "已导入：新增 0 人，变更 1 人",
    ]);
    let csv = office.baiti("staff list --csv").well().out;
    assert!(csv.contains("0001,张三,市财政局/预算股,1985-06,"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_without_numbers_is_matched_by_name_and_unit() {
    let office = office().await;
    office.file(
        "list.csv",
        "姓名,单位,职务\n张三,预算股,主任科员\n李四,市财政局/办公室,科长\n赵六,预算股,科员\n",
    );
    let told = office.baiti("staff load list.csv --deactivate-missing --yes").well();
    told.sees(&[
        "第2行 张三：按姓名和单位对应到 0001",
        "待定：第3行 李四（市财政局/办公室）：单位不同，是调动还是重名？请补上工号。可能是：0002 李四（市财政局/国库股）",
        "待定：第4行 赵六（预算股）：花名册上没有这个人。新职工要有工号才能导入，请补上工号",
        "以上待定的 2 人不导入",
        "张三（0001）：职务 科员 → 主任科员",
        "新增 0 人，变更 1 人，不变 0 人，名单中没有的 1 人：王五（0003）",
    ]);
    office.baiti("staff list").well().sees(&["0001  张三  市财政局/预算股", "0002  李四  市财政局/国库股"]);
    office.file("list.csv", "姓名,单位\n赵六,预算股\n");
    office.baiti("staff load list.csv --yes").refuses(&["没有一个人能确定是谁"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_lists_are_refused() {
    let office = Office::new().await;
    office.file("empty.csv", "");
    office.file("notes.csv", "今天,开会\n");
    office.file("binary.xlsx", [0x50, 0x4b, 0x03, 0x04, 0xff, 0xff]);
    std::fs::File::create(office.path("huge.csv")).unwrap().set_len(50 << 20).unwrap();
    for (file, told) in [
        ("empty.csv", "empty.csv"),
        ("notes.csv", "没有找到 工号、姓名、单位 列"),
        ("binary.xlsx", "binary.xlsx"),
        ("huge.csv", "超过 20 MB"),
        ("none.csv", "没有这个文件"),
        (".", "不是文件"),
    ] {
        office.baiti(&format!("staff load {file} --yes")).refuses(&[told]);
    }
    office.baiti("staff list").well().sees(&["花名册是空的"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_vanishes_stays_until_it_is_asked_for() {
    let office = office().await;
    let moved =
        LIST.lines().take(3).collect::<Vec<_>>().join("\n").replace("国库股", "办公室").replace("管理员", "");
    office.file("list.csv", moved);
    let told = office.baiti("staff load list.csv --yes").well();
    told.sees(&["名单中没有的 1 人：王五（0003）", "--deactivate-missing"]);
    office.baiti("staff list").well().sees(&["在册 3 人", "市财政局/办公室"]);
    office.baiti("staff load list.csv --deactivate-missing --yes").well().sees(&["将停用"]);
    office.baiti("staff list").well().sees(&["在册 2 人", "停用"]);
    office.file("list.csv", LIST);
    office.baiti("staff load list.csv --yes").well().sees(&["王五（0003）：恢复"]);
    let actions = actions(&office).await;
    for expected in [
        "staff-add 市财政局/预算股",
        "role-grant leader 市财政局/国库股",
        "unit 市财政局/国库股 → 市财政局/办公室",
        "role-revoke administrator",
        "deactivate not in the roster",
        "activate in the roster again",
    ] {
        assert!(actions.iter().any(|action| action == expected), "{expected}: {actions:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_made_up_person_goes_when_real_people_come() {
    let office = Office::new().await;
    office.baiti_hears("chat", "quit\n").well().sees(&["张明"]);
    office.file("list.csv", LIST);
    // 0001 is the made-up owner's number too: a real person must not inherit that.
    office.baiti("staff load list.csv --yes").well().sees(&["新增 3 人"]);
    office.baiti("staff list").well().misses("张明").misses("所有者");
    office.baiti("chat").refuses(&["--as"]);
    office.baiti_hears("chat --as 0003", "quit\n").well().sees(&["王五"]);
    office.baiti("chat --as 9999").refuses(&["9999", "baiti staff list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_person_with_another_number_is_retired() {
    let office = Office::new().await;
    office.baiti_hears("chat", "quit\n").well();
    office.file("list.csv", LIST.replace("0001,张三", "0009,张三"));
    office.baiti("staff load list.csv --yes").well().sees(&["示范职工已停用"]);
    office.baiti("staff list").well().misses("张明");
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_are_written_for_machines() {
    let office = office().await;
    office.baiti("staff invite --format csv").refuses(&["TELOXIDE_TOKEN", "--bot"]);
    let first = office.baiti("staff invite --format csv --bot @office_bot").well().out;
    let lines: Vec<&str> = first.lines().collect();
    assert_eq!((lines[0], lines.len()), ("工号,姓名,链接", 4), "{first}");
    let token = |line: &str| line.split_once("https://t.me/office_bot?start=").unwrap().1.to_owned();
    let tokens: std::collections::HashSet<String> = lines[1..].iter().map(|line| token(line)).collect();
    assert_eq!(tokens.len(), 3);
    assert!(tokens.iter().all(|token| token.len() == 22), "128 bits each");
    let told = office.baiti("staff invite 0001 --format csv --bot office_bot").refuses(&[
        "张三（0001）",
        "作废",
        "--yes",
    ]);
    assert_eq!(told.out, "");
    let again = office.baiti("staff invite 0001 --format csv --bot office_bot --yes").well().out;
    assert_eq!(again.lines().count(), 2);
    let store = office.store().await;
    let mut tx = store.read().await.unwrap();
    let known = |token: String| baiti::chat::house::token_hash(&token);
    let old = baiti::store::invitation::find(
        &mut tx,
        &known(token(first.lines().find(|line| line.starts_with("0001")).unwrap())),
    )
    .await
    .unwrap();
    let new =
        baiti::store::invitation::find(&mut tx, &known(token(again.lines().nth(1).unwrap()))).await.unwrap();
    assert!(old.is_none() && new.is_some(), "only the new one holds");
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_are_files_like_passwords() {
    let mut office = office().await;
    let fake = FakeTelegram::start().await;
    office.meets(&fake);
    office.set("BAITI_TIMEZONE", "Asia/Shanghai");
    let told = office.baiti("staff invite 0001 0002 -o cards.html").well();
    told.sees(&["为 2 人", "cards.html", "密码"]);
    let page = office.text("cards.html");
    assert_eq!(page.matches("<svg").count(), 2);
    assert!(!page.contains(BOT_NAME), "the link stands in the code only");
    office.baiti("staff invite 0003 --format xlsx").well();
    let files: Vec<String> = office
        .path(".")
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    let book = files.iter().find(|name| name.starts_with("邀请-")).unwrap();
    for name in ["cards.html", book] {
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&office.path(name).metadata().unwrap().permissions())
                & 0o777,
            0o600
        );
        assert!(office.path(name).exists());
    }
    office.baiti("staff invite 0003 8888 9999").refuses(&["8888、9999", "没有生成"]);
    office.baiti("staff invite 0003 -o cards.html").refuses(&["cards.html 已经存在", "--yes"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_away_is_told() {
    let mut office = office().await;
    office.set("TELOXIDE_TOKEN", "42:FAKE-token_for-tests").set("TELOXIDE_API_URL", "http://127.0.0.1:9");
    office.baiti("staff invite").refuses(&["网络故障", "--bot"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_and_taken_and_noted() {
    let office = office().await;
    office.baiti("staff role 0003 监考").well().sees(&["王五（0003，市财政局/预算股） 现在是监考"]);
    office.baiti("staff role 0003 proctor").well().sees(&["没有变化"]);
    office.baiti("staff role 0003 leader").well().sees(&["领导（市财政局/预算股）"]);
    office.baiti("staff role 0003 leader --unit 市财政局").well();
    office.baiti("staff role 0003 leader --unit 没有这个局").refuses(&["没有单位 没有这个局"]);
    office.baiti("staff role 0003 proctor --unit 市财政局").refuses(&["--unit"]);
    office.baiti("staff role 0003 leader --revoke").well();
    office.baiti("staff list").well().sees(&["王五  市财政局/预算股  监考 "]);
    office.baiti("staff role 0003 leader --revoke").refuses(&["不是领导"]);
    office.baiti("staff role 0003 staff").refuses(&["都是职工"]);
    office.baiti("staff role 9999 proctor").refuses(&["9999"]);
    office.baiti("staff role 0003 班长").ends(2);
    assert!(actions(&office).await.contains(&"role-grant leader 市财政局".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_keeps_an_owner() {
    let office = office().await;
    office.baiti("staff role 0001 owner").well();
    office.baiti("staff role 0001 owner --revoke").refuses(&["唯一的所有者", "baiti staff role"]);
    office.baiti("staff erase 0001 --yes").refuses(&["唯一的所有者"]);
    office.file(
        "list.csv",
        LIST.lines().filter(|line| !line.starts_with("0001")).collect::<Vec<_>>().join("\n"),
    );
    let told = office.baiti("staff load list.csv --deactivate-missing --yes").well();
    told.sees(&["张三（0001） 是所有者，没有停用"]);
    office.baiti("staff role 0002 owner").well();
    office.baiti("staff role 0001 owner --revoke").well();
    office.baiti("staff list").well().sees(&["李四  市财政局/国库股  所有者"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_leaves_only_counts() {
    let office = office().await;
    office.baiti("staff erase 0002").refuses(&["--yes"]).sees(&["抹去", "保留：作答和积分"]);
    office.baiti("staff list").well().sees(&["李四"]);
    office.baiti("staff erase 0002 --yes").well().sees(&["已注销", "备份"]);
    office.baiti("staff list").well().misses("李四").sees(&["在册 2 人"]);
    office.baiti("staff erase 0002 --yes").refuses(&["0002"]);
    let actions = actions(&office).await;
    assert!(
        actions.contains(&"erase ".to_owned()) && !actions.iter().any(|action| action.contains("国库股")),
        "{actions:?}"
    );
}

/// Binds a person to an account on Telegram.
async fn bind(office: &Office, staff_no: &str) {
    let store = office.store().await;
    let mut tx = store.begin().await.unwrap();
    let member = staff::by_no(&mut tx, staff_no).await.unwrap().unwrap();
    account::bind(&mut tx, "telegram", 71, member.id, Lang::Zh, 1).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_person_can_be_bound_anew() {
    let office = office().await;
    office.baiti("staff release 0003").refuses(&["还没有绑定"]);
    // A talk in a terminal binds no account on Telegram.
    office.baiti_hears("chat --as 0003", "quit\n").well();
    office.baiti("staff list").well().sees(&["在册 3 人，已绑定 0 人"]);
    office.baiti("staff invite --bot office_bot --format csv").well().sees(&["0003"]);
    bind(&office, "0003").await;
    office.baiti("staff list").well().sees(&["在册 3 人，已绑定 1 人"]);
    let told = office.baiti("staff invite 0003 --bot office_bot --format csv").refuses(&["已经绑定", "换绑"]);
    assert_eq!(told.out, "");
    office.baiti("staff release 0003").well().sees(&["baiti staff invite 0003"]);
    office.baiti("staff list").well().sees(&["已绑定 0 人"]);
    office.baiti("staff invite 0003 --bot office_bot --format csv --yes").well();
}
