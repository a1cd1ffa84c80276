//! An exam as a file.

use chrono_tz::Tz;

use super::{
    ExamFile,
    format::{
        Advance, At, Book, Counts, Draw, Exam, Moment, MultipleWord, Order, Paper, Places, Review, Ties,
        Track, VERSION, Who,
    },
};
use crate::{
    bank::format::Date,
    clock::Timestamp,
    domain::{
        calendar,
        exam::{
            self, RoomCode,
            advance::{self, Quota, Rule},
            blueprint,
            results::{self, Counting},
            track,
        },
        rules::MultipleRule,
    },
};

/// Whether a file can hold all of an exam: the quotas of single units, which are
/// known by their numbers, stay out of it.
pub fn is_whole(file: &ExamFile) -> bool {
    !matches!(file.exam.advance, Some(Rule { quota: Quota::PerUnit(_), .. }))
}

/// Writes an exam in the format; the same exam always gives the same text, and
/// [`super::read`] gives the exam back. What is as it would be anyway is left
/// out.
pub fn write(file: &ExamFile, zone: Tz) -> String {
    toml::to_string(&written(file, zone)).expect("texts and numbers have a form in TOML")
}

fn written(file: &ExamFile, zone: Tz) -> Exam {
    let exam = &file.exam;
    let at = |moment: Timestamp| At(calendar::local(moment, zone));
    Exam {
        format: VERSION,
        id: file.id.clone(),
        title: exam.title.clone(),
        preset: None,
        opens: at(exam.window.opens),
        closes: at(exam.window.closes),
        minutes: None,
        late_minutes: None,
        pass: None,
        draw: (exam.draw != exam::Draw::default()).then(|| exam.draw.into()),
        order: (exam.order != exam::Order::default()).then(|| exam.order.into()),
        multiple: (exam.multiple != MultipleRule::default()).then(|| exam.multiple.into()),
        ages_on: exam.ages_on.map(Date),
        code: code(&exam.code),
        places: (exam.places != results::Order::default()).then(|| exam.places.into()),
        proctors: exam.proctors.clone(),
        who: (exam.who != exam::Who::default()).then(|| Who::from(&exam.who)),
        paper: exam.blueprint.iter().map(Paper::from).collect(),
        track: exam.tracks.iter().map(Track::from).collect(),
        review: (exam.review != exam::Review::default()).then(|| Review::from(exam.review)),
        advance: exam.advance.as_ref().and_then(advance),
    }
}

fn code(code: &RoomCode) -> Option<String> {
    match code {
        RoomCode::None => None,
        RoomCode::Changing => Some("changing".to_owned()),
        RoomCode::Fixed(code) => Some(code.clone()),
    }
}

fn advance(rule: &Rule) -> Option<Advance> {
    let ties = Some(rule.ties).filter(|ties| *ties != advance::Ties::default()).map(Into::into);
    let advance = Advance { ties, ..Advance::default() };
    match &rule.quota {
        Quota::Overall(top) => Some(Advance { top: Some(*top), ..advance }),
        Quota::EachUnit(each) => Some(Advance { each_unit: Some(*each), ..advance }),
        Quota::PerTrack(tracks) => Some(Advance { tracks: tracks.clone(), ..advance }),
        Quota::PerUnit(_) => None,
    }
}

impl From<results::Order> for Places {
    fn from(order: results::Order) -> Self {
        match order {
            results::Order::Mark => Self::Mark,
            results::Order::MarkThenTime => Self::MarkThenTime,
        }
    }
}

impl From<Counting> for Counts {
    fn from(counting: Counting) -> Self {
        match counting {
            Counting::Best => Self::Best,
            Counting::Last => Self::Last,
            Counting::First => Self::First,
            Counting::Mean => Self::Mean,
        }
    }
}

impl From<advance::Ties> for Ties {
    fn from(ties: advance::Ties) -> Self {
        match ties {
            advance::Ties::All => Self::All,
            advance::Ties::Earlier => Self::Earlier,
            advance::Ties::LessTime => Self::LessTime,
            advance::Ties::Further => Self::Further,
        }
    }
}

impl From<&exam::Who> for Who {
    fn from(who: &exam::Who) -> Self {
        Self {
            units: who.units.clone(),
            people: who.people.clone(),
            except: who.except.clone(),
            tracks: who.tracks.clone(),
        }
    }
}

impl From<&blueprint::Row> for Paper {
    fn from(row: &blueprint::Row) -> Self {
        let mut paper = Self {
            topic: None,
            bank: None,
            tag: None,
            questions: Vec::new(),
            kind: row.kind.map(Into::into),
            difficulty: row.difficulty,
            number: Some(row.number),
            marks: row.marks.into(),
        };
        match &row.from {
            blueprint::Source::Topic(topic) => paper.topic = Some(topic.clone()),
            blueprint::Source::Bank(bank) => paper.bank = Some(bank.clone()),
            blueprint::Source::Tag(tag) => paper.tag = Some(tag.clone()),
            blueprint::Source::Chosen(chosen) => paper.questions.clone_from(chosen),
            blueprint::Source::Any => {}
        }
        paper
    }
}

impl From<&track::Track> for Track {
    fn from(track: &track::Track) -> Self {
        Self {
            id: track.id.clone(),
            title: track.title.clone(),
            from: track.ages.from,
            under: track.ages.under,
            book: match track.book {
                track::Book::Closed => Book::Closed,
                track::Book::Open => Book::Open,
            },
            minutes: track.minutes,
            late_minutes: track.late_minutes,
            pass: track.pass.into(),
            attempts: Some(track.attempts).filter(|attempts| *attempts != 1),
            counts: Some(track.counts).filter(|counts| *counts != Counting::default()).map(Into::into),
        }
    }
}

impl From<exam::Review> for Review {
    fn from(review: exam::Review) -> Self {
        let [mark, answers, key, place] =
            [review.mark, review.answers, review.key, review.place].map(|moment| Some(moment.into()));
        Self { mark, answers, key, place }
    }
}

impl From<exam::Draw> for Draw {
    fn from(draw: exam::Draw) -> Self {
        match draw {
            exam::Draw::Each => Self::Each,
            exam::Draw::Same => Self::Same,
        }
    }
}

impl From<exam::Order> for Order {
    fn from(order: exam::Order) -> Self {
        match order {
            exam::Order::Rows => Self::Rows,
            exam::Order::Written => Self::Written,
            exam::Order::Mixed => Self::Mixed,
        }
    }
}

impl From<MultipleRule> for MultipleWord {
    fn from(rule: MultipleRule) -> Self {
        match rule {
            MultipleRule::Proportional => Self::Proportional,
            MultipleRule::Strict => Self::Strict,
            MultipleRule::Half => Self::Half,
        }
    }
}

impl From<exam::Moment> for Moment {
    fn from(moment: exam::Moment) -> Self {
        match moment {
            exam::Moment::HandedIn => Self::HandedIn,
            exam::Moment::Closed => Self::Closed,
            exam::Moment::Released => Self::Released,
            exam::Moment::Never => Self::Never,
        }
    }
}
