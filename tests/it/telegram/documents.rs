//! Files sent as documents.

use std::time::Duration;

use baiti::{
    chat::{
        outgoing::{Keyboard, Outcome, Outgoing},
        outlet::Attachment,
    },
    clock::Clock as _,
};

use super::delivering::{Office, buttons, given_up};
use crate::fake_telegram::{Fault, Rule};

fn keep(office: &Office, number: i64, name: &str, content: &[u8]) {
    let attachment = Attachment { name: name.to_owned(), content: content.to_vec() };
    office.door.with(|lists| lists.files.insert(number, attachment));
}

fn document(file: i64) -> Outgoing {
    Outgoing::Document { file, html: String::new(), keyboard: Keyboard::None }
}

#[tokio::test]
async fn a_document_arrives_with_its_name_and_every_byte() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    let content: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    keep(&office, 7, "题库 “会计法”（2026）.xlsx", &content);
    let html = "<b>题库</b> &amp; 答案".to_owned();
    office.deliver(1001, Outgoing::Document { file: 7, html, keyboard: buttons(&["好"]) });
    assert_eq!(office.all_ended().await, [(1, Outcome::Sent)]);
    assert_eq!(zhang.screen(), "题库 & 答案\n[好]");
    let received = zhang.received();
    assert_eq!(received[0].0, "题库 “会计法”（2026）.xlsx");
    assert!(received[0].1 == content, "byte for byte");
    office.close().await;
}

#[tokio::test]
async fn a_name_that_would_break_the_form_does_not() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    keep(&office, 1, "题\r\nX: 1\r\n\r\n库.txt", b"x");
    office.deliver(1001, document(1));
    assert_eq!(office.all_ended().await, [(1, Outcome::Sent)]);
    assert_eq!(zhang.received(), [("题X: 1库.txt".to_owned(), b"x".to_vec())]);
    office.close().await;
}

#[tokio::test]
async fn a_document_is_tried_again_whole_and_keeps_its_place() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    keep(&office, 1, "a.txt", b"whole");
    for fault in [Fault::Flood(30), Fault::Server(502), Fault::CutBefore, Fault::Page(403)] {
        office.fake.plan(Rule::new("sendDocument", fault));
    }
    office.door.refuse(1);
    office.deliver(1001, document(1));
    office.deliver(
        1001,
        Outgoing::Send { html: "后面的话".to_owned(), keyboard: Keyboard::None, protected: false },
    );
    let start = office.clock.now();
    assert_eq!(office.all_ended().await, [(1, Outcome::Sent), (2, Outcome::Sent)]);
    assert!(office.clock.now().since(start) >= Duration::from_secs(30));
    assert_eq!(zhang.received(), [("a.txt".to_owned(), b"whole".to_vec())]);
    assert_eq!(zhang.shown()[1].text, "后面的话");
    office.close().await;
}

#[tokio::test]
async fn a_document_whose_markup_is_refused_goes_without() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    keep(&office, 1, "a.txt", b"x");
    office
        .deliver(1001, Outgoing::Document { file: 1, html: "<b>甲<x>".to_owned(), keyboard: Keyboard::None });
    assert_eq!(office.all_ended().await, [(1, Outcome::Sent)]);
    assert_eq!((zhang.screen().as_str(), zhang.received().len()), ("甲", 1));
    office.close().await;
}

#[tokio::test]
async fn what_is_gone_or_too_big_is_given_up_and_the_chat_goes_on() {
    let mut office = Office::open().await;
    let zhang = office.person(1001);
    keep(&office, 2, "big.bin", &vec![0; 50_000_001]);
    keep(&office, 3, "a.txt", b"x");
    keep(&office, 4, "空.txt", b"");
    office.fake.plan(Rule::new("sendDocument", Fault::Says(413, "Request Entity Too Large")));
    office.fake.plan(Rule::new("sendDocument", Fault::Page(413)));
    for file in [1, 2, 3, 3, 4, 3] {
        office.deliver(1001, document(file));
    }
    let ended: Vec<Outcome> = office.all_ended().await.into_iter().map(|(_, outcome)| outcome).collect();
    let expected = [
        given_up("file gone"),
        given_up("file too big"),
        given_up("refused: Request Entity Too Large"),
        given_up("refused: HTTP 413"),
        given_up("refused: Bad Request: file must be non-empty"),
        Outcome::Sent,
    ];
    assert_eq!(ended, expected);
    assert_eq!((zhang.received().len(), office.fake.calls("sendDocument").len()), (1, 4));
    office.close().await;
}
