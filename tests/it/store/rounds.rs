//! Rounds, and all that is written with an answer.

use baiti::{
    domain::{
        ids::RoundId,
        points::Points,
        progress::Progress,
        round::{Context, Move, Step},
        rules::Rules,
        streak::Streak,
    },
    store::{StoreError, Tx, progress, question, response, round},
};

use super::office::{Attempt, answer, answer_in, bank, day, hire, noon, open_round, unit};
use crate::database::TestDatabase;

/// A database with one person and two questions, committed.
async fn office() -> (TestDatabase, Vec<Attempt>) {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "局/一科").await;
    let staff = hire(&mut tx, "0001", unit).await;
    let questions = bank(&mut tx, "r", "regulations", 2).await;
    tx.commit().await.unwrap();
    let attempt = |question| Attempt { staff, unit, question, option: 0, day: day(20_261_123), seconds: 4 };
    (database, questions.into_iter().map(attempt).collect())
}

#[tokio::test]
async fn a_person_has_one_open_round() {
    let (database, attempts) = office().await;
    let staff = attempts[0].staff;
    let mut tx = database.store.begin().await.unwrap();
    assert!(round::open(&mut tx, staff).await.unwrap().is_none());
    let (id, begun) = open_round(&mut tx, &attempts[0]).await;
    tx.commit().await.unwrap();

    let mut tx = database.store.begin().await.unwrap();
    let second = round::add(&mut tx, staff, "wrong", &begun, None, 2).await;
    assert!(second.is_err(), "{second:?}");
    drop(tx);

    let mut tx = database.store.begin().await.unwrap();
    let open = round::open(&mut tx, staff).await.unwrap().unwrap();
    assert_eq!((open.id, open.choice.as_str(), open.place), (id, "mixed", None));
    assert_eq!(open.round, begun);
    round::end(&mut tx, id, &begun, 3).await.unwrap();
    assert!(round::open(&mut tx, staff).await.unwrap().is_none());
    let next = round::add(&mut tx, staff, "wrong", &begun, Some(3), 4).await.unwrap();
    assert_eq!(round::open(&mut tx, staff).await.unwrap().unwrap().place, Some(3));
    assert_ne!(next, id);
}

/// Whether what was written is kept: it is refused at once or, on SQLite, with
/// the work of the turn.
async fn kept<T>(tx: Tx, written: Result<T, StoreError>) -> Result<(), StoreError> {
    written?;
    tx.commit().await
}

fn is_no_open_round(outcome: &Result<(), StoreError>) {
    let cause = outcome.as_ref().map_err(StoreError::cause);
    assert!(matches!(cause, Err(StoreError::Broken { table: "round", .. })), "{outcome:?}");
}

#[tokio::test]
async fn an_ended_round_can_not_be_saved_or_ended_again() {
    let (database, attempts) = office().await;
    let mut tx = database.store.begin().await.unwrap();
    let (id, begun) = open_round(&mut tx, &attempts[0]).await;
    let resumed = begun.clone().resumed(noon(day(20_261_124)));
    round::save(&mut tx, id, &resumed).await.unwrap();
    assert_eq!(round::open(&mut tx, attempts[0].staff).await.unwrap().unwrap().round, resumed);
    round::end(&mut tx, id, &begun, 3).await.unwrap();
    let again = round::end(&mut tx, id, &resumed, 4).await;
    assert!(matches!(again, Err(StoreError::Broken { table: "round", .. })), "{again:?}");
    tx.commit().await.unwrap();

    let mut tx = database.store.begin().await.unwrap();
    let saved = round::save(&mut tx, id, &resumed).await;
    is_no_open_round(&kept(tx, saved).await);
    let mut tx = database.store.begin().await.unwrap();
    let kept = round::get(&mut tx, id, attempts[0].staff).await.unwrap().unwrap();
    assert_eq!(kept.round, begun, "as it ended");
}

#[tokio::test]
async fn nobody_sees_another_persons_round() {
    let (database, attempts) = office().await;
    let mut tx = database.store.begin().await.unwrap();
    let other = hire(&mut tx, "0002", attempts[0].unit).await;
    let (id, _) = open_round(&mut tx, &attempts[0]).await;
    assert!(round::get(&mut tx, id, other).await.unwrap().is_none());
    assert!(round::open(&mut tx, other).await.unwrap().is_none());
    assert!(round::get(&mut tx, RoundId(id.0 + 1), attempts[0].staff).await.unwrap().is_none());
}

#[tokio::test]
async fn an_answer_writes_evidence_scores_history_streak_and_round_at_once() {
    let (database, attempts) = office().await;
    let (mut tx, rules) = (database.store.begin().await.unwrap(), Rules::default());
    let attempt = attempts[0];
    let empty = response::before(&mut tx, attempt.staff, attempt.question, attempt.day).await.unwrap();
    assert_eq!((empty.progress, empty.points_today), (Progress::default(), Points::ZERO));
    assert_eq!(empty.streak, Streak::default());
    let (id, begun) = open_round(&mut tx, &attempt).await;
    let (after, given) = answer_in(&mut tx, &rules, &attempt, id, begun).await.unwrap();
    assert_eq!(round::open(&mut tx, attempt.staff).await.unwrap().unwrap().round, after);

    let before = response::before(&mut tx, attempt.staff, attempt.question, attempt.day).await.unwrap();
    assert_eq!((before.progress.seen, before.progress.wrong, before.progress.in_book), (1, 0, false));
    assert_eq!(before.progress.last_day, Some(attempt.day));
    assert_eq!(before.progress.earned_day, Some(attempt.day));
    assert_eq!((before.points_today, before.streak.current, before.streak.best), (Points::ONE, 1, 1));
    let next_day = response::before(&mut tx, attempt.staff, attempt.question, day(20_261_124)).await.unwrap();
    assert_eq!(next_day.points_today, Points::ZERO, "points count by day");

    let kept = response::of_round(&mut tx, id).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].place, kept[0].question, kept[0].version), (0, attempt.question, given.slot.version));
    assert_eq!((&kept[0].order, &kept[0].answer), (&given.order, &given.answer));
    assert_eq!((kept[0].marked.earned, kept[0].marked.full), (Points::ONE, Points::ONE));
    assert_eq!(response::staff(&mut tx).await.unwrap(), [attempt.staff]);
    assert_eq!(response::staff_of_question(&mut tx, attempt.question).await.unwrap(), [attempt.staff]);
    tx.commit().await.unwrap();
    let sixteen = "SELECT COUNT(*) FROM score WHERE answered = 1 AND correct = 1 AND points = 100
                   AND accuracy = 1000000 AND elapsed_ms = 4000";
    assert_eq!(database.number(sixteen).await, 16, "4 spans, 2 scopes, with and without topic");
    assert_eq!(database.number("SELECT unit_id FROM response").await, attempt.unit.0);
}

#[tokio::test]
async fn an_answer_is_written_once_and_never_to_an_ended_round() {
    let (database, attempts) = office().await;
    let rules = Rules::default();
    let attempt = attempts[0];
    let mut tx = database.store.begin().await.unwrap();
    let (id, begun) = open_round(&mut tx, &attempt).await;
    let (after, _) = answer_in(&mut tx, &rules, &attempt, id, begun.clone()).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = database.store.begin().await.unwrap();
    let twice = answer_in(&mut tx, &rules, &attempt, id, begun.clone()).await;
    assert!(kept(tx, twice).await.is_err(), "the same place of the same round");
    assert_eq!(database.number("SELECT CAST(SUM(answered) AS BIGINT) FROM score").await, 16);

    let mut tx = database.store.begin().await.unwrap();
    round::end(&mut tx, id, &after, 5).await.unwrap();
    let (other, _) = open_round(&mut tx, &attempts[1]).await;
    round::end(&mut tx, other, &begun, 6).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    let late = answer_in(&mut tx, &rules, &attempt, other, begun).await;
    is_no_open_round(&kept(tx, late).await);
    assert_eq!(database.number("SELECT COUNT(*) FROM response").await, 1);
}

#[tokio::test]
async fn the_wrong_book_and_the_streak_follow_the_answers() {
    let (database, attempts) = office().await;
    let (mut tx, rules) = (database.store.begin().await.unwrap(), Rules::default());
    let staff = attempts[0].staff;
    let give = |option, number| Attempt { option, day: day(number), ..attempts[0] };
    assert_eq!(progress::book(&mut tx, staff).await.unwrap(), (0, 0));
    answer(&mut tx, &rules, Attempt { day: day(20_261_122), ..attempts[1] }).await;
    answer(&mut tx, &rules, give(3, 20_261_123)).await;
    assert_eq!(progress::book(&mut tx, staff).await.unwrap(), (1, 0));
    let streak = progress::streak(&mut tx, staff).await.unwrap();
    assert_eq!((streak.current, streak.best), (0, 1));
    answer(&mut tx, &rules, give(0, 20_261_123)).await;
    answer(&mut tx, &rules, give(0, 20_261_123)).await;
    assert_eq!(progress::book(&mut tx, staff).await.unwrap(), (1, 0), "twice on one day is one day");
    answer(&mut tx, &rules, give(0, 20_261_124)).await;
    assert_eq!(progress::book(&mut tx, staff).await.unwrap(), (0, 1), "left, and kept in its history");
    let streak = progress::streak(&mut tx, staff).await.unwrap();
    assert_eq!((streak.current, streak.best), (3, 3));
}

#[tokio::test]
async fn a_multiple_choice_can_be_left_half_ticked() {
    let (database, attempts) = office().await;
    let rules = Rules::default();
    let mut tx = database.store.begin().await.unwrap();
    let (_, mut asked) = question::current(&mut tx, attempts[0].question).await.unwrap();
    asked.body = baiti::domain::question::Body::Multiple {
        options: asked.options().to_vec(),
        key: baiti::domain::choices::Choices::from_letters("AB").unwrap(),
    };
    question::add_version(&mut tx, attempts[0].question, 2, "regulations", &asked, 2).await.unwrap();
    let (id, begun) = open_round(&mut tx, &attempts[0]).await;
    let context = Context {
        question: &asked,
        rules: &rules,
        now: noon(attempts[0].day),
        earned_today: false,
        points_today: Points::ZERO,
    };
    let Ok(Step::Ticked(half)) = begun.handle(Move::Tap { place: 0, shown: 2 }, &context) else { panic!() };
    round::save(&mut tx, id, &half).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = database.store.begin().await.unwrap();
    assert_eq!(round::open(&mut tx, attempts[0].staff).await.unwrap().unwrap().round, half);
}

#[tokio::test]
async fn a_broken_round_is_told_and_not_taken_for_none() {
    let (database, attempts) = office().await;
    let mut tx = database.store.begin().await.unwrap();
    open_round(&mut tx, &attempts[0]).await;
    tx.commit().await.unwrap();
    database.raw("UPDATE round SET state = '{}'").await;
    let mut tx = database.store.read().await.unwrap();
    let broken = round::open(&mut tx, attempts[0].staff).await;
    assert!(matches!(broken, Err(StoreError::Broken { table: "round", column: "state", .. })), "{broken:?}");
}
