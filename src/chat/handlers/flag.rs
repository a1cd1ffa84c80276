//! Reporting a question as wrong (🚩).

use crate::{
    chat::{
        notices,
        say::{Say, Toast},
        screens::line::Line,
        state::State,
        turn::{Done, Turn},
    },
    domain::{
        ids::{FlagId, VersionId},
        person::Role,
    },
    store::{
        account::{self, Person},
        flag, question,
    },
};

/// Reports a question. The verdict stays as it is; a new message asks why.
pub(super) async fn report(turn: &mut Turn<'_>, person: &Person, version: VersionId) -> Done {
    let Some(versioned) = question::find_version(turn.tx, version).await? else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let opened = flag::open(turn.tx, versioned.question, version, person.staff, turn.now.0).await?;
    let Some(report) = opened else {
        turn.toast(Toast::FlaggedAlready);
        return Ok(());
    };
    turn.toast(Toast::Flagged);
    turn.wait_for(State::FlagReason(report)).await?;
    turn.send(&Say::Line(Line::FlagThanks));
    let screen = notices::reported(turn.tx, versioned.question).await?;
    if let Some(screen) = screen {
        for address in account::addresses_of(turn.tx, Role::Administrator, Role::Owner).await? {
            turn.notify(&address, &Say::Reported(screen.clone()));
        }
    }
    Ok(())
}

/// Notes why.
pub(super) async fn reason(turn: &mut Turn<'_>, report: FlagId, text: &str) -> Done {
    flag::set_reason(turn.tx, report, text.trim()).await?;
    turn.wait_for(State::FlagNoted).await?;
    turn.send(&Say::Line(Line::FlagReasonNoted));
    Ok(())
}
