//! Deriving scores, histories and streaks anew from the answers.
//!
//! Marks are a fold over the evidence, so they can be replayed when a key is
//! corrected or a rule changes.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use chrono::NaiveDate;

use super::{Result, StoreError, Tx, question, response::parse};
use crate::domain::{
    answer::Answer,
    calendar::{Span, day_from_number, day_number},
    grading,
    ids::{StaffId, VersionId},
    points::Points,
    progress::Progress,
    question::Question,
    ranking::Figures,
    rules::Rules,
    streak::Streak,
};

/// What a replay has changed for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// How many answers are marked otherwise now.
    pub remarked: usize,
    /// By how much the points have changed together.
    pub points: Points,
}

/// One answer of a person, as a replay needs it.
#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    unit_id: i64,
    question_id: i64,
    version_id: i64,
    topic: String,
    answer: String,
    earned: i64,
    full_mark: i64,
    points: i64,
    elapsed_ms: i64,
    day: i64,
}

/// The keys in force, by version.
#[derive(Debug, Default)]
pub struct Keys(HashMap<VersionId, Question>);

impl Keys {
    async fn of(&mut self, tx: &mut Tx, version: VersionId) -> Result<&Question> {
        Ok(match self.0.entry(version) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(question::in_force(tx, version).await?),
        })
    }
}

/// Derives everything about a person anew. No turn of theirs comes in between.
pub async fn staff(tx: &mut Tx, staff: StaffId, rules: &Rules, keys: &mut Keys) -> Result<Difference> {
    let _locked: Option<(i64,)> = fetch_optional!(tx, twin!(tx, "staff_lock"), staff.0);
    let rows: Vec<Row> = fetch_all!(tx, sql!("response_of_staff"), staff.0);
    let mut fold = Fold::default();
    let mut difference = Difference::default();
    for row in &rows {
        let key = keys.of(tx, VersionId(row.version_id)).await?;
        let answer: Answer = parse("answer", row.id, &row.answer)?;
        let earned = grading::grade(key, &answer, rules.multiple).earned;
        let points = fold.add(row, earned, rules)?;
        if (earned.hundredths(), points.hundredths()) != (row.earned, row.points) {
            execute!(tx, sql!("response_remark"), row.id, earned.hundredths(), points.hundredths());
            difference.remarked += usize::from(earned.hundredths() != row.earned);
            difference.points += points - Points::from_hundredths(row.points);
        }
    }
    fold.write(tx, staff).await?;
    Ok(difference)
}

/// The state of a replay.
#[derive(Default)]
struct Fold {
    scores: BTreeMap<(i64, char, i64, String), Figures>,
    progress: BTreeMap<i64, Progress>,
    points_of_day: HashMap<i64, Points>,
    streak: Streak,
}

impl Fold {
    fn add(&mut self, row: &Row, earned: Points, rules: &Rules) -> Result<Points> {
        let day = day_from_number(row.day).ok_or_else(|| StoreError::broken("response", "day", row.id))?;
        let right = earned.hundredths() == row.full_mark;
        let progress = self.progress.entry(row.question_id).or_default();
        let today = self.points_of_day.entry(row.day).or_default();
        let room = (rules.daily_cap - *today).at_least_zero();
        let again = progress.earned_day == Some(day);
        let points = if right && !again { earned.min(room) } else { Points::ZERO };
        *today += points;
        *progress = progress.after(right, day, rules.wrong_leaves_after).earning(points, day);
        self.streak = self.streak.after(right);
        self.count(row, right, points, day);
        Ok(points)
    }

    fn count(&mut self, row: &Row, right: bool, points: Points, day: NaiveDate) {
        for scope in [0, row.unit_id] {
            for span in Span::ALL {
                for topic in ["", row.topic.as_str()] {
                    let key = (scope, span.letter(), span.period_of(day).number, topic.to_owned());
                    let figures = self.scores.entry(key).or_default();
                    figures.points += points;
                    figures.answered += 1;
                    figures.correct += i64::from(right);
                    figures.elapsed_ms += row.elapsed_ms;
                }
            }
        }
    }

    async fn write(self, tx: &mut Tx, staff: StaffId) -> Result<()> {
        execute!(tx, sql!("score_clear"), staff.0);
        execute!(tx, sql!("progress_clear"), staff.0);
        for ((scope, span, period, topic), figures) in self.scores {
            execute!(
                tx,
                sql!("score_add"),
                scope,
                span.to_string(),
                period,
                topic,
                staff.0,
                figures.answered,
                figures.correct,
                figures.points.hundredths(),
                figures.accuracy_ppm(),
                figures.elapsed_ms
            );
        }
        for (question, progress) in self.progress {
            execute!(
                tx,
                sql!("progress_add"),
                staff.0,
                question,
                progress.seen,
                progress.wrong,
                progress.in_book,
                progress.right_days,
                progress.last_day.map_or(0, day_number),
                progress.earned_day.map_or(0, day_number)
            );
        }
        execute!(tx, sql!("streak_put"), staff.0, self.streak.current, self.streak.best);
        Ok(())
    }
}

/// All that is derived about a person, to compare a replay with what stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Derived {
    scores: Vec<ScoreRow>,
    progress: Vec<ProgressRow>,
    streak: Streak,
}

type ScoreRow = (i64, String, i64, String, i64, i64, i64, i64, i64);
type ProgressRow = (i64, i64, i64, bool, i64, i64, i64);

/// Reads all that is derived about a person.
pub async fn derived(tx: &mut Tx, staff: StaffId) -> Result<Derived> {
    Ok(Derived {
        scores: fetch_all!(tx, sql!("score_of_staff"), staff.0),
        progress: fetch_all!(tx, sql!("progress_of_staff"), staff.0),
        streak: super::progress::streak(tx, staff).await?,
    })
}
