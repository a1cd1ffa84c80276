//! Questions whose stems are nearly the same.

use std::collections::{BTreeSet, HashMap, HashSet};

/// Stems that share so much of their pairs of characters are alike, in percent.
const ALIKE: usize = 85;
/// Shorter stems say too little to be compared.
const SHORTEST: usize = 12;
/// The length of the pieces by which stems that may be alike are found.
const PIECE: usize = 6;
/// A piece that stands in more stems than this is a phrase of the trade.
const COMMON: usize = 24;

/// Stems that came so far.
#[derive(Debug, Default)]
pub(super) struct Stems<'a> {
    stems: Vec<&'a str>,
    /// In which stems a piece stands.
    pieces: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Stems<'a> {
    /// Adds a normalised stem and gives the number of the first one before it
    /// that is nearly the same, but not the same.
    pub(super) fn add(&mut self, stem: &'a str) -> Option<usize> {
        let number = self.stems.len();
        self.stems.push(stem);
        if stem.chars().count() < SHORTEST {
            return None;
        }
        let mut candidates = BTreeSet::new();
        for piece in windows(stem, PIECE) {
            let places = self.pieces.entry(piece).or_default();
            if places.len() <= COMMON {
                candidates.extend(places.iter().copied());
                places.push(number);
            }
        }
        candidates.into_iter().find(|&other| other != number && are_alike(stem, self.stems[other]))
    }
}

fn are_alike(one: &str, other: &str) -> bool {
    let (one_pairs, other_pairs): (HashSet<&str>, HashSet<&str>) =
        (windows(one, 2).collect(), windows(other, 2).collect());
    let shared = one_pairs.intersection(&other_pairs).count();
    let all = one_pairs.len() + other_pairs.len() - shared;
    one != other && shared * 100 >= all * ALIKE
}

/// All runs of so many characters.
fn windows(text: &str, length: usize) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(length);
    starts.zip(ends).map(|(start, end)| &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_characters_are_cut_at_characters() {
        assert_eq!(windows("甲乙𠮷丁", 3).collect::<Vec<_>>(), ["甲乙𠮷", "乙𠮷丁"]);
        assert_eq!(windows("甲乙", 3).count(), 0);
    }

    #[test]
    fn a_word_more_or_less_is_nearly_the_same() {
        let mut stems = Stems::default();
        let first = "行政机关应当自受理行政许可申请之日起多少日内作出行政许可决定";
        assert_eq!(stems.add(first), None);
        assert_eq!(stems.add("档案馆应当自形成之日起满多少年向社会开放它的档案"), None);
        assert_eq!(stems.add("行政机关应自受理行政许可申请之日起多少日内作出行政许可决定"), Some(0));
        assert_eq!(stems.add(first), Some(2), "the same one is told elsewhere");
        assert_eq!(stems.add("行政机关应当自受理之日起多少日内转送有关部门"), None);
    }
}
