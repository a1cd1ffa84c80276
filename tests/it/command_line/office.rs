//! A folder with the program in it, and nothing of this machine's settings.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use baiti::store::{Place, Store};
use tempfile::TempDir;

use crate::{
    database::{TestDatabase, server},
    fake_telegram::FakeTelegram,
};

/// What never may be printed, whatever happens.
pub const SECRETS: [&str; 4] = ["FAKE-token_for-tests", "hunter2", "13800138000", "a-secret-of-the-webhook"];

/// An office that begins with an empty folder.
pub struct Office {
    folder: TempDir,
    server: Option<TestDatabase>,
    environment: Vec<(String, String)>,
}

impl Office {
    pub async fn new() -> Self {
        let server = match server() {
            Some(_) => Some(TestDatabase::new().await),
            None => None,
        };
        let environment =
            server.iter().map(|server| ("BAITI_DATABASE_URL".to_owned(), server.url())).collect();
        Self { folder: tempfile::tempdir().unwrap(), server, environment }
    }

    /// On SQLite whatever the tests run on: the test is about its file.
    pub fn with_a_file() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), server: None, environment: Vec::new() }
    }

    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Talks to the fake Bot API.
    pub fn meets(&mut self, fake: &FakeTelegram) {
        self.set("TELOXIDE_TOKEN", crate::fake_telegram::TOKEN).set("TELOXIDE_API_URL", &fake.url());
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), contents).unwrap();
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The database, past the program.
    pub async fn store(&self) -> Store {
        Store::open(&self.place()).await.unwrap()
    }

    /// Where the database is.
    pub fn place(&self) -> Place {
        match &self.server {
            Some(server) => server.place.clone(),
            None => Place::Sqlite(self.path("data/baiti.db")),
        }
    }

    /// Runs a command line; blanks part its words.
    pub fn baiti(&self, line: &str) -> Outcome {
        self.baiti_hears(line, "")
    }

    /// The same with something typed, as far as a pipe is typing.
    pub fn baiti_hears(&self, line: &str, typed: &str) -> Outcome {
        tokio::task::block_in_place(|| self.run(line, typed))
    }

    fn run(&self, line: &str, typed: &str) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_baiti"))
            .args(line.split_whitespace())
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may end without reading.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        let output = child.wait_with_output().unwrap();
        let outcome = Outcome {
            line: line.to_owned(),
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        for secret in SECRETS {
            assert!(!outcome.all().contains(secret), "{secret} is shown: {}", outcome.all());
        }
        assert!(!outcome.err.contains("panicked"), "{}", outcome.all());
        outcome
    }
}

/// What a command came to.
#[derive(Debug)]
pub struct Outcome {
    line: String,
    code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Outcome {
    fn all(&self) -> String {
        format!("$ baiti {} → {:?}\n{}{}", self.line, self.code, self.out, self.err)
    }

    #[track_caller]
    pub fn well(self) -> Self {
        self.ends(0)
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.all());
        self
    }

    /// Refused with one line that says all of these.
    #[track_caller]
    pub fn refuses(self, words: &[&str]) -> Self {
        let told = self.ends(1);
        let errors: Vec<&str> = told.err.lines().filter(|line| line.starts_with("错误：")).collect();
        assert_eq!(errors.len(), 1, "{}", told.all());
        for word in words {
            assert!(errors[0].contains(word), "{word:?} is missing: {}", told.all());
        }
        told
    }

    #[track_caller]
    pub fn sees(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "{word:?} is missing: {}", self.all());
        }
        self
    }

    #[track_caller]
    pub fn misses(self, word: &str) -> Self {
        assert!(!self.out.contains(word), "{word:?} is there: {}", self.all());
        self
    }
}
