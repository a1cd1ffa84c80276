//! Exams.

use std::collections::BTreeMap;

use super::{Result, StoreError, Tx};
use crate::{
    clock::Timestamp,
    domain::{
        exam::{Exam, phase::Phase, pool::Pools, timing::Window},
        ids::{ExamId, StaffId, VersionId},
        shuffle::Seed,
    },
};

/// An exam with what belongs to it.
#[derive(Debug, Clone)]
pub struct ExamRow {
    /// Its number.
    pub id: ExamId,
    /// Its word, on the command line and in files.
    pub code: String,
    /// How it was made. Its window has what outages took given back.
    pub exam: Exam,
    /// Where it stands.
    pub phase: Phase,
    /// The version of how it was made.
    pub version: i64,
    /// When it has to be looked after.
    pub alarm_at: Option<Timestamp>,
    /// The seed of papers that are the same for all, and of its codes.
    pub seed: Seed,
    /// What its papers are drawn from, once it is published.
    pub pools: Option<Pools>,
    /// The wordings whose keys the marks come from, once it is marked.
    pub keys: Option<Keys>,
    /// The exam that this one makes up for or goes on from.
    pub parent: Option<(ExamId, Relation)>,
}

/// The wording whose key is in force for a wording that was asked.
pub type Keys = BTreeMap<VersionId, VersionId>;

/// What an exam is to an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// 补考
    MakeUp,
    /// 复试
    Further,
}

impl Relation {
    const fn word(self) -> &'static str {
        match self {
            Self::MakeUp => "makeup",
            Self::Further => "further",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::MakeUp, Self::Further].into_iter().find(|relation| relation.word() == word)
    }
}

/// A line of the list of exams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub id: ExamId,
    /// Its word.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it can be sat.
    pub window: Window,
}

/// An exam that is to be made.
#[derive(Debug)]
pub struct NewExam<'a> {
    /// Its word.
    pub code: &'a str,
    /// How it is made.
    pub exam: &'a Exam,
    /// Its seed.
    pub seed: Seed,
    /// What it makes up for or goes on from.
    pub parent: Option<(ExamId, Relation)>,
    /// Who makes it; none for the command line.
    pub by: Option<StaffId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    code: String,
    content: String,
    phase: String,
    version: i64,
    opens_at: i64,
    closes_at: i64,
    alarm_at: Option<i64>,
    seed: i64,
    pools: Option<String>,
    keys: Option<String>,
    parent_id: Option<i64>,
    relation: Option<String>,
}

impl Row {
    fn exam(self) -> Result<ExamRow> {
        let broken = |column| StoreError::broken("exam", column, self.id);
        let mut exam: Exam = serde_json::from_str(&self.content).map_err(|_| broken("content"))?;
        exam.window = window(self.opens_at, self.closes_at);
        let pools =
            self.pools.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken("pools"))?;
        let keys = self.keys.as_deref().map(serde_json::from_str).transpose().map_err(|_| broken("keys"))?;
        let relation =
            self.relation.as_deref().map(|word| Relation::from_word(word).ok_or_else(|| broken("relation")));
        Ok(ExamRow {
            id: ExamId(self.id),
            phase: Phase::from_word(&self.phase).ok_or_else(|| broken("phase"))?,
            parent: self.parent_id.map(ExamId).zip(relation.transpose()?),
            code: self.code,
            exam,
            version: self.version,
            alarm_at: self.alarm_at.map(Timestamp),
            seed: Seed(self.seed),
            pools,
            keys,
        })
    }
}

const fn window(opens: i64, closes: i64) -> Window {
    Window { opens: Timestamp(opens), closes: Timestamp(closes) }
}

fn json(exam: &Exam) -> String {
    serde_json::to_string(exam).expect("plain data")
}

/// Adds a draft. `None` if there is one with this word.
pub async fn add(tx: &mut Tx, new: &NewExam<'_>, now: i64) -> Result<Option<ExamId>> {
    let window = new.exam.window;
    let row: Option<(i64,)> = fetch_optional!(
        tx,
        sql!("exam_add"),
        new.code,
        &new.exam.title,
        json(new.exam),
        window.opens.0,
        window.closes.0,
        new.seed.0,
        new.parent.map(|(parent, _)| parent.0),
        new.parent.map(|(_, relation)| relation.word()),
        new.by.map(|by| by.0),
        now,
    );
    Ok(row.map(|(id,)| ExamId(id)))
}

/// An exam.
pub async fn get(tx: &mut Tx, id: ExamId) -> Result<Option<ExamRow>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("exam_get"), id.0);
    row.map(Row::exam).transpose()
}

/// An exam by its word.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<ExamRow>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("exam_by_code"), code);
    row.map(Row::exam).transpose()
}

/// All exams, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Listed>> {
    let rows: Vec<(i64, String, String, String, i64, i64)> = fetch_all!(tx, sql!("exam_list"));
    let listed = |(id, code, title, phase, opens, closes): (i64, String, String, String, i64, i64)| {
        let phase = Phase::from_word(&phase).ok_or_else(|| StoreError::broken("exam", "phase", id))?;
        Ok(Listed { id: ExamId(id), code, title, phase, window: window(opens, closes) })
    };
    rows.into_iter().map(listed).collect()
}

/// Changes a draft that is still at this version; whether it was.
pub async fn change(tx: &mut Tx, id: ExamId, version: i64, exam: &Exam, now: i64) -> Result<bool> {
    let (opens, closes) = (exam.window.opens.0, exam.window.closes.0);
    let touched =
        execute!(tx, sql!("exam_change"), id.0, version, &exam.title, json(exam), opens, closes, now);
    Ok(touched == 1)
}

/// Moves an exam on that still stands at `from`; whether it did. `alarm` is
/// when it has to be looked after next.
pub async fn set_phase(
    tx: &mut Tx,
    id: ExamId,
    from: Phase,
    to: Phase,
    alarm: Option<Timestamp>,
    now: i64,
) -> Result<bool> {
    let alarm = alarm.map(|at| at.0);
    Ok(execute!(tx, sql!("exam_set_phase"), id.0, from.word(), to.word(), alarm, now) == 1)
}

/// Fixes what its papers are drawn from; `None` for a draft.
pub async fn set_pools(tx: &mut Tx, id: ExamId, pools: Option<&Pools>) -> Result<()> {
    let pools = pools.map(|pools| serde_json::to_string(pools).expect("plain data"));
    execute!(tx, sql!("exam_set_pools"), id.0, pools);
    Ok(())
}

/// Fixes whose keys its marks come from.
pub async fn set_keys(tx: &mut Tx, id: ExamId, keys: &Keys) -> Result<()> {
    execute!(tx, sql!("exam_set_keys"), id.0, serde_json::to_string(keys).expect("plain data"));
    Ok(())
}

/// The exams that are published or open.
pub async fn running(tx: &mut Tx) -> Result<Vec<ExamRow>> {
    let rows: Vec<Row> = fetch_all!(tx, sql!("exam_running"));
    rows.into_iter().map(Row::exam).collect()
}

/// Moves an exam's window, after an outage.
pub async fn set_window(tx: &mut Tx, id: ExamId, window: Window, alarm: Option<Timestamp>) -> Result<()> {
    let alarm = alarm.map(|at| at.0);
    execute!(tx, sql!("exam_set_window"), id.0, window.opens.0, window.closes.0, alarm);
    Ok(())
}

/// Who is in charge of an exam by their role: administrators, proctors, and the
/// leaders of those who sit it.
pub async fn in_charge(tx: &mut Tx, id: ExamId) -> Result<Vec<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("exam_in_charge"), id.0);
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}

/// The exams that have to be looked after, with the moment that was set.
pub async fn due(tx: &mut Tx, now: i64) -> Result<Vec<(ExamId, Timestamp)>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, sql!("exam_due"), now);
    Ok(rows.into_iter().map(|(id, at)| (ExamId(id), Timestamp(at))).collect())
}

/// Sets when an exam has to be looked after next, unless another copy did.
pub async fn set_alarm(tx: &mut Tx, id: ExamId, from: Timestamp, to: Option<Timestamp>) -> Result<bool> {
    Ok(execute!(tx, sql!("exam_set_alarm"), id.0, from.0, to.map(|at| at.0)) == 1)
}

/// The exams that are watched over and whose making has this in it, in JSON: those
/// in which somebody is named, and perhaps others.
pub async fn naming(tx: &mut Tx, json: &str) -> Result<Vec<ExamId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("exam_naming"), json);
    Ok(rows.into_iter().map(|(id,)| ExamId(id)).collect())
}

/// Administrators, and leaders of whom somebody was expected at an exam.
pub async fn leaders(tx: &mut Tx, id: ExamId) -> Result<Vec<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("exam_leaders"), id.0);
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}
