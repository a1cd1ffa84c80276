//! Beginning, leaving and resuming a round.

use std::collections::HashMap;

use super::shown;
use crate::{
    chat::{
        say::{Say, Toast},
        screens::{
            choose::{Lengths, MIXED, OpenRound, Topics, WRONG},
            line::Line,
        },
        turn::{Done, Turn, TurnError},
    },
    domain::{
        calendar::{Span, day_number},
        draw::{self, Candidate},
        ids::{RoundId, VersionId},
        round::{Phase, Round, Slot},
        shuffle::DRAW,
        topic::TopicId,
    },
    store::{
        account::Person,
        question,
        round::{self, RoundRow},
        score::{self, Board},
    },
};

/// Offers the open round, or the choice of a new one.
pub(super) async fn open_or_choose(turn: &mut Turn<'_>, person: &Person) -> Done {
    match turn.open_round() {
        Some(open) => {
            turn.show(&Say::OpenRound(offer(&open)));
            Ok(())
        }
        None => choose(turn, person).await,
    }
}

fn offer(open: &RoundRow) -> OpenRound {
    OpenRound { round: open.id, place: open.round.place() + 1, of: open.round.questions() }
}

/// Offers the open round, if there is one.
pub(super) fn offer_open(turn: &mut Turn<'_>) {
    if let Some(open) = turn.open_round() {
        turn.send(&Say::OpenRound(offer(&open)));
    }
}

/// The choice of topics.
pub(super) async fn topics(turn: &mut Turn<'_>, person: &Person) -> Done {
    open_or_choose(turn, person).await
}

async fn choose(turn: &mut Turn<'_>, person: &Person) -> Done {
    let today = day_number(turn.house.day(turn.now));
    let counts: HashMap<String, i64> = question::count_by_topic(turn.tx, today).await?.into_iter().collect();
    // Only what can be asked: what was withdrawn stays in the history.
    let wrong = question::of_wrong_book(turn.tx, person.staff, today).await?.len();
    let wrong = i64::try_from(wrong).unwrap_or(i64::MAX);
    let known = &turn.house.rules.topics;
    let count = |topic: &crate::domain::topic::Topic| counts.get(topic.id.as_str()).copied();
    let topics = known.iter().filter_map(|topic| Some((topic.clone(), count(topic)?))).collect();
    turn.show(&Say::Topics(Topics { topics, wrong }));
    Ok(())
}

/// The choice of lengths.
pub(super) fn lengths(turn: &mut Turn<'_>, choice: String) {
    let topic = turn.house.rules.topics.iter().find(|topic| topic.id.as_str() == choice).cloned();
    if topic.is_none() && choice != MIXED && choice != WRONG {
        turn.toast(Toast::Expired);
        return;
    }
    let lengths = turn.house.rules.round_lengths.clone();
    turn.show(&Say::Lengths(Lengths { choice, topic, lengths }));
}

/// Begins a round; one that is open is taken up instead.
pub(super) async fn begin(turn: &mut Turn<'_>, person: &Person, choice: &str, length: usize) -> Done {
    if turn.open_round().is_some() {
        return open_or_choose(turn, person).await;
    }
    let longest = turn.house.rules.round_lengths.iter().copied().max().unwrap_or(length);
    if length == 0 || length > longest || TopicId::new(choice).is_none() {
        turn.toast(Toast::Expired);
        return Ok(());
    }
    let today = day_number(turn.house.day(turn.now));
    let candidates = match choice {
        WRONG => question::of_wrong_book(turn.tx, person.staff, today).await?,
        MIXED => question::of_topic(turn.tx, person.staff, "", today).await?,
        topic => question::of_topic(turn.tx, person.staff, topic, today).await?,
    };
    begin_with(turn, person, choice, candidates, length).await
}

/// Begins a round over some of these candidates.
pub(super) async fn begin_with(
    turn: &mut Turn<'_>,
    person: &Person,
    choice: &str,
    candidates: question::Candidates,
    length: usize,
) -> Done {
    let seed = turn.house.seeds.next();
    let versions: HashMap<_, VersionId> =
        candidates.iter().map(|(c, version)| (c.question, *version)).collect();
    let candidates: Vec<Candidate> = candidates.into_iter().map(|(candidate, _)| candidate).collect();
    let drawn = draw::draw(candidates, length, &mut seed.stream(DRAW));
    let slots = drawn.into_iter().map(|question| Slot { question, version: versions[&question] }).collect();
    let Some(round) = Round::new(seed, slots, turn.now) else {
        turn.show(&Say::Line(Line::NoQuestions));
        return Ok(());
    };
    let place = place_of_week(turn, person).await?;
    let id = round::add(turn.tx, person.staff, choice, &round, place, turn.now.0).await?;
    show_asked(turn, id, &round).await
}

/// The person's place of the week in the whole office.
pub(super) async fn place_of_week(turn: &mut Turn<'_>, person: &Person) -> Result<Option<i64>, TurnError> {
    let period = Span::Week.period_of(turn.house.day(turn.now));
    let standing = score::standing(turn.tx, Board { period, topic: "" }, person.staff).await?;
    Ok(standing.map(|standing| standing.place))
}

/// Shows the question that is asked now.
pub(super) async fn show_asked(turn: &mut Turn<'_>, id: RoundId, round: &Round) -> Done {
    let versioned = turn.house.questions.get(turn.tx, round.slot().version).await?;
    let screen = shown::asked(turn.house, id, round, &versioned)?;
    turn.show(&Say::Question(screen));
    Ok(())
}

/// Takes the open round up again; the time away does not count.
pub(super) async fn resume(turn: &mut Turn<'_>, person: &Person) -> Done {
    if !show_open(turn, person).await? {
        turn.toast(Toast::Expired);
        choose(turn, person).await?;
    }
    Ok(())
}

/// Shows where the open round is; whether there is one.
pub(super) async fn show_open(turn: &mut Turn<'_>, person: &Person) -> Result<bool, TurnError> {
    let Some(open) = turn.open_round() else { return Ok(false) };
    match open.round.phase() {
        Phase::Asking { .. } => {
            let resumed = open.round.resumed(turn.now);
            round::save(turn.tx, open.id, &resumed).await?;
            show_asked(turn, open.id, &resumed).await?;
        }
        Phase::Answered => super::answer::go_on(turn, person, open).await?,
    }
    Ok(true)
}

/// Ends the open round for good and offers the choice of a new one.
pub(super) async fn abandon(turn: &mut Turn<'_>, person: &Person, id: RoundId) -> Done {
    match turn.open_round() {
        Some(open) if open.id == id => {
            round::end(turn.tx, id, &open.round, turn.now.0).await?;
            choose(turn, person).await
        }
        _ => open_or_choose(turn, person).await,
    }
}

/// Leaves the open round for now.
pub(super) fn leave(turn: &mut Turn<'_>, id: RoundId) {
    match turn.open_round() {
        Some(open) if open.id == id => turn.show(&Say::Line(Line::Left(id))),
        _ => turn.toast(Toast::Expired),
    }
}

/// Leaves whatever is going on.
pub(super) fn stop(turn: &mut Turn<'_>) {
    match turn.open_round() {
        Some(open) => turn.send(&Say::Line(Line::Left(open.id))),
        None => turn.send(&Say::Line(Line::NothingToStop)),
    }
}
