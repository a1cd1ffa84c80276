//! The desk of exams: what administrators and proctors do with them.

pub(super) mod draft;
mod one;
mod room;

use crate::{
    chat::{
        press::exam_desk::OfDesk,
        say::{Say, Toast},
        screens::exam_desk::{Desk, Listed, MOST_TYPED, Pages},
        state::{State, Wanted},
        turn::{Done, Turn, TurnError},
    },
    domain::{exam::phase::Phase, ids::ExamId, person::Role},
    store::{
        account::Person,
        exam::{self, ExamRow},
    },
};

/// In this order the list has them: first what needs an eye.
const ORDER: [Phase; 8] = [
    Phase::Open,
    Phase::Published,
    Phase::Draft,
    Phase::Closed,
    Phase::Marked,
    Phase::Released,
    Phase::Archived,
    Phase::Cancelled,
];

/// Whether somebody has anything to do at the desk.
pub(super) async fn has_desk(turn: &mut Turn<'_>, person: &Person) -> Result<bool, TurnError> {
    Ok(sees_all(person) || !own(turn, person).await?.is_empty())
}

fn sees_all(person: &Person) -> bool {
    person.is(Role::Administrator) || person.is(Role::Proctor)
}

/// The exams that name somebody as a proctor.
async fn own(turn: &mut Turn<'_>, person: &Person) -> Result<Vec<ExamId>, TurnError> {
    let json = serde_json::to_string(&person.staff_no).expect("plain data");
    let mut own = Vec::new();
    for id in exam::naming(turn.tx, &json).await? {
        let row = exam::get(turn.tx, id).await?;
        own.extend(row.filter(|row| row.exam.proctors.contains(&person.staff_no)).map(|row| row.id));
    }
    Ok(own)
}

/// Whether somebody watches over an exam. A draft is the administrators' own.
fn watches(person: &Person, row: &ExamRow) -> bool {
    person.is(Role::Administrator)
        || (row.phase != Phase::Draft
            && (person.is(Role::Proctor) || row.exam.proctors.contains(&person.staff_no)))
}

/// A tap on a button of the desk.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, of: OfDesk) -> Done {
    match of {
        OfDesk::List(page) => list(turn, person, page).await,
        OfDesk::One(exam) | OfDesk::Ask(exam, _) | OfDesk::Do { exam, .. } => {
            let Some(row) = watched(turn, person, exam).await? else { return Ok(()) };
            one::pressed(turn, person, &row, of).await
        }
        OfDesk::Room(exam)
        | OfDesk::People { exam, .. }
        | OfDesk::Person(exam, _)
        | OfDesk::Times(exam, _)
        | OfDesk::Act(exam, ..)
        | OfDesk::Incidents(exam, _)
        | OfDesk::Note(exam) => {
            let Some(row) = watched(turn, person, exam).await? else { return Ok(()) };
            room::pressed(turn, person, &row, of).await
        }
    }
}

/// A text that the desk has asked for.
pub(super) async fn typed(turn: &mut Turn<'_>, person: &Person, wanted: Wanted, text: &str) -> Done {
    turn.wait_for(State::Idle).await?;
    let exam = match wanted {
        Wanted::Draft(at) => return draft::typed(turn, person, at, text).await,
        Wanted::WhyCancel(exam) | Wanted::Note(exam) | Wanted::Why { exam, .. } => exam,
    };
    let Some(row) = watched(turn, person, exam).await? else { return Ok(()) };
    match wanted {
        Wanted::WhyCancel(_) => one::cancel(turn, person, &row, text).await,
        Wanted::Note(_) | Wanted::Why { .. } | Wanted::Draft(_) => {
            room::typed(turn, person, &row, wanted, text).await
        }
    }
}

/// The exam, if the person watches over it; tells them if not. A role may be
/// gone since the button was shown.
async fn watched(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Result<Option<ExamRow>, TurnError> {
    let row = exam::get(turn.tx, id).await?;
    let theirs = row.filter(|row| watches(person, row));
    if theirs.is_none() {
        refuse(turn);
    }
    Ok(theirs)
}

fn refuse(turn: &mut Turn<'_>) {
    turn.toast(Toast::NotYours);
    turn.send(&Say::ExamDesk(Box::new(Desk::NotYours)));
}

fn show(turn: &mut Turn<'_>, screen: Desk) {
    turn.show(&Say::ExamDesk(Box::new(screen)));
}

async fn list(turn: &mut Turn<'_>, person: &Person, page: usize) -> Done {
    let own = if sees_all(person) { Vec::new() } else { own(turn, person).await? };
    if !sees_all(person) && own.is_empty() {
        refuse(turn);
        return Ok(());
    }
    let mut rows = exam::list(turn.tx).await?;
    rows.retain(|row| {
        if sees_all(person) {
            return row.phase != Phase::Draft || person.is(Role::Administrator);
        }
        own.contains(&row.id)
    });
    rows.sort_by_key(|row| ORDER.iter().position(|phase| *phase == row.phase));
    let pages = Pages::nearest(page, rows.len());
    let listed = pages.of(rows).into_iter().map(|row| Listed {
        exam: row.id,
        opens: turn.house.local(row.window.opens),
        title: row.title,
        phase: row.phase,
    });
    let exams = listed.collect();
    show(turn, Desk::List { exams, pages, administers: person.is(Role::Administrator) });
    Ok(())
}

/// A reason or a note as it is kept; `None` if it is empty or too long.
fn reason(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.chars().count() <= MOST_TYPED).then_some(text)
}
