//! Files that people send, fetched.

use baiti::chat::files::{Fetch as _, FetchTrouble, LARGEST};

use super::api;
use crate::fake_telegram::{FakeTelegram, Fault, Rule, TOKEN};

async fn fetch(fake: &FakeTelegram, id: &str) -> Result<Vec<u8>, FetchTrouble> {
    let fetched = api(fake).fetch(id).await;
    if let Err(trouble) = &fetched {
        let told = format!("{trouble} {trouble:?}");
        assert!(!told.contains(TOKEN) && !told.contains("FAKE-token"), "{told}");
    }
    fetched
}

#[tokio::test]
async fn a_file_comes_byte_for_byte() {
    let fake = FakeTelegram::start().await;
    let content: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let id = fake.person(1001, "张三").sends_file("题库.xlsx", &content);
    assert!(fetch(&fake, &id).await.unwrap() == content);
    let empty = fake.person(1001, "张三").sends_file("空.txt", b"");
    assert_eq!(fetch(&fake, &empty).await, Ok(Vec::new()));
}

#[tokio::test]
async fn what_is_too_large_is_not_taken_whatever_telegram_says() {
    let fake = FakeTelegram::start().await;
    let zhang = fake.person(1001, "张三");
    let most = usize::try_from(LARGEST).unwrap();
    let right = zhang.sends_file("right.bin", &vec![7; most]);
    assert_eq!(fetch(&fake, &right).await.map(|content| content.len()), Ok(most));
    let told = zhang.sends_file("told.bin", &vec![7; most + 1]);
    assert_eq!(fetch(&fake, &told).await, Err(FetchTrouble::TooLarge));
    let refused = zhang.sends_file("refused.bin", &vec![7; 21 << 20]);
    assert_eq!(fetch(&fake, &refused).await, Err(FetchTrouble::TooLarge));
    assert_eq!(fake.calls("download").len(), 1, "what is told to be too large is not even begun");
    for told in [None, Some(5)] {
        fake.state(|state| state.files.get_mut(&refused).unwrap().told = told);
        fake.state(|state| state.files.get_mut(&refused).unwrap().content.truncate(most + 1));
        assert_eq!(fetch(&fake, &refused).await, Err(FetchTrouble::TooLarge), "told {told:?}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_gone() {
    let fake = FakeTelegram::start().await;
    let id = fake.person(1001, "张三").sends_file("a.txt", b"x");
    assert_eq!(fetch(&fake, "of another bot").await, Err(FetchTrouble::Gone));
    assert_eq!(fetch(&fake, "").await, Err(FetchTrouble::Gone));
    fake.plan(Rule::new("download", Fault::Says(404, "Not Found")));
    assert_eq!(fetch(&fake, &id).await, Err(FetchTrouble::Gone), "the address has run out");
    assert_eq!(fetch(&fake, &id).await, Ok(b"x".to_vec()));
}

#[tokio::test]
async fn other_troubles_pass() {
    let fake = FakeTelegram::start().await;
    let id = fake.person(1001, "张三").sends_file("a.txt", b"x");
    for method in ["getFile", "download"] {
        for fault in [
            Fault::Server(502),
            Fault::CutBefore,
            Fault::CutAfter,
            Fault::Flood(9),
            Fault::Unauthorized,
            Fault::Page(403),
        ] {
            fake.plan(Rule::new(method, fault.clone()));
            let fetched = fetch(&fake, &id).await;
            assert!(matches!(fetched, Err(FetchTrouble::Passing(_))), "{method} {fault:?}: {fetched:?}");
        }
    }
    let nowhere = baiti::telegram::Settings::parse(TOKEN, Some("http://127.0.0.1:1"), None).unwrap();
    let trouble = baiti::telegram::connect(&nowhere).unwrap().fetch("x").await.unwrap_err();
    assert!(matches!(&trouble, FetchTrouble::Passing(what) if !what.contains("FAKE-token")), "{trouble:?}");
}

#[tokio::test]
async fn a_server_of_ones_own_may_give_a_path_on_this_machine() {
    let fake = FakeTelegram::start().await;
    let id = fake.person(1001, "张三").sends_file("a.txt", b"by network");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{TOKEN}-file.txt"));
    std::fs::write(&path, "by disk").unwrap();
    fake.state(|state| state.files.get_mut(&id).unwrap().path = path.to_str().unwrap().to_owned());
    assert_eq!(fetch(&fake, &id).await, Ok(b"by disk".to_vec()));
    assert!(fake.calls("download").is_empty());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(fetch(&fake, &id).await, Err(FetchTrouble::Gone));
    let elsewhere = path.to_str().unwrap().trim_start_matches('/').to_owned();
    fake.state(|state| state.files.get_mut(&id).unwrap().path = elsewhere.clone());
    assert_eq!(fetch(&fake, &id).await, Ok(b"by network".to_vec()), "on a server elsewhere");
}
