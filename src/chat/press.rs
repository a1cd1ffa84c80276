//! What buttons carry: a versioned codec of at most 64 bytes.
//!
//! Payloads live in chat histories for ever. A form once given out keeps its
//! meaning; a new meaning gets a new form. What can't be read any more is
//! [`None`], and the person is told that the button is too old.

pub mod bank;
pub mod exam;
pub mod exam_desk;
pub mod exam_draft;
pub mod reference;
pub mod ruling;
pub mod upload;

use crate::domain::{
    calendar::Span,
    ids::{BindRequestId, QuestionId, RoundId, UnitId, VersionId},
    lang::Lang,
};

/// The version that new buttons carry.
const VERSION: char = '1';
/// The most bytes of a payload (Telegram's limit).
pub const MAX_BYTES: usize = 64;

/// A tap on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Choose what to practise.
    Topics,
    /// Choose how many questions of it.
    Lengths(String),
    /// Begin a round.
    Begin {
        /// A topic's word, `mixed` or `wrong`.
        choice: String,
        /// How many questions.
        length: usize,
    },
    /// Tap an option.
    Tap {
        /// In which round.
        round: RoundId,
        /// Of which question, from 0.
        place: usize,
        /// At which position.
        shown: usize,
    },
    /// Judge a statement.
    Judge {
        /// In which round.
        round: RoundId,
        /// Which question.
        place: usize,
        /// True or false.
        verdict: bool,
    },
    /// Hand in the ticked options.
    Submit {
        /// In which round.
        round: RoundId,
        /// Of which question.
        place: usize,
    },
    /// Go on.
    Next {
        /// In which round.
        round: RoundId,
        /// From which question.
        place: usize,
    },
    /// Leave a round for now.
    Leave(RoundId),
    /// Take the open round up again.
    Resume,
    /// End the open round and choose anew.
    Abandon(RoundId),
    /// Report a question as wrong.
    Flag(VersionId),
    /// Look at the result of a round again.
    Closing(RoundId),
    /// Look at the nth wrong answer of a round.
    Review {
        /// Which round.
        round: RoundId,
        /// Which of its wrong answers, from 0.
        nth: usize,
    },
    /// Do the wrong ones of a round again.
    Redo(RoundId),
    /// Show a ranking.
    Rank(RankView),
    /// Show one's own figures.
    Me,
    /// Show the help.
    Help,
    /// Choose a language.
    Lang(Lang),
    /// Show what waits for an administrator.
    Todo,
    /// Decide on a binding.
    Bind {
        /// Which request.
        request: BindRequestId,
        /// Whether it is granted.
        approve: bool,
    },
    /// Look at a reported question.
    Reported(QuestionId),
    /// Withdraw it.
    Withdraw(Decided),
    /// Find nothing wrong with it.
    Uphold(Decided),
    /// Ask it again.
    Restore(Decided),
    /// Look at the question banks.
    Bank(bank::OfBank),
    /// Look at exams, or sit one.
    Exam(exam::OfExam),
    /// Look after exams, at the desk of administrators and proctors.
    Desk(exam_desk::OfDesk),
    /// Make an exam, step by step.
    Draft(exam_draft::OfDraft),
    /// Look something up in the reference texts.
    Reference(reference::OfReference),
    /// Go on with a file that is to be loaded.
    Upload(upload::OfUpload),
    /// Never mind.
    Cancel,
}

/// The question that is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Which.
    pub question: QuestionId,
    /// In which wording it was seen; earlier buttons don't tell.
    pub version: Option<VersionId>,
}

/// Which ranking is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankView {
    /// Over which span.
    pub span: Span,
    /// Of whom.
    pub scope: Scope,
    /// A topic's word, or empty for all.
    pub topic: String,
    /// For leaders: the page of the whole list, from 1; 0 is the short form.
    pub page: usize,
}

/// Whose ranking is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole office's.
    Office,
    /// That of one's own unit and all below it.
    Own,
    /// For leaders: that of a unit they lead and all below it.
    Led(UnitId),
}

impl Default for RankView {
    fn default() -> Self {
        Self { span: Span::Week, scope: Scope::Office, topic: String::new(), page: 0 }
    }
}

impl Press {
    /// The payload.
    pub fn encode(&self) -> String {
        let body = match self {
            Self::Topics => "qt".to_owned(),
            Self::Lengths(choice) => format!("ql.{choice}"),
            Self::Begin { choice, length } => format!("qb.{length}.{choice}"),
            Self::Tap { round, place, shown } => format!("a.{round}.{place}.{shown}"),
            Self::Judge { round, place, verdict } => format!("j.{round}.{place}.{}", u8::from(*verdict)),
            Self::Submit { round, place } => format!("s.{round}.{place}"),
            Self::Next { round, place } => format!("n.{round}.{place}"),
            Self::Leave(round) => format!("x.{round}"),
            Self::Resume => "qr".to_owned(),
            Self::Abandon(round) => format!("qe.{round}"),
            Self::Flag(version) => format!("f.{version}"),
            Self::Closing(round) => format!("k.{round}"),
            Self::Review { round, nth } => format!("v.{round}.{nth}"),
            Self::Redo(round) => format!("d.{round}"),
            Self::Rank(view) => rank(view),
            Self::Me => "me".to_owned(),
            Self::Help => "h".to_owned(),
            Self::Lang(lang) => format!("l.{}", lang.code()),
            Self::Todo => "t".to_owned(),
            Self::Bind { request, approve } => format!("b.{request}.{}", u8::from(*approve)),
            Self::Reported(question) => format!("fq.{question}"),
            Self::Withdraw(decided) => format!("fw.{decided}"),
            Self::Uphold(decided) => format!("fk.{decided}"),
            Self::Restore(decided) => format!("fr.{decided}"),
            Self::Bank(of) => of.encode(),
            Self::Exam(of) => of.encode(),
            Self::Desk(of) => of.encode(),
            Self::Draft(of) => of.encode(),
            Self::Reference(of) => of.encode(),
            Self::Upload(of) => of.encode(),
            Self::Cancel => "c".to_owned(),
        };
        format!("{VERSION}{body}")
    }

    /// Reads a payload; `None` if it is not one of ours, or too old.
    pub fn decode(data: &str) -> Option<Self> {
        if data.len() > MAX_BYTES {
            return None;
        }
        let fields: Vec<&str> = data.strip_prefix(VERSION)?.split('.').collect();
        Some(match fields.as_slice() {
            ["qt"] => Self::Topics,
            ["ql", choice] => Self::Lengths(word(choice)?),
            ["qb", length, choice] => Self::Begin { choice: word(choice)?, length: number(length)? },
            ["a", round, place, shown] => {
                Self::Tap { round: RoundId(number(round)?), place: number(place)?, shown: number(shown)? }
            }
            ["j", round, place, verdict] => {
                Self::Judge { round: RoundId(number(round)?), place: number(place)?, verdict: flag(verdict)? }
            }
            ["s", round, place] => Self::Submit { round: RoundId(number(round)?), place: number(place)? },
            ["n", round, place] => Self::Next { round: RoundId(number(round)?), place: number(place)? },
            ["x", round] => Self::Leave(RoundId(number(round)?)),
            ["qr"] => Self::Resume,
            ["qe", round] => Self::Abandon(RoundId(number(round)?)),
            ["f", version] => Self::Flag(VersionId(number(version)?)),
            ["k", round] => Self::Closing(RoundId(number(round)?)),
            ["v", round, nth] => Self::Review { round: RoundId(number(round)?), nth: number(nth)? },
            ["d", round] => Self::Redo(RoundId(number(round)?)),
            _ => return Self::decode_rest(&fields),
        })
    }

    fn decode_rest(fields: &[&str]) -> Option<Self> {
        Some(match fields {
            ["r", span, scope, page, topic] => Self::Rank(RankView {
                span: Span::from_letter(single(span)?)?,
                scope: scope_of(scope)?,
                topic: if topic.is_empty() { String::new() } else { word(topic)? },
                page: number(page)?,
            }),
            ["me"] => Self::Me,
            ["h"] => Self::Help,
            ["l", code] => Self::Lang(Lang::from_code(code)?),
            ["t"] => Self::Todo,
            ["b", request, approve] => {
                Self::Bind { request: BindRequestId(number(request)?), approve: flag(approve)? }
            }
            ["fq", question] => Self::Reported(QuestionId(number(question)?)),
            ["fw", decided @ ..] => Self::Withdraw(Decided::read(decided)?),
            ["fk", decided @ ..] => Self::Uphold(Decided::read(decided)?),
            ["fr", decided @ ..] => Self::Restore(Decided::read(decided)?),
            ["e", act @ ..] => Self::Exam(exam::OfExam::decode(act)?),
            ["m", act @ ..] => Self::Draft(exam_draft::OfDraft::decode(act)?),
            ["p", act @ ..] => Self::Desk(exam_desk::OfDesk::decode(act)?),
            ["g", act @ ..] => Self::Bank(bank::OfBank::decode(act)?),
            [tag @ ("w" | "wf" | "wh"), act @ ..] => {
                Self::Reference(reference::OfReference::decode(tag, act)?)
            }
            ["u", upload, version, act @ ..] => Self::Upload(upload::OfUpload::decode(upload, version, act)?),
            ["c"] => Self::Cancel,
            _ => return None,
        })
    }
}

impl Decided {
    fn read(fields: &[&str]) -> Option<Self> {
        let (question, version) = match fields {
            [question] => (question, None),
            [question, version] => (question, Some(VersionId(number(version)?))),
            _ => return None,
        };
        Some(Self { question: QuestionId(number(question)?), version })
    }
}

impl std::fmt::Display for Decided {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.question.fmt(f)?;
        self.version.map_or(Ok(()), |version| write!(f, ".{version}"))
    }
}

fn rank(view: &RankView) -> String {
    let scope = match view.scope {
        Scope::Office => "o".to_owned(),
        Scope::Own => "u".to_owned(),
        Scope::Led(unit) => format!("u{unit}"),
    };
    format!("r.{}.{scope}.{}.{}", view.span.letter(), view.page, view.topic)
}

fn scope_of(text: &str) -> Option<Scope> {
    Some(match text {
        "o" => Scope::Office,
        "u" => Scope::Own,
        led => Scope::Led(UnitId(number(led.strip_prefix('u')?)?)),
    })
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

fn word(text: &str) -> Option<String> {
    crate::domain::topic::is_word(text, 32).then(|| text.to_owned())
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{
        bank::{MAX_WORDS, OfBank, Words},
        upload::{Act, OfUpload},
        *,
    };
    use crate::domain::ids::UploadId;
    use proptest::prelude::*;

    fn of_upload(act: Act) -> Press {
        Press::Upload(OfUpload { upload: UploadId(9), version: 3, act })
    }

    /// These strings stand in people's chat histories. They must never change.
    #[test]
    fn payloads_given_out_keep_their_meaning() {
        let round = RoundId(17);
        let view = RankView { span: Span::Month, scope: Scope::Own, topic: "ethics".into(), page: 2 };
        let led = RankView { scope: Scope::Led(UnitId(12)), ..view.clone() };
        let undated = Decided { question: QuestionId(8), version: None };
        let decided = Decided { version: Some(VersionId(15)), ..undated };
        let fixed = [
            (Press::Topics, "1qt"),
            (Press::Lengths("mixed".into()), "1ql.mixed"),
            (Press::Begin { choice: "regulations".into(), length: 10 }, "1qb.10.regulations"),
            (Press::Tap { round, place: 3, shown: 1 }, "1a.17.3.1"),
            (Press::Judge { round, place: 0, verdict: true }, "1j.17.0.1"),
            (Press::Submit { round, place: 9 }, "1s.17.9"),
            (Press::Next { round, place: 9 }, "1n.17.9"),
            (Press::Leave(round), "1x.17"),
            (Press::Resume, "1qr"),
            (Press::Abandon(round), "1qe.17"),
            (Press::Flag(VersionId(5)), "1f.5"),
            (Press::Closing(round), "1k.17"),
            (Press::Review { round, nth: 2 }, "1v.17.2"),
            (Press::Redo(round), "1d.17"),
            (Press::Rank(RankView::default()), "1r.w.o.0."),
            (Press::Rank(view), "1r.m.u.2.ethics"),
            (Press::Rank(led), "1r.m.u12.2.ethics"),
            (Press::Me, "1me"),
            (Press::Help, "1h"),
            (Press::Lang(Lang::En), "1l.en"),
            (Press::Todo, "1t"),
            (Press::Bind { request: BindRequestId(4), approve: false }, "1b.4.0"),
            (Press::Reported(QuestionId(8)), "1fq.8"),
            (Press::Withdraw(undated), "1fw.8"),
            (Press::Uphold(undated), "1fk.8"),
            (Press::Restore(undated), "1fr.8"),
            (Press::Withdraw(decided), "1fw.8.15"),
            (Press::Uphold(decided), "1fk.8.15"),
            (Press::Restore(decided), "1fr.8.15"),
            (of_upload(Act::View), "1u.9.3.v"),
            (of_upload(Act::Load), "1u.9.3.l"),
            (of_upload(Act::Cancel), "1u.9.3.c"),
            (of_upload(Act::Notes), "1u.9.3.n"),
            (of_upload(Act::Sample(1)), "1u.9.3.s.1"),
            (of_upload(Act::Problems(2)), "1u.9.3.p.2"),
            (of_upload(Act::Columns(0)), "1u.9.3.m.0"),
            (of_upload(Act::Fields { sheet: 1, column: 3 }), "1u.9.3.f.1.3"),
            (of_upload(Act::Assign { sheet: 1, column: 3, field: 10 }), "1u.9.3.a.1.3.10"),
            (of_upload(Act::Header { sheet: 0, row: 2 }), "1u.9.3.h.0.2"),
            (of_upload(Act::Banks(1)), "1u.9.3.b.1"),
            (of_upload(Act::Bank(4_000_000_000)), "1u.9.3.k.4000000000"),
            (of_upload(Act::NewBank), "1u.9.3.w"),
            (of_upload(Act::Topics), "1u.9.3.o"),
            (of_upload(Act::Topic(2)), "1u.9.3.t.2"),
            (of_upload(Act::Approve), "1u.9.3.y"),
            (of_upload(Act::Refuse), "1u.9.3.x"),
            (Press::Cancel, "1c"),
        ];
        for (press, payload) in fixed {
            assert_eq!(press.encode(), payload);
            assert_eq!(Press::decode(payload), Some(press), "{payload}");
        }
    }

    #[test]
    fn where_numbers_count_from_is_said_by_the_number() {
        for (from_one, payload) in [(true, "1u.9.3.d.1"), (false, "1u.9.3.d.0")] {
            let act = Act::Numbers { from_one };
            let press = Press::Upload(OfUpload { upload: UploadId(9), version: 3, act });
            assert_eq!(press.encode(), payload);
            assert_eq!(Press::decode(payload), Some(press));
        }
        assert_eq!(Press::decode("1u.9.3.d.2"), None);
    }

    #[test]
    fn the_longest_payload_fits() {
        let longest = RoundId(i64::MAX);
        let tap = Press::Tap { round: longest, place: 999, shown: 25 };
        let begin = Press::Begin { choice: "a".repeat(32), length: 100 };
        let rank = Press::Rank(RankView {
            topic: "a".repeat(32),
            page: 99_999,
            scope: Scope::Led(UnitId(i64::MAX)),
            ..RankView::default()
        });
        let act = Act::Assign { sheet: 199, column: 16_383, field: 99 };
        let assign = Press::Upload(OfUpload { upload: UploadId(i64::MAX), version: i64::MAX, act });
        let words = Words::of(&"a".repeat(MAX_WORDS)).unwrap();
        let question = QuestionId(i64::MAX);
        let found = Press::Bank(OfBank::Question { question, page: 99_999, words });
        for press in [tap, begin, rank, assign, found] {
            assert!(press.encode().len() <= MAX_BYTES, "{press:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_the_decoder_panic(data in ".{0,80}") {
            let _ = Press::decode(&data);
        }

        #[test]
        fn what_is_read_is_written_alike(data in "1[a-z]{1,2}(\\.[a-z0-9]{0,4}){0,4}") {
            if let Some(press) = Press::decode(&data) {
                prop_assert_eq!(Press::decode(&press.encode()), Some(press));
            }
        }
    }
}
