//! Corrected keys, and what another administrator is asked about them.

use std::fmt::Write as _;

use super::{NAME, Upload};
use crate::{
    chat::{
        press::upload::Act,
        say::Page,
        screens::{Pages, cut},
        texts::{Words, escape},
    },
    intake::plan::Shown,
    words,
};

/// The most corrected keys of a page, and the columns of each part.
const REKEYED: usize = 8;
const KEY: usize = 60;

impl Upload {
    /// A page of the corrected keys, for whoever has sent the file.
    pub(super) fn changes(&self, shown: &Shown, page: usize, words: Words<'_>) -> Page {
        let pages = Pages::nearest(shown.preview.rekeyed.len(), REKEYED, page);
        let mut html = words!(words, "upload-changes", place = pages.place(words));
        rekeyed(&mut html, shown, pages);
        let steps = pages.steps(|page| self.press(Act::Changes(page)), words);
        Page::new(html, steps.into_iter().chain([self.back(words)]).collect())
    }

    /// The same for the other one, who is asked.
    pub(super) fn approval(&self, shown: &Shown, from: &str, page: usize, words: Words<'_>) -> Page {
        let count = shown.preview.rekeyed.len();
        let pages = Pages::nearest(count, REKEYED, page);
        let mut html = words!(
            words,
            "upload-approval",
            from = from,
            name = self.name(words),
            bank = cut(&shown.target.title, NAME),
            count = count,
            place = pages.place(words),
        );
        rekeyed(&mut html, shown, pages);
        let steps = pages.steps(|page| self.press(Act::Changes(page)), words);
        Page::new(html, steps.into_iter().chain([self.decision(words)]).collect())
    }
}

fn rekeyed(html: &mut String, shown: &Shown, pages: Pages) {
    for one in pages.of(&shown.preview.rekeyed) {
        let (stem, from, to) = (cut(&one.stem, KEY), cut(&one.from, KEY), cut(&one.to, KEY));
        let _ = write!(html, "\n\n{}\n{} → <b>{}</b>", escape(&stem), escape(&from), escape(&to));
    }
}
