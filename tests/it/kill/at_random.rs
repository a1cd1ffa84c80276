//! `kill -9` at random moments, in the middle of thousands of taps.

use super::{
    Chance,
    class::{Pupil, class},
    once::{all_is_kept_once, all_is_sent, all_is_shown},
    program::Program,
    traffic::{Moment, Traffic},
};
use crate::{
    database::{TestDatabase, server_or_said},
    fake_telegram::FakeTelegram,
};

/// How many people tap, and how many questions each answers.
const SIZE: (usize, usize) = (20, 45);
/// How often the program is killed.
const KILLS: usize = 14;
/// The most calls of one life that is cut off by their number.
const CALLS: usize = 150;

async fn prepared(seed: u64) -> (TestDatabase, FakeTelegram, Vec<Pupil>, Chance) {
    let mut chance = Chance::new(seed);
    let database = TestDatabase::new().await;
    let fake = FakeTelegram::start().await;
    let pupils = class(&database, &fake, SIZE, &mut chance).await;
    (database, fake, pupils, chance)
}

/// The next time to kill: at a number of taps or at a number of calls,
/// whichever comes first. Few calls are a start that is cut off.
fn next_moment(fake: &FakeTelegram, traffic: &Traffic<'_>, chance: &mut Chance) -> Moment {
    let share = traffic.total() * 18 / 10 / KILLS;
    let calls = if chance.percent(25) { 8 } else { CALLS };
    fake.state(|state| Moment {
        handed_over: traffic.handed_over(state) + 1 + chance.below(share),
        calls: state.calls.len() + 1 + chance.below(calls),
    })
}

/// Kills one program or another while people tap; then lets all come to rest.
async fn kill_again_and_again(
    fake: &FakeTelegram,
    pupils: &[Pupil],
    programs: &mut [Program],
    chance: &mut Chance,
) {
    let mut traffic = Traffic::new(fake, pupils);
    assert!(traffic.total() >= 2_000, "{}", traffic.total());
    for _ in 0..KILLS {
        let moment = next_moment(fake, &traffic, chance);
        let unlucky = chance.below(programs.len());
        {
            let lives = futures::future::select_all(programs.iter().map(|program| Box::pin(program.lives())));
            tokio::select! {
                () = traffic.flows_until(moment) => {}
                _ = lives => {}
            }
        }
        programs[unlucky].kill().await;
        programs[unlucky].start();
    }
    let left = fake.state(|state| traffic.total() - traffic.handed_over(state));
    assert!(left > 0, "the last kill came when all was over");
    traffic.flows_until(Moment::NEVER).await;
    all_is_shown(fake, pupils).await;
}

async fn survives(seed: u64, webhook: bool, copies: usize) {
    let (mut database, fake, pupils, mut chance) = prepared(seed).await;
    let program = || {
        let program = Program::new(&fake, &database.url());
        if webhook { program.webhook() } else { program }
    };
    let mut programs: Vec<Program> = (0..copies).map(|_| program()).collect();
    let urls: Vec<String> = programs.iter().map(Program::url).collect();
    if copies > 1 {
        fake.spread_over(&urls);
    }
    programs.iter_mut().for_each(Program::start);
    kill_again_and_again(&fake, &pupils, &mut programs, &mut chance).await;
    for program in &mut programs {
        program.signal("TERM");
        let (code, said) = program.ends().await;
        assert_eq!(code, Some(0), "{said}");
    }
    all_is_kept_once(&mut database, &pupils).await;
    all_is_sent(&database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_polling() {
    survives(1, false, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_webhook() {
    survives(2, true, 1).await;
}

/// Runs where `BAITI_TEST_POSTGRES` names a server, as CI does: only there can
/// there be two copies.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_two_copies() {
    if server_or_said().is_some() {
        survives(3, true, 2).await;
    }
}
