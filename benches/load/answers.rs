//! Durable answers: each person answers, waits for the verdict, goes on, and
//! begins another round after twenty questions.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use baiti::chat::{desk::DeskDoor, outlet::Door as _};
use tokio::sync::oneshot;

use super::{
    office::{Office, Person, Waiting, drain, first_button, press},
    percentile,
};

/// One person at work.
struct Worker {
    person: Person,
    door: DeskDoor,
    waiting: Waiting,
    update_id: Arc<AtomicI64>,
    answers: Vec<Duration>,
    turns: u64,
}

impl Worker {
    /// Taps a button and waits for the committed turn's screen.
    async fn press(&mut self, data: &str) -> String {
        let (tell, told) = oneshot::channel();
        self.waiting.lock().unwrap().insert(self.person.account, tell);
        let id = self.update_id.fetch_add(1, Ordering::Relaxed);
        let sent = Instant::now();
        self.door.accept(vec![press(id, self.person, data)]).await.unwrap();
        let screen = told.await.unwrap();
        self.turns += 1;
        if data.starts_with("1a") {
            self.answers.push(sent.elapsed());
        }
        first_button(&screen)
    }

    async fn work(mut self, until: impl Fn() -> bool) -> Self {
        let mut button = self.press("1qb.20.mixed").await;
        while !until() {
            // A result's first button looks at the wrong ones.
            if !button.starts_with("1a") && !button.starts_with("1n") {
                "1qb.20.mixed".clone_into(&mut button);
            }
            button = self.press(&button).await;
        }
        self
    }
}

pub async fn run(people: u64, length: Duration) {
    let (office, deliveries) = Office::open(people).await;
    let waiting = Waiting::default();
    let door = DeskDoor(office.desk.clone());
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    let update_id = Arc::new(AtomicI64::new(1));
    let begin = Instant::now();
    let mut tasks = Vec::new();
    for &person in &office.people {
        let (door, waiting, update_id) = (door.clone(), waiting.clone(), update_id.clone());
        let worker = Worker { person, door, waiting, update_id, answers: Vec::new(), turns: 0 };
        tasks.push(tokio::spawn(worker.work(move || begin.elapsed() > length)));
    }
    let (mut times, mut turns) = (Vec::new(), 0);
    for task in tasks {
        let worker = task.await.unwrap();
        turns += worker.turns;
        times.extend(worker.answers);
    }
    let elapsed = begin.elapsed().as_secs_f64();
    times.sort_unstable();
    println!(
        "{people} people: {:.0} answers/s ({:.0} turns/s with those of the next question), p50 {:?}, p99 {:?}",
        times.len() as f64 / elapsed,
        turns as f64 / elapsed,
        percentile(&times, 50),
        percentile(&times, 99),
    );
}
