//! People with a round each, whose questions and buttons are known before the
//! program has started.

use baiti::{
    clock::{Clock as _, SystemClock},
    domain::{
        ids::{RoundId, StaffId},
        lang::Lang,
        person::UnitPath,
        points::Points,
        question::{Body, Question},
        round::{Round, Slot},
        shuffle::Seed,
    },
    store::{Tx, account, bank, question, round, staff, unit},
};

use super::Chance;
use crate::{
    database::TestDatabase,
    fake_telegram::{self, FakeTelegram},
};

/// The options of a single choice.
const OPTIONS: [&str; 4] = ["五日", "十日", "二十日", "三十日"];

/// Someone with an open round.
pub struct Pupil {
    pub staff: StaffId,
    pub round: RoundId,
    pub phone: fake_telegram::Person,
    /// The message with the round's screen.
    pub message: i64,
    /// What they tap, in order.
    pub taps: Vec<String>,
    /// How many things the program says to that: it confirms each tap, and
    /// shows a screen unless the verdict stays or the round is over.
    pub replies: usize,
    /// What counts, place by place.
    pub choices: Vec<Choice>,
}

/// The first tap on a question's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Judged(bool),
    /// The position that was tapped.
    Shown(usize),
}

/// Whether the question at this place of everyone's round is a single choice;
/// else it is a statement, which is true.
pub fn is_single(place: usize) -> bool {
    place % 2 == 1
}

/// The option that is right.
pub fn key(place: usize) -> usize {
    place % OPTIONS.len()
}

fn content(place: usize) -> Question {
    let options = OPTIONS.map(str::to_owned).to_vec();
    let single = Body::Single { options, key: key(place) };
    Question {
        code: format!("q-{place}"),
        stem: format!("第{place}题：行政机关应当自受理之日起二十日内作出行政许可决定。"),
        body: if is_single(place) { single } else { Body::Judge { key: true } },
        explanation: None,
        source: Some("《中华人民共和国行政许可法》第四十二条".into()),
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    }
}

/// So many people with rounds of so many questions.
pub async fn class(
    database: &TestDatabase,
    fake: &FakeTelegram,
    (people, places): (usize, usize),
    chance: &mut Chance,
) -> Vec<Pupil> {
    let mut tx = database.store.begin().await.unwrap();
    bank::put(&mut tx, "kill", "题库", "regulations", 0).await.unwrap();
    let mut slots = Vec::new();
    for place in 0..places {
        let question = question::add(&mut tx, "kill", "regulations", &content(place), 0).await.unwrap();
        let (version, _) = question::current(&mut tx, question).await.unwrap();
        slots.push(Slot { question, version });
    }
    let mut pupils = Vec::new();
    for number in 0..people {
        let (staff, round) = pupil(&mut tx, number, slots.clone()).await;
        let phone = fake.person(account_of(number), "职工");
        let message = phone.chat(|chat| chat.add(true, "（题目）".to_owned(), Vec::new()));
        let Plan { taps, replies, choices } = Plan::of(round, places, chance);
        pupils.push(Pupil { staff, round, phone, message, taps, replies, choices });
    }
    tx.commit().await.unwrap();
    // The program finds the database as a power cut leaves it, with nobody else at it.
    database.store.close().await;
    pupils
}

fn account_of(number: usize) -> i64 {
    1_000 + i64::try_from(number).unwrap()
}

async fn pupil(tx: &mut Tx, number: usize, slots: Vec<Slot>) -> (StaffId, RoundId) {
    let unit = unit::ensure(tx, &UnitPath::parse("市财政局/预算股").unwrap()).await.unwrap();
    let details = staff::Details { name: "职工", unit, birth: None, post: None, phone_hash: None };
    let staff = staff::add(tx, &format!("{number:04}"), &details, false, 0).await.unwrap();
    account::bind(tx, "telegram", account_of(number), staff, Lang::Zh, 0).await.unwrap();
    let now = SystemClock.now();
    let seed = Seed(account_of(number));
    let begun = Round::new(seed, slots, now).unwrap();
    (staff, round::add(tx, staff, "mixed", &begun, None, now.0).await.unwrap())
}

/// What someone is going to do.
#[derive(Default)]
struct Plan {
    taps: Vec<String>,
    replies: usize,
    choices: Vec<Choice>,
}

impl Plan {
    /// Answers and ways on, with double taps, second thoughts and old buttons
    /// among them, which must change nothing.
    fn of(round: RoundId, places: usize, chance: &mut Chance) -> Self {
        let mut plan = Self::default();
        for place in 0..places {
            let choice = pick(place, chance);
            plan.choices.push(choice);
            plan.tap(tap(round, place, choice), true);
            if chance.percent(20) {
                plan.tap(tap(round, place, choice), false);
            }
            if chance.percent(10) {
                plan.tap(tap(round, place, pick(place, chance)), false);
            }
            let goes_on = place + 1 < places;
            plan.tap(format!("1n.{round}.{place}"), true);
            if chance.percent(10) {
                plan.tap(format!("1n.{round}.{place}"), goes_on);
            }
            if chance.percent(5) {
                let old = chance.below(place + 1);
                plan.tap(tap(round, old, plan.choices[old]), goes_on);
            }
        }
        plan
    }

    fn tap(&mut self, data: String, shows: bool) {
        self.taps.push(data);
        self.replies += 1 + usize::from(shows);
    }
}

fn pick(place: usize, chance: &mut Chance) -> Choice {
    if is_single(place) {
        Choice::Shown(chance.below(OPTIONS.len()))
    } else {
        Choice::Judged(chance.percent(60))
    }
}

fn tap(round: RoundId, place: usize, choice: Choice) -> String {
    match choice {
        Choice::Judged(verdict) => format!("1j.{round}.{place}.{}", u8::from(verdict)),
        Choice::Shown(shown) => format!("1a.{round}.{place}.{shown}"),
    }
}
