//! An office with something of everything, and what is in a database.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use baiti::{
    clock::Timestamp,
    domain::{
        exam::{ruling::Ruling, timing::Window},
        lang::Lang,
        person::{Birth, Grant, Role},
        reference::{Article, Reference},
        rules::Rules,
    },
    store::{
        Place, Store, Tx, account, audit,
        backup::TABLES,
        bind_request, copy, file, flag, inbox,
        incident::{self, NewIncident},
        invitation, job, mapping, meta, outage, outbox, question, reference,
        release::{self, NewRelease},
        round,
        ruling::{self, NewRuling},
        staff::{self, Details},
        tries, upload,
    },
};
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use tempfile::TempDir;

use super::super::office::taken_in;
use crate::{
    database::{TestDatabase, sqlite},
    store::{
        exams::sat,
        office::{Attempt, answer, bank, day, details, hire, open_round, single, unit},
    },
};

/// 2026-11-23 12:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_435_200_000);

/// People, questions and answers.
async fn fill_contest(tx: &mut Tx) -> Attempt {
    let unit = unit(tx, "市财政局/预算股").await;
    let described = Details {
        birth: Birth::parse("1985-06"),
        post: Some("科员"),
        phone_hash: Some("h"),
        ..details("王'小\"明\n𠮷", unit)
    };
    let staff = staff::add(tx, "0001", &described, false, 1).await.unwrap();
    let questions = bank(tx, "r", "regulations", 3).await;
    let mut content = single("r-until", 2);
    content.valid_until = Some(day(20_261_231));
    question::add(tx, "r", "regulations", &content, 2).await.unwrap();
    question::set_live(tx, questions[2], false).await.unwrap();
    let attempt =
        Attempt { staff, unit, question: questions[0], option: 0, day: day(20_261_123), seconds: 3 };
    answer(tx, &Rules::default(), attempt).await;
    answer(tx, &Rules::default(), Attempt { question: questions[1], option: 1, ..attempt }).await;
    open_round(tx, &attempt).await;
    let (version, _) = question::current(tx, questions[1]).await.unwrap();
    flag::open(tx, questions[1], version, staff, 5).await.unwrap();
    attempt
}

/// An exam that somebody sits.
async fn fill_exam(tx: &mut Tx, attempt: &Attempt) {
    let id = sat(tx, attempt).await.exam;
    let ruling = NewRuling {
        exam: id,
        question: attempt.question,
        ruling: &Ruling::Everybody,
        reason: "题目有误",
        by: Some(attempt.staff),
    };
    ruling::put(tx, &ruling, 7).await.unwrap();
    let noted =
        NewIncident { exam: id, staff: Some(attempt.staff), by: None, kind: "note", note: "断网五分钟" };
    incident::add(tx, &noted, 8).await.unwrap();
    let list = NewRelease {
        exam: id,
        number: 1,
        list: "{}",
        check_code: "ABCD2345",
        note: "",
        by: Some(attempt.staff),
    };
    release::add(tx, &list, 9).await.unwrap();
}

/// At least a row in every table.
pub async fn fill(store: &Store) -> Attempt {
    let mut tx = store.begin().await.unwrap();
    let attempt = fill_contest(&mut tx).await;
    let staff = attempt.staff;
    fill_exam(&mut tx, &attempt).await;
    meta::set(&mut tx, "key", "").await.unwrap();
    staff::grant(&mut tx, staff, Grant { role: Role::Leader, unit: Some(attempt.unit) }).await.unwrap();
    account::bind(&mut tx, "telegram", -5, staff, Lang::En, 1).await.unwrap();
    account::set_reachable(&mut tx, "telegram", -5, false).await.unwrap();
    invitation::add(&mut tx, staff, "token", 1, 2).await.unwrap();
    let request = bind_request::open(&mut tx, "telegram", 6, staff, "W", "zh", 1).await.unwrap();
    bind_request::decide(&mut tx, request, "refused", staff, 2).await.unwrap();
    tries::count(&mut tx, "bind", "6", 1, 10).await.unwrap();
    tries::bump(&mut tx, "strangers", 20_261_123).await.unwrap();
    audit::append(&mut tx, 1, None, "load", "roster", "").await.unwrap();
    // More than go into one statement.
    for update in 0..2_500 {
        taken_in(&mut tx, "telegram", update, -5, "{\"text\":\"答题 \\u0000\"}", i64::MAX - 1).await.unwrap();
    }
    inbox::take(&mut tx, "telegram", -5, 9).await.unwrap();
    let sent = outbox::add(&mut tx, "telegram", -5, true, "a", 1).await.unwrap();
    outbox::end_sent(&mut tx, &[sent], 2).await.unwrap();
    outbox::add(&mut tx, "telegram", -5, false, "b", 1).await.unwrap();
    outbox::claim(&mut tx, "telegram", -5, "one", 100, 0).await.unwrap();
    let every_byte: Vec<u8> = (0..=255).collect();
    file::add(&mut tx, "题库 (1).xlsx", &every_byte, 1).await.unwrap();
    file::add(&mut tx, "空", b"", 2).await.unwrap();
    job::add(&mut tx, "remind", "5", 1).await.unwrap();
    mapping::put(&mut tx, "abc", "{\"sheet\":\"题库\"}", 1).await.unwrap();
    upload::add(&mut tx, staff, ("telegram", -5), "{\"name\":\"题库.xlsx\"}", 1).await.unwrap();
    let article =
        Article { label: "第一条".into(), heading: String::new(), text: "爱护\n公物".into() };
    let articles = vec![article.clone(), Article { label: "第二条".into(), ..article }];
    let text =
        Reference { code: "公约".into(), title: "公约".into(), version: "2020年".into(), articles };
    reference::put(&mut tx, &text, 1).await.unwrap();
    copy::beat(&mut tx, "one", 10).await.unwrap();
    let down = Window { opens: Timestamp(1), closes: Timestamp(90_000) };
    outage::add(&mut tx, down).await.unwrap();
    tx.commit().await.unwrap();
    attempt
}

/// Every row of every table as text, read past the store.
pub type Dump = BTreeMap<&'static str, Vec<String>>;

/// A text for the values of a table's row, the same on both engines.
async fn row_text(table: &str, template: &Path, place: &Place) -> String {
    let hex = |name: &str| match place {
        Place::Sqlite(_) => format!("lower(hex({name}))"),
        Place::Postgres(_) => format!("encode({name}, 'hex')"),
    };
    let sql = "SELECT name, type FROM pragma_table_info($1)";
    let mut connection = sqlite(template).await;
    let columns: Vec<(String, String)> =
        sqlx::query_as(sql).bind(table).fetch_all(&mut connection).await.unwrap();
    let text = |(name, kind): &(String, String)| {
        let value = match kind.as_str() {
            "BOOLEAN" => format!("CASE {name} WHEN TRUE THEN 'yes' WHEN FALSE THEN 'no' END"),
            "BLOB" => hex(name),
            _ => format!("CAST({name} AS TEXT)"),
        };
        format!("COALESCE({value}, 'nothing')")
    };
    columns.iter().map(text).collect::<Vec<_>>().join(" || '|' || ")
}

pub async fn dump(place: &Place) -> Dump {
    let template = TestDatabase::sqlite().await;
    let mut dump = Dump::new();
    for table in TABLES {
        let row = row_text(table, &template.file(), place).await;
        let sql = AssertSqlSafe(format!("SELECT {row} FROM {table} ORDER BY 1"));
        let mut rows: Vec<String> = match place {
            Place::Sqlite(path) => sqlx::query_scalar(sql).fetch_all(&mut sqlite(path).await).await.unwrap(),
            Place::Postgres(options) => {
                let mut connection = options.connect().await.unwrap();
                sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
            }
        };
        rows.sort();
        dump.insert(table, rows);
    }
    dump
}

/// A folder for backups and the path of one.
pub fn shelf() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backups/2026-11-23.db");
    (folder, file)
}

pub fn quiet(_: &'static str, _: u64) {}

/// Everything in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What a restored database must still be able to do.
pub async fn goes_on(place: &Place, attempt: Attempt) {
    let store = Store::open(place).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let open = round::open(&mut tx, attempt.staff).await.unwrap().unwrap();
    round::end(&mut tx, open.id, &open.round, 9).await.unwrap();
    let newcomer = hire(&mut tx, "0002", attempt.unit).await;
    assert!(newcomer > attempt.staff);
    answer(&mut tx, &Rules::default(), attempt).await;
    answer(&mut tx, &Rules::default(), Attempt { staff: newcomer, ..attempt }).await;
    outbox::add(&mut tx, "telegram", 5, false, "c", 1).await.unwrap();
    audit::append(&mut tx, 1, None, "go", "on", "").await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}
