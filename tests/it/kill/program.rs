//! The program as a process: started, killed, told to end.

use std::{
    fs::{File, OpenOptions},
    path::PathBuf,
    process::{Command, ExitStatus},
    sync::atomic::{AtomicU16, Ordering},
    time::Duration,
};

use tempfile::TempDir;
use tokio::sync::watch;

use crate::fake_telegram::{FakeTelegram, TOKEN};

/// How long the end of a process is waited for before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Faster than Telegram allows: the tests are about answers, not about waiting.
const CONFIG: &str = "[telegram]\nrate_per_second = 1000\nrate_per_chat = 30\n";

/// `baiti serve`, in a folder and an environment of its own.
pub struct Program {
    folder: TempDir,
    settings: Vec<(&'static str, String)>,
    running: Option<Running>,
}

struct Running {
    number: u32,
    ended: watch::Receiver<Option<ExitStatus>>,
}

impl Program {
    /// By polling, not started yet.
    pub fn new(fake: &FakeTelegram, database: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("baiti.toml"), CONFIG).unwrap();
        let settings = vec![
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", fake.url()),
            ("BAITI_DATABASE_URL", database.to_owned()),
        ];
        Self { folder, settings, running: None }
    }

    /// By webhook, on a port of its own.
    pub fn webhook(self) -> Self {
        let listen = format!("127.0.0.1:{}", free_port());
        let url = format!("http://{listen}/updates");
        self.with("BAITI_WEBHOOK_URL", &url)
            .with("BAITI_WEBHOOK_LISTEN", &listen)
            .with("BAITI_WEBHOOK_SECRET", "s3cret-of-the-kill-tests")
    }

    /// With this setting, or with another value of it.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.settings.retain(|(known, _)| *known != name);
        self.settings.push((name, value.to_owned()));
        self
    }

    /// Where its webhook is.
    pub fn url(&self) -> String {
        let url = self.settings.iter().find(|(name, _)| *name == "BAITI_WEBHOOK_URL");
        url.map(|(_, url)| url.clone()).unwrap_or_default()
    }

    fn said_in(&self) -> PathBuf {
        self.folder.path().join("said.log")
    }

    /// All that it has said so far, in all its lives.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.said_in()).unwrap_or_default()
    }

    /// Starts it.
    pub fn start(&mut self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_baiti"));
        command.arg("serve");
        self.start_as(command);
    }

    /// Starts it where its own database file can only be read. That takes a
    /// mount namespace.
    pub fn start_read_only(&mut self, file: &str) {
        let script = format!(
            "mount --bind '{file}' '{file}' && mount -o remount,ro,bind '{file}' && exec \"$0\" serve"
        );
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-c", &script]);
        command.arg(env!("CARGO_BIN_EXE_baiti"));
        self.start_as(command);
    }

    fn start_as(&mut self, mut command: Command) {
        assert!(self.running.is_none(), "runs already");
        let said: File = OpenOptions::new().create(true).append(true).open(self.said_in()).unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.current_dir(self.folder.path()).env_clear().env("PATH", path);
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command.stdin(std::process::Stdio::null()).stdout(said.try_clone().unwrap()).stderr(said);
        let mut child = command.spawn().unwrap();
        let number = child.id();
        let (tell, ended) = watch::channel(None);
        // Waiting blocks, so that it takes a thread.
        std::thread::spawn(move || tell.send_replace(child.wait().ok()));
        self.running = Some(Running { number, ended });
    }

    /// Gives it a signal.
    pub fn signal(&self, name: &str) {
        let Some(running) = &self.running else { return };
        if running.ended.borrow().is_none() {
            let number = running.number.to_string();
            assert!(Command::new("kill").args(["-s", name, &number]).status().unwrap().success());
        }
    }

    /// Ends it as a power cut does.
    pub async fn kill(&mut self) {
        self.signal("KILL");
        let status = self.ends_within(PATIENCE).await;
        assert_eq!(status.code(), None, "it ended by itself: {status}\n{}", self.said());
    }

    /// Waits for its end; gives its exit code and what it said.
    pub async fn ends(&mut self) -> (Option<i32>, String) {
        let status = self.ends_within(PATIENCE).await;
        (status.code(), self.said())
    }

    /// Waits for its end, for so long at most.
    pub async fn ends_within(&mut self, guard: Duration) -> ExitStatus {
        let mut running = self.running.take().expect("was started");
        let ended = tokio::time::timeout(guard, running.ended.wait_for(Option::is_some)).await;
        let status = ended.map(|ended| ended.unwrap().unwrap());
        let Ok(status) = status else {
            self.running = Some(running);
            panic!("it did not end within {guard:?}\n{}", self.said());
        };
        status
    }

    /// Fails as soon as it ends by itself.
    pub async fn lives(&self) {
        let running = self.running.as_ref().expect("was started");
        let _ = running.ended.clone().wait_for(Option::is_some).await;
        panic!("the program ended by itself\n{}", self.said());
    }
}

impl Drop for Program {
    /// Nothing is left running, and a test that fails shows what was said.
    fn drop(&mut self) {
        if let Some(running) = self.running.take().filter(|running| running.ended.borrow().is_none()) {
            let _ = Command::new("kill").args(["-s", "KILL", &running.number.to_string()]).status();
        }
        if std::thread::panicking() {
            eprintln!("{}", self.said());
        }
    }
}

/// A port that nobody listens on, below those that systems give to outgoing
/// connections: it must be free again after each kill.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 8_000).unwrap();
    loop {
        let port = 10_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 8_000;
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
