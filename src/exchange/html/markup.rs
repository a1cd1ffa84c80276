//! Plain text as HTML that gives the same text back.

use std::fmt::Write as _;

/// Line feeds are `<br>`; blanks that a browser would swallow are `&nbsp;`.
/// Control characters, which XML can't hold, are dropped.
pub(in crate::exchange) fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        match c {
            '\n' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            ' ' if !before.is_whitespace() && !after.is_whitespace() => out.push(' '),
            ' ' | '\u{a0}' => out.push_str("&nbsp;"),
            '\t' => write!(out, "&#{};", u32::from(c)).expect("a string takes all that is written to it"),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_matter_are_kept() {
        assert_eq!(markup("a b（  ）\n<c>&"), "a b（&nbsp;&nbsp;）<br>&lt;c&gt;&amp;");
        assert_eq!(markup("a\u{1}\tb"), "a&#9;b");
    }
}
