//! Looking at the wrong answers of a round again, and doing them again.

use super::{quiz, shown};
use crate::{
    chat::{
        say::{Say, Toast},
        screens::{choose::WRONG, closing::Closing, verdict::Review},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        calendar::Span,
        draw::Candidate,
        ids::{RoundId, VersionId},
        points::Points,
        round::{Marked, Summary},
    },
    store::{
        account::Person,
        question,
        response::{self, RoundAnswer},
        round::{self, RoundRow},
        score::{self, Board},
    },
};

/// The answers of a round of the person that were not wholly right.
async fn wrong_ones(
    turn: &mut Turn<'_>,
    person: &Person,
    id: RoundId,
) -> Result<Option<(usize, Vec<RoundAnswer>)>, TurnError> {
    let Some(row) = round::get(turn.tx, id, person.staff).await? else { return Ok(None) };
    let mut answers = response::of_round(turn.tx, id).await?;
    answers.retain(|answer| !answer.marked.is_right());
    Ok(Some((row.round.questions(), answers)))
}

/// Shows the result of an ended round again.
pub(super) async fn closing(turn: &mut Turn<'_>, person: &Person, id: RoundId) -> Done {
    let ended = round::get(turn.tx, id, person.staff).await?;
    match ended.filter(|_| turn.open_round().is_none_or(|open| open.id != id)) {
        Some(ended) => result(turn, person, &ended).await,
        None => {
            turn.toast(Toast::Expired);
            Ok(())
        }
    }
}

/// Shows the result of a round, corrections included.
pub(super) async fn result(turn: &mut Turn<'_>, person: &Person, row: &RoundRow) -> Done {
    let answers = response::of_round(turn.tx, row.id).await?;
    let marked: Vec<Marked> = answers.iter().map(|answer| answer.marked).collect();
    let (began, day) = (turn.house.day(row.started_at), turn.house.day(turn.now));
    let period = Span::Day.period_of(day);
    let today = score::standing(turn.tx, Board { period, topic: "" }, person.staff).await?;
    let now = quiz::place_of_week(turn, person).await?;
    let wrong = marked.iter().enumerate().filter(|(_, marked)| !marked.is_right());
    turn.show(&Say::Closing(Closing {
        round: row.id,
        summary: Summary::of(&marked),
        points_today: today.map_or(Points::ZERO, |standing| standing.figures.points),
        cap: turn.house.rules.daily_cap,
        places: (row.place, now),
        comparable: Span::Week.period_of(began) == Span::Week.period_of(day),
        wrong: wrong.map(|(place, _)| place + 1).collect(),
    }));
    Ok(())
}

/// Shows the nth wrong answer.
pub(super) async fn show(turn: &mut Turn<'_>, person: &Person, id: RoundId, nth: usize) -> Done {
    let found = wrong_ones(turn, person, id).await?;
    let Some((of, answer, wrong)) =
        found.as_ref().and_then(|(of, answers)| Some((*of, answers.get(nth)?, answers.len())))
    else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let current = question::get(turn.tx, answer.question).await?;
    let current = current.map_or(answer.version, |row| VersionId(row.version_id));
    let versioned = turn.house.questions.in_force(turn.tx, answer.version, current).await?;
    let place = usize::try_from(answer.place).unwrap_or(0);
    let solution = shown::Solution {
        version: answer.version,
        versioned: &versioned,
        heading: shown::heading(turn.house, &versioned, place, of)?,
        order: &answer.order,
        answer: &answer.answer,
        mark: (answer.marked.earned, answer.marked.full),
    };
    turn.show(&Say::Review(Review { round: id, solved: solution.solved(), nth, wrong }));
    Ok(())
}

/// Begins a round over the wrong ones that may still be asked, in their present
/// wording.
pub(super) async fn redo(turn: &mut Turn<'_>, person: &Person, id: RoundId) -> Done {
    if turn.open_round().is_some() {
        return quiz::open_or_choose(turn, person).await;
    }
    let Some((_, answers)) = wrong_ones(turn, person, id).await? else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let day = turn.house.day(turn.now);
    let mut candidates = Vec::new();
    for answer in answers {
        let live = question::get(turn.tx, answer.question).await?.is_some_and(|row| row.live);
        let (version, content) = question::current(turn.tx, answer.question).await?;
        if live && content.valid_until.is_none_or(|last| day <= last) {
            let question = answer.question;
            candidates.push((Candidate { question, seen: 0, wrong: true, today: true }, version));
        }
    }
    let length = candidates.len();
    quiz::begin_with(turn, person, WRONG, candidates, length).await
}
