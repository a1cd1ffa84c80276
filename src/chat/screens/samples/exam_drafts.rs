//! Samples of making an exam step by step.

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::exam_draft::{At, Step},
        say::Say,
        screens::exam_draft::{Asks, Draft, Paper, SOURCES, Shown, UNITS, Who},
    },
    clock::Timestamp,
    domain::{
        exam::{RoomCode, timing::Window, when::Wrong},
        ids::{ExamId, UnitId},
        points::Points,
    },
};

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

fn step(step: Step, asks: Asks) -> Draft {
    shown(step, true, asks)
}

fn shown(step: Step, guided: bool, asks: Asks) -> Draft {
    let at = At { exam: ExamId(3), step, guided };
    Draft::Step(Shown { at, version: 4, title: format!("年度法规考试{SPIKY}"), asks })
}

fn units(number: i64, name: &str) -> Vec<(UnitId, String, usize, bool)> {
    (1..=number).map(|nth| (UnitId(nth), format!("市财政局/{name}{nth}"), 12, nth == 2)).collect()
}

fn sources(number: u32, name: &str) -> Vec<(u32, String, usize, bool)> {
    (1..=number).map(|nth| (nth, format!("{name}{nth}"), 120, nth == 2)).collect()
}

fn whens() -> Vec<(&'static str, Draft)> {
    let window = Window { opens: Timestamp(1_797_728_400_000), closes: Timestamp(1_797_735_600_000) };
    let wrong = |wrong| step(Step::When, Asks::WhenWrong(SPIKY.to_owned(), wrong));
    vec![
        ("when", step(Step::When, Asks::When(at(20, 9), at(20, 11)))),
        ("when: over two days", shown(Step::When, false, Asks::When(at(20, 9), at(21, 17)))),
        ("when: not understood", wrong(Wrong::Unclear)),
        ("when: over", wrong(Wrong::Past)),
        ("when: backwards", wrong(Wrong::Backwards)),
        ("when: sure", step(Step::When, Asks::WhenSure(window, at(20, 9), at(20, 11)))),
    ]
}

fn whos() -> Vec<(&'static str, Draft)> {
    let everybody = Who {
        everybody: Some(200),
        chosen: (0, 0),
        units: vec![(UnitId(1), "市财政局".to_owned(), 200, false)],
        unknown: vec![],
    };
    let some = Who {
        everybody: None,
        chosen: (1, 3),
        units: units(3, SPIKY),
        unknown: vec!["0404".to_owned(), SPIKY.to_owned()],
    };
    let many = i64::try_from(UNITS).unwrap() + 5;
    let most = Who { units: units(many, &"股".repeat(40)), unknown: vec!["9".repeat(900)], ..some.clone() };
    vec![
        ("who: everybody", step(Step::Who, Asks::Who(everybody))),
        ("who: some, unknown ones", step(Step::Who, Asks::Who(some))),
        ("who: the most", step(Step::Who, Asks::Who(most))),
    ]
}

fn papers() -> Vec<(&'static str, Draft)> {
    let some = Paper { template: 0, comes_to: (45, Points::whole(100)), sources: sources(3, SPIKY) };
    let many = u32::try_from(SOURCES).unwrap() + 1;
    let most = Paper { template: 2, sources: sources(many, &"题库".repeat(40)), ..some.clone() };
    vec![
        ("paper", step(Step::Paper, Asks::Paper(some))),
        ("paper: the most", step(Step::Paper, Asks::Paper(most))),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let code = |code| step(Step::Code, Asks::Code(code));
    let mut all = vec![
        ("new", Draft::New),
        ("too many", Draft::TooMany),
        ("no draft any more", Draft::Fixed(ExamId(3))),
        ("title", step(Step::Title, Asks::Title(false))),
        ("title: too long", step(Step::Title, Asks::Title(true))),
        ("title: changed later", shown(Step::Title, false, Asks::Title(false))),
        ("minutes", step(Step::Minutes, Asks::Minutes(90))),
        ("pass", step(Step::Pass, Asks::Pass(Points::whole(100), Points::whole(60)))),
        ("code: none", code(RoomCode::None)),
        ("code: changing", code(RoomCode::Changing)),
        ("code: fixed", code(RoomCode::Fixed("2468".to_owned()))),
    ];
    all.extend(whens());
    all.extend(whos());
    all.extend(papers());
    all.into_iter().map(|(name, draft)| (name, Say::ExamDraft(Box::new(draft)))).collect()
}
