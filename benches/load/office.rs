//! An office with people and rounds, as the benches need it.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use baiti::{
    app,
    chat::{
        desk::{Desk, DeskDoor, Served},
        house::House,
        incoming::{Arrival, Channel, ChatKey},
        outgoing::{Action, Delivery, Keyboard, Outcome, Outgoing},
        outlet::{Deliveries, Door},
    },
    clock::SystemClock,
    domain::{
        lang::Lang,
        person::UnitPath,
        points::Points,
        question::{Body, Question},
        rules::Rules,
    },
    exchange::settle,
    store::{Place, Store, account, bank, question, staff, unit},
    telegram::decode,
    terminal::Files,
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use tokio::sync::oneshot;

pub struct Office {
    pub desk: Arc<Desk>,
    pub people: Vec<Person>,
    folder: tempfile::TempDir,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub account: i64,
}

/// Who waits for the next screen of which chat.
pub type Waiting = Arc<std::sync::Mutex<HashMap<i64, oneshot::Sender<Outgoing>>>>;

const QUESTIONS: usize = 400;

/// How many deliveries have ended.
pub static DELIVERED: AtomicUsize = AtomicUsize::new(0);
/// How many copies of the program were made.
static COPIES: AtomicUsize = AtomicUsize::new(0);

impl Office {
    pub async fn open(people: u64) -> (Self, Deliveries) {
        Self::open_as(people, "bench_bot").await
    }

    /// With the bot's name that its updates bear.
    pub async fn open_as(people: u64, bot: &'static str) -> (Self, Deliveries) {
        let folder = std::env::var("BAITI_BENCH_DIR").unwrap_or_else(|_| "target".into());
        let folder = tempfile::tempdir_in(folder).unwrap();
        let place = match std::env::var("BAITI_BENCH_DATABASE") {
            Ok(url) => url.parse().unwrap(),
            Err(_) => Place::Sqlite(folder.path().join("bench.db")),
        };
        let (desk, deliveries) = desk(&place, bot).await;
        ask(desk.house()).await;
        let people = hire(desk.house(), people).await;
        (Self { desk, people, folder, place }, deliveries)
    }

    /// So many copies of the program on the same database, this one the first.
    pub async fn copies(&self, deliveries: Deliveries, number: u64) -> (Vec<Arc<Desk>>, Vec<Deliveries>) {
        let (mut desks, mut streams) = (vec![self.desk.clone()], vec![deliveries]);
        for _ in 1..number {
            let (desk, deliveries) = desk(&self.place, "bench_bot").await;
            desks.push(desk);
            streams.push(deliveries);
        }
        (desks, streams)
    }

    /// The same database in a program that has just started.
    pub async fn reopen(file: &Path) -> (Arc<Desk>, Deliveries) {
        desk(&Place::Sqlite(file.to_owned()), "bench_bot").await
    }

    /// The database's file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("bench.db")
    }
}

async fn desk(place: &Place, bot: &'static str) -> (Arc<Desk>, Deliveries) {
    let house = app::house(app::Parts {
        store: Store::open(place).await.unwrap(),
        clock: Arc::new(SystemClock),
        generator: ChaCha12Rng::seed_from_u64(7),
        rules: Rules::default(),
        zone: chrono_tz::Asia::Shanghai,
        import: settle::Options::default(),
        phone_key: Some("bench".into()),
        private_chat: String::new(),
    })
    .await
    .unwrap();
    let decoder = Box::new(move |raw: &str| Ok(decode::decode(raw, bot)));
    let (desk, mut streams) = Desk::new(
        house,
        format!("bench-{}", COPIES.fetch_add(1, Ordering::Relaxed)),
        vec![Served { channel: Channel::Telegram, decoder, fetcher: Arc::new(Files) }],
    );
    (desk, streams.remove(&Channel::Telegram).unwrap())
}

async fn ask(house: &House) {
    let mut tx = house.store.begin().await.unwrap();
    bank::put(&mut tx, "bench", "压力测试", "regulations", 0).await.unwrap();
    for n in 0..QUESTIONS {
        let options = ["五日内", "十日内", "二十日内", "三十日内"].map(str::to_owned).to_vec();
        let content = Question {
            code: format!("q-{n}"),
            stem: format!("第{n}题：行政机关应当自受理行政许可申请之日起多少日内作出行政许可决定？"),
            body: Body::Single { options, key: n % 4 },
            explanation: Some(
                "除可以当场作出行政许可决定的外，行政机关应当自受理之日起二十日内作出决定。".into(),
            ),
            source: Some("《中华人民共和国行政许可法》第四十二条".into()),
            points: Points::ONE,
            difficulty: None,
            tags: vec![],
            valid_until: None,
            shuffle: true,
        };
        question::add(&mut tx, "bench", "regulations", &content, 0).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn hire(house: &House, people: u64) -> Vec<Person> {
    let mut tx = house.store.begin().await.unwrap();
    let mut hired = Vec::new();
    for n in 0..i64::try_from(people).unwrap() {
        let path = UnitPath::parse(&format!("市财政局/{}股", n % 20)).unwrap();
        let unit = unit::ensure(&mut tx, &path).await.unwrap();
        let name = format!("职工{n}");
        let details = staff::Details { name: &name, unit, birth: None, post: None, phone_hash: None };
        let staff = staff::add(&mut tx, &format!("{n:06}"), &details, false, 0).await.unwrap();
        let account = 1_000_000 + n;
        account::bind(&mut tx, "telegram", account, staff, Lang::Zh, 0).await.unwrap();
        hired.push(Person { account });
    }
    tx.commit().await.unwrap();
    hired
}

/// A tap as Telegram sends it.
pub fn press(update_id: i64, person: Person, data: &str) -> Arrival {
    let account = person.account;
    let raw = format!(
        r#"{{"update_id":{update_id},"callback_query":{{"id":"{update_id}","from":{{"id":{account},"is_bot":false,"first_name":"张三","language_code":"zh-hans"}},"message":{{"message_id":5,"from":{{"id":1,"is_bot":true,"first_name":"百题"}},"chat":{{"id":{account},"first_name":"张三","type":"private"}},"date":1700000000,"text":"第 1/10 题"}},"chat_instance":"1","data":"{data}"}}}}"#
    );
    Arrival { update_id, chat: ChatKey { channel: Channel::Telegram, id: account }, raw }
}

/// Stands in for the sender: ends every delivery at once and tells whoever
/// waits for the chat's next screen.
pub async fn drain(mut deliveries: Deliveries, door: DeskDoor, waiting: Waiting) {
    let mut gulp: Vec<Delivery> = Vec::new();
    while deliveries.recv_many(&mut gulp, 1_000).await > 0 {
        DELIVERED.fetch_add(gulp.len(), Ordering::Relaxed);
        let ended = gulp.iter().map(|delivery| (delivery.id, Outcome::Sent)).collect();
        for delivery in gulp.drain(..) {
            let screen = matches!(delivery.outgoing, Outgoing::Edit { .. });
            let waiter = screen.then(|| waiting.lock().unwrap().remove(&delivery.chat.id)).flatten();
            if let Some(waiter) = waiter {
                let _ = waiter.send(delivery.outgoing);
            }
        }
        door.finish(ended).await.unwrap();
    }
}

/// What the first button of a screen carries.
pub fn first_button(screen: &Outgoing) -> String {
    let Outgoing::Edit { keyboard: Keyboard::Buttons(rows), .. } = screen else { return String::new() };
    match &rows[0][0].action {
        Action::Press(data) => data.clone(),
        Action::Url(_) => String::new(),
    }
}
