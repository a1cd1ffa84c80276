//! The analysis of questions after an exam, and deciding on one.

use super::super::cut;
use crate::{
    chat::{
        outgoing::Button,
        press::{Press, exam::OfExam, ruling::How},
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        choices::{Choices, letter},
        ids::{ExamId, QuestionId},
        question::{Body, Question},
    },
    words,
};

/// How many questions a page of the analysis has.
pub const ITEMS: usize = 10;
/// The most columns of a title and of a stem in a list.
const TITLE: usize = 60;
const STEM: usize = 44;
/// The most columns of a name, and of the stem of the question that is decided on.
const NAME: usize = 12;
const LONG_STEM: usize = 400;
/// How many of those affected are named.
pub const NAMED: usize = 10;
/// How many letters stand in a row.
const LETTERS: usize = 5;

/// A page of the analysis.
#[derive(Debug, Clone)]
pub struct Items {
    /// Of which exam.
    pub exam: ExamId,
    /// Its title.
    pub title: String,
    /// How many sittings it is over.
    pub sittings: usize,
    /// Whether these are too few to say much.
    pub too_few: bool,
    /// Cronbach's α in whole per cent, and the standard error of a mark.
    pub reliability: Option<(String, String)>,
    /// The questions of the page, each with its number, from 1.
    pub items: Vec<(usize, Item)>,
    /// Which page, from 0.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// A question with its figures.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which.
    pub id: QuestionId,
    /// The question by the key it was marked by.
    pub question: Question,
    /// How many had it.
    pub attempts: usize,
    /// Whether these are too few to say much.
    pub too_few: bool,
    /// How many per cent of its marks were earned.
    pub facility: Option<String>,
    /// The index of discrimination.
    pub discrimination: Option<String>,
    /// For each option, or true and false, how many per cent chose it.
    pub shares: Vec<String>,
    /// How many left it open.
    pub open: usize,
    /// What is odd about it.
    pub odd: Vec<Odd>,
    /// Whether something was decided of it.
    pub ruled: bool,
}

/// What is odd about a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// Those who do well at the rest do badly at it.
    Discrimination,
    /// Fewer are right than by guessing.
    BelowGuess,
    /// A wrong option was chosen more often than the right one.
    Distractor(char),
}

/// A question to be decided on.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Of which exam.
    pub exam: ExamId,
    /// The question.
    pub item: Item,
}

/// What deciding so would change.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Of which exam.
    pub exam: ExamId,
    /// Which question.
    pub id: QuestionId,
    /// The question.
    pub question: Question,
    /// What would be decided.
    pub how: How,
    /// How many had it.
    pub had: usize,
    /// Who gains, loses, passes and fails then: how many, and the first names.
    pub gain: People,
    /// Who loses.
    pub lose: People,
    /// Who passes then.
    pub pass: People,
    /// Who does not pass any more.
    pub fail: People,
    /// Whether results are known, and would be corrected.
    pub known: bool,
}

/// So many people, the first by their names.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// How many.
    pub number: usize,
    /// The first of them.
    pub names: Vec<String>,
}

impl Items {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let title = cut(&self.title, TITLE);
        let mut lines = vec![words!(words, "items-title", title = title, sittings = self.sittings)];
        if self.too_few {
            lines.push(words!(words, "items-too-few"));
        }
        if let Some((alpha, error)) = &self.reliability {
            lines.push(words!(words, "items-reliability", alpha = alpha, error = error));
        }
        lines.push(words!(words, "items-legend"));
        lines.push(String::new());
        lines.extend(self.items.iter().map(|(number, item)| item.line(*number, words)));
        let exam = self.exam;
        let one = |(number, item): &(usize, Item)| {
            let odd = if item.odd.is_empty() { "" } else { "⚠️" };
            button(format!("{number}{odd}"), &Press::Exam(OfExam::Item { exam, question: item.id }))
        };
        let buttons: Vec<Button> = self.items.iter().map(one).collect();
        let mut rows: Vec<Vec<Button>> = buttons.chunks(LETTERS).map(<[Button]>::to_vec).collect();
        rows.push(super::ranked::turn(self.page, self.pages, words, |page| OfExam::Items { exam, page }));
        let list = OfExam::Results { exam, track: 0, page: 0 };
        rows.push(vec![button(words!(words, "button-ranked"), &Press::Exam(list))]);
        rows.retain(|row| !row.is_empty());
        Page::new(lines.join("\n"), rows)
    }
}

fn or_dash(figure: Option<&String>) -> String {
    figure.cloned().unwrap_or_else(|| "—".to_owned())
}

impl Item {
    fn line(&self, number: usize, words: Words<'_>) -> String {
        let odd = if self.odd.is_empty() { "" } else { "⚠️ " };
        let stem = cut(&self.question.stem.replace('\n', " "), STEM);
        let facility = or_dash(self.facility.as_ref());
        let discrimination = or_dash(self.discrimination.as_ref());
        let line = words!(
            words,
            "items-line",
            number = number,
            stem = stem,
            facility = facility,
            discrimination = discrimination,
        );
        let ruled = if self.ruled { words!(words, "items-ruled") } else { String::new() };
        format!("{odd}{line}{ruled}")
    }

    fn options(&self) -> String {
        let key = match &self.question.body {
            Body::Single { key, .. } => Choices::only(*key),
            Body::Multiple { key, .. } => *key,
            Body::Judge { .. } | Body::Blank { .. } => Choices::NONE,
        };
        let line = |(option, text): (usize, &String)| {
            let sign = if key.contains(option) { "✅ " } else { "" };
            let share = self.shares.get(option).cloned().unwrap_or_default();
            format!("\n{sign}{}. {} · {share}%", letter(option), escape(text))
        };
        self.question.options().iter().enumerate().map(line).collect()
    }
}

impl Odd {
    fn text(self, words: Words<'_>) -> String {
        match self {
            Self::Discrimination => words!(words, "odd-discrimination"),
            Self::BelowGuess => words!(words, "odd-below-guess"),
            Self::Distractor(option) => words!(words, "odd-distractor", option = option.to_string()),
        }
    }
}

impl Shown {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let item = &self.item;
        let mut text = format!("{}{}", escape(&item.question.stem), item.options());
        if let (Body::Judge { key }, [right, wrong]) = (&item.question.body, item.shares.as_slice()) {
            let right_key = if *key { words!(words, "judged-true") } else { words!(words, "judged-false") };
            text.push('\n');
            text.push_str(&words!(words, "item-judged", key = right_key, right = right, wrong = wrong));
        }
        let mut lines = vec![text, String::new()];
        lines.push(words!(
            words,
            "item-figures",
            attempts = item.attempts,
            open = item.open,
            facility = or_dash(item.facility.as_ref()),
            discrimination = or_dash(item.discrimination.as_ref()),
        ));
        if item.too_few {
            lines.push(words!(words, "item-too-few"));
        }
        lines.extend(item.odd.iter().map(|odd| odd.text(words)));
        lines.push(words!(words, "item-decide"));
        let mut rows = ways(self.exam, item.id, &item.question, None, words);
        rows.push(back(self.exam, words));
        Page::new(lines.join("\n"), rows)
    }
}

fn back(exam: ExamId, words: Words<'_>) -> Vec<Button> {
    vec![button(words!(words, "button-items"), &Press::Exam(OfExam::Items { exam, page: 0 }))]
}

/// What can be decided of a question; `chosen` is the key that is looked at.
fn ways(
    exam: ExamId,
    question: QuestionId,
    content: &Question,
    chosen: Option<How>,
    words: Words<'_>,
) -> Vec<Vec<Button>> {
    let rule = |label: String, how| button(label, &Press::Exam(OfExam::Rule { exam, question, how }));
    let keys: Vec<Button> = match &content.body {
        Body::Single { options, .. } => {
            let one = |option| rule(letter(option).to_string(), How::Options(Choices::only(option)));
            (0..options.len()).map(one).collect()
        }
        Body::Multiple { options, key } => {
            let now = if let Some(How::Options(key)) = chosen { key } else { *key };
            let one = |option: usize| {
                let sign = if now.contains(option) { "☑ " } else { "" };
                rule(format!("{sign}{}", letter(option)), How::Options(now.toggled(option)))
            };
            (0..options.len()).map(one).collect()
        }
        Body::Judge { .. } => vec![
            rule(words!(words, "judged-true"), How::Judged(true)),
            rule(words!(words, "judged-false"), How::Judged(false)),
        ],
        Body::Blank { .. } => Vec::new(),
    };
    let mut rows = vec![vec![
        rule(words!(words, "button-mark-everybody"), How::Everybody),
        rule(words!(words, "button-left-out"), How::LeftOut),
    ]];
    rows.extend(keys.chunks(LETTERS).map(<[Button]>::to_vec));
    rows
}

impl Effect {
    pub(super) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![words!(words, "effect-title")];
        lines.push(escape(&cut(&self.question.stem, LONG_STEM)));
        lines.push(format!("<b>{}</b>", how(self.how, words)));
        lines.push(String::new());
        lines.push(words!(words, "effect-had", had = self.had));
        for (key, people) in [
            ("effect-gain", &self.gain),
            ("effect-lose", &self.lose),
            ("effect-pass", &self.pass),
            ("effect-fail", &self.fail),
        ] {
            lines.push(people.text(key, words));
        }
        let sure = if self.known { "effect-sure-known" } else { "effect-sure" };
        lines.push(words!(words, sure));
        let (exam, question) = (self.exam, self.id);
        let now = OfExam::RuleNow { exam, question, how: self.how };
        let mut rows = vec![vec![button(words!(words, "button-rule-now"), &Press::Exam(now))]];
        rows.extend(ways(exam, question, &self.question, Some(self.how), words));
        rows.push(vec![button(words!(words, "button-back"), &Press::Exam(OfExam::Item { exam, question }))]);
        Page::new(lines.join("\n"), rows)
    }
}

/// What is decided, in words.
pub fn how(how: How, words: Words<'_>) -> String {
    match how {
        How::Everybody => words!(words, "how-everybody"),
        How::LeftOut => words!(words, "how-left-out"),
        How::Options(key) => words!(words, "how-key", key = key.letters()),
        How::Judged(true) => words!(words, "how-true"),
        How::Judged(false) => words!(words, "how-false"),
    }
}

impl People {
    fn text(&self, key: &str, words: Words<'_>) -> String {
        let mut names: Vec<String> = self.names.iter().map(|name| cut(name, NAME)).collect();
        if self.number > names.len() {
            names.push("……".to_owned());
        }
        let names = match self.number {
            0 => "—".to_owned(),
            _ => names.join(&words!(words, "between-items")),
        };
        words!(words, key, number = self.number, names = names)
    }
}
