//! What is written with each answer equals what is derived from all of them.

use baiti::{
    domain::{
        ids::{QuestionId, StaffId, UnitId},
        lang::Lang,
        points::Points,
        rules::Rules,
    },
    store::{
        Store, StoreError, account, question,
        rebuild::{self, Difference, Keys},
    },
};
use chrono::Days;
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

use super::office::{Attempt, answer, bank, day, hire, single, unit};
use crate::database::{TestDatabase, server};

/// One answer of somebody, by index.
#[derive(Debug, Clone)]
struct Given {
    person: usize,
    unit: usize,
    question: usize,
    option: usize,
    /// How many days after the one before; people don't answer in the past.
    later: u64,
    seconds: i64,
}

fn given() -> impl Strategy<Value = Given> {
    // The right option is the most likely one, so that caps and streaks matter.
    let option = prop_oneof![3 => Just(0_usize), 1 => Just(1), 1 => Just(2)];
    let later = prop_oneof![6 => Just(0_u64), 2 => Just(1), 1 => 2..40_u64];
    (0..3_usize, 0..3_usize, 0..4_usize, option, later, 0..700_i64).prop_map(
        |(person, unit, question, option, later, seconds)| Given {
            person,
            unit,
            question,
            option,
            later,
            seconds,
        },
    )
}

fn rules() -> Rules {
    // A low cap, so that it is met.
    Rules { daily_cap: Points::from_hundredths(250), ..Rules::default() }
}

struct Cast {
    people: Vec<StaffId>,
    units: Vec<UnitId>,
    questions: Vec<QuestionId>,
}

/// People and questions of one run; runs share a database.
async fn cast(store: &Store, run: usize) -> Result<Cast, StoreError> {
    let mut tx = store.begin().await?;
    let mut units = Vec::new();
    for path in ["局", "局/一科", "局/二科"] {
        units.push(unit(&mut tx, path).await);
    }
    let mut people = Vec::new();
    for person in 0..3 {
        people.push(hire(&mut tx, &format!("{run}-{person}"), units[0]).await);
    }
    let mut questions = bank(&mut tx, &format!("r{run}"), "regulations", 2).await;
    questions.extend(bank(&mut tx, &format!("e{run}"), "ethics", 2).await);
    tx.commit().await?;
    Ok(Cast { people, units, questions })
}

async fn play(store: &Store, cast: &Cast, answers: &[Given], after: &mut u64) -> Result<(), StoreError> {
    for given in answers {
        *after += given.later;
        let attempt = Attempt {
            staff: cast.people[given.person],
            unit: cast.units[given.unit],
            question: cast.questions[given.question],
            option: given.option,
            day: day(20_261_228) + Days::new(*after),
            seconds: given.seconds,
        };
        let mut tx = store.begin().await?;
        answer(&mut tx, &rules(), attempt).await;
        tx.commit().await?;
    }
    Ok(())
}

/// Derives everyone anew; says whether anything became different.
async fn replay(store: &Store, cast: &Cast) -> Result<bool, StoreError> {
    let mut keys = Keys::default();
    let mut tx = store.begin().await?;
    let mut changed = false;
    for &staff in &cast.people {
        let live = rebuild::derived(&mut tx, staff).await?;
        let difference = rebuild::staff(&mut tx, staff, &rules(), &mut keys).await?;
        let derived = rebuild::derived(&mut tx, staff).await?;
        // Whoever never answered has no streak row before, and an empty one after.
        changed |= difference != Difference::default() || live != derived;
    }
    tx.commit().await?;
    Ok(changed)
}

async fn correct_key(store: &Store, question: QuestionId, number: i64) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let (_, old) = question::current(&mut tx, question).await?;
    let corrected = single(&old.code, 1);
    question::add_version(&mut tx, question, number, "regulations", &corrected, 9).await?;
    tx.commit().await
}

#[test]
fn live_scores_equal_the_replay_whatever_is_answered() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(TestDatabase::new());
    let run = std::cell::Cell::new(0_usize);
    // A server takes longer over each turn.
    let cases = if server().is_some() { 8 } else { 32 };
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let answers = (vec(given(), 1..25), vec(given(), 0..25));
    let outcome = TestRunner::new(config).run(&answers, |(first, second)| {
        run.set(run.get() + 1);
        runtime
            .block_on(async {
                let store = &database.store;
                let cast = cast(store, run.get()).await?;
                let mut after = 0;
                play(store, &cast, &first, &mut after).await?;
                assert!(!replay(store, &cast).await?, "before the correction");
                correct_key(store, cast.questions[0], 2).await?;
                let met = first.iter().any(|given| given.question == 0 && given.option < 2);
                assert_eq!(replay(store, &cast).await?, met, "only who answered otherwise is re-marked");
                assert!(!replay(store, &cast).await?, "once is enough");
                play(store, &cast, &second, &mut after).await?;
                assert!(!replay(store, &cast).await?, "after the correction");
                Ok::<_, StoreError>(())
            })
            .map_err(|error| TestCaseError::fail(error.to_string()))
    });
    outcome.unwrap();
    runtime.block_on(async move { drop(database) });
}

#[tokio::test]
async fn a_corrected_key_re_marks_and_says_by_how_much() {
    let database = TestDatabase::new().await;
    let store = &database.store;
    let cast = cast(store, 1).await.unwrap();
    let right = Given { person: 0, unit: 1, question: 0, option: 0, later: 0, seconds: 5 };
    let wrong = Given { person: 1, option: 1, ..right.clone() };
    play(store, &cast, &[right, wrong], &mut 0).await.unwrap();
    correct_key(store, cast.questions[0], 2).await.unwrap();
    let (mut tx, mut keys) = (store.begin().await.unwrap(), Keys::default());
    let mut differences = Vec::new();
    for &staff in &cast.people {
        differences.push(rebuild::staff(&mut tx, staff, &rules(), &mut keys).await.unwrap());
    }
    let by = |remarked, hundredths| Difference { remarked, points: Points::from_hundredths(hundredths) };
    assert_eq!(differences, [by(1, -100), by(1, 100), by(0, 0)]);
}

#[tokio::test]
async fn a_key_corrected_before_a_new_wording_stays_corrected() {
    let database = TestDatabase::new().await;
    let store = &database.store;
    let cast = cast(store, 1).await.unwrap();
    let wrong = Given { person: 0, unit: 1, question: 0, option: 1, later: 0, seconds: 5 };
    play(store, &cast, &[wrong], &mut 0).await.unwrap();
    correct_key(store, cast.questions[0], 2).await.unwrap();
    assert!(replay(store, &cast).await.unwrap(), "by the corrected key it is right");
    let mut tx = store.begin().await.unwrap();
    let mut reworded = single("r1-0", 1);
    reworded.stem.push_str("（修订）");
    question::add_version(&mut tx, cast.questions[0], 3, "regulations", &reworded, 9).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!replay(store, &cast).await.unwrap(), "and it stays right when a word is mended");
}

#[tokio::test]
async fn a_new_wording_leaves_old_answers_as_they_were_marked() {
    let database = TestDatabase::new().await;
    let store = &database.store;
    let cast = cast(store, 1).await.unwrap();
    let right = Given { person: 0, unit: 1, question: 0, option: 0, later: 0, seconds: 5 };
    play(store, &cast, &[right], &mut 0).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let mut reworded = single("r1-0", 3);
    reworded.stem.push_str("（修订）");
    question::add_version(&mut tx, cast.questions[0], 2, "regulations", &reworded, 9).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!replay(store, &cast).await.unwrap());
}

#[tokio::test]
async fn a_changed_rule_can_be_replayed() {
    let database = TestDatabase::new().await;
    let store = &database.store;
    let cast = cast(store, 1).await.unwrap();
    let right = |question| Given { person: 0, unit: 1, question, option: 0, later: 0, seconds: 5 };
    play(store, &cast, &[right(0), right(1), right(2), right(3)], &mut 0).await.unwrap();
    let lower = Rules { daily_cap: Points::ONE, ..rules() };
    let (mut tx, mut keys) = (store.begin().await.unwrap(), Keys::default());
    let difference = rebuild::staff(&mut tx, cast.people[0], &lower, &mut keys).await.unwrap();
    assert_eq!(difference, Difference { remarked: 0, points: Points::from_hundredths(-150) });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn answers_given_during_a_replay_are_not_forgotten() {
    let database = TestDatabase::new().await;
    let store = &database.store;
    let cast = cast(store, 1).await.unwrap();
    let staff = cast.people[0];
    let mut tx = store.begin().await.unwrap();
    account::bind(&mut tx, "telegram", 1, staff, Lang::Zh, 1).await.unwrap();
    tx.commit().await.unwrap();
    let attempt = Attempt {
        staff,
        unit: cast.units[0],
        question: cast.questions[0],
        option: 0,
        day: day(20_261_228),
        seconds: 1,
    };
    let answers = async {
        for _ in 0..40 {
            let mut tx = store.begin().await.unwrap();
            // As every turn does.
            account::person(&mut tx, "telegram", 1).await.unwrap().unwrap();
            answer(&mut tx, &rules(), attempt).await;
            tx.commit().await.unwrap();
        }
    };
    let replays = async {
        for _ in 0..40 {
            let mut tx = store.begin().await.unwrap();
            rebuild::staff(&mut tx, staff, &rules(), &mut Keys::default()).await.unwrap();
            tx.commit().await.unwrap();
        }
    };
    futures::join!(answers, replays);
    assert!(!replay(store, &cast).await.unwrap());
    assert_eq!(
        database.number("SELECT answered FROM score WHERE span = 'a' AND scope = 0 AND topic = ''").await,
        40
    );
}
