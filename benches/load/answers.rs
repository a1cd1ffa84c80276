//! Durable answers: each person answers, waits for the verdict, goes on.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use baiti::chat::{desk::DeskDoor, outlet::Door as _};
use tokio::sync::oneshot;

use super::office::{Office, drain, press};

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
pub async fn run(people: u64, length: Duration) {
    let (office, deliveries) = Office::open(people, 4_000).await;
    let waiting: Arc<Mutex<HashMap<i64, oneshot::Sender<()>>>> = Arc::default();
    let door = DeskDoor(office.desk.clone());
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    let (update_id, answers) = (Arc::new(AtomicI64::new(1)), Arc::new(AtomicU64::new(0)));
    let begin = Instant::now();
    let mut tasks = Vec::new();
    for person in office.people.clone() {
        let (door, waiting, update_id, answers) =
            (door.clone(), waiting.clone(), update_id.clone(), answers.clone());
        tasks.push(tokio::spawn(async move {
            let mut slowest = Vec::new();
            for place in 0.. {
                for data in [format!("1a.{}.{place}.0", person.round), format!("1n.{}.{place}", person.round)]
                {
                    if begin.elapsed() > length {
                        return slowest;
                    }
                    let (tell, told) = oneshot::channel();
                    waiting.lock().unwrap().insert(person.account, tell);
                    let sent = Instant::now();
                    let id = update_id.fetch_add(1, Ordering::Relaxed);
                    door.accept(vec![press(id, person, &data)]).await.unwrap();
                    told.await.unwrap();
                    slowest.push(sent.elapsed());
                }
                answers.fetch_add(1, Ordering::Relaxed);
            }
            slowest
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    let elapsed = begin.elapsed().as_secs_f64();
    times.sort_unstable();
    let answers = answers.load(Ordering::Relaxed);
    println!(
        "{people} people: {:.0} answers/s, {:.0} turns/s, p50 {:?}, p99 {:?}",
        answers as f64 / elapsed,
        times.len() as f64 / elapsed,
        times[times.len() / 2],
        times[times.len() * 99 / 100],
    );
}
