//! The changing code of an exam room: six digits that only those who sit in the
//! room can know.

use std::time::Duration;

use super::RoomCode;
use crate::{clock::Timestamp, domain::shuffle::Seed};

/// How long a code is shown.
pub const SHOWN_FOR: Duration = Duration::from_mins(5);
/// How long the code before is taken: whoever has just read it types slowly.
const STILL_TAKEN: Duration = Duration::from_mins(1);
/// Codes are below this.
const BOUND: u32 = 1_000_000;

/// The code that is told in the room at a moment; `None` if none is asked for.
pub fn told(code: &RoomCode, seed: Seed, now: Timestamp) -> Option<String> {
    match code {
        RoomCode::None => None,
        RoomCode::Fixed(code) => Some(code.clone()),
        RoomCode::Changing => Some(changing(seed, slot(now))),
    }
}

/// Whether somebody has typed the code of the room, blanks and case aside.
pub fn fits(code: &RoomCode, seed: Seed, now: Timestamp, typed: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let is = |told: Option<String>| told.is_none_or(|told| plain(&told) == plain(typed));
    is(told(code, seed, now)) || is(told(code, seed, now.minus(STILL_TAKEN)))
}

/// How long the changing code that is told now is still shown.
pub fn shown_for(now: Timestamp) -> Duration {
    let next = slot(now).saturating_add(1).saturating_mul(u64::try_from(SHOWN_FOR.as_millis()).unwrap_or(1));
    Timestamp(i64::try_from(next).unwrap_or(i64::MAX)).since(now)
}

fn slot(now: Timestamp) -> u64 {
    u64::try_from(now.0).unwrap_or(0) / u64::try_from(SHOWN_FOR.as_millis()).unwrap_or(1)
}

/// The exam's seed draws nothing else by streams this low: questions that all
/// papers have in common come from the highest ones.
fn changing(seed: Seed, slot: u64) -> String {
    format!("{:06}", seed.stream(slot).below(BOUND))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed(42);

    fn at(seconds: i64) -> Timestamp {
        Timestamp(1_795_435_200_000 + seconds * 1000)
    }

    fn code(seconds: i64) -> String {
        told(&RoomCode::Changing, SEED, at(seconds)).unwrap()
    }

    #[test]
    fn a_code_changes_and_is_taken_a_minute_longer() {
        assert_eq!(code(0), code(299));
        assert_eq!((shown_for(at(0)), shown_for(at(299))), (SHOWN_FOR, Duration::from_secs(1)));
        assert_ne!(code(0), code(300));
        let fits = |seconds| fits(&RoomCode::Changing, SEED, at(seconds), &code(0));
        assert!(fits(0) && fits(299) && fits(359));
        assert!(!fits(360) && !fits(-1));
    }

    #[test]
    fn codes_hang_on_the_exam() {
        assert_ne!(told(&RoomCode::Changing, Seed(43), at(0)), Some(code(0)));
        assert_eq!(code(0).len(), 6);
    }

    #[test]
    fn a_fixed_code_may_be_typed_carelessly() {
        let fixed = RoomCode::Fixed("Caizheng 2026".into());
        assert!(fits(&fixed, SEED, at(0), " caizheng2026 "));
        assert!(!fits(&fixed, SEED, at(0), "caizheng"));
        assert!(fits(&RoomCode::None, SEED, at(0), ""));
    }
}
