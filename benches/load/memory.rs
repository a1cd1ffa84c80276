//! Resident memory with many open rounds, each in the middle of its questions.

use baiti::chat::{desk::DeskDoor, outlet::Door as _};
use tokio::sync::oneshot;

use super::office::{Office, Waiting, drain, first_button, press};

pub async fn run(people: u64) {
    let (office, deliveries) = Office::open(people).await;
    let (waiting, door) = (Waiting::default(), DeskDoor(office.desk.clone()));
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    println!("{} MB with {people} people at rest", resident());
    let mut update_id = 0;
    for &person in &office.people {
        let mut data = "1qb.20.mixed".to_owned();
        for _ in 0..4 {
            let (tell, told) = oneshot::channel();
            waiting.lock().unwrap().insert(person.account, tell);
            update_id += 1;
            door.accept(vec![press(update_id, person, &data)]).await.unwrap();
            data = first_button(&told.await.unwrap());
        }
    }
    println!("{} MB with {people} open rounds", resident());
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}
