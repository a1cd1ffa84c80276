//! Home, help, and what needs only a line or two.

use std::cmp::Ordering;

use super::{Way, numbers, ways};
use crate::{
    chat::{
        commands::{self, Entry},
        outgoing::{Action, Button},
        press::Press,
        say::{Page, button},
        texts::Words,
    },
    domain::{ids::RoundId, lang::Lang, person::Role, points::Points, rules::Rules, topic::Topic},
    words,
};

/// The most columns of a file's name.
const NAME: usize = 80;

/// What someone sees who comes in.
#[derive(Debug, Clone)]
pub struct Home {
    /// The name.
    pub name: String,
    /// The unit's path.
    pub unit: String,
    /// What can be practised.
    pub topics: Vec<Topic>,
    /// Whether a binding was just made.
    pub just_bound: bool,
    /// Whether it is an administrator.
    pub administrator: bool,
}

impl Home {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let key = if self.just_bound { "home-bound" } else { "home" };
        let mut rows = vec![ways(&[Way::Quiz], words), ways(&[Way::Rank, Way::Me, Way::Help], words)];
        if self.administrator {
            rows.push(ways(&[Way::Todo, Way::Banks], words));
        }
        let names: Vec<&str> = self.topics.iter().map(|topic| topic.name(words.lang)).collect();
        let topics = names.join(&words!(words, "between-items"));
        Page::new(words!(words, key, name = &self.name, unit = &self.unit, topics = topics), rows)
    }
}

/// The help: the commands of one's roles, and the rules of the game.
#[derive(Debug, Clone)]
pub struct Help {
    /// The roles beyond staff, owners counted as administrators.
    pub roles: Vec<Role>,
    /// The rules.
    pub rules: Rules,
}

/// The key of a command's description.
pub fn description_key(entry: &Entry) -> String {
    format!("command-{}", entry.name)
}

impl Help {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let mut lines = vec![words!(words, "help-title"), String::new(), words!(words, "help-commands")];
        let is = |role| role == Role::Staff || self.roles.contains(&role);
        for entry in commands::menu(is) {
            let description = words!(words, &description_key(entry));
            let word = entry.words.first().copied().unwrap_or_default();
            lines.push(words!(
                words,
                "help-command",
                name = entry.name,
                word = word,
                description = description
            ));
        }
        lines.push(String::new());
        lines.push(self.rules(words));
        Page::new(lines.join("\n"), vec![ways(&[Way::Quiz, Way::Rank, Way::Me], words)])
    }

    fn rules(&self, words: Words<'_>) -> String {
        use crate::domain::rules::MultipleRule as Rule;
        let multiple = match self.rules.multiple {
            Rule::Proportional => words!(words, "rule-multiple-proportional"),
            Rule::Strict => words!(words, "rule-multiple-strict"),
            Rule::Half => words!(words, "rule-multiple-half"),
        };
        words!(
            words,
            "help-rules",
            cap = self.rules.daily_cap,
            multiple = multiple,
            days = usize::from(self.rules.wrong_leaves_after),
            lengths = numbers(self.rules.round_lengths.iter().copied(), words),
            top = self.rules.top_size,
            beside = self.rules.neighbours,
        )
    }
}

/// A line or two.
#[derive(Debug, Clone)]
pub enum Line {
    /// What was typed is not understood.
    Unclear,
    /// A typed answer does not fit the question asked: a choice wants letters.
    WantsLetters,
    /// A typed answer does not fit a statement.
    WantsVerdict,
    /// So many blanks are to be filled.
    WantsWords(usize),
    /// The message is longer than any answer.
    TooLong,
    /// Only text and taps can be read here.
    Unreadable,
    /// A file of this size, in bytes, is too large to take.
    FileTooLarge(u64),
    /// Files are loaded by the administrator at the computer.
    FileNotHere,
    /// The key of a forwarded quiz can't be seen.
    PollNoKey,
    /// A file to be loaded was cleared away.
    UploadForgotten,
    /// The notes of a file that were promised can't be had.
    NoNotes {
        /// The file's name.
        name: String,
        /// Why.
        why: String,
    },
    /// A bank was written to a file.
    Exported {
        /// Its title.
        bank: String,
        /// How many questions are in the file.
        questions: usize,
        /// What is not in it, line by line.
        left_out: Vec<String>,
    },
    /// What goes with the template.
    Template,
    /// A changed message changes nothing.
    Edited,
    /// The round is kept for later.
    Left(RoundId),
    /// The open round could not be read and was put aside.
    RoundLost,
    /// Nothing is going on.
    NothingToStop,
    /// No question fits the choice.
    NoQuestions,
    /// The language.
    Language,
    /// The question was reported; the next message may say why.
    FlagThanks,
    /// The reason was noted.
    FlagReasonNoted,
    /// A report had an effect: the question with this stem was withdrawn.
    FlagWithdrawn(String),
    /// A report was looked into: the question with this stem stays.
    FlagUpheld(String),
    /// The key of a question was corrected, and this is what it changes.
    Remarked {
        /// The question's stem, cut.
        stem: String,
        /// How many answers are marked otherwise now.
        answers: usize,
        /// By how much the points have changed.
        points: Points,
    },
    /// For administrators only.
    NotYours,
    /// In a group: the private chat is over there, at this address.
    Group(String),
    /// Something is wrong with the program; this code finds it in the log.
    Sorry(String),
    /// The person no longer belongs to the office.
    Inactive,
    /// The account was released.
    Released,
}

impl Line {
    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        Page::new(self.text(words), self.buttons(words))
    }

    fn text(&self, words: Words<'_>) -> String {
        let key = match self {
            Self::WantsWords(blanks) => return words!(words, "wants-words", blanks = *blanks),
            Self::FileTooLarge(bytes) => {
                let megabytes = usize::try_from(bytes.div_ceil(1_000_000)).unwrap_or(usize::MAX);
                return words!(words, "file-too-large", megabytes = megabytes);
            }
            Self::Remarked { stem, answers, points } => return remarked(stem, *answers, *points, words),
            Self::Exported { bank, questions, left_out } => {
                return super::bank::caption(bank, *questions, left_out, words);
            }
            Self::FlagWithdrawn(stem) => return words!(words, "flag-withdrawn", stem = stem),
            Self::FlagUpheld(stem) => return words!(words, "flag-upheld", stem = stem),
            Self::Sorry(code) => return words!(words, "sorry", code = code),
            Self::NoNotes { name, why } => {
                return words!(words, "upload-no-notes", name = super::cut(name, NAME), why = why);
            }
            Self::Unclear => "unclear",
            Self::WantsLetters => "wants-letters",
            Self::WantsVerdict => "wants-verdict",
            Self::TooLong => "too-long",
            Self::Unreadable => "unreadable",
            Self::FileNotHere => "file-not-here",
            Self::PollNoKey => "upload-poll-no-key",
            Self::UploadForgotten => "upload-forgotten",
            Self::Template => "bank-template",
            Self::Edited => "edited",
            Self::Left(_) => "left",
            Self::RoundLost => "round-lost",
            Self::NothingToStop => "nothing-to-stop",
            Self::NoQuestions => "no-questions",
            Self::Language => "language",
            Self::FlagThanks => "flag-thanks",
            Self::FlagReasonNoted => "flag-reason-noted",
            Self::NotYours => "not-yours",
            Self::Group(_) => "group",
            Self::Inactive => "inactive",
            Self::Released => "released",
        };
        words!(words, key)
    }

    fn buttons(&self, words: Words<'_>) -> Vec<Vec<Button>> {
        let one = |key: &str, press: Press| vec![vec![button(words!(words, key), &press)]];
        match self {
            Self::Unclear
            | Self::RoundLost
            | Self::NothingToStop
            | Self::Unreadable
            | Self::FileNotHere
            | Self::NotYours => vec![ways(&[Way::Quiz, Way::Help], words)],
            Self::Left(_) => vec![
                vec![button(words!(words, "button-resume"), &Press::Resume)],
                ways(&[Way::Rank, Way::Me, Way::Help], words),
            ],
            Self::FlagThanks => one("button-no-reason", Press::Cancel),
            Self::FlagReasonNoted => one("button-go-on", Press::Cancel),
            Self::NoQuestions => one("button-back", Press::Topics),
            Self::Language => vec![languages(words.lang)],
            Self::Group(url) if !url.is_empty() => {
                let label = words!(words, "button-private");
                vec![vec![Button { label, action: Action::Url(url.clone()) }]]
            }
            _ => vec![],
        }
    }
}

/// The languages, each in itself; a dot marks the one that is spoken.
fn languages(spoken: Lang) -> Vec<Button> {
    let choice = |lang| {
        let name = match lang {
            Lang::Zh => "简体中文",
            Lang::En => "English",
        };
        let dot = if lang == spoken { "● " } else { "" };
        button(format!("{dot}{name}"), &Press::Lang(lang))
    };
    Lang::ALL.map(choice).to_vec()
}

fn remarked(stem: &str, answers: usize, points: Points, words: Words<'_>) -> String {
    let change = match points.cmp(&Points::ZERO) {
        Ordering::Greater => words!(words, "points-more", points = points),
        Ordering::Less => words!(words, "points-fewer", points = Points::ZERO - points),
        Ordering::Equal => words!(words, "points-alike"),
    };
    words!(words, "remarked", stem = stem, answers = answers, change = change)
}
