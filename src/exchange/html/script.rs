//! Superscripts and subscripts as the characters that Unicode has for them.

const PLAIN: &str = "0123456789+-=()niabcdefghjklmoprstuvwxyz";
const SUPER: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
const SUB_PLAIN: &str = "0123456789+-=()aehijklmnoprstuvx";
const SUB: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

/// `6` is `⁶`; what has no such characters is `^甲` or `^(甲乙)`.
pub(super) fn superscript(text: &str) -> String {
    changed(text, PLAIN, SUPER, '^')
}

/// `2` is `₂`; what has no such characters is `_甲` or `_(甲乙)`.
pub(super) fn subscript(text: &str) -> String {
    changed(text, SUB_PLAIN, SUB, '_')
}

fn changed(text: &str, from: &str, to: &str, mark: char) -> String {
    let text = text.trim();
    let known = |c: char| from.chars().zip(to.chars()).find(|(plain, _)| *plain == c).map(|(_, small)| small);
    let small: Option<String> = text.replace('−', "-").chars().map(known).collect();
    match (small, text.chars().count()) {
        (Some(small), _) => small,
        (None, 1) => format!("{mark}{text}"),
        (None, _) => format!("{mark}({text})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_of_one_length() {
        assert_eq!(PLAIN.chars().count(), SUPER.chars().count());
        assert_eq!(SUB_PLAIN.chars().count(), SUB.chars().count());
        assert_eq!(superscript("z"), "ᶻ");
        assert_eq!(subscript("x"), "ₓ");
    }

    #[test]
    fn what_has_no_small_form_is_marked() {
        assert_eq!(superscript("-1"), "⁻¹");
        assert_eq!(superscript("N"), "^N");
        assert_eq!(subscript("最大"), "_(最大)");
        assert_eq!(superscript(""), "");
    }
}
