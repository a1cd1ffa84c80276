//! Answers: the evidence, and what is derived from it in the same turn.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Result, StoreError, Tx, group::work::Answer as Row};
use crate::domain::{
    answer::Answer,
    calendar::{Span, day_from_number, day_number},
    ids::{QuestionId, RoundId, StaffId, UnitId, VersionId},
    points::Points,
    progress::Progress,
    round::{Marked, Response, Round},
    streak::Streak,
};

/// What a person has done before an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// With this question.
    pub progress: Progress,
    /// The points of the day so far.
    pub points_today: Points,
    /// Right answers in a row.
    pub streak: Streak,
    /// The question's current version: the answer may have been asked in an
    /// earlier one, whose key was corrected since.
    pub current: VersionId,
}

/// Whose history it is, with which question, and which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct BeforeKey {
    pub(super) staff: StaffId,
    pub(super) question: QuestionId,
    pub(super) day: i64,
}

#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct BeforeRow {
    staff_id: i64,
    question_id: i64,
    seen: Option<i64>,
    wrong: Option<i64>,
    in_book: Option<bool>,
    right_days: Option<i64>,
    last_day: Option<i64>,
    earned_day: Option<i64>,
    points_today: Option<i64>,
    current: Option<i64>,
    best: Option<i64>,
    version_id: i64,
}

impl BeforeRow {
    pub(super) fn keyed(self, day: i64) -> (BeforeKey, Before) {
        let key = BeforeKey { staff: StaffId(self.staff_id), question: QuestionId(self.question_id), day };
        (key, self.before())
    }

    fn before(self) -> Before {
        Before {
            progress: Progress {
                seen: self.seen.unwrap_or(0),
                wrong: self.wrong.unwrap_or(0),
                in_book: self.in_book.unwrap_or(false),
                right_days: self.right_days.unwrap_or(0),
                last_day: self.last_day.and_then(day_from_number),
                earned_day: self.earned_day.and_then(day_from_number),
            },
            points_today: Points::from_hundredths(self.points_today.unwrap_or(0)),
            streak: Streak { current: self.current.unwrap_or(0), best: self.best.unwrap_or(0) },
            current: VersionId(self.version_id),
        }
    }
}

/// What a person has done with a question and on a day so far.
pub async fn before(tx: &mut Tx, staff: StaffId, question: QuestionId, day: NaiveDate) -> Result<Before> {
    let key = BeforeKey { staff, question, day: day_number(day) };
    if let Some(foreseen) = tx.ticket().and_then(|ticket| ticket.foreseen(key)) {
        return Ok(foreseen);
    }
    let row: Option<BeforeRow> = fetch_optional!(tx, sql!("response_before"), staff.0, question.0, key.day);
    row.map(BeforeRow::before).ok_or_else(|| StoreError::broken("staff", "id", staff))
}

/// An answer with all that is written for it.
#[derive(Debug)]
pub struct Answered<'a> {
    /// Who.
    pub staff: StaffId,
    /// Their unit today: the points stay with it.
    pub unit: UnitId,
    /// In which round.
    pub round: RoundId,
    /// The topic's word.
    pub topic: &'a str,
    /// The answer.
    pub response: &'a Response,
    /// The round after it.
    pub after: &'a Round,
    /// The history with the question after it.
    pub progress: Progress,
    /// Right answers in a row after it.
    pub streak: Streak,
    /// The day.
    pub day: NaiveDate,
    /// The moment.
    pub now: i64,
}

/// Writes an answer: the response, the scores, the history with the question,
/// the streak and the round. An error if the round has ended: at once or, on
/// SQLite, when the turn's work is written.
pub async fn write(tx: &mut Tx, answered: &Answered<'_>) -> Result<()> {
    let row = answered.row();
    match tx.work() {
        Some(work) => {
            work.round(row.round, json(answered.after));
            work.answer(row);
            Ok(())
        }
        None => write_at_once(tx, &row, &json(answered.after)).await,
    }
}

impl Answered<'_> {
    fn row(&self) -> Row {
        let Self { response, day, progress, streak, .. } = self;
        let marked = response.marked;
        let period = |span: Span| span.period_of(*day).number;
        Row {
            staff: self.staff.0,
            unit: self.unit.0,
            round: self.round.0,
            place: i64::try_from(response.place).unwrap_or(i64::MAX),
            question: response.slot.question.0,
            version: response.slot.version.0,
            topic: self.topic.to_owned(),
            order: json(&response.order),
            given: json(&response.answer),
            earned: marked.earned.hundredths(),
            full: marked.full.hundredths(),
            points: marked.points.hundredths(),
            elapsed: marked.elapsed_ms,
            day: period(Span::Day),
            week: period(Span::Week),
            month: period(Span::Month),
            at: self.now,
            right: i64::from(marked.is_right()),
            seen: progress.seen,
            wrong: progress.wrong,
            in_book: progress.in_book,
            right_days: progress.right_days,
            earned_day: progress.earned_day.map_or(0, day_number),
            current: streak.current,
            best: streak.best,
        }
    }
}

/// On PostgreSQL an answer is one statement and so costs one round trip.
async fn write_at_once(tx: &mut Tx, row: &Row, after: &str) -> Result<()> {
    let touched = execute!(
        tx,
        sql!("postgres/", "response_write"),
        row.staff,
        row.unit,
        row.round,
        row.place,
        row.question,
        row.version,
        &row.topic,
        &row.order,
        &row.given,
        row.earned,
        row.full,
        row.points,
        row.elapsed,
        row.day,
        row.at,
        row.right,
        row.week,
        row.month,
        row.seen,
        row.wrong,
        row.in_book,
        row.right_days,
        row.earned_day,
        row.current,
        row.best,
        after,
    );
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("round", "ended_at", row.round)) }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}

/// An answer of a round, as its closing screen needs it.
#[derive(Debug, Clone)]
pub struct RoundAnswer {
    /// The question's place.
    pub place: i64,
    /// Which question.
    pub question: QuestionId,
    /// In which wording.
    pub version: VersionId,
    /// The order in which its options were shown.
    pub order: Vec<usize>,
    /// What was answered.
    pub answer: Answer,
    /// How it is marked, corrections included.
    pub marked: Marked,
}

type RoundAnswerRow = (i64, i64, i64, String, String, i64, i64, i64, i64);

/// The answers of a round, in order.
pub async fn of_round(tx: &mut Tx, round: RoundId) -> Result<Vec<RoundAnswer>> {
    let rows: Vec<RoundAnswerRow> = fetch_all!(tx, sql!("response_of_round"), round.0);
    rows.into_iter()
        .map(|(place, question, version, order, answer, earned, full, points, elapsed_ms)| {
            Ok(RoundAnswer {
                place,
                question: QuestionId(question),
                version: VersionId(version),
                order: parse("option_order", round.0, &order)?,
                answer: parse("answer", round.0, &answer)?,
                marked: Marked {
                    earned: Points::from_hundredths(earned),
                    full: Points::from_hundredths(full),
                    points: Points::from_hundredths(points),
                    elapsed_ms,
                },
            })
        })
        .collect()
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(column: &'static str, row: i64, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|_| StoreError::broken("response", column, row))
}

/// Who has answered a question.
pub async fn staff_of_question(tx: &mut Tx, question: QuestionId) -> Result<Vec<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("response_staff_of_question"), question.0);
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}

/// Who has answered anything.
pub async fn staff(tx: &mut Tx) -> Result<Vec<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("response_staff"));
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}
