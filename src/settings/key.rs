//! The table of all settings: section, name and environment variable.

/// How much of a wrong value may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// All of it.
    Whole,
    /// Only what stands before `://`, for addresses that may carry a password.
    Scheme,
    /// Nothing.
    Never,
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The section of the file.
    pub section: &'static str,
    /// The name within the section.
    pub name: &'static str,
    /// The environment variable that sets it too, and wins.
    pub env: Option<&'static str>,
    /// How much of a wrong value may be shown.
    pub showing: Showing,
}

impl Key {
    const fn new(section: &'static str, name: &'static str) -> Self {
        Self { section, name, env: None, showing: Showing::Whole }
    }

    const fn env(self, name: &'static str) -> Self {
        Self { env: Some(name), ..self }
    }

    const fn showing(self, showing: Showing) -> Self {
        Self { showing, ..self }
    }

    /// Section and name.
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }
}

/// The variable that names the file.
pub const CONFIG_ENV: &str = "BAITI_CONFIG";

pub const TOKEN: Key = Key::new("telegram", "token").env("TELOXIDE_TOKEN").showing(Showing::Never);
pub const API_URL: Key = Key::new("telegram", "api_url").env("TELOXIDE_API_URL").showing(Showing::Scheme);
pub const PROXY: Key = Key::new("telegram", "proxy").env("TELOXIDE_PROXY").showing(Showing::Scheme);
pub const TRUSTED: Key = Key::new("telegram", "trusted");
pub const PER_SECOND: Key = Key::new("telegram", "rate_per_second");
pub const PER_CHAT: Key = Key::new("telegram", "rate_per_chat");
pub const PER_GROUP_MINUTE: Key = Key::new("telegram", "rate_per_group_minute");
pub const WEBHOOK_URL: Key = Key::new("webhook", "url").env("BAITI_WEBHOOK_URL").showing(Showing::Scheme);
pub const WEBHOOK_LISTEN: Key = Key::new("webhook", "listen").env("BAITI_WEBHOOK_LISTEN");
pub const WEBHOOK_SECRET: Key =
    Key::new("webhook", "secret").env("BAITI_WEBHOOK_SECRET").showing(Showing::Never);
pub const DATABASE_URL: Key = Key::new("database", "url").env("BAITI_DATABASE_URL").showing(Showing::Scheme);
pub const TIMEZONE: Key = Key::new("office", "timezone").env("BAITI_TIMEZONE");
pub const OFFICE_NAME: Key = Key::new("office", "name");
pub const PHONE_KEY: Key = Key::new("office", "phone_key").env("BAITI_PHONE_KEY").showing(Showing::Never);
pub const LOG: Key = Key::new("log", "level").env("BAITI_LOG");
pub const SIMPLIFY: Key = Key::new("import", "simplify");
pub const DAILY_CAP: Key = Key::new("rules", "daily_points_cap");
pub const MULTIPLE: Key = Key::new("rules", "multiple");
pub const ROUND_LENGTHS: Key = Key::new("rules", "round_lengths");
pub const WRONG_LEAVES_AFTER: Key = Key::new("rules", "wrong_leaves_after");
pub const INVITATION_DAYS: Key = Key::new("rules", "invitation_days");
pub const BIND_TRIES: Key = Key::new("rules", "bind_tries_per_hour");
pub const TOP_SIZE: Key = Key::new("rules", "top_size");
pub const NEIGHBOURS: Key = Key::new("rules", "neighbours");
pub const TOPIC_ID: Key = Key::new(TOPICS, "id");
pub const TOPIC_ZH: Key = Key::new(TOPICS, "zh");
pub const TOPIC_EN: Key = Key::new(TOPICS, "en");

/// The only section that may stand several times.
pub const TOPICS: &str = "topics";

/// Every setting, in the order of the sample file.
pub const ALL: [Key; 27] = [
    TOKEN,
    API_URL,
    TRUSTED,
    PROXY,
    PER_SECOND,
    PER_CHAT,
    PER_GROUP_MINUTE,
    WEBHOOK_URL,
    WEBHOOK_LISTEN,
    WEBHOOK_SECRET,
    DATABASE_URL,
    TIMEZONE,
    OFFICE_NAME,
    PHONE_KEY,
    LOG,
    SIMPLIFY,
    DAILY_CAP,
    MULTIPLE,
    ROUND_LENGTHS,
    WRONG_LEAVES_AFTER,
    INVITATION_DAYS,
    BIND_TRIES,
    TOP_SIZE,
    NEIGHBOURS,
    TOPIC_ID,
    TOPIC_ZH,
    TOPIC_EN,
];

/// The sections, each once.
pub fn sections() -> Vec<&'static str> {
    let mut sections: Vec<_> = ALL.iter().map(|key| key.section).collect();
    sections.dedup();
    sections
}

/// The environment variables.
pub fn variables() -> impl Iterator<Item = &'static str> {
    ALL.iter().filter_map(|key| key.env).chain([CONFIG_ENV])
}

/// The candidate that differs least from a word: by two letters at most, and
/// by one in a short word.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace('-', "_");
    let most = if word.len() < 5 { 1 } else { 2 };
    let measured = candidates.into_iter().map(|other| (distance(&word, &other.to_lowercase()), other));
    measured.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

/// How many letters have to be put in, taken out or changed.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for letter in one.chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for (at, theirs) in other.iter().enumerate() {
            let change = diagonal + usize::from(letter != *theirs);
            diagonal = row[at + 1];
            row[at + 1] = change.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_in_letters() {
        for (one, other, letters) in
            [("", "", 0), ("", "abc", 3), ("token", "tokn", 1), ("kitten", "sitting", 3), ("时区", "时间", 1)]
        {
            assert_eq!(distance(one, other), letters, "{one} {other}");
            assert_eq!(distance(other, one), letters, "{other} {one}");
        }
    }

    #[test]
    fn a_slip_is_understood_and_a_stranger_is_not() {
        assert_eq!(nearest("BAITI_TIMEZON", variables()), Some("BAITI_TIMEZONE"));
        assert_eq!(nearest("telgram", sections()), Some("telegram"));
        assert_eq!(nearest("Rate-Per-Second", ["rate_per_second"]), Some("rate_per_second"));
        assert_eq!(nearest("BAITI_TEST_DATABASE", variables()), None);
        assert_eq!(nearest("abc", ["url"]), None);
    }

    #[test]
    fn no_setting_stands_twice() {
        let mut paths: Vec<_> = ALL.iter().map(Key::path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), ALL.len());
        assert_eq!(
            sections(),
            ["telegram", "webhook", "database", "office", "log", "import", "rules", TOPICS]
        );
    }
}
