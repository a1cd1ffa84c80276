//! The first run, the helps, and what is used wrongly.

use super::Office;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_opens_the_chat() {
    let office = Office::new().await;
    let told = office.baiti_hears("", "帮助\nquit\n").well();
    let first = told.out.lines().next().unwrap().to_owned();
    assert!(first.contains("终端对话") && first.contains("TELOXIDE_TOKEN"), "{first}");
    told.sees(&["张明，您好", "/quiz", "再见"]);
    office.baiti("bank list").well().sees(&["行政许可法"]);
    let told = office.baiti("doctor").well();
    told.sees(&["✓ 没有正在运行的程序", "✓ 待处理的消息 0 条，待发送 0 条"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_needs_a_token() {
    let office = Office::with_a_file();
    office.baiti("serve").refuses(&["TELOXIDE_TOKEN", "@BotFather", "baiti chat"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_has_a_help_in_both_languages() {
    let office = Office::with_a_file();
    for command in [
        "",
        "serve",
        "chat",
        "bank",
        "bank check",
        "bank load",
        "bank list",
        "bank export",
        "bank template",
        "reference",
        "reference load",
        "reference list",
        "reference remove",
        "reference find",
        "staff",
        "staff load",
        "staff list",
        "staff invite",
        "staff role",
        "staff release",
        "staff erase",
        "exam",
        "exam load",
        "exam check",
        "exam list",
        "exam show",
        "exam export",
        "exam publish",
        "exam take-back",
        "exam cancel",
        "exam template",
        "exam rehearse",
        "exam verify",
        "migrate",
        "rebuild",
        "backup",
        "restore",
        "doctor",
    ] {
        let told = office.baiti(&format!("{command} --help")).well().sees(&["Usage: baiti", " / "]);
        assert!(told.out.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{command}: {}", told.out);
    }
    office.baiti("--version").well().sees(&["baiti "]);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_usage_ends_with_two() {
    let office = Office::with_a_file();
    for line in [
        "nothing",
        "bank",
        "bank export",
        "bank export x --format pdf",
        "reference load",
        "reference load x.txt --code a/b",
        "reference find",
        "staff load",
        "exam load",
        "exam cancel 1",
        "exam rehearse 1 --people 0",
        "staff role 1",
        "staff role 1 班长",
        "staff invite --format pdf",
        "staff invite --bot 百题",
        "staff list --csv --format xlsx",
        "backup",
    ] {
        let told = office.baiti(line).ends(2);
        assert!(told.err.contains("Usage") || told.err.contains("--help"), "{}", told.err);
    }
    assert!(!office.path("data").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_settings_name_themselves_and_nothing_secret() {
    let mut office = Office::with_a_file();
    office.set("TELOXIDE_TOKEN", "hunter2").set("BAITI_TIMEZONE", "Peking");
    office.set("BAITI_DATABASE_URL", "mysql://root:hunter2@db/x");
    for line in ["bank list", "doctor", "migrate", ""] {
        let told = office.baiti(line).refuses(&["3 处不对"]);
        for word in ["TELOXIDE_TOKEN", "BAITI_TIMEZONE", "Peking", "Asia/Shanghai", "BAITI_DATABASE_URL"] {
            assert!(told.err.contains(word), "{word}: {}", told.err);
        }
    }
    office.baiti("--config none.toml bank list").refuses(&["处不对"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_settings_can_be_used() {
    let office = Office::with_a_file();
    let sample = office.baiti("doctor --sample-settings").well().out;
    assert!(sample.contains("[telegram]"), "{sample}");
    office.file("baiti.toml", sample);
    office.baiti("doctor").well().sees(&["✓ 设置文件 baiti.toml"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_the_database_that_is_away_is_told_without_its_password() {
    let mut office = Office::with_a_file();
    office.set("BAITI_DATABASE_URL", "postgres://baiti:hunter2@127.0.0.1:9/baiti");
    office.baiti("bank list").refuses(&["打不开数据库", "127.0.0.1:9"]);
    office.baiti("doctor").ends(1).sees(&["✗", "127.0.0.1:9"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_rights_is_told() {
    let mut office = Office::with_a_file();
    office.file("blocked", "a file where a folder is wanted");
    office.set("BAITI_DATABASE_URL", "sqlite:blocked/baiti.db");
    office.baiti("bank list").refuses(&["blocked"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_goes_into_a_file_has_no_colours() {
    let mut office = Office::with_a_file();
    office.set("TELOXIDE_TOKEN", crate::fake_telegram::TOKEN).set("TELOXIDE_API_URL", "http://127.0.0.1:9");
    let told = office.set("BAITI_LOG", "trace").baiti("doctor").ends(1);
    assert!(told.err.contains("TRACE") || told.err.contains("DEBUG"), "nothing was logged: {}", told.err);
    assert!(!told.err.contains('\u{1b}'), "{}", told.err);
}
