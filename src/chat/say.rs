//! Everything the bot can say. Only the screens know words.

use super::{
    incoming::MessageId,
    outgoing::{Action, Button, Keyboard, Outgoing},
    press::Press,
    screens::{admin, bank, binding, choose, closing, line, people, question, standing, upload, verdict},
    texts::{Words, unescape},
};

/// Everything the bot can say in a message.
#[derive(Debug, Clone)]
pub enum Say {
    /// A question that is asked.
    Question(question::Question),
    /// The verdict on an answer.
    Verdict(verdict::Verdict),
    /// A wrong answer of a round, looked at again.
    Review(verdict::Review),
    /// The end of a round.
    Closing(closing::Closing),
    /// What to practise.
    Topics(choose::Topics),
    /// How many questions.
    Lengths(choose::Lengths),
    /// A round is open.
    OpenRound(choose::OpenRound),
    /// A ranking.
    Rank(standing::Rank),
    /// One's own figures.
    Me(standing::Me),
    /// The state of things, for someone who comes in.
    Home(line::Home),
    /// The help.
    Help(line::Help),
    /// A line or two with hardly any figures.
    Line(line::Line),
    /// What a stranger is told, and how binding goes.
    Binding(binding::Binding),
    /// What waits for an administrator.
    Todo(admin::Todo),
    /// Someone asks to be bound.
    BindRequest(admin::BindRequest),
    /// A question was reported.
    Reported(admin::Reported),
    /// Something about the question banks.
    Bank(bank::Bank),
    /// A file that is to be loaded.
    Upload(Box<upload::Upload>),
    /// A staff list that is to be loaded.
    People(Box<people::People>),
}

impl Say {
    /// The message, in a language.
    pub fn page(&self, words: Words<'_>) -> Page {
        match self {
            Self::Question(screen) => screen.page(words),
            Self::Verdict(screen) => screen.page(words),
            Self::Review(screen) => screen.page(words),
            Self::Closing(screen) => screen.page(words),
            Self::Topics(screen) => screen.page(words),
            Self::Lengths(screen) => screen.page(words),
            Self::OpenRound(screen) => screen.page(words),
            Self::Rank(screen) => screen.page(words),
            Self::Me(screen) => screen.page(words),
            Self::Home(screen) => screen.page(words),
            Self::Help(screen) => screen.page(words),
            Self::Line(screen) => screen.page(words),
            Self::Binding(screen) => screen.page(words),
            Self::Todo(screen) => screen.page(words),
            Self::BindRequest(screen) => screen.page(words),
            Self::Reported(screen) => screen.page(words),
            Self::Bank(screen) => screen.page(words),
            Self::Upload(screen) => screen.page(words),
            Self::People(screen) => screen.page(words),
        }
    }
}

/// A message with its buttons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The text.
    pub html: String,
    /// What can be tapped.
    pub keyboard: Keyboard,
}

impl Page {
    /// A text with buttons.
    pub fn new(html: String, buttons: Vec<Vec<Button>>) -> Self {
        let keyboard = if buttons.is_empty() { Keyboard::None } else { Keyboard::Buttons(buttons) };
        Self { html, keyboard }
    }

    /// As a new message.
    pub fn send(self) -> Outgoing {
        Outgoing::Send { html: self.html, keyboard: self.keyboard }
    }

    /// In place of an earlier message.
    pub fn edit(self, message: MessageId) -> Outgoing {
        Outgoing::Edit { message, html: self.html, keyboard: self.keyboard }
    }
}

/// A button with this label. Labels carry no markup, so what was escaped as a
/// part of a text is itself again.
pub fn button(label: String, press: &Press) -> Button {
    Button { label: unescape(label), action: Action::Press(press.encode()) }
}

/// What confirms a tap: a line that fades, or nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toast {
    /// Nothing to say.
    Silent,
    /// The button is too old, or belongs to something that is over.
    Expired,
    /// The question was answered already.
    AnsweredAlready,
    /// Nothing is ticked.
    NothingTicked,
    /// Right.
    Right,
    /// Wrong.
    Wrong,
    /// Partly right.
    Partly,
    /// The question was reported.
    Flagged,
    /// The person has reported it already.
    FlaggedAlready,
    /// Only for someone with another role.
    NotYours,
    /// Someone has decided already.
    DecidedAlready,
    /// The question was changed since the button was shown.
    ChangedSince,
    /// What is known of a file was changed since the button was shown.
    UploadChanged,
    /// Done.
    Done,
    /// A file with notes is being made.
    NotesComing,
    /// A file is being made.
    FileComing,
}

impl Toast {
    /// Every one, for the tests of the texts.
    pub const ALL: [Self; 16] = [
        Self::Silent,
        Self::Expired,
        Self::AnsweredAlready,
        Self::NothingTicked,
        Self::Right,
        Self::Wrong,
        Self::Partly,
        Self::Flagged,
        Self::FlaggedAlready,
        Self::NotYours,
        Self::DecidedAlready,
        Self::ChangedSince,
        Self::UploadChanged,
        Self::Done,
        Self::NotesComing,
        Self::FileComing,
    ];

    /// The line, without markup.
    pub fn text(self, words: Words<'_>) -> String {
        let key = match self {
            Self::Silent => return String::new(),
            Self::Expired => "toast-expired",
            Self::AnsweredAlready => "toast-answered-already",
            Self::NothingTicked => "toast-nothing-ticked",
            Self::Right => "toast-right",
            Self::Wrong => "toast-wrong",
            Self::Partly => "toast-partly",
            Self::Flagged => "toast-flagged",
            Self::FlaggedAlready => "toast-flagged-already",
            Self::NotYours => "toast-not-yours",
            Self::DecidedAlready => "toast-decided-already",
            Self::ChangedSince => "toast-changed-since",
            Self::UploadChanged => "upload-changed-since",
            Self::Done => "toast-done",
            Self::NotesComing => "upload-notes-coming",
            Self::FileComing => "bank-file-coming",
        };
        crate::words!(words, key)
    }
}
