//! Home, help, language, groups.

use crate::{
    chat::{
        commands::{self, Command},
        incoming::Event,
        say::{Say, Toast},
        screens::line::{Help, Home, Line},
        state::State,
        turn::{Done, Turn},
    },
    domain::{lang::Lang, person::Role},
    store::account::{self, Person},
};

/// In a group the bot stays quiet except for /help, which offers the private
/// chat.
pub(super) fn in_group(turn: &mut Turn<'_>) {
    if let Event::Text(text) = &turn.incoming.event
        && text.starts_with('/')
        && commands::typed(text).is_some_and(|typed| typed.command == Command::Help)
    {
        turn.send(&Say::Line(Line::Group(turn.house.private_chat.clone())));
    }
}

/// The state of things, for someone who comes in.
pub(super) fn home(turn: &mut Turn<'_>, person: &Person, just_bound: bool) {
    turn.send(&Say::Home(Home {
        name: person.name.clone(),
        unit: person.unit_path.clone(),
        topics: turn.house.rules.topics.clone(),
        just_bound,
        administrator: person.is(Role::Administrator),
    }));
    let lang = turn.lang();
    turn.set_menu(turn.incoming.chat, person, lang);
}

/// The help.
pub(super) fn help(turn: &mut Turn<'_>, person: &Person) {
    let roles = Role::ALL.into_iter().filter(|role| person.is(*role)).collect();
    turn.send(&Say::Help(Help { roles, rules: turn.house.rules.clone() }));
}

/// Asks for the language.
pub(super) fn language(turn: &mut Turn<'_>) {
    turn.send(&Say::Line(Line::Language));
}

/// Speaks another language from now on.
pub(super) async fn set_lang(turn: &mut Turn<'_>, person: &Person, lang: Lang) -> Done {
    account::set_lang(turn.tx, turn.channel(), turn.account(), lang).await?;
    turn.speak(lang);
    home(turn, person, false);
    Ok(())
}

/// Nothing is waited for any more.
pub(super) async fn cancel(turn: &mut Turn<'_>, person: &Person) -> Done {
    turn.wait_for(State::Idle).await?;
    turn.toast(Toast::Done);
    if !super::quiz::show_open(turn, person).await? {
        home(turn, person, false);
    }
    Ok(())
}
