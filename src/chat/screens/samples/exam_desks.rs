//! Samples of the desk of exams.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::exam_desk::{Lot, Way},
        say::Say,
        screens::exam_desk::{
            Desk, Listed, PAGE, Pages,
            one::{Ask, From, One, PaperLine, TrackLine, Trouble, WhyCancel},
            person::{Person, Subject, Told, Why},
            room::{At, Incident, Incidents, People, Room},
        },
    },
    domain::{
        exam::{RoomCode, phase::Phase, pool::Shortage, track::Book},
        ids::{ExamId, SittingId, StaffId},
        points::Points,
        question::Kind,
    },
    exams::proctor::Act,
    store::sitting::EndedBy,
};

const EXAM: ExamId = ExamId(3);
const TITLE: &str = "2026年度法规考试";

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 20).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn track(title: &str, book: Book, people: usize) -> TrackLine {
    TrackLine { title: title.to_owned(), book, people, minutes: 90, pass: Points::whole(60) }
}

fn line(from: From, kind: Option<Kind>, number: usize) -> PaperLine {
    PaperLine { from, kind, number, marks: Points::whole(2) }
}

fn one(phase: Phase) -> One {
    let regulations = From::Named("法规".to_owned());
    One {
        exam: EXAM,
        title: TITLE.to_owned(),
        code: "2026-year-end".to_owned(),
        phase,
        window: (at(9, 0), at(11, 0)),
        tracks: vec![track("闭卷", Book::Closed, 120), track("开卷", Book::Open, 80)],
        rows: vec![line(regulations, Some(Kind::Single), 30), line(From::Any, None, 20)],
        paper: (50, Points::whole(100)),
        room_code: RoomCode::Changing,
        trouble: (phase == Phase::Draft).then(Trouble::default),
        unbound: vec![],
        administers: true,
    }
}

fn many(name: &str, number: usize) -> Vec<String> {
    (1..=number).map(|n| format!("{n:04} {name}")).collect()
}

fn in_the_way() -> One {
    let trouble = Trouble {
        past: true,
        no_questions: true,
        nobody: true,
        birth_unknown: many("张三", 2),
        nowhere: many("李四", 9),
        unknown: vec!["市财政局/没有股".to_owned(), SPIKY.to_owned()],
        short: vec![Shortage { row: 1, wanted: 20, found: 12 }],
    };
    One { trouble: Some(trouble), unbound: many("王五", 30), ..one(Phase::Draft) }
}

fn longest() -> One {
    One {
        title: "长".repeat(200),
        tracks: std::iter::repeat_n(track(&"轨".repeat(60), Book::Closed, 9_999), 6).collect(),
        rows: std::iter::repeat_n(line(From::Tag("签".repeat(60)), Some(Kind::Blank), 500), 40).collect(),
        unbound: many(&"名".repeat(40), 5_000),
        ..in_the_way()
    }
}

fn listed(nth: i64, phase: Phase) -> Listed {
    Listed { exam: ExamId(nth), title: format!("{TITLE}{SPIKY}"), phase, opens: at(9, 0) }
}

fn subject() -> Subject {
    Subject { exam: EXAM, staff: StaffId(12), name: SPIKY.to_owned() }
}

fn person(at: At, acts: Vec<Act>) -> Person {
    Person {
        subject: subject(),
        staff_no: "0012".to_owned(),
        unit: "市财政局/预算股".to_owned(),
        track: "闭卷".to_owned(),
        at,
        late: false,
        extra: 0,
        note: String::new(),
        acts,
    }
}

fn sits() -> At {
    At::Sits(12, 10, 50, at(10, 30))
}

fn room(code: Option<(String, Option<Duration>)>) -> Room {
    Room {
        exam: EXAM,
        title: TITLE.to_owned(),
        phase: Phase::Open,
        times: (at(9, 0), at(11, 0), at(9, 40)),
        code,
        counts: [200, 12, 150, 35, 1, 2],
    }
}

fn people(lot: Lot, ats: Vec<At>) -> People {
    let row = |(nth, at): (i64, At)| {
        let unit = if nth < 4 { "市财政局/预算股" } else { "市财政局/国库股" };
        (unit.to_owned(), StaffId(nth), if nth == 2 { SPIKY } else { "张三" }.to_owned(), at)
    };
    let count = if lot == Lot::All { 34 } else { ats.len() };
    let people = (1..).zip(ats).map(row).collect();
    People { exam: EXAM, title: TITLE.to_owned(), lot, pages: Pages { page: 0, count }, people }
}

fn incident(kind: &str, about: Option<&str>, note: &str, by: Option<&str>) -> Incident {
    Incident {
        at: at(9, 41),
        kind: kind.to_owned(),
        about: about.map(str::to_owned),
        note: note.to_owned(),
        by: by.map(str::to_owned),
    }
}

fn incidents(incidents: Vec<Incident>, count: usize) -> Desk {
    let pages = Pages { page: 0, count };
    Desk::Incidents(Incidents { exam: EXAM, title: TITLE.to_owned(), pages, incidents })
}

fn told(act: Act, sits: Option<(SittingId, NaiveDateTime)>) -> Desk {
    let reason = "手机没电，换了一部。".to_owned();
    Desk::Told(Told { title: TITLE.to_owned(), exam: EXAM, opens: at(9, 0), act, reason, sits })
}

fn exams() -> Vec<(&'static str, Desk)> {
    let ask = |phase, way| Desk::Ask(Ask { one: one(phase), version: 4, way });
    let why = |again| Desk::WhyCancel(WhyCancel { exam: EXAM, title: TITLE.to_owned(), people: 200, again });
    let phases = Phase::ALL.into_iter().zip(1..).map(|(phase, nth)| listed(nth, phase));
    let full = std::iter::repeat_n(Phase::Open, PAGE).map(|phase| listed(i64::MAX, phase)).collect();
    let proctors = One { administers: false, ..one(Phase::Open) };
    vec![
        ("desk: none", Desk::List { exams: vec![], pages: Pages { page: 0, count: 0 }, administers: true }),
        (
            "desk: each phase",
            Desk::List { exams: phases.collect(), pages: Pages { page: 0, count: 8 }, administers: true },
        ),
        (
            "desk: a page of three",
            Desk::List { exams: full, pages: Pages { page: 1, count: 25 }, administers: false },
        ),
        ("exam: a sound draft", Desk::One(one(Phase::Draft))),
        ("exam: a draft with all in its way", Desk::One(in_the_way())),
        ("exam: the longest", Desk::One(longest())),
        ("exam: published", Desk::One(One { unbound: many("王五", 2), ..one(Phase::Published) })),
        ("exam: open, for a proctor", Desk::One(proctors)),
        ("exam: closed", Desk::One(One { room_code: RoomCode::None, ..one(Phase::Closed) })),
        (
            "exam: called off",
            Desk::One(One {
                room_code: RoomCode::Fixed("2468".to_owned()),
                rows: vec![line(From::Chosen, None, 5), line(From::Tag(SPIKY.to_owned()), None, 5)],
                ..one(Phase::Cancelled)
            }),
        ),
        ("ask: publish", ask(Phase::Draft, Way::Publish)),
        ("ask: take back", ask(Phase::Published, Way::TakeBack)),
        ("ask: call off", why(false)),
        ("ask: call off, again", why(true)),
        ("not theirs", Desk::NotYours),
    ]
}

fn rooms() -> Vec<(&'static str, Desk)> {
    let ended = |by| At::HandedIn(by, at(10, 5));
    let all = vec![
        At::Missing(true),
        At::Missing(false),
        sits(),
        ended(EndedBy::Person),
        ended(EndedBy::Time),
        ended(EndedBy::Proctor),
        At::Voided,
        At::Excused,
    ];
    let kinds = ["late", "time", "excuse", "expect", "take in", "void", "note", "another"];
    let all_kinds = kinds.map(|kind| incident(kind, Some(SPIKY), "+10 手机没电", Some("王五"))).to_vec();
    let of_room = vec![incident("note", None, "停电两分钟", Some("王五")), incident("other", None, "", None)];
    let long = std::iter::repeat_n(incident("note", Some(SPIKY), &"记".repeat(200), Some("王五")), PAGE);
    let changing = Some(("048213".to_owned(), Some(Duration::from_secs(134))));
    vec![
        ("room: without a code", Desk::Room(Room { counts: [9, 9, 0, 0, 0, 0], ..room(None) })),
        ("room: a changing code", Desk::Room(room(changing))),
        ("room: a fixed code", Desk::Room(room(Some(("2468".to_owned(), None))))),
        ("people: all", Desk::People(people(Lot::All, all))),
        ("people: none missing", Desk::People(people(Lot::Missing, vec![]))),
        ("people: sitting", Desk::People(people(Lot::Sitting, vec![sits()]))),
        ("people: handed in", Desk::People(people(Lot::HandedIn, vec![ended(EndedBy::Time)]))),
        ("people: void", Desk::People(people(Lot::Voided, vec![At::Voided]))),
        ("people: excused", Desk::People(people(Lot::Excused, vec![At::Excused]))),
        ("incidents: none", incidents(vec![], 0)),
        ("incidents: each kind", incidents(all_kinds, 8)),
        ("incidents: of the room", incidents(of_room, 2)),
        ("incidents: the longest", incidents(long.collect(), 31)),
        ("note: of the room", Desk::WantsNote { exam: EXAM, again: false }),
        ("note: of the room, again", Desk::WantsNote { exam: EXAM, again: true }),
    ]
}

fn persons() -> Vec<(&'static str, Desk)> {
    let why = |act| Desk::Why(Why { subject: subject(), act, again: false });
    let sitting = Some((SittingId(17), at(10, 40)));
    let missing = vec![Act::Admit, Act::Time(1), Act::Excuse, Act::Note];
    let added =
        Person { late: true, extra: 15, ..person(sits(), vec![Act::Time(1), Act::TakeIn, Act::Void]) };
    let excused = Person { note: "出差".to_owned(), ..person(At::Excused, vec![Act::Expect]) };
    vec![
        ("person: missing", Desk::Person(person(At::Missing(true), missing))),
        ("person: sits with more time", Desk::Person(added)),
        ("person: excused", Desk::Person(excused)),
        ("person: times", Desk::Times(subject())),
        ("why: time", why(Act::Time(10))),
        ("why: excuse", why(Act::Excuse)),
        ("why: take in", why(Act::TakeIn)),
        ("why: void", why(Act::Void)),
        ("why: note", why(Act::Note)),
        ("why: again", Desk::Why(Why { subject: subject(), act: Act::Void, again: true })),
        ("told: let in", told(Act::Admit, None)),
        ("told: time while sitting", told(Act::Time(10), sitting)),
        ("told: time before", told(Act::Time(10), None)),
        ("told: excused", told(Act::Excuse, None)),
        ("told: expected again", told(Act::Expect, None)),
        ("told: taken in", told(Act::TakeIn, None)),
        ("told: void", told(Act::Void, None)),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let all = exams().into_iter().chain(rooms()).chain(persons());
    all.map(|(name, desk)| (name, Say::ExamDesk(Box::new(desk)))).collect()
}
