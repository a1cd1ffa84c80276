//! Sittings of exams, and the evidence of what was done in them.

use super::{Result, StoreError, Tx};
use crate::{
    clock::Timestamp,
    domain::{
        answer::Answer,
        exam::{
            paper::Paper,
            sitting::{Given, Work},
            timing::Window,
            track::Book,
        },
        ids::{ExamId, SittingId, StaffId, UnitId},
        points::Points,
    },
};

/// A sitting.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// Its number.
    pub id: SittingId,
    /// Of which exam.
    pub exam: ExamId,
    /// Whose.
    pub staff: StaffId,
    /// Which attempt, from 1.
    pub attempt: i64,
    /// The word of the track.
    pub track: String,
    /// Whether one may look things up.
    pub book: Book,
    /// The paper.
    pub paper: Paper,
    /// What was done on it.
    pub work: Work,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ends, whatever was added and given back included.
    pub deadline: Timestamp,
    /// What was given back for outages, in milliseconds.
    pub given_ms: i64,
    /// When it has to be looked after.
    pub alarm_at: Timestamp,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// How a sitting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// By whom or what.
    pub by: EndedBy,
    /// Why, if a proctor says so.
    pub reason: Option<String>,
    /// The mark.
    pub earned: Points,
}

/// By whom or what a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// The person has handed in.
    Person,
    /// The time was over.
    Time,
    /// A proctor has taken the paper in.
    Proctor,
    /// It was declared void.
    Void,
}

impl EndedBy {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "self",
            Self::Time => "time",
            Self::Proctor => "proctor",
            Self::Void => "void",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Time, Self::Proctor, Self::Void].into_iter().find(|by| by.word() == word)
    }
}

/// The word of a book in the database.
const fn book_word(book: Book) -> &'static str {
    match book {
        Book::Closed => "closed",
        Book::Open => "open",
    }
}

/// Reads the word of a book.
pub(super) fn book(word: &str) -> Option<Book> {
    [Book::Closed, Book::Open].into_iter().find(|book| book_word(*book) == word)
}

/// A sitting that begins.
#[derive(Debug)]
pub struct Beginning<'a> {
    /// Of which exam.
    pub exam: ExamId,
    /// Whose.
    pub staff: StaffId,
    /// The unit they sit for.
    pub unit: UnitId,
    /// Which attempt, from 1.
    pub attempt: i64,
    /// The word of the track.
    pub track: &'a str,
    /// Whether one may look things up.
    pub book: Book,
    /// The paper.
    pub paper: &'a Paper,
    /// When it ends.
    pub deadline: Timestamp,
    /// When it has to be looked after.
    pub alarm: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    exam_id: i64,
    staff_id: i64,
    attempt: i64,
    track: String,
    book: String,
    paper: String,
    started_at: i64,
    deadline_at: i64,
    given_ms: i64,
    alarm_at: i64,
    ended_at: Option<i64>,
    ended_by: Option<String>,
    reason: Option<String>,
    earned: Option<i64>,
    work: String,
}

impl Row {
    fn sitting(self) -> Result<Sitting> {
        let broken = |column| StoreError::broken("sitting", column, self.id);
        let paper: Paper = serde_json::from_str(&self.paper).map_err(|_| broken("paper"))?;
        let work: Work = serde_json::from_str(&self.work).map_err(|_| broken("work"))?;
        if !work.fits(&paper) {
            return Err(broken("work"));
        }
        let by =
            self.ended_by.as_deref().map(|word| EndedBy::from_word(word).ok_or_else(|| broken("ended_by")));
        let ended = self.ended_at.zip(by.transpose()?).map(|(at, by)| Ended {
            at: Timestamp(at),
            by,
            reason: self.reason.clone(),
            earned: Points::from_hundredths(self.earned.unwrap_or(0)),
        });
        Ok(Sitting {
            id: SittingId(self.id),
            exam: ExamId(self.exam_id),
            staff: StaffId(self.staff_id),
            attempt: self.attempt,
            book: book(&self.book).ok_or_else(|| broken("book"))?,
            track: self.track,
            paper,
            work,
            started_at: Timestamp(self.started_at),
            deadline: Timestamp(self.deadline_at),
            given_ms: self.given_ms,
            alarm_at: Timestamp(self.alarm_at),
            ended,
        })
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}

/// Begins a sitting. Who sits already is refused by the database.
pub async fn begin(tx: &mut Tx, beginning: &Beginning<'_>, now: i64) -> Result<SittingId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        sql!("sitting_begin"),
        beginning.exam.0,
        beginning.staff.0,
        beginning.unit.0,
        beginning.attempt,
        beginning.track,
        book_word(beginning.book),
        json(beginning.paper),
        now,
        beginning.deadline.0,
        beginning.alarm.0,
        beginning.paper.full_mark().hundredths(),
    );
    let work = Work::new(beginning.paper.items().len());
    execute!(tx, sql!("sitting_work_add"), id, json(&work));
    Ok(SittingId(id))
}

/// The sitting that a person is in.
pub async fn open(tx: &mut Tx, staff: StaffId) -> Result<Option<Sitting>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("sitting_open_of_staff"), staff.0);
    row.map(Row::sitting).transpose()
}

/// A sitting.
pub async fn get(tx: &mut Tx, id: SittingId) -> Result<Option<Sitting>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("sitting_get"), id.0);
    row.map(Row::sitting).transpose()
}

/// All sittings of an exam, in the order in which they began.
pub async fn of_exam(tx: &mut Tx, exam: ExamId) -> Result<Vec<Sitting>> {
    let rows: Vec<Row> = fetch_all!(tx, sql!("sitting_of_exam"), exam.0);
    rows.into_iter().map(Row::sitting).collect()
}

/// A person's attempt at an exam, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The sitting.
    pub sitting: SittingId,
    /// Which attempt, from 1.
    pub number: i64,
    /// When and how it ended.
    pub ended: Option<(Timestamp, EndedBy)>,
    /// The mark, once it ended.
    pub earned: Option<Points>,
    /// The full mark.
    pub full: Points,
}

/// A person's attempts at an exam.
pub async fn of_candidate(tx: &mut Tx, exam: ExamId, staff: StaffId) -> Result<Vec<Attempt>> {
    type Row = (i64, i64, Option<i64>, Option<String>, Option<i64>, i64);
    let rows: Vec<Row> = fetch_all!(tx, sql!("sitting_of_candidate"), exam.0, staff.0);
    let attempt = |(id, number, ended_at, ended_by, earned, full): Row| {
        let by = ended_by.as_deref().and_then(EndedBy::from_word);
        if ended_at.is_some() && by.is_none() {
            return Err(StoreError::broken("sitting", "ended_by", id));
        }
        Ok(Attempt {
            sitting: SittingId(id),
            number,
            ended: ended_at.map(Timestamp).zip(by),
            earned: earned.map(Points::from_hundredths),
            full: Points::from_hundredths(full),
        })
    };
    rows.into_iter().map(attempt).collect()
}

/// What a sitting that has ended has come to, without the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The sitting.
    pub sitting: SittingId,
    /// Whose.
    pub staff: StaffId,
    /// When it began.
    pub started_at: Timestamp,
    /// What was given back for outages, in milliseconds.
    pub given_ms: i64,
    /// When it ended.
    pub ended_at: Timestamp,
    /// By whom or what.
    pub by: EndedBy,
    /// The mark.
    pub earned: Points,
    /// The full mark.
    pub full: Points,
}

/// What all sittings of an exam have come to, in the order in which they began.
pub async fn outcomes(tx: &mut Tx, exam: ExamId) -> Result<Vec<Outcome>> {
    type Row = (i64, i64, i64, i64, i64, String, Option<i64>, i64);
    let rows: Vec<Row> = fetch_all!(tx, sql!("sitting_outcomes"), exam.0);
    let outcome = |(id, staff, started_at, given_ms, ended_at, by, earned, full): Row| {
        Ok(Outcome {
            sitting: SittingId(id),
            staff: StaffId(staff),
            started_at: Timestamp(started_at),
            given_ms,
            ended_at: Timestamp(ended_at),
            by: EndedBy::from_word(&by).ok_or_else(|| StoreError::broken("sitting", "ended_by", id))?,
            earned: Points::from_hundredths(earned.unwrap_or(0)),
            full: Points::from_hundredths(full),
        })
    };
    rows.into_iter().map(outcome).collect()
}

/// Keeps what was done on the paper.
pub async fn save(tx: &mut Tx, id: SittingId, work: &Work) -> Result<()> {
    let touched = execute!(tx, sql!("sitting_save"), id.0, json(work));
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("sitting_work", "sitting_id", id)) }
}

/// Keeps an answer, as evidence and on the paper.
pub async fn answer(tx: &mut Tx, id: SittingId, work: &Work, given: &Given, now: i64) -> Result<()> {
    let place = i64::try_from(given.place).unwrap_or(i64::MAX);
    let answer = given.answer.as_ref().map(json);
    execute!(tx, sql!("sitting_answer_add"), id.0, place, answer, now);
    save(tx, id, work).await
}

/// An answer as it was given, changed or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What.
    pub given: Given,
    /// When.
    pub at: Timestamp,
}

/// All that was answered in a sitting, in its order.
pub async fn answers(tx: &mut Tx, id: SittingId) -> Result<Vec<Kept>> {
    let rows: Vec<(i64, Option<String>, i64)> = fetch_all!(tx, sql!("sitting_answers"), id.0);
    let kept = |(place, answer, at): (i64, Option<String>, i64)| {
        let broken = |_| StoreError::broken("sitting_answer", "answer", id);
        let answer: Option<Answer> =
            answer.as_deref().map(serde_json::from_str).transpose().map_err(broken)?;
        let place = usize::try_from(place).map_err(|_| StoreError::broken("sitting_answer", "place", id))?;
        Ok(Kept { given: Given { place, answer }, at: Timestamp(at) })
    };
    rows.into_iter().map(kept).collect()
}

/// Ends a sitting that is open; whether it was.
pub async fn end(tx: &mut Tx, id: SittingId, ended: &Ended) -> Result<bool> {
    let earned = ended.earned.hundredths();
    let touched = execute!(tx, sql!("sitting_end"), id.0, ended.at.0, ended.by.word(), &ended.reason, earned);
    Ok(touched == 1)
}

/// Sets the mark of a sitting that has ended anew.
pub async fn set_mark(tx: &mut Tx, id: SittingId, earned: Points, full: Points) -> Result<()> {
    let touched = execute!(tx, sql!("sitting_set_earned"), id.0, earned.hundredths(), full.hundredths());
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("sitting", "ended_at", id)) }
}

/// So many open sittings that have to be looked after. On PostgreSQL this locks
/// the people until the transaction ends, and passes over those who are locked.
pub async fn due(tx: &mut Tx, now: i64, most: i64) -> Result<Vec<SittingId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, twin!(tx, "sitting_due"), now, most);
    Ok(rows.into_iter().map(|(id,)| SittingId(id)).collect())
}

/// Gives an outage back to all who were sitting.
pub async fn give_back(tx: &mut Tx, outage: Window) -> Result<u64> {
    Ok(execute!(tx, sql!("sitting_give_back"), outage.opens.0, outage.closes.0))
}

/// Moves the ends of all open sittings, after the clock was set.
pub async fn shift(tx: &mut Tx, by: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("sitting_shift"), by))
}

/// An open sitting, as lists of those who sit show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its number.
    pub id: SittingId,
    /// Whose.
    pub staff: StaffId,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ends.
    pub deadline: Timestamp,
    /// The title of the exam.
    pub title: String,
}

/// So many open sittings that had begun by then, of all exams, after this one.
pub async fn open_page(tx: &mut Tx, after: SittingId, begun: Timestamp, most: i64) -> Result<Vec<Open>> {
    let rows: Vec<(i64, i64, i64, i64, String)> =
        fetch_all!(tx, sql!("sitting_open_page"), after.0, begun.0, most);
    let open = |(id, staff, started, deadline, title)| Open {
        id: SittingId(id),
        staff: StaffId(staff),
        started_at: Timestamp(started),
        deadline: Timestamp(deadline),
        title,
    };
    Ok(rows.into_iter().map(open).collect())
}

/// How many sat an exam that is closed, and how many who were expected did not.
pub async fn tally(tx: &mut Tx, exam: ExamId) -> Result<(i64, i64)> {
    Ok(fetch_one!(tx, sql!("sitting_tally"), exam.0))
}

/// Sets when an open sitting ends and has to be looked after.
pub async fn set_times(tx: &mut Tx, id: SittingId, deadline: Timestamp, alarm: Timestamp) -> Result<bool> {
    Ok(execute!(tx, sql!("sitting_set_times"), id.0, deadline.0, alarm.0) == 1)
}

/// Puts off looking after a sitting that can't be read.
pub async fn put_off(tx: &mut Tx, id: SittingId, alarm: Timestamp) -> Result<()> {
    execute!(tx, sql!("sitting_put_off"), id.0, alarm.0);
    Ok(())
}

/// How many sit an exam right now.
pub async fn count_open(tx: &mut Tx, exam: ExamId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("sitting_count_open"), exam.0);
    Ok(count)
}

/// Keeps what was looked up, as evidence.
pub async fn searched(tx: &mut Tx, id: SittingId, words: &str, hits: i64, now: i64) -> Result<()> {
    execute!(tx, sql!("sitting_search_add"), id.0, words, hits, now);
    Ok(())
}

/// What was looked up in a sitting, how much was found, and when.
pub async fn searches(tx: &mut Tx, id: SittingId) -> Result<Vec<(String, i64, Timestamp)>> {
    let rows: Vec<(String, i64, i64)> = fetch_all!(tx, sql!("sitting_searches"), id.0);
    Ok(rows.into_iter().map(|(words, hits, at)| (words, hits, Timestamp(at))).collect())
}

/// A sitting as a proctor sees it: nothing of the paper, nothing of the answers.
#[derive(Debug, Clone)]
pub struct Seated {
    /// Its number.
    pub id: SittingId,
    /// Whose.
    pub staff: StaffId,
    /// When it ends.
    pub deadline: Timestamp,
    /// When and how it ended.
    pub ended: Option<(Timestamp, EndedBy)>,
    /// How far they are, while they sit.
    pub work: Option<Work>,
}

/// All sittings of an exam as a proctor sees them, in the order in which they
/// began.
pub async fn seated(tx: &mut Tx, exam: ExamId) -> Result<Vec<Seated>> {
    type Row = (i64, i64, i64, Option<i64>, Option<String>, Option<String>);
    let rows: Vec<Row> = fetch_all!(tx, sql!("sitting_seated"), exam.0);
    let seated = |(id, staff, deadline, ended_at, ended_by, work): Row| {
        let broken = |column| StoreError::broken("sitting", column, id);
        let by = ended_by.as_deref().map(|word| EndedBy::from_word(word).ok_or_else(|| broken("ended_by")));
        let work = work.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken("work"))?;
        Ok(Seated {
            id: SittingId(id),
            staff: StaffId(staff),
            deadline: Timestamp(deadline),
            ended: ended_at.map(Timestamp).zip(by.transpose()?),
            work,
        })
    };
    rows.into_iter().map(seated).collect()
}

/// Declares a sitting void that has ended; whether it counted until now.
pub async fn void(tx: &mut Tx, id: SittingId, reason: &str) -> Result<bool> {
    Ok(execute!(tx, sql!("sitting_void"), id.0, reason) == 1)
}
