//! Outages (中断): what was nobody's fault costs nobody time.
//!
//! Every copy of the program leaves a sign of life every few seconds, all in the
//! same place. From that sign, and from what a copy remembers of its own last
//! beat, it is told what has happened to time:
//!
//! - **No copy was alive** (off, killed, frozen, asleep, its database out of
//!   reach) for longer than [`SILENCE`]: an outage, from the last sign of life to
//!   now. The clock of every open sitting stood still, however long it was: its
//!   end moves on by the whole of it. An exam that was open stays open so much
//!   longer, one that should have opened meanwhile opens now and keeps its
//!   length, but at most [`LONGEST_EXTENSION`] later than was announced: an exam
//!   must not wander into the night or into another day because a machine was
//!   mended then. Whoever could not begin any more is told of to the
//!   administrators, who can hold a make-up exam.
//! - **The clock was set** while the program lived, which it sees from the clock
//!   that nobody can set: whoever sits keeps the time that is truly left, so the
//!   ends of sittings move with the clock, forwards and back. The windows of
//!   exams stay as they were announced.
//! - **The clock was set back while the program was not running**: that is seen
//!   from a sign of life that lies ahead. Whoever sits keeps what was left at that
//!   sign.
//! - **Two copies with clocks that disagree** are told of and nothing is changed;
//!   whichever clock is ahead ends a sitting.

use std::time::Duration;

use super::timing::Window;
use crate::clock::{Timestamp, millis};

/// For so long nobody needs to have heard of the program: several beats, so that
/// a slow moment is no outage.
pub const SILENCE: Duration = Duration::from_secs(15);
/// A clock that is so far off was set; less is its being put right bit by bit.
pub const SET: Duration = Duration::from_secs(10);
/// At most so much later than announced does an exam close because of an outage.
pub const LONGEST_EXTENSION: Duration = Duration::from_hours(4);

/// What a copy of the program remembers of its last beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// When it was, by the clock.
    pub at: Timestamp,
    /// The same by the clock that nobody sets.
    pub running: Duration,
    /// The sign of life that stood there afterwards.
    pub sign: Timestamp,
}

/// What is found at a beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// By so many milliseconds the clock was set since the sign of life.
    pub set_by: i64,
    /// The outage, by the clock as it goes now.
    pub outage: Option<Window>,
    /// Whether another copy's clock is ahead of this one; its sign stays.
    pub disagrees: bool,
}

/// What has happened to time, at a beat.
pub fn find(sign: Timestamp, last: Option<Beat>, now: Timestamp, running: Duration) -> Found {
    let mut set_by = last.map_or(0, |last| set_since(last, sign, now, running));
    let sign = Timestamp(sign.0.saturating_add(set_by));
    let silent = now.since(sign);
    let ahead = sign.since(now) > SILENCE;
    // Somebody goes on signing with that time, or there was no beat yet to see it by.
    let disagrees = ahead && last.is_none_or(|last| last.sign != Timestamp(sign.0 - set_by));
    if ahead && !disagrees {
        set_by = set_by.saturating_add(now.0.saturating_sub(sign.0));
    }
    let outage = (silent > SILENCE).then_some(Window { opens: sign, closes: now });
    Found { set_by, outage, disagrees }
}

/// By how much the clock was set since a copy's last beat, if no other copy has
/// seen to that already.
fn set_since(last: Beat, sign: Timestamp, now: Timestamp, running: Duration) -> i64 {
    let passed = millis(running.saturating_sub(last.running));
    let set_by = now.0.saturating_sub(last.at.0).saturating_sub(passed);
    if set_by.unsigned_abs() < u64::try_from(millis(SET)).unwrap_or(u64::MAX) {
        return 0;
    }
    let by_the_old_clock = now.0.saturating_sub(set_by);
    let is_new = sign.0.abs_diff(now.0) < sign.0.abs_diff(by_the_old_clock);
    if sign != last.sign && is_new { 0 } else { set_by }
}

/// An exam's window after an outage; the same if it took nothing of it.
pub fn extended(window: Window, outage: Window) -> Window {
    let longest = |lost: Duration| lost.min(LONGEST_EXTENSION);
    if window.opens >= outage.closes || window.closes <= outage.opens {
        return window;
    }
    if window.opens > outage.opens {
        let later = longest(outage.closes.since(window.opens));
        return Window { opens: window.opens.plus(later), closes: window.closes.plus(later) };
    }
    let later = longest(outage.closes.since(outage.opens));
    Window { closes: window.closes.plus(later), ..window }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000;
    const HOUR: i64 = 3_600 * SECOND;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(100 * HOUR + seconds * SECOND)
    }

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A copy that beat at 0 and has seen its own sign.
    const fn beat() -> Beat {
        let at = Timestamp(100 * HOUR);
        Beat { at, running: Duration::from_secs(50), sign: at }
    }

    fn nothing() -> Found {
        Found { set_by: 0, outage: None, disagrees: false }
    }

    fn outage(from: i64, until: i64) -> Window {
        Window { opens: at(from), closes: at(until) }
    }

    #[test]
    fn a_beat_in_time_finds_nothing() {
        assert_eq!(find(at(0), Some(beat()), at(3), secs(53)), nothing());
        assert_eq!(find(at(0), None, at(15), secs(9)), nothing());
        assert_eq!(find(at(0), Some(beat()), at(9), secs(50)), nothing(), "put right bit by bit");
    }

    #[test]
    fn silence_is_an_outage_unless_another_copy_has_beaten() {
        let found = Found { outage: Some(outage(0, 600)), ..nothing() };
        assert_eq!(find(at(0), None, at(600), secs(1)), found, "at a start");
        assert_eq!(find(at(0), Some(beat()), at(600), secs(650)), found, "after freezing");
        assert_eq!(find(at(598), Some(beat()), at(600), secs(650)), nothing());
    }

    #[test]
    fn a_clock_that_is_set_while_one_lives_is_no_outage() {
        let set = |now, by| {
            let found = find(at(0), Some(beat()), at(now), secs(53));
            assert_eq!(found, Found { set_by: by * SECOND, ..nothing() });
        };
        set(603, 600);
        set(-597, -600);
        set(-17, -20);
        let found = find(at(0), Some(beat()), at(1_203), secs(653));
        assert_eq!(
            found,
            Found { set_by: 600 * SECOND, outage: Some(outage(600, 1_203)), ..nothing() },
            "and froze"
        );
    }

    #[test]
    fn what_another_copy_has_seen_to_is_not_done_twice() {
        for by in [600, -600] {
            let found = find(at(by + 1), Some(beat()), at(by + 3), secs(53));
            assert_eq!(found, nothing(), "{by}");
            let found = find(at(1), Some(beat()), at(by + 3), secs(53));
            assert_eq!(found.set_by, by * SECOND, "the other has beaten before the clock was set");
        }
    }

    #[test]
    fn a_clock_set_back_between_two_runs_is_seen_once_nobody_else_can_be_ahead() {
        let first = find(at(0), None, at(-600), secs(1));
        assert_eq!(first, Found { disagrees: true, ..nothing() });
        let last = Beat { at: at(-600), running: secs(1), sign: at(0) };
        let found = find(at(0), Some(last), at(-597), secs(4));
        assert_eq!(found, Found { set_by: -597 * SECOND, ..nothing() });
        let found = find(at(3), Some(last), at(-597), secs(4));
        assert_eq!(found, Found { disagrees: true, ..nothing() }, "another copy goes on beating");
    }

    #[test]
    fn an_exam_is_extended_by_what_the_outage_took_of_it() {
        let window = |opens, closes| Window { opens: at(opens), closes: at(closes) };
        let exam = window(1_000, 5_000);
        assert_eq!(extended(exam, window(2_000, 2_600)), window(1_000, 5_600));
        assert_eq!(extended(exam, window(4_900, 5_900)), window(1_000, 6_000), "past its end");
        assert_eq!(extended(exam, window(500, 1_600)), window(1_600, 5_600), "it could not open");
        assert_eq!(extended(exam, window(0, 900)), exam);
        assert_eq!(extended(exam, window(5_000, 9_000)), exam);
        let four = 4 * 3_600;
        assert_eq!(extended(exam, window(2_000, 99_000)), window(1_000, 5_000 + four), "of days");
    }
}
