//! Updates delivered by Telegram.

use std::{io, net::SocketAddr, sync::Arc};

use baiti::telegram::{
    methods::Webhook,
    webhook::{LARGEST, SECRET_HEADER, router, serve},
};
use reqwest::{Client, StatusCode};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

use super::{PATIENCE, api, list_door::ListDoor, stop};
use crate::{fake_telegram::FakeTelegram, test_clock::TestClock};

const SECRET: &str = "a-Secret_word-17";
const UPDATE: &str = r#"{"update_id":5,"message":{"chat":{"id":1001,"type":"private"},"text":"答题"}}"#;

struct Endpoint {
    door: Arc<ListDoor>,
    clock: Arc<TestClock>,
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<io::Result<()>>,
}

impl Endpoint {
    async fn start() -> Self {
        let door = ListDoor::new();
        let clock = TestClock::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, signal) = stop();
        let router = router("/telegram", SECRET, door.clone());
        let task = tokio::spawn(serve(listener, router, clock.clone(), signal));
        Self { door, clock, address, stop, task }
    }

    fn url(&self) -> String {
        format!("http://{}/telegram", self.address)
    }

    async fn post(&self, secret: &str, body: &str) -> StatusCode {
        let client = Client::builder().no_proxy().build().unwrap();
        let request = client.post(self.url()).header(SECRET_HEADER, secret).body(body.to_owned());
        request.send().await.unwrap().status()
    }

    fn came(&self) -> usize {
        self.door.with(|lists| lists.arrivals.len())
    }

    fn webhook(&self) -> Webhook {
        Webhook { url: self.url().parse().unwrap(), secret: SECRET.to_owned(), max_connections: 10 }
    }

    async fn end(self) {
        let _ = self.stop.send(true);
        tokio::time::timeout(PATIENCE, self.task).await.expect("the endpoint ends").unwrap().unwrap();
    }
}

#[tokio::test]
async fn an_update_is_answered_when_it_is_stored() {
    let endpoint = Endpoint::start().await;
    assert_eq!(endpoint.post(SECRET, UPDATE).await, StatusCode::OK);
    let (id, raw) = endpoint.door.with(|lists| (lists.arrivals[0].update_id, lists.arrivals[0].raw.clone()));
    assert_eq!((id, raw.as_str()), (5, UPDATE));
    endpoint.end().await;
}

#[tokio::test]
async fn strangers_are_turned_away_unread() {
    let endpoint = Endpoint::start().await;
    for secret in ["", "a", "a-Secret_word-1", "a-Secret_word-18", "a-Secret_word-17x"] {
        assert_eq!(endpoint.post(secret, UPDATE).await, StatusCode::UNAUTHORIZED, "{secret:?}");
    }
    let client = Client::builder().no_proxy().build().unwrap();
    let status = client.post(endpoint.url()).body(UPDATE).send().await.unwrap().status();
    assert_eq!((status, endpoint.came()), (StatusCode::UNAUTHORIZED, 0));
    endpoint.end().await;
}

#[tokio::test]
async fn a_full_storage_has_telegram_deliver_again() {
    let endpoint = Endpoint::start().await;
    endpoint.door.refuse(1);
    assert_eq!(endpoint.post(SECRET, UPDATE).await, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(endpoint.post(SECRET, UPDATE).await, StatusCode::OK);
    assert_eq!(endpoint.came(), 1);
    endpoint.end().await;
}

#[tokio::test]
async fn rubbish_is_not_asked_for_again() {
    let endpoint = Endpoint::start().await;
    for rubbish in ["", "{", "null", "{\"update_id\":null}"] {
        assert_eq!(endpoint.post(SECRET, rubbish).await, StatusCode::OK, "{rubbish:?}");
    }
    assert_eq!(endpoint.came(), 0);
    endpoint.end().await;
}

/// Uploads without end, as HTTP/1.1 chunks, and reads the answer's first line.
async fn flood(address: SocketAddr, secret: &str) -> (usize, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {secret}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut from, mut to) = stream.split();
    let mut answer = vec![0; 12];
    let mut chunk = b"10000\r\n".to_vec();
    chunk.extend(std::iter::repeat_n(b'x', 0x10000));
    chunk.extend(b"\r\n");
    let mut sent = 0;
    let upload = async {
        while sent < 50 << 20 && to.write_all(&chunk).await.is_ok() {
            sent += chunk.len();
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = upload => {}
        read = from.read_exact(&mut answer) => { read.unwrap(); }
    }
    (sent, String::from_utf8(answer).unwrap())
}

#[tokio::test]
async fn an_upload_of_fifty_megabytes_is_cut_short() {
    let endpoint = Endpoint::start().await;
    for (secret, status) in [(SECRET, "HTTP/1.1 413"), ("wrong", "HTTP/1.1 401")] {
        let flood = flood(endpoint.address, secret);
        let (sent, answer) = tokio::time::timeout(PATIENCE, flood).await.expect("an answer");
        assert_eq!(answer, status);
        // What the kernel's buffers take is not read.
        assert!(sent < 20 * LARGEST, "{sent} bytes went in");
    }
    assert_eq!(endpoint.post(SECRET, &"x".repeat(LARGEST + 1)).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(endpoint.post(SECRET, UPDATE).await, StatusCode::OK, "and all goes on");
    endpoint.end().await;
}

#[tokio::test]
async fn health_is_for_everyone_and_other_ways_lead_nowhere() {
    let endpoint = Endpoint::start().await;
    let client = Client::builder().no_proxy().build().unwrap();
    let status = async |path: &str| {
        let url = format!("http://{}{path}", endpoint.address);
        client.get(url).send().await.unwrap().status()
    };
    assert_eq!(status("/health").await, StatusCode::OK);
    assert_eq!(status("/telegram").await, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(status("/").await, StatusCode::NOT_FOUND);
    endpoint.end().await;
}

#[tokio::test]
async fn an_update_under_way_is_finished_before_the_end() {
    let endpoint = Endpoint::start().await;
    endpoint.door.slow(true);
    let (door, stop) = (endpoint.door.clone(), endpoint.stop.clone());
    let post = endpoint.post(SECRET, UPDATE);
    let rest = async {
        door.wait_entered().await;
        stop.send(true).unwrap();
        door.slow(false);
    };
    let (status, ()) = tokio::join!(post, rest);
    assert_eq!((status, endpoint.came()), (StatusCode::OK, 1));
    endpoint.end().await;
}

#[tokio::test]
async fn an_update_that_hangs_holds_up_the_end_for_seconds_only() {
    let endpoint = Endpoint::start().await;
    endpoint.door.slow(true);
    let mut hanging = TcpStream::connect(endpoint.address).await.unwrap();
    let length = UPDATE.len();
    let head = format!(
        "POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\nContent-Length: {length}\r\n\r\n{UPDATE}"
    );
    hanging.write_all(head.as_bytes()).await.unwrap();
    endpoint.door.wait_entered().await;
    endpoint.stop.send(true).unwrap();
    assert_eq!(endpoint.clock.jump_when_asleep().await.as_secs(), 3);
    endpoint.end().await;
}

#[tokio::test]
async fn telegram_delivers_to_it_again_and_again_until_it_is_stored() {
    let fake = FakeTelegram::start().await;
    let endpoint = Endpoint::start().await;
    endpoint.door.refuse(3);
    api(&fake).set_webhook(&endpoint.webhook()).await.unwrap();
    let people: Vec<_> = (0..5).map(|number| fake.person(1000 + number, "人")).collect();
    for round in 0..20 {
        for person in &people {
            person.says(&round.to_string());
        }
    }
    endpoint.door.wait_until(|lists| lists.arrivals.len() == 100).await;
    fake.wait_until("all taken", |state| state.updates.is_empty()).await;
    assert_eq!(fake.state(|state| state.pushes), 103);
    let ids = endpoint.door.with(|lists| {
        let of = lists.arrivals.iter().filter(|arrival| arrival.chat.id == 1002);
        of.map(|arrival| arrival.update_id).collect::<Vec<i64>>()
    });
    assert!(ids.is_sorted(), "a chat's updates come in order");
    endpoint.end().await;
}

#[tokio::test]
async fn several_copies_share_the_deliveries() {
    let fake = FakeTelegram::start().await;
    let copies = [Endpoint::start().await, Endpoint::start().await];
    api(&fake).set_webhook(&copies[0].webhook()).await.unwrap();
    fake.spread_over(&[copies[0].url(), copies[1].url()]);
    let zhang = fake.person(1001, "张三");
    for number in 0..10 {
        zhang.says(&number.to_string());
    }
    fake.wait_until("all taken", |state| state.updates.is_empty()).await;
    assert_eq!(copies.each_ref().map(Endpoint::came), [5, 5]);
    for copy in copies {
        copy.end().await;
    }
}
