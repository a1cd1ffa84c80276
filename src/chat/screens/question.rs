//! A question that is asked.

use std::fmt::Write as _;

use super::Heading;
use crate::{
    chat::{
        outgoing::Button,
        press::Press,
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{choices::letter, ids::RoundId, question::Kind},
    words,
};

/// The most letters in a row of buttons.
const LETTERS_IN_A_ROW: usize = 5;

/// A question that is asked. Options stand in the text, buttons carry only
/// letters: long Chinese options are cut in buttons.
#[derive(Debug, Clone)]
pub struct Question {
    /// In which round.
    pub round: RoundId,
    /// What stands above it.
    pub heading: Heading,
    /// What is asked.
    pub stem: String,
    /// The options as shown, each with whether it is ticked.
    pub options: Vec<(String, bool)>,
    /// How many blanks there are.
    pub blanks: usize,
}

impl Question {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let mut html = format!("{}\n\n{}", self.heading.text(words), escape(&self.stem));
        html.push_str(&option_lines(&self.options));
        let _ = write!(html, "\n\n<i>{}</i>", self.hint(words));
        Page::new(html, self.buttons(words))
    }

    fn hint(&self, words: Words<'_>) -> String {
        match self.heading.kind {
            Kind::Single => words!(words, "hint-single"),
            Kind::Judge => words!(words, "hint-judge"),
            Kind::Blank if self.blanks == 1 => words!(words, "hint-blank"),
            Kind::Blank => words!(words, "hint-blanks", blanks = self.blanks),
            Kind::Multiple => match self.ticked() {
                ticked if ticked.is_empty() => words!(words, "hint-multiple"),
                ticked => words!(words, "hint-ticked", ticked = ticked),
            },
        }
    }

    fn ticked(&self) -> String {
        let ticked = self.options.iter().enumerate().filter(|(_, (_, ticked))| *ticked);
        ticked.map(|(position, _)| letter(position)).collect()
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let (round, place) = (self.round, self.heading.place - 1);
        let mut rows = letter_rows(&self.options, |shown| Press::Tap { round, place, shown });
        match self.heading.kind {
            Kind::Judge => rows.push(vec![
                button(words!(words, "button-true"), &Press::Judge { round, place, verdict: true }),
                button(words!(words, "button-false"), &Press::Judge { round, place, verdict: false }),
            ]),
            Kind::Multiple => {
                rows.push(vec![button(words!(words, "button-submit"), &Press::Submit { round, place })]);
            }
            Kind::Single | Kind::Blank => {}
        }
        rows.push(vec![button(words!(words, "button-leave"), &Press::Leave(round))]);
        rows
    }
}

/// The options below a stem, the ticked ones marked; nothing without any.
pub(super) fn option_lines(options: &[(String, bool)]) -> String {
    let mut html = String::new();
    for (position, (option, ticked)) in options.iter().enumerate() {
        let gap = if position == 0 { "\n" } else { "" };
        let (open, close) = if *ticked { ("<b>☑ ", "</b>") } else { ("", "") };
        let _ = write!(html, "{gap}\n{open}{}. {}{close}", letter(position), escape(option));
    }
    html
}

/// The buttons with the letters of the options, the ticked ones marked.
pub(super) fn letter_rows(options: &[(String, bool)], tap: impl Fn(usize) -> Press) -> Vec<Vec<Button>> {
    let label = |position: usize, ticked: bool| {
        if ticked { format!("☑ {}", letter(position)) } else { letter(position).to_string() }
    };
    let letters: Vec<Button> = options
        .iter()
        .enumerate()
        .map(|(position, (_, ticked))| button(label(position, *ticked), &tap(position)))
        .collect();
    letters.chunks(LETTERS_IN_A_ROW).map(<[Button]>::to_vec).collect()
}
