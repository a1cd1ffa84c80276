//! What buttons carry with which an exam is made, step by step.

use super::{flag, number, single};
use crate::{
    clock::Timestamp,
    domain::{
        exam::timing::Window,
        ids::{ExamId, UnitId},
    },
    exams::file::format::Preset,
};
use serde::{Deserialize, Serialize};

/// A tap on a button with which an exam is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDraft {
    /// Choose what kind of exam.
    New,
    /// Make a draft of it.
    Make(Preset),
    /// Show a step.
    Show(At),
    /// Choose something at a step.
    Choose {
        /// At which.
        at: At,
        /// In which version of the draft.
        version: i64,
        /// What.
        choice: Choice,
    },
}

/// A step of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// Of which exam.
    pub exam: ExamId,
    /// Which step.
    pub step: Step,
    /// Whether the next one follows.
    pub guided: bool,
}

/// What is decided at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The title.
    Title,
    /// When it opens and closes.
    When,
    /// For how long one sits.
    Minutes,
    /// Who sits it.
    Who,
    /// What is asked.
    Paper,
    /// The mark that passes.
    Pass,
    /// The code of the room.
    Code,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It opens and closes then.
    When(Window),
    /// One sits for so many minutes.
    Minutes(u32),
    /// The whole office sits it.
    Everybody,
    /// A unit sits it, or no longer does.
    Unit(UnitId),
    /// The paper is of this template.
    Template(usize),
    /// The paper asks from a source too, or no longer does, with this template.
    Source(usize, u32),
    /// So many per cent pass.
    Pass(usize),
    /// Whether a changing code is told in the room.
    Code(bool),
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::When, Self::Minutes, Self::Who, Self::Paper, Self::Pass, Self::Code];

    const fn letter(self) -> char {
        match self {
            Self::Title => 't',
            Self::When => 'w',
            Self::Minutes => 'm',
            Self::Who => 'p',
            Self::Paper => 'q',
            Self::Pass => 'g',
            Self::Code => 'c',
        }
    }

    fn read(text: &str) -> Option<Self> {
        let letter = single(text)?;
        Self::ALL.into_iter().find(|step| step.letter() == letter)
    }

    /// Its number, from 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }
}

/// A minute, in milliseconds: windows begin and end with one.
const MINUTE: i64 = 60_000;

impl Choice {
    fn encode(self) -> String {
        match self {
            Self::When(window) => format!("w.{}.{}", window.opens.0 / MINUTE, window.closes.0 / MINUTE),
            Self::Minutes(minutes) => format!("m.{minutes}"),
            Self::Everybody => "a".to_owned(),
            Self::Unit(unit) => format!("u.{unit}"),
            Self::Template(nth) => format!("t.{nth}"),
            Self::Source(nth, source) => format!("s.{nth}.{source}"),
            Self::Pass(percent) => format!("g.{percent}"),
            Self::Code(changing) => format!("c.{}", u8::from(changing)),
        }
    }

    fn decode(fields: &[&str]) -> Option<Self> {
        let minute = |text| Some(Timestamp(number::<i64>(text)?.checked_mul(MINUTE)?));
        Some(match fields {
            ["w", opens, closes] => Self::When(Window { opens: minute(opens)?, closes: minute(closes)? }),
            ["m", minutes] => Self::Minutes(number(minutes)?),
            ["a"] => Self::Everybody,
            ["u", unit] => Self::Unit(UnitId(number(unit)?)),
            ["t", nth] => Self::Template(number(nth)?),
            ["s", nth, source] => Self::Source(number(nth)?, number(source)?),
            ["g", percent] => Self::Pass(number(percent)?),
            ["c", changing] => Self::Code(flag(changing)?),
            _ => return None,
        })
    }
}

impl At {
    fn encode(self) -> String {
        format!("{}.{}.{}", self.exam, self.step.letter(), u8::from(self.guided))
    }

    fn read(exam: &str, step: &str, guided: &str) -> Option<Self> {
        Some(Self { exam: ExamId(number(exam)?), step: Step::read(step)?, guided: flag(guided)? })
    }
}

const fn letter(preset: Preset) -> char {
    match preset {
        Preset::Closed => 'c',
        Preset::Open => 'o',
        Preset::TwoTracks => 't',
    }
}

/// The presets, in the order of the buttons.
pub const PRESETS: [Preset; 3] = [Preset::Closed, Preset::Open, Preset::TwoTracks];

impl OfDraft {
    pub(super) fn encode(self) -> String {
        let body = match self {
            Self::New => "n".to_owned(),
            Self::Make(preset) => format!("k.{}", letter(preset)),
            Self::Show(at) => format!("s.{}", at.encode()),
            Self::Choose { at, version, choice } => {
                format!("c.{}.{version}.{}", at.encode(), choice.encode())
            }
        };
        format!("m.{body}")
    }

    pub(super) fn decode(fields: &[&str]) -> Option<Self> {
        Some(match fields {
            ["n"] => Self::New,
            ["k", preset] => {
                let wanted = single(preset)?;
                Self::Make(PRESETS.into_iter().find(|preset| letter(*preset) == wanted)?)
            }
            ["s", exam, step, guided] => Self::Show(At::read(exam, step, guided)?),
            ["c", exam, step, guided, version, choice @ ..] => Self::Choose {
                at: At::read(exam, step, guided)?,
                version: number(version)?,
                choice: Choice::decode(choice)?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::press::{MAX_BYTES, Press};

    fn at(step: Step, guided: bool) -> At {
        At { exam: ExamId(3), step, guided }
    }

    fn choose(step: Step, choice: Choice) -> OfDraft {
        OfDraft::Choose { at: at(step, true), version: 4, choice }
    }

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let window = Window { opens: Timestamp(29_928_540 * MINUTE), closes: Timestamp(29_928_660 * MINUTE) };
        for (of, payload) in [
            (OfDraft::New, "1m.n"),
            (OfDraft::Make(Preset::TwoTracks), "1m.k.t"),
            (OfDraft::Show(at(Step::Title, false)), "1m.s.3.t.0"),
            (choose(Step::When, Choice::When(window)), "1m.c.3.w.1.4.w.29928540.29928660"),
            (choose(Step::Minutes, Choice::Minutes(90)), "1m.c.3.m.1.4.m.90"),
            (choose(Step::Who, Choice::Everybody), "1m.c.3.p.1.4.a"),
            (choose(Step::Who, Choice::Unit(UnitId(7))), "1m.c.3.p.1.4.u.7"),
            (choose(Step::Paper, Choice::Template(2)), "1m.c.3.q.1.4.t.2"),
            (choose(Step::Paper, Choice::Source(0, 77)), "1m.c.3.q.1.4.s.0.77"),
            (choose(Step::Pass, Choice::Pass(60)), "1m.c.3.g.1.4.g.60"),
            (choose(Step::Code, Choice::Code(true)), "1m.c.3.c.1.4.c.1"),
        ] {
            assert_eq!(Press::Draft(of).encode(), payload);
            assert_eq!(Press::decode(payload), Some(Press::Draft(of)), "{payload}");
        }
    }

    #[test]
    fn the_longest_payload_fits() {
        let window = Window { opens: Timestamp(i64::MAX / 1_000), closes: Timestamp(i64::MAX / 1_000) };
        let at = At { exam: ExamId(9_999_999_999), step: Step::When, guided: true };
        let choice = Choice::When(window);
        let longest = OfDraft::Choose { at, version: 999_999, choice };
        assert!(Press::Draft(longest).encode().len() <= MAX_BYTES);
    }
}
