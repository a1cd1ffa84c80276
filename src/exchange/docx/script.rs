//! Letters that Word sets high, low or in a font of signs, as Unicode has them.

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Script {
    #[default]
    Plain,
    High,
    Low,
}

const HIGH: &str = "0123456789+-=()nixyabcdefghjklmoprstuvwz";
const HIGH_AS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻ";
const LOW: &str = "0123456789+-=()aeoxhklmnpst";
const LOW_AS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ";

/// A text set high or low, if Unicode has all of its letters so; else as it is.
pub(super) fn scripted(text: &str, script: Script) -> String {
    let (from, to) = match script {
        Script::Plain => return text.to_owned(),
        Script::High => (HIGH, HIGH_AS),
        Script::Low => (LOW, LOW_AS),
    };
    let one = |c: char| {
        let c = if c == '−' || c == '－' { '-' } else { c };
        from.chars().position(|from| from == c).and_then(|at| to.chars().nth(at))
    };
    text.chars().map(one).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}

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
    fn what_unicode_has_is_kept() {
        assert_eq!(HIGH.chars().count(), HIGH_AS.chars().count());
        assert_eq!(LOW.chars().count(), LOW_AS.chars().count());
        assert_eq!(scripted("2", Script::High), "²");
        assert_eq!(scripted("−12", Script::High), "⁻¹²");
        assert_eq!(scripted("2", Script::Low), "₂");
        assert_eq!(scripted("甲", Script::High), "甲");
        assert_eq!(symbol("Wingdings", "F0FC"), '√');
        assert_eq!(symbol("Wingdings 2", "F04F"), '×');
        assert_eq!(symbol("Unknown", "F0FC"), '\u{fffd}');
        assert_eq!(symbol("Unknown", "221A"), '√');
    }
}
