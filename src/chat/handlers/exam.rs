//! Exams, for those who sit them: the list, the door, the paper, the end.

mod door;
mod items;
mod ranked;
mod release;
mod result;
mod shown;

use super::written::{self, Written};
use crate::{
    chat::{
        commands::Command,
        press::{Press, exam::OfExam},
        say::{Say, Toast},
        screens::exam::Exam,
        turn::{Done, Turn, TurnError},
    },
    domain::{
        exam::{
            sitting::{Move, Refusal},
            timing::{self, Standing},
            track::Book,
        },
        ids::SittingId,
        question::{Kind, Question},
    },
    exams::sit::{self, Moved},
    store::{
        account::Person,
        sitting::{self, EndedBy, Sitting},
    },
};

pub(super) use door::code;
pub(super) use release::check;

/// Shows one's exams; whoever sits one is shown the paper.
pub(super) async fn open(turn: &mut Turn<'_>, person: &Person) -> Done {
    match sitting::open(turn.tx, person.staff).await? {
        Some(open) => go_on(turn, open).await,
        None => door::list(turn, person).await,
    }
}

/// A tap on one of an exam's buttons.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, of: OfExam) -> Done {
    match of {
        OfExam::List => open(turn, person).await,
        OfExam::Entrance(exam) => door::entrance(turn, person, exam).await,
        OfExam::Begin(exam) => door::begin(turn, person, exam).await,
        OfExam::Show(sitting)
        | OfExam::Card { sitting, .. }
        | OfExam::HandIn(sitting)
        | OfExam::HandInNow(sitting)
        | OfExam::Go { sitting, .. }
        | OfExam::Flag { sitting, .. }
        | OfExam::Tap { sitting, .. }
        | OfExam::Judge { sitting, .. } => match sitting::open(turn.tx, person.staff).await? {
            Some(open) if open.id == sitting => within(turn, open, of).await,
            _ => not_open(turn, person, sitting).await,
        },
        OfExam::Result(exam) => result::mine(turn, person, exam).await,
        OfExam::Review { sitting, place } => result::paper(turn, person, sitting, place).await,
        OfExam::AllResults => ranked::exams(turn, person).await,
        OfExam::Results { exam, track, page } => ranked::list(turn, person, exam, (track, page)).await,
        OfExam::Figures { exam, page } => ranked::figures(turn, person, exam, page).await,
        OfExam::Release(exam) => release::ask(turn, person, exam).await,
        OfExam::Items { exam, page } => items::list(turn, person, exam, page).await,
        OfExam::Item { exam, question } => items::one(turn, person, exam, question).await,
        OfExam::Rule { exam, question, how } => items::effect(turn, person, exam, (question, how)).await,
        OfExam::RuleNow { exam, question, how } => items::rule(turn, person, exam, (question, how)).await,
        OfExam::ReleaseNow { exam, number } => release::now(turn, person, exam, number).await,
    }
}

/// The button belongs to a sitting that is over, or to somebody else's.
async fn not_open(turn: &mut Turn<'_>, person: &Person, id: SittingId) -> Done {
    let ended = sitting::get(turn.tx, id).await?.filter(|sitting| sitting.staff == person.staff);
    turn.toast(if ended.is_some() { Toast::HandedIn } else { Toast::Expired });
    match ended {
        Some(ended) => shown::handed_in(turn, &ended).await,
        None => Ok(()),
    }
}

/// A tap within the open sitting.
async fn within(turn: &mut Turn<'_>, open: Sitting, of: OfExam) -> Done {
    match of {
        OfExam::Go { place, .. } => make(turn, open, place, Move::Go(place)).await,
        OfExam::Flag { place, .. } => make(turn, open, place, Move::Flag(place)).await,
        OfExam::Tap { place, shown, .. } => make(turn, open, place, Move::Tap { place, shown }).await,
        OfExam::Judge { place, verdict, .. } => make(turn, open, place, Move::Judge { place, verdict }).await,
        OfExam::Card { page, .. } if is_running(turn, &open) => {
            let card = shown::card(&open, page, turn.now);
            turn.show(&Say::Exam(Box::new(Exam::Card(card))));
            Ok(())
        }
        OfExam::HandIn(_) if is_running(turn, &open) => {
            let asked = shown::hand_in(&open, turn.now);
            turn.show(&Say::Exam(Box::new(Exam::HandIn(asked))));
            Ok(())
        }
        OfExam::HandInNow(_) if is_running(turn, &open) => end(turn, open, EndedBy::Person).await,
        _ => go_on(turn, open).await,
    }
}

fn is_running(turn: &Turn<'_>, open: &Sitting) -> bool {
    timing::standing(open.deadline, turn.now) != Standing::Over
}

/// Shows the paper where one was; or takes it in, if the time is over.
async fn go_on(turn: &mut Turn<'_>, open: Sitting) -> Done {
    if is_running(turn, &open) {
        shown::paper(turn, &open).await
    } else {
        end(turn, open, EndedBy::Time).await
    }
}

async fn end(turn: &mut Turn<'_>, mut open: Sitting, by: EndedBy) -> Done {
    sit::end(turn.tx, &mut open, by, None, turn.now).await?;
    shown::handed_in(turn, &open).await
}

/// Makes a move at a place of the open sitting.
async fn make(turn: &mut Turn<'_>, open: Sitting, place: usize, step: Move) -> Done {
    let Some(item) = open.paper.items().get(place) else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let versioned = turn.house.questions.get(turn.tx, item.version).await?;
    let answers = !matches!(step, Move::Go(_) | Move::Flag(_));
    match sit::make(turn.tx, open, step, &versioned.content, turn.now).await? {
        Moved::To(sitting) => {
            if answers {
                turn.toast(Toast::Kept);
            }
            shown::paper(turn, &sitting).await
        }
        Moved::TimeOver(sitting) => {
            turn.toast(Toast::HandedIn);
            shown::handed_in(turn, &sitting).await
        }
        Moved::Refused(refusal) => {
            turn.toast(match refusal {
                Refusal::NotShown => Toast::Expired,
                Refusal::OtherKind => Toast::OtherKind,
            });
            Ok(())
        }
    }
}

/// A typed message while somebody sits an exam: an answer to the question that
/// is shown.
async fn typed(turn: &mut Turn<'_>, open: Sitting, text: &str) -> Done {
    let place = open.work.place();
    let version = open.paper.items()[place].version;
    let versioned = turn.house.questions.get(turn.tx, version).await?;
    match written::read(&versioned.content, text) {
        Ok(written) => {
            let step = step(written, &open, &versioned.content);
            make(turn, open, place, step).await
        }
        Err(line) => {
            turn.send(&Say::Line(line));
            Ok(())
        }
    }
}

fn step(written: Written, open: &Sitting, question: &Question) -> Move {
    let place = open.work.place();
    match written {
        Written::Shown(shown) => {
            Move::Choose(written::chosen(&shown, &open.paper.option_order(place, question)))
        }
        Written::Verdict(verdict) => Move::Judge { place, verdict },
        Written::Words(words) => Move::Write(words),
    }
}

/// Whoever sits an exam has the exam alone. What is typed is an answer; of the
/// commands those remain that lead to the paper, the help and the language. A
/// command's word without its slash may be just what belongs into a blank.
/// Whether the text was dealt with.
pub(super) async fn heard(
    turn: &mut Turn<'_>,
    person: &Person,
    (command, slash): (Option<Command>, bool),
    text: &str,
) -> Result<bool, TurnError> {
    if command == Some(Command::Exam) {
        return Ok(false);
    }
    let Some(open) = sitting::open(turn.tx, person.staff).await? else { return Ok(false) };
    if !is_running(turn, &open) {
        go_on(turn, open).await?;
        return Ok(true);
    }
    let looks_up = command == Some(Command::Find) && open.book == Book::Open;
    let is_answer = !slash && !looks_up && (command.is_none() || asks_words(turn, &open).await?);
    match command {
        _ if is_answer => typed(turn, open, text).await?,
        Some(Command::Help | Command::Lang) => return Ok(false),
        _ if looks_up => return Ok(false),
        _ => refuse(turn, person).await?,
    }
    Ok(true)
}

/// Whether the question that is shown wants words.
async fn asks_words(turn: &mut Turn<'_>, open: &Sitting) -> Result<bool, TurnError> {
    let version = open.paper.items()[open.work.place()].version;
    Ok(turn.house.questions.get(turn.tx, version).await?.content.kind() == Kind::Blank)
}

/// Whether a button may be used in the middle of an exam. Whoever has looked
/// something up goes back to the paper.
pub(super) fn allows(press: &Press, book: Book) -> bool {
    match press {
        Press::Exam(of) => of.is_for_sitting(),
        Press::Lang(_) | Press::Help => true,
        Press::Reference(_) | Press::Cancel => book == Book::Open,
        _ => false,
    }
}

/// Keeps what was looked up in the middle of an exam, as evidence.
pub(super) async fn looked_up(turn: &mut Turn<'_>, person: &Person, words: &str, hits: usize) -> Done {
    if person.sits.is_some()
        && let Some(open) = sitting::open(turn.tx, person.staff).await?
    {
        let hits = i64::try_from(hits).unwrap_or(i64::MAX);
        sitting::searched(turn.tx, open.id, words, hits, turn.now.0).await?;
    }
    Ok(())
}

/// Says that an exam goes on, and leads back to it.
pub(super) async fn refuse(turn: &mut Turn<'_>, person: &Person) -> Done {
    turn.toast(Toast::ExamGoesOn);
    let Some(open) = sitting::open(turn.tx, person.staff).await? else { return Ok(()) };
    if !is_running(turn, &open) {
        return go_on(turn, open).await;
    }
    let left = open.deadline.since(turn.now);
    turn.send(&Say::Exam(Box::new(Exam::GoesOn { sitting: open.id, left, book: open.book })));
    Ok(())
}
