//! A small office to ask the store about: people, questions and answers as
//! the conversation makes them.

use baiti::{
    clock::Timestamp,
    domain::{
        calendar::{Span, day_from_number},
        ids::{QuestionId, RoundId, StaffId, UnitId, VersionId},
        person::UnitPath,
        points::Points,
        question::{Body, Question},
        round::{Context, Move, Response, Round, Slot, Step},
        rules::Rules,
        shuffle::Seed,
    },
    store::{
        StoreError, Tx, bank, question,
        response::{self, Answered},
        round,
        score::Board,
        staff::{self, Details},
        unit,
    },
};
use chrono::NaiveDate;

/// A Monday.
pub fn day(number: i64) -> NaiveDate {
    day_from_number(number).expect("a day")
}

/// Noon of a day where the office is.
pub fn noon(day: NaiveDate) -> Timestamp {
    Timestamp(day.and_hms_opt(4, 0, 0).expect("a moment").and_utc().timestamp_millis())
}

/// The unit of a path.
pub async fn unit(tx: &mut Tx, path: &str) -> UnitId {
    unit::ensure(tx, &UnitPath::parse(path).expect("a path")).await.expect("a unit")
}

/// What a roster says of someone with this name.
pub fn details(name: &str, unit: UnitId) -> Details<'_> {
    Details { name, unit, birth: None, post: None, phone_hash: None }
}

/// Adds someone whose name is their staff number.
pub async fn hire(tx: &mut Tx, staff_no: &str, unit: UnitId) -> StaffId {
    staff::add(tx, staff_no, &details(staff_no, unit), false, 1).await.expect("is added")
}

/// A single choice of four.
pub fn single(code: &str, key: usize) -> Question {
    Question {
        code: code.to_owned(),
        stem: format!("{code}：下列哪一项正确？"),
        body: Body::Single { options: ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec(), key },
        explanation: Some("见条文".into()),
        source: Some("《中华人民共和国行政许可法》第四十二条".into()),
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    }
}

/// A bank of so many questions, whose key is always the first option.
pub async fn bank(tx: &mut Tx, id: &str, topic: &str, questions: usize) -> Vec<QuestionId> {
    bank::put(tx, id, "题库", topic, 1).await.expect("is put");
    let mut added = Vec::new();
    for number in 0..questions {
        let content = single(&format!("{id}-{number}"), 0);
        added.push(question::add(tx, id, topic, &content, 1).await.expect("is added"));
    }
    added
}

/// The whole office's board of all topics.
pub fn board(span: Span, day: NaiveDate) -> Board<'static> {
    Board { period: span.period_of(day), topic: "" }
}

/// What someone answers.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    pub staff: StaffId,
    pub unit: UnitId,
    pub question: QuestionId,
    /// Which option, as written; 0 is right in a [`bank`].
    pub option: usize,
    pub day: NaiveDate,
    pub seconds: i64,
}

/// A round of one question that stands open, with its number.
pub async fn open_round(tx: &mut Tx, attempt: &Attempt) -> (RoundId, Round) {
    let (version, _) = question::current(tx, attempt.question).await.expect("a question");
    let slot = Slot { question: attempt.question, version };
    let round = Round::new(Seed(7), vec![slot], noon(attempt.day)).expect("has a question");
    let id = round::add(tx, attempt.staff, "mixed", &round, None, noon(attempt.day).0).await.expect("begins");
    (id, round)
}

/// Answers the question of an open round, as a turn does, and gives the round
/// after it.
pub async fn answer_in(
    tx: &mut Tx,
    rules: &Rules,
    attempt: &Attempt,
    id: RoundId,
    round: Round,
) -> Result<(Round, Response), StoreError> {
    let asked = question::version(tx, VersionId(round.slot().version.0)).await?;
    let before = response::before(tx, attempt.staff, attempt.question, attempt.day).await?;
    let now = Timestamp(noon(attempt.day).0 + attempt.seconds * 1_000);
    let shown = round.order(&asked.content).iter().position(|&option| option == attempt.option);
    let tap = Move::Tap { place: round.place(), shown: shown.expect("is shown") };
    let context = Context {
        question: &asked.content,
        rules,
        now,
        earned_today: before.progress.earned_day == Some(attempt.day),
        points_today: before.points_today,
    };
    let Ok(Step::Answered(after, response)) = round.handle(tap, &context) else { panic!("not answered") };
    let right = response.marked.is_right();
    let progress = before.progress.after(right, attempt.day, rules.wrong_leaves_after);
    let written = Answered {
        staff: attempt.staff,
        unit: attempt.unit,
        round: id,
        topic: &asked.topic,
        response: &response,
        after: &after,
        progress: progress.earning(response.marked.points, attempt.day),
        streak: before.streak.after(right),
        day: attempt.day,
        now: now.0,
    };
    response::write(tx, &written).await?;
    Ok((after, response))
}

/// A whole round of one question.
pub async fn answer(tx: &mut Tx, rules: &Rules, attempt: Attempt) -> Response {
    let (id, round) = open_round(tx, &attempt).await;
    let (after, response) = answer_in(tx, rules, &attempt, id, round).await.expect("is written");
    round::end(tx, id, &after, noon(attempt.day).0).await.expect("ends");
    response
}

/// Takes one update in; whether it was new.
pub async fn taken_in(
    tx: &mut Tx,
    channel: &'static str,
    update: i64,
    chat: i64,
    raw: &str,
    now: i64,
) -> baiti::store::Result<bool> {
    Ok(!baiti::store::inbox::add(tx, &[(channel, update, chat, raw)], now).await?.is_empty())
}
