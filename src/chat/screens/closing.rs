//! The end of a round.

use super::{Way, duration, numbers, percent, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::Press,
        say::{Page, button},
        texts::Words,
    },
    domain::{ids::RoundId, points::Points, round::Summary},
    words,
};

/// The end of a round.
#[derive(Debug, Clone)]
pub struct Closing {
    /// Which round.
    pub round: RoundId,
    /// Its figures.
    pub summary: Summary,
    /// The points of the day so far.
    pub points_today: Points,
    /// The most points of a day.
    pub cap: Points,
    /// The person's place of the week before and after.
    pub places: (Option<i64>, Option<i64>),
    /// Whether both are of the same week.
    pub comparable: bool,
    /// The places, from 1, of the questions that were not wholly right.
    pub wrong: Vec<usize>,
}

impl Closing {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let summary = &self.summary;
        let mut lines = vec![
            words!(words, "closing-title"),
            String::new(),
            words!(words, "closing-mark", earned = summary.earned, full = summary.full),
            words!(
                words,
                "closing-right",
                right = summary.right,
                answered = summary.answered,
                percent = percent(summary.right, summary.answered),
            ),
            words!(words, "closing-time", time = duration(summary.elapsed, words)),
            words!(
                words,
                "closing-points",
                points = summary.points,
                today = self.points_today,
                cap = self.cap
            ),
        ];
        lines.extend(self.place(words));
        lines.push(self.wrong_line(words));
        Page::new(lines.join("\n"), self.buttons(words))
    }

    fn place(&self, words: Words<'_>) -> Option<String> {
        let now = self.places.1?;
        if !self.comparable {
            return Some(words!(words, "closing-place-now", place = now));
        }
        let change = match self.places.0 {
            Some(before) if before > now => words!(words, "place-up", places = before - now),
            Some(before) if before < now => words!(words, "place-down", places = now - before),
            Some(_) => words!(words, "place-same"),
            None => words!(words, "place-new"),
        };
        Some(words!(words, "closing-place", place = now, change = change))
    }

    fn wrong_line(&self, words: Words<'_>) -> String {
        if self.wrong.is_empty() {
            return format!("\n{}", words!(words, "closing-all-right"));
        }
        let places = numbers(self.wrong.iter().copied(), words);
        format!("\n{}", words!(words, "closing-wrong", places = places))
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let mut rows = Vec::new();
        if !self.wrong.is_empty() {
            rows.push(vec![
                button(words!(words, "button-review"), &Press::Review { round: self.round, nth: 0 }),
                button(words!(words, "button-redo"), &Press::Redo(self.round)),
            ]);
        }
        rows.push(ways(&[Way::Again, Way::Rank, Way::Me], words));
        rows
    }
}
