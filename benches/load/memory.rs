//! Resident memory with many open rounds, each in the middle of its questions.

use baiti::chat::{desk::DeskDoor, outlet::Door as _};
use tokio::sync::oneshot;

use super::office::{Office, Person, Waiting, drain, first_button, press};

/// How many people begin at once.
const CROWD: usize = 256;

pub async fn run(people: u64) {
    let (office, deliveries) = Office::open(people).await;
    let (waiting, door) = (Waiting::default(), DeskDoor(office.desk.clone()));
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    println!("{} MB with {people} people at rest", resident());
    for crowd in office.people.chunks(CROWD) {
        let rounds = crowd.iter().map(|&person| four_taps(person, &door, &waiting));
        futures::future::join_all(rounds).await;
    }
    println!("{} MB with {people} open rounds", resident());
}

/// Into the middle of a round.
async fn four_taps(person: Person, door: &DeskDoor, waiting: &Waiting) {
    let mut data = "1qb.20.mixed".to_owned();
    for tap in 0..4 {
        let (tell, told) = oneshot::channel();
        waiting.lock().unwrap().insert(person.account, tell);
        door.accept(vec![press(person.account * 4 + tap, person, &data)]).await.unwrap();
        data = first_button(&told.await.unwrap());
    }
}

fn resident() -> u64 {
    status("VmRSS:")
}

/// What the system says of this process, in megabytes.
pub fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}
