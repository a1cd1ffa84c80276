//! Samples of what people are told of exams unasked.

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        say::Say,
        screens::exam_notice::{ExamNotice, Sits, What},
    },
    domain::exam::track::Book,
};

fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

fn notice(what: What) -> ExamNotice {
    let track = Sits { title: "闭卷".to_owned(), book: Book::Closed, minutes: 90 };
    ExamNotice {
        what,
        title: "2026年度法规考试".to_owned(),
        opens: at(20, 9),
        closes: at(20, 11),
        track: Some(track),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    let open = Sits { title: "开卷".to_owned(), book: Book::Open, minutes: 120 };
    let spiky = Sits { title: SPIKY.to_owned(), ..open.clone() };
    let off = || What::CalledOff("题库要修改".to_owned());
    [
        ("published, closed-book", notice(What::Published)),
        (
            "published, open-book over days",
            ExamNotice { track: Some(open), closes: at(22, 17), ..notice(What::Published) },
        ),
        (
            "published, spiky",
            ExamNotice { title: SPIKY.to_owned(), track: Some(spiky), ..notice(What::Published) },
        ),
        ("taken back", notice(What::TakenBack)),
        ("called off", notice(off())),
        ("called off, as long as can be", notice(What::CalledOff("因".repeat(2_000)))),
    ]
    .into_iter()
    .map(|(title, notice)| (title, Say::ExamNotice(Box::new(notice))))
    .collect()
}
