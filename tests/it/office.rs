//! A whole office with its bot: the real program on a Telegram of our own, with
//! a clock that a test moves, and a database of its own.
//!
//! ```text
//! let office = Office::with(&[BANK]).staff(&["0001 张三 市财政局/预算股"]).open().await;
//! let zhang = office.staff("0001").await;
//! zhang.says("/quiz").await.sees("请选择练习内容").presses("法规").await;
//! office.closes().await;
//! ```
//!
//! Whoever does something waits until the bot has nothing left to do, so that
//! what is shown then is what stays.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

mod banks;
mod builder;
mod copy;
mod ending;
mod exams;
mod roster;
mod served;
mod someone;

use std::{
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use baiti::{
    chat::house::House,
    clock::{Clock as _, Timestamp},
    domain::{exam::outage::SILENCE, ids::StaffId},
    store::{inbox, outage, outbox, staff},
};

pub use self::{banks::*, exams::simple_exam, served::served, someone::Someone};
use self::{builder::Builder, copy::Copy};
use crate::{database::TestDatabase, fake_telegram::FakeTelegram, test_clock::TestClock};

/// How long a test waits before it says what it waits for.
const PATIENCE: usize = 10_000;
/// How many parts of each copy look round every three seconds at least: the
/// sweep, the clock of exams, the jobs, the heartbeat.
pub const UPKEEP: usize = 4;

/// The office.
pub struct Office {
    pub telegram: FakeTelegram,
    pub clock: Arc<TestClock>,
    pub database: TestDatabase,
    /// What the command line sees of the office: a program beside the bot.
    pub house: Arc<House>,
    settings: baiti::settings::Settings,
    copies: Mutex<Vec<Copy>>,
    started: AtomicU64,
    /// Refusals of Telegram that belong to the story.
    expected: Mutex<Vec<&'static str>>,
    closed: bool,
}

impl Office {
    /// An office with these banks (TOML).
    pub fn with(banks: &[&str]) -> Builder {
        Builder::new(banks)
    }

    /// Someone from the roster, bound to an account by an invitation.
    pub async fn staff(&self, staff_no: &str) -> Someone<'_> {
        let someone = self.account(account_of(staff_no), staff_no);
        let token = self.invitation(staff_no, Duration::from_hours(24)).await;
        someone.says(&format!("/start {token}")).await.sees("您的单位是");
        someone
    }

    /// Someone from the roster who was bound before the bot began, without a
    /// word said; quicker where a story needs a crowd.
    pub async fn bound(&self, staff_no: &str) -> Someone<'_> {
        let id = account_of(staff_no);
        let person = self.id_of(staff_no).await;
        let now = self.house.clock.now().0;
        let mut tx = self.house.store.begin().await.unwrap();
        let lang = baiti::domain::lang::Lang::Zh;
        baiti::store::account::bind(&mut tx, "telegram", id, person, lang, now).await.unwrap();
        tx.commit().await.unwrap();
        self.account(id, staff_no)
    }

    /// Someone with a Telegram account whom nobody knows.
    pub fn stranger(&self, id: i64) -> Someone<'_> {
        self.account(id, "路人")
    }

    fn account(&self, id: i64, name: &str) -> Someone<'_> {
        Someone { office: self, phone: self.telegram.person(id, name) }
    }

    /// The number of a person on the roster.
    pub async fn id_of(&self, staff_no: &str) -> StaffId {
        let mut tx = self.house.store.read().await.unwrap();
        staff::by_no(&mut tx, staff_no).await.unwrap().expect("is on the roster").id
    }

    /// Waits until everything that was said is handled and everything that was
    /// answered is delivered.
    pub async fn rests(&self) {
        for _ in 0..PATIENCE {
            if self.telegram.state(|state| state.updates.is_empty()) && self.open_rows().await == (0, 0) {
                return;
            }
            self.ends_early();
            blink().await;
        }
        let rows = self.open_rows().await;
        panic!("chats with open inbox and outbox rows: {rows:?}\n{}", self.telegram.state(|s| s.summary()));
    }

    /// In how many chats inbox rows are open, and outbox rows.
    pub async fn open_rows(&self) -> (usize, usize) {
        let mut tx = self.house.store.read().await.unwrap();
        let open_in = inbox::open_chats(&mut tx, i64::MAX).await.unwrap().len();
        (open_in, outbox::open_chats(&mut tx, "telegram", i64::MAX).await.unwrap().len())
    }

    /// Waits until something in the database or on Telegram is so.
    pub async fn until(&self, what: &str, mut is: impl AsyncFnMut() -> bool) {
        for _ in 0..PATIENCE {
            if is().await {
                return;
            }
            blink().await;
        }
        panic!("waited in vain until {what}\n{}", self.telegram.state(|state| state.summary()));
    }

    /// Lets time pass. What falls due is done before this ends.
    pub async fn advance(&self, duration: Duration) {
        self.rests().await;
        self.passes(duration).await;
        self.rests().await;
    }

    /// Lets time pass, whatever is still under way. The program lives all the
    /// while: that its heart beats is written for it, as nobody waits for so
    /// many beats.
    pub async fn passes(&self, duration: Duration) {
        self.upkeep_sleeps().await;
        if duration > SILENCE && !self.copies().is_empty() {
            self.lives_until(self.clock.now().plus(duration)).await;
        }
        self.clock.advance(duration);
        self.upkeep_sleeps().await;
    }

    async fn lives_until(&self, moment: Timestamp) {
        let mut tx = self.house.store.begin().await.unwrap();
        let Some(sign) = outage::sign_seen(&mut tx).await.unwrap() else { return };
        outage::set_sign(&mut tx, sign, moment).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets time pass in which the program does not get to do anything, as when
    /// the machine sleeps.
    pub async fn freezes(&self, duration: Duration) {
        self.rests().await;
        self.upkeep_sleeps().await;
        self.clock.advance(duration);
        self.upkeep_sleeps().await;
    }

    /// Waits until the upkeep of every copy has looked round.
    async fn upkeep_sleeps(&self) {
        self.until("the upkeep sleeps", async || {
            self.ends_early();
            self.clock.asleep_within(Duration::from_secs(3)) >= UPKEEP * self.copies().len()
        })
        .await;
    }

    /// A refusal of Telegram that the story brings about.
    pub fn expects(&self, words: &'static str) {
        self.expected.lock().unwrap().push(words);
    }

    /// What the database answers to this: a number.
    pub async fn number(&self, sql: &str) -> i64 {
        self.database.number(sql).await
    }

    /// Ends the program as SIGTERM does and starts it again.
    pub async fn restart(&self) {
        for copy in self.take_copies() {
            copy.ends().await;
            self.start_copy().await;
        }
    }

    /// Kills the program, with whatever it was doing, and starts it again.
    pub async fn crash(&self) {
        self.crashes();
        self.start_copy().await;
    }

    /// Kills the program.
    pub fn crashes(&self) {
        self.take_copies().into_iter().for_each(Copy::dies);
    }

    /// Kills the copy that runs longest; Telegram turns to the others.
    pub fn loses_a_copy(&self) {
        self.copies().remove(0).dies();
        self.spread();
    }

    /// Starts one more copy of the program on the same database. By webhook
    /// the updates are spread over all copies.
    pub async fn start_copy(&self) {
        let seed = self.started.fetch_add(1, Ordering::Relaxed);
        let copy = Copy::start(&self.settings, self.clock.clone(), &self.telegram, seed).await;
        self.copies().push(copy);
        self.spread();
    }

    fn spread(&self) {
        let urls: Vec<String> = self.copies().iter().filter_map(Copy::url).collect();
        self.telegram.spread_over(&urls);
    }

    fn copies(&self) -> MutexGuard<'_, Vec<Copy>> {
        self.copies.lock().unwrap()
    }

    /// The running copies, to end them by hand.
    pub fn take_copies(&self) -> Vec<Copy> {
        std::mem::take(&mut self.copies())
    }

    /// Fails if the program has ended of itself.
    fn ends_early(&self) {
        self.copies().iter().for_each(Copy::still_runs);
    }
}

/// The number of the account of a person on the roster.
fn account_of(staff_no: &str) -> i64 {
    10_000 + staff_no.parse::<i64>().expect("staff numbers are numbers here")
}

/// The shortest wait: the bot works in threads of its own.
#[expect(clippy::disallowed_methods, reason = "a blink, to look again")]
pub async fn blink() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}

impl Drop for Office {
    fn drop(&mut self) {
        self.crashes();
        assert!(self.closed || std::thread::panicking(), "a story ends with office.closes().await");
    }
}
