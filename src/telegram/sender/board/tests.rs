use std::time::Duration;

use super::{
    super::{hand_clock::HandClock, rates::Rate},
    *,
};
use crate::chat::{
    incoming::{Channel, MessageId},
    outgoing::Keyboard,
};

/// A board with a hand to move its time.
struct Table {
    board: Board,
    hand: Arc<HandClock>,
    steady: Steady,
    now: i64,
    rows: i64,
}

/// What was called, as (time in ms, chat, text).
type Log = Vec<(i64, i64, String)>;

impl Table {
    fn new(rates: Rates) -> Self {
        let hand = HandClock::at(0);
        let steady = Steady::new(hand.clone());
        Self { board: Board::new(rates, &steady), hand, steady, now: 0, rows: 0 }
    }

    fn add(&mut self, chat: i64, class: Class, outgoing: Outgoing) -> i64 {
        self.rows += 1;
        let chat = ChatKey { channel: Channel::Telegram, id: chat };
        self.board.add(Delivery { id: self.rows, chat, class, outgoing }, self.steady.now());
        self.rows
    }

    fn send(&mut self, chat: i64, class: Class, text: &str) -> i64 {
        self.add(
            chat,
            class,
            Outgoing::Send { html: text.to_owned(), keyboard: Keyboard::None, protected: false },
        )
    }

    fn edit(&mut self, chat: i64, message: i64, text: &str) -> i64 {
        let message = MessageId(message);
        self.add(
            chat,
            Class::Reply,
            Outgoing::Edit { message, html: text.to_owned(), keyboard: Keyboard::None, protected: false },
        )
    }

    fn tap(&mut self, chat: i64) -> i64 {
        self.add(
            chat,
            Class::Reply,
            Outgoing::Confirm { tap: "t".to_owned(), text: "tap".to_owned(), alert: false },
        )
    }

    fn advance_to(&mut self, millis: i64) {
        self.now = millis;
        self.hand.set(millis);
    }

    fn next(&mut self) -> Option<Job> {
        self.board.next(self.steady.now())
    }

    fn done(&mut self, job: &Job, result: Result<(), Trouble>) {
        self.board.done(job.lane, result, self.steady.now());
    }

    /// All calls that can be started now, left under way.
    fn start(&mut self) -> Vec<Job> {
        std::iter::from_fn(|| self.next()).collect()
    }

    /// Lets every call succeed at once and time pass until nothing waits.
    fn drain(&mut self) -> Log {
        let mut log = Vec::new();
        loop {
            while let Some(job) = self.next() {
                log.push((self.now, job.chat.id, text(&job)));
                self.done(&job, Ok(()));
            }
            let Some(at) = self.board.wake_at() else { return log };
            assert!(at.0 > self.now, "a time to wake at lies ahead");
            self.advance_to(at.0);
        }
    }

    fn ended(&mut self) -> Vec<(i64, Outcome)> {
        self.board.take_ended()
    }
}

fn text(job: &Job) -> String {
    match &*job.outgoing {
        Outgoing::Send { html, .. } | Outgoing::Edit { html, .. } | Outgoing::Document { html, .. } => {
            html.clone()
        }
        Outgoing::Confirm { text, .. } => text.clone(),
        Outgoing::Menu { .. } => "menu".to_owned(),
    }
}

fn texts(jobs: &[Job]) -> Vec<String> {
    jobs.iter().map(text).collect()
}

/// The most calls in any stretch of time.
fn most_within(times: &[i64], millis: i64) -> usize {
    times
        .iter()
        .map(|from| times.iter().filter(|at| (*from..*from + millis).contains(*at)).count())
        .max()
        .unwrap_or(0)
}

#[test]
fn a_chat_keeps_its_order_and_waits_for_each_answer() {
    let mut table = Table::new(Rates::unlimited());
    for text in ["一", "二", "三"] {
        table.send(7, Class::Reply, text);
    }
    let first = table.start();
    assert_eq!(texts(&first), ["一"]);
    assert!(table.next().is_none());
    table.done(&first[0], Ok(()));
    assert_eq!(texts(&table.start()), ["二"]);
    assert_eq!(table.ended(), [(1, Outcome::Sent)]);
}

#[test]
fn a_tap_goes_beside_the_edit_and_needs_no_permit() {
    let mut table =
        Table::new(Rates { private: Some(Rate::new(1, Duration::from_secs(1))), ..Rates::default() });
    table.send(7, Class::Reply, "前");
    table.edit(7, 1, "改");
    for _ in 0..50 {
        table.tap(7);
    }
    let started = texts(&table.start());
    assert_eq!((started.len(), started[0].as_str(), started[50].as_str()), (51, "tap", "前"));
}

#[test]
fn one_chats_flood_holds_back_that_chat_alone() {
    let mut table = Table::new(Rates::unlimited());
    for chat in [7, 8] {
        table.send(chat, Class::Reply, "一");
        table.send(chat, Class::Reply, "二");
    }
    let started = table.start();
    table.done(&started[0], Err(Trouble::RetryAfter(Duration::from_secs(30))));
    table.done(&started[1], Ok(()));
    let log = table.drain();
    assert_eq!(log, [(0, 8, "二".to_owned()), (30_000, 7, "一".to_owned()), (30_000, 7, "二".to_owned())]);
}

#[test]
fn rates_are_kept_in_every_stretch_of_time() {
    let mut table = Table::new(Rates::default());
    for text in 0..100 {
        table.send(-100, Class::Reply, &text.to_string());
        table.send(7, Class::Reply, &text.to_string());
    }
    for chat in 1000..1300 {
        table.send(chat, Class::Notice, "x");
    }
    let log = table.drain();
    let times = |wanted: Option<i64>| -> Vec<i64> {
        log.iter()
            .filter(|(_, chat, _)| wanted.is_none_or(|wanted| *chat == wanted))
            .map(|(at, _, _)| *at)
            .collect()
    };
    assert_eq!(log.len(), 500);
    assert!(most_within(&times(None), 1000) <= 30, "overall");
    assert!(most_within(&times(Some(-100)), 60_000) <= 20, "a group");
    assert!(most_within(&times(Some(7)), 10_000) <= 15, "a private chat");
    assert_eq!(times(Some(7)).last(), Some(&95_000), "and no slower than allowed");
    let said: Vec<&str> =
        log.iter().filter(|(_, chat, _)| *chat == 7).map(|(_, _, text)| text.as_str()).collect();
    assert!(said.iter().enumerate().all(|(place, text)| *text == place.to_string()));
}

#[test]
fn replies_go_before_notices_when_the_rate_is_scarce() {
    let mut table =
        Table::new(Rates { overall: Some(Rate::new(1, Duration::from_millis(40))), ..Rates::unlimited() });
    for chat in 0..100 {
        table.send(chat, Class::Notice, "通知");
    }
    assert_eq!(texts(&table.start()), ["通知"]);
    table.send(500, Class::Reply, "答");
    // A reply behind a notice pulls that notice forward, for order's sake.
    table.send(50, Class::Reply, "答");
    let log = table.drain();
    let first: Vec<(i64, &str)> = log.iter().take(4).map(|(_, chat, text)| (*chat, text.as_str())).collect();
    assert_eq!(first, [(500, "答"), (50, "通知"), (50, "答"), (1, "通知")]);
    assert_eq!(log.len(), 101);
}

#[test]
fn an_edit_that_waits_is_overtaken_by_a_later_one() {
    let mut table = Table::new(Rates::unlimited());
    let first = table.edit(7, 1, "under way");
    let started = table.start();
    let second = table.edit(7, 1, "needless");
    let other = table.edit(7, 2, "another message");
    let third = table.edit(7, 1, "last");
    assert_eq!(table.ended(), [(second, Outcome::Overtaken)]);
    table.done(&started[0], Ok(()));
    let log = table.drain();
    let said: Vec<&str> = log.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(said, ["another message", "last"]);
    assert_eq!(table.ended(), [(first, Outcome::Sent), (other, Outcome::Sent), (third, Outcome::Sent)]);
}

#[test]
fn an_edit_in_backoff_is_overtaken_and_the_chat_still_waits() {
    let mut table = Table::new(Rates::unlimited());
    table.edit(7, 1, "old");
    let started = table.start();
    table.done(&started[0], Err(Trouble::Server(502)));
    table.edit(7, 1, "new");
    assert_eq!(table.ended(), [(1, Outcome::Overtaken)]);
    assert_eq!(table.drain(), [(1000, 7, "new".to_owned())]);
}

#[test]
fn an_edit_of_what_is_gone_goes_anew_in_its_place() {
    let mut table = Table::new(Rates::unlimited());
    table.edit(7, 1, "edit");
    table.send(7, Class::Reply, "next");
    let started = table.start();
    table.done(&started[0], Err(Trouble::EditGone));
    let anew = table.next().unwrap();
    assert!(anew.departures.as_new);
    assert_eq!(text(&anew), "edit");
}

#[test]
fn the_number_of_calls_at_once_is_bounded() {
    let mut table = Table::new(Rates { at_once: 3, ..Rates::unlimited() });
    for chat in 0..10 {
        table.send(chat, Class::Reply, "x");
    }
    let started = table.start();
    assert_eq!(started.len(), 3);
    table.done(&started[0], Ok(()));
    assert_eq!(table.start().len(), 1);
}

#[test]
fn being_full_while_the_rate_blocks_gives_no_time_in_the_past() {
    let rates =
        Rates { at_once: 1, overall: Some(Rate::new(1, Duration::from_millis(40))), ..Rates::unlimited() };
    let mut table = Table::new(rates);
    table.send(1, Class::Reply, "a");
    table.send(2, Class::Reply, "b");
    let started = table.start();
    table.done(&started[0], Ok(()));
    assert!(table.next().is_none(), "the rate");
    let tap = table.tap(3);
    assert_eq!(table.start().len(), 1, "row {tap} fills the only place");
    table.advance_to(100);
    assert!(table.next().is_none());
    assert_eq!(table.board.wake_at(), None);
}

#[test]
fn idle_chats_are_forgotten() {
    let mut table = Table::new(Rates { overall: None, ..Rates::default() });
    for chat in 0..i64::from(FORGET_EACH) - 1 {
        table.send(chat, Class::Reply, "x");
        let job = table.next().unwrap();
        table.done(&job, Ok(()));
    }
    assert_eq!((table.board.lanes.len(), table.board.waiting()), (0, 0));
    assert!(table.board.limits.remembered() > 4000);
    table.advance_to(60_000);
    table.send(-1, Class::Reply, "x");
    let job = table.next().unwrap();
    table.done(&job, Ok(()));
    assert!(table.board.limits.remembered() <= 1);
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever happens, every row ends, and ends once.
        #[test]
        fn every_row_ends_once(
            steps in prop::collection::vec((0_i64..4, 0_u8..6, 0_u8..8), 1..120),
        ) {
            let mut table = Table::new(Rates::default());
            let mut under_way: VecDeque<Job> = VecDeque::new();
            let mut ends = Vec::new();
            for (chat, what, luck) in steps {
                match what {
                    0 | 1 => drop(table.send(chat, if what == 0 { Class::Reply } else { Class::Notice }, "s")),
                    2 => drop(table.edit(chat, i64::from(luck % 2), "e")),
                    3 => drop(table.tap(chat)),
                    4 => under_way.extend(table.start()),
                    _ => if let Some(job) = under_way.pop_front() {
                        let result = match luck {
                            0 => Err(Trouble::Server(500)),
                            1 => Err(Trouble::RetryAfter(Duration::from_secs(3))),
                            2 => Err(Trouble::EditGone),
                            3 => Err(Trouble::Blocked),
                            _ => Ok(()),
                        };
                        table.done(&job, result);
                    },
                }
                ends.extend(table.ended());
                let later = table.now + i64::from(luck) * 100;
                table.advance_to(later);
            }
            for job in under_way {
                table.done(&job, Ok(()));
            }
            table.drain();
            ends.extend(table.ended());
            prop_assert_eq!(table.board.waiting(), 0);
            let mut rows: Vec<i64> = ends.iter().map(|(row, _)| *row).collect();
            rows.sort_unstable();
            prop_assert_eq!(rows, (1..=table.rows).collect::<Vec<i64>>());
        }
    }
}
