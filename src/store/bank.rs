//! Question banks as a whole.

use super::{Result, StoreError, Tx};
use crate::domain::{
    ids::QuestionId,
    question::{Kind, Question},
};

/// A bank in numbers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BankRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its topic's word.
    pub topic: String,
    /// How many questions are asked.
    pub live: i64,
    /// How many are withdrawn.
    pub withdrawn: i64,
}

/// A question of a bank as it stands.
#[derive(Debug, Clone)]
pub struct StandingQuestion {
    /// Which.
    pub id: QuestionId,
    /// Whether it is asked.
    pub live: bool,
    /// The number of its current version.
    pub number: i64,
    /// Its current wording.
    pub content: Question,
}

/// Stands for all that the banks hold: another one, once something was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(i64, i64, i64, i64);

/// What stands for all that the banks hold.
pub async fn state(tx: &mut Tx) -> Result<State> {
    let (version, live, which, spread) = fetch_one!(tx, sql!("bank_state"));
    Ok(State(version, live, which, spread))
}

/// All banks.
pub async fn list(tx: &mut Tx) -> Result<Vec<BankRow>> {
    Ok(fetch_all!(tx, sql!("bank_list")))
}

/// Title and topic of a bank.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<(String, String)>> {
    let row: Option<(String, String, String)> = fetch_optional!(tx, sql!("bank_get"), id);
    Ok(row.map(|(_, title, topic)| (title, topic)))
}

/// Adds a bank or renames it.
pub async fn put(tx: &mut Tx, id: &str, title: &str, topic: &str, now: i64) -> Result<()> {
    execute!(tx, sql!("bank_put"), id, title, topic, now);
    Ok(())
}

/// The questions of a bank, withdrawn ones included, in the order in which
/// they came.
pub async fn questions(tx: &mut Tx, bank: &str) -> Result<Vec<StandingQuestion>> {
    let mut all = Vec::new();
    let take = |row: Row| -> Result<()> {
        all.push(standing(row)?);
        Ok(())
    };
    fetch_each!(tx, sql!("bank_questions"), take, bank);
    Ok(all)
}

/// Some of the questions of a bank, in the same order: so many after the first
/// `before`.
pub async fn page(tx: &mut Tx, bank: &str, before: usize, many: usize) -> Result<Vec<StandingQuestion>> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let rows: Vec<Row> = fetch_all!(tx, sql!("bank_page"), bank, number(many), number(before));
    rows.into_iter().map(standing).collect()
}

/// How many questions of a bank come before this one.
pub async fn before(tx: &mut Tx, bank: &str, question: QuestionId) -> Result<usize> {
    let (count,): (i64,) = fetch_one!(tx, sql!("bank_before"), bank, question.0);
    Ok(usize::try_from(count).unwrap_or(0))
}

/// How many questions of each kind a bank asks, in the order of [`Kind::ALL`].
pub async fn kinds(tx: &mut Tx, bank: &str) -> Result<[i64; Kind::ALL.len()]> {
    let counts: (i64, i64, i64, i64) = fetch_one!(tx, sql!("bank_kinds"), bank);
    Ok(counts.into())
}

/// The questions in whose texts these letters and figures stand one after
/// another, whatever stands between them, each with the id of its bank; bank by
/// bank, no more than so many. Of Chinese characters, Latin letters and figures
/// nothing else is looked at, so that width, case and blanks don't matter: this
/// finds all that may fit, for a closer look.
pub async fn search(tx: &mut Tx, letters: &str, most: usize) -> Result<Vec<(String, StandingQuestion)>> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let (narrow, wide) = (pattern(letters, |c| c.to_ascii_lowercase()), pattern(letters, wide));
    let mut all = Vec::new();
    let take = |(bank, id, live, number, content): (String, i64, bool, i64, String)| -> Result<()> {
        let question = standing((id, String::new(), live, number, content))?;
        all.push((bank, question));
        Ok(())
    };
    fetch_each!(tx, sql!("bank_search"), take, &narrow, &wide, most);
    Ok(all)
}

fn pattern(letters: &str, form: impl Fn(char) -> char) -> String {
    let is_said = |c: &char| c.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(c);
    let mut pattern = "%".to_owned();
    for letter in letters.chars().filter(is_said).map(form) {
        pattern.extend([letter, '%']);
    }
    pattern
}

/// A Latin letter or a figure as wide as a Chinese character, as it is typed by
/// Chinese keyboards: `Ａ`, `５`.
fn wide(c: char) -> char {
    const DISTANCE: u32 = 0xFEE0;
    let wide = char::from_u32(u32::from(c.to_ascii_uppercase()) + DISTANCE);
    wide.filter(|_| c.is_ascii()).unwrap_or(c)
}

/// Number, a word, whether it is asked, the version's number, its content.
type Row = (i64, String, bool, i64, String);

fn standing((id, _, live, number, content): Row) -> Result<StandingQuestion> {
    Ok(StandingQuestion { id: QuestionId(id), live, number, content: content_of(id, &content)? })
}

/// Reads a question's JSON.
pub(super) fn content_of(row: i64, json: &str) -> Result<Question> {
    serde_json::from_str(json).map_err(|_| StoreError::broken("question_version", "content", row))
}
