//! People at once through the real poller and sender, each call of the Bot API
//! taking 50 ms: no chat waits for another.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use baiti::{
    chat::{desk::DeskDoor, outlet::Door},
    telegram::{self, polling, sender},
};
use tokio::sync::watch;

use super::{
    fake_telegram::{BOT_NAME, FakeTelegram, Person, TOKEN, Target},
    office::Office,
};

pub async fn run(people: u64, length: Duration) {
    let (office, deliveries) = Office::open_as(people, BOT_NAME).await;
    let fake = FakeTelegram::start().await;
    let settings = telegram::Settings::parse(TOKEN, Some(&fake.url()), None).unwrap();
    let api = telegram::connect(&settings).unwrap();
    let (_keep, stop) = watch::channel(false);
    let door: Arc<dyn Door> = Arc::new(DeskDoor(office.desk.clone()));
    let clock = office.desk.house().clock.clone();
    let rates = sender::Rates::unlimited();
    tokio::spawn(sender::run(api.clone(), deliveries, door.clone(), clock.clone(), rates, stop.clone()));
    tokio::spawn(polling::run(api, door, clock, stop));
    let answers = Arc::new(AtomicU64::new(0));
    let mut tasks = Vec::new();
    for person in &office.people {
        let phone = fake.person(person.account, "张三");
        phone.says("/quiz").sees("请选择").await;
        let (answers, fake) = (answers.clone(), fake.clone());
        tasks.push(tokio::spawn(async move {
            loop {
                let shown = phone.screen();
                let (message, data) = first_button(&phone);
                answers.fetch_add(u64::from(data.starts_with("1a")), Ordering::Relaxed);
                phone.taps(message, &data);
                let id = phone.id();
                fake.wait_until("the next screen", |state| state.chats[&id].screen() != shown).await;
            }
        }));
    }
    fake.take_time(Duration::from_millis(50));
    let begin = Instant::now();
    let before = answers.load(Ordering::Relaxed);
    tokio::time::sleep(length).await;
    let done = answers.load(Ordering::Relaxed) - before;
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
    println!("{people} people, 50 ms a call: {:.0} answers/s", done as f64 / begin.elapsed().as_secs_f64());
}

/// The first button of what is shown; a new round where one is over.
fn first_button(phone: &Person) -> (i64, String) {
    let message = phone.shown().pop().unwrap();
    let data = match &message.buttons[0][0].1 {
        Target::Press(data) if data.starts_with("1a") || data.starts_with("1n") => data.clone(),
        _ => "1qb.20.mixed".to_owned(),
    };
    (message.id, data)
}
