//! Watching over an exam: the room, its people, what was noted.

use super::{reason, show};
use crate::{
    chat::{
        press::exam_desk::{Lot, OfDesk},
        say::{Say, Toast},
        screens::exam_desk::{
            Desk, Pages,
            person::{Person as Shown, Subject, Told, Why},
            room::{At, Incident, Incidents, People, Room},
        },
        state::{State, Wanted},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        exam::{RoomCode, code, phase::Phase},
        ids::StaffId,
    },
    exams::proctor::{self, Act, Order, Seat, Whereabouts},
    store::{
        account::{self, Person},
        exam::ExamRow,
        incident, sitting,
    },
};

/// What a person's page offers; for how long time is added is asked then.
const ACTS: [Act; 7] =
    [Act::Admit, Act::Time(1), Act::Excuse, Act::Expect, Act::TakeIn, Act::Void, Act::Note];

/// A tap on a button of the room.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, of: OfDesk) -> Done {
    match of {
        OfDesk::People { lot, page, .. } => people(turn, row, lot, page).await,
        OfDesk::Person(_, staff) => one(turn, row, staff).await,
        OfDesk::Times(_, staff) => times(turn, row, staff).await,
        OfDesk::Act(_, staff, act) => decide(turn, person, row, staff, act).await,
        OfDesk::Incidents(_, page) => incidents(turn, row, page).await,
        OfDesk::Note(exam) if proctor::has_room(row) => {
            turn.wait_for(State::Desk(Wanted::Note(exam))).await?;
            show(turn, Desk::WantsNote { exam, again: false });
            Ok(())
        }
        _ => room(turn, row).await,
    }
}

async fn room(turn: &mut Turn<'_>, row: &ExamRow) -> Done {
    let seats = proctor::room(turn.tx, row).await?;
    let count = |lot| seats.iter().filter(|seat| is_of(seat.at, lot)).count();
    let window = row.exam.window;
    let local = |at| turn.house.local(at);
    let room = Room {
        exam: row.id,
        title: row.exam.title.clone(),
        phase: row.phase,
        times: (local(window.opens), local(window.closes), local(turn.now)),
        code: told(turn, row),
        counts: Lot::EACH.map(count),
    };
    show(turn, Desk::Room(room));
    Ok(())
}

/// The code of the room, while somebody may need it.
fn told(turn: &Turn<'_>, row: &ExamRow) -> Option<(String, Option<std::time::Duration>)> {
    let needed = matches!(row.phase, Phase::Published | Phase::Open);
    let code = code::told(&row.exam.code, row.seed, turn.now).filter(|_| needed)?;
    let left = (row.exam.code == RoomCode::Changing).then(|| code::shown_for(turn.now));
    Some((code, left))
}

fn is_of(at: Whereabouts, lot: Lot) -> bool {
    match lot {
        Lot::All => true,
        Lot::Missing => at == Whereabouts::Missing,
        Lot::Sitting => matches!(at, Whereabouts::Sits { .. }),
        Lot::HandedIn => matches!(at, Whereabouts::HandedIn(..)),
        Lot::Voided => at == Whereabouts::Voided,
        Lot::Excused => at == Whereabouts::Excused,
    }
}

async fn people(turn: &mut Turn<'_>, row: &ExamRow, lot: Lot, page: usize) -> Done {
    let mut seats = proctor::room(turn.tx, row).await?;
    seats.retain(|seat| is_of(seat.at, lot));
    let pages = Pages::nearest(page, seats.len());
    let shown = |seat: Seat| {
        let at = at(turn, &seat);
        (seat.expected.unit_path, seat.expected.candidate.staff, seat.expected.name, at)
    };
    let people = pages.of(seats).into_iter().map(shown).collect();
    show(turn, Desk::People(People { exam: row.id, title: row.exam.title.clone(), lot, pages, people }));
    Ok(())
}

fn at(turn: &Turn<'_>, seat: &Seat) -> At {
    match seat.at {
        Whereabouts::Missing => At::Missing(seat.expected.bound),
        Whereabouts::Sits { place, answered, of, deadline } => {
            At::Sits(place, answered, of, turn.house.local(deadline))
        }
        Whereabouts::HandedIn(by, at) => At::HandedIn(by, turn.house.local(at)),
        Whereabouts::Voided => At::Voided,
        Whereabouts::Excused => At::Excused,
    }
}

/// The person, if they are expected; else back to the room.
async fn seat(turn: &mut Turn<'_>, row: &ExamRow, staff: StaffId) -> Result<Option<Seat>, TurnError> {
    let seat = proctor::seat(turn.tx, row, staff).await?;
    if seat.is_none() {
        turn.toast(Toast::Expired);
        room(turn, row).await?;
    }
    Ok(seat)
}

fn subject(row: &ExamRow, seat: &Seat) -> Subject {
    Subject { exam: row.id, staff: seat.expected.candidate.staff, name: seat.expected.name.clone() }
}

async fn one(turn: &mut Turn<'_>, row: &ExamRow, staff: StaffId) -> Done {
    let Some(seat) = seat(turn, row, staff).await? else { return Ok(()) };
    let candidate = &seat.expected.candidate;
    let minutes = candidate.extra.as_secs() / 60;
    let shown = Shown {
        subject: subject(row, &seat),
        staff_no: seat.expected.staff_no.clone(),
        unit: seat.expected.unit_path.clone(),
        track: row.exam.track(&candidate.track).map_or_else(String::new, |track| track.title.clone()),
        at: at(turn, &seat),
        late: candidate.late,
        extra: usize::try_from(minutes).unwrap_or(usize::MAX),
        note: candidate.note.clone(),
        acts: ACTS.into_iter().filter(|act| proctor::can(row, &seat, *act)).collect(),
    };
    show(turn, Desk::Person(shown));
    Ok(())
}

async fn times(turn: &mut Turn<'_>, row: &ExamRow, staff: StaffId) -> Done {
    let Some(seat) = seat(turn, row, staff).await? else { return Ok(()) };
    if !proctor::can(row, &seat, Act::Time(1)) {
        turn.toast(Toast::Expired);
        return one(turn, row, staff).await;
    }
    show(turn, Desk::Times(subject(row, &seat)));
    Ok(())
}

/// Does at once what needs no reason, and asks for one else.
async fn decide(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, staff: StaffId, act: Act) -> Done {
    let Some(seat) = seat(turn, row, staff).await? else { return Ok(()) };
    if !proctor::can(row, &seat, act) {
        turn.toast(Toast::Expired);
        return one(turn, row, staff).await;
    }
    if matches!(act, Act::Admit | Act::Expect) {
        return done(turn, person, row, (staff, act), "").await;
    }
    wants_reason(turn, row, &seat, act, false).await
}

async fn wants_reason(turn: &mut Turn<'_>, row: &ExamRow, seat: &Seat, act: Act, again: bool) -> Done {
    let subject = subject(row, seat);
    turn.wait_for(State::Desk(Wanted::Why { exam: row.id, staff: subject.staff, act })).await?;
    show(turn, Desk::Why(Why { subject, act, again }));
    Ok(())
}

/// A reason or a note was typed.
pub(super) async fn typed(
    turn: &mut Turn<'_>,
    person: &Person,
    row: &ExamRow,
    wanted: Wanted,
    text: &str,
) -> Done {
    let reason = reason(text);
    match (wanted, reason) {
        (Wanted::Why { staff, act, .. }, Some(reason)) => {
            done(turn, person, row, (staff, act), &reason).await
        }
        (Wanted::Why { staff, act, .. }, None) => match seat(turn, row, staff).await? {
            Some(seat) => wants_reason(turn, row, &seat, act, true).await,
            None => Ok(()),
        },
        (_, Some(note)) => {
            proctor::note_of_room(turn.tx, row, person.staff, &note, turn.now).await?;
            incidents(turn, row, usize::MAX).await
        }
        (_, None) => {
            turn.wait_for(State::Desk(Wanted::Note(row.id))).await?;
            show(turn, Desk::WantsNote { exam: row.id, again: true });
            Ok(())
        }
    }
}

async fn done(
    turn: &mut Turn<'_>,
    person: &Person,
    row: &ExamRow,
    (staff, act): (StaffId, Act),
    reason: &str,
) -> Done {
    let order = Order { row, staff, by: person.staff, reason, now: turn.now };
    let done = proctor::act(turn.tx, order, act).await?;
    turn.toast(if done { Toast::Done } else { Toast::Expired });
    if done && act != Act::Note {
        tell(turn, row, staff, act, reason).await?;
    }
    one(turn, row, staff).await
}

/// Tells whom it concerns.
async fn tell(turn: &mut Turn<'_>, row: &ExamRow, staff: StaffId, act: Act, reason: &str) -> Done {
    let open = sitting::open(turn.tx, staff).await?.filter(|open| open.exam == row.id);
    let told = Told {
        title: row.exam.title.clone(),
        exam: row.id,
        opens: turn.house.local(row.exam.window.opens),
        act,
        reason: reason.to_owned(),
        sits: open.map(|open| (open.id, turn.house.local(open.deadline))),
    };
    let say = Say::ExamDesk(Box::new(Desk::Told(told)));
    for address in account::addresses(turn.tx, staff).await? {
        turn.notify(&address, &say);
    }
    Ok(())
}

async fn incidents(turn: &mut Turn<'_>, row: &ExamRow, page: usize) -> Done {
    let all = incident::list(turn.tx, row.id).await?;
    let pages = Pages::nearest(page, all.len());
    let shown = |one: incident::Incident| Incident {
        at: turn.house.local(one.at),
        kind: one.kind,
        about: one.about.map(|(_, name)| name),
        note: one.note,
        by: one.by,
    };
    let incidents = pages.of(all).into_iter().map(shown).collect();
    show(turn, Desk::Incidents(Incidents { exam: row.id, title: row.exam.title.clone(), pages, incidents }));
    Ok(())
}
