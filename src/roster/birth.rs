//! Reads dates of birth in the forms that rosters have.

use chrono::{DateTime, Datelike, Months, NaiveDate};
use chrono_tz::Asia::Shanghai;
use unicode_normalization::UnicodeNormalization;

use super::Reason;
use crate::domain::person::Birth;
use crate::table::Cell;

/// Nobody on a roster is younger, in years.
const YOUNGEST: u32 = 14;
/// Nobody on a roster is older, in years.
const OLDEST: u32 = 100;

/// Reads a cell that isn't empty. A date that might be two is refused.
pub(super) fn read(cell: &Cell, today: NaiveDate) -> Result<Birth, Reason> {
    let birth = match cell {
        Cell::Date(date) => of_date(*date),
        other => of_text(&other.to_string())?,
    };
    likely(birth.ok_or(Reason::NoDate)?, today)
}

fn of_date(date: NaiveDate) -> Option<Birth> {
    let year = u16::try_from(date.year()).ok()?;
    Birth::new(year, u8::try_from(date.month()).ok()?, Some(u8::try_from(date.day()).ok()?))
}

fn of_text(text: &str) -> Result<Option<Birth>, Reason> {
    let text: String = text.nfkc().collect();
    let text = without_time(text.trim());
    match text.strip_prefix('-').unwrap_or(text) {
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => of_digits(digits, text),
        _ => of_parts(text),
    }
}

/// `2020-08-10 00:00:00` without the time of day.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    }
}

/// `199001`, `19900307`, or milliseconds since 1970, as programs give them out.
fn of_digits(digits: &str, text: &str) -> Result<Option<Birth>, Reason> {
    let parts = |ends: &[(usize, usize)]| {
        ends.iter().map(|(from, to)| digits.get(*from..*to)?.parse().ok()).collect::<Option<Vec<u16>>>()
    };
    match digits.len() {
        6 | 8 if text.len() > digits.len() => Ok(None),
        6 => Ok(parts(&[(0, 4), (4, 6)]).and_then(|parts| of_numbers(&parts))),
        8 => Ok(parts(&[(0, 4), (4, 6), (6, 8)]).and_then(|parts| of_numbers(&parts))),
        4 => Err(Reason::YearOnly),
        5 => Err(Reason::Serial),
        11..=13 => Ok(text.parse().ok().and_then(of_milliseconds)),
        _ => Ok(None),
    }
}

/// A day in China: a program there writes its midnight as the afternoon before.
fn of_milliseconds(milliseconds: i64) -> Option<Birth> {
    of_date(DateTime::from_timestamp_millis(milliseconds)?.with_timezone(&Shanghai).date_naive())
}

/// A date of numbers, from the year down; the day may be missing.
fn of_numbers(numbers: &[u16]) -> Option<Birth> {
    let small = |number: u16| u8::try_from(number).ok();
    match *numbers {
        [year, month] => Birth::new(year, small(month)?, None),
        [year, month, day] => Birth::new(year, small(month)?, Some(small(day)?)),
        _ => None,
    }
}

/// Parts set off by `-`, `.`, `/` or 年月日.
fn of_parts(text: &str) -> Result<Option<Birth>, Reason> {
    let plain = text.replace(['年', '月', '.', '/', '、'], "-").replace(['日', '号', ' '], "");
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
    let year = parts.first().copied().unwrap_or_default();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    if !digits || parts.iter().skip(1).any(|part| part.len() > 2) {
        return Ok(None);
    }
    match (year.len(), parts.len()) {
        (2 | 3, _) => Err(Reason::ShortYear),
        (4, 1) => Err(Reason::YearOnly),
        // A spreadsheet drops the last zero of the number 1990.10.
        (4, 2) if text.contains('.') && parts.get(1) == Some(&"1") => Err(Reason::TwoMonths(year.to_owned())),
        (4, 2 | 3) => {
            let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
            Ok(numbers.and_then(|numbers| of_numbers(&numbers)))
        }
        _ => Ok(None),
    }
}

/// Refuses a date in the future, a child's and a hundred-year-old's. Without a
/// day the month has to do, in the person's favour.
fn likely(birth: Birth, today: NaiveDate) -> Result<Birth, Reason> {
    let ago = |years: u32| today.checked_sub_months(Months::new(years * 12)).unwrap_or(NaiveDate::MIN);
    let date = |day: u8| {
        let (year, month) = (i32::from(birth.year), u32::from(birth.month));
        NaiveDate::from_ymd_opt(year, month, u32::from(birth.day.unwrap_or(day)))
    };
    let earliest = date(1).ok_or(Reason::NoDate)?;
    let latest = date(28).ok_or(Reason::NoDate)?;
    match () {
        () if earliest > today => Err(Reason::Future),
        () if earliest > ago(YOUNGEST) => Err(Reason::TooYoung(YOUNGEST)),
        () if latest < ago(OLDEST) => Err(Reason::TooOld(OLDEST)),
        () => Ok(birth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 15).unwrap()
    }

    fn read_text(text: &str) -> Result<String, Reason> {
        read(&Cell::text(text), today()).map(|birth| birth.to_string())
    }

    #[test]
    fn dates_are_read_in_all_the_forms_met() {
        for (text, birth) in [
            ("199001", "1990-01"),
            ("1990.01", "1990-01"),
            ("1990.10", "1990-10"),
            ("1990.2", "1990-02"),
            ("1987-10", "1987-10"),
            ("1990-1", "1990-01"),
            ("1987/10", "1987-10"),
            ("1980-08-10", "1980-08-10"),
            ("1999-2-2", "1999-02-02"),
            ("1999.1.2", "1999-01-02"),
            ("19900307", "1990-03-07"),
            ("1985年6月", "1985-06"),
            ("1985年06月01日", "1985-06-01"),
            ("１９８５年６月", "1985-06"),
            ("1985 年 6 月", "1985-06"),
            ("1988-05-01 00:00:00", "1988-05-01"),
            ("1988/5/1 0:00", "1988-05-01"),
        ] {
            assert_eq!(read_text(text).as_deref(), Ok(birth), "{text}");
        }
    }

    #[test]
    fn numbers_and_true_dates_are_read() {
        let date = Cell::Date(NaiveDate::from_ymd_opt(1985, 6, 1).unwrap());
        assert_eq!(read(&date, today()).unwrap().to_string(), "1985-06-01");
        for (number, birth) in [(199_001.0, "1990-01"), (1990.01, "1990-01"), (19_900_307.0, "1990-03-07")] {
            assert_eq!(read(&Cell::Number(number), today()).unwrap().to_string(), birth);
        }
    }

    #[test]
    fn milliseconds_are_days_in_china() {
        // Midnight in Shanghai, midnight in Greenwich, a midnight of summer time, and one before 1970.
        for (number, birth) in [
            (486_403_200_000.0, "1985-06-01"),
            (486_432_000_000.0, "1985-06-01"),
            (581_094_000_000.0, "1988-06-01"),
            (-157_795_200_000.0, "1965-01-01"),
        ] {
            assert_eq!(read(&Cell::Number(number), today()).unwrap().to_string(), birth, "{number}");
        }
    }

    #[test]
    fn a_date_that_might_be_two_is_refused() {
        assert_eq!(read_text("1990.1"), Err(Reason::TwoMonths("1990".into())));
        assert_eq!(read(&Cell::Number(1990.1), today()), Err(Reason::TwoMonths("1990".into())));
        assert_eq!(read_text("31199"), Err(Reason::Serial));
        assert_eq!(read_text("1990"), Err(Reason::YearOnly));
        assert_eq!(read_text("1990年"), Err(Reason::YearOnly));
        for text in ["74/06/23", "074/06/23", "85.6", "85年6月"] {
            assert_eq!(read_text(text), Err(Reason::ShortYear), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "199013",
            "1990-02-30",
            "1990.13",
            "四十岁",
            "1990-01-01-01",
            "-199001",
            "--",
            "1990-001",
            "年月",
        ] {
            assert_eq!(read_text(text), Err(Reason::NoDate), "{text}");
        }
        assert_eq!(read(&Cell::Bool(true), today()), Err(Reason::NoDate));
    }

    #[test]
    fn ages_are_those_of_working_people() {
        assert_eq!(read_text("2026-04"), Err(Reason::Future));
        assert_eq!(read_text("2012-03-16"), Err(Reason::TooYoung(14)));
        assert!(read_text("2012-03-15").is_ok());
        assert!(read_text("2012-03").is_ok());
        assert!(read_text("1926-03").is_ok());
        assert_eq!(read_text("1926-02"), Err(Reason::TooOld(100)));
        assert_eq!(read_text("1899-12-30"), Err(Reason::NoDate), "before the years of the domain");
    }
}
