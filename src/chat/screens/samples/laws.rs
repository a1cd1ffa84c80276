//! What holds for all that is sent to a chat.

use crate::{
    chat::{
        outgoing::{Action, Button, Keyboard},
        press::{MAX_BYTES, Press},
    },
    domain::lang::Lang,
};

pub(super) type Law = Result<(), String>;

/// Telegram's limit for a message after its entities are parsed.
const LONGEST: usize = 4_096;
const LONGEST_LABEL: usize = 64;
const LONGEST_TOAST: usize = 200;
/// More buttons would be refused.
const MOST_BUTTONS: usize = 100;
const MOST_IN_A_ROW: usize = 8;

/// A message.
pub(super) fn text(html: &str, lang: Lang) -> Law {
    let shown = shown(html)?;
    let length = shown.encode_utf16().count();
    if length > LONGEST {
        return Err(format!("{length} units are more than a message holds"));
    }
    if shown.trim().is_empty() || shown.trim() != shown {
        return Err(format!("it is empty, or has blanks at an end: {shown}"));
    }
    said(&shown, lang)
}

/// A line that fades.
pub(super) fn toast(line: &str, lang: Lang) -> Law {
    if line.encode_utf16().count() > LONGEST_TOAST {
        return Err(format!("too long: {line}"));
    }
    said(line, lang)
}

/// What can be tapped.
pub(super) fn keyboard(keyboard: &Keyboard, lang: Lang) -> Law {
    match keyboard {
        Keyboard::None | Keyboard::Remove => Ok(()),
        Keyboard::ShareContact(label) => self::label(label, lang),
        Keyboard::Buttons(rows) => {
            if rows.is_empty() || rows.iter().any(|row| row.is_empty() || row.len() > MOST_IN_A_ROW) {
                return Err("a row without buttons, or with too many".to_owned());
            }
            if rows.iter().map(Vec::len).sum::<usize>() > MOST_BUTTONS {
                return Err("too many buttons".to_owned());
            }
            rows.iter().flatten().try_for_each(|button| self::button(button, lang))
        }
    }
}

fn button(button: &Button, lang: Lang) -> Law {
    label(&button.label, lang)?;
    match &button.action {
        Action::Press(payload) if payload.len() > MAX_BYTES => Err(format!("{payload} is too long")),
        Action::Press(payload) if Press::decode(payload).is_none() => Err(format!("{payload} is not ours")),
        Action::Url(url) if !url.starts_with("https://") => Err(format!("{url} is no address")),
        Action::Press(_) | Action::Url(_) => Ok(()),
    }
}

fn label(label: &str, lang: Lang) -> Law {
    let length = label.chars().count();
    if label.trim().is_empty() || length > LONGEST_LABEL {
        return Err(format!("a label of {length} characters: {label}"));
    }
    if ["&amp;", "&lt;", "&gt;", "&quot;", "<b>"].iter().any(|markup| label.contains(markup)) {
        return Err(format!("markup in a label: {label}"));
    }
    said(label, lang)
}

/// What people read, without markup.
fn said(shown: &str, lang: Lang) -> Law {
    if shown.contains(['⟨', '⟩']) {
        return Err(format!("a text or a value is missing: {shown}"));
    }
    if shown.contains(['{', '}']) || shown.contains("  ") {
        return Err(format!("a rest of the text's own form: {shown}"));
    }
    match lang {
        Lang::Zh => full_width(shown),
        Lang::En => Ok(()),
    }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks beside a Chinese character are Chinese marks.
fn full_width(shown: &str) -> Law {
    let letters: Vec<char> = shown.chars().collect();
    for pair in letters.windows(2) {
        let wrong = match *pair {
            [before, mark] if is_han(before) => matches!(mark, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')'),
            [mark, after] if is_han(after) => matches!(mark, ',' | ';' | ':' | '!' | '?' | '(' | ')'),
            _ => false,
        };
        if wrong {
            return Err(format!(
                "a half-width mark beside a Chinese character: {}",
                pair.iter().collect::<String>()
            ));
        }
    }
    Ok(())
}

/// The text without its markup, which has to be ours and balanced.
fn shown(html: &str) -> Result<String, String> {
    let mut open: Vec<&str> = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(['>', ';']).ok_or_else(|| format!("markup without an end: {rest}"))?;
        let (piece, after) = rest.split_at(end + 1);
        match piece {
            "&lt;" => text.push('<'),
            "&gt;" => text.push('>'),
            "&quot;" => text.push('"'),
            "&amp;" if ["amp;", "lt;", "gt;", "quot;"].iter().any(|twice| after.starts_with(twice)) => {
                return Err(format!("escaped twice: {rest}"));
            }
            "&amp;" => text.push('&'),
            "<b>" | "<i>" | "<u>" | "<s>" | "<code>" => open.push(&piece[1..piece.len() - 1]),
            "</b>" | "</i>" | "</u>" | "</s>" | "</code>"
                if open.pop() == Some(&piece[2..piece.len() - 1]) => {}
            _ => return Err(format!("not our markup, or not balanced: {piece}")),
        }
        rest = after;
    }
    text.push_str(rest);
    if open.is_empty() { Ok(text) } else { Err(format!("never closed: {open:?}")) }
}

#[test]
fn the_laws_see_what_is_wrong() {
    for wrong in [
        "<b>甲",
        "甲</b>",
        "<b><i>甲</b></i>",
        "<p>甲</p>",
        "甲 & 乙",
        "1 < 2",
        "&amp;lt;",
        "甲,乙",
        "甲.",
        "⟨key⟩",
        " ",
        "{ $n }",
    ] {
        assert!(text(wrong, Lang::Zh).is_err(), "{wrong}");
    }
    assert!(text(&"法".repeat(LONGEST + 1), Lang::Zh).is_err());
    assert!(text(&"𠮷".repeat(LONGEST / 2 + 1), Lang::Zh).is_err());
    assert!(toast(&"长".repeat(LONGEST_TOAST + 1), Lang::Zh).is_err());
    for right in ["<b>第 3/10 题</b> · 1.5 分", "A. 甲；乙", "&lt;&amp;&gt;", "市财政局/预算股", "4. 王"]
    {
        assert_eq!(text(right, Lang::Zh), Ok(()), "{right}");
    }
}
