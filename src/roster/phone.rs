//! Reads mobile numbers of the mainland.

use unicode_normalization::UnicodeNormalization;

use super::Reason;
use crate::table::Cell;

/// The 11 digits of a mobile number, without `+86`, blanks and hyphens.
pub(super) fn read(cell: &Cell) -> Result<String, Reason> {
    let plain: String = cell.to_string().nfkc().filter(|c| !is_filler(*c)).collect();
    let digits = without_country(plain.trim_start_matches('+'));
    match () {
        () if !digits.bytes().all(|b| b.is_ascii_digit()) => Err(of_letters(digits)),
        () if is_mobile(digits) => Ok(digits.to_owned()),
        () if digits.starts_with('0') || digits.len() < 9 => Err(Reason::Landline),
        () => Err(Reason::NoMobile(digits.len())),
    }
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '(' | ')' | '‐' | '–' | '—' | '·')
}

fn without_country(number: &str) -> &str {
    let local = number.strip_prefix("0086").or_else(|| number.strip_prefix("86"));
    local.filter(|local| local.len() == 11).unwrap_or(number)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !matches!(digits.as_bytes().get(1), Some(b'0'..=b'2'))
}

fn of_letters(text: &str) -> Reason {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| is_mobile(part)).count();
    if parts > 1 { Reason::SeveralPhones } else { Reason::NoPhone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobile_numbers_are_read_however_written() {
        for text in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+8613812345678",
            "+86 138 1234 5678",
            "8613812345678",
            "008613812345678",
            "(+86)13812345678",
            "１３８１２３４５６７８",
        ] {
            assert_eq!(read(&Cell::text(text)).as_deref(), Ok("13812345678"), "{text}");
        }
        assert_eq!(read(&Cell::Number(13_812_345_678.0)).as_deref(), Ok("13812345678"));
        assert_eq!(read(&Cell::Number(1.38e10)).as_deref(), Ok("13800000000"));
    }

    #[test]
    fn others_are_refused_with_the_reason() {
        for (text, reason) in [
            ("010-66012345", Reason::Landline),
            ("6601234", Reason::Landline),
            ("1381234567", Reason::NoMobile(10)),
            ("12812345678", Reason::NoMobile(11)),
            ("861381234567", Reason::NoMobile(12)),
            ("13812345678、13987654321", Reason::SeveralPhones),
            ("13812345678/13987654321", Reason::SeveralPhones),
            ("见附件", Reason::NoPhone),
        ] {
            assert_eq!(read(&Cell::text(text)), Err(reason), "{text}");
        }
    }
}
