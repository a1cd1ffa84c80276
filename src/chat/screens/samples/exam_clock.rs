//! Samples of what the clock of exams says.

use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        say::Say,
        screens::exam_clock::{ExamClock, TimeOver},
    },
    domain::{
        exam::Moment,
        ids::{ExamId, SittingId},
        points::Points,
    },
};

const TITLE: &str = "2026 年法规知识考试";

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

fn reminder(title: &str, track: &str, is_soon: bool) -> ExamClock {
    let (title, track) = (title.to_owned(), track.to_owned());
    ExamClock::Reminder { title, is_soon, opens: at(3, 9, 0), closes: at(3, 11, 30), track, minutes: 90 }
}

fn opened(late: Option<NaiveDateTime>) -> ExamClock {
    let (title, track) = (TITLE.to_owned(), "闭卷".to_owned());
    ExamClock::Opened { exam: ExamId(7), title, closes: at(3, 11, 30), late, track, minutes: 90 }
}

fn over(shows: Moment, earned: Option<Points>) -> ExamClock {
    let title = TITLE.to_owned();
    ExamClock::TimeOver(TimeOver { title, answered: 38, of: 40, earned, full: Points::whole(100), shows })
}

fn interrupted(opens: Option<NaiveDateTime>, hours: u64, sitting: i64, is_long: bool) -> ExamClock {
    let lost = Duration::from_secs(hours * 3_600 + 125);
    ExamClock::Interrupted { title: TITLE.to_owned(), lost, opens, closes: at(3, 11, 42), sitting, is_long }
}

pub fn samples() -> Vec<Sample> {
    let (sitting, title) = (SittingId(9), || TITLE.to_owned());
    let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
    let all = [
        ("a day before", reminder(TITLE, "闭卷", false)),
        ("ten minutes before", reminder(TITLE, "开卷", true)),
        ("spiky", reminder(SPIKY, SPIKY, false)),
        ("it is open", opened(None)),
        ("it is open, with a late entry", opened(Some(at(3, 9, 15)))),
        ("ten minutes are left", ExamClock::Warned { sitting, title: title(), left: minutes(10) }),
        ("one minute is left", ExamClock::Warned { sitting, title: title(), left: minutes(1) }),
        ("time over, mark at once", over(Moment::HandedIn, Some(Points::from_hundredths(8_650)))),
        ("time over, mark after the close", over(Moment::Closed, None)),
        ("time over, mark with the release", over(Moment::Released, None)),
        ("time over, no mark", over(Moment::Never, None)),
        (
            "an outage is over",
            ExamClock::GivenBack { sitting, title: title(), lost: minutes(12), ends: at(3, 10, 42) },
        ),
        ("the clock was set", ExamClock::ClockSet { sitting, title: title(), ends: at(3, 10, 20) }),
        ("in charge: an outage", interrupted(None, 0, 128, false)),
        ("in charge: it could not open", interrupted(Some(at(3, 9, 12)), 1, 0, false)),
        ("in charge: a long outage", interrupted(None, 9, 3, true)),
        ("in charge: marked", ExamClock::Marked { title: title(), sat: 1_203, absent: 17 }),
    ];
    all.into_iter().map(|(what, told)| (what, Say::ExamClock(told))).collect()
}
