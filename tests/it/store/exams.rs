//! Exams, their candidates and sittings.

use std::time::Duration;

use baiti::{
    clock::Timestamp,
    domain::{
        answer::Answer,
        choices::Choices,
        exam::{
            Draw, Exam, Order, Review, RoomCode, Who,
            blueprint::{Row, Source},
            paper::Paper,
            phase::Phase,
            pool::Pools,
            results::{self, Counting},
            sitting::{Move, Step, Work},
            timing::Window,
            track::{Ages, Book, Track},
        },
        ids::{ExamId, QuestionId, SittingId},
        points::Points,
        question::Question,
        round::Slot,
        rules::MultipleRule,
        shuffle::Seed,
    },
    store::{
        Tx, candidate,
        exam::{self, NewExam, Relation},
        question,
        sitting::{self, Beginning, Ended, EndedBy, Sitting},
    },
};

use super::office::{Attempt, bank, hire, unit};
use crate::database::TestDatabase;

const NOW: i64 = 1_000;

fn exam() -> Exam {
    let row = Row { from: Source::Any, kind: None, difficulty: None, number: 2, marks: Points::whole(2) };
    let track = Track {
        id: "closed".into(),
        title: "闭卷".into(),
        ages: Ages { from: None, under: Some(40) },
        book: Book::Closed,
        minutes: 90,
        late_minutes: None,
        pass: Points::whole(2),
        attempts: 2,
        counts: Counting::Best,
    };
    Exam {
        title: "法规考试".into(),
        window: Window { opens: Timestamp(NOW), closes: Timestamp(9_000_000) },
        who: Who { people: vec!["0001".into()], ..Who::default() },
        blueprint: vec![row],
        draw: Draw::Same,
        order: Order::Mixed,
        multiple: MultipleRule::Strict,
        tracks: vec![track],
        ages_on: None,
        review: Review::default(),
        places: results::Order::default(),
        advance: None,
        code: RoomCode::Changing,
        proctors: vec![],
    }
}

async fn added(tx: &mut Tx, code: &str, parent: Option<(ExamId, Relation)>) -> Option<ExamId> {
    let new = NewExam { code, exam: &exam(), seed: Seed(-5), parent, by: None };
    exam::add(tx, &new, NOW).await.unwrap()
}

/// Somebody sits an exam over the questions of bank `r` and has answered the
/// first, changed the answer, and looked something up.
pub async fn sat(tx: &mut Tx, attempt: &Attempt) -> Sitting {
    let id = added(tx, "2026-q4", None).await.unwrap();
    let pools = Pools(vec![slots(tx).await]);
    exam::set_pools(tx, id, Some(&pools)).await.unwrap();
    candidate::put(tx, id, attempt.staff, attempt.unit, "closed", "").await.unwrap();
    let sitting = begun(tx, id, attempt, 1).await;
    let work = answered(tx, &sitting, sitting.work.clone(), 0).await;
    answered(tx, &sitting, work, 1).await;
    sitting::searched(tx, sitting.id, "预算 调整", 3, NOW + 5).await.unwrap();
    sitting::get(tx, sitting.id).await.unwrap().unwrap()
}

async fn slots(tx: &mut Tx) -> Vec<Slot> {
    let askable = question::askable(tx, 20_261_123).await.unwrap();
    askable.into_iter().map(|one| one.slot).take(2).collect()
}

async fn begun(tx: &mut Tx, exam: ExamId, attempt: &Attempt, number: i64) -> Sitting {
    let row = exam::get(tx, exam).await.unwrap().unwrap();
    let paper = Paper::draw(&row.exam, row.pools.as_ref().unwrap(), row.seed, Seed(9));
    let beginning = Beginning {
        exam,
        staff: attempt.staff,
        unit: attempt.unit,
        attempt: number,
        track: "closed",
        book: Book::Closed,
        paper: &paper,
        deadline: Timestamp(NOW + 500),
        alarm: Timestamp(NOW + 100),
    };
    let id = sitting::begin(tx, &beginning, NOW).await.unwrap();
    sitting::get(tx, id).await.unwrap().unwrap()
}

/// Taps this option of the question that is shown.
async fn answered(tx: &mut Tx, sitting: &Sitting, work: Work, shown: usize) -> Work {
    let content: Question = question::version(tx, sitting.paper.items()[0].version).await.unwrap().content;
    let tap = Move::Tap { place: 0, shown };
    let Ok(Step::Answered(work, given)) = work.handle(tap, &sitting.paper, &content) else {
        panic!("not answered")
    };
    sitting::answer(tx, sitting.id, &work, &given, NOW + 1).await.unwrap();
    work
}

/// Somebody of an office with a bank of three questions.
async fn somebody(tx: &mut Tx) -> Attempt {
    let unit = unit(tx, "市财政局/预算股").await;
    let staff = hire(tx, "0001", unit).await;
    let questions = bank(tx, "r", "regulations", 3).await;
    let day = super::office::day(20_261_123);
    Attempt { staff, unit, question: questions[0], option: 0, day, seconds: 3 }
}

#[tokio::test]
async fn an_exam_is_kept_as_it_was_made() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let id = added(&mut tx, "2026-q4", None).await.unwrap();
    assert_eq!(added(&mut tx, "2026-q4", None).await, None, "a word stands for one exam");
    let again = added(&mut tx, "2026-q4-2", Some((id, Relation::MakeUp))).await.unwrap();
    let row = exam::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((&row.exam, row.phase, row.version, row.seed), (&exam(), Phase::Draft, 1, Seed(-5)));
    let row = exam::by_code(&mut tx, "2026-q4-2").await.unwrap().unwrap();
    assert_eq!((row.id, row.parent), (again, Some((id, Relation::MakeUp))));
    assert_eq!(exam::list(&mut tx).await.unwrap().len(), 2);

    let changed = Exam { title: "另一个名称".into(), ..exam() };
    assert!(exam::change(&mut tx, id, 1, &changed, NOW).await.unwrap());
    assert!(!exam::change(&mut tx, id, 1, &exam(), NOW).await.unwrap(), "somebody changed it meanwhile");
    assert_eq!(exam::get(&mut tx, id).await.unwrap().unwrap().exam.title, "另一个名称");
}

#[tokio::test]
async fn of_two_who_move_an_exam_on_one_does() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let id = added(&mut tx, "2026-q4", None).await.unwrap();
    let alarm = Some(Timestamp(50));
    let (from, to) = (Phase::Draft, Phase::Published);
    assert!(exam::set_phase(&mut tx, id, from, to, alarm, NOW).await.unwrap());
    assert!(!exam::set_phase(&mut tx, id, from, to, alarm, NOW).await.unwrap());
    assert_eq!(exam::due(&mut tx, 49).await.unwrap(), []);
    assert_eq!(exam::due(&mut tx, 50).await.unwrap(), [(id, Timestamp(50))]);
    assert!(exam::set_alarm(&mut tx, id, Timestamp(50), None).await.unwrap());
    assert!(!exam::set_alarm(&mut tx, id, Timestamp(50), Some(Timestamp(60))).await.unwrap());
    assert!(!exam::change(&mut tx, id, 1, &exam(), NOW).await.unwrap(), "what is published stays");
}

#[tokio::test]
async fn candidates_stand_to_their_exams() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let who = somebody(&mut tx).await;
    let id = added(&mut tx, "2026-q4", None).await.unwrap();
    assert_eq!(candidate::get(&mut tx, id, who.staff).await.unwrap(), None);
    candidate::put(&mut tx, id, who.staff, who.unit, "closed", "").await.unwrap();
    assert_eq!(candidate::of_staff(&mut tx, who.staff).await.unwrap(), [], "a draft is told to nobody");
    exam::set_phase(&mut tx, id, Phase::Draft, Phase::Published, None, NOW).await.unwrap();
    let own = candidate::of_staff(&mut tx, who.staff).await.unwrap();
    assert_eq!(own.iter().map(|own| (own.exam, own.track.as_str())).collect::<Vec<_>>(), [(id, "closed")]);

    assert!(candidate::set_late(&mut tx, id, who.staff, true).await.unwrap());
    assert!(candidate::add_time(&mut tx, id, who.staff, Duration::from_mins(1)).await.unwrap());
    assert!(candidate::add_time(&mut tx, id, who.staff, Duration::from_mins(1)).await.unwrap());
    let excused = candidate::Standing::Excused;
    assert!(candidate::set_standing(&mut tx, id, who.staff, excused, "病假").await.unwrap());
    let found = candidate::get(&mut tx, id, who.staff).await.unwrap().unwrap();
    assert_eq!((found.late, found.extra.as_secs(), found.note.as_str()), (true, 120, "病假"));
    let listed = candidate::list(&mut tx, id).await.unwrap();
    assert_eq!((listed[0].candidate.clone(), listed[0].bound), (found, false));
    candidate::clear(&mut tx, id).await.unwrap();
    assert_eq!(candidate::list(&mut tx, id).await.unwrap(), []);
}

#[tokio::test]
async fn each_answer_of_a_sitting_is_kept() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let who = somebody(&mut tx).await;
    let sitting = sat(&mut tx, &who).await;
    let kept = sitting::answers(&mut tx, sitting.id).await.unwrap();
    assert_eq!(kept.iter().map(|kept| kept.given.place).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(kept[1].given.answer, sitting.work.entries()[0].answer);
    assert!(matches!(kept[0].given.answer, Some(Answer::Options(chosen)) if chosen != Choices::NONE));
    let open = sitting::open(&mut tx, who.staff).await.unwrap().unwrap();
    assert_eq!((open.id, open.work, open.paper), (sitting.id, sitting.work.clone(), sitting.paper.clone()));
    let searches = sitting::searches(&mut tx, sitting.id).await.unwrap();
    assert_eq!(searches, [("预算 调整".to_owned(), 3, Timestamp(NOW + 5))]);
}

#[tokio::test]
async fn a_sitting_ends_once() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let who = somebody(&mut tx).await;
    let sitting = sat(&mut tx, &who).await;
    assert_eq!(sitting::due(&mut tx, NOW + 99, 9).await.unwrap(), Vec::<SittingId>::new());
    assert_eq!(sitting::due(&mut tx, NOW + 100, 9).await.unwrap(), [sitting.id]);
    assert_eq!(sitting::count_open(&mut tx, sitting.exam).await.unwrap(), 1);
    let later = Timestamp(NOW + 900);
    assert!(sitting::set_times(&mut tx, sitting.id, later, later).await.unwrap());
    let ended = Ended { at: Timestamp(NOW + 7), by: EndedBy::Person, reason: None, earned: Points::ONE };
    assert!(sitting::end(&mut tx, sitting.id, &ended).await.unwrap());
    assert!(!sitting::end(&mut tx, sitting.id, &Ended { by: EndedBy::Time, ..ended.clone() }).await.unwrap());
    assert!(!sitting::set_times(&mut tx, sitting.id, later, later).await.unwrap(), "it is over");
    let found = sitting::get(&mut tx, sitting.id).await.unwrap().unwrap();
    assert_eq!((found.ended, found.deadline), (Some(ended), later));
    assert!(sitting::open(&mut tx, who.staff).await.unwrap().is_none());
    assert_eq!(sitting::due(&mut tx, i64::MAX, 9).await.unwrap(), Vec::<SittingId>::new());
    sitting::set_mark(&mut tx, sitting.id, Points::whole(2), Points::whole(4)).await.unwrap();
    let attempts = sitting::of_candidate(&mut tx, sitting.exam, who.staff).await.unwrap();
    assert_eq!((attempts[0].earned, attempts[0].full), (Some(Points::whole(2)), Points::whole(4)));
    let second = begun(&mut tx, sitting.exam, &who, 2).await;
    assert_eq!(sitting::of_exam(&mut tx, sitting.exam).await.unwrap().len(), 2);
    assert_eq!(second.attempt, 2);
}

#[tokio::test]
async fn nobody_sits_two_exams_at_once() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let who = somebody(&mut tx).await;
    let sitting = sat(&mut tx, &who).await;
    let other = added(&mut tx, "other", None).await.unwrap();
    let beginning = Beginning {
        exam: other,
        staff: who.staff,
        unit: who.unit,
        attempt: 1,
        track: "closed",
        book: Book::Open,
        paper: &sitting.paper,
        deadline: Timestamp(NOW),
        alarm: Timestamp(NOW),
    };
    assert!(sitting::begin(&mut tx, &beginning, NOW).await.is_err());
}

#[tokio::test]
async fn wordings_come_from_the_oldest_on() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let who = somebody(&mut tx).await;
    let (first, content) = question::current(&mut tx, who.question).await.unwrap();
    let rekeyed = Question { explanation: Some("更正".into()), ..content };
    let second = question::add_version(&mut tx, who.question, 2, "regulations", &rekeyed, 5).await.unwrap();
    let wordings = question::wordings(&mut tx, &[who.question, QuestionId(999)]).await.unwrap();
    let versions: Vec<_> = wordings.iter().map(|(version, question, _)| (*version, *question)).collect();
    assert_eq!(versions, [(first, who.question), (second, who.question)]);
}
