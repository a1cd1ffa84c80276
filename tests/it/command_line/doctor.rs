//! `baiti doctor`: a line each, and an exit code for machines.

use super::Office;
use crate::fake_telegram::{BOT_NAME, FakeTelegram};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_is_well_enough() {
    let office = Office::with_a_file();
    let told = office.baiti("doctor").well();
    let told = told.sees(&["! 没有令牌", "@BotFather", "! 还没有数据库", "✓ 时区 Asia/Shanghai", "磁盘"]);
    assert!(told.out.lines().all(|line| line.starts_with(['✓', '!'])), "{}", told.out);
    assert!(told.out.contains("中文字体"), "{}", told.out);
    assert!(!office.path("data").exists(), "a doctor changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_office_is_looked_through() {
    let mut office = Office::new().await;
    let fake = FakeTelegram::start().await;
    office.meets(&fake);
    office.file("list.csv", "工号,姓名,单位\n0001,张三,市财政局\n");
    office.baiti("migrate").well();
    office.baiti("doctor").well().sees(&["! 花名册是空的", "! 还没有所有者", "! 没有可以答的题"]);
    office.baiti("staff load list.csv --yes").well();
    office.baiti("staff role 0001 owner").well();
    office.baiti("bank load --yes").well();
    let told = office.baiti("doctor").well();
    told.sees(&[
        &format!("✓ 令牌有效，服务器有应答：@{BOT_NAME}"),
        "✓ 用轮询接收消息",
        "，与服务器一致",
        "✓ 数据库可以写入",
        "✓ 花名册有 1 人",
        "✓ 所有者 1 人",
        "✓ 题库 38 个",
        "✓ 没有正在运行的程序",
        "✓ 待处理的消息 0 条",
        "✓ 没有失败的后台任务",
    ]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_compared_with_the_settings() {
    let mut office = Office::new().await;
    let fake = FakeTelegram::start().await;
    office.meets(&fake);
    office
        .set("BAITI_WEBHOOK_URL", "http://127.0.0.1:1/hook")
        .set("BAITI_WEBHOOK_LISTEN", "127.0.0.1:0")
        .set("BAITI_WEBHOOK_SECRET", "a-secret-of-the-webhook");
    office.baiti("doctor").well().sees(&["! webhook 还没有登记", "✓ 可以监听 127.0.0.1:0"]);
    office.set("BAITI_WEBHOOK_LISTEN", "192.0.2.1:8080");
    office.baiti("doctor").ends(1).sees(&["✗ 不能监听 192.0.2.1:8080", "BAITI_WEBHOOK_LISTEN"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_broken() {
    let mut office = Office::with_a_file();
    office.set("TELOXIDE_TOKEN", "42:FAKE-token_for-tests").set("TELOXIDE_API_URL", "http://127.0.0.1:9");
    let told = office.baiti("doctor").ends(1);
    told.sees(&["✗ 连不上 Bot API 服务器：网络故障", "TELOXIDE_PROXY", "不能核对时钟"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_is_broken() {
    let office = Office::with_a_file();
    office.baiti("migrate").well();
    office
        .file("data/baiti.db", "this was a database before somebody opened it in a text editor".repeat(100));
    office.baiti("doctor").ends(1).sees(&["✗ 打不开数据库 sqlite:data/baiti.db", "baiti restore"]);
    office.baiti("staff list").refuses(&["数据文件已损坏或不是数据库", "baiti restore"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_left_alone() {
    let office = Office::with_a_file();
    office.baiti("migrate").well();
    let mut connection = crate::database::sqlite(&office.path("data/baiti.db")).await;
    let newer = "INSERT INTO _sqlx_migrations SELECT 999, description, installed_on, success, checksum, execution_time FROM _sqlx_migrations LIMIT 1";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    office.baiti("doctor").ends(1).sees(&["✗ 数据库 sqlite:data/baiti.db：结构版本 999", "更新版本的 baiti"]);
    office.baiti("bank list").refuses(&["更新版本的 baiti", "999"]);
}
