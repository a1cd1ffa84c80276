//! What an office can set: in `baiti.toml` and in the environment, which wins.
//!
//! Everything is read at once, so that everything that is wrong is told at
//! once. Secrets are in types that can't be shown by mistake.

mod database;
mod environment;
mod file;
mod game;
mod given;
mod key;
mod reader;
mod secret;
mod telegram;
mod wrong;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use chrono_tz::Tz;
use tracing_subscriber::filter::{EnvFilter, LevelFilter};

pub use self::{
    database::{DatabaseUrl, Engine},
    secret::{Address, Secret},
    telegram::{Rates, Telegram, Webhook},
    wrong::{Place, SettingsError, Wrong},
};
use self::{
    environment::Environment,
    file::File,
    reader::{Reader, line_of},
};
use crate::domain::rules::Rules;

/// The file that is read if no other is named, in the working directory.
pub const DEFAULT_FILE: &str = "baiti.toml";

/// All settings. Where nothing is set, the default holds.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// The Bot API.
    pub telegram: Telegram,
    /// How updates are pushed to us; without it we poll.
    pub webhook: Option<Webhook>,
    /// Where the data is.
    pub database: DatabaseUrl,
    /// The time zone of days and hours that people see.
    pub timezone: Tz,
    /// The name of the office, for headings.
    pub office_name: Option<String>,
    /// What the phone numbers are hashed with.
    pub phone_key: Option<Secret>,
    /// What is logged, in the words of `tracing`'s filter.
    pub log: String,
    /// Whether traditional characters in imported questions become simplified ones.
    pub simplify: bool,
    /// The rules of the game.
    pub rules: Rules,
}

const TIMEZONE_FORM: &str = " IANA 时区名，如 Asia/Shanghai、Asia/Urumqi、UTC";
const DATABASE_FORM: &str = " sqlite:文件 或 postgres://用户:密码@主机/库名；\
                             密码里的 @ : / # ? % 要写成 %40 %3A %2F %23 %3F %25";
const PHONE_KEY_FORM: &str = " 16 至 256 个字符，可用命令 openssl rand -hex 32 生成一个；用过以后不要再改";
const LOG_FORM: &str = " off、error、warn、info、debug、trace 之一，或 info,baiti=debug 这样的过滤规则";

impl Settings {
    /// Reads the file and the environment, of which all variables can be
    /// given. The file is the one named here, or else by `BAITI_CONFIG`, or
    /// else [`DEFAULT_FILE`]; only the last may be missing.
    pub fn load<N, V>(
        config: Option<&Path>,
        environment: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, SettingsError>
    where
        N: Into<OsString>,
        V: Into<OsString>,
    {
        let mut wrongs = Vec::new();
        let environment = Environment::pick(environment, &mut wrongs);
        let named = config.map(Path::to_path_buf).or_else(|| environment.config().map(PathBuf::from));
        let path = named.or_else(|| Path::new(DEFAULT_FILE).exists().then(|| PathBuf::from(DEFAULT_FILE)));
        let file = path.as_deref().map(|path| File::read(path, &mut wrongs)).unwrap_or_default();
        Self::read(Reader { environment, file, wrongs }, path)
    }

    fn read(mut reader: Reader, file: Option<PathBuf>) -> Result<Self, SettingsError> {
        let telegram = telegram::telegram(&mut reader);
        let settings = Self {
            file,
            webhook: telegram::webhook(&mut reader, telegram.api_url.is_some()),
            telegram,
            database: reader.text(&key::DATABASE_URL, DATABASE_FORM, DatabaseUrl::parse).unwrap_or_default(),
            timezone: timezone(&mut reader),
            office_name: reader.text(&key::OFFICE_NAME, " 1 至 40 个字的名称", line_of(40)),
            phone_key: reader.text(&key::PHONE_KEY, PHONE_KEY_FORM, phone_key),
            log: reader.text(&key::LOG, LOG_FORM, log_filter).unwrap_or_else(|| "info".to_owned()),
            simplify: reader.flag(&key::SIMPLIFY),
            rules: game::rules(&mut reader),
        };
        if reader.wrongs.is_empty() { Ok(settings) } else { Err(SettingsError(reader.wrongs)) }
    }
}

impl Default for Settings {
    /// What holds where nothing is set.
    fn default() -> Self {
        Self {
            file: None,
            telegram: Telegram::default(),
            webhook: None,
            database: DatabaseUrl::default(),
            timezone: Tz::Asia__Shanghai,
            office_name: None,
            phone_key: None,
            log: "info".to_owned(),
            simplify: false,
            rules: Rules::default(),
        }
    }
}

/// A settings file with every setting, its meaning and its default.
pub fn sample() -> &'static str {
    include_str!("settings/sample.toml")
}

fn timezone(reader: &mut Reader) -> Tz {
    let parsed = reader.text(&key::TIMEZONE, TIMEZONE_FORM, |text| text.parse().ok());
    parsed.unwrap_or(Tz::Asia__Shanghai)
}

fn phone_key(text: &str) -> Option<Secret> {
    (16..=256).contains(&text.chars().count()).then(|| Secret::new(text))
}

/// A lone word must be a level: the filter itself would take a misspelt one
/// for the name of a part of the program, and log nothing else.
fn log_filter(text: &str) -> Option<String> {
    let is_level = |rule: &str| !rule.is_empty() && rule.parse::<LevelFilter>().is_ok();
    let known = |rule: &&str| rule.contains('=') || rule.contains("::") || is_level(rule);
    let rules: Vec<_> = text.split(',').map(str::trim).collect();
    let filter = rules.join(",");
    (rules.iter().all(known) && EnvFilter::try_new(&filter).is_ok()).then_some(filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_level_is_no_filter() {
        assert_eq!(log_filter("warn, sqlx=error").as_deref(), Some("warn,sqlx=error"));
        for right in ["info", "WARN", "off", "info,baiti=debug", "baiti::telegram=trace"] {
            assert_eq!(log_filter(right).as_deref(), Some(right));
        }
        for wrong in ["infoo", "", "info,,", "baiti", "baiti=loud"] {
            assert_eq!(log_filter(wrong), None, "{wrong}");
        }
    }
}
