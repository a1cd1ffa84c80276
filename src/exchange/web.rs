//! What is left of web pages in the texts of tables and papers: `<p>几日&nbsp;答复？</p>`.

use super::{
    Found,
    draft::{Draft, Key, Piece},
    html,
    problem::Problem,
};

/// The tags that mean for certain that a text comes from a web page: closing
/// ones, and those that have no end. `a<b` has none of them.
const SIGNS: [&str; 22] = [
    "</p>",
    "</b>",
    "</i>",
    "</u>",
    "</em>",
    "</div>",
    "</span>",
    "</strong>",
    "</sup>",
    "</sub>",
    "</font>",
    "</a>",
    "</li>",
    "</td>",
    "</h",
    "<p>",
    "<br>",
    "<br/>",
    "<br />",
    "<img ",
    "</ol>",
    "</ul>",
];

/// Reads the texts of drafts as browsers would show them, and tells so.
pub(super) fn undress(found: &mut Found) {
    for draft in &mut found.drafts {
        of_draft(draft, &mut found.problems);
    }
}

fn of_draft(draft: &mut Draft, problems: &mut Vec<Problem>) {
    let Draft { stem, options, key, explanation, source, left_out, .. } = draft;
    let words = key.as_mut().and_then(|key| if let Key::Words(words) = key { Some(words) } else { None });
    let pieces = [Some(stem), explanation.as_mut(), source.as_mut(), words].into_iter().flatten();
    let mut first = None;
    for piece in pieces.chain(options.iter_mut()) {
        let Some(plain) = plain(&piece.text) else { continue };
        plain.text.trim().clone_into(&mut piece.text);
        left_out.extend(plain.left_out.iter().map(|what| Piece::new(what, piece.place.clone())));
        first.get_or_insert_with(|| piece.place.clone());
    }
    problems.extend(first.map(|place| Problem::mended(place, "文字里有网页代码，已换成普通文字")));
}

/// The text without what belongs to web pages, if there is any of it.
fn plain(text: &str) -> Option<html::Plain> {
    if text.contains('<') {
        let small = text.to_ascii_lowercase();
        if SIGNS.iter().any(|sign| small.contains(sign)) {
            return Some(html::plain_with_lines(text));
        }
    }
    let decoded = html::Plain { text: html::decode(text), left_out: Vec::new() };
    Some(decoded).filter(|decoded| text.contains('&') && decoded.text != text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_page_stays() {
        for text in ["若 a<b 且 b>c，则", "A&B公司", "5 < 6", "<甲>"] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(plain("甲&amp;乙").unwrap().text, "甲&乙");
        assert_eq!(plain("<b>10</b><sup>6</sup>&nbsp;<br>米").unwrap().text, "10⁶ \n米");
    }
}
