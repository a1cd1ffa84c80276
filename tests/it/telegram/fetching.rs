//! Files that people send, fetched from Telegram.

use baiti::{
    chat::files::{Fetch as _, FetchTrouble},
    telegram::{Settings, connect},
};

use super::api;
use crate::fake_telegram::{FakeTelegram, Fault, Rule, TOKEN};

/// Somebody sends a file; what it is fetched by.
fn sent(fake: &FakeTelegram, content: &[u8]) -> String {
    fake.person(1001, "张三").sends_file("题库.xlsx", content)
}

#[tokio::test]
async fn a_file_is_fetched_byte_for_byte() {
    let fake = FakeTelegram::start().await;
    let content: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let id = sent(&fake, &content);
    assert!(api(&fake).fetch(&id).await.unwrap() == content);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_read_whatever_size_is_told() {
    let fake = FakeTelegram::start().await;
    let id = sent(&fake, &vec![0; 21 << 20]);
    assert_eq!(api(&fake).fetch(&id).await, Err(FetchTrouble::TooLarge));
    fake.state(|state| state.files.get_mut(&id).unwrap().told = None);
    assert_eq!(api(&fake).fetch(&id).await, Err(FetchTrouble::TooLarge), "Telegram did not say");
    fake.state(|state| state.files.get_mut(&id).unwrap().told = Some(5));
    assert_eq!(api(&fake).fetch(&id).await, Err(FetchTrouble::TooLarge), "Telegram was mistaken");
}

#[tokio::test]
async fn a_file_nobody_knows_is_gone_and_a_bad_day_passes() {
    let fake = FakeTelegram::start().await;
    assert_eq!(api(&fake).fetch("nothing").await, Err(FetchTrouble::Gone));
    let id = sent(&fake, b"x");
    for (method, fault) in [
        ("getFile", Fault::Server(502)),
        ("getFile", Fault::CutBefore),
        ("download", Fault::Server(500)),
        ("download", Fault::CutAfter),
        ("download", Fault::Flood(3)),
    ] {
        fake.plan(Rule::new(method, fault.clone()));
        let trouble = api(&fake).fetch(&id).await.unwrap_err();
        assert!(matches!(trouble, FetchTrouble::Passing(_)), "{method} {fault:?}: {trouble:?}");
        assert!(!format!("{trouble} {trouble:?}").contains(TOKEN), "{trouble:?}");
    }
    assert_eq!(api(&fake).fetch(&id).await.unwrap(), b"x");
}

#[tokio::test]
async fn the_token_stands_in_no_trouble_of_a_server_that_is_not_there() {
    let settings = Settings::parse(TOKEN, Some("http://127.0.0.1:9"), None).unwrap();
    let trouble = connect(&settings).unwrap().fetch("x").await.unwrap_err();
    assert!(matches!(trouble, FetchTrouble::Passing(_)));
    assert!(!format!("{trouble} {trouble:?}").contains(TOKEN), "{trouble:?}");
}

#[tokio::test]
async fn a_server_of_ones_own_may_have_the_file_on_this_disk() {
    let fake = FakeTelegram::start().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file_0.xlsx");
    std::fs::write(&path, b"on disk").unwrap();
    let id = sent(&fake, b"on the net");
    fake.state(|state| state.files.get_mut(&id).unwrap().path = path.to_str().unwrap().to_owned());
    assert_eq!(api(&fake).fetch(&id).await.unwrap(), b"on disk");
}
