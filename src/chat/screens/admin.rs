//! What administrators decide.

use std::fmt::Write as _;

use super::{Way, blanks, cut, name, ways};
use crate::{
    chat::{
        outgoing::Button,
        press::{Decided, Press, bank::OfBank},
        say::{Page, button},
        texts::{Words, escape},
    },
    domain::{
        choices::letter,
        ids::{BindRequestId, QuestionId, VersionId},
        question::{Body, Question},
    },
    words,
};

/// What waits for an administrator.
#[derive(Debug, Clone)]
pub struct Todo {
    /// Requests to be bound: number, staff number and name.
    pub requests: Vec<(BindRequestId, String, String)>,
    /// Reported questions: which, its bank and code, and how many reports.
    pub reported: Vec<(QuestionId, String, i64)>,
}

/// The most buttons of each list.
const SHOWN: usize = 10;
/// The most columns of what stands on a button.
const LABEL: usize = 40;
/// The most columns of the name that an account shows of itself.
const SHOWN_NAME: usize = 80;
/// The most reports of a question that are told, and the columns of each
/// name and reason: the question has to fit the message too.
const REPORTS: usize = 5;
const REPORTER: usize = 20;
const REASON: usize = 80;

impl Todo {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        if self.requests.is_empty() && self.reported.is_empty() {
            let rows = vec![ways(&[Way::Quiz, Way::Rank, Way::Help], words)];
            return Page::new(words!(words, "todo-nothing"), rows);
        }
        let mut html = words!(words, "todo", requests = self.requests.len(), reported = self.reported.len());
        if self.requests.len().max(self.reported.len()) > SHOWN {
            let _ = write!(html, "\n{}", words!(words, "todo-first", shown = SHOWN));
        }
        let mut rows = Vec::new();
        for (request, staff_no, name) in self.requests.iter().take(SHOWN) {
            let press = |approve| Press::Bind { request: *request, approve };
            let who = cut(&format!("{staff_no} {name}"), LABEL);
            rows.push(vec![
                button(words!(words, "button-approve-one", who = &who), &press(true)),
                button(words!(words, "button-refuse"), &press(false)),
            ]);
        }
        for (question, code, reports) in self.reported.iter().take(SHOWN) {
            let label = words!(words, "button-reported", code = cut(code, LABEL), reports = *reports);
            rows.push(vec![button(label, &Press::Reported(*question))]);
        }
        rows.push(ways(&[Way::Quiz, Way::Rank, Way::Help], words));
        Page::new(html, rows)
    }
}

/// Someone asks to be bound.
#[derive(Debug, Clone)]
pub struct BindRequest {
    /// Which request.
    pub id: BindRequestId,
    /// The name the account shows.
    pub shown_name: String,
    /// Whom it says to be.
    pub staff_no: String,
    /// Their name.
    pub name: String,
    /// Their unit.
    pub unit: String,
    /// How it was decided, if it was.
    pub decision: Option<bool>,
}

impl BindRequest {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let mut html = words!(
            words,
            "bind-request",
            shown_name = cut(&self.shown_name, SHOWN_NAME),
            staff_no = &self.staff_no,
            name = &self.name,
            unit = &self.unit,
        );
        let press = |approve| Press::Bind { request: self.id, approve };
        let rows = match self.decision {
            None => {
                let _ = write!(html, "\n\n{}", words!(words, "bind-confirm"));
                vec![vec![
                    button(words!(words, "button-approve"), &press(true)),
                    button(words!(words, "button-refuse"), &press(false)),
                ]]
            }
            Some(approved) => {
                let key = if approved { "bind-approved" } else { "bind-refused" };
                let _ = write!(html, "\n\n<b>{}</b>", words!(words, key));
                vec![ways(&[Way::Todo], words)]
            }
        };
        Page::new(html, rows)
    }
}

/// A reported question.
#[derive(Debug, Clone)]
pub struct Reported {
    /// Which.
    pub question: QuestionId,
    /// In which wording.
    pub version: VersionId,
    /// Its bank's title.
    pub bank: String,
    /// Its bank and code, by which the file is mended.
    pub code: String,
    /// Whether it is asked.
    pub live: bool,
    /// Its present wording.
    pub content: Question,
    /// Who reported it and why.
    pub reports: Vec<(String, String)>,
    /// The list in which it stands.
    pub back: OfBank,
}

impl Reported {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let title = if self.reports.is_empty() { "question-title" } else { "reported-title" };
        let mut html = words!(words, title, bank = &self.bank, code = &self.code);
        if !self.live {
            let _ = write!(html, "\n<b>{}</b>", words!(words, "reported-withdrawn"));
        }
        let _ = write!(html, "\n\n{}", escape(&self.content.stem));
        for (option, text) in self.content.options().iter().enumerate() {
            let _ = write!(html, "\n{}. {}", letter(option), escape(text));
        }
        let _ = write!(html, "\n\n<b>{}</b>", words!(words, "verdict-key", key = self.key(words)));
        if let Some(source) = &self.content.source {
            let _ = write!(html, "\n{}", words!(words, "verdict-source", text = source));
        }
        if !self.reports.is_empty() {
            html.push('\n');
        }
        for (reporter, reason) in self.reports.iter().take(REPORTS) {
            let reason =
                if reason.is_empty() { words!(words, "no-reason") } else { cut(&one_line(reason), REASON) };
            let line =
                words!(words, "reported-by", name = cut(&name(reporter, words), REPORTER), reason = reason);
            let _ = write!(html, "\n{line}");
        }
        if let Some(more) = self.reports.len().checked_sub(REPORTS).filter(|more| *more > 0) {
            let _ = write!(html, "\n{}", words!(words, "reported-more", more = more));
        }
        let _ = write!(html, "\n\n<i>{}</i>", words!(words, "reported-how"));
        Page::new(html, self.buttons(words))
    }

    fn key(&self, words: Words<'_>) -> String {
        match &self.content.body {
            Body::Single { key, .. } => letter(*key).to_string(),
            Body::Multiple { key, .. } => key.letters(),
            Body::Judge { key: true } => words!(words, "judged-true"),
            Body::Judge { key: false } => words!(words, "judged-false"),
            Body::Blank { key, .. } => blanks(key, words),
        }
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let decided = Decided { question: self.question, version: Some(self.version) };
        let mut rows = Vec::new();
        if !self.reports.is_empty() {
            rows.push(vec![button(words!(words, "button-uphold"), &Press::Uphold(decided))]);
        }
        rows.push(vec![if self.live {
            button(words!(words, "button-withdraw"), &Press::Withdraw(decided))
        } else {
            button(words!(words, "button-restore"), &Press::Restore(decided))
        }]);
        let key = if matches!(self.back, OfBank::Around(_)) { "button-around" } else { "button-back" };
        rows.push(vec![button(words!(words, key), &Press::Bank(self.back.clone()))]);
        rows.push(ways(&[Way::Todo], words));
        rows
    }
}

/// What someone typed, without its line feeds.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
