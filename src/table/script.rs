//! Letters that office programs set high or low, as Unicode has them.

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Script {
    #[default]
    Plain,
    High,
    Low,
}

impl Script {
    /// By the word of `vertAlign`.
    pub(crate) fn of(word: Option<&str>) -> Self {
        match word {
            Some("superscript") => Self::High,
            Some("subscript") => Self::Low,
            _ => Self::Plain,
        }
    }
}

const HIGH: &str = "0123456789+-=()nixyabcdefghjklmoprstuvwz";
const HIGH_AS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻ";
const LOW: &str = "0123456789+-=()aeoxhklmnpst";
const LOW_AS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ";

/// A text set high or low, if Unicode has all of its letters so; else as it is.
pub(crate) fn scripted(text: &str, script: Script) -> String {
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
    }
}
