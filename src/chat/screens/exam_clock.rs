//! What people are told of an exam when its time has come, without having asked.

use std::time::Duration;

use chrono::NaiveDateTime;

use super::{duration, moment};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam},
        say::{Page, button},
        texts::Words,
    },
    domain::{
        exam::Moment,
        ids::{ExamId, SittingId},
        points::Points,
    },
    words,
};

/// A notice of the clock.
#[derive(Debug, Clone)]
pub enum ExamClock {
    /// It opens soon.
    Reminder {
        /// The exam's title.
        title: String,
        /// Whether it is a matter of minutes.
        is_soon: bool,
        /// When it opens, where the office is.
        opens: NaiveDateTime,
        /// When it closes.
        closes: NaiveDateTime,
        /// The title of the person's track.
        track: String,
        /// For how many minutes they sit.
        minutes: u32,
    },
    /// It is open.
    Opened {
        /// Which exam.
        exam: ExamId,
        /// The exam's title.
        title: String,
        /// When it closes.
        closes: NaiveDateTime,
        /// Until when one may begin, if that is earlier.
        late: Option<NaiveDateTime>,
        /// The title of the person's track.
        track: String,
        /// For how many minutes they sit.
        minutes: u32,
    },
    /// So much is left.
    Warned {
        /// Which sitting.
        sitting: SittingId,
        /// The exam's title.
        title: String,
        /// How much, in the round figure of the warning.
        left: Duration,
    },
    /// The time is over and the paper taken in.
    TimeOver(TimeOver),
    /// An outage is over.
    GivenBack {
        /// Which sitting.
        sitting: SittingId,
        /// The exam's title.
        title: String,
        /// How much was given back.
        lost: Duration,
        /// When the person's time is over now.
        ends: NaiveDateTime,
    },
    /// The clock was set; the time that is left is the same.
    ClockSet {
        /// Which sitting.
        sitting: SittingId,
        /// The exam's title.
        title: String,
        /// When the person's time is over now.
        ends: NaiveDateTime,
    },
    /// An outage has met an exam; for those in charge.
    Interrupted {
        /// The exam's title.
        title: String,
        /// For how long.
        lost: Duration,
        /// When it opens now, if it is still to open.
        opens: Option<NaiveDateTime>,
        /// When it closes now.
        closes: NaiveDateTime,
        /// How many sit it.
        sitting: i64,
        /// Whether it was longer than what exams are extended by.
        is_long: bool,
    },
    /// It is marked; for those in charge.
    Marked {
        /// The exam's title.
        title: String,
        /// How many sat it.
        sat: i64,
        /// How many did not.
        absent: i64,
    },
}

/// The end of a sitting whose time is over.
#[derive(Debug, Clone)]
pub struct TimeOver {
    /// The exam's title.
    pub title: String,
    /// How many questions were answered.
    pub answered: usize,
    /// Of how many.
    pub of: usize,
    /// The mark, if it is shown at once.
    pub earned: Option<Points>,
    /// The full mark.
    pub full: Points,
    /// When the mark is shown.
    pub shows: Moment,
}

impl ExamClock {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        Page::new(self.text(words), vec![vec![self.button(words)]])
    }

    /// The way to the exam or back to the paper.
    fn button(&self, words: Words<'_>) -> Button {
        let (key, press) = match self {
            Self::Reminder { .. } | Self::TimeOver(_) | Self::Interrupted { .. } | Self::Marked { .. } => {
                ("button-exams", OfExam::List)
            }
            Self::Opened { exam, .. } => ("button-enter-exam", OfExam::Entrance(*exam)),
            Self::Warned { sitting, .. }
            | Self::GivenBack { sitting, .. }
            | Self::ClockSet { sitting, .. } => ("button-to-paper", OfExam::Show(*sitting)),
        };
        button(words!(words, key), &Press::Exam(press))
    }

    fn text(&self, words: Words<'_>) -> String {
        match self {
            Self::Reminder { title, is_soon, opens, closes, track, minutes } => {
                let key = if *is_soon { "exam-clock-soon" } else { "exam-clock-reminder" };
                let (opens, closes) = (moment(*opens, words), moment(*closes, words));
                let minutes = i64::from(*minutes);
                words!(
                    words,
                    key,
                    title = title,
                    opens = opens,
                    closes = closes,
                    track = track,
                    minutes = minutes
                )
            }
            Self::Opened { title, closes, late, track, minutes, .. } => {
                let (closes, minutes) = (moment(*closes, words), i64::from(*minutes));
                let late = late.map(|late| words!(words, "exam-clock-late", late = moment(late, words)));
                words!(
                    words,
                    "exam-clock-opened",
                    title = title,
                    late = late.unwrap_or_default(),
                    closes = closes,
                    track = track,
                    minutes = minutes,
                )
            }
            Self::Warned { title, left, .. } => {
                let minutes = usize::try_from(left.as_secs() / 60).unwrap_or(usize::MAX);
                words!(words, "exam-clock-warned", title = title, minutes = minutes)
            }
            Self::TimeOver(over) => over.text(words),
            Self::GivenBack { title, lost, ends, .. } => {
                let (lost, ends) = (duration(*lost, words), moment(*ends, words));
                words!(words, "exam-clock-given-back", title = title, lost = lost, ends = ends)
            }
            Self::ClockSet { title, ends, .. } => {
                words!(words, "exam-clock-set", title = title, ends = moment(*ends, words))
            }
            Self::Interrupted { .. } => self.interrupted(words),
            Self::Marked { title, sat, absent } => {
                words!(words, "exam-clock-marked", title = title, sat = *sat, absent = *absent)
            }
        }
    }

    fn interrupted(&self, words: Words<'_>) -> String {
        let Self::Interrupted { title, lost, opens, closes, sitting, is_long } = self else {
            return String::new();
        };
        let lost = duration(*lost, words);
        let mut lines = vec![words!(words, "exam-clock-interrupted", title = title, lost = lost)];
        lines.extend(opens.map(|opens| words!(words, "exam-clock-opens-now", opens = moment(opens, words))));
        let closes = moment(*closes, words);
        lines.push(words!(words, "exam-clock-goes-on", sitting = *sitting, closes = closes));
        if *is_long {
            lines.push(words!(words, "exam-clock-long"));
        }
        lines.join("\n")
    }
}

impl TimeOver {
    fn text(&self, words: Words<'_>) -> String {
        let (answered, of) = (self.answered, self.of);
        let over = words!(words, "exam-clock-over", title = &self.title, answered = answered, of = of);
        let next = match (self.shows, self.earned) {
            (_, Some(earned)) => words!(words, "exam-clock-mark", earned = earned, full = self.full),
            (Moment::HandedIn | Moment::Closed, None) => words!(words, "exam-clock-mark-closed"),
            (Moment::Released, None) => words!(words, "exam-clock-mark-released"),
            (Moment::Never, None) => words!(words, "exam-clock-mark-never"),
        };
        format!("{over}\n{next}")
    }
}
