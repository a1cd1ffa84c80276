//! Rankings and one's own figures.

use super::{Way, columns, cut, name, percent, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, RankView, Scope},
        say::{Page, button},
        texts::{Words, unescape},
    },
    domain::{
        calendar::Span,
        ids::{StaffId, UnitId},
        points::Points,
        ranking::{Figures, Ranked},
        streak::Streak,
        topic::Topic,
    },
    words,
};

/// A ranking.
#[derive(Debug, Clone)]
pub struct Rank {
    /// Which.
    pub view: RankView,
    /// Who looks.
    pub me: StaffId,
    /// The name of the unit, if it is of a unit.
    pub unit: Option<String>,
    /// The other units that the person leads: which, and their paths.
    pub led: Vec<(UnitId, String)>,
    /// The topic, if it is of one.
    pub topic: Option<Topic>,
    /// All topics, to choose from.
    pub topics: Vec<Topic>,
    /// The top, or a page of the whole list.
    pub top: Vec<Ranked>,
    /// Oneself with the neighbours, where one is not among the top.
    pub around: Vec<Ranked>,
    /// How many people stand in it.
    pub count: i64,
    /// Whether the person may see the whole list.
    pub may_see_all: bool,
    /// Whether there is a page after this one.
    pub more: bool,
}

/// The name of a unit without those above it.
pub(super) fn own_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn span_name(span: Span, words: Words<'_>) -> String {
    match span {
        Span::Day => words!(words, "span-day"),
        Span::Week => words!(words, "span-week"),
        Span::Month => words!(words, "span-month"),
        Span::All => words!(words, "span-all"),
    }
}

/// Right answers per cent.
fn accuracy(figures: Figures) -> usize {
    let part = usize::try_from(figures.correct).unwrap_or(0);
    let whole = usize::try_from(figures.answered).unwrap_or(0);
    percent(part, whole)
}

/// The columns of a row, so that it stays on one line of a phone.
const ROW: usize = 38;
/// The most columns of a name.
const NAME: usize = 20;
/// The columns of a unit: the fewest that still say something, and the most.
const UNIT: std::ops::RangeInclusive<usize> = 8..=20;
/// The most columns of a unit's name in the title.
const SCOPE: usize = 40;

/// How many units of a leader are offered, and the most columns of a name, so
/// that two stand side by side.
const LED: usize = 20;
const LED_NAME: usize = 16;

impl Rank {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let topic =
            self.topic.as_ref().map_or_else(|| words!(words, "topic-all"), |t| t.name(words.lang).to_owned());
        let mut lines = vec![words!(
            words,
            "rank-title",
            span = span_name(self.view.span, words),
            scope = self.scope(words),
            topic = topic
        )];
        if self.view.page > 0 {
            lines.push(words!(words, "rank-page", page = self.view.page));
        }
        lines.push(String::new());
        if self.top.is_empty() {
            lines.push(words!(words, "rank-empty"));
            return Page::new(lines.join("\n"), self.buttons(words));
        }
        lines.extend(self.top.iter().map(|row| self.row(row, words)));
        if !self.around.is_empty() {
            lines.push("……".to_owned());
            lines.extend(self.around.iter().map(|row| self.row(row, words)));
        }
        lines.push(String::new());
        lines.push(words!(words, "rank-count", people = self.count));
        Page::new(lines.join("\n"), self.buttons(words))
    }

    /// The office, or one's unit by its own name, without those above it.
    fn scope(&self, words: Words<'_>) -> String {
        match &self.unit {
            Some(path) => cut(own_name(path), SCOPE),
            None => words!(words, "scope-office"),
        }
    }

    fn row(&self, row: &Ranked, words: Words<'_>) -> String {
        let place = match row.place {
            1 => "🥇".to_owned(),
            2 => "🥈".to_owned(),
            3 => "🥉".to_owned(),
            place => format!("{place}."),
        };
        let name = cut(&name(&row.name, words), NAME);
        let line = |unit: &str| {
            let (points, percent) = (row.figures.points, accuracy(row.figures));
            let (place, name) = (&place, &name);
            words!(
                words,
                "rank-row",
                place = place,
                name = name,
                unit = unit,
                points = points,
                percent = percent
            )
        };
        let room = ROW.saturating_sub(columns(&unescape(line("")))).clamp(*UNIT.start(), *UNIT.end());
        let line = line(&cut(&row.unit, room));
        if row.staff == self.me { format!("<b>{line} {}</b>", words!(words, "rank-me")) } else { line }
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let current = |is: bool, label: String| if is { format!("● {label}") } else { label };
        let view = &self.view;
        let spans = Span::ALL.map(|span| {
            let label = current(span == view.span, span_name(span, words));
            button(label, &Press::Rank(RankView { span, page: view.page.min(1), ..view.clone() }))
        });
        let scoped = |scope, name: String| {
            let label = current(scope == view.scope, name);
            button(label, &Press::Rank(RankView { scope, page: view.page.min(1), ..view.clone() }))
        };
        let own = [(Scope::Office, "scope-office"), (Scope::Own, "scope-unit")]
            .map(|(scope, key)| scoped(scope, words!(words, key)));
        let led: Vec<Button> = self
            .led
            .iter()
            .take(LED)
            .map(|(unit, path)| scoped(Scope::Led(*unit), cut(own_name(path), LED_NAME)))
            .collect();
        let mut rows = vec![spans.to_vec(), own.to_vec()];
        rows.extend(led.chunks(2).map(<[Button]>::to_vec));
        rows.push(vec![self.topic_button(words)]);
        rows.extend(self.pages(words));
        rows.push(ways(&[Way::Quiz, Way::Me, Way::Help], words));
        rows
    }

    /// One button that goes round the topics.
    fn topic_button(&self, words: Words<'_>) -> Button {
        let at = self.topics.iter().position(|topic| topic.id.as_str() == self.view.topic);
        let next = self.topics.get(at.map_or(0, |at| at + 1));
        let name = next.map_or_else(|| words!(words, "topic-all"), |topic| topic.name(words.lang).to_owned());
        let topic = next.map(|topic| topic.id.as_str().to_owned()).unwrap_or_default();
        let view = RankView { topic, page: self.view.page.min(1), ..self.view.clone() };
        button(words!(words, "button-topic", topic = name), &Press::Rank(view))
    }

    fn pages(&self, words: Words<'_>) -> Option<Vec<Button>> {
        let page = |page| Press::Rank(RankView { page, ..self.view.clone() });
        let mut row = Vec::new();
        match self.view.page {
            0 if self.may_see_all => row.push(button(words!(words, "button-whole-list"), &page(1))),
            0 => {}
            1 => row.push(button(words!(words, "button-short-list"), &page(0))),
            later => row.push(button(words!(words, "button-page-back"), &page(later - 1))),
        }
        if self.view.page > 0 && self.more {
            row.push(button(words!(words, "button-page-on"), &page(self.view.page + 1)));
        }
        (!row.is_empty()).then_some(row)
    }
}

/// One's own figures.
#[derive(Debug, Clone)]
pub struct Me {
    /// The name.
    pub name: String,
    /// The staff number.
    pub staff_no: String,
    /// The unit's path.
    pub unit: String,
    /// The points of the day, and the most a day can have.
    pub today: (Points, Points),
    /// Place and figures of week, month and all time; `None` without answers.
    pub standings: Vec<(Span, Option<(i64, Figures)>)>,
    /// Right answers in a row.
    pub streak: Streak,
    /// How many questions stand in the wrong-question book, and how many have
    /// left it.
    pub book: (i64, i64),
}

impl Me {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![
            words!(words, "me-title", name = &self.name, staff_no = &self.staff_no),
            words!(words, "me-unit", unit = &self.unit),
            String::new(),
            words!(words, "me-today", points = self.today.0, cap = self.today.1),
        ];
        for (span, standing) in &self.standings {
            let span = span_name(*span, words);
            lines.push(match standing {
                Some((place, of)) => {
                    words!(
                        words,
                        "me-standing",
                        span = span,
                        place = *place,
                        points = of.points,
                        percent = accuracy(*of),
                        answered = of.answered
                    )
                }
                None => words!(words, "me-no-standing", span = span),
            });
        }
        lines.push(words!(words, "me-streak", current = self.streak.current, best = self.streak.best));
        lines.push(words!(words, "me-book", wrong = self.book.0, mastered = self.book.1));
        let mut rows = Vec::new();
        if self.book.0 > 0 {
            let wrong = Press::Lengths(super::choose::WRONG.to_owned());
            rows.push(vec![button(words!(words, "button-book"), &wrong)]);
        }
        rows.push(ways(&[Way::Quiz, Way::Rank, Way::Help], words));
        Page::new(lines.join("\n"), rows)
    }
}
