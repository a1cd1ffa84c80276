//! Single calls and what becomes of their troubles.

use std::time::Duration;

use baiti::telegram::{Settings, Trouble, connect};

use super::api;
use crate::fake_telegram::{BOT_NAME, FakeTelegram, Fault, Rule, TOKEN};

#[tokio::test]
async fn the_bot_knows_itself() {
    let fake = FakeTelegram::start().await;
    let me = api(&fake).get_me().await.unwrap();
    assert_eq!((me.id, me.username.as_str(), me.first_name.as_str()), (42, BOT_NAME, "百题"));
}

#[tokio::test]
async fn every_trouble_is_told_by_its_meaning() {
    let fake = FakeTelegram::start().await;
    let api = api(&fake);
    for (fault, meaning) in [
        (Fault::Flood(7), Trouble::RetryAfter(Duration::from_secs(7))),
        (Fault::Server(502), Trouble::Server(502)),
        (Fault::Unauthorized, Trouble::Unauthorized),
        (Fault::Blocked, Trouble::Blocked),
        (Fault::ChatGone, Trouble::ChatGone),
        (Fault::Says(409, "Conflict: terminated by other getUpdates request"), Trouble::OtherPoller),
    ] {
        fake.plan(Rule::new("getMe", fault));
        assert_eq!(api.get_me().await, Err(meaning));
    }
}

#[tokio::test]
async fn cut_connections_and_strange_pages_are_network_trouble() {
    let fake = FakeTelegram::start().await;
    let api = api(&fake);
    let faults = [Fault::CutBefore, Fault::CutAfter, Fault::Page(200)].map(|fault| (fault, true));
    // A proxy's refusal never reached Telegram, and is not Telegram's: nobody blocked anything.
    let pages = [302, 403, 404, 407].map(|status| (Fault::Page(status), false));
    for (fault, maybe) in faults.into_iter().chain(pages) {
        fake.plan(Rule::new("deleteWebhook", fault.clone()));
        let trouble = api.delete_webhook().await.unwrap_err();
        let Trouble::Network { maybe_took_effect, .. } = trouble else { panic!("{fault:?}: {trouble:?}") };
        assert_eq!(maybe_took_effect, maybe, "{fault:?}");
    }
    assert!(api.delete_webhook().await.is_ok(), "a new connection is made");
}

#[tokio::test]
async fn what_took_effect_counts_whatever_the_result_looks_like() {
    let fake = FakeTelegram::start().await;
    fake.plan(Rule::new("deleteWebhook", Fault::StrangeResult));
    assert_eq!(api(&fake).delete_webhook().await, Ok(()));
    fake.plan(Rule::new("getMe", Fault::StrangeResult));
    assert!(matches!(api(&fake).get_me().await, Err(Trouble::Unreadable(_))));
}

#[tokio::test]
async fn a_server_that_is_not_there_took_no_effect_and_shows_no_token() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let api = connect(&Settings::parse(TOKEN, Some(&url), None).unwrap()).unwrap();
    let trouble = api.get_me().await.unwrap_err();
    assert!(matches!(trouble, Trouble::Network { maybe_took_effect: false, .. }), "{trouble:?}");
    let secret = TOKEN.split_once(':').unwrap().1;
    assert!(!format!("{trouble} {trouble:?} {api:?}").contains(secret));
}

#[tokio::test]
async fn a_wrong_token_is_unauthorized() {
    let fake = FakeTelegram::start().await;
    let api = connect(&Settings::parse("43:OTHER", Some(&fake.url()), None).unwrap()).unwrap();
    assert_eq!(api.get_me().await, Err(Trouble::Unauthorized));
}

#[tokio::test]
async fn menus_for_everyone_by_language() {
    let fake = FakeTelegram::start().await;
    let menu = |description: &str| vec![("quiz".to_owned(), description.to_owned())];
    let api = api(&fake);
    api.set_default_commands(&menu("答题"), None).await.unwrap();
    api.set_default_commands(&menu("Take a quiz"), Some("en")).await.unwrap();
    let said = |language: &str| fake.state(|state| state.menus[language][0]["description"].clone());
    assert_eq!((said(""), said("en")), ("答题".into(), "Take a quiz".into()));
}
