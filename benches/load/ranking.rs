//! Rankings, and the start of the program, over millions of responses.

use std::time::{Duration, Instant};

use baiti::{
    domain::{calendar::Span, ids::StaffId},
    store::{
        Store,
        score::{self, Board},
    },
};
use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use super::{
    office::{Office, Waiting, drain, press},
    percentile,
};

const DAYS: u64 = 50;

pub async fn run(responses: u64, people: u64) {
    let (office, _) = Office::open(people).await;
    let file = office.file();
    let staff = office.desk.house().clone();
    fill(&file, responses, people).await;
    let day = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap();
    for span in Span::ALL {
        let board = Board { period: span.period_of(day), topic: "" };
        measure(&staff.store, board, people).await;
    }
    staff.store.close().await;
    start(&file, &office).await;
}

/// Writes responses and scores as the turns would have, in bulk.
async fn fill(file: &std::path::Path, responses: u64, people: u64) {
    let begin = Instant::now();
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let each = responses / people;
    let a_day = (each / DAYS).max(1);
    let say = [
        "PRAGMA journal_mode = WAL".to_owned(),
        "PRAGMA synchronous = OFF".to_owned(),
        "PRAGMA cache_size = -400000".to_owned(),
        "INSERT INTO round (staff_id, choice, state, started_at, ended_at) SELECT id, 'mixed', '{}', 0, 1 FROM staff".to_owned(),
        format!(
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {each})
             INSERT INTO response (staff_id, unit_id, round_id, place, question_id, version_id, topic, option_order,
                                   answer, earned, full_mark, points, elapsed_ms, day, answered_at)
             SELECT s.id, s.unit_id, r.id, n.i, 1 + (s.id + n.i) % 400, 1 + (s.id + n.i) % 400, 'regulations', '[0,1,2,3]',
                    '{{\"options\":1}}', ((s.id * 7 + n.i * 13) % 10 < 7) * 100, 100, ((s.id * 7 + n.i * 13) % 10 < 7) * 100,
                    3000 + (s.id * 31 + n.i * 17) % 9000, 20260901 + (n.i / {a_day} / 25) * 100 + (n.i / {a_day}) % 25, n.i
             FROM n JOIN staff s JOIN round r ON r.staff_id = s.id"
        ),
    ];
    for sql in say {
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    let week =
        "CAST(strftime('%G%V', printf('%d-%02d-%02d', day / 10000, day / 100 % 100, day % 100)) AS INTEGER)";
    for (span, period) in [("d", "day"), ("w", week), ("m", "day / 100"), ("a", "0")] {
        for scope in ["0", "unit_id"] {
            for topic in ["''", "topic"] {
                let sql = format!(
                    "INSERT INTO score (scope, span, period, topic, staff_id, answered, correct, points, accuracy, elapsed_ms)
                     SELECT {scope}, '{span}', {period}, {topic}, staff_id, COUNT(*), SUM(earned = full_mark), SUM(points),
                            SUM(earned = full_mark) * 1000000 / COUNT(*), SUM(elapsed_ms)
                     FROM response GROUP BY 1, 3, 4, 5"
                );
                sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
            }
        }
    }
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let size = std::fs::metadata(file).unwrap().len() / 1_000_000;
    println!("{responses} responses of {people} people written in {:?}, {size} MB", begin.elapsed());
}

async fn measure(store: &Store, board: Board<'_>, people: u64) {
    let mut tx = store.read().await.unwrap();
    let (mut tops, mut mine) = (Vec::new(), Vec::new());
    for n in 0..200 {
        let begin = Instant::now();
        score::rows(&mut tx, board, 50, 0).await.unwrap();
        tops.push(begin.elapsed());
        let staff = StaffId(1 + i64::from(n) * i64::try_from(people).unwrap() / 200);
        let begin = Instant::now();
        let standing = score::standing(&mut tx, board, staff).await.unwrap();
        if let Some(standing) = standing {
            score::rows(&mut tx, board, 5, standing.before - 2).await.unwrap();
        }
        mine.push(begin.elapsed());
    }
    let begin = Instant::now();
    let unit = score::of_subtree(&mut tx, board, "/1/2/").await.unwrap().len();
    let subtree = begin.elapsed();
    tops.sort_unstable();
    mine.sort_unstable();
    println!(
        "{:?}: top 50 p99 {:?}, own place with neighbours p50 {:?} p99 {:?}, a unit of {unit} {subtree:?}",
        board.period.span,
        percentile(&tops, 99),
        percentile(&mine, 50),
        percentile(&mine, 99),
    );
}

/// From nothing to the first answered update.
async fn start(file: &std::path::Path, office: &Office) {
    let begin = Instant::now();
    let (desk, deliveries) = Office::reopen(file).await;
    let waiting = Waiting::default();
    let door = baiti::chat::desk::DeskDoor(desk.clone());
    tokio::spawn(drain(deliveries, door.clone(), waiting.clone()));
    let (tell, told) = tokio::sync::oneshot::channel();
    let person = office.people[0];
    waiting.lock().unwrap().insert(person.account, tell);
    desk.take_up(Duration::ZERO).await.unwrap();
    baiti::chat::outlet::Door::accept(&door, vec![press(1, person, "1me")]).await.unwrap();
    told.await.unwrap();
    println!("start to the first answered update: {:?}", begin.elapsed());
}
