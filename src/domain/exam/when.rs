//! Dates and times as people type them: `12月20日 9:00`, `2026-12-20
//! 09:00-11:00`, `明天上午9点`.

use chrono::{Datelike as _, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use unicode_normalization::UnicodeNormalization as _;

/// From when, and to when if that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// From this time.
    pub opens: NaiveDateTime,
    /// To this one.
    pub closes: Option<NaiveDateTime>,
}

/// Why a text is no date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It isn't understood, or there is no such day or hour.
    Unclear,
    /// It lies behind.
    Past,
    /// It ends before it begins.
    Backwards,
}

/// Reads a text. A day without a year is the next one to come.
pub fn read(text: &str, now: NaiveDateTime) -> Result<When, Wrong> {
    let text: String = text.nfkc().filter(|letter| !letter.is_whitespace()).collect();
    // A blank between the date and the time is missed only after a date of
    // digits, which is read as far as it goes.
    let (day, rest) = day(&text, now.date()).ok_or(Wrong::Unclear)?;
    let rest = rest.trim_start_matches([',', 'T', '的']);
    let (from, rest) = time(rest, None).ok_or(Wrong::Unclear)?;
    let closes = match rest.trim_end_matches(['。', '.', ',']) {
        "" => None,
        rest => Some(end(rest, day, from).ok_or(Wrong::Unclear)?),
    };
    let opens = day.and_time(from);
    if opens <= now {
        return Err(Wrong::Past);
    }
    match closes {
        Some(closes) if closes <= opens => Err(Wrong::Backwards),
        _ => Ok(When { opens, closes }),
    }
}

/// What stands after the beginning: `-11:00`, `至11点`, `到12月21日17:00`.
fn end(rest: &str, day: NaiveDate, from: NaiveTime) -> Option<NaiveDateTime> {
    let rest = rest.trim_start_matches(['-', '~', '至', '到', '—', '–']);
    let (until_day, rest) = self::day(rest, day).unwrap_or((day, rest));
    let (until, rest) = time(rest, (until_day == day).then_some(from))?;
    rest.is_empty().then(|| until_day.and_time(until))
}

/// A day at the beginning of a text, and the rest.
fn day(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    for (word, days) in [("今天", 0), ("明天", 1), ("后天", 2), ("大后天", 3)] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((today.checked_add_signed(Duration::days(days))?, rest));
        }
    }
    let (first, rest) = number(text)?;
    if first >= 1_000 {
        let (month, rest) = number(after(rest, &["年", "-", "/", "."])?)?;
        let (day, rest) = day_number(after(rest, &["月", "-", "/", "."])?)?;
        return Some((NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, month, day)?, rest));
    }
    let (day, rest) = day_number(after(rest, &["月", "-", "/", "."])?)?;
    let this_year = NaiveDate::from_ymd_opt(today.year(), first, day);
    let next_year = NaiveDate::from_ymd_opt(today.year() + 1, first, day);
    let date = this_year.filter(|date| *date >= today).or(next_year)?;
    Some((date, rest))
}

/// The day of a month with its word. Without a word two digits are the day at
/// most, and the hour follows: `2026-12-2009:00`.
fn day_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let own = if text[digits..].starts_with(['日', '号']) { digits } else { digits.min(2) };
    let day = text.get(..own)?.parse().ok()?;
    let rest = &text[own..];
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    Some((day, rest))
}

/// A time at the beginning of a text, and the rest. One that ends a span is in
/// the same half of the day unless it says otherwise.
fn time(text: &str, from: Option<NaiveTime>) -> Option<(NaiveTime, &str)> {
    let (half, text) = half(text);
    let (hour, rest) = number(text)?;
    let (minute, rest) = if let Some(rest) = rest.strip_prefix(':') {
        let (minute, rest) = number(rest)?;
        // Seconds are allowed, and nothing.
        (minute, rest.strip_prefix(":00").unwrap_or(rest))
    } else {
        let rest = rest.strip_prefix(['点', '时'])?;
        minutes(rest.strip_prefix('钟').unwrap_or(rest))
    };
    let afternoon = half == Some(Half::After) && hour < 12;
    let hour = if afternoon { hour + 12 } else { hour };
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let later = from.filter(|from| half.is_none() && hour < 12 && time <= *from);
    let time = later.and_then(|_| NaiveTime::from_hms_opt(hour + 12, minute, 0)).unwrap_or(time);
    Some((time, rest))
}

/// What may stand behind `9点`: nothing, `半`, `30分`, `30`.
fn minutes(rest: &str) -> (u32, &str) {
    if let Some(rest) = rest.strip_prefix('半') {
        return (30, rest);
    }
    match number(rest) {
        Some((minute, rest)) => (minute, rest.strip_prefix('分').unwrap_or(rest)),
        None => (0, rest),
    }
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

fn half(text: &str) -> (Option<Half>, &str) {
    let words = [
        ("上午", Half::Before),
        ("早上", Half::Before),
        ("中午", Half::Before),
        ("下午", Half::After),
        ("晚上", Half::After),
    ];
    for (word, half) in words {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(half), rest);
        }
    }
    (None, text)
}

fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.get(..digits)?.parse().ok()?, &text[digits..]))
}

fn after<'t>(text: &'t str, marks: &[&str]) -> Option<&'t str> {
    marks.iter().find_map(|mark| text.strip_prefix(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        let year = if month == 1 { 2027 } else { 2026 };
        NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn said(text: &str) -> Result<When, Wrong> {
        read(text, at(11, 23, 10, 0))
    }

    #[test]
    fn ordinary_forms_are_read() {
        for (text, opens) in [
            ("12月20日 9:00", at(12, 20, 9, 0)),
            ("12月20日9点", at(12, 20, 9, 0)),
            ("12月20号上午9点半", at(12, 20, 9, 30)),
            ("2026-12-20 09:00", at(12, 20, 9, 0)),
            ("2026年12月20日　下午2：30", at(12, 20, 14, 30)),
            ("2026/12/20 14时", at(12, 20, 14, 0)),
            ("12.20 9:00", at(12, 20, 9, 0)),
            ("明天上午9点", at(11, 24, 9, 0)),
            ("后天下午3点15分", at(11, 25, 15, 15)),
            ("今天晚上7点", at(11, 23, 19, 0)),
            ("1月5日9:00", at(1, 5, 9, 0)),
            ("12-20 9:00。", at(12, 20, 9, 0)),
        ] {
            assert_eq!(said(text), Ok(When { opens, closes: None }), "{text}");
        }
    }

    #[test]
    fn spans_are_read() {
        for (text, opens, closes) in [
            ("2026-12-20 09:00-11:00", at(12, 20, 9, 0), at(12, 20, 11, 0)),
            ("12月20日上午9点至11点半", at(12, 20, 9, 0), at(12, 20, 11, 30)),
            ("12月20日下午2点到4点", at(12, 20, 14, 0), at(12, 20, 16, 0)),
            ("12月20日 9:00~12月21日 17:00", at(12, 20, 9, 0), at(12, 21, 17, 0)),
            ("明天9:00—10:30", at(11, 24, 9, 0), at(11, 24, 10, 30)),
        ] {
            assert_eq!(said(text), Ok(When { opens, closes: Some(closes) }), "{text}");
        }
    }

    #[test]
    fn what_can_not_be_is_refused() {
        for text in ["", "明天", "9点", "2月30日9:00", "12月20日25:00", "12月20日9:75", "下个月", "明天9点多"]
        {
            assert_eq!(said(text), Err(Wrong::Unclear), "{text}");
        }
        assert_eq!(said("今天9:00"), Err(Wrong::Past));
        assert_eq!(said("2026-11-20 9:00"), Err(Wrong::Past));
        assert_eq!(said("12月20日 14:00-13:00"), Err(Wrong::Backwards));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "[0-9年月日点时分半:：\\-至上下午明天 ]{0,20}|.{0,20}") {
            let _ = said(&text);
        }
    }
}
