//! Handlers: decode, let the domain decide and the store write, answer with
//! what is said.

mod admin;
mod answer;
mod bank;
mod binding;
mod exam;
mod exam_desk;
mod flag;
mod general;
mod quiz;
mod reference;
mod review;
mod shown;
mod standing;
mod text;
mod upload;
mod written;

pub use binding::OWNER_CODE;

use super::{
    incoming::{Event, Place},
    press::Press,
    say::{Say, Toast},
    screens::line::Line,
    state::State,
    turn::{Done, Turn},
};
use crate::{
    domain::ids::RoundId,
    exams::outage,
    store::{
        account::{self, Person},
        inbox, round,
    },
};

/// Handles one update.
pub(super) async fn handle(turn: &mut Turn<'_>, person: Option<Person>) -> Done {
    if turn.incoming.place == Place::Group {
        general::in_group(turn);
        return Ok(());
    }
    match person {
        None => binding::stranger(turn).await,
        Some(person) if !person.active => {
            turn.send(&Say::Line(Line::Inactive));
            Ok(())
        }
        Some(person) => bound(turn, &person).await,
    }
}

/// Puts an open round aside whose state can't be read, tells the person, and
/// notes it with the update that met it.
pub(super) async fn put_aside(turn: &mut Turn<'_>, round: RoundId, inbox_id: i64) -> Done {
    if matches!(turn.incoming.event, Event::Ignored | Event::Blocked) {
        // Nobody to tell; the next update will do.
        return Ok(());
    }
    if round::put_aside(turn.tx, round, turn.now.0).await? {
        tracing::error!(round = round.0, "the state of an open round can't be read; it is put aside");
        inbox::note_trouble(turn.tx, inbox_id, &format!("round {round} can't be read")).await?;
        turn.send(&Say::Line(Line::RoundLost));
    }
    Ok(())
}

async fn bound(turn: &mut Turn<'_>, person: &Person) -> Done {
    if !person.reachable && turn.incoming.event != Event::Blocked {
        account::set_reachable(turn.tx, turn.channel(), turn.account(), true).await?;
    }
    if person.sits.is_some() && turn.house.pulse.is_late(turn.now) {
        // Before anybody's time is over, what was lost is given back.
        let (last, running) = (turn.house.pulse.last(), turn.house.clock.running());
        outage::beat(turn.tx, last, turn.now, running).await?;
    }
    match &turn.incoming.event {
        Event::Text(typed) => text::handle(turn, person, typed).await?,
        Event::Press { data, .. } => match Press::decode(data) {
            Some(press) if person.sits.is_some_and(|book| !exam::allows(&press, book)) => {
                exam::refuse(turn, person).await?;
            }
            Some(press) => {
                forget_waiting(turn, person, &press).await?;
                pressed(turn, person, press).await?;
            }
            None => turn.toast(Toast::Expired),
        },
        Event::Contact { .. } | Event::File { .. } | Event::Poll(_) if person.sits.is_some() => {
            exam::refuse(turn, person).await?;
        }
        Event::Contact { .. } => turn.send(&Say::Binding(super::screens::binding::Binding::BoundAlready)),
        Event::File { id, name, size, .. } => {
            heard(turn, person).await?;
            upload::received(turn, person, (id, name.as_deref(), *size)).await?;
        }
        Event::Poll(poll) => {
            heard(turn, person).await?;
            upload::quiz(turn, person, poll).await?;
        }
        Event::Ignored => {}
        Event::Unreadable(_) => turn.send(&Say::Line(Line::Unreadable)),
        Event::Edited => turn.send(&Say::Line(Line::Edited)),
        Event::Blocked => {
            account::set_reachable(turn.tx, turn.channel(), turn.account(), false).await?;
        }
    }
    Ok(())
}

/// A file has come in place of the text that the question banks waited for.
async fn heard(turn: &mut Turn<'_>, person: &Person) -> Done {
    if State::read(&person.state).is_of_banks() {
        turn.wait_for(State::Idle).await?;
    }
    Ok(())
}

/// Whoever goes on by a tap has nothing more to say to what was asked before,
/// which stands below the button.
async fn forget_waiting(turn: &mut Turn<'_>, person: &Person, press: &Press) -> Done {
    let asks = matches!(press, Press::Flag(_) | Press::Cancel);
    let waited = State::read(&person.state);
    if !asks && waited != State::Idle {
        turn.wait_for(State::Idle).await?;
        if !waited.stands_in_place() {
            turn.shows_below();
        }
    }
    Ok(())
}

async fn pressed(turn: &mut Turn<'_>, person: &Person, press: Press) -> Done {
    match press {
        Press::Topics => quiz::topics(turn, person).await,
        Press::Lengths(choice) => {
            quiz::lengths(turn, choice);
            Ok(())
        }
        Press::Begin { choice, length } => quiz::begin(turn, person, &choice, length).await,
        Press::Resume => quiz::resume(turn, person).await,
        Press::Abandon(round) => quiz::abandon(turn, person, round).await,
        Press::Leave(round) => {
            quiz::leave(turn, round);
            Ok(())
        }
        Press::Tap { .. } | Press::Judge { .. } | Press::Submit { .. } | Press::Next { .. } => {
            answer::pressed(turn, person, &press).await
        }
        Press::Closing(round) => review::closing(turn, person, round).await,
        Press::Review { round, nth } => review::show(turn, person, round, nth).await,
        Press::Redo(round) => review::redo(turn, person, round).await,
        Press::Flag(version) => flag::report(turn, person, version).await,
        Press::Rank(view) => standing::rank(turn, person, view).await,
        Press::Me => standing::me(turn, person).await,
        Press::Help => {
            general::help(turn, person);
            Ok(())
        }
        Press::Lang(lang) => general::set_lang(turn, person, lang).await,
        Press::Cancel if person.sits.is_some() => exam::open(turn, person).await,
        Press::Cancel => general::cancel(turn, person).await,
        Press::Todo => admin::todo(turn, person).await,
        Press::Bind { request, approve } => admin::decide(turn, person, request, approve).await,
        Press::Reported(question) => admin::reported(turn, person, question).await,
        Press::Withdraw(question) => admin::withdraw(turn, person, question).await,
        Press::Uphold(question) => admin::uphold(turn, person, question).await,
        Press::Restore(question) => admin::restore(turn, person, question).await,
        Press::Exam(of) => exam::pressed(turn, person, of).await,
        Press::Draft(of) => exam_desk::draft::pressed(turn, person, of).await,
        Press::Desk(of) => exam_desk::pressed(turn, person, of).await,
        Press::Bank(of) => bank::pressed(turn, person, of).await,
        Press::Reference(of) => reference::pressed(turn, person, of).await,
        Press::Upload(of) => upload::pressed(turn, person, &of).await,
    }
}
