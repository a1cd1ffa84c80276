//! Entities: `&lt;`, `&#60;`, `&#x3C;`.

/// Those met in question banks; the Greek letters stand apart.
const NAMED: [(&str, &str); 78] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwnj", ""),
    ("zwj", ""),
    ("lrm", ""),
    ("rlm", ""),
    ("shy", ""),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("middot", "·"),
    ("bull", "•"),
    ("sect", "§"),
    ("para", "¶"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("yen", "¥"),
    ("euro", "€"),
    ("pound", "£"),
    ("cent", "¢"),
    ("deg", "°"),
    ("prime", "′"),
    ("Prime", "″"),
    ("permil", "‰"),
    ("times", "×"),
    ("divide", "÷"),
    ("plusmn", "±"),
    ("minus", "−"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("asymp", "≈"),
    ("equiv", "≡"),
    ("infin", "∞"),
    ("radic", "√"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("int", "∫"),
    ("part", "∂"),
    ("ang", "∠"),
    ("perp", "⊥"),
    ("there4", "∴"),
    ("isin", "∈"),
    ("cap", "∩"),
    ("cup", "∪"),
    ("sub", "⊂"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup1", "¹"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("micro", "µ"),
    ("larr", "←"),
    ("uarr", "↑"),
    ("rarr", "→"),
    ("darr", "↓"),
    ("harr", "↔"),
    ("rArr", "⇒"),
    ("hArr", "⇔"),
    ("check", "✓"),
];

/// In the order of the alphabet, from `α`; the final sigma stands before sigma.
const GREEK: [&str; 25] = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigmaf", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
];

/// The longest name or number between `&` and `;`.
const LONGEST: usize = 10;

/// What an entity stands for, by what is between `&` and `;`.
pub(in crate::exchange) fn resolve(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        return numbered(number).map(String::from);
    }
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    named.or_else(|| greek(name).map(String::from))
}

fn numbered(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let code = match hexadecimal {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

fn greek(name: &str) -> Option<char> {
    let lower = name.to_ascii_lowercase();
    let at = GREEK.iter().position(|known| *known == lower)?;
    let first = if name.starts_with(|c: char| c.is_ascii_uppercase()) { 0x391 } else { 0x3b1 };
    char::from_u32(first + u32::try_from(at).ok()?)
}

/// The entity at the beginning of a text: its length and what it stands for.
pub(super) fn first(text: &str) -> Option<(usize, String)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let meant = resolve(body.get(..end)?)?;
    Some((end + 2, meant))
}

/// A text with its entities decoded.
pub(in crate::exchange) fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, meant) = first(rest).unwrap_or((1, "&".to_owned()));
        out.push_str(&meant);
        rest = &rest[length..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_known() {
        for (name, meant) in [("Omega", "Ω"), ("sigma", "σ"), ("#8240", "‰"), ("#X4e00", "一"), ("le", "≤")]
        {
            assert_eq!(resolve(name).as_deref(), Some(meant));
        }
        for unknown in ["", "#", "#x", "#0", "#xD800", "#99999999999", "LT1"] {
            assert_eq!(resolve(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_text_is_decoded_once() {
        assert_eq!(decode("a&amp;lt;b & c&lt;"), "a&lt;b & c<");
    }
}
