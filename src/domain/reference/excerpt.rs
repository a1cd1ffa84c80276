//! Showing what was found: a text in pieces, those that were looked for told
//! apart.

use std::ops::Range;

use super::query::Query;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it was looked for.
    pub is_found: bool,
}

impl Piece {
    fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), is_found: false }
    }
}

/// A text on one line, cut to so many characters round the first word that is
/// looked for, or at its beginning where there is none of them.
pub fn around(query: &Query, text: &str, characters: usize) -> Vec<Piece> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let places = query.places(&line);
    let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let first = places.first().map_or(0, |place| starts.partition_point(|at| *at < place.start));
    // A third of it before the word, unless the end is near.
    let from = first.saturating_sub(characters / 3).min(starts.len().saturating_sub(characters));
    let byte = |nth: usize| starts.get(nth).copied().unwrap_or(line.len());
    let window = byte(from)..byte(from + characters);
    let mut pieces = parted(&line, &places, window.clone());
    if window.start > 0 {
        pieces.insert(0, Piece::plain("…"));
    }
    if window.end < line.len() {
        pieces.push(Piece::plain("…"));
    }
    pieces
}

/// A whole text with at most so many places that were looked for.
pub fn whole(query: Option<&Query>, text: &str, most: usize) -> Vec<Piece> {
    let mut places = query.map(|query| query.places(text)).unwrap_or_default();
    places.truncate(most);
    parted(text, &places, 0..text.len())
}

/// What of a text is within a window, parted at these places.
fn parted(text: &str, places: &[Range<usize>], window: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: Range<usize>, is_found: bool| {
        let piece = text.get(range).filter(|piece| !piece.is_empty());
        pieces.extend(piece.map(|piece| Piece { text: piece.to_owned(), is_found }));
    };
    let mut at = window.start;
    for place in places {
        let (start, end) = (place.start.clamp(at, window.end), place.end.clamp(at, window.end));
        push(at..start, false);
        push(start..end, true);
        at = end;
    }
    push(at..window.end, false);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(pieces: &[Piece]) -> String {
        let draw =
            |piece: &Piece| if piece.is_found { format!("[{}]", piece.text) } else { piece.text.clone() };
        pieces.iter().map(draw).collect()
    }

    fn shown(words: &str, text: &str, characters: usize) -> String {
        drawn(&around(&Query::read(words).unwrap(), text, characters))
    }

    #[test]
    fn an_excerpt_goes_round_the_first_word() {
        let text = "甲乙丙丁戊己庚辛\n壬癸预算编制和预算执行";
        assert_eq!(shown("预算", text, 9), "… 壬癸[预算]编制和[预]…");
        assert_eq!(shown("预算", text, 100), "甲乙丙丁戊己庚辛 壬癸[预算]编制和[预算]执行");
        assert_eq!(shown("执行", text, 6), "…制和预算[执行]");
        assert_eq!(shown("决算", text, 3), "甲乙丙…");
        assert_eq!(shown("甲乙 乙丙", text, 4), "[甲乙丙]丁…");
    }

    #[test]
    fn a_window_never_cuts_a_letter() {
        let text = "𠮷a\u{301}预 算".repeat(20);
        for characters in 0..30 {
            drawn(&around(&Query::read("预算").unwrap(), &text, characters));
        }
    }

    #[test]
    fn a_whole_text_marks_only_so_many() {
        let query = Query::read("法").unwrap();
        assert_eq!(drawn(&whole(Some(&query), "法\n法法", 1)), "[法]\n法法");
        assert_eq!(drawn(&whole(None, "法", 9)), "法");
    }
}
