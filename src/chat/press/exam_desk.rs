//! What buttons of the desk of exams carry: for administrators and proctors.
//! Pages count from 0.

use super::{number, single};
use crate::{
    domain::ids::{ExamId, StaffId},
    exams::proctor::Act,
};

/// A tap on a button of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDesk {
    /// Show a page of the exams.
    List(usize),
    /// Show an exam.
    One(ExamId),
    /// Ask whether to take a step with an exam.
    Ask(ExamId, Way),
    /// Take it, with the exam as it was when that was asked.
    Do {
        /// Which exam.
        exam: ExamId,
        /// In which version.
        version: i64,
        /// Which step.
        way: Way,
    },
    /// Show how the room stands.
    Room(ExamId),
    /// Show a page of those who are there.
    People {
        /// Of which exam.
        exam: ExamId,
        /// Which of them.
        lot: Lot,
        /// Which page.
        page: usize,
    },
    /// Show a person.
    Person(ExamId, StaffId),
    /// Choose how much time to add.
    Times(ExamId, StaffId),
    /// Do something about a person, or ask why.
    Act(ExamId, StaffId, Act),
    /// Show a page of what was noted.
    Incidents(ExamId, usize),
    /// Note what has happened in the room.
    Note(ExamId),
}

/// A step with a whole exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Publish it.
    Publish,
    /// Take it back.
    TakeBack,
    /// Call it off.
    Cancel,
}

/// Some of those who are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lot {
    /// All.
    All,
    /// Those who have not begun.
    Missing,
    /// Those who sit.
    Sitting,
    /// Those who have handed in.
    HandedIn,
    /// Those whose sitting was declared void.
    Voided,
    /// Those who are excused.
    Excused,
}

impl Way {
    const fn letter(self) -> char {
        match self {
            Self::Publish => 'p',
            Self::TakeBack => 't',
            Self::Cancel => 'c',
        }
    }

    fn read(text: &str) -> Option<Self> {
        let letter = single(text)?;
        [Self::Publish, Self::TakeBack, Self::Cancel].into_iter().find(|way| way.letter() == letter)
    }
}

impl Lot {
    /// All of them.
    pub const EACH: [Self; 6] =
        [Self::All, Self::Missing, Self::Sitting, Self::HandedIn, Self::Voided, Self::Excused];

    const fn letter(self) -> char {
        match self {
            Self::All => 'a',
            Self::Missing => 'm',
            Self::Sitting => 's',
            Self::HandedIn => 'h',
            Self::Voided => 'v',
            Self::Excused => 'e',
        }
    }

    fn read(text: &str) -> Option<Self> {
        let letter = single(text)?;
        Self::EACH.into_iter().find(|lot| lot.letter() == letter)
    }
}

fn act(act: Act) -> String {
    match act {
        Act::Admit => "l".to_owned(),
        Act::Time(minutes) => format!("t{minutes}"),
        Act::Excuse => "e".to_owned(),
        Act::Expect => "u".to_owned(),
        Act::TakeIn => "i".to_owned(),
        Act::Void => "v".to_owned(),
        Act::Note => "n".to_owned(),
    }
}

/// The most minutes that a button adds.
const MOST_MINUTES: u32 = 120;

fn read_act(text: &str) -> Option<Act> {
    Some(match text {
        "l" => Act::Admit,
        "e" => Act::Excuse,
        "u" => Act::Expect,
        "i" => Act::TakeIn,
        "v" => Act::Void,
        "n" => Act::Note,
        time => {
            let minutes = number(time.strip_prefix('t')?)?;
            Act::Time((1..=MOST_MINUTES).contains(&minutes).then_some(minutes)?)
        }
    })
}

impl OfDesk {
    pub(super) fn encode(self) -> String {
        let body = match self {
            Self::List(page) => format!("l.{page}"),
            Self::One(exam) => format!("o.{exam}"),
            Self::Ask(exam, way) => format!("q.{exam}.{}", way.letter()),
            Self::Do { exam, version, way } => format!("d.{exam}.{version}.{}", way.letter()),
            Self::Room(exam) => format!("r.{exam}"),
            Self::People { exam, lot, page } => format!("w.{exam}.{}.{page}", lot.letter()),
            Self::Person(exam, staff) => format!("p.{exam}.{staff}"),
            Self::Times(exam, staff) => format!("t.{exam}.{staff}"),
            Self::Act(exam, staff, what) => format!("a.{exam}.{staff}.{}", act(what)),
            Self::Incidents(exam, page) => format!("i.{exam}.{page}"),
            Self::Note(exam) => format!("n.{exam}"),
        };
        format!("p.{body}")
    }

    pub(super) fn decode(fields: &[&str]) -> Option<Self> {
        let exam = |text| Some(ExamId(number(text)?));
        let staff = |text| Some(StaffId(number(text)?));
        Some(match fields {
            ["l", page] => Self::List(number(page)?),
            ["o", of] => Self::One(exam(of)?),
            ["q", of, way] => Self::Ask(exam(of)?, Way::read(way)?),
            ["d", of, version, way] => {
                Self::Do { exam: exam(of)?, version: number(version)?, way: Way::read(way)? }
            }
            ["r", of] => Self::Room(exam(of)?),
            ["w", of, lot, page] => {
                Self::People { exam: exam(of)?, lot: Lot::read(lot)?, page: number(page)? }
            }
            ["p", of, who] => Self::Person(exam(of)?, staff(who)?),
            ["t", of, who] => Self::Times(exam(of)?, staff(who)?),
            ["a", of, who, what] => Self::Act(exam(of)?, staff(who)?, read_act(what)?),
            ["i", of, page] => Self::Incidents(exam(of)?, number(page)?),
            ["n", of] => Self::Note(exam(of)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::press::{MAX_BYTES, Press};

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let (exam, staff) = (ExamId(3), StaffId(12));
        for (of, payload) in [
            (OfDesk::List(1), "1p.l.1"),
            (OfDesk::One(exam), "1p.o.3"),
            (OfDesk::Ask(exam, Way::Publish), "1p.q.3.p"),
            (OfDesk::Do { exam, version: 4, way: Way::TakeBack }, "1p.d.3.4.t"),
            (OfDesk::Ask(exam, Way::Cancel), "1p.q.3.c"),
            (OfDesk::Room(exam), "1p.r.3"),
            (OfDesk::People { exam, lot: Lot::Missing, page: 2 }, "1p.w.3.m.2"),
            (OfDesk::Person(exam, staff), "1p.p.3.12"),
            (OfDesk::Times(exam, staff), "1p.t.3.12"),
            (OfDesk::Act(exam, staff, Act::Admit), "1p.a.3.12.l"),
            (OfDesk::Act(exam, staff, Act::Time(15)), "1p.a.3.12.t15"),
            (OfDesk::Act(exam, staff, Act::Excuse), "1p.a.3.12.e"),
            (OfDesk::Act(exam, staff, Act::Expect), "1p.a.3.12.u"),
            (OfDesk::Act(exam, staff, Act::TakeIn), "1p.a.3.12.i"),
            (OfDesk::Act(exam, staff, Act::Void), "1p.a.3.12.v"),
            (OfDesk::Act(exam, staff, Act::Note), "1p.a.3.12.n"),
            (OfDesk::Incidents(exam, 0), "1p.i.3.0"),
            (OfDesk::Note(exam), "1p.n.3"),
        ] {
            assert_eq!(Press::Desk(of).encode(), payload);
            assert_eq!(Press::decode(payload), Some(Press::Desk(of)), "{payload}");
        }
        assert_eq!(Press::decode("1p.a.3.12.t500"), None, "nobody gets so much");
    }

    #[test]
    fn the_longest_payload_fits() {
        let act = OfDesk::Act(ExamId(i64::MAX), StaffId(i64::MAX), Act::Time(120));
        assert!(Press::Desk(act).encode().len() <= MAX_BYTES);
    }
}
