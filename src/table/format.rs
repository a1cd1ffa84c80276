//! Numbers as their number format shows them, where that is plain: a share in
//! per cent, a time of day, a day without its year, a simple fraction.

use chrono::NaiveDate;

use super::Cell;

/// How the numbers of one style are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// As any number or date.
    #[default]
    Usual,
    /// `00000`: at least so many digits, as staff numbers are often kept.
    Zeros(usize),
    /// `0.0%`, with so many decimals.
    Percent(usize),
    /// `h:mm`, perhaps with seconds; the form of chrono.
    Time(&'static str),
    /// `m/d`; the form of chrono.
    Day(&'static str),
    /// `# ?/?`: the greatest denominator.
    Fraction(u32),
}

/// Times of day and days without their year, as formats write them (without
/// what is in brackets and quotation marks) and as chrono does.
const TIMES: [(&str, &str); 4] =
    [("h:mm", "%-H:%M"), ("hh:mm", "%H:%M"), ("h:mm:ss", "%-H:%M:%S"), ("hh:mm:ss", "%H:%M:%S")];
const DAYS: [(&str, &str); 6] = [
    ("m/d", "%-m/%-d"),
    ("mm/dd", "%m/%d"),
    ("m-d", "%-m-%-d"),
    ("mm-dd", "%m-%d"),
    ("m月d日", "%-m月%-d日"),
    ("mm月dd日", "%m月%d日"),
];
/// The longest format that is looked at.
const MAX_CODE: usize = 64;

impl Format {
    /// By the code of a number format.
    pub(super) fn of(code: &str) -> Self {
        let code = if code.len() <= MAX_CODE { bare(code) } else { String::new() };
        let known = |forms: &[(&str, &'static str)]| {
            forms.iter().find(|(known, _)| *known == code).map(|(_, form)| *form)
        };
        let zeros = code.len() > 1 && code.len() <= 32 && code.bytes().all(|b| b == b'0');
        if zeros {
            return Self::Zeros(code.len());
        }
        let decimals = |code: &str| match code.strip_prefix('0')? {
            "" => Some(0),
            rest => rest.strip_prefix('.').filter(|rest| rest.bytes().all(|b| b == b'0')).map(str::len),
        };
        let percent = code.strip_suffix('%').and_then(decimals).map(Self::Percent);
        let fraction = match &*code {
            "# ?/?" => Some(Self::Fraction(9)),
            "# ??/??" => Some(Self::Fraction(99)),
            _ => None,
        };
        let time = || known(&TIMES).map(Self::Time);
        percent.or(fraction).or_else(time).or_else(|| known(&DAYS).map(Self::Day)).unwrap_or_default()
    }

    /// What a cell of this format shows.
    pub(super) fn shown(self, cell: Cell) -> Cell {
        let shown = match (self, &cell) {
            (Self::Zeros(width), Cell::Number(number)) if *number >= 0.0 && number.fract() == 0.0 => {
                Some(Cell::Text(format!("{number:0>width$}")))
            }
            (Self::Percent(decimals), Cell::Number(number)) if number.abs() < 1e6 => {
                Some(Cell::Text(format!("{}%", percent(*number, decimals))))
            }
            (Self::Time(form), Cell::Number(number)) => time(*number, form).map(Cell::Text),
            (Self::Day(form), Cell::Date(day)) => Some(Cell::ShortDate(*day, form)),
            (Self::Fraction(most), Cell::Number(number)) => fraction(*number, most).map(Cell::Text),
            _ => None,
        };
        shown.unwrap_or(cell)
    }
}

/// The first form of a format, without its language, and what is in quotation
/// marks or escaped as letters.
fn bare(code: &str) -> String {
    let first = code.split(';').next().unwrap_or_default();
    let language = first.strip_prefix("[$").and_then(|rest| rest.split_once(']'));
    let plain = language.map_or(first, |(_, rest)| rest);
    plain.chars().filter(|c| !matches!(c, '"' | '\\' | '@')).collect()
}

/// Rounded as the number of fifteen digits that spreadsheets keep.
fn percent(number: f64, decimals: usize) -> String {
    let hundredfold = format!("{:.12e}", number * 100.0).parse::<f64>().unwrap_or(number * 100.0);
    format!("{hundredfold:.decimals$}")
}

/// A time of day, to the second.
fn time(number: f64, form: &str) -> Option<String> {
    if !(0.0..1.0).contains(&number) {
        return None;
    }
    let seconds = format!("{:.0}", number * 86_400.0).parse::<u32>().ok()?;
    let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    Some(time.format(form).to_string())
}

/// `3/4`, `1 1/2`: what is exactly so, with the smallest denominator.
fn fraction(number: f64, most: u32) -> Option<String> {
    if !(0.0..1e6).contains(&number) || number.fract() == 0.0 {
        return None;
    }
    let (whole, rest) = (number.trunc(), number.fract());
    let (over, under) = (2..=most).find_map(|under| {
        let over = rest * f64::from(under);
        let is_exact = over > 0.5 && (over - over.round()).abs() < 1e-6;
        is_exact.then(|| (over.round(), under))
    })?;
    Some(if whole > 0.0 { format!("{whole} {over}/{under}") } else { format!("{over}/{under}") })
}

/// A day that is shown without its year keeps the form in which it is shown.
pub(super) fn as_shown(cell: Cell, shown: &str) -> Cell {
    let Cell::Date(day) = cell else { return cell };
    let form = DAYS.iter().map(|(_, form)| *form).find(|form| short(day, form) == shown);
    form.map_or(Cell::Date(day), |form| Cell::ShortDate(day, form))
}

/// A day as a format without a year shows it.
pub(super) fn short(day: NaiveDate, form: &str) -> String {
    day.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> String {
        Format::of(code).shown(Cell::Number(number)).to_string()
    }

    #[test]
    fn numbers_are_shown_as_people_see_them() {
        for (code, number, seen) in [
            ("0%", 0.05, "5%"),
            ("0.00%", 0.05, "5.00%"),
            ("0.0%", 0.285, "28.5%"),
            ("0%", 0.29, "29%"),
            ("h:mm", 8.5 / 24.0, "8:30"),
            ("h:mm:ss", 8.5 / 24.0, "8:30:00"),
            ("hh:mm", 8.5 / 24.0, "08:30"),
            ("h:mm;@", 8.5 / 24.0, "8:30"),
            ("# ?/?", 0.5, "1/2"),
            ("# ?/?", 1.5, "1 1/2"),
            ("# ?/?", 0.333_333_333_333, "1/3"),
            ("# ??/??", 0.55, "11/20"),
        ] {
            assert_eq!(shown(code, number), seen, "{code}");
        }
    }

    #[test]
    fn what_is_not_plain_stays_a_number() {
        for (code, number) in [
            ("General", 0.05),
            ("h:mm AM/PM", 0.5),
            ("h:mm", 1.5),
            ("[h]:mm", 0.5),
            ("# ?/?", 0.123),
            ("#,##0", 10_000.0),
            ("0.00", 0.5),
        ] {
            assert_eq!(Format::of(code).shown(Cell::Number(number)), Cell::Number(number), "{code}");
        }
    }

    #[test]
    fn days_without_a_year_stay_days() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        for (code, seen) in [
            ("m/d", "3/4"),
            ("m\"月\"d\"日\"", "3月4日"),
            ("[$-804]m\"月\"d\"日\";@", "3月4日"),
            ("mm-dd", "03-04"),
            ("yyyy/m/d", "2026-03-04"),
        ] {
            assert_eq!(Format::of(code).shown(Cell::Date(day)).to_string(), seen, "{code}");
        }
    }

    #[test]
    fn zeros_that_a_format_shows_are_kept() {
        assert_eq!(shown("00000", 12.0), "00012");
        assert_eq!(Format::of("00000").shown(Cell::Number(1.5)), Cell::Number(1.5));
        assert_eq!(shown("0", 12.0), "12");
    }
}
