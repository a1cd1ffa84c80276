//! Scores by day, week, month and all time: derived, incremental, and what
//! rankings are read from.

use super::{Result, Tx};
use crate::domain::{
    calendar::Period,
    ids::StaffId,
    points::Points,
    ranking::{self, Figures, Ranked},
};

#[derive(sqlx::FromRow)]
struct Row {
    staff_id: i64,
    name: String,
    unit: String,
    points: i64,
    answered: i64,
    correct: i64,
    elapsed_ms: i64,
}

impl From<Row> for Ranked {
    fn from(row: Row) -> Self {
        Self {
            staff: StaffId(row.staff_id),
            name: row.name,
            unit: row.unit,
            figures: figures((row.points, row.answered, row.correct, row.elapsed_ms)),
            place: 0,
        }
    }
}

fn figures((points, answered, correct, elapsed_ms): (i64, i64, i64, i64)) -> Figures {
    Figures { points: Points::from_hundredths(points), answered, correct, elapsed_ms }
}

/// Which ranking: a period and a topic's word, `""` for all topics.
#[derive(Debug, Clone, Copy)]
pub struct Board<'a> {
    /// When.
    pub period: Period,
    /// What.
    pub topic: &'a str,
}

impl Board<'_> {
    fn span(&self) -> String {
        self.period.span.letter().to_string()
    }
}

/// Where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Their place: one more than the number of those who are better.
    pub place: i64,
    /// How many rows stand before theirs, equals by staff id.
    pub before: i64,
    /// Their figures.
    pub figures: Figures,
}

/// Rows of the whole office's ranking from `offset` on, with places.
pub async fn rows(tx: &mut Tx, board: Board<'_>, limit: i64, offset: i64) -> Result<Vec<Ranked>> {
    let offset = offset.max(0);
    let found: Vec<Row> =
        fetch_all!(tx, sql!("score_rows"), board.span(), board.period.number, board.topic, limit, offset);
    let mut ranked: Vec<Ranked> = found.into_iter().map(Ranked::from).collect();
    let first_place = match ranked.first() {
        Some(first) if offset > 0 => better(tx, board, first.staff, first.figures).await?.0 + 1,
        _ => 1,
    };
    ranking::number(&mut ranked, offset, first_place);
    Ok(ranked)
}

/// How many are better, and how many stand before.
async fn better(tx: &mut Tx, board: Board<'_>, staff: StaffId, figures: Figures) -> Result<(i64, i64)> {
    Ok(fetch_one!(
        tx,
        sql!("score_better"),
        board.span(),
        board.period.number,
        board.topic,
        figures.points.hundredths(),
        figures.accuracy_ppm(),
        figures.elapsed_ms,
        staff.0
    ))
}

/// Where a person stands in the whole office; `None` without answers.
pub async fn standing(tx: &mut Tx, board: Board<'_>, staff: StaffId) -> Result<Option<Standing>> {
    let mine: Option<(i64, i64, i64, i64)> =
        fetch_optional!(tx, sql!("score_mine"), board.span(), board.period.number, board.topic, staff.0);
    let Some(mine) = mine.map(figures) else { return Ok(None) };
    let (better, before) = better(tx, board, staff, mine).await?;
    Ok(Some(Standing { place: better + 1, before, figures: mine }))
}

/// How many people stand in the whole office's ranking.
pub async fn count(tx: &mut Tx, board: Board<'_>) -> Result<i64> {
    let (count,): (i64,) =
        fetch_one!(tx, sql!("score_count"), board.span(), board.period.number, board.topic);
    Ok(count)
}

/// The whole ranking of a unit and all below it, by where points were earned.
/// `lineage` is the unit's.
pub async fn of_subtree(tx: &mut Tx, board: Board<'_>, lineage: &str) -> Result<Vec<Ranked>> {
    let below = format!("{lineage}%");
    let found: Vec<Row> =
        fetch_all!(tx, sql!("score_of_subtree"), board.span(), board.period.number, board.topic, below);
    let mut ranked: Vec<Ranked> = found.into_iter().map(Ranked::from).collect();
    ranked.sort_by(|a, b| a.figures.order().cmp(&b.figures.order()).then(a.staff.cmp(&b.staff)));
    ranking::number(&mut ranked, 0, 1);
    Ok(ranked)
}
