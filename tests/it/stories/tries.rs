//! Jobs that break, get stuck or come too late: nothing is done twice, nothing
//! is tried for ever, and whoever waits is told.

use std::{sync::Arc, time::Duration};

use baiti::{
    chat::{
        desk::{Decoder, Desk, Served},
        files::{Fetch, Fetched},
        incoming::Channel,
    },
    domain::ids::UploadId,
    intake::plan::{Plan, Stage},
    jobs,
    store::{file, job, upload},
};

use crate::{
    database::TestDatabase,
    office::{Office, served, simple_bank},
};

const STAFF: &[&str] = &["0002 李四 市财政局/国库股 管理员"];
const SHEET: &str = "题型,题目,选项A,选项B,正确答案\n单选题,预算年度自公历几月几日起？,1月1日,3月1日,A\n";

/// Breaks whenever a file is fetched.
struct Broken;

impl Fetch for Broken {
    fn fetch<'a>(&'a self, _: &'a str) -> Fetched<'a> {
        Box::pin(async { panic!("the fetcher breaks") })
    }
}

fn decoder() -> Decoder {
    Box::new(|raw| Ok(baiti::telegram::decode::decode(raw, "baiti_test_bot")))
}

/// A copy of the program without its sender.
fn desk(office: &Office) -> Arc<Desk> {
    Desk::new(office.house.clone(), "one".into(), served(decoder())).0
}

/// A copy in which every fetching breaks.
fn broken(office: &Office) -> Arc<Desk> {
    let served = Served { channel: Channel::Telegram, decoder: decoder(), fetcher: Arc::new(Broken) };
    Desk::new(office.house.clone(), "one".into(), vec![served]).0
}

async fn office(database: TestDatabase) -> Office {
    Office::with(&[&simple_bank("s", "ethics", 1)]).staff(STAFF).on(database).closed().await
}

/// A file that an administrator has sent, with the job of reading it.
async fn sent(office: &Office, content: Option<&str>) -> UploadId {
    let li = office.bound("0002").await.id();
    let staff = office.id_of("0002").await;
    let mut tx = office.house.store.begin().await.unwrap();
    let name = "题库.csv".to_owned();
    let plan = match content {
        Some(text) => Plan::kept(name, file::add(&mut tx, "题库.csv", text.as_bytes(), 1).await.unwrap().0),
        None => Plan::fetched(name, "f".to_owned()),
    };
    let id = upload::add(&mut tx, staff, ("telegram", li), &plan.write(), 1).await.unwrap();
    job::add(&mut tx, "upload", &id.to_string(), 1).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn stage(office: &Office, id: UploadId) -> Stage {
    let row = upload::get(&mut office.house.store.read().await.unwrap(), id).await.unwrap().unwrap();
    Plan::read(&row.plan).unwrap().stage
}

async fn told(office: &Office, words: &str) -> i64 {
    office.number(&format!("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%{words}%'")).await
}

#[tokio::test]
async fn a_job_that_breaks_is_given_up_in_the_end_and_the_chat_is_told() {
    let office = office(TestDatabase::new().await).await;
    let id = sent(&office, None).await;
    let desk = broken(&office);
    for _ in 0..10 {
        assert_eq!(told(&office, "没能处理好").await, 0);
        assert!(jobs::one_job(&desk).await.unwrap(), "the program goes on");
        office.clock.advance(Duration::from_mins(1));
    }
    assert!(matches!(stage(&office, id).await, Stage::Failed(_)));
    assert_eq!(told(&office, "没能处理好").await, 1);
    assert!(!jobs::one_job(&desk).await.unwrap());
    assert_eq!(office.number("SELECT COUNT(*) FROM job WHERE done_at IS NOT NULL").await, 1);
    clear(office).await;
}

/// A program that dies of a job leaves no word of it but its number of tries.
#[tokio::test]
async fn a_job_that_kills_the_program_is_not_begun_for_ever() {
    let office = office(TestDatabase::new().await).await;
    let id = sent(&office, Some(SHEET)).await;
    office.database.raw("UPDATE job SET attempts = 10, leased_to = 0").await;
    assert!(jobs::one_job(&desk(&office)).await.unwrap());
    assert!(matches!(stage(&office, id).await, Stage::Failed(_)));
    assert_eq!(told(&office, "没能处理好").await, 1);
    clear(office).await;
}

/// Else a tap between the two would begin a job that is taken for the old one.
#[tokio::test]
async fn what_is_told_and_the_end_of_the_job_are_one() {
    let office = office(TestDatabase::sqlite().await).await;
    let id = sent(&office, Some(SHEET)).await;
    let stuck = "CREATE TRIGGER stuck BEFORE UPDATE OF done_at ON job
                 BEGIN SELECT RAISE(ABORT, 'stuck'); END";
    office.database.raw(stuck).await;
    let desk = desk(&office);
    assert!(jobs::one_job(&desk).await.unwrap());
    assert_eq!(stage(&office, id).await, Stage::Reading);
    assert_eq!(told(&office, "可以导入").await, 0);
    office.database.raw("DROP TRIGGER stuck").await;
    office.clock.advance(Duration::from_mins(1));
    assert!(jobs::one_job(&desk).await.unwrap());
    assert!(matches!(stage(&office, id).await, Stage::Shown(_)));
    assert_eq!(told(&office, "可以导入").await, 1);
    clear(office).await;
}

/// Nobody delivers here what was told.
async fn clear(office: Office) {
    office.database.raw("DELETE FROM outbox").await;
    office.closed_well().await;
}
