//! Answers: the evidence, and what is derived from it in the same turn.

use chrono::NaiveDate;

use super::{Dialect, Result, StoreError, Tx};
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

#[derive(sqlx::FromRow)]
struct BeforeRow {
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

/// What a person has done with a question and on a day so far.
pub async fn before(tx: &mut Tx, staff: StaffId, question: QuestionId, day: NaiveDate) -> Result<Before> {
    let row: Option<BeforeRow> =
        fetch_optional!(tx, sql!("response_before"), staff.0, question.0, day_number(day));
    let row = row.ok_or_else(|| StoreError::broken("staff", "id", staff))?;
    Ok(Before {
        progress: Progress {
            seen: row.seen.unwrap_or(0),
            wrong: row.wrong.unwrap_or(0),
            in_book: row.in_book.unwrap_or(false),
            right_days: row.right_days.unwrap_or(0),
            last_day: row.last_day.and_then(day_from_number),
            earned_day: row.earned_day.and_then(day_from_number),
        },
        points_today: Points::from_hundredths(row.points_today.unwrap_or(0)),
        streak: Streak { current: row.current.unwrap_or(0), best: row.best.unwrap_or(0) },
        current: VersionId(row.version_id),
    })
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
/// the streak and the round. An error if the round has ended.
pub async fn write(tx: &mut Tx, answered: &Answered<'_>) -> Result<()> {
    let Answered { response, day, progress, streak, .. } = answered;
    let period = |span: Span| span.period_of(*day).number;
    let touched = execute!(
        tx,
        twin!(tx, "response_write"),
        answered.staff.0,
        answered.unit.0,
        answered.round.0,
        i64::try_from(response.place).unwrap_or(i64::MAX),
        response.slot.question.0,
        response.slot.version.0,
        answered.topic,
        json(&response.order),
        json(&response.answer),
        response.marked.earned.hundredths(),
        response.marked.full.hundredths(),
        response.marked.points.hundredths(),
        response.marked.elapsed_ms,
        period(Span::Day),
        answered.now,
        i64::from(response.marked.is_right()),
        period(Span::Week),
        period(Span::Month),
        progress.seen,
        progress.wrong,
        progress.in_book,
        progress.right_days,
        progress.earned_day.map_or(0, day_number),
        streak.current,
        streak.best,
        json(answered.after),
    );
    // PostgreSQL counts the last part of the statement, SQLite all of them.
    let expected = match tx.dialect() {
        Dialect::Postgres => 1,
        Dialect::Sqlite => 1 + 16 + 1 + 1 + 1,
    };
    if touched == expected { Ok(()) } else { Err(StoreError::broken("round", "ended_at", answered.round)) }
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

/// How many answers there are.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("response_count"));
    Ok(count)
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
