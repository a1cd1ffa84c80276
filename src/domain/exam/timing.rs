//! The clock of an exam: strict and fair. It is kept here, never by the
//! person's phone; what an outage took is given back.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// For so long after the end a tap counts that was under way.
pub const GRACE: Duration = Duration::from_secs(5);
/// How long before the end people are warned.
pub const WARNINGS: [Duration; 2] = [Duration::from_mins(10), Duration::from_mins(1)];

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// From this moment.
    pub opens: Timestamp,
    /// To this one.
    pub closes: Timestamp,
}

/// How a sitting stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// So much is left.
    Running(Duration),
    /// The time is over, but a tap that was under way counts.
    Grace,
    /// It is over.
    Over,
}

/// How a sitting with this end stands now.
pub fn standing(deadline: Timestamp, now: Timestamp) -> Standing {
    if now < deadline {
        return Standing::Running(deadline.since(now));
    }
    if now.since(deadline) < GRACE { Standing::Grace } else { Standing::Over }
}

/// When a sitting ends that begins now: after its length, but not after the
/// window, both with the time that was added to it.
pub fn deadline(window: Window, length: Duration, extra: Duration, now: Timestamp) -> Timestamp {
    now.plus(length).min(window.closes).plus(extra)
}

/// How long before the opening people are reminded.
pub const REMINDERS: [Duration; 3] =
    [Duration::from_hours(24), Duration::from_hours(1), Duration::from_mins(10)];

/// When an exam has to be looked after next, after `now`: at a reminder, when
/// it opens, or once it has closed and the last grace is over.
pub fn next_step(window: Window, now: Timestamp) -> Timestamp {
    let reminders = REMINDERS.into_iter().map(|before| window.opens.minus(before));
    let steps = reminders.chain([window.opens]).filter(|at| *at > now);
    steps.min().unwrap_or(window.closes.plus(GRACE))
}

/// When a sitting has to be looked after next, after `now`: at a warning, or
/// once its grace is over.
pub fn next_alarm(deadline: Timestamp, now: Timestamp) -> Timestamp {
    let warnings = WARNINGS.into_iter().map(|before| deadline.minus(before));
    warnings.filter(|at| *at > now).min().unwrap_or(deadline.plus(GRACE))
}

/// The warning that is due: the time it tells of, if that is about what is left.
/// Nobody is told "ten minutes" who has only nine seconds.
pub fn warning(deadline: Timestamp, now: Timestamp) -> Option<Duration> {
    let Standing::Running(left) = standing(deadline, now) else { return None };
    WARNINGS.into_iter().rev().find(|before| left <= *before && left * 2 > *before)
}

/// The reminder that is due: the time it tells of, if that is about what is
/// left. Whatever an outage has made useless is passed over.
pub fn reminder(opens: Timestamp, now: Timestamp) -> Option<Duration> {
    let left = opens.since(now);
    REMINDERS.into_iter().rev().find(|before| left <= *before && left * 2 > *before)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;
    const END: Timestamp = Timestamp(100 * MINUTE);

    #[test]
    fn a_tap_under_way_at_the_end_counts() {
        assert_eq!(standing(END, Timestamp(END.0 - 1)), Standing::Running(Duration::from_millis(1)));
        assert_eq!(standing(END, END), Standing::Grace);
        assert_eq!(standing(END, Timestamp(END.0 + 4_999)), Standing::Grace);
        assert_eq!(standing(END, Timestamp(END.0 + 5_000)), Standing::Over);
    }

    #[test]
    fn a_sitting_ends_with_the_window() {
        let window = Window { opens: Timestamp(0), closes: END };
        let length = Duration::from_hours(1);
        assert_eq!(deadline(window, length, Duration::ZERO, Timestamp(0)), Timestamp(60 * MINUTE));
        assert_eq!(deadline(window, length, Duration::ZERO, Timestamp(50 * MINUTE)), END);
        let extra = Duration::from_mins(5);
        assert_eq!(deadline(window, length, extra, Timestamp(50 * MINUTE)), Timestamp(105 * MINUTE));
    }

    #[test]
    fn people_are_warned_twice_and_then_it_ends() {
        let mut at = Timestamp(0);
        let mut alarms = Vec::new();
        for _ in 0..3 {
            at = next_alarm(END, at);
            alarms.push((at.0, warning(END, at).map(|left| left.as_secs())));
        }
        let grace = END.0 + 5_000;
        assert_eq!(alarms, [(90 * MINUTE, Some(600)), (99 * MINUTE, Some(60)), (grace, None)]);
    }

    #[test]
    fn an_exam_is_looked_after_step_by_step() {
        let window = Window { opens: Timestamp(2_000 * MINUTE), closes: Timestamp(2_100 * MINUTE) };
        let mut at = Timestamp(0);
        let steps: Vec<i64> = std::iter::repeat_with(|| {
            at = next_step(window, at);
            at.0
        })
        .take(5)
        .collect();
        let minutes = [560, 1_940, 1_990, 2_000].map(|minutes| minutes * MINUTE);
        assert_eq!(steps[..4], minutes);
        assert_eq!(steps[4], 2_100 * MINUTE + 5_000);
    }

    #[test]
    fn of_reminders_that_were_missed_the_last_is_told_if_it_is_still_of_use() {
        let hour = 60 * MINUTE;
        let opens = Timestamp(48 * hour);
        let told = |left| reminder(opens, Timestamp(opens.0 - left)).map(|before| before.as_secs() / 60);
        assert_eq!([told(24 * hour), told(13 * hour), told(12 * hour)], [Some(1_440), Some(1_440), None]);
        assert_eq!([told(hour), told(31 * MINUTE), told(30 * MINUTE)], [Some(60), Some(60), None]);
        assert_eq!([told(10 * MINUTE), told(6 * MINUTE), told(5 * MINUTE)], [Some(10), Some(10), None]);
        assert_eq!([told(30 * hour), told(0), told(-hour)], [None; 3]);
    }

    #[test]
    fn a_late_warning_tells_no_wrong_time() {
        assert_eq!(warning(END, Timestamp(91 * MINUTE)), Some(WARNINGS[0]));
        assert_eq!(warning(END, Timestamp(96 * MINUTE)), None);
        assert_eq!(warning(END, Timestamp(END.0 - 10_000)), None);
    }
}
