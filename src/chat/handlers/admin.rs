//! What administrators decide: bindings and reported questions.

use super::binding;
use crate::{
    chat::{
        incoming::{Channel, ChatKey},
        notices,
        press::Decided,
        say::{Say, Toast},
        screens::{
            admin::{BindRequest, Todo},
            binding::Binding,
            line::{Home, Line},
        },
        turn::{Done, Turn},
    },
    domain::{
        ids::{BindRequestId, QuestionId, StaffId},
        lang::Lang,
        person::Role,
    },
    store::{
        account::{self, Address, Person},
        audit,
        bind_request::{self, BindRequest as Request},
        flag, question,
    },
};

/// Whether the person may; tells them if not.
pub(super) fn may(turn: &mut Turn<'_>, person: &Person) -> bool {
    let may = person.is(Role::Administrator);
    if !may {
        turn.toast(Toast::NotYours);
        turn.send(&Say::Line(Line::NotYours));
    }
    may
}

/// Shows what waits.
pub(super) async fn todo(turn: &mut Turn<'_>, person: &Person) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    let requests = bind_request::list(turn.tx).await?;
    let flagged = flag::list(turn.tx).await?;
    let request = |request: Request| (BindRequestId(request.id), request.staff_no, request.name);
    turn.show(&Say::Todo(Todo {
        requests: requests.into_iter().map(request).collect(),
        reported: flagged
            .into_iter()
            .map(|flagged| (flagged.question, format!("{}/{}", flagged.bank, flagged.code), flagged.reports))
            .collect(),
    }));
    Ok(())
}

/// Decides on a binding.
pub(super) async fn decide(turn: &mut Turn<'_>, person: &Person, id: BindRequestId, approve: bool) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    let Some(request) = bind_request::get(turn.tx, id).await? else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let word = if approve { "approved" } else { "refused" };
    if !bind_request::decide(turn.tx, id, word, person.staff, turn.now.0).await? {
        turn.toast(Toast::DecidedAlready);
        return show_decided(turn, id).await;
    }
    let staff = StaffId(request.staff_id);
    let detail = format!("{} {word}", request.channel);
    audit::append(turn.tx, turn.now.0, Some(person.staff), "bind", &audit::of_staff(staff), &detail).await?;
    let lang = Lang::from_code(&request.lang).unwrap_or_default();
    let address = Address { channel: request.channel.clone(), account: request.account_id, lang };
    if approve {
        welcome(turn, &request, &address).await?;
    } else {
        turn.notify(&address, &Say::Binding(Binding::Refused));
    }
    turn.toast(Toast::Done);
    show_decided(turn, id).await
}

async fn welcome(turn: &mut Turn<'_>, request: &Request, address: &Address) -> Done {
    let person = binding::attach(turn, StaffId(request.staff_id), address).await?;
    let home = Home {
        name: person.name.clone(),
        unit: person.unit_path.clone(),
        topics: turn.house.rules.topics.clone(),
        just_bound: true,
        administrator: person.is(Role::Administrator),
    };
    turn.notify(address, &Say::Binding(Binding::Bound));
    turn.notify(address, &Say::Home(home));
    if let Some(channel) = Channel::from_word(&request.channel) {
        turn.set_menu(ChatKey { channel, id: request.account_id }, &person, address.lang);
    }
    Ok(())
}

async fn show_decided(turn: &mut Turn<'_>, id: BindRequestId) -> Done {
    if let Some(request) = bind_request::get(turn.tx, id).await? {
        turn.show(&Say::BindRequest(BindRequest {
            id,
            shown_name: request.shown_name,
            staff_no: request.staff_no,
            name: request.name,
            unit: request.path,
            decision: request.decision.map(|decision| decision == "approved"),
        }));
    }
    Ok(())
}

/// Shows a reported question.
pub(super) async fn reported(turn: &mut Turn<'_>, person: &Person, id: QuestionId) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    match notices::reported(turn.tx, id).await? {
        Some(screen) => turn.show(&Say::Reported(screen)),
        None => turn.toast(Toast::Expired),
    }
    Ok(())
}

/// Withdraws a question.
pub(super) async fn withdraw(turn: &mut Turn<'_>, person: &Person, decided: Decided) -> Done {
    resolve(turn, person, decided, Some(false), "withdrawn", Line::FlagWithdrawn).await
}

/// Finds nothing wrong with a question.
pub(super) async fn uphold(turn: &mut Turn<'_>, person: &Person, decided: Decided) -> Done {
    resolve(turn, person, decided, None, "upheld", Line::FlagUpheld).await
}

/// Asks a question again.
pub(super) async fn restore(turn: &mut Turn<'_>, person: &Person, decided: Decided) -> Done {
    resolve(turn, person, decided, Some(true), "restored", Line::FlagUpheld).await
}

async fn resolve(
    turn: &mut Turn<'_>,
    person: &Person,
    Decided { question: id, version: seen }: Decided,
    live: Option<bool>,
    resolution: &str,
    told: fn(String) -> Line,
) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    let Some(present) = question::get(turn.tx, id).await? else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    if seen.is_some_and(|seen| seen.0 != present.version_id) {
        turn.toast(Toast::ChangedSince);
        return reported(turn, person, id).await;
    }
    if let Some(live) = live {
        question::set_live(turn.tx, id, live).await?;
    }
    let subject = format!("question {id}");
    audit::append(turn.tx, turn.now.0, Some(person.staff), resolution, &subject, "").await?;
    let (_, content) = question::current(turn.tx, id).await?;
    for report in flag::of_question(turn.tx, id).await? {
        for address in account::addresses(turn.tx, report.staff).await? {
            turn.notify(&address, &Say::Line(told(notices::short_stem(&content))));
        }
    }
    flag::resolve(turn.tx, id, resolution, Some(person.staff), turn.now.0).await?;
    turn.toast(Toast::Done);
    reported(turn, person, id).await
}
