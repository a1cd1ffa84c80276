//! Signs of Word's fonts of signs, as Unicode has them.

/// A sign of Word's fonts of signs: ticks and crosses, as people insert them for
/// right and wrong.
pub(super) fn symbol(font: &str, code: &str) -> char {
    let code = u32::from_str_radix(code, 16).unwrap_or(0);
    let within_font = code & 0xFF;
    match (font, within_font) {
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) | ("Symbol", 0xD6) => '√',
        ("Wingdings", 0xFB) | ("Wingdings 2", 0x4F) | ("Symbol", 0xB4) => '×',
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => '☑',
        ("Wingdings", 0xFD) | ("Wingdings 2", 0x51 | 0x53) => '☒',
        ("Wingdings", 0xA8) | ("Wingdings 2", 0xA3) => '□',
        _ => char::from_u32(code)
            .filter(|_| !(0xE000..=0xF8FF).contains(&code) && code >= 0x20)
            .unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_crosses_are_known() {
        assert_eq!(symbol("Wingdings", "F0FC"), '√');
        assert_eq!(symbol("Wingdings 2", "F04F"), '×');
        assert_eq!(symbol("Unknown", "F0FC"), '\u{fffd}');
        assert_eq!(symbol("Unknown", "221A"), '√');
    }
}
