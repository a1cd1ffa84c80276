//! The list of one's exams, and the way in.

use std::time::Duration;

use crate::{
    chat::{
        handlers::exam_desk,
        say::Say,
        screens::exam::{
            Doors, Exam, Listed, Standing,
            door::{Entrance, Refused, Why},
        },
        state::State,
        turn::{Done, Turn, TurnError},
    },
    clock::{Timestamp, millis},
    domain::{
        exam::{RoomCode, code, phase::Phase},
        ids::{ExamId, StaffId},
        person::Role,
    },
    exams::sit::{self, Ready, Refusal},
    store::{
        account::Person,
        candidate::{self, Own},
        exam::{self, ExamRow},
        sitting, tries,
    },
};

/// How many wrong codes somebody may type in how long.
const TRIES: i64 = 10;
const TRIES_WITHIN: Duration = Duration::from_mins(10);

/// Shows one's exams.
pub(super) async fn list(turn: &mut Turn<'_>, person: &Person) -> Done {
    let mut listed = Vec::new();
    for own in candidate::of_staff(turn.tx, person.staff).await? {
        let state = standing(turn, person.staff, &own).await?;
        let window = (turn.house.local(own.window.opens), turn.house.local(own.window.closes));
        listed.push(Listed { exam: own.exam, title: own.title, window, state });
    }
    let doors = Doors {
        desk: exam_desk::has_desk(turn, person).await?,
        results: person.is(Role::Administrator) || person.is(Role::Leader),
    };
    say(turn, Exam::List(listed, doors));
    Ok(())
}

fn say(turn: &mut Turn<'_>, exam: Exam) {
    turn.show(&Say::Exam(Box::new(exam)));
}

async fn standing(turn: &mut Turn<'_>, staff: StaffId, own: &Own) -> Result<Standing, TurnError> {
    if own.standing != candidate::Standing::Expected {
        return Ok(Standing::Excused);
    }
    if own.phase == Phase::Released {
        return Ok(Standing::Released);
    }
    let attempts = sitting::of_candidate(turn.tx, own.exam, staff).await?;
    Ok(match turn.now {
        now if now < own.window.opens => Standing::Coming,
        _ if !attempts.is_empty() => Standing::HandedIn,
        now if now < own.window.closes && own.phase <= Phase::Open => Standing::Open,
        _ => Standing::Over,
    })
}

/// What an exam asks of whoever sits it, and the button that begins.
pub(super) async fn entrance(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Done {
    let Some(row) = exam::get(turn.tx, id).await? else { return list(turn, person).await };
    match sit::entrance(turn.tx, &row, person.staff, turn.now).await? {
        Ok(ready) => {
            let shown = shown(turn, &row, &ready);
            say(turn, Exam::Entrance(shown));
            Ok(())
        }
        Err(refusal) => refuse(turn, person, &row, refusal).await,
    }
}

fn shown(turn: &Turn<'_>, row: &ExamRow, ready: &Ready<'_>) -> Entrance {
    let (exam, track) = (&row.exam, ready.track);
    Entrance {
        exam: row.id,
        title: exam.title.clone(),
        track: track.title.clone(),
        book: track.book,
        questions: exam.questions(),
        marks: (exam.full_mark(), track.pass),
        minutes: track.minutes,
        closes: turn.house.local(exam.window.closes),
        attempt: (
            usize::try_from(ready.attempt).unwrap_or(usize::MAX),
            usize::try_from(track.attempts).unwrap_or(usize::MAX),
        ),
        code: exam.code != RoomCode::None,
    }
}

async fn refuse(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, refusal: Refusal) -> Done {
    let at = |at: Timestamp| turn.house.local(at);
    let why = match refusal {
        Refusal::NotExpected => Why::NotExpected,
        Refusal::Excused => Why::Excused,
        Refusal::NotYet(opens) => Why::NotYet(at(opens)),
        Refusal::Over(closed) => Why::Over(at(closed)),
        Refusal::TooLate(until) => Why::TooLate(at(until)),
        Refusal::NoAttemptLeft(_) => Why::HandedIn,
        Refusal::Withdrawn => Why::Withdrawn,
        Refusal::SitsAnother(_) => return super::open(turn, person).await,
    };
    say(turn, Exam::Refused(Refused { title: row.exam.title.clone(), why }));
    Ok(())
}

/// Begins, or asks for the code of the room first.
pub(super) async fn begin(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Done {
    let Some(row) = exam::get(turn.tx, id).await? else { return list(turn, person).await };
    match sit::entrance(turn.tx, &row, person.staff, turn.now).await? {
        Err(refusal) => refuse(turn, person, &row, refusal).await,
        Ok(_) if row.exam.code != RoomCode::None => {
            turn.wait_for(State::ExamCode(id)).await?;
            say(turn, Exam::WantsCode { exam: id, wrong: false });
            Ok(())
        }
        Ok(ready) => enter(turn, person, &row, &ready).await,
    }
}

async fn enter(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, ready: &Ready<'_>) -> Done {
    let seed = turn.house.seeds.next();
    sit::begin(turn.tx, row, ready, seed, turn.now).await?;
    super::open(turn, person).await
}

/// A typed code.
pub(in crate::chat::handlers) async fn code(
    turn: &mut Turn<'_>,
    person: &Person,
    id: ExamId,
    typed: &str,
) -> Done {
    let Some(row) = exam::get(turn.tx, id).await? else { return list(turn, person).await };
    let subject = format!("{id} {}", person.staff);
    let times = tries::count(turn.tx, "exam code", &subject, turn.now.0, millis(TRIES_WITHIN)).await?;
    if times > TRIES {
        say(turn, Exam::TooManyCodes);
        return Ok(());
    }
    if !code::fits(&row.exam.code, row.seed, turn.now, typed) {
        say(turn, Exam::WantsCode { exam: id, wrong: true });
        return Ok(());
    }
    turn.wait_for(State::Idle).await?;
    match sit::entrance(turn.tx, &row, person.staff, turn.now).await? {
        Ok(ready) => enter(turn, person, &row, &ready).await,
        Err(refusal) => refuse(turn, person, &row, refusal).await,
    }
}
