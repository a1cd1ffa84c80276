//! The address of the database.

use std::fmt;

use reqwest::Url;

use super::secret::redacted;

/// The default: one file beside the program.
pub(super) const DEFAULT_DATABASE: &str = "sqlite:data/baiti.db";

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// `sqlite:…`
    Sqlite,
    /// `postgres://…` or `postgresql://…`
    Postgres,
}

/// An address such as `sqlite:data/baiti.db` or
/// `postgres://user:password@host/name`. `Debug` and `Display` show `***` for
/// the password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    engine: Engine,
    whole: String,
}

impl DatabaseUrl {
    /// Reads an address; `None` where it has another scheme, no file or
    /// can't be read.
    pub fn parse(text: &str) -> Option<Self> {
        let engine = match text.split_once(':')? {
            ("sqlite", file) if !file.trim_start_matches('/').is_empty() => Engine::Sqlite,
            ("postgres" | "postgresql", rest) if rest.starts_with("//") && Url::parse(text).is_ok() => {
                Engine::Postgres
            }
            _ => return None,
        };
        Some(Self { engine, whole: text.to_owned() })
    }

    /// Which engine it means.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The address with its password: never for a log, an error or a screen.
    pub fn expose(&self) -> &str {
        &self.whole
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self { engine: Engine::Sqlite, whole: DEFAULT_DATABASE.to_owned() }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.engine, Url::parse(&self.whole)) {
            (Engine::Sqlite, _) => f.write_str(&self.whole),
            (Engine::Postgres, Ok(url)) => f.write_str(&redacted(&url)),
            (Engine::Postgres, Err(_)) => f.write_str("***"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_are_told_by_their_scheme() {
        let engine = |url| DatabaseUrl::parse(url).map(|url| url.engine());
        assert_eq!(engine("sqlite:data/baiti.db"), Some(Engine::Sqlite));
        assert_eq!(engine("sqlite:///var/lib/baiti.db?mode=rwc"), Some(Engine::Sqlite));
        assert_eq!(engine("sqlite::memory:"), Some(Engine::Sqlite));
        assert_eq!(engine("postgres://baiti@db/baiti"), Some(Engine::Postgres));
        assert_eq!(engine("postgresql:///baiti?host=/run/postgresql"), Some(Engine::Postgres));
        for wrong in [
            "mysql://root@db/x",
            "data/baiti.db",
            "sqlite:",
            "sqlite://",
            "postgres:",
            "postgres://u:a#b@db/x",
            "",
        ] {
            assert_eq!(engine(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgresql://baiti:hunter2@db:5432/baiti?password=hunter2").unwrap();
        let shown = format!("{url} {url:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("postgresql://baiti:***@db:5432/baiti"), "{shown}");
        assert!(url.expose().contains("hunter2"));
    }

    #[test]
    fn the_default_is_a_good_address() {
        assert_eq!(DatabaseUrl::parse(DEFAULT_DATABASE), Some(DatabaseUrl::default()));
    }
}
