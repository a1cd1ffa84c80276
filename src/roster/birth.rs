//! Reads dates of birth in the forms that rosters have.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use chrono_tz::Asia::Shanghai;
use unicode_normalization::UnicodeNormalization;

use super::Reason;
use crate::domain::person::Birth;
use crate::table::Cell;

/// Nobody on a roster is younger, in years.
const YOUNGEST: u32 = 14;
/// Nobody on a roster is older, in years.
const OLDEST: u32 = 100;

/// Reads a cell that isn't empty. A date that might be two is asked back
/// ([`Reason::is_question`]).
pub(super) fn read(cell: &Cell, today: NaiveDate) -> Result<Birth, Reason> {
    let birth = match cell {
        Cell::Date(date) | Cell::ShortDate(date, _) => of_date(*date),
        other => of_text(&other.to_string(), today)?,
    };
    likely(birth.ok_or(Reason::NoDate)?, today)
}

fn of_date(date: NaiveDate) -> Option<Birth> {
    let year = u16::try_from(date.year()).ok()?;
    Birth::new(year, u8::try_from(date.month()).ok()?, Some(u8::try_from(date.day()).ok()?))
}

fn of_text(text: &str, today: NaiveDate) -> Result<Option<Birth>, Reason> {
    let text: String = text.nfkc().collect();
    let text = without_time(text.trim());
    match text.strip_prefix('-').unwrap_or(text) {
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => of_digits(digits, text, today),
        _ => of_parts(text, today),
    }
}

/// `2020-08-10 00:00:00` without the time of day.
fn without_time(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    }
}

/// `199001`, `19900307`, the number of a day as spreadsheets count, or
/// milliseconds since 1970, as programs give them out.
fn of_digits(digits: &str, text: &str, today: NaiveDate) -> Result<Option<Birth>, Reason> {
    match digits.len() {
        5 | 6 | 8 if text.len() > digits.len() => Ok(None),
        4 => Err(Reason::YearOnly),
        5 => of_five(digits, today),
        6 => match cut(digits, &[4, 2]) {
            None => short_year(&cut_numbers(digits, &[2, 2, 2]), today),
            found => Ok(found),
        },
        8 => Ok(cut(digits, &[4, 2, 2])),
        11..=13 => Ok(text.parse().ok().and_then(of_milliseconds)),
        _ => Ok(None),
    }
}

/// Digits in pieces of these lengths.
fn cut_numbers(digits: &str, lengths: &[usize]) -> Vec<u16> {
    let mut rest = digits;
    let piece = |length: &usize| {
        let (piece, more) = rest.split_at_checked(*length)?;
        rest = more;
        piece.parse().ok()
    };
    lengths.iter().map_while(piece).collect()
}

fn cut(digits: &str, lengths: &[usize]) -> Option<Birth> {
    of_numbers(&cut_numbers(digits, lengths))
}

/// `31199`, the day as spreadsheets count; but `19903` may be a March, too.
fn of_five(digits: &str, today: NaiveDate) -> Result<Option<Birth>, Reason> {
    let day = digits.parse().ok().and_then(|days| DAY_ZERO?.checked_add_days(Days::new(days)));
    let by_count = day.and_then(of_date).filter(|birth| likely(*birth, today).is_ok());
    let by_month = cut(digits, &[4, 1]).filter(|birth| likely(*birth, today).is_ok());
    match (by_count, by_month) {
        (Some(day), Some(month)) => {
            Err(Reason::TwoDates(month.to_string(), format!("{day}（Excel 的日期序号）")))
        }
        (found, _) => Ok(found),
    }
}

/// The day before the first, for spreadsheets believe in 29 February 1900.
const DAY_ZERO: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);

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
fn of_parts(text: &str, today: NaiveDate) -> Result<Option<Birth>, Reason> {
    let plain = text.replace(['年', '月', '.', '/', '、'], "-").replace(['日', '号', ' '], "");
    let bare = plain.strip_prefix("民国").unwrap_or(&plain);
    let parts: Vec<&str> = bare.trim_end_matches('-').split('-').collect();
    let numbers: Vec<u16> =
        parts.iter().filter(|part| is_number(part)).filter_map(|part| part.parse().ok()).collect();
    if numbers.len() != parts.len() {
        return Ok(None);
    }
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match lengths[..] {
        _ if bare.len() < plain.len() => republic(&numbers),
        [3, 1 | 2] | [3, 1 | 2, 1 | 2] => republic(&numbers),
        [4] => Err(Reason::YearOnly),
        // A spreadsheet drops the last zero of the number 1990.10.
        [4, 1] if text.contains('.') && numbers[1] == 1 => Err(Reason::TwoMonths(parts[0].to_owned())),
        [4, 1 | 2] | [4, 1 | 2, 1 | 2] => Ok(of_numbers(&numbers)),
        [1 | 2, 4] => Ok(of_numbers(&[numbers[1], numbers[0]])),
        [1 | 2, 1 | 2, 4] => day_and_month(&numbers),
        [2, 1 | 2] | [1 | 2, 1 | 2, 1 | 2] => short_year(&numbers, today),
        _ => Ok(None),
    }
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// Years of the Republic, which began in 1912, aren't translated in silence.
fn republic(numbers: &[u16]) -> Result<Option<Birth>, Reason> {
    let [year, rest @ ..] = numbers else { return Ok(None) };
    let birth = of_numbers(&[&[year.saturating_add(1911)], rest].concat());
    birth.map_or(Ok(None), |birth| Err(Reason::Republic(birth.to_string())))
}

/// `02-03-1985`: nobody knows which of the two is the month.
fn day_and_month(numbers: &[u16]) -> Result<Option<Birth>, Reason> {
    let [first, second, year] = *numbers else { return Ok(None) };
    match (of_numbers(&[year, first, second]), of_numbers(&[year, second, first])) {
        (Some(one), Some(other)) if one != other => Err(Reason::TwoDates(one.to_string(), other.to_string())),
        (one, other) => Ok(one.or(other)),
    }
}

/// How many readings are named.
const READINGS: usize = 3;

/// `85.6`: of this century or the last, or of the Republic; `02-03-85` too.
fn short_year(numbers: &[u16], today: NaiveDate) -> Result<Option<Birth>, Reason> {
    let mut orders = vec![numbers.to_vec()];
    if let [first, second, year] = *numbers {
        orders.extend([vec![year, first, second], vec![year, second, first]]);
    }
    let mut readings: Vec<String> = Vec::new();
    for order in orders {
        for (start, word) in [(1900, ""), (2000, ""), (1911, "（民国）")] {
            let [year, rest @ ..] = order.as_slice() else { continue };
            let birth = of_numbers(&[&[year.saturating_add(start)], rest].concat());
            let birth = birth.filter(|birth| *year < 100 && likely(*birth, today).is_ok());
            readings.extend(birth.map(|birth| format!("{birth}{word}")));
        }
    }
    if readings.is_empty() {
        return Ok(None);
    }
    readings.truncate(READINGS);
    Err(Reason::ShortYear(readings.join(" 或 ")))
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
            ("1996-02-24 08:21:36", "1996-02-24"),
            ("1989/10/8 星期日 17:43", "1989-10-08"),
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
    fn the_number_of_a_day_is_read_as_spreadsheets_count() {
        assert_eq!(read_text("31199").as_deref(), Ok("1985-06-01"));
        assert_eq!(read(&Cell::Number(25_569.0), today()).unwrap().to_string(), "1970-01-01");
        assert_eq!(read_text("40000"), Ok("2009-07-06".to_owned()));
        for text in ["60000", "00001", "-31199"] {
            assert_eq!(read_text(text), Err(Reason::NoDate), "{text}");
        }
    }

    #[test]
    fn the_year_may_stand_last() {
        for (text, birth) in [
            ("6/1985", "1985-06"),
            ("25/03/1985", "1985-03-25"),
            ("03-25-1985", "1985-03-25"),
            ("5.5.1985", "1985-05-05"),
        ] {
            assert_eq!(read_text(text).as_deref(), Ok(birth), "{text}");
        }
    }

    #[test]
    fn a_date_that_might_be_two_is_asked_back() {
        let two = |one: &str, other: &str| Err(Reason::TwoDates(one.into(), other.into()));
        let short = |readings: &str| Err(Reason::ShortYear(readings.into()));
        for (text, expected) in [
            ("1990.1", Err(Reason::TwoMonths("1990".into()))),
            ("02-03-1985", two("1985-02-03", "1985-03-02")),
            ("2/3/1985", two("1985-02-03", "1985-03-02")),
            ("19903", two("1990-03", "1954-06-28（Excel 的日期序号）")),
            ("85.6", short("1985-06 或 1996-06（民国）")),
            ("85年6月", short("1985-06 或 1996-06（民国）")),
            ("05.6", short("2005-06")),
            ("850601", short("1985-06-01 或 1996-06-01（民国）")),
            ("74/06/23", short("1974-06-23 或 1985-06-23（民国）")),
            ("02-03-85", short("1985-02-03 或 1996-02-03（民国） 或 1985-03-02")),
        ] {
            let read = read_text(text);
            assert_eq!(read, expected, "{text}");
            assert!(read.unwrap_err().is_question(), "{text}");
        }
        assert_eq!(read(&Cell::Number(1990.1), today()), Err(Reason::TwoMonths("1990".into())));
    }

    #[test]
    fn what_can_not_be_asked_back_is_refused() {
        assert_eq!(read_text("1990"), Err(Reason::YearOnly));
        assert_eq!(read_text("1990年"), Err(Reason::YearOnly));
        for text in ["074/06/23", "074.6.23", "民国74年6月23日"] {
            assert_eq!(read_text(text), Err(Reason::Republic("1985-06-23".into())), "{text}");
        }
        assert!(!Reason::Republic(String::new()).is_question());
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
