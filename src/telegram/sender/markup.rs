//! The small HTML of messages, as far as cutting it and taking it off needs.

use std::borrow::Cow;

/// The most that a message may hold, counted without markup. Telegram counts
/// characters; counting UTF-16 units, which are never fewer, is never refused.
pub const MESSAGE: usize = 4096;
/// The same of the text below a document.
pub const CAPTION: usize = 1024;

/// A piece of a text: a tag counts nothing, an entity one.
enum Piece<'a> {
    Tag(&'a str),
    Shown(&'a str),
}

/// Takes the first piece off. A `<` or `&` that begins nothing stands for itself.
fn first(html: &str) -> Option<(Piece<'_>, &str)> {
    let next = html.chars().next()?;
    let closed = |end: char, most: usize| {
        let length = html.bytes().take(most).position(|byte| char::from(byte) == end)? + 1;
        Some(html.split_at(length))
    };
    let piece = match next {
        '<' => closed('>', 2048).map(|(tag, rest)| (Piece::Tag(tag), rest)),
        '&' => closed(';', 10).map(|(entity, rest)| (Piece::Shown(entity), rest)),
        _ => None,
    };
    piece.or_else(|| {
        let (shown, rest) = html.split_at(next.len_utf8());
        Some((Piece::Shown(shown), rest))
    })
}

/// How much of the allowance a shown piece takes.
fn weight(shown: &str) -> usize {
    if shown.starts_with('&') { 1 } else { shown.encode_utf16().count() }
}

/// The text, cut with `…` if it is too long to be sent; open tags are closed.
pub fn fit(html: &str, longest: usize) -> Cow<'_, str> {
    // A byte is at least a unit, so that most texts are seen to fit at once.
    if html.len() <= longest { Cow::Borrowed(html) } else { cut(html, longest) }
}

fn cut(html: &str, most: usize) -> Cow<'_, str> {
    let mut open = Vec::new();
    let (mut rest, mut room) = (html, most);
    // Where the text is cut if it proves too long, and what is open there.
    let mut last_fit = None;
    while let Some((piece, next)) = first(rest) {
        match piece {
            Piece::Tag(tag) => follow(tag, &mut open),
            Piece::Shown(shown) => {
                let left = room.checked_sub(weight(shown));
                if last_fit.is_none() && left.is_none_or(|left| left == 0) {
                    last_fit = Some((html.len() - rest.len(), open.clone()));
                }
                let Some(left) = left else {
                    let (end, open) = last_fit.unwrap_or_default();
                    return Cow::Owned(close(&html[..end], &open));
                };
                room = left;
            }
        }
        rest = next;
    }
    Cow::Borrowed(html)
}

/// Keeps the list of open tags.
fn follow<'a>(tag: &'a str, open: &mut Vec<&'a str>) {
    if tag.starts_with("</") {
        open.pop();
    } else {
        open.push(tag[1..].split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default());
    }
}

fn close(start: &str, open: &[&str]) -> String {
    open.iter().rev().fold(format!("{start}…"), |text, tag| format!("{text}</{tag}>"))
}

/// The text without its markup, for when Telegram refuses it.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((piece, next)) = first(rest) {
        match piece {
            Piece::Tag(_) => {}
            Piece::Shown("&lt;") => text.push('<'),
            Piece::Shown("&gt;") => text.push('>'),
            Piece::Shown("&quot;") => text.push('"'),
            Piece::Shown("&amp;") => text.push('&'),
            Piece::Shown(shown) => text.push_str(shown),
        }
        rest = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_fits_stays_as_it_is() {
        let exact = format!("<b>{}</b>&amp;", "法".repeat(MESSAGE - 1));
        assert_eq!(fit(&exact, MESSAGE), exact);
        assert_eq!(fit("<i>短</i>", MESSAGE), "<i>短</i>");
    }

    #[test]
    fn what_is_too_long_is_cut_and_closed() {
        assert_eq!(cut("<b>甲<i>乙丙丁</i></b>", 3), "<b>甲<i>乙…</i></b>");
        assert_eq!(
            cut("<a href=\"http://x.cn/?a&gt;\">&lt;&gt;&amp;</a>", 2),
            "<a href=\"http://x.cn/?a&gt;\">&lt;…</a>"
        );
        assert_eq!(cut("𠮷𠮷𠮷", 5), "𠮷𠮷…", "an astral character weighs two");
        let long = "答".repeat(MESSAGE + 1);
        assert_eq!(fit(&long, MESSAGE).chars().count(), MESSAGE);
    }

    #[test]
    fn markup_comes_off() {
        let html = "<b>1 &lt; 2</b> &amp;&quot;<a href=\"x\">法</a>&quot; <br a&b < c";
        assert_eq!(plain(html), "1 < 2 &\"法\" <br a&b < c");
    }

    proptest! {
        #[test]
        fn a_cut_text_is_within_bounds_and_balanced(
            parts in prop::collection::vec(prop::sample::select(vec!["<b>x</b>", "<i>𠮷", "</i>", "&lt;", "字", "a<b"]), 0..40),
            most in 1_usize..20,
        ) {
            let html = parts.concat();
            let cut = cut(&html, most);
            let shown = plain(&cut).encode_utf16().count();
            if let Cow::Owned(cut) = &cut {
                prop_assert!(shown <= most);
                prop_assert!(cut.contains('…'));
            }
        }
    }
}
