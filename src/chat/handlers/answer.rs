//! Answering: a tap or a typed message becomes a move of the round.

use std::sync::Arc;

use super::{
    quiz, shown,
    written::{self, Written},
};
use crate::{
    chat::{
        press::Press,
        say::{Say, Toast},
        screens::verdict::{PointsNote, Verdict},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        blank,
        choices::Choices,
        ids::RoundId,
        points::Points,
        question::Body,
        round::{Context, Marked, Move, Phase, Refusal, Response, Round, Step},
    },
    store::{
        account::Person,
        question::Versioned,
        response::{self, Answered, Before},
        round::{self, RoundRow},
    },
};

/// A tap on one of a question's buttons.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, press: &Press) -> Done {
    let (id, step) = match *press {
        Press::Tap { round, place, shown } => (round, Move::Tap { place, shown }),
        Press::Judge { round, place, verdict } => (round, Move::Judge { place, verdict }),
        Press::Submit { round, place } => (round, Move::Submit { place }),
        Press::Next { round, place } => (round, Move::Next { place }),
        _ => return Err(TurnError::Bug("not a move of a round")),
    };
    match turn.open_round() {
        Some(open) if open.id == id => make(turn, person, open, step).await,
        _ => {
            turn.toast(Toast::Expired);
            Ok(())
        }
    }
}

/// Makes a move in the open round.
async fn make(turn: &mut Turn<'_>, person: &Person, open: RoundRow, step: Move) -> Done {
    if let Move::Next { place } = step {
        return go_on_from(turn, person, open, place).await;
    }
    let asked = turn.house.questions.get(turn.tx, open.round.slot().version).await?;
    let day = turn.house.day(turn.now);
    let before = response::before(turn.tx, person.staff, asked.question, day).await?;
    // A key that was corrected after the round began counts at once.
    let slot = open.round.slot();
    let versioned = turn.house.questions.in_force(turn.tx, slot.version, before.current).await?;
    let context = Context {
        question: &versioned.content,
        rules: &turn.house.rules,
        now: turn.now,
        earned_today: before.progress.earned_day == Some(day),
        points_today: before.points_today,
    };
    let present = open.round.clone();
    match open.round.handle(step, &context) {
        Ok(Step::Ticked(ticked)) => {
            round::save(turn.tx, open.id, &ticked).await?;
            quiz::show_asked(turn, open.id, &ticked).await
        }
        Ok(Step::Answered(after, answered)) => {
            keep(turn, person, open.id, &versioned, &after, &answered, before).await
        }
        Ok(Step::Asking(_) | Step::Finished(_)) => Err(TurnError::Bug("an answer went on by itself")),
        Err(refusal) => refuse(turn, open.id, &present, refusal).await,
    }
}

/// From a verdict on to the next question, or to the end.
async fn go_on_from(turn: &mut Turn<'_>, person: &Person, open: RoundRow, place: usize) -> Done {
    match open.round.clone().next(place, turn.now) {
        Ok(Step::Finished(last)) => close(turn, person, &open, &last).await,
        Ok(Step::Asking(next)) => {
            round::save(turn.tx, open.id, &next).await?;
            quiz::show_asked(turn, open.id, &next).await
        }
        Ok(Step::Ticked(_) | Step::Answered(..)) => Err(TurnError::Bug("a step that answered by itself")),
        Err(refusal) => refuse(turn, open.id, &open.round, refusal).await,
    }
}

/// A move that does not fit: says so and shows the present state.
async fn refuse(turn: &mut Turn<'_>, id: RoundId, present: &Round, refusal: Refusal) -> Done {
    turn.toast(match refusal {
        Refusal::AlreadyAnswered => Toast::AnsweredAlready,
        Refusal::NotAsked => Toast::Expired,
        Refusal::NothingTicked => Toast::NothingTicked,
    });
    if refusal != Refusal::NothingTicked && matches!(present.phase(), Phase::Asking { .. }) {
        quiz::show_asked(turn, id, present).await?;
    }
    Ok(())
}

/// Writes the answer and shows the verdict.
async fn keep(
    turn: &mut Turn<'_>,
    person: &Person,
    id: RoundId,
    versioned: &Arc<Versioned>,
    after: &Round,
    answered: &Response,
    before: Before,
) -> Done {
    let day = turn.house.day(turn.now);
    let marked = answered.marked;
    let leaves_after = turn.house.rules.wrong_leaves_after;
    let progress = before.progress.after(marked.is_right(), day, leaves_after).earning(marked.points, day);
    let streak = before.streak.after(marked.is_right());
    let write = Answered {
        staff: person.staff,
        unit: person.unit,
        round: id,
        topic: &versioned.topic,
        response: answered,
        after,
        progress,
        streak,
        day,
        now: turn.now.0,
    };
    response::write(turn.tx, &write).await?;
    turn.toast(toast(marked));
    let solution = shown::Solution {
        version: answered.slot.version,
        versioned,
        heading: shown::heading(turn.house, versioned, answered.place, after.questions())?,
        order: &answered.order,
        answer: &answered.answer,
        mark: (marked.earned, marked.full),
    };
    let again = before.progress.earned_day == Some(day);
    let note = note(marked, again, turn.house.rules.daily_cap);
    let milestone = streak.milestone();
    turn.show(&Say::Verdict(Verdict { round: id, solved: solution.solved(), note, milestone }));
    Ok(())
}

fn toast(marked: Marked) -> Toast {
    match marked {
        marked if marked.is_right() => Toast::Right,
        marked if marked.earned > Points::ZERO => Toast::Partly,
        _ => Toast::Wrong,
    }
}

fn note(marked: Marked, again: bool, cap: Points) -> PointsNote {
    match marked {
        marked if !marked.is_right() => PointsNote::NotRight,
        _ if again => PointsNote::Again,
        marked if marked.points == marked.full => PointsNote::Earned(marked.points),
        _ => PointsNote::Capped(cap),
    }
}

/// On from a verdict: the next question, or the end.
pub(super) async fn go_on(turn: &mut Turn<'_>, person: &Person, open: RoundRow) -> Done {
    let place = open.round.place();
    make(turn, person, open, Move::Next { place }).await
}

/// Ends the round and shows its result.
async fn close(turn: &mut Turn<'_>, person: &Person, open: &RoundRow, last: &Round) -> Done {
    round::end(turn.tx, open.id, last, turn.now.0).await?;
    super::review::result(turn, person, open).await
}

/// Whether a typed text is an accepted answer of the blank that is asked now.
pub(super) async fn fits_open_blank(turn: &mut Turn<'_>, text: &str) -> Result<bool, TurnError> {
    let Some(open) = asking(turn) else { return Ok(false) };
    let versioned = turn.house.questions.get(turn.tx, open.round.slot().version).await?;
    Ok(match &versioned.content.body {
        Body::Blank { key, any_order } => blank::parted(text, key.len())
            .is_some_and(|words| blank::filled_rightly(key, &words, *any_order) > 0),
        _ => false,
    })
}

/// The open round, if a question of it is asked now.
fn asking(turn: &Turn<'_>) -> Option<RoundRow> {
    turn.open_round().filter(|open| matches!(open.round.phase(), Phase::Asking { .. }))
}

/// A typed message as an answer; whether a question is asked at all.
pub(super) async fn typed(turn: &mut Turn<'_>, person: &Person, text: &str) -> Result<bool, TurnError> {
    let Some(open) = asking(turn) else { return Ok(false) };
    let versioned = turn.house.questions.get(turn.tx, open.round.slot().version).await?;
    let place = open.round.place();
    match written::read(&versioned.content, text) {
        Ok(Written::Shown(shown)) => {
            let chosen = written::chosen(&shown, &open.round.order(&versioned.content));
            match (&versioned.content.body, shown.as_slice()) {
                (Body::Single { .. }, [shown]) => {
                    make(turn, person, open, Move::Tap { place, shown: *shown }).await?;
                }
                _ => tick_and_submit(turn, person, open, chosen).await?,
            }
        }
        Ok(Written::Verdict(verdict)) => make(turn, person, open, Move::Judge { place, verdict }).await?,
        Ok(Written::Words(words)) => make(turn, person, open, Move::Write(words)).await?,
        Err(line) => turn.send(&Say::Line(line)),
    }
    Ok(true)
}

async fn tick_and_submit(turn: &mut Turn<'_>, person: &Person, open: RoundRow, chosen: Choices) -> Done {
    let place = open.round.place();
    let ticked = RoundRow { round: open.round.with_ticks(chosen), ..open };
    make(turn, person, ticked, Move::Submit { place }).await
}
