//! A large workbook, read and loaded as an administrator's would be.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use baiti::{
    clock::Timestamp,
    domain::topic,
    exchange::{file, settle},
    intake::{
        Target, Wish, find,
        questions::{self, Reading},
    },
    store::{Place, Store},
};
use rust_xlsxwriter::Workbook;

/// The one who writes the workbook is another process, so that its memory
/// isn't counted.
const WRITE: &str = "--write";

pub async fn run(words: &[String], rows: u64) {
    if let Some(path) = words.iter().position(|word| word == WRITE).and_then(|at| words.get(at + 1)) {
        return write(Path::new(path), u32::try_from(rows).unwrap());
    }
    let folder = std::env::var("BAITI_BENCH_DIR").unwrap_or_else(|_| "target".into());
    let folder = tempfile::tempdir_in(folder).unwrap();
    let path = folder.path().join("bench.xlsx");
    let mut writer = Command::new(std::env::current_exe().unwrap());
    writer.args(["import", "--rows", &rows.to_string(), WRITE]).arg(&path);
    assert!(writer.status().unwrap().success());
    let bytes = std::fs::read(&path).unwrap();
    println!("{rows} rows, {} KB; {} MB at rest", bytes.len() / 1000, peak());
    let place = match std::env::var("BAITI_BENCH_DATABASE") {
        Ok(url) => url.parse().unwrap(),
        Err(_) => Place::Sqlite(folder.path().join("bench.db")),
    };
    let store = Store::open(&place).await.unwrap();
    load(&store, bytes.clone(), "a new bank").await;
    load(&store, bytes.clone(), "the same again").await;
    for words in ["99999题", "q-1 xyz", "行政许可法第四十二条", "？"] {
        let begin = Instant::now();
        let hits = find::by_words(&mut store.read().await.unwrap(), words).await.unwrap();
        println!("search {words}: {} found in {:?}", hits.found.len(), since(begin));
    }
    store.close().await;
    parts(&bytes);
}

/// Each step of the reading by itself.
fn parts(bytes: &[u8]) {
    let begin = Instant::now();
    let file = file::open(bytes).unwrap();
    println!("open {:?}", since(begin));
    let begin = Instant::now();
    let mapping = file.mapping(&[]);
    println!("map {:?}", since(begin));
    let begin = Instant::now();
    let found = file.read(&mapping);
    println!("read {:?}", since(begin));
    let begin = Instant::now();
    let settled = settle::settle(found.drafts);
    println!("settle {:?}", since(begin));
    assert_eq!(settled.refused, 0);
}

/// The whole of it, as the command line and the chat do it.
async fn load(store: &Store, bytes: Vec<u8>, what: &str) {
    let whole = Instant::now();
    let reading: Reading = questions::read(store, bytes, None, settle::Options::default()).await.unwrap();
    let read = since(whole);
    println!("{what}: {} MB once it is read", peak());
    let begin = Instant::now();
    let mut tx = store.read().await.unwrap();
    let target: Target =
        questions::target(&mut tx, &topic::standing(), &Wish::default(), &reading, "压力测试.xlsx")
            .await
            .unwrap();
    let compared = reading.compare(&mut tx, &target).await.unwrap();
    drop(tx);
    let compare = since(begin);
    let begin = Instant::now();
    let shown = &compared.preview;
    assert!(
        questions::load_as_shown(store, None, &target, &reading, shown, Timestamp(0)).await.unwrap(),
        "nobody else is here"
    );
    println!(
        "{what}: read {read:?}, compare {compare:?}, load {:?}; {} added, {} the same: {:?} in all, peak {} MB",
        since(begin),
        shown.added,
        shown.same,
        since(whole),
        peak(),
    );
}

fn since(begin: Instant) -> Duration {
    Duration::from_millis(u64::try_from(begin.elapsed().as_millis()).unwrap())
}

/// The most memory so far, in megabytes.
fn peak() -> u64 {
    super::memory::status("VmHWM:")
}

/// Questions as offices have them: a third of each kind but one.
fn write(path: &Path, rows: u32) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = ["序号", "题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "依据"];
    sheet.write_row(0, 0, head).unwrap();
    for n in 1..=rows {
        let stem = format!("第{n}题：行政机关应当自受理行政许可申请之日起多少日内作出行政许可决定？");
        let options = ["五日内", "十日内", "二十日内", "三十日内"];
        let (kind, options, key) = match n % 3 {
            0 => ("单选题", options, "C"),
            1 => ("多选题", options, "ABD"),
            _ => ("判断题", [""; 4], "正确"),
        };
        let why =
            "除可以当场作出行政许可决定的外，行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。";
        let source = "《中华人民共和国行政许可法》第四十二条";
        sheet.write(n, 0, n).unwrap();
        sheet.write_row(n, 1, [kind, &stem]).unwrap();
        sheet.write_row(n, 3, options.into_iter().chain([key, why, source])).unwrap();
    }
    book.save(path).unwrap();
}
