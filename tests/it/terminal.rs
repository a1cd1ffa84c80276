//! The conversation in a terminal, with a house that follows a script.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

mod files;
mod house;

use std::{io::Cursor, sync::Arc};

use baiti::{
    chat::{
        incoming::{Channel, ChatKey, Event, MessageId},
        outgoing::{Class, Keyboard, Outcome, Outgoing},
    },
    terminal::{Ended, Lines, Look, Me, Screen, Session},
};
use house::{House, Paper, StillClock, buttons, edit, quiz, send};

const ME: ChatKey = ChatKey { channel: Channel::Terminal, id: 1 };
const LOOK: Look = Look { width: 60, ansi: false };

fn me() -> Me {
    Me { chat: ME, name: "王芳".to_owned(), language: Some("zh".to_owned()) }
}

/// Runs a session over these lines and gives what stood on the screen after
/// the opening.
async fn transcript(house: &Arc<House>, lines: &str) -> (Ended, String) {
    let paper = Paper::default();
    let session = Session {
        me: me(),
        door: house.as_ref(),
        clock: Arc::new(StillClock(1_000)),
        lines: Lines::piped(Cursor::new(lines.to_owned())).unwrap(),
        screen: Screen::new(paper.clone(), LOOK),
        settled: || house.settled(),
        files: house.files(),
    };
    let mut deliveries = house.deliveries();
    let ended = session.run(&mut deliveries, std::future::pending()).await.unwrap();
    let text = paper.text();
    let opening = text.find("leave.\n").unwrap() + "leave.\n".len();
    (ended, text[opening..].to_owned())
}

#[tokio::test]
async fn a_round_reads_like_a_conversation() {
    let house = House::new(quiz);
    let (ended, text) = transcript(&house, "1\nb\n下一题\n'1\n二十日\nquit\nnever read\n").await;
    assert_eq!(ended, Ended::Left);
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn taps_and_texts_reach_the_house_as_in_any_chat() {
    let house = House::new(quiz);
    transcript(&house, "1\n\n  \nB\n/help\n").await;
    let heard = house.heard();
    let events: Vec<_> = heard.iter().map(|(_, incoming)| incoming.event.clone()).collect();
    let press = |data: &str, message, tap: i64| Event::Press {
        data: data.to_owned(),
        message: MessageId(message),
        tap: tap.to_string(),
    };
    let (start, question) = (1_001, 1_003);
    assert_eq!(
        events,
        [
            Event::Text("/start".to_owned()),
            press("start", start, 1_002),
            press("B", question, heard[2].0),
            Event::Text("/help".to_owned()),
        ]
    );
    assert!(heard.windows(2).all(|pair| pair[0].0 < pair[1].0), "update numbers grow: {heard:?}");
    let sender = &heard[0].1.sender;
    assert_eq!(
        (sender.account, sender.shown_name.as_str(), sender.language.as_deref()),
        (1, "王芳", Some("zh"))
    );
}

#[tokio::test]
async fn everything_shown_is_finished_once_and_in_order() {
    let house = House::new(|incoming| match &incoming.event {
        Event::Text(text) if text == "/start" => vec![
            Outgoing::Menu { commands: vec![("quiz".to_owned(), "答题".to_owned())] },
            send("你好", Keyboard::None),
            Outgoing::Confirm { tap: String::new(), text: String::new(), alert: false },
        ],
        _ => vec![send("甲", Keyboard::None), send("乙", Keyboard::Remove)],
    });
    let (_, text) = transcript(&house, "x\n").await;
    assert_eq!(text, "\n你好\n> x\n\n甲\n\n乙\n再见。做到哪里都已保存，下次打开接着来。\n");
    let finished = house.finished();
    assert_eq!(finished, (1..=5).map(|id| (id, Outcome::Sent)).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_slow_house_is_waited_for_before_the_next_line_is_read() {
    let house = House::slow(|incoming| match &incoming.event {
        Event::Text(text) => vec![send(&format!("听到 {text}"), Keyboard::None)],
        _ => Vec::new(),
    });
    let (_, text) = transcript(&house, "一\n二\n").await;
    assert!(text.starts_with("\n听到 /start\n> 一\n\n听到 一\n> 二\n\n听到 二\n"), "{text}");
}

#[tokio::test]
async fn what_is_for_others_is_left_to_them() {
    let house = House::new(|_| Vec::new());
    let other = ChatKey { channel: Channel::Telegram, id: 1 };
    house.deliver(other, Class::Notice, send("给别人", Keyboard::None));
    house.deliver(ME, Class::Notice, send("给我", Keyboard::None));
    let (_, text) = transcript(&house, "quit\n").await;
    assert!(text.contains("给我") && !text.contains("给别人"), "{text}");
    assert_eq!(house.finished(), [(2, Outcome::Sent)]);
}

#[tokio::test]
async fn a_notice_comes_in_while_nobody_types() {
    let house = House::new(quiz);
    let paper = Paper::default();
    let (say, said) = std::sync::mpsc::channel();
    let session = Session {
        me: me(),
        door: house.as_ref(),
        clock: Arc::new(StillClock(1_000)),
        lines: Lines::piped(house::Spoken::new(said)).unwrap(),
        screen: Screen::new(paper.clone(), LOOK),
        settled: || house.settled(),
        files: house.files(),
    };
    let mut deliveries = house.deliveries();
    let happens = async {
        paper.shows("[1] 开始").await;
        house.deliver(ME, Class::Notice, send("王五申请绑定。", buttons(&[&["批准", "拒绝"]])));
        paper.shows("[101] 批准   [102] 拒绝").await;
        say.send("102\n").unwrap();
        paper.shows("拒绝：没有这一项").await;
        say.send("1\n").unwrap();
        paper.shows("第 1/2 题").await;
        house.close();
    };
    let (ended, ()) = tokio::join!(session.run(&mut deliveries, std::future::pending()), happens);
    assert_eq!(ended.unwrap(), Ended::Closed);
}

#[tokio::test]
async fn a_house_that_cannot_store_says_so_and_goes_on() {
    let house = House::new(quiz);
    house.refuse(true);
    let (ended, text) = transcript(&house, "1\n").await;
    assert_eq!(ended, Ended::Left);
    assert_eq!(text.matches("※ 存储出了故障").count(), 2, "{text}");
    assert!(house.heard().is_empty());
}

#[tokio::test]
async fn a_stop_ends_the_session_with_a_goodbye() {
    let house = House::new(quiz);
    let paper = Paper::default();
    let (_say, said) = std::sync::mpsc::channel();
    let session = Session {
        me: me(),
        door: house.as_ref(),
        clock: Arc::new(StillClock(1_000)),
        lines: Lines::piped(house::Spoken::new(said)).unwrap(),
        screen: Screen::new(paper.clone(), LOOK),
        settled: || house.settled(),
        files: house.files(),
    };
    let mut deliveries = house.deliveries();
    let ended = session.run(&mut deliveries, paper.shows("[1] 开始")).await.unwrap();
    assert_eq!(ended, Ended::Stopped);
    assert!(paper.text().ends_with("下次打开接着来。\n"));
}

#[tokio::test]
async fn a_line_that_is_too_long_is_not_sent() {
    let house = House::new(quiz);
    let (_, text) = transcript(&house, &format!("{}\n", "𝕏".repeat(5_000))).await;
    assert!(text.contains("※ 这一行超过了 4096 个字，没有发出。"), "{text}");
    assert_eq!(house.heard().len(), 1);
}

#[tokio::test]
async fn a_long_message_is_shown_whole() {
    let long = "习".repeat(4_000);
    let copy = long.clone();
    let house = House::new(move |_| vec![edit(MessageId(5), &copy, Keyboard::None)]);
    let (_, text) = transcript(&house, "").await;
    assert_eq!(text.matches('习').count(), 4_000);
    assert!(text.lines().all(|line| line.chars().count() <= 41), "two columns a character");
}

#[tokio::test]
async fn a_key_for_the_phone_is_explained_away() {
    let house = House::new(|_| vec![send("请绑定", Keyboard::ShareContact("分享手机号".to_owned()))]);
    let (_, text) = transcript(&house, "").await;
    assert!(text.contains("※ 终端里没有“分享手机号”这个键"), "{text}");
}

#[tokio::test]
async fn buttons_that_an_edit_took_away_are_text_again() {
    let house = House::new(|incoming| match &incoming.event {
        Event::Text(text) if text == "/start" => vec![send("甲", buttons(&[&["A", "B"]]))],
        Event::Press { message, .. } => vec![edit(*message, "乙", Keyboard::None)],
        _ => Vec::new(),
    });
    transcript(&house, "B\nB\n").await;
    let events: Vec<_> = house.heard().into_iter().map(|(_, incoming)| incoming.event).collect();
    assert!(matches!(&events[1], Event::Press { data, .. } if data == "B"), "{events:?}");
    assert_eq!(events[2], Event::Text("B".to_owned()));
}

#[tokio::test]
async fn what_was_left_over_from_the_last_time_comes_first() {
    let house = House::slow(quiz);
    house.deliver(ME, Class::Notice, send("上次没来得及看的", Keyboard::None));
    let (_, text) = transcript(&house, "").await;
    assert!(text.starts_with("\n上次没来得及看的\n\n王芳，你好"), "{text}");
}

#[tokio::test]
async fn what_nobody_read_is_not_finished() {
    let house = House::new(quiz);
    let session = Session {
        me: me(),
        door: house.as_ref(),
        clock: Arc::new(StillClock(1_000)),
        lines: Lines::piped(Cursor::new("1\n")).unwrap(),
        screen: Screen::new(house::Torn::after(1), LOOK),
        settled: || house.settled(),
        files: house.files(),
    };
    let mut deliveries = house.deliveries();
    assert_eq!(session.run(&mut deliveries, std::future::pending()).await.unwrap(), Ended::Left);
    assert_eq!((house.heard().len(), house.finished()), (1, Vec::new()));
}

/// Not a test: a house to walk through. Run it as
/// `cargo test --test it terminal::by_hand -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "for hands and eyes"]
async fn by_hand() {
    let folder = std::env::temp_dir().join("baiti-by-hand");
    let (lines, screen) = baiti::terminal::open(&folder.join("terminal-history"), true).unwrap();
    let house = House::slow(quiz);
    let clock = Arc::new(baiti::clock::SystemClock);
    let session = Session {
        me: me(),
        door: house.as_ref(),
        clock,
        lines,
        screen,
        settled: || house.settled(),
        files: folder.join("files"),
    };
    let mut deliveries = house.deliveries();
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    session.run(&mut deliveries, stop).await.unwrap();
}
