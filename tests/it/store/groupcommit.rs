//! SQLite's one writer and the turns that share its commits.

use std::{
    collections::BTreeSet,
    future::{Future, poll_fn},
    task::Poll,
    time::Duration,
};

use baiti::{
    domain::{ids::RoundId, lang::Lang, round::Round, rules::Rules},
    store::{Store, StoreError, Tx, account, job, meta, outbox, round, turn},
};
use sqlx::{Connection as _, SqliteConnection};

use super::office::{self, Attempt};
use crate::database::{TestDatabase, sqlite};

/// Longer than anything here takes; whoever waits longer hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// A turn that writes three rows which only come together.
async fn turn(store: Store, number: i64) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    outbox::add(&mut tx, "telegram", number, false, "a", 1).await?;
    meta::set(&mut tx, &format!("turn {number}"), "b").await?;
    job::add(&mut tx, "remind", &number.to_string(), 1).await?;
    tx.commit().await
}

/// Which turns are in the file, as another program reads it; each whole.
async fn kept(database: &TestDatabase) -> BTreeSet<i64> {
    let mut connection = sqlite(&database.file()).await;
    let mut columns = Vec::new();
    for sql in [
        "SELECT chat_id FROM outbox",
        "SELECT CAST(subject AS INTEGER) FROM job",
        "SELECT CAST(substr(key, 6) AS INTEGER) FROM meta",
    ] {
        let numbers: Vec<i64> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
        columns.push(numbers.iter().copied().collect::<BTreeSet<_>>());
        assert_eq!(numbers.len(), columns[0].len(), "each once");
    }
    assert!(columns.iter().all(|numbers| *numbers == columns[0]), "whole turns only: {columns:?}");
    columns.swap_remove(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_turns_at_once_are_all_durable() {
    let mut database = TestDatabase::sqlite().await;
    let turns = (0..500).map(|number| tokio::spawn(turn(database.store.clone(), number)));
    for done in futures::future::join_all(turns).await {
        done.unwrap().unwrap();
    }
    assert_eq!(kept(&database).await, (0..500).collect());
    database.reopen().await;
    assert_eq!(kept(&database).await, (0..500).collect());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_turn_that_fails_leaves_the_others_of_its_commit_alone() {
    let database = TestDatabase::sqlite().await;
    let turns = (0..120_i64).map(|number| {
        let store = database.store.clone();
        tokio::spawn(async move {
            if number % 3 != 0 {
                return turn(store, number).await;
            }
            let mut tx = store.begin().await?;
            outbox::add(&mut tx, "telegram", number, false, "a", 1).await?;
            // Nobody has this unit.
            let nowhere = office::details("谁", baiti::domain::ids::UnitId(77));
            baiti::store::staff::add(&mut tx, "1", &nowhere, false, 1).await?;
            tx.commit().await
        })
    });
    for (number, done) in futures::future::join_all(turns).await.into_iter().enumerate() {
        assert_eq!(done.unwrap().is_err(), number % 3 == 0, "{number}");
    }
    assert_eq!(kept(&database).await, (0..120).filter(|number| number % 3 != 0).collect());
}

/// Polls a future so often and then drops it: at once, while its last request
/// is still under way, or when the answer has come.
async fn cut<F: Future>(future: F, polls: usize, at_once: bool) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut done = 0;
    poll_fn(|context| {
        if done == polls {
            return Poll::Ready(None);
        }
        done += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if at_once && done == polls => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Whether another program gets the write lock.
async fn write_beside(database: &TestDatabase) {
    let mut other = sqlite(&database.file()).await;
    for sql in ["BEGIN IMMEDIATE", "ROLLBACK"] {
        sqlx::query(sql).execute(&mut other).await.expect("the lock is free");
    }
    other.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_may_be_dropped_at_any_point() {
    let database = TestDatabase::sqlite().await;
    let mut expected = BTreeSet::new();
    let mut cut_short = 0;
    for round in 0..80_usize {
        let number = i64::try_from(round).unwrap() * 10;
        let (polls, at_once) = (round / 2, round % 2 == 0);
        let outcome = cut(turn(database.store.clone(), number), polls, at_once).await;
        cut_short += usize::from(outcome.is_none());
        // Nobody else comes along to clear up.
        tokio::time::timeout(PATIENCE, write_beside(&database)).await.expect("no hang");
        let healthy = turn(database.store.clone(), number + 1);
        tokio::time::timeout(PATIENCE, healthy).await.expect("no hang").unwrap();
        expected.insert(number + 1);
        let kept = kept(&database).await;
        if outcome.is_some() {
            assert!(kept.contains(&number), "committed is committed");
        }
        // One that was dropped while it committed may be there or not.
        assert!(expected.is_subset(&kept), "after {polls} polls");
        expected = kept;
    }
    assert!((4..76).contains(&cut_short), "both happened: {cut_short}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_others_of_a_commit_survive_a_dropped_turn() {
    let database = TestDatabase::sqlite().await;
    for round in 0..60_usize {
        let first = i64::try_from(round).unwrap() * 10;
        let (polls, at_once) = (round / 2, round % 2 == 0);
        let dropped: Vec<_> = (7..10)
            .map(|n| {
                let store = database.store.clone();
                tokio::spawn(async move { cut(turn(store, first + n), polls, at_once).await.is_some() })
            })
            .collect();
        let healthy = (0..5).map(|n| tokio::spawn(turn(database.store.clone(), first + n)));
        let healthy = futures::future::join_all(healthy);
        for done in tokio::time::timeout(PATIENCE, healthy).await.expect("no hang") {
            done.unwrap().unwrap();
        }
        futures::future::try_join_all(dropped).await.unwrap();
        tokio::time::timeout(PATIENCE, write_beside(&database)).await.expect("no hang");
        let kept = kept(&database).await;
        assert!((0..5).all(|n| kept.contains(&(first + n))), "after {polls} polls");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_turn_sees_those_before_it_and_what_is_committed_can_be_read() {
    let database = TestDatabase::sqlite().await;
    let turns = (0..200).map(|_| {
        let store = database.store.clone();
        tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            let count: i64 =
                meta::get(&mut tx, "count").await.unwrap().map_or(0, |text| text.parse().unwrap());
            meta::set(&mut tx, "count", &(count + 1).to_string()).await.unwrap();
            tx.commit().await.unwrap();
            let mut tx = store.read().await.unwrap();
            let seen: i64 = meta::get(&mut tx, "count").await.unwrap().unwrap().parse().unwrap();
            assert!(seen > count, "{seen} after {count}");
            count
        })
    });
    let mut counts = futures::future::try_join_all(turns).await.unwrap();
    counts.sort_unstable();
    assert_eq!(counts, (0..200).collect::<Vec<_>>());
}

async fn add_beside(connection: &mut SqliteConnection, number: i64) {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let sql = "INSERT INTO counter (name, day, times) VALUES ('beside', $1, 1)";
    sqlx::query(sql).bind(number).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn another_program_can_write_in_between() {
    let database = TestDatabase::sqlite().await;
    let file = database.file();
    let beside = tokio::spawn(async move {
        let mut connection = sqlite(&file).await;
        for number in 0..40 {
            add_beside(&mut connection, number).await;
        }
    });
    for number in 0..200 {
        turn(database.store.clone(), number).await.unwrap();
    }
    beside.await.unwrap();
    assert_eq!(kept(&database).await.len(), 200);
    assert_eq!(database.number("SELECT COUNT(*) FROM counter").await, 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_waits_for_a_program_that_holds_the_file() {
    let database = TestDatabase::sqlite().await;
    let mut other = sqlite(&database.file()).await;
    let held = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let waiting = tokio::spawn(turn(database.store.clone(), 1));
    // Readers are not held up.
    let mut tx = database.store.read().await.unwrap();
    assert_eq!(outbox::count_open(&mut tx).await.unwrap(), 0);
    held.commit().await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(kept(&database).await, BTreeSet::from([1]));
}

/// Two people with an open round each, at accounts 1 and 2.
async fn two_at_work(database: &TestDatabase) -> Vec<(RoundId, Round)> {
    let mut tx = database.store.begin().await.unwrap();
    let unit = office::unit(&mut tx, "局").await;
    let question = office::bank(&mut tx, "r", "regulations", 1).await[0];
    let mut rounds = Vec::new();
    for account in [1, 2] {
        let staff = office::hire(&mut tx, &format!("000{account}"), unit).await;
        account::bind(&mut tx, "telegram", account, staff, Lang::Zh, 1).await.unwrap();
        account::bind(&mut tx, "terminal", account, staff, Lang::Zh, 1).await.unwrap();
        let attempt = Attempt { staff, unit, question, option: 0, day: office::day(20_261_123), seconds: 1 };
        rounds.push(office::open_round(&mut tx, &attempt).await);
        for channel in ["telegram", "terminal"] {
            assert!(office::taken_in(&mut tx, channel, account, account, "tap", 1).await.unwrap());
        }
    }
    tx.commit().await.unwrap();
    rounds
}

#[tokio::test]
async fn whoever_is_at_fault_bears_it_alone() {
    let database = TestDatabase::sqlite().await;
    let rounds = two_at_work(&database).await;
    let mut tx = database.store.begin().await.unwrap();
    round::end(&mut tx, rounds[0].0, &rounds[0].1, 2).await.unwrap();
    tx.commit().await.unwrap();
    let save = |(id, begun): (RoundId, Round)| {
        let store = database.store.clone();
        async move {
            let mut tx = store.begin().await.unwrap();
            let later = begun.resumed(office::noon(office::day(20_261_124)));
            round::save(&mut tx, id, &later).await.unwrap();
            tx.commit().await
        }
    };
    let (ended, open) = (rounds[0].clone(), rounds[1].clone());
    let (late, saved) = futures::future::join(save(ended), save(open.clone())).await;
    let cause = late.as_ref().map_err(StoreError::cause);
    assert!(matches!(cause, Err(StoreError::Broken { table: "round", .. })), "{late:?}");
    saved.unwrap();
    let mut tx = database.store.read().await.unwrap();
    let staff = account::person(&mut tx, "telegram", 2).await.unwrap().unwrap().staff;
    let kept = round::open(&mut tx, staff).await.unwrap().unwrap();
    assert_ne!(kept.round, open.1, "saved");
}

/// What a turn begins with, while others wait; what it does with it is given.
async fn take_turn<F>(store: &Store, channel: &'static str, chat: i64, act: F) -> turn::Loaded
where
    F: AsyncFnOnce(&mut Tx, &turn::Loaded),
{
    let mut tx = store.begin_turn(channel, chat).await.unwrap();
    let loaded = turn::load(&mut tx, channel, chat, office::day(20_261_123), 3).await.unwrap().unwrap();
    act(&mut tx, &loaded).await;
    turn::end(&mut tx, loaded.inbox_id, false, 3, Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
    loaded
}

#[tokio::test]
async fn what_was_looked_up_ahead_gives_way_to_what_others_have_written() {
    let database = TestDatabase::sqlite().await;
    two_at_work(&database).await;
    let store = &database.store;
    // While this is held, both turns queue, so that the first looks ahead for the second.
    let held = store.begin().await.unwrap();
    let first = take_turn(store, "telegram", 1, async |tx, _| {
        account::set_lang(tx, "telegram", 2, Lang::En).await.unwrap();
    });
    let second = take_turn(store, "telegram", 2, async |_, _| ());
    let (first, second, ()) = futures::future::join3(first, second, async { drop(held) }).await;
    assert_eq!(first.person.unwrap().lang, Lang::Zh);
    assert_eq!(second.person.unwrap().lang, Lang::En);
}

#[tokio::test]
async fn one_person_at_two_accounts_sees_what_they_have_just_done() {
    let database = TestDatabase::sqlite().await;
    let rounds = two_at_work(&database).await;
    let later = rounds[0].1.clone().resumed(office::noon(office::day(20_261_124)));
    let store = &database.store;
    let held = store.begin().await.unwrap();
    let first = take_turn(store, "telegram", 1, async |tx, loaded| {
        let open = loaded.round.as_ref().unwrap();
        round::save(tx, open.id, &later).await.unwrap();
    });
    let second = take_turn(store, "terminal", 1, async |_, _| ());
    let (_, second, ()) = futures::future::join3(first, second, async { drop(held) }).await;
    assert_eq!(second.round.unwrap().round, later);
}

#[tokio::test]
async fn a_question_that_was_looked_up_ahead_is_not_answered_twice_over() {
    let database = TestDatabase::sqlite().await;
    let rounds = two_at_work(&database).await;
    let store = &database.store;
    let rules = Rules::default();
    let held = store.begin().await.unwrap();
    let answer = |chat: i64| {
        let (id, begun) = rounds[usize::try_from(chat).unwrap() - 1].clone();
        let rules = &rules;
        take_turn(store, "telegram", chat, async move |tx, loaded| {
            let person = loaded.person.as_ref().unwrap();
            let slot = begun.slot();
            let attempt = Attempt {
                staff: person.staff,
                unit: person.unit,
                question: slot.question,
                option: 0,
                day: office::day(20_261_123),
                seconds: 4,
            };
            office::answer_in(tx, rules, &attempt, id, begun).await.unwrap();
        })
    };
    let (one, two) = (answer(1), answer(2));
    futures::future::join3(one, two, async { drop(held) }).await;
    assert_eq!(database.number("SELECT COUNT(*) FROM response").await, 2);
    assert_eq!(database.number("SELECT COUNT(*) FROM score WHERE answered = 1").await, 32);
    assert_eq!(database.number("SELECT COUNT(*) FROM streak WHERE current = 1").await, 2);
    assert_eq!(database.number("SELECT COUNT(*) FROM inbox WHERE handled_at IS NOT NULL").await, 2);
}

#[tokio::test]
async fn closing_folds_everything_into_one_file() {
    let database = TestDatabase::sqlite().await;
    turn(database.store.clone(), 1).await.unwrap();
    database.store.close().await;
    assert!(!database.file().with_extension("db-wal").exists());
    assert_eq!(kept(&database).await, BTreeSet::from([1]));
}
