//! Questions and their versions.

use serde::Serialize;

use super::{Result, StoreError, Tx, bank::content_of};
use crate::domain::{
    calendar::day_number,
    draw::Candidate,
    ids::{QuestionId, StaffId, VersionId},
    question::Question,
    round::Slot,
};

/// A version with what belongs to it. It never changes.
#[derive(Debug, Clone)]
pub struct Versioned {
    /// Which question.
    pub question: QuestionId,
    /// Its bank.
    pub bank: String,
    /// Its code within the bank.
    pub code: String,
    /// The topic's word.
    pub topic: String,
    /// The wording.
    pub content: Question,
}

/// A question as administrators see it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct QuestionRow {
    /// Which.
    pub id: i64,
    /// Its bank.
    pub bank_id: String,
    /// Its code within the bank.
    pub code: String,
    /// Whether it is asked.
    pub live: bool,
    /// Its current version.
    pub version_id: i64,
    /// The bank's title.
    pub title: String,
}

/// Adds a question to a bank.
pub async fn add(tx: &mut Tx, bank: &str, topic: &str, content: &Question, now: i64) -> Result<QuestionId> {
    let until = content.valid_until.map(day_number);
    let (id,): (i64,) = fetch_one!(tx, sql!("question_add"), bank, &content.code, topic, until);
    add_version(tx, QuestionId(id), 1, topic, content, now).await?;
    Ok(QuestionId(id))
}

/// The most questions that are written by one statement.
const TOGETHER: usize = 1_000;

/// One of many questions that are added together.
#[derive(Serialize)]
struct NewRow<'a> {
    code: &'a str,
    until: Option<i64>,
    /// JSON, as the database keeps it.
    content: String,
}

impl<'a> NewRow<'a> {
    fn of(question: &'a Question) -> Self {
        let content = serde_json::to_string(question).expect("a question is plain data");
        Self { code: &question.code, until: question.valid_until.map(day_number), content }
    }
}

/// Adds many questions to a bank, whose codes are not in it yet, in their order.
/// `progress` is told how many are written.
pub async fn add_all(
    tx: &mut Tx,
    bank: &str,
    topic: &str,
    questions: &[&Question],
    now: i64,
    mut progress: impl FnMut(usize),
) -> Result<()> {
    let mut written = 0;
    for some in questions.chunks(TOGETHER) {
        let rows: Vec<NewRow<'_>> = some.iter().map(|question| NewRow::of(question)).collect();
        let rows = serde_json::to_string(&rows).expect("plain data");
        execute!(tx, twin!(tx, "question_add_many"), bank, topic, &rows);
        execute!(tx, twin!(tx, "question_version_add_many"), bank, now, &rows);
        written += some.len();
        progress(written);
    }
    execute!(tx, sql!("question_set_first_versions"), bank);
    Ok(())
}

/// Appends a version and makes it the current one; the question is asked again
/// if it was withdrawn.
pub async fn add_version(
    tx: &mut Tx,
    id: QuestionId,
    number: i64,
    topic: &str,
    content: &Question,
    now: i64,
) -> Result<VersionId> {
    let json = serde_json::to_string(content).expect("a question is plain data");
    let (version,): (i64,) = fetch_one!(tx, sql!("question_version_add"), id.0, number, topic, json, now);
    let until = content.valid_until.map(day_number);
    execute!(tx, sql!("question_set_version"), id.0, version, topic, until);
    Ok(VersionId(version))
}

/// Withdraws a question or brings it back.
pub async fn set_live(tx: &mut Tx, id: QuestionId, live: bool) -> Result<()> {
    let touched = execute!(tx, sql!("question_set_live"), id.0, live);
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("question", "id", id)) }
}

/// A question as administrators see it.
pub async fn get(tx: &mut Tx, id: QuestionId) -> Result<Option<QuestionRow>> {
    Ok(fetch_optional!(tx, sql!("question_get"), id.0))
}

/// A version that is known to be there.
pub async fn version(tx: &mut Tx, version: VersionId) -> Result<Versioned> {
    let found = find_version(tx, version).await?;
    found.ok_or_else(|| StoreError::broken("question_version", "id", version))
}

/// A version, if there is one.
pub async fn find_version(tx: &mut Tx, version: VersionId) -> Result<Option<Versioned>> {
    let row: Option<(i64, String, String, String, String)> =
        fetch_optional!(tx, sql!("question_of_version"), version.0);
    let Some((id, bank, code, topic, content)) = row else { return Ok(None) };
    let content = content_of(version.0, &content)?;
    Ok(Some(Versioned { question: QuestionId(id), bank, code, topic, content }))
}

/// The current wording of a question.
pub async fn current(tx: &mut Tx, id: QuestionId) -> Result<(VersionId, Question)> {
    let row: Option<(i64, String)> = fetch_optional!(tx, sql!("question_current"), id.0);
    let (version, content) = row.ok_or_else(|| StoreError::broken("question", "version_id", id))?;
    Ok((VersionId(version), content_of(version, &content)?))
}

/// A version with the key that is in force for it: that of the newest version
/// with the same wording. What it is worth and whether its options may be shuffled
/// stay as they were when it was shown.
pub async fn in_force(tx: &mut Tx, version: VersionId) -> Result<Question> {
    let rows: Vec<(i64, String)> = fetch_all!(tx, sql!("question_wordings"), version.0);
    let mut wordings = rows.into_iter().map(|(id, content)| content_of(id, &content));
    let own = wordings.next().ok_or_else(|| StoreError::broken("question_version", "id", version))??;
    let (points, shuffle) = (own.points, own.shuffle);
    let mut newest = own;
    for later in wordings {
        let later = later?;
        if later.same_wording(&newest) {
            newest = later;
        }
    }
    Ok(Question { points, shuffle, ..newest })
}

/// All wordings of these questions, those of a question from the oldest on.
pub async fn wordings(
    tx: &mut Tx,
    questions: &[QuestionId],
) -> Result<Vec<(VersionId, QuestionId, Question)>> {
    let ids = serde_json::to_string(questions).expect("plain data");
    let rows: Vec<(i64, i64, String)> = fetch_all!(tx, twin!(tx, "question_versions_of"), ids);
    let wording = |(version, question, content): (i64, i64, String)| {
        Ok((VersionId(version), QuestionId(question), content_of(version, &content)?))
    };
    rows.into_iter().map(wording).collect()
}

/// Candidates for a round, each with its current version.
pub type Candidates = Vec<(Candidate, VersionId)>;

type CandidateRow = (i64, i64, i64, bool, i64);

fn candidates(rows: Vec<CandidateRow>, today: i64) -> Candidates {
    let candidate = |(question, version, seen, wrong, last_day): CandidateRow| {
        let today = last_day == today;
        (Candidate { question: QuestionId(question), seen, wrong, today }, VersionId(version))
    };
    rows.into_iter().map(candidate).collect()
}

/// What a person can be asked of a topic, or of all (`""`), on a day.
pub async fn of_topic(tx: &mut Tx, staff: StaffId, topic: &str, today: i64) -> Result<Candidates> {
    Ok(candidates(fetch_all!(tx, sql!("question_candidates"), staff.0, topic, today), today))
}

/// What stands in a person's wrong-question book and can be asked on a day.
pub async fn of_wrong_book(tx: &mut Tx, staff: StaffId, today: i64) -> Result<Candidates> {
    Ok(candidates(fetch_all!(tx, sql!("question_wrong"), staff.0, today), today))
}

/// A question that an exam may ask.
#[derive(Debug, Clone)]
pub struct Askable {
    /// The question in its current wording.
    pub slot: Slot,
    /// The id of its bank.
    pub bank: String,
    /// The topic's word.
    pub topic: String,
    /// The wording.
    pub content: Question,
}

/// All questions that may be asked on a day, bank by bank.
pub async fn askable(tx: &mut Tx, day: i64) -> Result<Vec<Askable>> {
    let rows: Vec<(i64, i64, String, String, String)> = fetch_all!(tx, sql!("question_fitting"), day);
    let askable = |(id, version, bank, topic, content): (i64, i64, String, String, String)| {
        let slot = Slot { question: QuestionId(id), version: VersionId(version) };
        Ok(Askable { slot, bank, topic, content: content_of(version, &content)? })
    };
    rows.into_iter().map(askable).collect()
}

/// How many questions each topic can ask on a day.
pub async fn count_by_topic(tx: &mut Tx, today: i64) -> Result<Vec<(String, i64)>> {
    Ok(fetch_all!(tx, sql!("question_count"), today))
}
