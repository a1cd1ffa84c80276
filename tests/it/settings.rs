//! Settings from the file and the environment.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::path::{Path, PathBuf};

use baiti::{
    domain::{points::Points, rules::MultipleRule},
    settings::{Engine, Settings, SettingsError, sample},
};
use tempfile::TempDir;

const NOTHING: [(&str, &str); 0] = [];

/// A settings file that goes with its folder.
struct File {
    _folder: TempDir,
    path: PathBuf,
}

fn file(text: impl AsRef<[u8]>) -> File {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("baiti.toml");
    std::fs::write(&path, text).unwrap();
    File { _folder: folder, path }
}

fn from(text: &str, environment: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    Settings::load(Some(&file(text).path), environment.iter().copied())
}

/// What an administrator reads, without the folder's name.
fn complaint(text: &str, environment: &[(&str, &str)]) -> String {
    let file = file(text);
    let error = Settings::load(Some(&file.path), environment.iter().copied()).unwrap_err();
    error.to_string().replace(&format!("{}/", file.path.parent().unwrap().display()), "")
}

#[test]
fn nothing_set_means_the_defaults() {
    let settings = Settings::load(None, NOTHING).unwrap();
    assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
    assert_eq!(settings.database.to_string(), "sqlite:data/baiti.db");
    assert_eq!(settings.timezone.name(), "Asia/Shanghai");
    assert_eq!(settings.rules.daily_cap, Points::whole(50));
    assert!(settings.telegram.token.is_none() && settings.webhook.is_none());
}

#[test]
fn imported_questions_may_be_simplified() {
    assert!(!Settings::default().simplify);
    assert!(from("[import]\nsimplify = true\n", &[]).unwrap().simplify);
    assert!(complaint("[import]\nsimplify = \"是\"\n", &[]).contains("true 或 false"));
}

#[test]
fn the_sample_says_the_defaults() {
    let mut settings = from(sample(), &[]).unwrap();
    settings.file = None;
    assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
}

#[test]
fn what_the_sample_proposes_is_right_too() {
    let settings = from(&uncommented(), &[]).unwrap();
    assert!(settings.webhook.is_some() && settings.telegram.token.is_some());
    assert!(settings.telegram.proxy.is_some() && settings.telegram.api_url.is_some());
    assert_eq!(settings.office_name.as_deref(), Some("市财政局"));
    assert_eq!(settings.rules.topics.last().unwrap().zh, "安全生产");
}

/// The sample with its proposals (`# name = …`, `# [[topics]]`) taken up.
fn uncommented() -> String {
    let proposal = |line: &str| {
        line.strip_prefix("# ")
            .filter(|rest| {
                let name = rest.split(" = ").next().unwrap_or_default();
                let plain =
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                rest.starts_with("[[") || (rest.contains(" = ") && plain)
            })
            .map_or_else(|| line.to_owned(), str::to_owned)
    };
    sample().lines().map(proposal).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_sample_names_every_environment_variable() {
    for name in [
        "TELOXIDE_TOKEN",
        "TELOXIDE_API_URL",
        "TELOXIDE_PROXY",
        "BAITI_DATABASE_URL",
        "BAITI_TIMEZONE",
        "BAITI_WEBHOOK_URL",
        "BAITI_WEBHOOK_LISTEN",
        "BAITI_WEBHOOK_SECRET",
        "BAITI_LOG",
        "BAITI_PHONE_KEY",
    ] {
        assert!(sample().contains(&format!("（{name}）")), "{name}");
    }
}

#[test]
fn the_environment_wins_and_an_empty_variable_is_none() {
    let text = "[office]\ntimezone = 'Asia/Urumqi'\n[log]\nlevel = 'warn'\n";
    let settings = from(text, &[("BAITI_TIMEZONE", "UTC\n"), ("BAITI_LOG", " "), ("HOME", "/")]).unwrap();
    assert_eq!(settings.timezone.name(), "UTC");
    assert_eq!(settings.log, "warn");
}

#[test]
fn every_part_of_a_full_file_is_read() {
    let settings = from(
        r#"
[telegram]
token = "123:abc"
api_url = "http://127.0.0.1:8081"
rate_per_second = 1_0
[database]
url = "postgres://baiti:pw@db/baiti"
[rules]
daily_points_cap = 0
multiple = "half"
round_lengths = [3, 30]
neighbours = 0
[[topics]]
id = "safety"
zh = "安全生产"
en = "Work safety"
"#,
        &[
            ("BAITI_WEBHOOK_URL", "https://bot.example.cn:9443/hook"),
            ("BAITI_WEBHOOK_LISTEN", "[::1]:9000"),
            ("BAITI_WEBHOOK_SECRET", "0123456789abcdef"),
            ("BAITI_PHONE_KEY", "a phone key of some length"),
            ("TELOXIDE_PROXY", "http://me:pw@proxy:3128"),
        ],
    )
    .unwrap();
    assert_eq!(settings.telegram.token.unwrap().expose(), "123:abc");
    assert_eq!(settings.telegram.rates.per_second.get(), 10);
    assert_eq!(settings.telegram.proxy.unwrap().expose().password(), Some("pw"));
    assert_eq!(settings.database.engine(), Engine::Postgres);
    assert_eq!(settings.database.expose(), "postgres://baiti:pw@db/baiti");
    let webhook = settings.webhook.unwrap();
    assert_eq!((webhook.listen.port(), webhook.secret.expose()), (9000, "0123456789abcdef"));
    assert_eq!(settings.phone_key.unwrap().expose(), "a phone key of some length");
    let rules = settings.rules;
    assert_eq!((rules.daily_cap, rules.multiple), (Points::ZERO, MultipleRule::Half));
    assert_eq!((rules.round_lengths, rules.neighbours, rules.top_size), (vec![3, 30], 0, 10));
    assert_eq!(rules.topics.last().unwrap().id.as_str(), "safety");
}

#[test]
fn everything_wrong_is_told_at_once_with_its_place() {
    let told = complaint(
        "[rules]\ndaily_points_cap = 10_001\nmultiple = \"快\"\nround_lengths = [5, 5]\n\n[log]\nlevel = 3\n",
        &[("BAITI_TIMEZONE", "Asia/Shangai"), ("BAITI_WEBHOOK_LISTEN", "8080")],
    );
    assert!(told.starts_with("设置有 6 处不对："), "{told}");
    for line in [
        "baiti.toml 第 2 行：rules.daily_points_cap 的值 10_001 不行。应为 0 至 10000 的整数。",
        "baiti.toml 第 3 行：rules.multiple 的值 \"快\" 不行。应为以下之一：proportional、strict、half。",
        "baiti.toml 第 4 行：rules.round_lengths 的值 [5, 5] 不行。",
        "baiti.toml 第 7 行：log.level 的值 3 不行。",
        "环境变量 BAITI_TIMEZONE：office.timezone 的值 “Asia/Shangai” 不行。应为 IANA 时区名",
        "环境变量 BAITI_WEBHOOK_LISTEN：webhook.listen 的值 “8080” 不行。应为 地址:端口",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn secrets_are_neither_shown_nor_told() {
    let secrets = [
        ("TELOXIDE_TOKEN", "123:hunter2"),
        ("TELOXIDE_PROXY", "http://me:hunter2@proxy"),
        ("TELOXIDE_API_URL", "https://me:hunter2@api"),
        ("BAITI_DATABASE_URL", "postgres://me:hunter2@db/x?password=hunter2"),
        ("BAITI_WEBHOOK_URL", "https://me:hunter2@bot.example.cn"),
        ("BAITI_WEBHOOK_SECRET", "hunter2hunter2hunter2"),
        ("BAITI_PHONE_KEY", "hunter2hunter2hunter2"),
    ];
    let shown = format!("{:?}", from("", &secrets).unwrap());
    assert!(!shown.contains("hunter2"), "{shown}");

    let wrong = secrets.map(|(name, _)| (name, "hunter2 ://x"));
    let told = complaint("", &wrong);
    assert!(told.starts_with("设置有 7 处不对：") && told.contains("（已隐去）"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");

    for slip in ["token = 123:hunter2", "token = \"hunter2", "token = 'a' 'hunter2'", "token \"hunter2\""] {
        let told = complaint(&format!("[telegram]\n{slip}\n"), &[]);
        assert!(!told.contains("hunter2") && told.contains("第 2 行：TOML 写法有误"), "{told}");
    }
    let told =
        complaint("telegram = 'hunter2'\nwebhook = ['hunter2']\n[database.hunter]\nx = 'hunter2'", &[]);
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn unknown_names_are_answered_with_what_was_meant() {
    let told = complaint(
        "token = 'x'\n[telegramm]\nx = 1\n[rules]\ntop_sise = 3\nlevel = 'info'\nfoo = 1\n",
        &[("BAITI_TIMEZON", "UTC"), ("TELOXIDE_TOKN", "1:a"), ("BAITI_TEST_POSTGRES", "x")],
    );
    assert!(told.starts_with("设置有 7 处不对："), "{told}");
    for line in [
        "第 1 行：没有 token 这项设置。token 要写在 [telegram] 一节里。",
        "第 2 行：没有 telegramm 这项设置。是不是想写 [telegram]？",
        "第 5 行：没有 rules.top_sise 这项设置。是不是想写 top_size？",
        "第 6 行：没有 rules.level 这项设置。level 要写在 [log] 一节里。",
        "第 7 行：没有 rules.foo 这项设置。这一节可用：daily_points_cap、",
        "环境变量 BAITI_TIMEZON：没有 BAITI_TIMEZON 这项设置。是不是想写 BAITI_TIMEZONE？",
        "环境变量 TELOXIDE_TOKN：没有 TELOXIDE_TOKN 这项设置。是不是想写 TELOXIDE_TOKEN？",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn a_webhook_needs_a_secret_and_says_how_to_make_one() {
    let told = complaint("[webhook]\nurl = 'https://bot.example.cn'\n", &[]);
    assert!(told.contains("第 2 行：缺少 webhook.secret。"), "{told}");
    assert!(told.contains("openssl rand -hex 32"), "{told}");
    let broken = complaint("[", &[("BAITI_WEBHOOK_URL", "https://bot.example.cn")]);
    assert!(!broken.contains("缺少"), "the secret may stand in the file that can't be read: {broken}");
}

#[test]
fn a_token_goes_unencrypted_only_where_the_way_is_trusted() {
    let text = "[telegram]\napi_url = 'http://bot-api:8081'\n";
    assert!(complaint(text, &[]).contains("trusted = true"));
    assert!(from(&format!("{text}trusted = true\n"), &[]).unwrap().telegram.trusted);
    assert!(from("", &[("TELOXIDE_API_URL", "http://[::1]:8081")]).is_ok());
}

#[test]
fn what_the_settings_accept_can_be_connected_with() {
    for (token, proxy) in [
        ("123:abc", "http://me:pw@10.0.0.1:3128"),
        ("123:abc/test", "https://proxy.example.cn"),
        ("123:abc-_/test", "socks5://10.0.0.1:1080"),
        ("1:a", "socks5h://me:pw@10.0.0.1:1080"),
    ] {
        let settings = from("", &[("TELOXIDE_TOKEN", token), ("TELOXIDE_PROXY", proxy)]).unwrap().telegram;
        let (token, proxy) = (settings.token.unwrap(), settings.proxy.unwrap());
        let parsed =
            baiti::telegram::Settings::parse(token.expose(), None, Some(proxy.expose().as_str())).unwrap();
        baiti::telegram::connect(&parsed).unwrap();
    }
    for token in ["", "abc", "123", ":abc", "123:", "12a:abc", "1:a b", "1:a/tests", "1:甲"] {
        let told = from("", &[("TELOXIDE_TOKEN", token)]);
        assert!(told.is_err() || token.is_empty(), "{token}");
    }
    let told = complaint("", &[("TELOXIDE_PROXY", "socks4://10.0.0.1")]);
    assert!(told.contains("socks5://"), "{told}");
}

#[test]
fn topics_are_checked_one_by_one() {
    let topic = |id: &str| format!("[[topics]]\nid = '{id}'\nzh = '安全'\nen = 'Safety'\n");
    let twice = complaint(&format!("{}{}", topic("safety"), topic("safety")), &[]);
    assert!(twice.contains("第 6 行：topics.id 的值 'safety' 不行"), "{twice}");
    assert!(complaint(&topic("ethics"), &[]).contains("不与别的类别重复"));
    let told = complaint("[[topics]]\nid = '安全'\nzh = 1\n", &[]);
    assert!(told.starts_with("设置有 3 处不对："), "{told}");
    assert!(told.contains("第 1 行：缺少 topics.en。"), "{told}");
    let many: String = (0..21).map(|number| topic(&format!("t{number}"))).collect();
    assert!(complaint(&many, &[]).contains("topics 的值 21 不行。应为至多 20 个。"));
    assert!(complaint("topics = 3\nrules = 4", &[]).contains("[[topics]]"));
}

#[test]
fn a_named_file_must_be_there_and_readable() {
    let missing = Path::new("no/such/baiti.toml");
    let told = Settings::load(Some(missing), NOTHING).unwrap_err().to_string();
    assert!(told.contains("设置文件 no/such/baiti.toml：没有这个文件"), "{told}");
    let told = Settings::load(None, [("BAITI_CONFIG", "no/such/baiti.toml")]).unwrap_err().to_string();
    assert!(told.contains("没有这个文件"), "{told}");

    let good = file("[log]\nlevel = 'warn'");
    let settings = Settings::load(None, [("BAITI_CONFIG", good.path.to_str().unwrap())]).unwrap();
    assert_eq!((settings.log.as_str(), settings.file), ("warn", Some(good.path.clone())));

    let told = |path: &Path| Settings::load(Some(path), NOTHING).unwrap_err().to_string();
    assert!(told(&file(b"[office]\nname = \"\xca\xd0\"").path).contains("UTF-8 另存"));
    assert!(told(good.path.parent().unwrap()).contains("这是一个目录"));
    assert!(told(&file(vec![b'#'; 2 << 20]).path).contains("不像是设置文件"));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert_eq!(from("\u{feff}[log]\nlevel = 'warn'", &[]).unwrap().log, "warn");
    assert!(complaint("\u{feff}[log]\nlevel = 'x'", &[]).contains("第 2 行"));
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_told() {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt};
    let bytes = OsString::from_vec(vec![0xff, 0xfe]);
    let told = Settings::load(None, [("BAITI_LOG", bytes.clone())]).unwrap_err().to_string();
    assert!(told.contains("环境变量 BAITI_LOG") && told.contains("UTF-8"), "{told}");
    assert!(Settings::load(None, [("ELSEWHERE", bytes)]).is_ok());
}
