//! SIGINT and SIGTERM end the program within five seconds, with nothing half
//! done.

use std::time::Duration;

use super::{
    Chance,
    class::class,
    once::{all_is_kept_once, all_is_sent, all_is_shown},
    program::Program,
    traffic::{Moment, Traffic},
};
use crate::{database::TestDatabase, fake_telegram::FakeTelegram};

/// What is promised.
const SOON: Duration = Duration::from_secs(5);
/// How long each call takes.
const SLOW: Duration = Duration::from_secs(2);

async fn ends_soon(program: &mut Program, signal: &str) {
    program.signal(signal);
    let status = program.ends_within(SOON).await;
    assert_eq!(status.code(), Some(0), "{}", program.said());
}

async fn ends_in_the_middle(signal: &str, webhook: bool) {
    let mut chance = Chance::new(7);
    let mut database = TestDatabase::new().await;
    let fake = FakeTelegram::start().await;
    let pupils = class(&database, &fake, (12, 5), &mut chance).await;
    let program = Program::new(&fake, &database.url());
    let mut program = if webhook { program.webhook() } else { program };
    program.start();
    fake.wait_until("updates to be asked for", |state| state.poll > 0 || state.webhook.is_some()).await;
    fake.take_time(SLOW);
    let mut traffic = Traffic::new(&fake, &pupils);
    traffic.rush(5);
    let under_way = |state: &_| calls(state, "answercallbackquery") >= 5;
    fake.wait_until("confirmations to be under way", under_way).await;
    ends_soon(&mut program, signal).await;

    fake.take_time(Duration::ZERO);
    program.start();
    traffic.flows_until(Moment::NEVER).await;
    all_is_shown(&fake, &pupils).await;
    ends_soon(&mut program, signal).await;
    all_is_kept_once(&mut database, &pupils).await;
    all_is_sent(&database).await;
    let twice = fake.state(|state| state.taps.values().filter(|tap| tap.answers.len() != 1).count());
    assert_eq!(twice, 0, "what went out before the end was not noted");
}

fn calls(state: &crate::fake_telegram::State, method: &str) -> usize {
    state.calls_of(method).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_sigint_while_polling() {
    ends_in_the_middle("INT", false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_sigterm_behind_a_webhook() {
    ends_in_the_middle("TERM", true).await;
}

/// Whatever the program waits for at its start, it does not have to be killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_telegram_is_silent_at_the_start() {
    for method in ["getMe", "setMyCommands", "setWebhook", "deleteWebhook"] {
        let database = TestDatabase::new().await;
        let fake = FakeTelegram::start().await;
        class(&database, &fake, (1, 1), &mut Chance::new(1)).await;
        let program = Program::new(&fake, &database.url());
        let mut program = if method == "setWebhook" { program.webhook() } else { program };
        fake.hold(method, None);
        program.start();
        fake.wait_until(method, |state| calls(state, method) > 0).await;
        ends_soon(&mut program, "TERM").await;
    }
}
