//! Samples of exams, as those see them who sit them.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        say::Say,
        screens::exam::{
            Doors, Exam, HandIn, HandedIn, HandedInBy, Listed, Standing,
            door::{Entrance, Refused, Why},
            paper::{Card, Paper},
        },
    },
    domain::{
        exam::track::Book,
        ids::{ExamId, SittingId},
        points::Points,
        question::{Kind, MAX_OPTION, MAX_STEM},
    },
};

const TITLE: &str = "2026年第四季度法规考试";

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 20).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn listed(state: Standing) -> Listed {
    Listed { exam: ExamId(3), title: TITLE.to_owned(), window: (at(9, 0), at(11, 30)), state }
}

fn entrance(book: Book) -> Entrance {
    Entrance {
        exam: ExamId(3),
        title: TITLE.to_owned(),
        track: if book == Book::Closed { "闭卷" } else { "开卷" }.to_owned(),
        book,
        questions: 50,
        marks: (Points::whole(100), Points::whole(60)),
        minutes: 90,
        closes: at(11, 30),
        attempt: (1, 1),
        code: false,
    }
}

fn paper(kind: Kind) -> Paper {
    let options = match kind {
        Kind::Single => {
            vec![("十日".to_owned(), false), ("二十日".to_owned(), true), (SPIKY.to_owned(), false)]
        }
        Kind::Multiple => {
            vec![("法律".to_owned(), true), ("行政法规".to_owned(), true), ("会议纪要".to_owned(), false)]
        }
        Kind::Judge | Kind::Blank => vec![],
    };
    Paper {
        sitting: SittingId(17),
        book: Book::Closed,
        place: 3,
        of: 50,
        kind,
        marks: Points::whole(2),
        stem: "行政机关应当自受理申请之日起几日内作出行政许可决定？".to_owned(),
        options,
        judged: None,
        written: vec![],
        blanks: 0,
        flagged: false,
        answered: 2,
        left: Duration::from_secs(86 * 60 + 20),
        ends: at(10, 30),
    }
}

fn longest() -> Paper {
    Paper {
        sitting: SittingId(i64::MAX),
        stem: "长".repeat(MAX_STEM),
        options: std::iter::repeat_n(("选".repeat(MAX_OPTION), true), 8).collect(),
        place: 500,
        of: 500,
        ..paper(Kind::Multiple)
    }
}

fn card(of: usize, page: usize) -> Card {
    let entries = (0..of).map(|place| (place % 7 != 3, place % 11 == 2)).collect();
    Card { sitting: SittingId(17), entries, page, left: Duration::from_mins(12) }
}

fn hand_in(open: Vec<usize>, flagged: Vec<usize>) -> Exam {
    Exam::HandIn(HandIn { sitting: SittingId(17), of: 50, open, flagged, left: Duration::from_secs(45) })
}

fn handed_in(by: HandedInBy, mark: Option<(i64, bool)>) -> Exam {
    let mark = mark.map(|(mark, passed)| (Points::whole(mark), Points::whole(100), passed));
    Exam::HandedIn(HandedIn { title: TITLE.to_owned(), by, answered: 48, of: 50, mark })
}

fn doors() -> Vec<(&'static str, Exam)> {
    let refused = |why| Exam::Refused(Refused { title: TITLE.to_owned(), why });
    let states = [
        Standing::Coming,
        Standing::Open,
        Standing::HandedIn,
        Standing::Over,
        Standing::Released,
        Standing::Excused,
    ];
    vec![
        ("exams: none", Exam::List(vec![], Doors::default())),
        ("exams: none, for a leader", Exam::List(vec![], Doors { results: true, desk: false })),
        (
            "exams: one in each state, for an administrator",
            Exam::List(states.map(listed).to_vec(), Doors { results: true, desk: true }),
        ),
        ("exam: closed book", Exam::Entrance(entrance(Book::Closed))),
        (
            "exam: open book, a code, a second attempt",
            Exam::Entrance(Entrance { attempt: (2, 3), code: true, ..entrance(Book::Open) }),
        ),
        ("exam: not on the list", refused(Why::NotExpected)),
        ("exam: excused", refused(Why::Excused)),
        ("exam: not yet", refused(Why::NotYet(at(9, 0)))),
        ("exam: over", refused(Why::Over(at(11, 30)))),
        ("exam: too late", refused(Why::TooLate(at(9, 30)))),
        ("exam: handed in already", refused(Why::HandedIn)),
        ("exam: withdrawn", refused(Why::Withdrawn)),
        ("exam: code", Exam::WantsCode { exam: ExamId(3), wrong: false }),
        ("exam: wrong code", Exam::WantsCode { exam: ExamId(3), wrong: true }),
        ("exam: too many codes", Exam::TooManyCodes),
    ]
}

fn papers() -> Vec<(&'static str, Exam)> {
    let paper_of = |paper| Exam::Paper(Box::new(paper));
    let goes_on = |book| Exam::GoesOn { sitting: SittingId(17), left: Duration::from_mins(31), book };
    vec![
        ("paper: single, chosen", paper_of(paper(Kind::Single))),
        ("paper: multiple, marked", paper_of(Paper { flagged: true, ..paper(Kind::Multiple) })),
        ("paper: judge, the first", paper_of(Paper { judged: Some(false), place: 1, ..paper(Kind::Judge) })),
        (
            "paper: blanks, the last, open book",
            paper_of(Paper {
                written: vec!["二十日".to_owned(), SPIKY.to_owned()],
                blanks: 2,
                place: 50,
                book: Book::Open,
                ..paper(Kind::Blank)
            }),
        ),
        ("paper: the longest", paper_of(longest())),
        ("card: short", Exam::Card(card(12, 0))),
        ("card: the second page of three", Exam::Card(card(100, 1))),
        ("hand in: all done", hand_in(vec![], vec![])),
        ("hand in: open and marked ones", hand_in(vec![7, 9], vec![3])),
        ("hand in: nearly all open", hand_in((1..=49).collect(), (1..=30).collect())),
        ("handed in", handed_in(HandedInBy::Person, None)),
        ("handed in: passed", handed_in(HandedInBy::Person, Some((86, true)))),
        ("handed in: by the clock", handed_in(HandedInBy::Time, Some((58, false)))),
        ("handed in: by a proctor", handed_in(HandedInBy::Proctor, None)),
        ("an exam goes on", goes_on(Book::Closed)),
        ("an exam goes on: open book", goes_on(Book::Open)),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let said = |(name, exam)| (name, Say::Exam(Box::new(exam)));
    doors().into_iter().chain(papers()).map(said).collect()
}
