//! Everything the bot can say. Only the screens know words.

use super::{
    incoming::MessageId,
    outgoing::{Action, Button, Keyboard, Outgoing},
    press::Press,
    screens::{
        admin, bank, binding, choose, closing, exam, exam_clock, exam_desk, exam_draft, exam_notice,
        exam_results, line, people, question, reference, standing, upload, verdict,
    },
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
    /// Something about exams.
    Exam(Box<exam::Exam>),
    /// Something about the desk of exams.
    ExamDesk(Box<exam_desk::Desk>),
    /// Something about making an exam.
    ExamDraft(Box<exam_draft::Draft>),
    /// Something about the reference texts.
    Reference(reference::Reference),
    /// Something about the results of exams.
    ExamResults(Box<exam_results::ExamResults>),
    /// What is told of an exam unasked.
    ExamNotice(Box<exam_notice::ExamNotice>),
    /// A file that is to be loaded.
    Upload(Box<upload::Upload>),
    /// A staff list that is to be loaded.
    People(Box<people::People>),
    /// An exam whose time has come.
    ExamClock(exam_clock::ExamClock),
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
            Self::Exam(screen) => screen.page(words),
            Self::ExamDesk(screen) => screen.page(words),
            Self::ExamDraft(screen) => screen.page(words),
            Self::Reference(screen) => screen.page(words),
            Self::ExamResults(screen) => screen.page(words),
            Self::ExamNotice(screen) => screen.page(words),
            Self::Upload(screen) => screen.page(words),
            Self::People(screen) => screen.page(words),
            Self::ExamClock(screen) => screen.page(words),
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
    /// Whether it can't be passed on or saved: a paper.
    pub protected: bool,
}

impl Page {
    /// A text with buttons.
    pub fn new(html: String, buttons: Vec<Vec<Button>>) -> Self {
        let keyboard = if buttons.is_empty() { Keyboard::None } else { Keyboard::Buttons(buttons) };
        Self { html, keyboard, protected: false }
    }

    /// The same, not to be passed on or saved.
    #[must_use]
    pub fn protect(self) -> Self {
        Self { protected: true, ..self }
    }

    /// As a new message.
    pub fn send(self) -> Outgoing {
        Outgoing::Send { html: self.html, keyboard: self.keyboard, protected: self.protected }
    }

    /// In place of an earlier message.
    pub fn edit(self, message: MessageId) -> Outgoing {
        Outgoing::Edit { message, html: self.html, keyboard: self.keyboard, protected: self.protected }
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
    /// The answer is kept.
    Kept,
    /// An answer of another kind is wanted.
    OtherKind,
    /// The paper was handed in already.
    HandedIn,
    /// Not while an exam is sat.
    ExamGoesOn,
}

impl Toast {
    /// Every one, for the tests of the texts.
    pub const ALL: [Self; 20] = [
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
        Self::Kept,
        Self::OtherKind,
        Self::HandedIn,
        Self::ExamGoesOn,
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
            Self::Kept => "exam-kept",
            Self::OtherKind => "exam-other-kind",
            Self::HandedIn => "exam-handed-in-already",
            Self::ExamGoesOn => "exam-goes-on-toast",
        };
        crate::words!(words, key)
    }
}
