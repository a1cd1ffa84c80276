//! What was typed: a command, an answer, a reason, or something unclear. Never
//! silence.

use super::{admin, answer, bank, binding, exam, exam_desk, flag, general, quiz, reference, standing};
use crate::{
    chat::{
        commands::{self, Command, Typed},
        press::RankView,
        say::Say,
        screens::{binding::Binding, line::Line},
        state::State,
        turn::{Done, Turn},
    },
    store::account::Person,
};

/// The most characters of a typed message that is read at all.
pub(super) const LONGEST: usize = 1_000;

/// The most characters of questions that are pasted: a message holds no more.
const LONGEST_PASTED: usize = 4_096;

/// Handles a typed message.
pub(super) async fn handle(turn: &mut Turn<'_>, person: &Person, text: &str) -> Done {
    let waited = State::read(&person.state);
    let longest = if waited == State::BankPaste { LONGEST_PASTED } else { LONGEST };
    if text.chars().count() > longest {
        turn.send(&Say::Line(Line::TooLong));
        return Ok(());
    }
    let typed = commands::typed(text);
    let slash = text.trim_start().starts_with(['/', '／']);
    if person.sits.is_some()
        && exam::heard(turn, person, (typed.map(|typed| typed.command), slash), text).await?
    {
        return Ok(());
    }
    match typed {
        // "帮助" may be just what belongs into a blank.
        Some(_) if !slash && !waited.stands_in_place() && answer::fits_open_blank(turn, text).await? => {
            answer::typed(turn, person, text).await.map(|_| ())
        }
        Some(typed) => command(turn, person, typed).await,
        None if !slash && State::read(&person.state) == State::Idle && exam::check(turn, text).await? => {
            Ok(())
        }
        None if slash => {
            turn.send(&Say::Line(Line::Unclear));
            Ok(())
        }
        None => free(turn, person, text).await,
    }
}

async fn free(turn: &mut Turn<'_>, person: &Person, text: &str) -> Done {
    match State::read(&person.state) {
        State::FlagReason(report) => return flag::reason(turn, report, text).await,
        waited @ (State::BankSearch | State::BankPaste) => {
            return bank::typed(turn, person, waited, text).await;
        }
        State::ExamCode(id) => return exam::code(turn, person, id, text).await,
        State::Desk(wanted) => return exam_desk::typed(turn, person, wanted, text).await,
        State::Idle | State::FlagNoted => {}
    }
    if !answer::typed(turn, person, text).await? {
        turn.send(&Say::Line(Line::Unclear));
    }
    Ok(())
}

async fn command(turn: &mut Turn<'_>, person: &Person, typed: Typed<'_>) -> Done {
    if State::read(&person.state) != State::Idle {
        turn.wait_for(State::Idle).await?;
    }
    match typed.command {
        Command::Start => start(turn, person, typed.rest).await,
        Command::Quiz => quiz::open_or_choose(turn, person).await,
        Command::Exam if matches!(typed.rest, "new" | "新建") => {
            exam_desk::draft::new(turn, person);
            Ok(())
        }
        Command::Exam if exam::check(turn, typed.rest).await? => Ok(()),
        Command::Exam => exam::open(turn, person).await,
        Command::Rank => standing::rank(turn, person, RankView::default()).await,
        Command::Me => standing::me(turn, person).await,
        Command::Todo => admin::todo(turn, person).await,
        Command::Bank => bank::open(turn, person, typed.rest).await,
        Command::Find => reference::open(turn, person, typed.rest).await,
        Command::Stop => {
            quiz::stop(turn);
            Ok(())
        }
        Command::Claim => binding::claim(turn, Some(person), typed.rest).await,
        Command::Lang => {
            general::language(turn);
            Ok(())
        }
        Command::Help => {
            general::help(turn, person);
            Ok(())
        }
    }
}

async fn start(turn: &mut Turn<'_>, person: &Person, token: &str) -> Done {
    if !token.is_empty() {
        return binding::invited_again(turn, person, token).await;
    }
    general::home(turn, person, false);
    quiz::offer_open(turn);
    Ok(())
}

/// Someone who is bound follows an invitation of their own.
pub(super) fn bound_already(turn: &mut Turn<'_>) {
    turn.send(&Say::Binding(Binding::BoundAlready));
}
