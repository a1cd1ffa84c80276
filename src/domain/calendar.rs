//! Days, weeks and months as people count them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone as _};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// The day of a moment where the office is.
pub fn day_of(moment: Timestamp, zone: Tz) -> NaiveDate {
    local(moment, zone).date()
}

/// The date and time of a moment where the office is.
pub fn local(moment: Timestamp, zone: Tz) -> NaiveDateTime {
    DateTime::from_timestamp_millis(moment.0).unwrap_or_default().with_timezone(&zone).naive_local()
}

/// The moment of a date and time where the office is; the earlier of two when
/// the clocks go back, `None` for an hour that they skip.
pub fn moment(local: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    zone.from_local_datetime(&local).earliest().map(|moment| Timestamp(moment.timestamp_millis()))
}

/// A length of time that has its own ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// 今日
    Day,
    /// 本周, an ISO week: Monday to Sunday
    Week,
    /// 本月
    Month,
    /// 总榜
    All,
}

impl Span {
    /// Every span, from the shortest.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::All];

    /// The letter in the database and in buttons.
    pub const fn letter(self) -> char {
        match self {
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Month => 'm',
            Self::All => 'a',
        }
    }

    /// Reads the letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|span| span.letter() == letter)
    }

    /// The span's period that a day lies in.
    pub fn period_of(self, day: NaiveDate) -> Period {
        let number = match self {
            Self::Day => day_number(day),
            Self::Week => i64::from(day.iso_week().year()) * 100 + i64::from(day.iso_week().week()),
            Self::Month => i64::from(day.year()) * 100 + i64::from(day.month()),
            Self::All => 0,
        };
        Period { span: self, number }
    }
}

/// One day, one ISO week, one month, or all time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Which length.
    pub span: Span,
    /// `20261123`, `202648` (ISO year and week), `202611`, or 0 for all time.
    pub number: i64,
}

/// A day as the number `20261123`.
pub fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day of a number, `None` if there is no such day.
pub fn day_from_number(number: i64) -> Option<NaiveDate> {
    let part = |value: i64| u32::try_from(value).ok();
    NaiveDate::from_ymd_opt(
        i32::try_from(number / 10_000).ok()?,
        part(number / 100 % 100)?,
        part(number % 100)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_office() {
        let late_evening_utc =
            Timestamp(date(2026, 11, 22).and_hms_opt(16, 0, 0).unwrap().and_utc().timestamp_millis());
        assert_eq!(day_of(late_evening_utc, chrono_tz::Asia::Shanghai), date(2026, 11, 23));
        assert_eq!(day_of(Timestamp(late_evening_utc.0 - 1), chrono_tz::Asia::Shanghai), date(2026, 11, 22));
    }

    #[test]
    fn a_moment_is_told_where_the_office_is() {
        let at = |zone, day, hour| moment(date(2026, 3, day).and_hms_opt(hour, 30, 0).unwrap(), zone);
        let shanghai = at(chrono_tz::Asia::Shanghai, 29, 2).unwrap();
        assert_eq!(
            local(shanghai, chrono_tz::Asia::Shanghai),
            date(2026, 3, 29).and_hms_opt(2, 30, 0).unwrap()
        );
        assert_eq!(at(chrono_tz::Europe::Berlin, 29, 2), None, "the clocks skip this hour");
    }

    #[test]
    fn a_week_is_an_iso_week() {
        assert_eq!(Span::Week.period_of(date(2026, 12, 31)).number, 202_653);
        assert_eq!(Span::Week.period_of(date(2027, 1, 3)).number, 202_653);
        assert_eq!(Span::Week.period_of(date(2027, 1, 4)).number, 202_701);
    }

    #[test]
    fn day_numbers_go_in_and_out() {
        assert_eq!(day_from_number(day_number(date(2026, 2, 28))), Some(date(2026, 2, 28)));
        assert_eq!(day_from_number(20_260_230), None);
        assert_eq!(day_from_number(-1), None);
    }
}
