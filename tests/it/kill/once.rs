//! Whether everything was done, and once.

use baiti::{
    domain::{
        answer::Answer,
        calendar::{Period, Span},
        choices::Choices,
        rules::Rules,
    },
    store::{
        Tx, rebuild,
        response::{self, RoundAnswer},
        round,
        score::{self, Board},
    },
};

use super::class::{Choice, Pupil, is_single, key};
use crate::{
    database::TestDatabase,
    fake_telegram::{FakeTelegram, State},
};

/// Waits until everyone sees their result and every tap is confirmed, for as
/// long as something still goes out.
pub async fn all_is_shown(fake: &FakeTelegram, pupils: &[Pupil]) {
    let mut calls = 0;
    let over = |state: &State| {
        let sees = |pupil: &Pupil| state.chats[&pupil.phone.id()].screen().contains("这一轮答完了");
        state.updates.is_empty()
            && pupils.iter().all(sees)
            && state.taps.values().all(|tap| !tap.answers.is_empty())
    };
    loop {
        let look = |state: &mut State| {
            let over = over(state);
            (over || state.calls.len() > calls).then_some((over, state.calls.len()))
        };
        let (over, made) = fake.wait_for("results and confirmations", look).await;
        if over {
            return;
        }
        calls = made;
    }
}

/// Looks at everything that is kept; the program has ended.
pub async fn all_is_kept_once(database: &mut TestDatabase, pupils: &[Pupil]) {
    database.reopen().await;
    let taps = pupils.iter().map(|pupil| pupil.taps.len()).sum::<usize>();
    let expected = i64::try_from(taps).unwrap();
    let number = async |sql: &str| database.number(sql).await;
    assert_eq!(number("SELECT COUNT(*) FROM inbox").await, expected, "taps came in");
    assert_eq!(number("SELECT COUNT(DISTINCT update_id) FROM inbox").await, expected);
    assert_eq!(number("SELECT COUNT(*) FROM inbox WHERE handled_at IS NULL").await, 0, "are left");
    assert_eq!(number("SELECT COUNT(*) FROM inbox WHERE trouble IS NOT NULL").await, 0, "failed");
    // A turn that ran twice has spoken twice.
    let replies: usize = pupils.iter().map(|pupil| pupil.replies).sum();
    assert_eq!(number("SELECT COUNT(*) FROM outbox").await, i64::try_from(replies).unwrap(), "replies");
    let in_disorder = "SELECT COUNT(*) FROM response a JOIN response b
        ON a.round_id = b.round_id AND a.place < b.place AND a.id > b.id";
    assert_eq!(number(in_disorder).await, 0, "answers out of order");
    let answers: usize = pupils.iter().map(|pupil| pupil.choices.len()).sum();
    assert_eq!(number("SELECT COUNT(*) FROM response").await, i64::try_from(answers).unwrap());
    for pupil in pupils {
        let mut tx = database.store.begin().await.unwrap();
        round_is_right(&mut tx, pupil).await;
        sums_are_right(&mut tx, pupil).await;
    }
}

/// Nothing waits to go out, and nothing was given up.
pub async fn all_is_sent(database: &TestDatabase) {
    assert_eq!(database.number("SELECT COUNT(*) FROM outbox WHERE ended_at IS NULL").await, 0);
    let amiss = "SELECT COUNT(*) FROM outbox WHERE outcome NOT IN ('sent', 'overtaken')";
    assert_eq!(database.number(amiss).await, 0, "given up");
}

/// Each question was answered once, by the first tap.
async fn round_is_right(tx: &mut Tx, pupil: &Pupil) {
    let ended = round::get(tx, pupil.round, pupil.staff).await.unwrap().unwrap();
    assert_eq!(ended.round.marked().len(), pupil.choices.len());
    assert!(round::open(tx, pupil.staff).await.unwrap().is_none(), "the round is stuck");
    let answers = response::of_round(tx, pupil.round).await.unwrap();
    assert_eq!(answers.len(), pupil.choices.len());
    for (place, (answer, choice)) in answers.iter().zip(&pupil.choices).enumerate() {
        assert_eq!(answer.place, i64::try_from(place).unwrap());
        assert_eq!(answer.answer, meant(*choice, answer), "place {place}");
        assert_eq!(answer.marked.is_right(), is_right(*choice, place, answer), "place {place}");
    }
}

fn meant(choice: Choice, answer: &RoundAnswer) -> Answer {
    match choice {
        Choice::Judged(verdict) => Answer::Judged(verdict),
        Choice::Shown(shown) => Answer::Options(Choices::only(answer.order[shown])),
    }
}

fn is_right(choice: Choice, place: usize, answer: &RoundAnswer) -> bool {
    match choice {
        Choice::Judged(verdict) => verdict && !is_single(place),
        Choice::Shown(shown) => is_single(place) && answer.order[shown] == key(place),
    }
}

/// The sums are those of the answers, and of a replay.
async fn sums_are_right(tx: &mut Tx, pupil: &Pupil) {
    let answers = response::of_round(tx, pupil.round).await.unwrap();
    let right = answers.iter().filter(|answer| answer.marked.is_right()).count();
    let board = Board { period: Period { span: Span::All, number: 0 }, topic: "" };
    let figures = score::standing(tx, board, pupil.staff).await.unwrap().unwrap().figures;
    let counted = (usize::try_from(figures.answered).unwrap(), usize::try_from(figures.correct).unwrap());
    assert_eq!(counted, (answers.len(), right));
    let before = rebuild::derived(tx, pupil.staff).await.unwrap();
    let mut keys = rebuild::Keys::default();
    let difference = rebuild::staff(tx, pupil.staff, &Rules::default(), &mut keys).await.unwrap();
    assert_eq!(difference, rebuild::Difference::default());
    assert_eq!(rebuild::derived(tx, pupil.staff).await.unwrap(), before);
}
