//! The time from a tap to the committed turn while taps come at a fixed rate,
//! whether the earlier ones are answered or not.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use baiti::chat::{desk::DeskDoor, outlet::Door as _};
use tokio::sync::{Mutex, oneshot};

use super::{
    office::{Office, Waiting, drain, first_button, press},
    percentile,
};

pub async fn run(people: u64, rate: u64, length: Duration) {
    let (office, deliveries) = Office::open(people).await;
    let (waiting, door) = (Waiting::default(), DeskDoor(office.desk.clone()));
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    let buttons = Arc::new(Mutex::new(vec!["1qb.20.mixed".to_owned(); office.people.len()]));
    let mut taps = tokio::time::interval(Duration::from_secs_f64(1.0 / rate as f64));
    let (mut tasks, begin) = (Vec::new(), Instant::now());
    for update_id in 1_i64.. {
        taps.tick().await;
        if begin.elapsed() > length {
            break;
        }
        let index = usize::try_from(update_id).unwrap() % office.people.len();
        let (person, door) = (office.people[index], door.clone());
        let (waiting, buttons) = (waiting.clone(), buttons.clone());
        tasks.push(tokio::spawn(async move {
            let data = buttons.lock().await[index].clone();
            let (tell, told) = oneshot::channel();
            waiting.lock().unwrap().insert(person.account, tell);
            let sent = Instant::now();
            door.accept(vec![press(update_id, person, &data)]).await.unwrap();
            let screen = told.await.unwrap();
            let took = sent.elapsed();
            let next = first_button(&screen);
            let over = next.starts_with("1v") || next.starts_with("1qt");
            buttons.lock().await[index] = if over { "1qb.20.mixed".to_owned() } else { next };
            took
        }));
    }
    let mut times = Vec::new();
    for task in tasks {
        times.push(task.await.unwrap());
    }
    times.sort_unstable();
    println!(
        "{rate} taps/s by {people} people: {} taps, p50 {:?}, p99 {:?}, longest {:?}",
        times.len(),
        percentile(&times, 50),
        percentile(&times, 99),
        times.last().copied().unwrap_or_default(),
    );
}
