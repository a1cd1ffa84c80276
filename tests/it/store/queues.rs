//! What comes in, what goes out, and what is to be done later.

use std::sync::{Arc, Mutex};

use baiti::store::{Store, copy, inbox, job, meta, outbox};

use super::office::taken_in;
use crate::database::TestDatabase;

/// Adds updates to a chat.
async fn arrive(store: &Store, chat: i64, updates: impl IntoIterator<Item = i64>) {
    let mut tx = store.begin().await.unwrap();
    for update in updates {
        assert!(taken_in(&mut tx, "telegram", update, chat, &format!("{update}"), update).await.unwrap());
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_update_is_kept_once_by_its_number() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    assert!(taken_in(&mut tx, "telegram", 10, 5, "first", 1).await.unwrap());
    assert!(!taken_in(&mut tx, "telegram", 10, 5, "again", 2).await.unwrap());
    assert!(taken_in(&mut tx, "telegram", 3, 5, "smaller", 3).await.unwrap(), "numbers may start anew");
    assert!(taken_in(&mut tx, "terminal", 10, 5, "other channel", 4).await.unwrap());
    let taken = inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().unwrap();
    assert_eq!(taken.raw, "smaller", "the lowest number first");
    assert_eq!(inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().unwrap().raw, "first");
    assert!(inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().is_none());
    assert!(!taken_in(&mut tx, "telegram", 10, 5, "late", 10).await.unwrap(), "handled ones count too");
}

#[tokio::test]
async fn a_turn_that_is_dropped_gives_its_update_back() {
    let database = TestDatabase::new().await;
    arrive(&database.store, 5, [1, 2]).await;
    let mut tx = database.store.begin().await.unwrap();
    let dropped = inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().unwrap();
    drop(tx);
    let mut tx = database.store.begin().await.unwrap();
    let again = inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().unwrap();
    assert_eq!((again.id, again.raw.as_str()), (dropped.id, "1"));
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    assert_eq!(inbox::take(&mut tx, "telegram", 5, 9).await.unwrap().unwrap().raw, "2");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_takers_of_a_chat_take_each_update_once_and_in_order() {
    let database = TestDatabase::new().await;
    arrive(&database.store, 5, 1..=40).await;
    let taken = Arc::new(Mutex::new(Vec::new()));
    let takers = (0..8).map(|number| {
        let (store, taken) = (database.store.clone(), taken.clone());
        tokio::spawn(async move {
            loop {
                let mut tx = store.begin().await.unwrap();
                let Some(update) = inbox::take(&mut tx, "telegram", 5, 9).await.unwrap() else { return };
                let value: i64 = update.raw.parse().unwrap();
                if (value + number) % 7 == 0 {
                    drop(tx);
                    continue;
                }
                // The order of turns, as they themselves see it.
                let seen = meta::get(&mut tx, "seen").await.unwrap().unwrap_or_default();
                meta::set(&mut tx, "seen", &format!("{seen}{value} ")).await.unwrap();
                tx.commit().await.unwrap();
                taken.lock().unwrap().push(value);
            }
        })
    });
    futures::future::try_join_all(takers).await.unwrap();
    let mut all = taken.lock().unwrap().clone();
    all.sort_unstable();
    assert_eq!(all, (1..=40).collect::<Vec<_>>());
    let mut tx = database.store.read().await.unwrap();
    let seen = meta::get(&mut tx, "seen").await.unwrap().unwrap();
    let in_order: Vec<String> = (1..=40).map(|value| value.to_string()).collect();
    assert_eq!(seen.trim(), in_order.join(" "));
}

#[tokio::test]
async fn chats_with_open_updates_are_found_again_after_a_restart() {
    let mut database = TestDatabase::new().await;
    arrive(&database.store, 5, [1, 2]).await;
    arrive(&database.store, 6, [3]).await;
    arrive(&database.store, 7, [50]).await;
    database.reopen().await;
    let mut tx = database.store.begin().await.unwrap();
    let mut open = inbox::open_chats(&mut tx, 49).await.unwrap();
    open.sort();
    assert_eq!(open, [("telegram".to_owned(), 5), ("telegram".to_owned(), 6)], "until then");
    let taken = inbox::take(&mut tx, "telegram", 6, 60).await.unwrap().unwrap();
    inbox::note_trouble(&mut tx, taken.id, "unreadable").await.unwrap();
    assert_eq!(inbox::open_chats(&mut tx, 49).await.unwrap().len(), 1);
    assert_eq!(inbox::purge(&mut tx, 60).await.unwrap(), 0);
    assert_eq!(inbox::purge(&mut tx, 61).await.unwrap(), 1, "only what was handled");
    tx.commit().await.unwrap();
    assert_eq!(database.number("SELECT COUNT(*) FROM inbox").await, 3);
}

#[tokio::test]
async fn the_outbox_keeps_order_and_ends_rows_once() {
    let mut database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let first = outbox::add(&mut tx, "telegram", 5, false, "a", 1).await.unwrap();
    let second = outbox::add(&mut tx, "telegram", 6, true, "b", 2).await.unwrap();
    let third = outbox::add(&mut tx, "telegram", 5, false, "c", 3).await.unwrap();
    outbox::add(&mut tx, "terminal", 5, false, "d", 3).await.unwrap();
    tx.commit().await.unwrap();
    database.reopen().await;
    let mut tx = database.store.begin().await.unwrap();
    let mut open = Vec::new();
    for (chat, after) in [(5, 0), (6, 0), (5, first)] {
        let rows = outbox::open_of_chat(&mut tx, "telegram", chat, after).await.unwrap();
        open.extend(rows.into_iter().map(|row| (row.id, row.chat_id, row.notice, row.payload)));
    }
    let row = |id, chat, notice, payload: &str| (id, chat, notice, payload.to_owned());
    let (a, b, c) = (row(first, 5, false, "a"), row(second, 6, true, "b"), row(third, 5, false, "c"));
    assert_eq!(open, [a, c.clone(), b, c], "in order, from a number on");
    let mut chats = outbox::open_chats(&mut tx, "telegram", 2).await.unwrap();
    chats.sort_unstable();
    assert_eq!(chats, [5, 6]);
    assert_eq!(outbox::count_open(&mut tx).await.unwrap(), 4);

    assert_eq!(outbox::end_sent(&mut tx, &[first, third], 9).await.unwrap(), 2);
    assert_eq!(outbox::end_sent(&mut tx, &[first, third], 10).await.unwrap(), 0, "once");
    assert_eq!(outbox::end_sent(&mut tx, &[], 10).await.unwrap(), 0);
    outbox::end(&mut tx, second, "blocked", 11).await.unwrap();
    outbox::end(&mut tx, second, "sent", 12).await.unwrap();
    assert_eq!(outbox::count_open(&mut tx).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(database.number("SELECT COUNT(*) FROM outbox WHERE outcome = 'blocked'").await, 1);
    assert_eq!(database.number("SELECT COUNT(*) FROM outbox WHERE payload <> ''").await, 1, "words go");
    let mut tx = database.store.begin().await.unwrap();
    assert_eq!(outbox::purge(&mut tx, 10).await.unwrap(), 2);
}

#[tokio::test]
async fn numbers_of_the_outbox_are_never_given_twice() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let first = outbox::add(&mut tx, "telegram", 5, false, "a", 1).await.unwrap();
    outbox::end_sent(&mut tx, &[first], 2).await.unwrap();
    outbox::purge(&mut tx, 3).await.unwrap();
    let second = outbox::add(&mut tx, "telegram", 5, false, "b", 4).await.unwrap();
    assert!(second > first, "{first} {second}");
}

#[tokio::test]
async fn one_copy_sends_to_a_chat_until_its_lease_ends() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    assert!(outbox::claim(&mut tx, "telegram", 5, "one", 100, 0).await.unwrap());
    assert!(outbox::claim(&mut tx, "telegram", 5, "one", 110, 5).await.unwrap(), "its own");
    assert!(!outbox::claim(&mut tx, "telegram", 5, "two", 200, 50).await.unwrap());
    assert!(outbox::claim(&mut tx, "telegram", 6, "two", 200, 50).await.unwrap(), "another chat");
    assert_eq!(outbox::renew(&mut tx, "one", 150).await.unwrap(), 1);
    assert!(!outbox::claim(&mut tx, "telegram", 5, "two", 200, 120).await.unwrap(), "was renewed");
    assert!(outbox::claim(&mut tx, "telegram", 5, "two", 300, 151).await.unwrap(), "has run out");
    assert!(!outbox::release(&mut tx, "telegram", 5, "one").await.unwrap(), "no longer its own");
    let row = outbox::add(&mut tx, "telegram", 5, false, "a", 1).await.unwrap();
    assert!(!outbox::release(&mut tx, "telegram", 5, "two").await.unwrap(), "something waits");
    outbox::end_sent(&mut tx, &[row], 2).await.unwrap();
    assert!(outbox::release(&mut tx, "telegram", 5, "two").await.unwrap());
    assert_eq!(outbox::drop_all(&mut tx, "two").await.unwrap(), 1);
}

#[tokio::test]
async fn a_job_stands_open_once_and_comes_when_it_is_due() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    job::add(&mut tx, "remind", "5", 100).await.unwrap();
    job::add(&mut tx, "remind", "5", 50).await.unwrap();
    job::add(&mut tx, "remind", "6", 90).await.unwrap();
    assert_eq!(job::claim(&mut tx, "remind", 89, 189).await.unwrap(), None);
    let first = job::claim(&mut tx, "remind", 100, 200).await.unwrap().unwrap();
    assert_eq!((first.kind.as_str(), first.subject.as_str(), first.attempts), ("remind", "6", 1));
    assert_eq!(job::claim(&mut tx, "remind", 101, 201).await.unwrap().unwrap().subject, "5");
    assert_eq!(job::claim(&mut tx, "remind", 102, 202).await.unwrap(), None, "both are being done");
    let again = job::claim(&mut tx, "remind", 200, 300).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts), (first.id, 2), "a lease that ran out");
    job::postpone(&mut tx, first.id, 400, "timeout").await.unwrap();
    assert_eq!(job::claim(&mut tx, "remind", 399, 499).await.unwrap().unwrap().subject, "5");
    assert_eq!(job::claim(&mut tx, "remind", 400, 500).await.unwrap().unwrap().attempts, 3);
    job::renew(&mut tx, first.id, 900).await.unwrap();
    assert_eq!(
        job::claim(&mut tx, "remind", 501, 600).await.unwrap().unwrap().subject,
        "5",
        "the other is held on to"
    );
    job::done(&mut tx, first.id, 401, None).await.unwrap();
    assert_eq!(job::claim(&mut tx, "other", 9_999, 10_000).await.unwrap(), None, "of another kind");
    assert_eq!(job::claim(&mut tx, "remind", 550, 600).await.unwrap(), None);
    job::add(&mut tx, "remind", "6", 900).await.unwrap();
    assert_eq!(job::purge(&mut tx, 402).await.unwrap(), 1, "and may stand open anew");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_copies_do_each_job_once() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    for subject in 0..30 {
        job::add(&mut tx, "remind", &subject.to_string(), 1).await.unwrap();
    }
    tx.commit().await.unwrap();
    let workers = (0..6).map(|_| {
        let store = database.store.clone();
        tokio::spawn(async move {
            let mut mine = Vec::new();
            loop {
                let mut tx = store.begin().await.unwrap();
                let Some(job) = job::claim(&mut tx, "remind", 10, 1_000).await.unwrap() else { return mine };
                tx.commit().await.unwrap();
                mine.push(job.id);
            }
        })
    });
    let mut all: Vec<i64> = futures::future::try_join_all(workers).await.unwrap().concat();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert_eq!((count, all.len()), (30, 30));
}

#[tokio::test]
async fn copies_beat_and_are_forgotten() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    copy::beat(&mut tx, "one", 10).await.unwrap();
    copy::beat(&mut tx, "two", 20).await.unwrap();
    copy::beat(&mut tx, "one", 30).await.unwrap();
    copy::beat(&mut tx, "three", 25).await.unwrap();
    let listed = copy::list(&mut tx).await.unwrap();
    let listed: Vec<_> = listed.iter().map(|row| (row.id.as_str(), row.started_at, row.beat_at)).collect();
    assert_eq!(listed, [("one", 10, 30), ("two", 20, 20), ("three", 25, 25)]);
    copy::forget(&mut tx, "three", 21).await.unwrap();
    assert_eq!(copy::list(&mut tx).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_value_is_set_and_taken_by_whoever_knows_it() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    meta::set(&mut tx, "owner_code", "a").await.unwrap();
    meta::set(&mut tx, "owner_code", "b").await.unwrap();
    assert_eq!(meta::get(&mut tx, "owner_code").await.unwrap().as_deref(), Some("b"));
    assert!(!meta::take(&mut tx, "owner_code", "a").await.unwrap());
    assert!(meta::take(&mut tx, "owner_code", "b").await.unwrap());
    assert!(!meta::take(&mut tx, "owner_code", "b").await.unwrap(), "once");
    assert_eq!(meta::get(&mut tx, "owner_code").await.unwrap(), None);
}

#[tokio::test]
async fn a_turn_loads_who_speaks_and_ends_with_what_is_said() {
    use baiti::{
        domain::lang::Lang,
        store::{account, turn},
    };

    let database = TestDatabase::new().await;
    let day = super::office::day(20_261_123);
    let mut tx = database.store.begin().await.unwrap();
    let office = super::office::unit(&mut tx, "局").await;
    let staff = super::office::hire(&mut tx, "0001", office).await;
    account::bind(&mut tx, "telegram", 5, staff, Lang::Zh, 1).await.unwrap();
    assert!(taken_in(&mut tx, "telegram", 7, 5, "second", 2).await.unwrap());
    assert!(taken_in(&mut tx, "telegram", 6, 5, "first", 2).await.unwrap());
    assert!(taken_in(&mut tx, "telegram", 8, 9, "a stranger's words", 2).await.unwrap());
    let loaded = turn::load(&mut tx, "telegram", 5, day, 3).await.unwrap().unwrap();
    assert_eq!((loaded.raw.as_str(), loaded.person.unwrap().staff), ("first", staff));
    assert!(loaded.round.is_none());
    let said =
        [("telegram", 5, false, "{\"a\":\"\\u0000“\"}".to_owned()), ("telegram", 6, true, "b".to_owned())];
    turn::end(&mut tx, loaded.inbox_id, false, 3, said.to_vec()).await.unwrap();
    let mut rows = outbox::open_of_chat(&mut tx, "telegram", 5, 0).await.unwrap();
    rows.extend(outbox::open_of_chat(&mut tx, "telegram", 6, 0).await.unwrap());
    let told: Vec<_> =
        rows.iter().map(|row| (row.id, row.chat_id, row.notice, row.payload.clone())).collect();
    let ids = [told[0].0, told[1].0];
    assert_eq!(told, [(ids[0], 5, false, said[0].3.clone()), (ids[1], 6, true, "b".to_owned())]);
    assert_eq!(turn::load(&mut tx, "telegram", 5, day, 3).await.unwrap().unwrap().raw, "second");
    let stranger = turn::load(&mut tx, "telegram", 9, day, 3).await.unwrap().unwrap();
    assert!(stranger.person.is_none());
    turn::end(&mut tx, stranger.inbox_id, true, 3, Vec::new()).await.unwrap();
    assert_eq!(tx.commit_turn().await.unwrap(), ids, "the numbers, in order");
    assert_eq!(database.number("SELECT COUNT(*) FROM inbox WHERE raw = ''").await, 1, "not kept");
}
