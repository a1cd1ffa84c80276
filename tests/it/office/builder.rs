//! How an office is set up.

use std::sync::Mutex;

use baiti::{
    app::{self, World},
    settings::{Address, DatabaseUrl, Secret, Settings, Webhook},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng as _};

use super::Office;
use crate::{
    database::TestDatabase,
    fake_telegram::{FakeTelegram, TOKEN},
    test_clock::TestClock,
};

/// An office to be.
pub struct Builder {
    banks: Vec<String>,
    staff: Vec<String>,
    settings: Settings,
    database: Option<TestDatabase>,
    seed: u64,
}

impl Builder {
    pub fn new(banks: &[&str]) -> Self {
        let mut settings = Settings::default();
        settings.telegram.token = Some(Secret::new(TOKEN));
        settings.phone_key = Some(Secret::new("the key of the phone numbers"));
        let rates = &mut settings.telegram.rates;
        // Nobody waits for rates unless the story is about them.
        let no_rate = 1_000_000.try_into().unwrap();
        (rates.per_second, rates.per_chat, rates.per_group_minute) = (no_rate, no_rate, no_rate);
        let banks = banks.iter().map(|&bank| bank.to_owned()).collect();
        Self { banks, staff: Vec::new(), settings, database: None, seed: 7 }
    }

    /// People of the roster: `0001 张三 市财政局/预算股 管理员 13800000001`; role and
    /// phone may be left out.
    #[must_use]
    pub fn staff(mut self, lines: &[impl AsRef<str>]) -> Self {
        self.staff.extend(lines.iter().map(|line| line.as_ref().to_owned()));
        self
    }

    /// Telegram delivers by webhook.
    #[must_use]
    pub fn webhook(self) -> Self {
        self.set(|settings| {
            settings.webhook = Some(Webhook {
                url: Address::parse("http://127.0.0.1:1/hook", &["http"]).unwrap(),
                listen: "127.0.0.1:1".parse().unwrap(),
                secret: Secret::new("a-Secret_word-17"),
            });
        })
    }

    /// Changes any setting.
    #[must_use]
    pub fn set(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// On this database.
    #[must_use]
    pub fn on(self, database: TestDatabase) -> Self {
        Self { database: Some(database), ..self }
    }

    /// Opens the office: loads the banks and the roster, and starts the bot.
    pub async fn open(self) -> Office {
        let office = self.closed().await;
        office.start_copy().await;
        office
    }

    /// The office before the bot starts.
    pub async fn closed(self) -> Office {
        let telegram = FakeTelegram::start().await;
        let clock = TestClock::new();
        let database = match self.database {
            Some(database) => database,
            None => TestDatabase::new().await,
        };
        let mut settings = self.settings;
        settings.telegram.api_url = Address::parse(&telegram.url(), &["http"]);
        settings.database = DatabaseUrl::parse(&database.url()).expect("an address");
        let generator = ChaCha12Rng::seed_from_u64(self.seed);
        let world = World { clock: clock.clone(), generator };
        let house = app::house_in(world, &settings, database.store.clone(), String::new()).await.unwrap();
        let office = Office {
            telegram,
            clock,
            database,
            house,
            settings,
            copies: Mutex::default(),
            started: self.seed.into(),
            expected: Mutex::default(),
            closed: false,
        };
        office.load_all(&self.banks.iter().map(String::as_str).collect::<Vec<_>>()).await;
        office.hire(&self.staff).await;
        office
    }
}
