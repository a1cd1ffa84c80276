//! Texts, with or without tags.

use crate::exchange::{
    draft::{Draft, Piece},
    html::{self, Plain},
    xml::Element,
};

/// The most files of one text that are told.
const MOST_FILES: usize = 20;

/// The words of an element that has no tags in them: `<text>…</text>` or bare.
pub(super) fn words(element: &Element) -> String {
    element.first("text").unwrap_or(element).text().trim().to_owned()
}

/// The text of an element in its format; what can't be taken along is told in
/// the draft.
pub(super) fn piece(element: &Element, draft: &mut Draft) -> Piece {
    let mut read = plain(element);
    // A picture in the text refers to its file; files without one are told too.
    if read.left_out.is_empty() {
        let names = element.all("file").filter_map(|file| file.attribute("name")).take(MOST_FILES);
        read.left_out = names.map(|name| format!("附件 {name}")).collect();
    }
    draft.left_out.extend(read.left_out.iter().map(|what| Piece::new(what, draft.place.clone())));
    Piece::new(read.text, draft.place.clone())
}

fn plain(element: &Element) -> Plain {
    let text = element.first("text").unwrap_or(element).text();
    match element.attribute("format") {
        Some("plain_text") => Plain { text, left_out: Vec::new() },
        Some("html") => html::plain(&text),
        _ => html::plain_with_lines(&text),
    }
}

/// Comments on answers: without a general explanation the first is taken for
/// it; the others are told to be left out.
pub(super) fn comments<'a>(draft: &mut Draft, answers: impl Iterator<Item = &'a Element>) {
    let feedback = answers.filter_map(|answer| answer.first("feedback"));
    for comment in feedback.collect::<Vec<_>>() {
        let piece = piece(comment, draft);
        if piece.text.is_empty() {
            continue;
        }
        if draft.explanation.is_none() && draft.source.is_none() {
            draft.explanation = Some(piece);
        } else {
            draft.left_out.push(Piece::new(format!("评语：{}", piece.text), piece.place));
        }
    }
}
