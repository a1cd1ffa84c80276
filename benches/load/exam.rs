//! An exam that everybody sits at once: all begin, then tap at a fixed rate,
//! then hand in. Counts what was kept and what went out for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use baiti::{
    chat::{
        desk::{Desk, DeskDoor},
        outgoing::{Action, Keyboard, Outgoing},
        outlet::{Deliveries, Door as _},
    },
    clock::Timestamp,
    domain::{
        exam::{
            Draw, Exam, Order, Review, RoomCode, Who,
            blueprint::{Row, Source},
            results::{self, Counting},
            timing::Window,
            track::{Ages, Book, Track},
        },
        ids::ExamId,
        points::Points,
        rules::MultipleRule,
        shuffle::Seed,
    },
    exams::publish::{self, Published},
    store::{
        exam::{self, NewExam},
        sitting,
    },
};
use tokio::sync::{Mutex, oneshot};

use super::{
    office::{DELIVERED, Office, Person, Waiting, drain, press},
    percentile,
};

const QUESTIONS: usize = 50;
const MARKS: i64 = 2;

fn the_exam(now: Timestamp) -> Exam {
    let row = Row {
        from: Source::Bank("bench".into()),
        kind: None,
        difficulty: None,
        number: QUESTIONS,
        marks: Points::whole(MARKS),
    };
    let track = Track {
        id: "closed".into(),
        title: "闭卷".into(),
        ages: Ages::default(),
        book: Book::Closed,
        minutes: 90,
        late_minutes: None,
        pass: Points::whole(60),
        attempts: 1,
        counts: Counting::Best,
    };
    Exam {
        title: "压力测试".into(),
        window: Window { opens: now, closes: now.plus(Duration::from_hours(3)) },
        who: Who::default(),
        blueprint: vec![row],
        draw: Draw::Each,
        order: Order::Rows,
        multiple: MultipleRule::default(),
        tracks: vec![track],
        ages_on: None,
        review: Review::default(),
        places: results::Order::default(),
        advance: None,
        code: RoomCode::None,
        proctors: vec![],
    }
}

async fn publish(desk: &Desk) -> ExamId {
    let house = desk.house();
    let now = house.clock.now();
    let mut tx = house.store.begin().await.unwrap();
    let new = NewExam { code: "bench", exam: &the_exam(now), seed: Seed(1), parent: None, by: None };
    let id = exam::add(&mut tx, &new, now.0).await.unwrap().expect("a fresh database");
    let row = exam::get(&mut tx, id).await.unwrap().unwrap();
    let published = publish::publish(&mut tx, &row, None, house.zone, now).await.unwrap();
    assert!(matches!(published, Published::Done(_)), "{published:?}");
    tx.commit().await.unwrap();
    id
}

/// What it takes to tap and wait for the screen of the committed turn.
#[derive(Clone)]
struct Phones {
    doors: Arc<Vec<DeskDoor>>,
    waiting: Waiting,
    updates: Arc<AtomicI64>,
}

impl Phones {
    /// People are spread over the copies of the program.
    async fn tap(&self, person: Person, data: &str) -> (Outgoing, Duration) {
        let (tell, told) = oneshot::channel();
        self.waiting.lock().unwrap().insert(person.account, tell);
        let id = self.updates.fetch_add(1, Ordering::Relaxed);
        let copy = usize::try_from(person.account).unwrap() % self.doors.len();
        let sent = Instant::now();
        self.doors[copy].accept(vec![press(id, person, data)]).await.unwrap();
        let screen = told.await.unwrap();
        (screen, sent.elapsed())
    }
}

/// What a button with this beginning carries.
fn button(screen: &Outgoing, begins: &str) -> Option<String> {
    let Outgoing::Edit { keyboard: Keyboard::Buttons(rows), .. } = screen else { return None };
    rows.iter().flatten().find_map(|button| match &button.action {
        Action::Press(data) if data.starts_with(begins) => Some(data.clone()),
        _ => None,
    })
}

/// A question whose first option is not chosen yet, so that each tap is a new
/// answer: the next one, or the same with another option.
fn next_tap(screen: &Outgoing, nth: usize) -> Option<String> {
    let first = button(screen, "1e.t.")?;
    let (of_question, _) = first.rsplit_once('.')?;
    Some(format!("{of_question}.{}", nth % 4))
}

/// One person's next tap, and how many answers they gave.
struct Seat {
    screen: Outgoing,
    answers: usize,
}

pub async fn run(people: u64, rate: u64, length: Duration, copies: u64) {
    let (office, deliveries) = Office::open(people).await;
    let (desks, streams) = office.copies(deliveries, copies).await;
    let exam = publish(&office.desk).await;
    let phones = Phones {
        doors: Arc::new(desks.iter().cloned().map(DeskDoor).collect()),
        waiting: Waiting::default(),
        updates: Arc::new(AtomicI64::new(1)),
    };
    serve(&phones, streams);
    let seats = begin(&office, &phones, exam).await;
    let before = DELIVERED.load(Ordering::Relaxed);
    let taps = answer(&office, &phones, &seats, rate, length).await;
    let sent = DELIVERED.load(Ordering::Relaxed) - before;
    println!("{:.2} deliveries an answer", sent as f64 / taps as f64);
    hand_in(&office, &phones, &seats).await;
    check(&office.desk, exam, &seats).await;
}

fn serve(phones: &Phones, streams: Vec<Deliveries>) {
    for (door, stream) in phones.doors.iter().zip(streams) {
        tokio::spawn(drain(stream, door.clone(), phones.waiting.clone()));
    }
}

async fn begin(office: &Office, phones: &Phones, exam: ExamId) -> Vec<Arc<Mutex<Seat>>> {
    let data = format!("1e.b.{exam}");
    let began = Instant::now();
    let taps = office.people.iter().map(|person| phones.tap(*person, &data));
    let entered = futures::future::join_all(taps).await;
    let mut times: Vec<Duration> = entered.iter().map(|(_, took)| *took).collect();
    times.sort_unstable();
    println!(
        "{} people begin at once: {:?}, p50 {:?}, p99 {:?}",
        office.people.len(),
        began.elapsed(),
        percentile(&times, 50),
        percentile(&times, 99)
    );
    let seat = |(screen, _)| Arc::new(Mutex::new(Seat { screen, answers: 0 }));
    entered.into_iter().map(seat).collect()
}

/// Taps at this rate; how many.
async fn answer(
    office: &Office,
    phones: &Phones,
    seats: &[Arc<Mutex<Seat>>],
    rate: u64,
    length: Duration,
) -> usize {
    let mut clock = tokio::time::interval(Duration::from_secs_f64(1.0 / rate as f64));
    let (mut tasks, begin) = (Vec::new(), Instant::now());
    while begin.elapsed() < length {
        clock.tick().await;
        let index = tasks.len() % office.people.len();
        let (person, phones, seat) = (office.people[index], phones.clone(), seats[index].clone());
        tasks.push(tokio::spawn(async move {
            let mut seat = seat.lock().await;
            let data = next_tap(&seat.screen, seat.answers).expect("a paper is shown");
            let (screen, took) = phones.tap(person, &data).await;
            *seat = Seat { screen, answers: seat.answers + 1 };
            took
        }));
    }
    let mut times = Vec::with_capacity(tasks.len());
    for task in tasks {
        times.push(task.await.unwrap());
    }
    times.sort_unstable();
    println!(
        "{rate} answers/s: {} answers, p50 {:?}, p99 {:?}, longest {:?}",
        times.len(),
        percentile(&times, 50),
        percentile(&times, 99),
        times.last().copied().unwrap_or_default(),
    );
    times.len()
}

async fn hand_in(office: &Office, phones: &Phones, seats: &[Arc<Mutex<Seat>>]) {
    let began = Instant::now();
    let taps = office.people.iter().zip(seats).map(|(person, seat)| async move {
        let asked = button(&seat.lock().await.screen, "1e.h.").expect("a paper is shown");
        let (sure, _) = phones.tap(*person, &asked).await;
        phones.tap(*person, &button(&sure, "1e.n.").expect("is asked")).await;
    });
    futures::future::join_all(taps).await;
    println!("all hand in at once: {:?}", began.elapsed());
}

/// Fails if an answer was lost or kept twice.
async fn check(desk: &Desk, exam: ExamId, seats: &[Arc<Mutex<Seat>>]) {
    let mut tx = desk.house().store.read().await.unwrap();
    let sittings = sitting::of_exam(&mut tx, exam).await.unwrap();
    let mut kept = 0;
    for sitting in &sittings {
        assert!(sitting.ended.is_some(), "a sitting is open");
        kept += sitting::answers(&mut tx, sitting.id).await.unwrap().len();
    }
    let mut given = 0;
    for seat in seats {
        given += seat.lock().await.answers;
    }
    assert_eq!((sittings.len(), kept), (seats.len(), given), "answers lost or doubled");
    println!("{kept} answers kept of {given}, in {} sittings that have ended", sittings.len());
}
