//! A set of options by their place in the question as it was written.

use serde::{Deserialize, Serialize};

/// Which options are chosen; option 0 is the first as the bank has it,
/// whatever order a person was shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choices(u32);

impl Choices {
    /// The most options a question may have: the letters A to Z.
    pub const MAX: usize = 26;

    /// No option.
    pub const NONE: Self = Self(0);

    /// Just this option. Options beyond the 26th don't exist and count as none.
    pub fn only(option: usize) -> Self {
        if option < Self::MAX { Self(1 << option) } else { Self::NONE }
    }

    /// Reads letters as a bank writes them: `"ABD"`. `None` if a character is
    /// not a letter from A to Z or comes twice.
    pub fn from_letters(letters: &str) -> Option<Self> {
        letters.chars().try_fold(Self::NONE, |chosen, letter| {
            let option = index_of(letter)?;
            (!chosen.contains(option)).then(|| chosen.toggled(option))
        })
    }

    /// The letters in alphabetical order: `"ABD"`.
    pub fn letters(self) -> String {
        self.iter().map(letter).collect()
    }

    /// Whether the option is among them.
    pub fn contains(self, option: usize) -> bool {
        option < Self::MAX && self.0 & (1 << option) != 0
    }

    /// With the option put in if it was out, and out if it was in.
    #[must_use]
    pub fn toggled(self, option: usize) -> Self {
        Self(self.0 ^ Self::only(option).0)
    }

    /// How many.
    pub fn len(self) -> usize {
        usize::try_from(self.0.count_ones()).expect("at most 32")
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every one of these is among the others.
    pub fn within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// The options, in their written order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::MAX).filter(move |&option| self.contains(option))
    }
}

/// The letter of an option: 0 is A.
pub fn letter(option: usize) -> char {
    u8::try_from(option).ok().filter(|&o| usize::from(o) < Choices::MAX).map_or('?', |o| char::from(b'A' + o))
}

/// The option of a capital letter: A is 0.
pub fn index_of(letter: char) -> Option<usize> {
    letter.is_ascii_uppercase().then(|| usize::from(letter as u8 - b'A'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_in_and_out() {
        assert_eq!(Choices::from_letters("DBA").unwrap().letters(), "ABD");
        assert_eq!(Choices::from_letters("AA"), None);
        assert_eq!(Choices::from_letters("a"), None);
        assert_eq!(Choices::from_letters(""), Some(Choices::NONE));
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let chosen = Choices::only(25);
        assert_eq!(chosen.letters(), "Z");
        assert_eq!(chosen.toggled(3).toggled(3), chosen);
        assert!(Choices::only(26).is_empty());
    }
}
